"""`make docs`: copies the written pages, makes the others, builds the site and holds its links.

Written pages are docs/**/*.md and the project's own (SECURITY.md, CHANGELOG.md, ...). Made are the references of Python
and C++, the gallery, the command line, and a page for each file of the repository that a page leads to, so that a link
never leaves the site where it need not.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docs" / "making"), str(ROOT / "examples")]

import cpp_pages
import python_pages
from headers import INCLUDE, headers, page_of
from imports import with_imports
from links import LINK, broken_in_site, outside_code, pages_of
from looked_at import complaints
from mended import mend
from sphinx_cpp import parses

PROJECT = {"ARCHITECTURE.md": "project/architecture.md", "CONTRIBUTING.md": "project/contributing.md",
           "CHANGELOG.md": "project/changelog.md", "SECURITY.md": "promises/security.md",
           "LICENSE": "promises/licence.md", "README.md": "index.md"}  # fmt: skip
_LANGUAGES = {".py": "python", ".cpp": "cpp", ".hpp": "cpp", ".toml": "toml", ".txt": "cmake"}


class Stage:
    """The pages of the site before Sphinx has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: set[Path] = set()  # of the repository, each to be a page
        self.cpp = cpp_pages.Pages(headers(), parses)

    def write(self, place: str, text: str) -> None:
        file = self.folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def written(self) -> None:
        """The pages that are written by hand, their links led to pages of the site."""
        for file in sorted((ROOT / "docs").rglob("*.md")):
            text = _trimmed(self.led(file, with_imports(file.read_text("utf-8"))))
            self.write(_place(file), self.headed(text, _place(file)))
        for name, place in PROJECT.items():
            if name == "LICENSE":
                self.write(place, f"# Licence\n\n```text\n{(ROOT / name).read_text('utf-8').strip()}\n```\n")
            elif name != "README.md":
                self.write(place, self.led(ROOT / name))

    def headed(self, text: str, place: str) -> str:
        """`{header} path` of a method sheet: what the header says, which is the formula, its edges and its sources."""
        base = os.path.relpath("reference/cpp", Path(place).parent) + "/"

        def page(found: re.Match[str]) -> str:
            path = found.group(1)
            said = self.cpp.marked(page_of((INCLUDE / path).read_text("utf-8")), path, base)
            name = path.rpartition("/")[2]
            return f"## As computed: {name}\n\n[{path}]({base}{self.cpp.places[path]}.md) says:\n\n{said}\n"

        return re.sub(r"```\{header\} (\S+)\n```\n", page, text)

    def led(self, file: Path, text: str | None = None) -> str:
        """A page's text, or another that stands in its place, with links as they are from there in the site."""
        here = _place(file)

        def link(found: re.Match[str]) -> str:
            said, target, anchor = found.group("said"), found.group("target"), found.group("anchor") or ""
            if not target or re.match(r"^[a-z]+:", target):
                return found.group(0)
            aim = Path(os.path.normpath(file.parent / target))
            place = _place(aim)
            if place.startswith("files/"):
                self.files.add(aim)
            return f"[{said}]({os.path.relpath(place, Path(here).parent)}{anchor})"

        return outside_code(text or file.read_text("utf-8"), lambda said: LINK.sub(link, said))

    def linked_files(self) -> None:
        """A page for each file of the repository that some page leads to."""
        waiting, done = sorted(self.files), []
        for file in waiting:
            if file.is_dir():
                inside = [each for each in sorted(file.iterdir()) if each.is_file() and each.suffix != ".pyc"]
                rows = "".join(f"- [{each.name}]({file.name}/{each.name}.md)\n" if each in self.files
                               else f"- `{each.name}`\n" for each in inside)  # fmt: skip
                text = f"# {file.relative_to(ROOT)}\n\nThe files of this folder:\n\n{rows}"
            else:
                language = _LANGUAGES.get(file.suffix, "text")
                text = f"# {file.relative_to(ROOT)}\n\n`````{language}\n{file.read_text('utf-8').rstrip()}\n`````\n"
            self.write(_place(file), text)
            done.append(_place(file).removeprefix("files/").removesuffix(".md"))
        listed = "\n".join(done)
        self.write("files/index.md", "# Files that the pages lead to\n\n```{toctree}\n\n" + listed + "\n```\n")

    def made(self) -> None:
        """The references, the gallery and the command line."""
        for place, text in python_pages.files():
            self.write(f"reference/python/{place}", text)
        for place, text in self.cpp.files():
            self.write(f"reference/cpp/{place}", text)
        self.write("reference/command.md", _command_line())
        self.write("gallery.md", self.led(ROOT / "docs" / "gallery.md", _gallery()))


