"""Words and sentences: a name as words, one line of text, how a sentence begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What neither XML nor HTML may hold: controls but tabs and line ends, halves of a pair, and what is no character.
_NO_CHARACTER = re.compile(
    "[\0-\b\v\f\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)) + "]"
)  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")  # of a pair of surrogates
LONGEST = 60  # letters of a name in a title


def in_words(name: str) -> str:
    """A name as words: of a column, a method, a state.

    >>> from headway.language.sentences import in_words
    >>> in_words("last_value"), in_words("peer")
    ('last value', 'peer')
    """
    return name.replace("_", " ").strip()


def earlier_in_words(name: str) -> str:
    """What a result is compared with besides the one before, as words.

    >>> from headway.language.sentences import earlier_in_words
    >>> earlier_in_words("twelve_month_high"), earlier_in_words("last_quarter")
    ('twelve-month high', 'last quarter')
    """
    return in_words(name).replace("twelve month", "twelve-month")


_NO_DIRECTION = {
    "no data": "no latest result", "no previous value": "no previous result",
    "cumulative within the year": "year-to-date total",
    "within the dead band": "too small to count", "within the intervals": "within the margin of error",
    "common cause on its control chart": "within its usual variation",
}  # fmt: skip


def why_no_direction(reason: str) -> str:
    """Why nobody can say whether a result is better than the one before, as a reader is told.

    >>> from headway.language.sentences import why_no_direction
    >>> why_no_direction("cumulative within the year"), why_no_direction("no polarity")
    ('year-to-date total', 'no polarity')
    """
    return _NO_DIRECTION.get(reason, reason)


def legible(text: str) -> str:
    """Text with a space for each character that no page and no picture may hold.

    >>> from headway.language.sentences import legible
    >>> legible("North\\0 and\\tSouth")
    'North  and\\tSouth'
    """
    return _NO_CHARACTER.sub(" ", text)


def is_whole(text: str) -> bool:
    """Whether text has no half of a pair of surrogates, which no file holds."""
    return text.isascii() or _HALF.search(text) is None


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


def method_in_a_note(method: str) -> str:
    """A method as a note has it: who it is by, or what it is called; its version is for those who compare results.

    >>> from headway.language.sentences import method_in_a_note
    >>> method_in_a_note("Wilson score interval, version 1 (Wilson 1927; PHE 2018)"), method_in_a_note("p chart")
    ('Method: Wilson 1927; PHE 2018.', 'Method: p chart.')
    """
    name, _, by = re.sub(r", version \d+", "", method).partition(" (")
    return f"Method: {by.removesuffix(')') or name}."


def listed(words: Sequence[str]) -> str:
    """Several words in a sentence.

    >>> from headway.language.sentences import listed
    >>> listed(["50%", "80%", "95%"]), listed(["50%"])
    ('50%, 80% and 95%', '50%')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def without_middle(text: str, most: int) -> str:
    """Text with an ellipsis for its middle words where it is longer; long names often differ at their end.

    >>> from headway.language.sentences import without_middle
    >>> without_middle("Share of people in work, ward 1", 20), without_middle("Ward 1", 20)
    ('Share of\u2026 ward 1', 'Ward 1')
    """
    if len(text) <= most:
        return text
    words = text.split()
    first, last = [words[0]], [words[-1]]
    for word in words[1:-1]:
        if len(" ".join([*first, word])) > most // 2:
            break
        first.append(word)
    for word in reversed(words[len(first) : -1]):
        if len(" ".join([*first, word, *last])) > most:
            break
        last.insert(0, word)
    return f"{' '.join(first)}\u2026 {' '.join(last)}"


def are_named(names: Sequence[str]) -> str:
    """What is the highest of several in a title: one, two together, or how many.

    >>> from headway.language.sentences import are_named
    >>> are_named(["A"]), are_named(["A", "B"]), are_named(["A", "B", "C"])
    ('is A', 'are A and B', 'are A and 2 others')
    """
    if len(names) == 1:
        return f"is {without_middle(names[0], LONGEST)}"
    return f"are {names[0]} and {names[1]}" if len(names) == 2 else f"are {names[0]} and {len(names) - 1} others"


def shortened(text: str, most: int) -> str:
    """Text that is no longer than so many letters, cut between words.

    >>> from headway.language.sentences import shortened
    >>> shortened("Repairs wait for parts", 22), shortened("Repairs wait for parts", 18)
    ('Repairs wait for parts', 'Repairs wait for\u2026')
    """
    if len(text) <= most:
        return text
    cut = text[:most - 1]
    return f"{cut.rpartition(' ')[0] or cut}\u2026"
