"""The rows of benchmarks/stats.py, the same for headway and for its peers."""

import numpy as np

LEVELS = [0.95, 0.998]
BANDS = 19
EUROPEAN = [
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000
]


def counts(rows: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    denominator = random.integers(50, 5000, rows)
    count = random.binomial(denominator, random.beta(1, 6, rows))
    return {"count": count.astype(float), "denominator": denominator.astype(float)}


def standardised(groups: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(2)
    population = random.integers(500, 9000, groups * BANDS)
    return {
        "area": np.repeat([f"area {area}" for area in range(groups)], BANDS),
        "band": np.tile([f"{5 * band}-{5 * band + 4}" for band in range(BANDS - 1)] + ["90+"], groups),
        "count": random.poisson(population * 0.004).astype(float),
        "population": population.astype(float),
        "standard": np.tile(np.array(EUROPEAN, float), groups),
    }


def monthly(charts: int, points: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    values = random.normal(100, 10, (charts, points)) + np.linspace(0, 15, points) * random.integers(0, 2, (charts, 1))
    return {
        "indicator": np.repeat([f"indicator {chart}" for chart in range(charts)], points),
        "month": np.tile(np.arange(points), charts),
        "value": values.ravel().round(1),
    }