def _trimmed(text: str) -> str:
    """A page whose blocks of code do not end with the empty line that ends an example's output."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = re.match(r"`{3,}", line)
        if mark and not fence:
            fence = mark.group(0)
        elif fence and line.rstrip() == fence:
            fence = ""
            while lines and not lines[-1]:
                lines.pop()
        lines.append(line)
    return "\n".join(lines)


def _place(file: Path) -> str:
    """Where a file of the repository stands in the site."""
    relative = str(file.relative_to(ROOT))
    if relative in PROJECT:
        return PROJECT[relative]
    if relative.startswith("docs/") and file.suffix == ".md":
        return relative.removeprefix("docs/")
    if relative.startswith("include/headway/") and file.suffix == ".hpp":
        return f"reference/cpp/{relative.removeprefix('include/headway/').removesuffix('.hpp')}.md"
    if relative.startswith("include/headway"):
        return f"reference/cpp/{relative.removeprefix('include/headway').strip('/') or 'all'}/index.md"
    return f"files/{relative}.md"


def _command_line() -> str:
    """What `headway --help` and its commands print."""
    from headway.__main__ import main

    parts = ["# The command line\n\nWhat `headway --help` prints, and each of its commands. "
             "[The guide](../report.md) says what a folder holds.\n"]  # fmt: skip
    arguments = sys.argv
    for command in ("", "new", "check", "report", "compare", "audit"):
        said = io.StringIO()
        sys.argv = ["headway", *([command] if command else []), "--help"]
        with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
            main()
        parts.append(f"## headway{' ' + command if command else ''}\n\n```text\n{said.getvalue().rstrip()}\n```\n")
    sys.argv = arguments
    return "\n".join(parts)


def _gallery() -> str:
    """A chart of every kind, its finding and its words, from examples/gallery.py."""
    import gallery
    import numpy as np

    intro = (ROOT / "docs" / "making" / "gallery.txt").read_text("utf-8")
    made = dict(re.findall(r"^\| (.+?) \| (.+) \|$", intro, re.MULTILINE))
    parts = [intro.split("\n\n|")[0] + "\n"]
    with np.errstate(all="ignore"):
        for kind, cases in gallery.CASES.items():
            if kind not in made:
                raise SystemExit(f"docs/making/gallery.txt says nothing of the kind of chart '{kind}'")
            chart = next(iter(cases.values()))()
            words = " ".join(chart.describe().split())
            drawn = f'```{{raw}} html\n<div class="headway-shown">{chart.svg()}</div>\n```'
            parts.append(f"## {kind}\n\n{made[kind]}\n\n{drawn}\n\n**In words:** {cpp_pages.escaped(words)}\n")
    return "\n".join(parts)


def main(built: Path) -> int:
    """Stages, builds and checks; what is wrong is printed, and the answer is how many things are."""
    staged = built.parent / "docs-pages"
    for folder in (staged, built, built.parent / "docs-trees"):
        shutil.rmtree(folder, ignore_errors=True)
    stage = Stage(staged)
    stage.written()
    stage.made()
    stage.linked_files()
    shutil.copytree(ROOT / "docs" / "making" / "static", staged / "_static")
    shutil.copy(ROOT / "docs" / "making" / "conf.py", staged)
    environment = os.environ | {"HEADWAY_SOURCE": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-j", "2",
         "-d", staged.parent / "docs-trees", staged, built],
        env=environment,
    )
    if done.returncode:
        return done.returncode
    mend(built)
    broken = broken_in_site(built)
    print(*broken, sep="\n", end="\n" if broken else "")
    found = complaints(built)
    print(*(found or ()), sep="\n", end="\n" if found else "")
    pages = len(pages_of(built))
    looked = "no browser to look at them with" if found is None else f"{len(found)} complaints of the browser"
    print(f"{pages} pages, {len(broken)} broken links, {looked}: open {built / 'index.html'} in a browser")
    return bool(broken or found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/docs").resolve()))
