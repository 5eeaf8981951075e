"""Words and sentences: one line of text, how one begins."""

from __future__ import annotations


def plain_line(text: str) -> str:
    """One line without control characters, which no page may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def capital(text: str) -> str:
    """Text as a sentence begins; a letter that is a name, as of a p chart, stays as it is.

    >>> from headway.language.sentences import capital
    >>> capital("a signal"), capital("p chart, version 1")
    ('A signal', 'p chart, version 1')
    """
    named = text[1:2] == " " and text[0] != "a"
    return text if named else text[:1].upper() + text[1:]
