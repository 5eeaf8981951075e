"""Documents that are archives: a template opened, and the same contents written as the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

from headway.boundary.problems import refusal
from headway.report.paper.blocks import Paper

_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive knows
_WRITTEN = datetime.datetime(*_THEN)


def opened(library: Callable[[io.BytesIO | None], Any], template: bytes | None, name: str, accepted: str) -> Any:
    """What a library makes of a template of this name, or of none; one that it cannot read is refused."""
    if template is None:
        return library(None)
    try:
        return library(io.BytesIO(template))
    except Exception as error:  # noqa: BLE001  # each library has its own for each thing that may be wrong
        raise refusal(name, f"what cannot be read ({type(error).__name__})", accepted) from None


def sign(said: Any, paper: Paper) -> None:
    """Say of a document, in its properties, what it is, whose, and in which language; and of no moment."""
    said.title, said.author, said.language = paper.title, paper.author, "en-GB"
    said.created = said.modified = _WRITTEN
    said.last_modified_by, said.comments, said.revision = "", "", 1


def timeless(archive: bytes) -> bytes:
    """An archive without the moment at which each of its files was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in read.infolist():
            same = zipfile.ZipInfo(entry.filename, _THEN)
            same.compress_type, same.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            made.writestr(same, read.read(entry))
    return written.getvalue()
