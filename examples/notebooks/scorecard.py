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
# # A scorecard, from CSV to page
#
# The corporate scorecard of quarter 2 of 2024/25: rated, counted, drawn and written as one page. Run it from its own
# folder; it needs `pip install headway-*.whl 'headway[report,notebook]'`.

# %%
from pathlib import Path

import headway as hw
import matplotlib.pyplot as plt
import pandas as pd
from afcharts.af_colours import get_af_colours

data = Path("../data/southampton")

# %% [markdown]
# One row a result. The definitions say how each indicator adds up over a year: a year-to-date total has no direction,
# because it can only rise. An indicator without a definition would pass for one that is no total, so there must be
# none.

# %%
definitions = pd.read_csv(data / "indicators.csv")
kpis = pd.read_csv(data / "kpis_2024_25_q2.csv").merge(definitions, on="indicator", how="left", validate="many_to_one")
assert kpis.accrual.notna().all(), kpis.indicator[kpis.accrual.isna()].tolist()
history = pd.read_csv(data / "indicator_history_2024_25.csv").rename(columns={"month": "period"})
board = hw.Scorecard(kpis, history=history)
board.summary()

# %% [markdown]
# One section as a table; `board` alone draws them all.

# %%
board.table("Children and Learning - Social Care")

# %% [markdown]
# Which sections are getting better? The printed scorecard says the same in words, with what each count is out of.

# %%
plt.style.use("afcharts.afcharts")
counts = board.directions().set_index("section")[["improving", "worsening"]].iloc[::-1]
counts.plot.barh(
    color=get_af_colours("duo"), figsize=(9, 5), xlabel="Indicators", ylabel="", title="Since the result before"
)
print(board)

# %% [markdown]
# Where are admissions to care homes heading? Their months are reconstructed, and the note says so wherever they are
# shown; [the notebook on outlook](outlook.py) takes this step by step.

# %%
months = pd.read_csv(data / "admissions_reconstructed.csv")
reconstructed = (
    "Reconstructed: April to July were not published; these whole numbers of admissions reproduce every printed figure."
)
year_end_targets = pd.read_csv(data / "year_end_extrapolations_published.csv").set_index("indicator").year_end_target
outlook = {}
for indicator, rows in months.groupby("indicator", sort=False):
    event = 100_000 / rows.population.iloc[0]
    series = hw.Series(rows.events.cumsum() * event, start=rows.month.iloc[0], accrual="cumulative", note=reconstructed)
    target = hw.Profile.linear(year_end_targets[indicator])
    outlook[indicator] = hw.project_year_end(series, target=target, polarity="low_is_good", event=event)
board = hw.Scorecard(kpis, history=history, outlook=outlook)
board.table("Community Wellbeing - Adult Social Care")

# %% [markdown]
# The page needs no network and holds everything: contents, key, tables, charts of what has an outlook, method.

# %%
board.write("scorecard.html", title="Corporate scorecard, quarter 2 of 2024/25")
