# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Where will it be at year end?
#
# From a series to its year end, the chance of its target, a check against past years, and a scorecard that says so. Run
# it from its own folder; it needs `pip install headway-*.whl 'headway[report,notebook]'`.

# %%
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd

data = Path("../data/southampton")

# %% [markdown]
# ## One series
#
# Admissions of older adults to care homes, April to September 2024. The city published August and September only. The
# months here are **reconstructed**: the whole numbers of admissions that reproduce every printed figure. The note goes
# wherever the projection goes.

# %%
months = pd.read_csv(data / "admissions_reconstructed.csv")
reconstructed = (
    "Reconstructed: April to July were not published; these whole numbers of admissions reproduce every printed figure."
)
older = months[months.indicator.str.contains("older adults")]
admission = 100_000 / older.population.iloc[0]  # what one admission adds to the rate per 100,000
rate = hw.Series(older.events.cumsum() * admission, start="2024-04", accrual="cumulative", note=reconstructed)
rate

# %% [markdown]
# The target for the year is 560.8 per 100,000, and half of that by September. `event=` says that the rate counts whole
# admissions, so that it has an interval in its first year.

# %%
outlook = hw.project_year_end(rate, target=hw.Profile.linear(560.8), polarity="low_is_good", event=admission)
outlook

# %% [markdown]
# That sentence says: 583.0 at year end; 4 times in 5 it will be within the range in brackets; the chance of meeting the
# target; by run rate; and nobody knows how good that has been, because there is no past year. Each part is a field, for
# example `outlook.probability`, and `outlook.reason` says why this method.
#
# Today's rating and the forecast's own are two: the first is against the target for September, the second against the
# target for March.

# %%
print(outlook.reason)
print("today:", outlook.in_year_rating(), "- forecast:", outlook.forecast_rating())

# %%
ax = outlook.plot()

# %% [markdown]
# ## How good have such projections been?
#
# That takes past years. These visits to a library are **made up**, six years and a half of them. Each past year with
# two before it is projected from its September with what was known then, and compared with what it came to.

# %%
season = np.array([9, 8, 8, 7, 6, 10, 12, 12, 8, 11, 11, 12])  # April to March, in hundreds
chance = np.random.default_rng(7)
counts = chance.poisson(100 * np.resize(season, 78) * 1.002 ** np.arange(78))
visits = hw.Series(counts, start="2018-04", accrual="flow", note="Made up.")
past = hw.backtest(visits, target=13_000, polarity="high_is_good")
past.frame()

# %%
ax = past.plot()

# %% [markdown]
# This year by the same method: its interval is as wide as such errors make it.

# %%
past.projection

# %% [markdown]
# ## Many series
#
# A frame of points, one a row, gives a frame of projections, one a series. What cannot be projected says why. (Made up
# too.)

# %%
periods = [period.label for period in visits.periods]
frames = [pd.DataFrame({"series": "central library", "period": periods, "value": visits.values}),
          pd.DataFrame({"series": "mobile library", "period": periods, "value": visits.values // 20}),
          pd.DataFrame({"series": "new library", "period": periods[-1:], "value": [310]})]  # fmt: skip
hw.project(pd.concat(frames), accrual="flow")[["series", "year", "value", "lower", "upper", "method", "status"]]

# %% [markdown]
# ## On a scorecard
#
# `outlook=` takes projections by the names of their indicators, and adds three columns where there are any. The target
# column still rates September against September's target. (`board.write` draws the charts too.)

# %%
definitions = pd.read_csv(data / "indicators.csv")
kpis = pd.read_csv(data / "kpis_2024_25_q2.csv").merge(definitions, on="indicator", how="left", validate="many_to_one")
board = hw.Scorecard(kpis, outlook={older.indicator.iloc[0]: outlook})
board.table("Community Wellbeing - Adult Social Care")
