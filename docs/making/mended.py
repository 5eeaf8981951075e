"""What the theme and Sphinx write that a screen reader stumbles over, mended in the pages that they wrote."""

from __future__ import annotations

import re
from pathlib import Path

from links import pages_of

_SIGNATURE = re.compile(r"<dl>\s*((?:<dd>.*?</dd>\s*)+)</dl>", re.DOTALL)

_NAMED = {
    '<html lang="en"': '<html lang="en-GB"',
    '<summary><span class="toctree-toggle"': '<summary aria-label="What is within"><span class="toctree-toggle"',
    '<div class="headway-shown">': '<div class="headway-shown" tabindex="0" role="group" aria-label="Shown">',
}


def mended(page: str) -> str:
    """A page whose signatures are no lists of definitions, and whose cells and buttons have names or are none."""
    page = _SIGNATURE.sub(lambda found: f'<span class="sig-lines">{_lines(found.group(1))}</span>', page)
    page = re.sub(r'<th class="head">(?:<p></p>)?</th>', "<td></td>", page)
    page = re.sub(r"(</em>\)?|</strong>|</a>) -- ", r"\1: ", page)  # of the fields of a docstring
    for bare, named in _NAMED.items():
        page = page.replace(bare, named)
    return page


def _lines(inside: str) -> str:
    return inside.replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")


def mend(built: Path) -> None:
    """Every page of a site."""
    for file in pages_of(built):
        file.write_text(mended(file.read_text("utf-8")), "utf-8")
