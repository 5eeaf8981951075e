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
# # Plans: what moved, what is late, what nobody answers
#
# The initiatives of a corporate plan at two snapshots, and the action plan that answers a peer challenge. Run it from
# its own folder; it needs `pip install headway-*.whl 'headway[report,notebook]'`.

# %%
from pathlib import Path

import headway as hw
import pandas as pd

data = Path("../data/southampton")
initiatives = pd.read_csv(data / "initiatives_2020_21.csv")
snapshots = {"rating_q2": "2020/21 - Q2", "rating_q4": "2020/21 - Q4"}

# %% [markdown]
# ## Initiatives
# "All initiatives are at amber or green", said the report. Of how many?

# %%
ratings = hw.plan.ratings(initiatives, theme=None, snapshots=snapshots)
ratings

# %%
now = ratings.iloc[-1]
print(f"{now.red} red, {now.amber} amber, {now.green} green of {now.rated} rated; {now.not_rated} of "
      f"{now.initiatives} not rated")

# %% [markdown]
# What moved since the second quarter, and which initiatives have lost their rating:

# %%
moved = hw.plan.transitions(initiatives, snapshots=snapshots)
moved.loc[moved.transition != "unchanged", ["theme", "initiative", "change", "direction_of_travel"]]

# %%
hw.plan.summary(initiatives, snapshots=snapshots)

# %% [markdown]
# Direction of travel is reported beside the rating and independent of it. Where the two differ, a rating may move next.

# %%
hw.plan.disagreements(initiatives, snapshots=snapshots)

# %% [markdown]
# ## Actions
# There is no clock: the date is an argument. An action whose window is over is over-running where its owner reports
# progress, and overdue where it is reported as not progressed or has no status; a chart calls the latter "window over,
# status not known". The colours of nine actions did not survive the conversion of this document, so their status cannot
# be read.

# %%
actions = pd.read_csv(data / "action_plan_2025.csv")
windows = pd.read_csv(data / "action_plan_timeframes.csv")
stand = hw.plan.actions(actions, as_at="2025-10-31", windows=windows)
stand.loc[stand.months_over.notna(), ["theme", "action", "lead", "state", "months_over", "reason"]]

# %%
timeline = hw.plan.timeline(actions, as_at="2025-10-31", windows=windows)
timeline

# %% [markdown]
# The same for those who do not see the chart:

# %%
print(timeline.describe())

# %% [markdown]
# ## Coverage
# The document groups recommendations and actions under four themes, and says no more: coverage is by theme.

# %%
recommendations = pd.read_csv(data / "recommendations_2025.csv")
hw.plan.coverage(actions, recommendations)

# %% [markdown]
# All of it as one accessible page:

# %%
hw.plan.write_page(
    "plans.html", title="Plans", initiatives=initiatives, snapshots=snapshots, actions=actions, windows=windows,
    recommendations=recommendations, as_at="2025-10-31",
)  # fmt: skip
