"""A report: everything that it shows, described once, whatever form it is written in."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import re
import warnings
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from headway import _core
from headway._core import HeadwayError, Period
from headway.audit.audit import Audit
from headway.boundary.keys import nearest
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import line_of, text_of, whole
from headway.language.counts import number_of, size_of
from headway.language.sentences import legible, listed
from headway.pictured import Pictured, write_forms
from headway.plan.action_plan import AsAt
from headway.plan.gates import GateTimeline
from headway.plan.initiatives import SNAPSHOTS, Snapshots
from headway.report.audit_command import warnings_of
from headway.report.commentary import Commentary, refuse_strangers
from headway.report.commentary_audit import audit_of
from headway.report.comparison import Comparison
from headway.report.scorecard import Scorecard
from headway.savings.savings_plan import SavingsPlan
from headway.uncertainty.simulation import Simulation

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MOST_OF_A_LOGO = 1_000_000  # bytes, which every page holds
_MOST_OF_A_TEMPLATE = 20_000_000
_TEMPLATES = {"word_template": "a Word document, .docx", "slides_template": "a presentation, .pptx"}
_LINES = ("organisation", "period", "author", "contact", "licence")
COUNTED = ("kpis", "green", "amber", "red")  # of a section that was published
_OF_SAVINGS = ("title", "subtitle", "gap", "printed", "printed_totals", "benefits", "versions", "delays",
               "programmes_note", "risks", "risks_note", "options", "options_note", "notes")  # fmt: skip


class SectionCount(NamedTuple):
    """How many indicators of a section were published, and how many are here: None where there is no such section.

    Examples
    --------
    >>> from headway.report.report import SectionCount
    >>> SectionCount("Growth", published=7, here=None).published
    7
    """

    section: str
    published: int
    here: int | None


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Plans:
    """Initiatives, actions and what they answer, as `hw.plan.write_page` takes them.

    Parameters
    ----------
    initiatives, actions, windows, recommendations : frames, optional
    as_at : date, Period or str, optional
    snapshots : sequence of str, or mapping from str to Period or label
    sub_actions, progress, next_steps, gates : optional
    title, subtitle, initiatives_note, actions_note, parts_note, gates_note : str, optional
    notes : sequence of str
        As there.

    Examples
    --------
    >>> actions = pd.DataFrame({"action": ["Strategy"], "theme": "Place", "lead": "Director of Place",
    ...                         "first_month": ["2025-04"], "last_month": ["2025-07"], "published_rating": ["blue"]})
    >>> hw.Plans(actions=actions, as_at="October 2025").as_at
    'October 2025'
    """

    initiatives: Any = None
    actions: Any = None
    windows: Any = None
    recommendations: Any = None
    as_at: AsAt | None = None
    snapshots: Snapshots = SNAPSHOTS
    title: str | None = None
    subtitle: str | None = None
    initiatives_note: str | None = None
    actions_note: str | None = None
    notes: Sequence[str] = ()
    sub_actions: Any = None
    progress: Any = None
    next_steps: Any = None
    gates: GateTimeline | None = None
    parts_note: str | None = None
    gates_note: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """Everything that a report shows, described once.

    Parameters
    ----------
    title : str
        What it is called: "Corporate scorecard, quarter 2 of 2024/25".
    scorecard : Scorecard, optional
    savings : SavingsPlan, optional
    savings_parts : mapping, optional
        What else is shown of the savings, by the keywords of `SavingsPlan.write`: title, subtitle, gap, printed,
        printed_totals, benefits, versions, delays, programmes_note, risks, risks_note, options, options_note, notes.
    simulation : Simulation, optional
        What chance makes of the savings, which `SavingsPlan.simulate` gives. Nothing is simulated unless it is given.
    plans : Plans, optional
    statistics, charts : sequence of results that can be drawn
        Your own: rates, funnels, control charts.
    organisation, period, author, contact, licence : str, optional
        Whose report it is, what time it is about ("results to September 2024"), who made it and answers questions,
        and under what licence.
    published, next_published : date or str, optional
        When it is published, and when the next one is.
    logo : path or bytes, optional
        A picture, SVG or PNG.
    accent : str, optional
        A colour, "#005ea5".
    commentary : Commentary, optional
        What those who run the services say, by section and indicator of the scorecard.
    notes : sequence of str
        Paragraphs: sources, and what a reader should know about single figures.
    before : Scorecard, optional
        An earlier one, for what has changed since.
    published_counts : mapping of str to mapping, optional
        How many indicators of each section were published, where that is known: by section `kpis` and, if known,
        `green`, `amber` and `red`; or one number. Sections of which there is no table here are named, and so are those
        that have another number.
    word_template, slides_template : path or bytes, optional
        Your own document and presentation, whose styles and layouts the forms "docx" and "pptx" take.

    Raises
    ------
    HeadwayError
        For nothing to show, a title that is empty, and any part that is not what it is said to be, all at once.

    Examples
    --------
    >>> kpis = pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"],
    ...                      "previous": [54.46], "latest": [57.31], "target": [90.0],
    ...                      "polarity": ["high_is_good"]})
    >>> report = hw.Report(title="Housing, quarter 2", organisation="Anytown Council",
    ...                    scorecard=hw.Scorecard(kpis, comparators=("target",)),
    ...                    published_counts={"Housing": 1, "Roads": 4})
    >>> report
    Report: Housing, quarter 2
      Anytown Council
      scorecard: 1 indicator in 1 section
      Of the sections that were published, 1 has no table here: Roads (4 indicators).
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (report.write(f"{folder}/housing") / "index.html").read_text("utf-8")[:15]
    '<!DOCTYPE html>'
    """

    title: str
    scorecard: Scorecard | None = None
    savings: SavingsPlan | None = None
    savings_parts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    simulation: Simulation | None = None
    plans: Plans | None = None
    statistics: Sequence[Pictured] = ()
    charts: Sequence[Pictured] = ()
    organisation: str = ""
    period: str = ""
    author: str = ""
    published: datetime.date | str | None = None
    next_published: datetime.date | str | None = None
    contact: str = ""
    licence: str = ""
    logo: str | os.PathLike[str] | bytes | None = None
    accent: str | None = None
    commentary: Commentary | None = None
    notes: Sequence[str] = ()
    before: Scorecard | None = None
    published_counts: Mapping[str, Mapping[str, int] | int] = dataclasses.field(default_factory=dict)
    word_template: str | os.PathLike[str] | bytes | None = None
    slides_template: str | os.PathLike[str] | bytes | None = None

    def __post_init__(self) -> None:
        problems = Problems()
        read: dict[str, Any] = {}
        with problems:
            read["title"] = _title(self.title)
        for name in _LINES:
            with problems:
                read[name] = line_of(getattr(self, name), name)
        for name, kind in _KINDS.items():
            with problems:
                _refuse_kind(getattr(self, name), name, kind)
        for name in ("statistics", "charts"):
            with problems:
                read[name] = _drawable(getattr(self, name), name)
        for name in ("published", "next_published"):
            with problems:
                read[name] = _day(getattr(self, name), name)
        with problems:
            read["notes"] = _texts(self.notes, "notes")
        with problems:
            read["logo"] = None if self.logo is None else picture(self.logo, "logo")
        for name, called in _TEMPLATES.items():
            with problems:
                read[name] = template(getattr(self, name), name, called)
        with problems:
            read["accent"] = None if self.accent is None else colour(self.accent, "accent")
        with problems:
            read["savings_parts"] = _parts_of_savings(self.savings_parts)
        with problems:
            read["published_counts"] = _counts(self.published_counts)
        problems.refuse()
        self._refuse_what_does_not_go_together()
        _ = self.changes  # what cannot be compared is told now
        for name, value in read.items():
            object.__setattr__(self, name, value)

    def _refuse_what_does_not_go_together(self) -> None:
        parts = (self.scorecard, self.savings, self.plans, *self.statistics, *self.charts)
        if all(part is None for part in parts):
            raise HeadwayError("found nothing to report; accepted: a scorecard, savings, plans, statistics or charts")
        refuse([
            f"{name}: found it without {other}; accepted: both, or none"
            for name, other in (("savings_parts", "savings"), ("simulation", "savings"), ("commentary", "scorecard"),
                                ("before", "scorecard"), ("published_counts", "scorecard"))
            if getattr(self, name) and getattr(self, other) is None
        ])  # fmt: skip
        if isinstance(self.commentary, Commentary) and isinstance(self.scorecard, Scorecard):
            refuse_strangers(self.commentary, self.scorecard.sections, self.scorecard.board.indicator_names)

    @functools.cached_property
    def changes(self) -> Comparison | None:
        """What changed from the earlier scorecard to this one; None without one of them."""
        both = self.before is not None and self.scorecard is not None
        return Comparison(self.before, self.scorecard) if both else None  # type: ignore[arg-type]

    @property
    def counts_by_section(self) -> dict[str, dict[str, int]]:
        """What is known to have been published of each section: `kpis`, and `green`, `amber` and `red` if known."""
        return _counts(self.published_counts)

    def differing_counts(self) -> list[SectionCount]:
        """The sections that were published with another number of indicators than the scorecard has, or that it lacks.

        Returns
        -------
        list of SectionCount
            In the order of `published_counts`: `section`, `published` and `here`, which is None where the scorecard
            has no such section.
        """
        here = {} if self.scorecard is None else {
            _core.plain_text(section.name): section.indicators for section in self.scorecard.board.sections
        }  # fmt: skip
        counts = (SectionCount(name, count["kpis"], here.get(_core.plain_text(name)))
                  for name, count in self.counts_by_section.items())  # fmt: skip
        return [count for count in counts if count.published != count.here]

    def gaps(self) -> list[str]:
        """What was published and is not here, in sentences.

        Returns
        -------
        list of str
            Empty where nothing is missing, or where nobody has said what was published.
        """
        differing = self.differing_counts()
        absent = [f"{each.section} ({number_of(each.published, 'indicator')})"
                  for each in differing if each.here is None]  # fmt: skip
        other = [f"{each.section} (published {each.published}, here {each.here})"
                 for each in differing if each.here is not None]  # fmt: skip
        have = "has" if len(absent) == 1 else "have"
        has = "has" if len(other) == 1 else "have"
        return [
            f"Of the sections that were published, {len(found)} {have} {what} here: {listed(found)}."
            for found, have, what in ((absent, have, "no table"), (other, has, "another number of indicators"))
            if found
        ]

    def audit(self) -> Audit:
        """Whether its commentary agrees with its scorecard, as `hw.audit` finds it.

        Returns
        -------
        Audit
            Of one document, or of none. `write` warns of each contradiction.

        Examples
        --------
        >>> card = hw.Scorecard(pd.DataFrame([["Bins", "Missed bins", "2024", 120.0, 95.0, "low_is_good"]], columns=[
        ...     "section", "indicator", "period", "previous", "latest", "polarity"]), comparators=())
        >>> said = hw.Commentary(sections={"Bins": hw.Words(focus="Missed bins rose to 95.")})
        >>> hw.Report(title="Report", scorecard=card, commentary=said).audit().findings.arithmetic.tolist()
        ['120 then 95: change -25']
        """
        return audit_of(self)

    def write(self, folder: str | os.PathLike[str], forms: Sequence[str] = ("html",)) -> Path:
        """Write the report into a folder, whole or not at all: interrupted at any point there is the report before or
        the new one.

        The same report writes the same bytes, with no date but those you pass. What contradicts its scorecard is a
        warning before.

        Parameters
        ----------
        folder : str or path
            A new folder, an empty one, or one that holds a report and nothing else, which is replaced. A link is
            followed; what was there keeps its modes.
        forms : sequence of str, default ("html",)
            What it is written as: "html", pages that need no network, beginning with index.html; "pdf", "docx", "pptx"
            and "md", one document each, report.pdf and so on; "xlsx" and "ods", a workbook by the guidance on
            accessible spreadsheets; "csv" and "parquet", its tables as data with keys; "svg" and "png", each chart.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        HeadwayError
            For a folder with anything else in it, which is never removed; for a form that there is not; for a template
            without the styles that are needed.
        ImportError
            Without what draws, which comes with the extra `headway[report]`.
        OSError
            Where the folder cannot be written.

        Examples
        --------
        >>> import tempfile
        >>> report = hw.Report(title="Contacts", charts=[hw.spc.run_chart([5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7])])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     sorted(path.name for path in report.write(f"{folder}/out").glob("*.html"))
        ['charts.html', 'index.html']
        """
        for line in warnings_of(self.audit().audited):
            warnings.warn(line, stacklevel=2)
        return write_forms(self, folder, forms)

    def __repr__(self) -> str:
        lines = [f"Report: {self.title}"]
        lines += [f"  {line}" for line in (self.organisation, self.period) if line]
        if self.scorecard is not None:
            lines.append(f"  scorecard: {_size(self.scorecard)}")
        if self.savings is not None:
            lines.append(f"  savings: {self.savings!r}")
        if self.plans is not None:
            lines.append("  plans")
        for name in ("statistics", "charts"):
            if getattr(self, name):
                lines.append(f"  {name}: {len(getattr(self, name))}")
        return legible("\n".join([*lines, *(f"  {gap}" for gap in self.gaps())]))

    def _repr_html_(self) -> str:
        """The report in a notebook: its title, and its parts as each shows itself."""
        parts = (self.scorecard, self.savings, self.simulation, *self.statistics, *self.charts)
        lines = [self.organisation, self.period, *self.gaps()]
        shown = [f"<h2>{escape(legible(self.title))}</h2>"]
        shown += [f"<p>{escape(legible(line))}</p>" for line in lines if line]
        for part in parts:
            if part is not None:
                drawn = part._repr_html_() if hasattr(part, "_repr_html_") else None
                shown.append(drawn or f"<pre>{escape(legible(repr(part)))}</pre>")
        return "\n".join(shown)


_KINDS = {
    "scorecard": Scorecard, "savings": SavingsPlan, "simulation": Simulation, "plans": Plans, "commentary": Commentary,
    "before": Scorecard,
}  # fmt: skip


def _size(scorecard: Scorecard) -> str:
    return size_of(len(scorecard), scorecard.board.indicators, len(scorecard.sections))


def _refuse_kind(value: Any, name: str, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        raise refusal(name, type(value).__name__, f"a headway.{kind.__name__}")


def _title(value: Any) -> str:
    if not line_of(value, "title"):
        raise refusal("title", repr(value), "text")
    return line_of(value, "title")


def _texts(value: Any, name: str) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise refusal(name, f"{type(value).__name__} {value!r:.60}", "a sequence of texts")
    return tuple(text_of(each, f"{name}[{i}]") for i, each in enumerate(value))


def _drawable(value: Any, name: str) -> tuple[Pictured, ...]:
    accepted = "a sequence of results that can be drawn: a statistic, a control chart"
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        raise refusal(name, f"{type(value).__name__} {value!r:.60}", accepted)
    refuse([f"{name}[{i}]: found {type(each).__name__} {each!r:.60}; accepted: a result that can be drawn"
            for i, each in enumerate(value) if not isinstance(each, Pictured)])  # fmt: skip
    return tuple(value)


def _day(value: Any, name: str) -> str | None:
    """A date as a page prints it."""
    if isinstance(value, datetime.date):
        return Period.of_day(value).label
    if value is None or isinstance(value, str) and line_of(value, name):
        return None if value is None else line_of(value, name)
    raise refusal(name, f"{type(value).__name__} {value!r:.60}", "a date, or text such as '26 November 2024'")


def picture(value: Any, name: str) -> bytes:
    """The bytes of a logo, of which this is the name."""
    accepted = "the path or the bytes of a picture, SVG or PNG, of up to 1 MB"
    found = f"{type(value).__name__} {str(value)!r:.60}"
    content = _content(value, name, accepted, most=_MOST_OF_A_LOGO)
    if len(content) > _MOST_OF_A_LOGO or not (
        content.startswith(b"\x89PNG\r\n\x1a\n") or b"<svg" in content[:2000]
    ):  # fmt: skip
        raise refusal(name, found, accepted)
    return content


def logo_name(logo: bytes) -> str:
    """What the file of a logo is called."""
    return "logo.png" if logo.startswith(b"\x89PNG") else "logo.svg"


def template(value: Any, name: str, called: str) -> bytes | None:
    """The bytes of a template, of which this is the name; what it has within is looked at when it is used."""
    if value is None:
        return None
    accepted = f"the path or the bytes of {called}, of up to 20 MB"
    content = _content(value, name, accepted, most=_MOST_OF_A_TEMPLATE)
    if len(content) > _MOST_OF_A_TEMPLATE or not content.startswith(b"PK\x03\x04"):
        raise refusal(name, f"{type(value).__name__} {str(value)!r:.60}", accepted)
    return content


def _content(value: Any, name: str, accepted: str, *, most: int) -> bytes:
    """The bytes of a file, or as they are given; more than the most, where there are more."""
    found = f"{type(value).__name__} {str(value)!r:.60}"
    if isinstance(value, bytes):
        return value
    if not isinstance(value, (str, os.PathLike)):
        raise refusal(name, found, accepted)
    try:
        if not Path(value).is_file():
            raise refusal(name, f"{str(value)!r}, which is no file", accepted)
        with Path(value).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, HeadwayError):
            raise
        raise refusal(name, f"{found} ({getattr(error, 'strerror', None) or error})", accepted) from None


def colour(value: Any, name: str) -> str:
    """A colour, of which this is the name."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise refusal(name, f"{type(value).__name__} {value!r:.60}", "a colour such as '#005ea5'")
    return value


