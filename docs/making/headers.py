"""A header read as what it says: its page, and every public name with its declaration and its words.

The pages of the C++ reference and the test that no name is without an entry read headers here, so that what is counted
is what is shown. It reads this library's own style, not all of C++: declarations at the level of a namespace or of a
class, comments that begin with `///` before them or `///<` behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

INCLUDE = Path(__file__).parents[2] / "include"
_HIDDEN = ("detail",)  # namespaces that are nobody's but the header's
_CLASSES = re.compile(r"^(?:template\s*<.*?>\s*)?(?:requires .*?\s)?(struct|class|union|enum class|enum)\s+"
                      r"(?:\[\[[^\]]*\]\]\s*)?([A-Za-z_]\w*)", re.DOTALL)  # fmt: skip


@dataclass
class Name:
    """One declaration: what it is called, where, how it is written and what is said of it."""

    scope: str
    name: str
    kind: str  # function, struct, class, enum, enumerator, constant, alias, concept, macro, member
    declaration: str
    words: str
    line: int
    members: list[Name] = field(default_factory=list)
    spelled: tuple[str, ...] = ()  # the words of a closed vocabulary

    @property
    def full(self) -> str:
        return f"{self.scope}::{self.name}" if self.scope else self.name


@dataclass
class Header:
    """A header: where it is below include/, its page and its public names."""

    path: str
    page: str
    names: list[Name]


@dataclass
class _Scope:
    name: str
    kind: str  # namespace, class
    hidden: bool
    owner: Name | None = None


def headers() -> list[Header]:
    """Every public header, in the order of their paths."""
    return [read(file) for file in sorted((INCLUDE / "headway").rglob("*.hpp"))]


def read(file: Path) -> Header:
    """What a header says."""
    text = file.read_text("utf-8")
    return Header(str(file.relative_to(INCLUDE)), page_of(text), list(_Reader(text).names()))


def page_of(text: str) -> str:
    """The comment at the head of a header, which is its documentation."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("///"):
            break
        lines.append(line[3:].removeprefix(" "))
    return "\n".join(lines).removeprefix("@file").strip("\n")


