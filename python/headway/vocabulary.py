"""The closed vocabularies, as enums whose members are their words.

Every function that takes one of these takes its word as well: ``"low_is_good"`` is ``Polarity.low_is_good``. A type
checker knows these words by the names at the end.
"""

from enum import StrEnum
from typing import Literal, TypeAlias


class Polarity(StrEnum):
    """Which way is good. It belongs to the indicator, never to the report."""

    high_is_good, low_is_good, in_range, neutral = "high_is_good", "low_is_good", "in_range", "neutral"


class Accrual(StrEnum):
    """How a series adds up over a year."""

    snapshot, flow, cumulative, average, rolling = "snapshot", "flow", "cumulative", "average", "rolling"


class Frequency(StrEnum):
    """How often a regular series has a point."""

    month, quarter, term, year = "month", "quarter", "term", "year"


class ProfileShape(StrEnum):
    """How the target of a year, or of several, becomes a value for each period on the way."""

    flat, linear, seasonal, steps, milestones = "flat", "linear", "seasonal", "steps", "milestones"


class FigureStatus(StrEnum):
    """What a cell of a column of figures holds: a value, a bound, or why neither."""

    value, bound, missing, suppressed = "value", "bound", "missing", "suppressed"
    not_available, not_applicable, none_recorded = "not available", "not applicable", "none recorded"
    rounds_to_zero, to_be_confirmed, unread = "rounds to zero", "to be confirmed", "unread"


class FigureMark(StrEnum):
    """What a cell says of its figure; a footnote says it elsewhere."""

    approximate, break_in_series, estimated = "approximate", "break in series", "estimated"
    forecast, provisional, revised = "forecast", "provisional", "revised"
    low_reliability, footnote = "low reliability", "footnote"


class Rating(StrEnum):
    """Red, amber or green against one comparator; ``not_rated`` always comes with a reason."""

    green, amber, red, not_rated = "green", "amber", "red", "not_rated"


class Direction(StrEnum):
    """The sign of the change, read through polarity."""

    improving, worsening, no_change, increasing = "improving", "worsening", "no_change", "increasing"
    decreasing, unknown = "decreasing", "unknown"


class Method(StrEnum):
    """How a series is carried on to the end of its year; ``auto`` chooses by what there is, and says so."""

    auto, run_rate, last_value, ols_cumulative, ols = "auto", "run_rate", "last_value", "ols_cumulative", "ols"
    anchored_slope, theil_sen, damped_trend, ses, theta = "anchored_slope", "theil_sen", "damped_trend", "ses", "theta"
    seasonal_naive, seasonal_naive_growth = "seasonal_naive", "seasonal_naive_growth"
    completion_ratio, credibility, combination = "completion_ratio", "credibility", "combination"
    shrunk_season = "shrunk_season"


class Status(StrEnum):
    """Whether there is a projection, and if not, why not."""

    projected, complete, too_few_points, no_data = "projected", "complete", "too few points", "no data"
    gap, late_start, units_in_doubt = "gap in the year", "late start", "units in doubt"


class InitiativeRating(StrEnum):
    """The status of an initiative. A scheme of its own: amber is at risk. Blank is no rating, and no word."""

    green, amber, red, not_applicable = "green", "amber", "red", "not applicable"


class ActionRating(StrEnum):
    """The status of an action. A scheme of its own: amber is delayed but progressing, blue is complete."""

    blue, green, amber, red, withdrawn = "blue", "green", "amber", "red", "withdrawn"


class DirectionOfTravel(StrEnum):
    """What a report says of an initiative's present movement, independent of its status."""

    improving, stable, worsening = "improving", "stable", "worsening"


class Transition(StrEnum):
    """From one snapshot of an initiative's rating to another."""

    improved, worsened, unchanged, newly_rated = "improved", "worsened", "unchanged", "newly_rated"
    no_longer_rated, not_rated = "no_longer_rated", "not_rated"


class ActionState(StrEnum):
    """How an action stands as at a date, by its window and its status."""

    complete, before_window, in_window, over_running = "complete", "before_window", "in_window", "over_running"
    overdue, no_window, withdrawn = "overdue", "no_window", "withdrawn"


class GateState(StrEnum):
    """How a gate of a business case stands as at a date."""

    passed, overdue, due_later, no_date = "passed", "overdue", "due later", "no date"


class StepFit(StrEnum):
    """Where a next step lies against the window of its action."""

    within, beyond, before, no_date, no_window = "within", "beyond", "before", "no date", "no window"


class Recurrence(StrEnum):
    """Whether a saving comes again each year."""

    recurring, one_off = "recurring", "one-off"


class Benefit(StrEnum):
    """What kind of benefit a saving is."""

    cashable, non_cashable, avoidance, income = "cashable", "non-cashable", "avoidance", "income"


