"""The C++ reference: a page a header, made of what the header says (headers.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from headers import Header, Name

ROOMS = {
    "time": "when?", "stats": "what do numbers say?", "series": "what happened?", "measure": "what was wanted?",
    "assess": "how good is it?", "spc": "is it stable?", "outlook": "where is it heading?",
    "plan": "what is being done?", "money": "how is it written?", "uncertainty": "how sure is it?",
    "appraisal": "what is it worth?", "savings": "what does it save?", "report": "say so", "audit": "is it so?",
    "batch": "columns of millions", "": "for all rooms",
}  # fmt: skip
_DOMAIN = {"function": "function", "struct": "struct", "class": "class", "union": "union", "enum": "enum-class",
           "enumerator": "enumerator", "constant": "var", "member": "member", "alias": "type", "concept": "concept",
           "macro": "macro"}  # fmt: skip


_INNER = "how the audit works inside (namespace `auditing`), which may change in any version"


class Pages:
    """All pages of the reference, by their paths below reference/cpp/."""

    def __init__(self, headers: list[Header], parses: Callable[[str, str], bool] = lambda declared, kind: True) -> None:
        self.headers = headers
        self.parses = parses  # whether Sphinx reads a declaration: what it does not stands as it is written
        self.places = {header.path: header.path.removeprefix("headway/").removesuffix(".hpp") for header in headers}
        self.seen: set[str] = set()

    def files(self) -> Iterator[tuple[str, str]]:
        by_room: dict[str, list[Header]] = {room: [] for room in ROOMS}
        for header in self.headers:
            by_room[_room(header.path)].append(header)
            yield f"{self.places[header.path]}.md", self.page(header)
        for room, headers in by_room.items():
            yield f"{room or 'all'}/index.md", self.index(room, headers)

    def page(self, header: Header) -> str:
        """The page of one header."""
        depth = "../" * (self.places[header.path].count("/") + 1)
        head = f"# {header.path}\n\n```cpp\n#include <{header.path}>\n```\n\n{self.marked(header.page, header.path)}\n"
        names = [self.entry(name, header.path) for name in header.names if self._is_new(name)]
        if not names:
            return head
        whose = f"**Not public**: {_INNER}.\n\n" if is_inner(header) else ""
        return (f"{head}\n## Names\n\n{whose}{_namespaces(header.names)}, in an inline namespace of the version: "
                f"[what that promises]({depth}../promises/versions.md).\n\n" + "\n".join(names))  # fmt: skip

    def entry(self, name: Name, path: str) -> str:
        """One name with its members, as directives of Sphinx's C++ domain."""
        parts = [f"```{{cpp:namespace}} {name.scope}\n```\n"] if name.scope else []
        members = "\n".join(self._member(name, each, path) for each in name.members if _told(each))
        inside = "\n\n".join(filter(None, (self.marked(name.words, path), members)))
        parts.append(self._directive(name, inside, "`" * 5))
        return "\n".join(parts)

    def _member(self, owner: Name, name: Name, path: str) -> str:
        said = self.marked(name.words, path)
        if name.kind == "enumerator" and owner.spelled:
            word = owner.spelled[owner.members.index(name)] if len(owner.spelled) == len(owner.members) else ""
            if word and word != name.name:
                said = f"In words: \"{word}\". {said}"
        if name.members:
            said += "\n\n" + "\n".join(self._member(name, each, path) for each in name.members if _told(each))
            return self._directive(name, said, "`" * 4)
        return self._directive(name, said, "`" * 3)

    def _directive(self, name: Name, inside: str, fence: str) -> str:
        """A name as the C++ domain has it."""
        domain, declared = _DOMAIN[name.kind], _declared(name)
        if name.kind == "enum" and not name.declaration.startswith(("enum class", "enum struct")):
            domain = "enum"
        kind = {"struct": "class", "var": "member", "enum-class": "enum"}.get(domain, domain)
        if kind != "macro" and not self.parses(declared, kind):
            return f"```cpp\n{name.declaration};\n```\n\n{inside}\n"
        language = "c" if kind == "macro" else "cpp"  # macros are of the domain of C alone
        return f"{fence}{{{language}:{domain}}} {declared}\n\n{inside}\n{fence}\n"

    def _is_new(self, name: Name) -> bool:
        key = f"{name.full} {re.sub(r' = [^,)]*', '', _declared(name))}"
        new = key not in self.seen
        self.seen.add(key)
        return new

    def index(self, room: str, headers: Iterable[Header]) -> str:
        """The headers of a room, each with its first sentence."""
        places = {header.path: f"../{self.places[header.path]}" for header in headers}
        public = [header for header in headers if not is_inner(header)]
        inner = [header for header in headers if is_inner(header)]

        def table(of: Iterable[Header]) -> str:
            rows = (f"| [{header.path}]({places[header.path]}.md) | {_cell(first_sentence(header.page))} |\n"
                    for header in of)  # fmt: skip
            return "| header | says |\n|---|---|\n" + "".join(rows)

        tables = table(public)
        if inner:
            tables += f"\n## Not public\n\nThis is {_INNER}.\n\n{table(inner)}"
        pages = "\n".join(f"{place.rpartition('/')[2]}.hpp <{place}>" for place in places.values())
        title = f"{room}: {ROOMS[room]}" if room else "For all rooms"
        return f"# {title}\n\n{tables}\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"

    def marked(self, text: str, path: str, base: str | None = None) -> str:
        """Words of a header as Markdown: what could be a tag is text, and headers that are named are links.

        `base` leads to the folder of the reference from where the words are to stand: by default, the header's page.
        """
        base = "../" * self.places[path].count("/") if base is None else base
        lines, out = text.split("\n"), []
        for line in lines:
            if line.startswith("    "):  # a formula, as it is set
                out.append(line.replace("`", ""))
                continue
            pieces = re.split(r"(`[^`]*`)", line)
            out.append("".join(p if p.startswith("`") else self._linked(escaped(p), path, base) for p in pieces))
        marked = "\n".join(out)
        marked = re.sub(r"@throws Error\b", "Throws `Error`", marked)
        marked = re.sub(r"@param (\w+)", r"\n\n`\1`:", marked)
        return re.sub(r"@(returns?|pre|post|see)\b", lambda found: found.group(1).capitalize(), marked)

    def _linked(self, text: str, path: str, base: str) -> str:
        def link(found: re.Match[str]) -> str:
            said = found.group(0)
            if said.startswith("docs/"):
                return f"[{said.removeprefix('docs/').removesuffix('.md')}]({base}../../{said.removeprefix('docs/')})"
            folder = path.rsplit("/", 1)[0]
            for full in (f"{folder}/{said}", f"headway/{said}", said):
                if full in self.places and full != path:
                    return f"[{said}]({base}{self.places[full]}.md)"
            return f"`{said}`"

        return re.sub(r"[\w/]+\.hpp\b|docs/\w+\.md\b", link, text)


