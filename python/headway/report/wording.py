"""Draft sentences of a scorecard, for an analyst to edit: each with the figures it was made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from headway import _core
from headway.boundary.problems import refusal, refuse
from headway.language.sentences import is_whole
from headway.report.board import Board

Figures: TypeAlias = tuple[tuple[str, float, str], ...]


class Drafted(Protocol):
    """A scorecard."""

    @property
    def board(self) -> Board: ...


@dataclasses.dataclass(frozen=True)
class Sentence:
    """One draft sentence.

    Attributes
    ----------
    text : str
    kind : str
        The name of its template: `ratings`, `furthest`, `outlook`, ...
    section, indicator : str or None
        What it is of; of all, where both are None.
    figures : tuple of (str, float, str)
        What it was made from, in their order: what a figure is, its value, and how the sentence prints it.
    """

    text: str
    kind: str
    section: str | None
    indicator: str | None
    figures: Figures

    def __str__(self) -> str:
        return self.text


def sentences(scorecard: Drafted, *, templates: Mapping[str, str] | None = None) -> tuple[Sentence, ...]:
    """Draft sentences of a scorecard: counts, what is on and off track, outlook, gaps, and each indicator by itself.

    Parameters
    ----------
    scorecard : Scorecard
        Where its frame has a column `denominator`, what a percentage is of, a gap in percentage points is also said as
        the number that it is ("about 137 of 3,425 pupils", with a column `denominator_unit` that says "pupils").
    templates : mapping of str to str, optional
        Other texts for some of the sentences, by their kind. `{name}` is a part, `{red|is|are}` chooses by a figure,
        `{period? in {period}}` is left out where there is no such part.

    Returns
    -------
    tuple of Sentence
        Of all, then of each section where there are several, then of each indicator. Every number in a text is among
        its figures as printed.

    Raises
    ------
    HeadwayError
        For a template of no sentence, or one that names a part which its sentence has not: what was found, and the
        parts that it has.

    Examples
    --------
    >>> kpis = pd.DataFrame({"section": ["Schools"], "indicator": ["Pupils at the expected level"], "unit": ["%"],
    ...                      "period": ["2023/24"], "previous": [61.0], "latest": [65.0], "target": [69.0],
    ...                      "polarity": ["high_is_good"], "denominator": [3425], "denominator_unit": ["pupils"]})
    >>> for sentence in hw.sentences(hw.Scorecard(kpis, comparators=("target",)))[-3:]:
    ...     print(sentence)
    Pupils at the expected level (2023/24): 65%, which is 4 percentage points below the target of 69% and amber.
    Pupils at the expected level rose by 4 percentage points, from 61%, which is better.
    The 4 percentage points by which Pupils at the expected level misses its target are about 137 of 3,425 pupils.
    >>> sentence.figures[1]
    ('equivalent number', 137.0, '137')
    """
    if not isinstance(getattr(scorecard, "board", None), Board):
        raise refusal("scorecard", type(scorecard).__name__, "a headway.Scorecard")
    return of_drafts(_core.draft_sentences(scorecard.board.held(), checked(templates)))


def of_drafts(drafts: Iterable[_core.Drafted]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text, kind, section or None, indicator or None, figures)
        for text, kind, section, indicator, figures in drafts
    )


def checked(templates: Mapping[str, str] | None) -> dict[str, str]:
    """Templates by name, as text."""
    if templates is None:
        return {}
    if not isinstance(templates, Mapping):
        raise refusal("templates", type(templates).__name__, "a mapping from kinds of sentences to texts")
    refuse([f"templates: found {name!r:.60}: {text!r:.60}; accepted: a kind of sentence and its text"
            for name, text in templates.items()
            if not all(isinstance(each, str) and is_whole(each) for each in (name, text))])  # fmt: skip
    return dict(templates)
