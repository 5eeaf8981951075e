"""Money as documents print it, and whether printed figures add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from headway import _core
from headway._core import HeadwayError
from headway.boundary.scalars import bytes_of, integral, number
from headway.boundary.values import column_of
from headway.vocabulary import Fund, MoneyUnit, MoneyUnitWord, TermsAre, TermsAreWord


@dataclass(frozen=True)
class Money:
    """One printed cell of money. Made by `read_money`.

    Attributes
    ----------
    amount : float or None
        In the unit asked for; None where it is not applicable, or another fund bears it.
    decimals : int
        Of the amount, as printed, in that unit: 1 of "£7.9m" in millions, -5 in pounds.
    fund : Fund or None
        The fund that stands where an amount would: "DSG".
    note : str
        Footnote marks, as printed: "*", "†", "[1]".
    lower, upper : float or None
        Where it is a bound and no amount: what it is at least, and at most.
    lower_open, upper_open : bool
        The bound itself is not meant: "over £50m".
    approximate : bool
        "c£40m", "est. £40m": not an amount to add up.
    """

    amount: float | None
    decimals: int = 0
    fund: Fund | None = None
    note: str = ""
    lower: float | None = field(default=None, kw_only=True)
    upper: float | None = field(default=None, kw_only=True)
    lower_open: bool = field(default=False, kw_only=True)
    upper_open: bool = field(default=False, kw_only=True)
    approximate: bool = field(default=False, kw_only=True)

    def __repr__(self) -> str:
        said = [f"{name}={getattr(self, name)!r}" for name in ("amount", "decimals", "fund", "note")]
        beside = ("lower", "upper", "lower_open", "upper_open", "approximate")
        given = [f"{name}={value!r}" for name in beside if (value := getattr(self, name)) not in (None, False)]
        return f"Money({', '.join(said + given)})"


def read_money(text: str, unit: MoneyUnit | MoneyUnitWord = "millions") -> Money:
    """Money as a document prints it, in one unit.

    Read are "£7.9m", "£32.6 million", "£230k", "£7,900,000", a bare "7.45" (in the unit), "0", "(£0.5m)" and "-£0.5m",
    "n/a", and a fund where an amount would stand ("DSG", "HRA"). Footnote marks are kept as the note. "c£40m" is an
    amount that is approximate; "over £50m", "<£1m" and "£4m-£5m" are bounds, without an amount. Savings plans, which
    add up, refuse both. Refused is what could mean two things: see Raises.

    Parameters
    ----------
    text : str
        One cell.
    unit : {'pounds', 'thousands', 'millions', 'billions'}, default 'millions'
        What the amount is wanted in, and what a bare number is in.

    Returns
    -------
    Money

    Raises
    ------
    HeadwayError
        For stray points and commas ("£.4.0m"), a pound sign without a scale in a column of millions ("£14.65"), ranges
        that could be read in two ways ("£4-5m"), a dash, "TBC", percentages, other currencies, two funds, and blank
        text. The message says what was found and why it is refused, and often what was meant.

    Examples
    --------
    >>> hw.read_money("£7.9m").amount, hw.read_money("£230k").amount, hw.read_money("£7.9m", unit="pounds").amount
    (7.9, 0.23, 7900000.0)
    >>> hw.read_money("£11.3m*")
    Money(amount=11.3, decimals=1, fund=None, note='*')
    >>> hw.read_money("DSG").fund
    <Fund.dedicated_schools_grant: 'dedicated schools grant'>
    >>> hw.read_money("over £50m")
    Money(amount=None, decimals=0, fund=None, note='', lower=50.0, lower_open=True)
    """
    if not isinstance(text, str):
        raise HeadwayError(f"money: found {type(text).__name__} {text!r}; accepted: text, such as '£7.9m'")
    amount, decimals, fund, note, lower, upper, lower_open, upper_open, approximate = _core.read_money(
        bytes_of(text), unit
    )
    return Money(amount, decimals, None if fund is None else Fund(fund), note, lower=lower, upper=upper,
                 lower_open=lower_open, upper_open=upper_open, approximate=approximate)  # fmt: skip


@dataclass(frozen=True)
class Reconciliation:
    """Whether printed terms come to what was claimed. Made by `reconcile`.

    Attributes
    ----------
    computed, claimed : float
        What the terms come to, and what was printed.
    difference : float
        Computed minus claimed, as printed decimals; NaN where a figure is missing.
    envelope : float
        The most that rounding can explain.
    agrees : bool
        There is no difference.
    explained_by_rounding : bool
        There is one, within the envelope.
    method : str
        Name and version of the rule.
    """

    computed: float
    claimed: float
    difference: float
    envelope: float
    agrees: bool
    explained_by_rounding: bool

    method: ClassVar[str] = _core.reconciliation_method


def reconcile(
    terms: Sequence[float | None] | Any, claimed: float | None, *, decimals: int,
    terms_are: TermsAre | TermsAreWord = "rounded", weights: Sequence[float] | Any | None = None,
    claimed_decimals: int | None = None,
) -> Reconciliation:  # fmt: skip
    """Do printed figures add up, and where they do not, can rounding be the reason?

    A figure printed to two decimals may be 0.005 off. Terms that print shortened (the forecasts of a profile) and the
    printed total itself each give that much to the envelope; terms that were set as printed (expected savings) give
    nothing. A difference of exactly the envelope is explained, because a half may be rounded either way.

    Parameters
    ----------
    terms : sequence of numbers
        As printed. None and NaN are missing, and then nothing agrees.
    claimed : float
        The printed total.
    decimals : int
        That the table prints; negative for figures rounded to tens (-1), thousands (-3) and so on.
    terms_are : {'rounded', 'set'}, default 'rounded'
        Whether print shortened the terms.
    weights : sequence of numbers, optional
        For a weighted sum: (-1, 1) of an increment, the discount factors of a present value. By default 1 each.
    claimed_decimals : int, optional
        Where the total is printed otherwise than its terms.

    Returns
    -------
    Reconciliation

    Raises
    ------
    HeadwayError
        For infinite numbers, weights that are not one a term, and figures with more decimals than the table prints.

    Examples
    --------
    >>> year = hw.reconcile([13.9, 6.55, 2.56, 0.39, 5.94, 0.76, 1.94], 32.05, decimals=2)
    >>> year.difference, year.envelope, year.explained_by_rounding
    (-0.01, 0.04, True)
    >>> hw.reconcile([14.65, 7.9, 1, 4, 2, 11.3, 1.8], 42.64, decimals=2, terms_are="set").explained_by_rounding
    False
    """
    return Reconciliation(*_core.reconcile(
        column_of(terms, "terms"), number(claimed, "claimed"), integral(decimals, "decimals"), terms_are,
        None if weights is None else column_of(weights, "weights"),
        None if claimed_decimals is None else integral(claimed_decimals, "claimed_decimals"),
    ))  # fmt: skip
