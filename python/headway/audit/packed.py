"""Files that are archives, looked through before they are unpacked: one of a few bytes may hold more than memory."""

from __future__ import annotations

import io
import zipfile

from headway.boundary.problems import refusal

MOST_UNPACKED, MOST_MEMBERS = 500_000_000, 20_000
_BEFORE_2007 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what also holds a document that has a password


def unpacked(content: bytes, name: str, kind: str, accepted: str) -> zipfile.ZipFile:
    """The archive that a document is, or a refusal."""
    if content.startswith(_BEFORE_2007):
        found = f"a document with a password, or one of {kind} before 2007"
        raise refusal(name, found, f"{accepted}, without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        found = f"what cannot be read as {kind}" if content else "an empty file"
        raise refusal(name, found, accepted) from None
    size, members = sum(each.file_size for each in archive.infolist()), len(archive.infolist())
    if size > MOST_UNPACKED or members > MOST_MEMBERS:
        found = f"what unpacks to {size / 1e6:,.0f} MB in {members:,} parts"
        raise refusal(name, found, f"up to {MOST_UNPACKED // 1_000_000} MB in {MOST_MEMBERS:,} parts")
    return archive


def unreadable(error: BaseException, name: str, kind: str, accepted: str) -> Exception:
    """What to say of a damaged file, whose library has errors that have nothing in common."""
    said = (str(error).splitlines() or [""])[0].strip() or type(error).__name__
    return refusal(name, f"what cannot be read as {kind} ({said:.200})", accepted)
