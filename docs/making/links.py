"""Links of pages: those of the written ones before they are built, and those of the site.

A link to a page or a file of the repository must have it, and one to a place in a page must have its heading. Addresses
of other hosts are not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINK = re.compile(r"(?<!!)\[(?P<said>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)#\s]*)(?P<anchor>#[^)\s]*)?\)")
_CODE = re.compile(r"(^(?P<fence>`{3,})(?!\{(?:note|tip|warning|important)).*?^(?P=fence)`*[ \t]*$|`[^`\n]+`)",
                   re.MULTILINE | re.DOTALL)  # fmt: skip


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A page with what is no code changed."""
    parts, at = [], 0
    for code in _CODE.finditer(text):
        said = text[at : code.start()]
        parts += [said, code.group(0)]
        at = code.end()
    parts.append(text[at:])
    # A link may have code in its words: "[`hw.clean`](figures.md)". So code is put aside, not cut out.
    kept = parts[1::2]
    marked = "\0".join(parts[::2])
    changed = change(marked).split("\0")
    return "".join(piece + (kept[i] if i < len(kept) else "") for i, piece in enumerate(changed))


def _without_code(text: str) -> str:
    found: list[str] = []

    def keep(said: str) -> str:
        found.append(said)
        return said

    outside_code(text, keep)
    return found[0]


def anchors(text: str) -> set[str]:
    """The places of a page that can be led to: its headings, as they are in an address, and labels."""
    found: dict[str, int] = {}
    bare = re.sub(r"^(`{3,}).*?^\1`*[ \t]*$", "", text, flags=re.MULTILINE | re.DOTALL)
    out = set(re.findall(r"^\(([\w-]+)\)=$", bare, re.MULTILINE))
    for heading in re.findall(r"^#{1,6} +(.+?) *$", bare, re.MULTILINE):
        said = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\u4e00-\u9fff\- ]", "", said.strip().lower().replace("`", "")).replace(" ", "-")
        number = found.get(slug, 0)
        found[slug] = number + 1
        out.add(f"{slug}-{number}" if number else slug)
    return out


def broken_in_pages(pages: list[Path], made: Callable[[Path], bool]) -> list[str]:
    """Links of written pages to what is not there. `made` knows the pages that are made when the site is built."""
    texts = {page: page.read_text("utf-8") for page in pages}
    broken = []
    for page, text in texts.items():
        for link in LINK.finditer(_without_code(text)):
            target, anchor = link.group("target"), (link.group("anchor") or "").removeprefix("#")
            if re.match(r"^[a-z]+:", target):
                continue
            aim = (page.parent / target).resolve() if target else page.resolve()
            if not aim.exists():
                if not made(aim):
                    broken.append(f"{page}: {target}: no such page")
            elif anchor and aim.suffix == ".md":
                if anchor not in anchors(texts.get(aim) or aim.read_text("utf-8")):
                    broken.append(f"{page}: {target}#{anchor}: no such heading")
    return broken


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif value and ((name == "href" and tag in ("a", "link")) or (name == "src" and tag in ("img", "script"))):
                self.links.append(value)


def pages_of(folder: Path) -> list[Path]:
    """The pages of a site, without what its theme has beside them."""
    return sorted(file for file in folder.rglob("*.html") if "_static" not in file.relative_to(folder).parts)


def broken_in_site(folder: Path) -> list[str]:
    """Links of built pages to pages, files and places that are not there; scripts and styles of other hosts."""
    pages: dict[Path, _Page] = {}
    for file in pages_of(folder):
        page = _Page()
        page.feed(file.read_text("utf-8"))
        pages[file] = page
    ids = {file: set(page.ids) for file, page in pages.items()}
    broken = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if not link.startswith(("http", "mailto", "data:")):
                    broken.append(f"{file.relative_to(folder)}: {link}")
                continue
            aim = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            aim = aim / "index.html" if aim.is_dir() else aim
            if not aim.exists():
                broken.append(f"{file.relative_to(folder)}: {link}: no such file")
            elif parts.fragment and aim in ids and unquote(parts.fragment) not in ids[aim]:
                broken.append(f"{file.relative_to(folder)}: {link}: no such place")
    return broken
