"""What indicators and sections are called in addresses: a link to one survives what else the next report holds."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable

LONGEST = 48
# What else is marked on a page beside its indicators: no indicator is called so in an address.
_OF_A_PAGE = re.compile(r"main|contents|results|shown|sections|method|in-short|section-.*")


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """Indicators as addresses have them: by their words, and a name too long for that by a number made of all of it.

    Of names that differ in marks alone the first is by its words, and the others have their number too.

    >>> from headway.report.site.addresses import slugs_of
    >>> list(slugs_of(["Repairs on time (%)", "Repairs: on time", "Repairs on time, %"]).values())
    ['repairs-on-time', 'repairs-on-time-67427cf5', 'repairs-on-time-80084dc8']
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        words = words_of(name)
        of_its_own = len(words) > 4 and not _OF_A_PAGE.fullmatch(words)
        slug = words if of_its_own else f"indicator-{words}".rstrip("-")
        numbered = f"-{zlib.crc32(name.encode()):08x}"
        if len(slug) > LONGEST:
            slug = (slug[:LONGEST].rpartition("-")[0] or slug[:LONGEST]) + numbered
        elif slug in taken:
            slug += numbered
        while slug in taken:
            slug += "-"
        taken.add(slug)
        found[name] = slug
    return found


def words_of(name: str) -> str:
    """The words of a name in plain letters.

    >>> from headway.report.site.addresses import words_of
    >>> words_of("Caf\\u00e9s & bars (%)")
    'cafes-bars'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