def is_inner(header: Header) -> bool:
    """Whether all that a header names is in a namespace that is not public, `auditing`."""
    return bool(header.names) and all(name.scope.endswith("::auditing") for name in header.names)


def first_sentence(text: str) -> str:
    """The first sentence of a page, as one line."""
    paragraph = re.split(r"\n\s*\n", text.strip())[0].replace("\n", " ")
    return re.split(r"(?<=[.?:])\s", paragraph)[0].rstrip(":")


def _room(path: str) -> str:
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "batch" if parts[1] == "batch.hpp" else ""


def _namespaces(names: Iterable[Name]) -> str:
    """Where the names of a page stand."""
    whose: dict[str, list[str]] = {}
    for name in names:
        if name.kind != "macro":
            whose.setdefault(name.scope, []).append(f"`{name.name}`")
    if len(whose) < 2:
        return f"In namespace `{next(iter(whose), 'headway')}`"
    parts = [f"`{scope}`: {', '.join(dict.fromkeys(of))}" for scope, of in whose.items()]
    return f"In namespace {'; in namespace '.join(parts)}"


def _told(name: Name) -> bool:
    """Constructors and operators that the compiler makes say nothing, and none that there is not is shown."""
    made = re.search(r"= (default|delete)$", name.declaration)
    return made is None or (made[1] == "default" and bool(name.words))


def escaped(text: str) -> str:
    """As text; two stars about words stay emphasis."""
    return re.sub(r"\*\*(?=\w)|(?<=[\w.])\*\*|[<>*\[\]$]",
                  lambda found: found[0] if found[0] == "**" else "\\" + found[0], text)  # fmt: skip


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", escaped(text) if "`" not in text else text)


def _declared(name: Name) -> str:
    """A declaration as Sphinx's C++ domain reads it."""
    text = re.sub(r"\[\[(nodiscard|maybe_unused|likely|unlikely)[^\]]*\]\]\s*", "", name.declaration)
    if name.kind in ("struct", "class", "enum", "union"):
        text = re.sub(r"\b(struct|class|enum class|enum|union)\s+(?=" + name.name + r"\b)", "", text, count=1)
    if name.kind == "alias":
        return re.sub(r"^(template\s*<.*>\s*)?using ", r"\1", text)
    if name.kind == "concept":
        return re.sub(r"concept (\w+) =.*", r"\1", text)
    if name.kind == "macro":
        return text.removeprefix("#define ")
    if name.kind == "function":
        text = re.sub(r"\s*=\s*(default|delete)$", "", text)
    if name.kind in ("constant", "member") and len(text) > 300:
        text = re.split(r"\s*[={]", text)[0]
    return re.sub(r"\b(inline|friend)\s+", "", text)
