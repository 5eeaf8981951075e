from headway._core.arrays import Numbers, StatisticColumns

proportion_difference_method: str
proportion_ratio_method: str
rate_ratio_method: str

def proportion_difference(
    count: Numbers, denominator: Numbers, other_count: Numbers, other_denominator: Numbers, levels: Numbers,
    multiplier: float,
) -> StatisticColumns: ...
def proportion_ratio(
    count: Numbers, denominator: Numbers, other_count: Numbers, other_denominator: Numbers, levels: Numbers
) -> StatisticColumns: ...
def rate_difference(
    count: Numbers, population: Numbers, other_count: Numbers, other_population: Numbers, levels: Numbers,
    multiplier: float, interval: str,
) -> StatisticColumns: ...
def rate_difference_method(interval: str) -> str: ...
def rate_ratio(
    count: Numbers, population: Numbers, other_count: Numbers, other_population: Numbers, levels: Numbers
) -> StatisticColumns: ...