class BusinessCase(StrEnum):
    """How far the case for a programme has come."""

    strategic, outline, full, delivery = "strategic", "outline", "full", "delivery"


class Fund(StrEnum):
    """Who bears a cost or keeps a saving; amounts of different funds are never netted."""

    general_fund, housing_revenue_account = "general fund", "housing revenue account"
    dedicated_schools_grant, public_health_grant = "dedicated schools grant", "public health grant"


class MoneyUnit(StrEnum):
    """What a column of money is counted in."""

    pounds, thousands, millions, billions = "pounds", "thousands", "millions", "billions"


class ChangeIs(StrEnum):
    """What the change that a target asks for is counted in: a fraction of the baseline, its unit, percentage points."""

    fraction, amount, points = "fraction", "amount", "points"


class RiskRating(StrEnum):
    """Of a risk by its score. A scheme of its own, as stated with its register: no indicator, action or saving."""

    green, amber, red = "green", "amber", "red"


class RiskMovement(StrEnum):
    """Where the score of a risk went since another register."""

    not_compared, new, worse, better = "not compared", "new", "worse", "better"
    unchanged, not_known = "unchanged", "not known"


class TermsAre(StrEnum):
    """Whether print shortened the terms of a sum (forecasts), or they were decided as printed (expected savings)."""

    rounded, set = "rounded", "set"


class DocumentStatus(StrEnum):
    """What is reported of a published document."""

    draft, final, superseded = "draft", "final", "superseded"


class DocumentState(StrEnum):
    """What a register comes to of a document: a draft supersedes nothing before it is final."""

    current, draft, superseded = "current", "draft", "superseded"


class Consistency(StrEnum):
    """Whether one of two published figures can be true where the other is."""

    satisfied, contradicted, cannot_say = "satisfied", "contradicted", "cannot say"


class ProjectType(StrEnum):
    """What kind of project an estimate is for, as the guidance on optimism bias sorts them."""

    standard_buildings, non_standard_buildings = "standard buildings", "non-standard buildings"
    standard_civil_engineering = "standard civil engineering"
    non_standard_civil_engineering, equipment_development = "non-standard civil engineering", "equipment/development"
    outsourcing = "outsourcing"


class EstimateOf(StrEnum):
    """What an estimate is of, where optimism bias is added to it."""

    capital_expenditure, works_duration = "capital expenditure", "works duration"


class DeliveryShape(StrEnum):
    """How the share of a planned saving that is delivered is distributed."""

    certain, bernoulli, triangular, pert, beta = "certain", "bernoulli", "triangular", "pert", "beta"


class DelayShape(StrEnum):
    """How the months by which a saving is late are distributed."""

    none, fixed, triangular, pert, months = "none", "fixed", "triangular", "pert", "months"


class StatisticStatus(StrEnum):
    """Whether there is a statistic, and if not, why."""

    estimated, missing, not_finite, negative = "estimated", "missing", "not_finite", "negative"
    zero_denominator, count_above_denominator, suppressed = "zero_denominator", "count_above_denominator", "suppressed"
    too_few_points, outside_limits, no_logarithm = "too_few_points", "outside_limits", "no_logarithm"


class Suppression(StrEnum):
    """Why a method forbids to print its own result."""

    none, fewer_than_10_events, small_population = "none", "fewer_than_10_events", "small_population"
    no_deaths_in_last_band, wide_interval = "no_deaths_in_last_band", "wide_interval"


class PoissonInterval(StrEnum):
    """Which interval counts of events have."""

    byar, exact = "byar", "exact"


class SpecialCause(StrEnum):
    """Which pattern of a control chart a point belongs to, in order of precedence."""

    none, outside_limits, trend, two_of_three, shift = "none", "outside_limits", "trend", "two_of_three", "shift"


class TwoOfThree(StrEnum):
    """The wording of the rule of two of three: since 2023 a point beyond the limit counts as well."""

    wording_2019, wording_2023 = "2019", "2023"


class PointType(StrEnum):
    """What a point of a control chart is, read through polarity."""

    common, improvement, concern, neutral_high = "common", "improvement", "concern", "neutral_high"
    neutral_low = "neutral_low"


class Variation(StrEnum):
    """What the latest point says of its series."""

    common, improvement_high, improvement_low = "common", "improvement_high", "improvement_low"
    concern_high, concern_low, neutral_high, neutral_low = "concern_high", "concern_low", "neutral_high", "neutral_low"
    no_limits, no_data = "no_limits", "no_data"


class Assurance(StrEnum):
    """What the limits of a chart say of its target; inconsistent is hit and miss."""

    passing, fail, inconsistent, no_target, no_direction = "pass", "fail", "inconsistent", "no_target", "no_direction"
    no_limits = "no_limits"


class ChartKind(StrEnum):
    """What a control chart is of."""

    xmr, p, u, c, t, g, xbar, s = "xmr", "p", "u", "c", "t", "g", "xbar", "s"


