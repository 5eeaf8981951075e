"""Few sources that prove of every header that it compiles alone, and twice over.

    python headers_alone.py INCLUDE_DIRECTORY OUTPUT_DIRECTORY      writes the sources and prints their paths

A header compiles alone where each name that it uses is declared by what it includes. To compile each by itself reads
the same headers hundreds of times. So many stand in one source, each where nothing before it can have lent it a name:
of the headers that were read before and that it does not include itself, none declares a name that it uses and that is
declared by nothing that it includes. Where one does, the header stands before that other, or in another source. Names
are those at the level of a namespace, for members come with their class, and of namespaces that the header names; what
is used is any word of the header but those behind `.`, `->` or `std::`, so a variable that is called like another
header's function costs a place, never a proof. Not seen are an overload that is missing where another of its name is
there, a function that is found by its argument alone, and a macro. Standard headers, which may come before, are held by
test_standard_includes.py.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

WORD = r"[A-Za-z_]\w*"
ARGUMENTS = "\1"  # of a template
NOT_NAMES = frozenset({"inline", "HEADWAY_ABI"})
STORAGE = frozenset("inline constexpr const static extern friend typename auto void bool double int unsigned".split())


def code(text: str) -> str:
    """Without comments, texts and lines of the preprocessor."""
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"' + r"|'(?:\\.|[^'\\\n])*'", '""', text)
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def name_declared(declaration: str) -> str | None:
    """Of what stands before `;`, `{` or a list of parameters; a specialisation and an operator declare none."""
    text = re.sub(r"\[\[.*?\]\]", "", declaration)
    while (simpler := re.sub(r"<[^<>]*>", ARGUMENTS, text)) != text:  # the innermost first
        text = simpler
    text = re.sub(rf"\btemplate\s*{ARGUMENTS}", "", text)
    text = text.split("=")[0].split("(")[0]
    if "operator" in text:
        return None
    if of_type := re.search(rf"\b(?:struct|class|union|enum(?:\s+class)?)\s+({WORD})\s*({ARGUMENTS}|::)?", text):
        return None if of_type[2] else of_type[1]
    words = [word for word in re.findall(WORD, text) if word not in STORAGE]
    return words[-1] if words else None


def names_declared(text: str) -> set[tuple[frozenset[str], str]]:
    """The names that a header declares at the level of a namespace, each with the namespaces that it stands in."""
    found: set[tuple[frozenset[str], str]] = set()
    within: list[frozenset[str] | None] = []  # of each open brace the names of its namespace, where it is one's
    declaration, parentheses = "", 0
    opened = rf"\bnamespace\b((?:\s|::|inline|{WORD})*)\{{"
    spaces = [frozenset(re.findall(WORD, space)) - NOT_NAMES for space in re.findall(opened, code(text))]
    for token in re.findall(rf"\0|[{{}}();]|{WORD}|.", re.sub(opened, "\0", code(text)), flags=re.DOTALL):
        if token == ")":
            parentheses -= 1
        outside = None not in within and parentheses == 0
        announced = token == ";" and re.fullmatch(rf"\s*(?:struct|class)\s+{WORD}\s*", declaration)
        if outside and token in "{;" and not announced and (name := name_declared(declaration)):
            found.add((frozenset().union(*(space for space in within if space)), name))
        if token in "\0{":
            within.append(spaces.pop(0) if token == "\0" else None)
        elif token == "}":
            del within[-1:]
        elif token == "(":
            parentheses += 1
        if outside:
            declaration = "" if token in "\0{;" else declaration + token
    return found


def grouped(texts: dict[str, str]) -> list[list[str]]:
    """The headers, by their paths, in the order in which each source includes its own."""
    includes = {name: [other for other in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE) if other in texts]
                for name, text in texts.items()}  # fmt: skip
    reads: dict[str, set[str]] = {}
    for name in texts:
        reads[name], open_ = {name}, [name]
        while open_:
            new = set(includes[open_.pop()]) - reads[name]
            reads[name] |= new
            open_ += new
    declared_in = defaultdict(set)
    for name, text in texts.items():
        for spaces, word in names_declared(text):
            declared_in[word].add((spaces, name))
    # Those that could lend a header what it lacks; and of each, to whom.
    lenders: dict[str, set[str]] = {}
    for name, text in texts.items():
        words = set(re.findall(rf"(?<![.\w])(?<!->)(?<!std::){WORD}", code(text)))
        lenders[name] = set()
        for word in words & declared_in.keys():
            seen = {other for spaces, other in declared_in[word] if spaces <= words}
            if not seen & reads[name]:
                lenders[name] |= seen
    lends = {name: {other for other in texts if name in lenders[other]} for name in texts}

    left, groups = set(texts), []
    while left:
        read: set[str] = set()
        group: list[str] = []
        while True:
            fit = {name for name in left - read if not lenders[name] & read}
            if not fit:
                break

            def loses(name: str) -> tuple[int, int, str]:
                """How many others could no longer stand here behind it, and how much it reads."""
                new = reads[name] - read
                return len((set().union(*(lends[other] for other in new)) | new) & fit - {name}), len(new), name

            chosen = min(fit, key=loses)
            group.append(chosen)
            read |= reads[chosen]
            left.discard(chosen)
        groups.append(group)
    return groups


def main(include: Path, output: Path) -> None:
    headers = sorted(path.relative_to(include).as_posix() for path in include.rglob("*.hpp"))
    output.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, group in enumerate(grouped({name: (include / name).read_text("utf-8") for name in headers})):
        source = "".join(f'#include "{name}"\n' * 2 for name in group)
        path = output / f"alone_{number}.cpp"
        if not path.is_file() or path.read_text("utf-8") != source:  # what is as it was is not compiled again
            path.write_text(source, "utf-8")
        paths.append(path.as_posix())
    print(*paths, sep=";", end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