def _parts_of_savings(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        accepted = f"a mapping of {', '.join(_OF_SAVINGS)}"
        raise refusal("savings_parts", f"{type(value).__name__} {value!r:.60}", accepted)
    refuse([
        f"savings_parts: found {name!r}; accepted: {', '.join(_OF_SAVINGS)}; the nearest is "
        f"{nearest(str(name), _OF_SAVINGS)!r}"
        for name in value if name not in _OF_SAVINGS
    ])  # fmt: skip
    return dict(value)


def _counts(value: Any) -> dict[str, dict[str, int]]:
    """Counts by section, of which the first is how many indicators it has."""
    if not isinstance(value, Mapping) or not all(isinstance(name, str) and name.strip() for name in value):
        raise refusal("published_counts", f"{type(value).__name__} {value!r:.60}", "a mapping from sections to numbers")
    problems = Problems()
    found: dict[str, dict[str, int]] = {}
    for name, counts in value.items():
        with problems:
            where, counts = f"published_counts[{name!r}]", counts if isinstance(counts, Mapping) else {"kpis": counts}
            unknown = [word for word in counts if word not in COUNTED]
            refuse([f"{where}: found {word!r}; accepted: {', '.join(COUNTED)}" for word in unknown]
                   + ([] if "kpis" in counts else [f"{where}: found no 'kpis'; accepted: how many there are"]))
            found[name] = {word: whole(count, f"{where}[{word!r}]", 0, 1_000_000) for word, count in counts.items()}
    problems.refuse()
    return found