class _Reader:
    """Walks the text of a header once."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.scopes: list[_Scope] = []
        self.said: list[str] = []  # the comment just before, if any
        self.group = ""  # of a run of declarations without an empty line between them, what stands before the first
        self.found: list[Name] = []
        self.spelled: dict[str, tuple[str, ...]] = {}

    def names(self) -> Iterator[Name]:
        while self.at < len(self.text):
            self._step()
        for name in self.found:
            name.spelled = self.spelled.get(name.name, ()) if name.kind == "enum" else ()
        yield from self.found

    def _step(self) -> None:
        text = self.text
        blank = re.compile(r"[ \t]*\n").match(text, self.at)
        if blank:
            if text[self.at - 1 : self.at] in ("\n", ""):
                self.said, self.group = [], ""
            self.at = blank.end()
            return
        if text[self.at].isspace():
            self.at += 1
        elif text.startswith("//", self.at):
            end = _end_of_line(text, self.at)
            line = text[self.at : end]
            if line.startswith("///") and not line.startswith("///<"):
                self.said.append(line[3:].removeprefix(" "))
            self.at = end
        elif text[self.at] == "#":
            self._preprocessed()
        elif text[self.at] == "}":
            self.scopes.pop()
            self.said, self.group = [], ""
            self.at += 1
        elif text[self.at] == ";":
            self.at += 1
        else:
            self._declared()

    def _preprocessed(self) -> None:
        end = _end_of_line(self.text, self.at)
        while self.text[end - 1] == "\\":
            end = _end_of_line(self.text, end + 1)
        line = self.text[self.at : end]
        macro = re.match(r"#\s*define (HEADWAY_\w+(?:\([^)]*\))?)", line)
        if macro and (self.said or self.group):
            self._keep("macro", re.sub(r"\(.*", "", macro.group(1)), f"#define {macro.group(1)}", self.at)
        if not line.startswith(("#define", "#  define")):
            self.said = []
        self.at = end

    def _declared(self) -> None:
        start = self.at
        head, stop = self._head()
        flat = re.sub(r"\s+", " ", head).strip().replace("HEADWAY_FOR_EACH_PROCESSOR ", "")
        if opened := re.match(r"^(?:inline )?namespace ([\w:]*(?: ?inline \w+)?[\w:]*)$", flat):
            parts = [p for p in re.split(r"::|\s", opened.group(1).replace("inline HEADWAY_ABI", "")) if p]
            self.scopes.append(_Scope("::".join(parts), "namespace", not parts or any(p in _HIDDEN for p in parts)))
            self.at, self.said, self.group = stop + 1, [], ""
            return
        if access := re.match(r"^(public|private|protected)$", flat):
            self.scopes[-1].hidden = access.group(1) != "public"
            self.at = stop + 1
            return
        if stop < len(self.text) and self.text[stop] == "{":
            a_class = _CLASSES.match(flat)
            if a_class and "(" not in flat.split("{")[0].replace("alignas(", ""):
                self._class(a_class, flat, start, stop)
                return
            self.at = _closed(self.text, stop) + 1
        else:
            self.at = stop + 1
        self._plain(flat, start)

    def _head(self) -> tuple[str, int]:
        """The text up to what ends a declaration or begins its body, without comments, and where that is."""
        text, at, out, assigned = self.text, self.at, [], False
        while at < len(text):
            c = text[at]
            if text.startswith("//", at):
                at = _end_of_line(text, at)
            elif c in "\"'" and not (c == "'" and text[at - 1].isalnum()):
                end = _quoted(text, at)
                out.append(text[at:end])
                at = end
            elif c in "([":
                end = _closed(text, at) + 1
                out.append(_uncommented(text[at:end]))
                at = end
            elif c == "{":
                before = "".join(out)
                stripped = before.rstrip()
                tight = before[-1:].isalnum() or before[-1:] in "_>"
                if assigned or tight or stripped.endswith("="):
                    end = _closed(text, at) + 1
                    out.append(_uncommented(text[at:end]))
                    at = end
                else:
                    return before, at
            elif c == ":" and re.fullmatch(r"\s*(public|private|protected)", "".join(out)):
                return "".join(out), at
            elif c == ";" or c == "}":
                return "".join(out), at - (c == "}")
            else:
                if c == "=" and text[at - 1] == " " and text[at + 1] == " ":
                    assigned = True
                elif c == "=" and text.startswith("=\n", at):
                    assigned = True
                out.append(c)
                at += 1
        return "".join(out), at

    def _class(self, found: re.Match[str], flat: str, start: int, stop: int) -> None:
        kind, name = found.group(1), found.group(2)
        if flat.startswith("template <> struct Vocabulary"):
            end = _closed(self.text, stop)
            words = re.search(r"\bwords\{(.*?)\};", self.text[stop:end], re.DOTALL)
            of = re.search(r"Vocabulary<([\w:]+)>", flat)
            if words and of:
                self.spelled[of.group(1).split("::")[-1]] = tuple(re.findall(r'"([^"]*)"', words.group(1)))
            self.at = end + 1
            self.said = []
            return
        if re.search(rf"\b{name}\s*<", flat.split(name, 1)[0] + name + flat.split(name, 1)[1][:2]) or self._hidden():
            self.at, self.said = _closed(self.text, stop) + 1, []  # a specialisation, or nobody's
            return
        if kind.startswith("enum"):
            kept = self._keep("enum", name, flat, start)
            end = _closed(self.text, stop)
            kept.members = list(_enumerators(kept, self.text, stop + 1, end))
            self.at = end + 1
            return
        kept = self._keep(kind, name, flat, start)
        self.scopes.append(_Scope(name, "class", kind == "class", kept))
        self.at, self.said, self.group = stop + 1, [], ""

    def _plain(self, flat: str, start: int) -> None:
        skipped = ("template <>", "static_assert", "friend", "using namespace", "extern", "template class",
                   "template struct")  # fmt: skip
        a_class = _CLASSES.match(flat)
        if not flat or flat.startswith(skipped) or self._hidden() or (a_class and "(" not in flat and not self.said):
            self.said = []
            return
        if a_class and "(" not in flat:
            self._keep("struct", a_class.group(2), flat, start)
            return
        kind, name = _named(flat, bool(self.scopes) and self.scopes[-1].kind == "class")
        if name is None:
            self.said = []
            return
        if name.startswith("operator"):
            name = re.search(r"operator\s*(?:\(\)|[^\s(]+)", flat).group(0)  # type: ignore[union-attr]
        if kind == "function":
            flat = re.sub(r"\)(\s*noexcept)?\s*:\s+[\w:]+[({].*$", r")\1", flat)  # what a constructor initialises
        declared, said, group = _each_declared(flat, kind, name), self.said, self.group
        for each, text in declared:
            self.said = list(said)
            self._keep(kind, each, text, start)
        self.group = group or self.group

    def _hidden(self) -> bool:
        return any(scope.hidden for scope in self.scopes)

    def _keep(self, kind: str, name: str, flat: str, start: int) -> Name:
        end = _end_of_line(self.text, max(self.at, start))
        behind = re.search(r"///<(.*)", self.text[start:end].split("\n")[-1] if "\n" in self.text[start:end]
                           else self.text[start:end])  # fmt: skip
        own = "\n".join(self.said) or (behind.group(1).strip() if behind else "")
        if behind and own == behind.group(1).strip():
            own = _continued(self.text, end, own)
        if self.said:
            self.group = own
        kept = Name("::".join(s.name for s in self.scopes if s.name), name, kind, flat, own or self.group,
                    self.text.count("\n", 0, start) + 1)  # fmt: skip
        self.said = []
        owner = self.scopes[-1].owner if self.scopes else None
        (owner.members if owner else self.found).append(kept)
        return kept


def _named(flat: str, in_class: bool) -> tuple[str, str | None]:
    """The kind and the name of a declaration that is no class; without a name where it declares nothing new."""
    bare = re.sub(r"^template\s*<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*>\s*", "", flat)
    bare = re.sub(r"^requires\s*\(.*?\)\s+(?=\[\[|\w)", "", bare)
    if alias := re.match(r"^using (\w+) =", bare):
        return "alias", alias.group(1)
    if concept := re.match(r"^concept (\w+) =", bare):
        return "concept", concept.group(1)
    if bare.startswith("using "):
        return "alias", None
    named = re.sub(r"operator\s*(==|<=>|!=|<|>|=|[-+*/])", _operator, bare)
    before = re.split(r"(?<![=!<>+\-*/])=(?!=)", named, maxsplit=1)[0]
    before = re.sub(r"\[\[.*?\]\]\s*", "", before)
    before = re.sub(r"\b(noexcept|explicit|requires|decltype|alignas)\s*\((?:[^()]|\([^()]*\))*\)", "", before)
    call = re.match(r"^(?P<head>[^(]*?)(?P<name>~?operator\w*|[A-Za-z_~][\w:<>]*)\s*\(", before)
    if call and (call.group("head").strip() or in_class):
        name = call.group("name")
        if "::" in name or name.startswith("~"):
            return "function", None
        return "function", name
    variable = re.match(r"^.*?([A-Za-z_]\w*)\s*(?:\[[^\]]*\]|\{.*\})*\s*$", before, re.DOTALL)
    if variable and " " in before.strip():
        return ("member" if in_class else "constant"), variable.group(1)
    return "function", None


def _each_declared(flat: str, kind: str, name: str) -> list[tuple[str, str]]:
    """The names that one declaration declares, each as if by itself: `double lower = 0, upper = 0`."""
    parts, depth, begin = [], 0, 0
    bare = re.sub(r'"(?:[^"\\\\]|\\\\.)*"', lambda text: "_" * len(text.group(0)), flat)  # text holds no declarator
    for at, c in enumerate(bare):
        depth += (c in "([{<") - (c in ")]}>")
        if c == "," and depth == 0 and kind in ("member", "constant"):
            parts.append(flat[begin:at])
            begin = at + 1
    if not parts:
        return [(name, flat)]
    parts.append(flat[begin:])
    first = re.match(r"^(?P<type>.*?)(?P<name>[A-Za-z_]\w*)\s*(?:=.*|\{.*\}|\[.*)?$", parts[0].strip(), re.DOTALL)
    assert first, flat
    return [(first.group("name"), parts[0].strip())] + [
        (re.match(r"\w+", part.strip()).group(0), first.group("type") + part.strip())  # type: ignore[union-attr]
        for part in parts[1:]
    ]


def _operator(found: re.Match[str]) -> str:
    names = {"==": "equals", "<=>": "compares", "!=": "differs", "<": "less", ">": "greater", "=": "assigns",
             "+": "plus", "-": "minus", "*": "times", "/": "over"}  # fmt: skip
    return f"operator_{names[found.group(1)]}"


def _enumerators(owner: Name, text: str, start: int, end: int) -> Iterator[Name]:
    for line in text[start:end].split("\n"):
        code, _, said = line.partition("///<")
        code = code.partition("//")[0]
        for each in re.findall(r"([A-Za-z_]\w*)\s*(?:=[^,]*)?(?:,|$)", code.strip()):
            yield Name(owner.full, each, "enumerator", each, said.strip(), 0)


def _continued(text: str, end: int, said: str) -> str:
    """What a comment behind a declaration goes on to say on the lines below."""
    while more := re.compile(r"\n\s*///<(.*)").match(text, end):
        said, end = f"{said} {more.group(1).strip()}", more.end()
    return said


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _quoted(text: str, at: int) -> int:
    if text[at] == '"' and text[at - 1] == "R":
        mark = re.compile(r'"([^(]*)\(').match(text, at)
        assert mark
        return text.index(f'){mark.group(1)}"', at) + len(mark.group(1)) + 2
    quote, at = text[at], at + 1
    while text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + 1


def _closed(text: str, at: int) -> int:
    """Where the bracket that opens here is closed."""
    depth = 0
    while True:
        c = text[at]
        if text.startswith("//", at):
            at = _end_of_line(text, at)
            continue
        if c in "\"'" and not (c == "'" and text[at - 1].isalnum()):
            at = _quoted(text, at)
            continue
        depth += (c in "([{") - (c in ")]}")
        if depth == 0:
            return at
        at += 1


def _uncommented(code: str) -> str:
    return re.sub(r"//[^\n]*", "", code)
