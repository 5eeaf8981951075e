"""Text and Markdown, in whatever encoding they come: a line of the file is a line of the document."""

from __future__ import annotations

import codecs
import re

from headway.audit.lines import Lines, harmless

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Of Markdown: a letter that is no mark; the words of a link or a picture; a mark that opens a line and is none.
_ESCAPED, _FIRST_MARK = re.compile(r"\\([!-/:-@\[-`{-~])"), re.compile(r"\s*(?:\\[-+*#>|]|\d+\\[.)])")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.){0,20000})\]\((?:[^()\\]|\\.){0,2000}\)")
_LOOKED_AT = 4000  # bytes, to tell what they are
_FEW_CONTROLS, _MOST_CONTROLS = 10, 0.05  # in what is text, and of it


def read_text(content: bytes, name: str, lines: Lines) -> None:
    """The lines of a file of text."""
    text = decoded(content)
    head = text[:_LOOKED_AT]
    if sum(each < " " and each not in "\t\n\r\f\v" for each in head) > max(_FEW_CONTROLS, _MOST_CONTROLS * len(head)):
        lines.leave("bytes that are no text", "line 1")
        return
    add_text(text, lines)


def read_markdown(content: bytes, name: str, lines: Lines) -> None:
    """The lines of a file of Markdown as they are read: without what keeps a letter from being a mark, and of links and
    pictures their words alone."""
    before = len(lines.lines)
    read_text(content, name, lines)
    lines.lines[before:] = [_as_read(line) for line in lines.lines[before:]]


def _as_read(line: str) -> str:
    """
    >>> from headway.audit.of_text import _as_read
    >>> _as_read(r"![Aged 18\\-64](a.svg) and [6 of 12](b_9.md)")
    'Aged 18-64 and 6 of 12'
    """
    marked = _FIRST_MARK.match(line)
    kept = marked.end() if marked else 0  # "1\\." at the beginning of a line is no item
    return line[:kept] + _ESCAPED.sub(_letter, _LINK.sub(r"\1", line[kept:]))


def _letter(escaped: re.Match[str]) -> str:
    return "\u00a6" if escaped[1] == "|" else escaped[1]


def add_text(text: str, lines: Lines) -> None:
    """Text as it is, but for control characters."""
    text = harmless(text)
    if text.strip():
        for number, line in enumerate(text.split("\n"), start=1):
            lines.add(line, f"line {number}")


def decoded(content: bytes) -> str:
    """Bytes as text: by their mark, as UTF-16 where every other byte is nothing, as UTF-8, else as Windows-1252.

    >>> from headway.audit.of_text import decoded
    >>> decoded(b"\\xa35m"), decoded("\\u00a35m".encode()), decoded("\\u00a35m".encode("utf-16"))
    ('\u00a35m', '\u00a35m', '\u00a35m')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:_LOOKED_AT]
    for encoding, halves in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        other = head[::2] if encoding == "utf-16-le" else head[1::2]
        if len(head) > 1 and 2 * halves.count(0) > len(halves) and not other.count(0):
            return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "latin")


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """The few bytes that Windows-1252 does not have."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin", _as_latin)
