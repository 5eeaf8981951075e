from headway._core.arrays import Codes, Numbers, SectionCodes, StatisticColumns

goal_method: str

def likelier_multiplier(
    values: Numbers, lower: Numbers | None, upper: Numbers | None, benchmarks: Numbers, multiplier: float,
    are_shares: bool,
) -> float: ...
def are_shares_and_per_cents(
    values: Numbers, lower: Numbers | None, upper: Numbers | None, benchmarks: Numbers
) -> bool: ...
def compare(
    value: Numbers, lower: Numbers | None, upper: Numbers | None, outer_lower: Numbers | None,
    outer_upper: Numbers | None, benchmark: Numbers | None, benchmark_lower: Numbers | None,
    benchmark_upper: Numbers | None, polarity: Codes, group: SectionCodes | None, groups: int, method: str,
    two_levels: bool, tolerance: float, inclusive: bool,
) -> tuple[Codes, Codes, Numbers, SectionCodes]: ...
def compare_with_goal(
    value: Numbers, lower: Numbers | None, upper: Numbers | None, polarity: Codes, better_inclusive: bool,
    similar_inclusive: bool,
) -> tuple[Codes, Codes, Numbers]: ...
def comparison_method(method: str, two_levels: bool) -> str: ...
def fit_funnel(
    count: Numbers, denominator: Numbers, kind: str, target: float | None, overdispersion: bool, multiplier: float
) -> tuple[float, float]: ...
def funnel_points(
    count: Numbers, denominator: Numbers, kind: str, target: float, dispersion: float, multiplier: float,
    levels: Numbers,
) -> tuple[Numbers, Numbers, Numbers, Codes, Codes, Numbers]: ...
def funnel_limits(
    denominator: Numbers, kind: str, target: float, dispersion: float, multiplier: float, levels: Numbers
) -> StatisticColumns: ...
def funnel_denominators(denominator: Numbers, points: int) -> Numbers: ...
def funnel_method(kind: str, overdispersion: bool) -> str: ...
