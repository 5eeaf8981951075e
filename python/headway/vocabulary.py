"""The closed vocabularies, as enums whose members are their words.

Every function that takes one of these takes its word as well: ``"low_is_good"`` is ``Polarity.low_is_good``. A type
checker knows these words by the names at the end.
"""

from enum import StrEnum
from typing import Literal, TypeAlias


class Polarity(StrEnum):
    """Which way is good. It belongs to the indicator, never to the report."""

    high_is_good = "high_is_good"
    low_is_good = "low_is_good"
    in_range = "in_range"
    neutral = "neutral"


class Accrual(StrEnum):
    """How a series adds up over a year."""

    snapshot = "snapshot"
    flow = "flow"
    cumulative = "cumulative"
    average = "average"
    rolling = "rolling"


class Frequency(StrEnum):
    """How often a regular series has a point."""

    month = "month"
    quarter = "quarter"
    term = "term"
    year = "year"


class ProfileShape(StrEnum):
    """How the target of a year, or of several, becomes a value for each period on the way."""

    flat = "flat"
    linear = "linear"
    seasonal = "seasonal"
    steps = "steps"
    milestones = "milestones"


class Rating(StrEnum):
    """Red, amber or green against one comparator; ``not_rated`` always comes with a reason."""

    green = "green"
    amber = "amber"
    red = "red"
    not_rated = "not_rated"


class Direction(StrEnum):
    """The sign of the change, read through polarity."""

    improving = "improving"
    worsening = "worsening"
    no_change = "no_change"
    increasing = "increasing"
    decreasing = "decreasing"
    unknown = "unknown"


class Method(StrEnum):
    """How a series is carried on to the end of its year; ``auto`` chooses by what there is, and says so."""

    auto = "auto"
    run_rate = "run_rate"
    last_value = "last_value"
    ols_cumulative = "ols_cumulative"
    ols = "ols"
    anchored_slope = "anchored_slope"
    theil_sen = "theil_sen"
    damped_trend = "damped_trend"
    ses = "ses"
    theta = "theta"
    seasonal_naive = "seasonal_naive"
    seasonal_naive_growth = "seasonal_naive_growth"
    completion_ratio = "completion_ratio"
    credibility = "credibility"
    combination = "combination"


class Status(StrEnum):
    """Whether there is a projection, and if not, why not."""

    projected = "projected"
    complete = "complete"
    too_few_points = "too few points"
    no_data = "no data"
    gap = "gap in the year"
    late_start = "late start"


class InitiativeRating(StrEnum):
    """The status of an initiative. A scheme of its own: amber is at risk. Blank is no rating, and no word."""

    green = "green"
    amber = "amber"
    red = "red"
    not_applicable = "not applicable"


class ActionRating(StrEnum):
    """The status of an action. A scheme of its own: amber is delayed but progressing, blue is complete."""

    blue = "blue"
    green = "green"
    amber = "amber"
    red = "red"


class DirectionOfTravel(StrEnum):
    """What a report says of an initiative's present movement, independent of its status."""

    improving = "improving"
    stable = "stable"
    worsening = "worsening"


class Transition(StrEnum):
    """From one snapshot of an initiative's rating to another."""

    improved = "improved"
    worsened = "worsened"
    unchanged = "unchanged"
    newly_rated = "newly_rated"
    no_longer_rated = "no_longer_rated"
    not_rated = "not_rated"


class ActionState(StrEnum):
    """How an action stands as at a date, by its window and its status."""

    complete = "complete"
    before_window = "before_window"
    in_window = "in_window"
    over_running = "over_running"
    overdue = "overdue"
    no_window = "no_window"


class Recurrence(StrEnum):
    """Whether a saving comes again each year."""

    recurring = "recurring"
    one_off = "one-off"


class Benefit(StrEnum):
    """What kind of benefit a saving is."""

    cashable = "cashable"
    non_cashable = "non-cashable"
    avoidance = "avoidance"
    income = "income"


class BusinessCase(StrEnum):
    """How far the case for a programme has come."""

    strategic = "strategic"
    outline = "outline"
    full = "full"
    delivery = "delivery"


class Fund(StrEnum):
    """Who bears a cost or keeps a saving; amounts of different funds are never netted."""

    general_fund = "general fund"
    housing_revenue_account = "housing revenue account"
    dedicated_schools_grant = "dedicated schools grant"
    public_health_grant = "public health grant"


class MoneyUnit(StrEnum):
    """What a column of money is counted in."""

    pounds = "pounds"
    thousands = "thousands"
    millions = "millions"
    billions = "billions"


class TermsAre(StrEnum):
    """Whether print shortened the terms of a sum (forecasts), or they were decided as printed (expected savings)."""

    rounded = "rounded"
    set = "set"


class ProjectType(StrEnum):
    """What kind of project an estimate is for, as the guidance on optimism bias sorts them."""

    standard_buildings = "standard buildings"
    non_standard_buildings = "non-standard buildings"
    standard_civil_engineering = "standard civil engineering"
    non_standard_civil_engineering = "non-standard civil engineering"
    equipment_development = "equipment/development"
    outsourcing = "outsourcing"


class EstimateOf(StrEnum):
    """What an estimate is of, where optimism bias is added to it."""

    capital_expenditure = "capital expenditure"
    works_duration = "works duration"


class DeliveryShape(StrEnum):
    """How the share of a planned saving that is delivered is distributed."""

    certain = "certain"
    bernoulli = "bernoulli"
    triangular = "triangular"
    pert = "pert"
    beta = "beta"


class DelayShape(StrEnum):
    """How the months by which a saving is late are distributed."""

    none = "none"
    fixed = "fixed"
    triangular = "triangular"
    pert = "pert"
    months = "months"


