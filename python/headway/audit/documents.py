"""Documents as people have them, turned into text for the core, of which every line knows where it stands.

| a file        | gives                                                            | a place is            |
|---------------|------------------------------------------------------------------|-----------------------|
| .txt .md      | its lines, in any encoding                                       | line 12               |
| .html .htm    | headings, paragraphs, lists and tables                           | under 'Housing'       |
| .docx         | the same in the order of the body, text boxes, foot- and endnotes | paragraph 4; table 2, row 3 |
| .xlsx .ods    | each sheet that is seen, a heading and its rows as they are shown | sheet 'Q2', row 7     |
| .pdf          | lines of words, tables, headings by their size                   | page 4                |

What holds something and cannot be read (a page that is a picture, a hidden sheet) is listed with its place.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from headway._core import HeadwayError
from headway.audit.lines import Lines, Unread
from headway.audit.of_html import read_html
from headway.audit.of_pdf import read_pdf
from headway.audit.of_sheets import read_ods, read_xlsx
from headway.audit.of_text import add_text, decoded, read_markdown, read_text
from headway.audit.of_word import read_word
from headway.boundary.problems import Problems, refusal
from headway.boundary.progress import steps
from headway.boundary.scalars import line_of

Given: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Mapping[str, str] | Mapping[str, bytes]
READERS: Mapping[str, Callable[[bytes, str, Lines], None]] = {
    ".txt": read_text, ".text": read_text, ".md": read_markdown, ".markdown": read_markdown, ".html": read_html,
    ".htm": read_html, ".docx": read_word, ".xlsx": read_xlsx, ".xlsm": read_xlsx, ".ods": read_ods, ".pdf": read_pdf,
}  # fmt: skip
MOST_BYTES = 100_000_000
_ACCEPTED = "a document in a file .txt, .md, .html, .docx, .xlsx, .ods or .pdf"
_BEFORE = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ppt": ".pdf", ".pptx": ".pdf"}


@dataclasses.dataclass(frozen=True)
class DocumentText:
    """A document as the core reads it.

    Attributes
    ----------
    name : str
        What findings call it: the name of its file.
    text : str
        One block a line, or several, as `headway.audit.lines` says.
    places : sequence of str
        Where each line of the text stands in the file: "page 4".
    unread : sequence of Unread
        What of the file is not in the text.
    """

    name: str
    text: str
    places: Sequence[str]
    unread: Sequence[Unread] = ()

    def place(self, line: int) -> str:
        """Where a line stands, which is counted from 1; nothing where there is no such line."""
        return self.places[line - 1] if 0 < line <= len(self.places) else ""


def read_documents(documents: Given) -> list[DocumentText]:
    """Documents as text, each in its order.

    Parameters
    ----------
    documents : path, sequence of paths, or mapping of str to str or bytes
        Files, or texts by their names; bytes are text in any encoding.

    Returns
    -------
    list of DocumentText

    Raises
    ------
    HeadwayError
        For each file that there is not, that is encrypted or damaged, or that is none of these: up to ten at once.
    ImportError
        Without what reads a kind of file, which comes with the extra `headway[audit]`.

    Examples
    --------
    >>> from headway.audit.documents import read_documents
    >>> note, = read_documents({"note": "# Housing\\n6 of 12 are green."})
    >>> note.text, note.place(2)
    ('# Housing\\n6 of 12 are green.', 'line 2')
    """
    problems = Problems()
    found: list[DocumentText] = []
    if isinstance(documents, Mapping):
        for name, text in documents.items():
            with problems:
                found.append(_of_text(name, text))
    else:
        paths = _paths_of(documents, problems)
        for path, name in steps("documents", list(zip(paths, _names_of(paths), strict=True))):
            with problems:
                found.append(_of_file(path, name))
    problems.refuse()
    if not found and not isinstance(documents, Mapping):  # such as a pattern that no file has
        raise refusal("documents", f"{type(documents).__name__} without any", "one or more")
    return found


def _paths_of(documents: Any, problems: Problems) -> list[Path]:
    if isinstance(documents, (str, os.PathLike)):
        documents = [documents]
    if not isinstance(documents, Sequence) or isinstance(documents, (bytes, bytearray, memoryview)):
        accepted = "a path, a list of paths, or a mapping of names to texts"
        raise refusal("documents", f"{type(documents).__name__} {documents!r:.60}", accepted)
    found: list[Path] = []
    for i, each in enumerate(documents):
        with problems:
            found.append(_path_of(each, "documents" if len(documents) == 1 else f"documents[{i}]"))
    return found


def _path_of(path: Any, where: str) -> Path:
    try:
        text = os.fspath(path)
        os.fsencode(text)
    except (TypeError, UnicodeEncodeError):
        text = None
    if not isinstance(text, str) or "\0" in text or not text.strip():
        raise refusal(where, f"{type(path).__name__} {path!r:.60}", f"the path of {_ACCEPTED}")
    if "\n" in text:
        lines = text.count("\n") + 1
        raise refusal(where, f"text of {lines} lines", 'a path; text goes with its name, {"draft": text}')
    return Path(text)


def _names_of(paths: Sequence[Path]) -> list[str]:
    """The names of the files; of those that several have, the paths."""
    names = [path.name for path in paths]
    return [name if names.count(name) == 1 else str(path) for name, path in zip(names, paths, strict=True)]


def _of_text(name: Any, text: Any) -> DocumentText:
    called = line_of(name, "documents, a name")
    if not called:
        raise refusal("documents", f"a text whose name is {name!r}", "a name for each text")
    if isinstance(text, (bytes, bytearray)):
        text = decoded(bytes(text))
    if not isinstance(text, str):
        raise refusal(f"documents[{name!r:.60}]", f"{type(text).__name__} {text!r:.60}", "text")
    lines = Lines()
    add_text(text, lines)
    return _document(called, lines)


def _of_file(path: Path, name: str) -> DocumentText:
    name = line_of(name, "documents")
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise refusal(name, "a folder", f"{_ACCEPTED}; its files are list(pathlib.Path(folder).glob('*'))")
        if not path.exists():
            near = difflib.get_close_matches(path.name, [each.name for each in _beside(path)], n=1)
            raise refusal(name, "no such file", _ACCEPTED + (f"; did you mean {near[0]!r}?" if near else ""))
        if suffix not in READERS:
            saved = f" (save it as {_BEFORE[suffix]})" if suffix in _BEFORE else ""
            raise refusal(name, f"a file {suffix or 'without an ending'}", _ACCEPTED + saved)
        if not path.is_file():
            raise refusal(name, "what is no file", _ACCEPTED)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, HeadwayError):
            raise
        raise refusal(name, getattr(error, "strerror", None) or str(error), "a file that can be read") from None
    if len(content) > MOST_BYTES:
        raise refusal(name, f"more than {MOST_BYTES // 1_000_000} MB", f"up to {MOST_BYTES // 1_000_000} MB")
    lines = Lines()
    READERS[suffix](content, name, lines)
    return _document(name, lines)


def _beside(path: Path) -> list[Path]:
    try:
        return [each for each in path.parent.iterdir() if each.suffix.lower() in READERS]
    except OSError:
        return []


def _document(name: str, lines: Lines) -> DocumentText:
    while lines.lines and not lines.lines[-1]:
        lines.lines.pop()
        lines.places.pop()
    if not lines.lines and not lines.unread:
        lines.leave("nothing that can be read", "the whole of it")
    return DocumentText(name, "\n".join(lines.lines), tuple(lines.places), tuple(lines.unread))
