# Made by tests/python/overloads.py from the signatures of the room.
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar, overload

from headway.stats.comparison import Comparison as Comparison
from headway.stats.funnel import FunnelLimits as FunnelLimits
from headway.stats.funnel import FunnelPoints as FunnelPoints
from headway.stats.inequality import InequalityStatistic as InequalityStatistic
from headway.stats.ranking import QuantileGroups as QuantileGroups
from headway.stats.ranking import Ranking as Ranking
from headway.stats.rate_decomposition import RateDecomposition as RateDecomposition
from headway.stats.statistic import Statistic as Statistic
from headway.stats.trend import MannKendall as MannKendall
from headway.stats.trend import RecentTrend as RecentTrend
from headway.vocabulary import (
    ComparisonMethod,
    ComparisonMethodWord,
    FunnelKind,
    FunnelKindWord,
    NeighbourAverage,
    NeighbourAverageWord,
    PoissonInterval,
    PoissonIntervalWord,
    Polarity,
    TrendKind,
    TrendKindWord,
    ValueType,
    ValueTypeWord,
)

class _HasColumns(Protocol):
    @property
    def columns(self) -> Any: ...

Frame = TypeVar("Frame", bound=_HasColumns)

__all__ = [
    "Comparison", "FunnelLimits", "FunnelPoints", "InequalityStatistic", "MannKendall", "QuantileGroups", "Ranking",
    "RateDecomposition", "RecentTrend", "Statistic", "compare", "crude_rate", "directly_standardised_rate",
    "european_standard_population_2013", "funnel_limits", "funnel_points", "goal", "indirectly_standardised_rate",
    "indirectly_standardised_ratio", "life_expectancy", "mann_kendall", "mean", "neighbour_average", "proportion",
    "proportion_difference", "proportion_ratio", "quantile_group", "rank_in_group", "rate_decomposition",
    "rate_difference", "rate_ratio", "recent_trend", "sen_slope", "slope_index_of_inequality",
]