class StatisticStatus(StrEnum):
    """Whether there is a statistic, and if not, why."""

    estimated = "estimated"
    missing = "missing"
    not_finite = "not_finite"
    negative = "negative"
    zero_denominator = "zero_denominator"
    count_above_denominator = "count_above_denominator"
    suppressed = "suppressed"
    too_few_points = "too_few_points"
    outside_limits = "outside_limits"
    no_logarithm = "no_logarithm"


class Suppression(StrEnum):
    """Why a method forbids to print its own result."""

    none = "none"
    fewer_than_10_events = "fewer_than_10_events"
    small_population = "small_population"
    no_deaths_in_last_band = "no_deaths_in_last_band"
    wide_interval = "wide_interval"


class PoissonInterval(StrEnum):
    """Which interval counts of events have."""

    byar = "byar"
    exact = "exact"


class SpecialCause(StrEnum):
    """Which pattern of a control chart a point belongs to, in order of precedence."""

    none = "none"
    outside_limits = "outside_limits"
    trend = "trend"
    two_of_three = "two_of_three"
    shift = "shift"


class TwoOfThree(StrEnum):
    """The wording of the rule of two of three: since 2023 a point beyond the limit counts as well."""

    wording_2019 = "2019"
    wording_2023 = "2023"


class PointType(StrEnum):
    """What a point of a control chart is, read through polarity."""

    common = "common"
    improvement = "improvement"
    concern = "concern"
    neutral_high = "neutral_high"
    neutral_low = "neutral_low"


class Variation(StrEnum):
    """What the latest point says of its series."""

    common = "common"
    improvement_high = "improvement_high"
    improvement_low = "improvement_low"
    concern_high = "concern_high"
    concern_low = "concern_low"
    neutral_high = "neutral_high"
    neutral_low = "neutral_low"
    no_limits = "no_limits"
    no_data = "no_data"


class Assurance(StrEnum):
    """What the limits of a chart say of its target; inconsistent is hit and miss."""

    passing = "pass"
    fail = "fail"
    inconsistent = "inconsistent"
    no_target = "no_target"
    no_direction = "no_direction"
    no_limits = "no_limits"


class ChartKind(StrEnum):
    """What a control chart is of."""

    xmr = "xmr"
    p = "p"
    u = "u"
    c = "c"
    t = "t"
    g = "g"
    xbar = "xbar"
    s = "s"


class ComparisonMethod(StrEnum):
    """When a value counts as similar to its benchmark."""

    single_interval = "single_interval"
    double_interval = "double_interval"
    control_limits = "control_limits"
    percentage_tolerance = "percentage_tolerance"
    quartiles = "quartiles"
    quintiles = "quintiles"


class BenchmarkOutcome(StrEnum):
    """How a value compares with a benchmark or a goal."""

    better = "better"
    similar = "similar"
    worse = "worse"
    higher = "higher"
    lower_ = "lower"  # every text has a method of that name
    better_95 = "better_95"
    better_99_8 = "better_99_8"
    worse_95 = "worse_95"
    worse_99_8 = "worse_99_8"
    higher_95 = "higher_95"
    higher_99_8 = "higher_99_8"
    lower_95 = "lower_95"
    lower_99_8 = "lower_99_8"
    not_compared = "not_compared"


class ComparisonStatus(StrEnum):
    """Whether a value is compared, and if not, why."""

    compared = "compared"
    no_data = "no_data"
    no_benchmark = "no_benchmark"
    no_limits = "no_limits"
    reversed_limits = "reversed_limits"
    outside_limits = "outside_limits"
    not_finite = "not_finite"
    no_polarity = "no_polarity"
    too_few_values = "too_few_values"


class FunnelKind(StrEnum):
    """What the units of a funnel have."""

    proportion = "proportion"
    rate = "rate"
    ratio = "ratio"


class FunnelLabel(StrEnum):
    """Where a unit lies in a funnel."""

    low = "low"
    within = "within"
    high = "high"
    not_compared = "not_compared"


class TrendKind(StrEnum):
    """What the points of a trend are."""

    proportion = "proportion"
    rate = "rate"
    value = "value"


class TrendMarker(StrEnum):
    """The recent trend of an indicator."""

    improving = "improving"
    worsening = "worsening"
    increasing = "increasing"
    decreasing = "decreasing"
    no_significant_change = "no_significant_change"
    cannot_be_calculated = "cannot_be_calculated"


class TrendStatus(StrEnum):
    """Whether there is a recent trend, and if not, why."""

    estimated = "estimated"
    too_few_points = "too_few_points"
    not_consecutive = "not_consecutive"
    missing = "missing"
    not_finite = "not_finite"
    negative = "negative"
    zero_denominator = "zero_denominator"
    count_above_denominator = "count_above_denominator"
    outside_limits = "outside_limits"
    no_log_odds = "no_log_odds"


class ValueType(StrEnum):
    """What the values of an inequality are, and so what their errors look like."""

    normal = "normal"
    rate = "rate"
    proportion = "proportion"


class NeighbourAverage(StrEnum):
    """How the average of nearest neighbours is taken."""

    mean_of_ratios = "mean_of_ratios"
    ratio_of_sums = "ratio_of_sums"


# The words of an argument, for a type checker. A test holds each against the words of the core.
AccrualWord: TypeAlias = Literal["snapshot", "flow", "cumulative", "average", "rolling"]
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
]
MoneyUnitWord: TypeAlias = Literal["pounds", "thousands", "millions", "billions"]
NeighbourAverageWord: TypeAlias = Literal["mean_of_ratios", "ratio_of_sums"]
PoissonIntervalWord: TypeAlias = Literal["byar", "exact"]
PolarityWord: TypeAlias = Literal["high_is_good", "low_is_good", "in_range", "neutral"]
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
