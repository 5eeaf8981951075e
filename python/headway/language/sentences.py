"""Words and sentences: a name as words, one line of text, how a sentence begins and ends."""

from __future__ import annotations

from collections.abc import Sequence


def in_words(name: str) -> str:
    """A name as words: of a column, a method, a state.

    >>> from headway.language.sentences import in_words
    >>> in_words("last_value"), in_words("peer")
    ('last value', 'peer')
    """
    return name.replace("_", " ").strip()


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


def stopped(text: str) -> str:
    """Text as a sentence ends."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(words: Sequence[str]) -> str:
    """Several words in a sentence.

    >>> from headway.language.sentences import listed
    >>> listed(["50%", "80%", "95%"]), listed(["50%"])
    ('50%, 80% and 95%', '50%')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