@overload
def compare(
    value: Any, benchmark: Any = ..., *, polarity: Polarity | str | Sequence[str | None] | None,
    method: ComparisonMethod | ComparisonMethodWord = ..., lower: Any = ..., upper: Any = ..., lower_99_8: Any = ...,
    upper_99_8: Any = ..., benchmark_lower: Any = ..., benchmark_upper: Any = ..., tolerance: float | None = ...,
    inclusive: bool = ..., data: None = ..., by: None = ..., groups: Any = ...,
) -> Comparison: ...
@overload
def compare(
    value: Any, benchmark: Any = ..., *, polarity: Polarity | str | Sequence[str | None] | None,
    method: ComparisonMethod | ComparisonMethodWord = ..., lower: Any = ..., upper: Any = ..., lower_99_8: Any = ...,
    upper_99_8: Any = ..., benchmark_lower: Any = ..., benchmark_upper: Any = ..., tolerance: float | None = ...,
    inclusive: bool = ..., data: Frame, by: str | list[str] | None = ..., groups: Any = ...,
) -> Frame: ...
@overload
def crude_rate(
    count: Any, population: Any, *, data: None = ..., by: None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Statistic: ...
@overload
def crude_rate(
    count: Any, population: Any, *, data: Frame, by: str | list[str] | None = ...,
    confidence: float | list[float] = ..., multiplier: float = ...,
    interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Frame: ...
@overload
def directly_standardised_rate(
    count: Any, population: Any, standard: Any, *, age_bands: Any = ..., frequency: Any = ..., groups: Any = ...,
    data: None = ..., by: None = ..., confidence: float | list[float] = ..., multiplier: float = ...,
    interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Statistic: ...
@overload
def directly_standardised_rate(
    count: Any, population: Any, standard: Any, *, age_bands: Any = ..., frequency: Any = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ..., confidence: float | list[float] = ..., multiplier: float = ...,
    interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Frame: ...
def european_standard_population_2013() -> dict[str, float]: ...
@overload
def funnel_limits(
    count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = ..., data: None = ..., by: None = ...,
    at: Any = ..., points: int = ..., target: float | None = ..., overdispersion: bool = ...,
    confidence: float | list[float] | tuple[float, ...] = ..., multiplier: float = ...,
) -> FunnelLimits: ...
@overload
def funnel_limits(
    count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = ..., data: Frame,
    by: str | list[str] | None = ..., at: Any = ..., points: int = ..., target: float | None = ...,
    overdispersion: bool = ..., confidence: float | list[float] | tuple[float, ...] = ..., multiplier: float = ...,
) -> Frame: ...
@overload
def funnel_points(
    count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = ..., data: None = ..., by: None = ...,
    target: float | None = ..., overdispersion: bool = ..., confidence: float | list[float] | tuple[float, ...] = ...,
    multiplier: float = ...,
) -> FunnelPoints: ...
@overload
def funnel_points(
    count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = ..., data: Frame,
    by: str | list[str] | None = ..., target: float | None = ..., overdispersion: bool = ...,
    confidence: float | list[float] | tuple[float, ...] = ..., multiplier: float = ...,
) -> Frame: ...
@overload
def goal(
    value: Any, *, lower: Any = ..., upper: Any = ..., polarity: Polarity | str | Sequence[str | None] | None,
    better_inclusive: bool = ..., similar_inclusive: bool = ..., data: None = ...,
) -> Comparison: ...
@overload
def goal(
    value: Any, *, lower: Any = ..., upper: Any = ..., polarity: Polarity | str | Sequence[str | None] | None,
    better_inclusive: bool = ..., similar_inclusive: bool = ..., data: Frame,
) -> Frame: ...
@overload
def indirectly_standardised_rate(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = ...,
    groups: Any = ..., data: None = ..., by: None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Statistic: ...
@overload
def indirectly_standardised_rate(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = ...,
    groups: Any = ..., data: Frame, by: str | list[str] | None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Frame: ...
@overload
def indirectly_standardised_ratio(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = ...,
    groups: Any = ..., data: None = ..., by: None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Statistic: ...
@overload
def indirectly_standardised_ratio(
    count: Any, population: Any, reference_count: Any, reference_population: Any, *, age_bands: Any = ...,
    groups: Any = ..., data: Frame, by: str | list[str] | None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Frame: ...
@overload
def life_expectancy(
    deaths: Any, population: Any, start_age: Any = ..., at: Any = ..., *, age_bands: Any = ..., groups: Any = ...,
    data: None = ..., by: None = ..., confidence: float | list[float] = ...,
) -> Statistic: ...
@overload
def life_expectancy(
    deaths: Any, population: Any, start_age: Any = ..., at: Any = ..., *, age_bands: Any = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ..., confidence: float | list[float] = ...,
) -> Frame: ...
@overload
def mann_kendall(
    values: Any, *, period: Any = ..., groups: Any = ..., data: None = ..., by: None = ...,
) -> MannKendall: ...
@overload
def mann_kendall(
    values: Any, *, period: Any = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def mean(
    values: Any, groups: Any = ..., *, data: None = ..., by: None = ..., confidence: float | list[float] = ...,
) -> Statistic: ...
@overload
def mean(
    values: Any, groups: Any = ..., *, data: Frame, by: str | list[str] | None = ...,
    confidence: float | list[float] = ...,
) -> Frame: ...
@overload
def neighbour_average(
    count: Any, denominator: Any = ..., groups: Any = ..., *, method: NeighbourAverage | NeighbourAverageWord,
    data: None = ..., by: None = ..., multiplier: float = ...,
) -> Statistic: ...
@overload
def neighbour_average(
    count: Any, denominator: Any = ..., groups: Any = ..., *, method: NeighbourAverage | NeighbourAverageWord,
    data: Frame, by: str | list[str] | None = ..., multiplier: float = ...,
) -> Frame: ...
@overload
def proportion(
    count: Any, denominator: Any, *, data: None = ..., by: None = ..., confidence: float | list[float] = ...,
    multiplier: float = ...,
) -> Statistic: ...
@overload
def proportion(
    count: Any, denominator: Any, *, data: Frame, by: str | list[str] | None = ...,
    confidence: float | list[float] = ..., multiplier: float = ...,
) -> Frame: ...
@overload
def proportion_difference(
    count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: None = ..., by: None = ...,
    confidence: float | list[float] = ..., multiplier: float = ...,
) -> Statistic: ...
@overload
def proportion_difference(
    count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: Frame,
    by: str | list[str] | None = ..., confidence: float | list[float] = ..., multiplier: float = ...,
) -> Frame: ...
@overload
def proportion_ratio(
    count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: None = ..., by: None = ...,
    confidence: float | list[float] = ...,
) -> Statistic: ...
@overload
def proportion_ratio(
    count: Any, denominator: Any, other_count: Any, other_denominator: Any, *, data: Frame,
    by: str | list[str] | None = ..., confidence: float | list[float] = ...,
) -> Frame: ...
@overload
def quantile_group(
    values: Any, groups: int = ..., *, highest_first: bool = ..., data: None = ..., by: None = ...,
) -> QuantileGroups: ...
@overload
def quantile_group(
    values: Any, groups: int = ..., *, highest_first: bool = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def rank_in_group(values: Any, *, polarity: Polarity | str, data: None = ..., by: None = ...) -> Ranking: ...
@overload
def rank_in_group(values: Any, *, polarity: Polarity | str, data: Frame, by: str | list[str] | None = ...) -> Frame: ...
@overload
def rate_decomposition(
    count: Any, denominator: Any, previous_count: Any, previous_denominator: Any, *, part: Any, data: None = ...,
    by: None = ..., multiplier: float = ..., decimals: int | None = ..., printed: Any = ...,
    previous_printed: Any = ...,
) -> RateDecomposition: ...
@overload
def rate_decomposition(
    count: Any, denominator: Any, previous_count: Any, previous_denominator: Any, *, part: Any, data: Frame,
    by: str | list[str] | None = ..., multiplier: float = ..., decimals: int | None = ..., printed: Any = ...,
    previous_printed: Any = ...,
) -> Frame: ...
@overload
def rate_difference(
    count: Any, population: Any, other_count: Any, other_population: Any, *, data: None = ..., by: None = ...,
    confidence: float | list[float] = ..., multiplier: float = ...,
    interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Statistic: ...
@overload
def rate_difference(
    count: Any, population: Any, other_count: Any, other_population: Any, *, data: Frame,
    by: str | list[str] | None = ..., confidence: float | list[float] = ..., multiplier: float = ...,
    interval: PoissonInterval | PoissonIntervalWord = ...,
) -> Frame: ...
@overload
def rate_ratio(
    count: Any, population: Any, other_count: Any, other_population: Any, *, data: None = ..., by: None = ...,
    confidence: float | list[float] = ...,
) -> Statistic: ...
@overload
def rate_ratio(
    count: Any, population: Any, other_count: Any, other_population: Any, *, data: Frame,
    by: str | list[str] | None = ..., confidence: float | list[float] = ...,
) -> Frame: ...
@overload
def recent_trend(
    count: Any = ..., denominator: Any = ..., *, kind: TrendKind | TrendKindWord | None = ..., value: Any = ...,
    se: Any = ..., lower: Any = ..., upper: Any = ..., polarity: Polarity | str | Sequence[str | None] | None = ...,
    confidence: float = ..., period: Any = ..., groups: Any = ..., data: None = ..., by: None = ...,
) -> RecentTrend: ...
@overload
def recent_trend(
    count: Any = ..., denominator: Any = ..., *, kind: TrendKind | TrendKindWord | None = ..., value: Any = ...,
    se: Any = ..., lower: Any = ..., upper: Any = ..., polarity: Polarity | str | Sequence[str | None] | None = ...,
    confidence: float = ..., period: Any = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def sen_slope(
    values: Any, *, period: Any = ..., groups: Any = ..., data: None = ..., by: None = ...,
    confidence: float | list[float] = ...,
) -> Statistic: ...
@overload
def sen_slope(
    values: Any, *, period: Any = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
    confidence: float | list[float] = ...,
) -> Frame: ...
@overload
def slope_index_of_inequality(
    value: Any, population: Any, groups: Any = ..., *, se: Any = ..., lower: Any = ..., upper: Any = ...,
    quantile: Any = ..., data: None = ..., by: None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., value_type: ValueType | ValueTypeWord = ..., transform: bool = ..., seed: int = ...,
    draws: int = ...,
) -> InequalityStatistic: ...
@overload
def slope_index_of_inequality(
    value: Any, population: Any, groups: Any = ..., *, se: Any = ..., lower: Any = ..., upper: Any = ...,
    quantile: Any = ..., data: Frame, by: str | list[str] | None = ..., confidence: float | list[float] = ...,
    multiplier: float = ..., value_type: ValueType | ValueTypeWord = ..., transform: bool = ..., seed: int = ...,
    draws: int = ...,
) -> Frame: ...