class ComparisonMethod(StrEnum):
    """When a value counts as similar to its benchmark."""

    single_interval, double_interval, control_limits = "single_interval", "double_interval", "control_limits"
    percentage_tolerance, quartiles, quintiles = "percentage_tolerance", "quartiles", "quintiles"


class BenchmarkOutcome(StrEnum):
    """How a value compares with a benchmark or a goal."""

    better, similar, worse, higher = "better", "similar", "worse", "higher"
    lower_ = "lower"  # every text has a method of that name
    better_95, better_99_8, worse_95, worse_99_8 = "better_95", "better_99_8", "worse_95", "worse_99_8"
    higher_95, higher_99_8, lower_95, lower_99_8 = "higher_95", "higher_99_8", "lower_95", "lower_99_8"
    not_compared = "not_compared"


class ComparisonStatus(StrEnum):
    """Whether a value is compared, and if not, why."""

    compared, no_data, no_benchmark, no_limits = "compared", "no_data", "no_benchmark", "no_limits"
    reversed_limits, outside_limits, not_finite = "reversed_limits", "outside_limits", "not_finite"
    no_polarity, too_few_values = "no_polarity", "too_few_values"


class FunnelKind(StrEnum):
    """What the units of a funnel have."""

    proportion, rate, ratio = "proportion", "rate", "ratio"


class FunnelLabel(StrEnum):
    """Where a unit lies in a funnel."""

    low, within, high, not_compared = "low", "within", "high", "not_compared"


class TrendKind(StrEnum):
    """What the points of a trend are."""

    proportion, rate, value = "proportion", "rate", "value"


class TrendMarker(StrEnum):
    """The recent trend of an indicator."""

    improving, worsening, increasing, decreasing = "improving", "worsening", "increasing", "decreasing"
    no_significant_change, cannot_be_calculated = "no_significant_change", "cannot_be_calculated"


class TrendStatus(StrEnum):
    """Whether there is a recent trend, and if not, why."""

    estimated, too_few_points, not_consecutive, missing = "estimated", "too_few_points", "not_consecutive", "missing"
    not_finite, negative, zero_denominator = "not_finite", "negative", "zero_denominator"
    count_above_denominator, outside_limits, no_log_odds = "count_above_denominator", "outside_limits", "no_log_odds"


class ValueType(StrEnum):
    """What the values of an inequality are, and so what their errors look like."""

    normal, rate, proportion = "normal", "rate", "proportion"


class NeighbourAverage(StrEnum):
    """How the average of nearest neighbours is taken."""

    mean_of_ratios, ratio_of_sums = "mean_of_ratios", "ratio_of_sums"


# The words of an argument, for a type checker. A test holds each against the words of the core.
AccrualWord: TypeAlias = Literal["snapshot", "flow", "cumulative", "average", "rolling"]
CalendarWord: TypeAlias = Literal["financial", "academic", "calendar"]
ChangeIsWord: TypeAlias = Literal["fraction", "amount", "points"]
ComparisonMethodWord: TypeAlias = Literal[
    "single_interval", "double_interval", "control_limits", "percentage_tolerance", "quartiles", "quintiles",
]
EstimateOfWord: TypeAlias = Literal["capital expenditure", "works duration"]
FrequencyWord: TypeAlias = Literal["month", "quarter", "term", "year"]
FundWord: TypeAlias = Literal[
    "general fund", "housing revenue account", "dedicated schools grant", "public health grant",
]
FunnelKindWord: TypeAlias = Literal["proportion", "rate", "ratio"]
MethodWord: TypeAlias = Literal[
    "auto", "run_rate", "last_value", "ols_cumulative", "ols", "anchored_slope", "theil_sen", "damped_trend", "ses",
    "theta", "seasonal_naive", "seasonal_naive_growth", "completion_ratio", "credibility", "combination",
    "shrunk_season",
]
MoneyUnitWord: TypeAlias = Literal["pounds", "thousands", "millions", "billions"]
NeighbourAverageWord: TypeAlias = Literal["mean_of_ratios", "ratio_of_sums"]
PoissonIntervalWord: TypeAlias = Literal["byar", "exact"]
ProjectTypeWord: TypeAlias = Literal[
    "standard buildings", "non-standard buildings", "standard civil engineering", "non-standard civil engineering",
    "equipment/development", "outsourcing",
]
RecurrenceWord: TypeAlias = Literal["recurring", "one-off"]
SidesWord: TypeAlias = Literal["both", "lower", "upper"]
TermsAreWord: TypeAlias = Literal["rounded", "set"]
TrendKindWord: TypeAlias = Literal["proportion", "rate", "value"]
TwoOfThreeWord: TypeAlias = Literal["2019", "2023"]
ValueTypeWord: TypeAlias = Literal["normal", "rate", "proportion"]
