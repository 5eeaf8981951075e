"""A register of published documents and their versions, to which figures and claims refer."""

from __future__ import annotations

from headway import _core
from headway.boundary.frames import Frame, Given
from headway.boundary.results import arrays_of
from headway.plan.columns import Times, lacking, named, with_dates


def documents(
    frame: Given, *, document: str = "document", title: str | None = "title", date: str | None = "date",
    status: str | None = "status", supersedes: str | None = "supersedes",
) -> Given:  # fmt: skip
    """Say of each document of a register which version it is, and whether it is current.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One document a row; it is not changed.
    document : str
        Column: the name by which figures refer to it, each once.
    title, date, status, supersedes : str, optional
        Columns; None is no such column, and those by their usual names may be lacking. `date` holds days or longer
        periods, or nothing. `status` is "draft", "final", "superseded", or what people write for them ("Published",
        "Draft (pre-consultation)"); null, "n/a" and "-" are none. `supersedes` names the documents that it takes the
        place of, several separated by semicolons.

    Returns
    -------
    frame
        Of the same kind, with `state` ("current", "draft", "superseded"), `superseded_by` (names of those that do,
        drafts too; null for none) and `version`: 1 of a document that supersedes none, else one more than the highest
        of those. A draft supersedes nothing before it is final. The status that was reported stays beside the state.

    Raises
    ------
    HeadwayError
        For a name that is missing or stands twice, two documents of one title and date, one that supersedes a document
        that is not listed (the nearest is named), a later one, or, by way of others, itself; for a date that is none,
        and another word for status: row (from 0), column, what was found and what is accepted, up to ten at once.

    Examples
    --------
    >>> register = pd.DataFrame({
    ...     "document": ["2024", "2025", "2026"], "title": ["Corporate plan", "Corporate plan", "Corporate plan"],
    ...     "date": ["July 2024", "July 2025", "May 2026"], "status": ["Published", "final", "Draft"],
    ...     "supersedes": [None, "2024", "2025"]})
    >>> hw.plan.documents(register)[["document", "state", "superseded_by", "version"]]
      document       state superseded_by  version
    0     2024  superseded          2025        1
    1     2025     current          2026        2
    2     2026       draft           NaN        3
    """
    read = Frame(frame)
    stand = register_of(read, document, title, date, status, supersedes).standings()
    result: Given = read.with_columns(arrays_of(stand))
    return result


def register_of(
    read: Frame, document: str = "document", title: str | None = "title", date: str | None = "date",
    status: str | None = "status", supersedes: str | None = "supersedes",
) -> _core.Documents:  # fmt: skip
    """The documents as the core has them."""
    columns = {"document": document} | lacking(
        read, {"title": title, "date": date, "status": status, "supersedes": supersedes})
    read.require({argument: name for argument, name in columns.items() if name is not None})

    def made(times: Times) -> _core.Documents:
        (dated,) = times(read, columns["date"])
        named_, titled, *others = (named(read, columns[name]) for name in ("document", "title", "status", "supersedes"))
        return _core.Documents(named_, titled, dated, *others)

    return with_dates(made)
