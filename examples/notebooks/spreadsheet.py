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
# # From a council's own spreadsheets
#
# Four tables as analysts keep them: own column names, "6,869", "89.9% ", "£7,900,000", "n/a", "TBC", blanks, "Apr-24"
# beside "30/09/2024", "Higher is better", trailing spaces. All names and figures are invented. Run it from its own
# folder; it needs `pip install headway-*.whl 'headway[report,notebook]'`.

# %%
from pathlib import Path

import headway as hw
import pandas as pd

data = Path("../data/spreadsheet")

# %% [markdown]
# ## Forty indicators, rated, with their year's end
#
# Six statements. `hw.clean` reads figures as people write them, and says of each cell what it did. `hw.project` takes
# what belongs to a series (its target, its polarity) by the reference that names it, and the scorecard takes what it
# gives.

# %%
sheet = pd.read_csv(data / "kpis.csv", keep_default_na=False)  # "n/a" stays what was written
history = pd.read_csv(data / "history.csv")
kpis = hw.clean(sheet, ["Last Qtr", "Actual", "Target", "Nat Avg"])
outlook = hw.project(
    history, series="KPI Ref", period="Month", value="Value", accrual="snapshot",
    target=sheet.set_index("KPI Ref")["Target"], polarity=kpis.set_index("KPI Ref")["Polarity"],
)  # fmt: skip
board = hw.Scorecard(
    kpis, section="Directorate", indicator="Measure", period="Reporting Period", previous="Last Qtr", latest="Actual",
    comparators=("Target", "Nat Avg"), polarity="Polarity", unit="Unit", outlook=outlook,
    history=history, history_indicator="KPI Ref", history_period="Month", history_value="Value",
)  # fmt: skip
board

# %% [markdown]
# What was not a number, and why:

# %%
read = hw.clean(pd.read_csv(data / "kpis.csv", keep_default_na=False)["Actual"])
print(read)

# %% [markdown]
# The same as one page, complete in itself.

# %%
board.write("spreadsheet.html", title="Performance, quarter 2 of 2024/25")

# %% [markdown]
# ## Twelve schemes of savings
#
# One table. Nobody but the caller knows whether its years are run rates or increments, nor what "Delivered" means for
# confidence; "£230k" in a cell beats the heading's "(£k)".

# %%
schemes = pd.read_csv(data / "savings.csv")
plan = hw.SavingsPlan.from_table(
    schemes, portfolio="Directorate", programme="Scheme", years_are="run_rates", confidence="RAG",
    years=["Saving 24/25 (£k)", "Saving 25/26 (£k)", "Saving 26/27 (£k)"], forecast=["Forecast 24/25 (£k)"],
    confidence_words={"Delivered": "green", "B": "green"}, owner="Owner",
)  # fmt: skip
plan

# %% [markdown]
# ## Ten actions, by the day
#
# Due dates are days, and the statuses are the analyst's own words.

# %%
actions = pd.read_csv(data / "actions.csv")
due = hw.plan.timeline(
    actions, as_at="2024-10-20", action="Action", theme="Theme", lead="Owner", rating="Status", start="Start date",
    due="Due date", rating_words={"In progress": "green", "Not started": None, "Behind schedule": "amber",
                                  "At risk": "amber", "Overdue": "red"},
)  # fmt: skip
due

# %% [markdown]
# ## Thirty wards, by age
#
# Deaths per 100,000 if every ward had the ages of the European Standard Population of 2013.

# %%
wards = pd.read_csv(data / "wards.csv")
rates = hw.stats.directly_standardised_rate(
    "Deaths", "Population", "esp2013", age_bands="Age band", data=wards, by=["Code", "Ward"]
)
rates.head()

# %%
hw.stats.directly_standardised_rate(
    wards.Deaths, wards.Population, "esp2013", age_bands=wards["Age band"], groups=wards.Ward
).plot()
