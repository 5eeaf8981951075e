"""What typst makes of its language: in the fonts that come with what draws, so that a machine's own change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from headway.boundary.problems import refusal
from headway.report.report import logo_name

FONT = "DejaVu Sans"  # which charts are measured in


def typeset(main: str, files: Mapping[str, bytes], **options: Any) -> bytes:
    """A document, which may name these files; the same document is the same bytes."""
    named = {"main.typ": main.encode(), **files}
    made: Any = typst.compile(named, font_paths=[_fonts()], ignore_system_fonts=True, **options)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> str:
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    if not (folder / "DejaVuSans.ttf").is_file():
        raise refusal("fonts", f"no DejaVuSans.ttf in {folder}", "matplotlib as it is published, with its fonts")
    return str(folder)


def logo_as_png(logo: bytes) -> bytes:
    """A logo as dots, for what takes no SVG; one that is no picture is refused."""
    name = logo_name(logo)
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}", height: 40pt)'
    try:
        return typeset(page, {name: logo}, format="png", ppi=300.0)
    except RuntimeError as error:
        said = str(error).splitlines()[0]
        raise refusal("logo", f"what cannot be drawn ({said})", "a picture, SVG or PNG") from None
