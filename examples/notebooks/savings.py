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
# # What does it save?
#
# From three published tables to a bridge, years, confidence, a gap, a simulation and a page. Run it from its own
# folder; it needs `pip install headway-*.whl 'headway[report,notebook]'`. What is **made up** or **assumed** says so.

# %%
from pathlib import Path

import headway as hw
import pandas as pd

data = Path("../data/southampton")
tables = (pd.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile"))
plan = hw.SavingsPlan.from_frames(*tables, version="transformation programme 2024")
plan

# %% [markdown]
# ## From expected to forecast

# %%
plan.bridge(printed=41.60)

# %%
ax = plan.plot(by="portfolio", printed=41.60)

# %% [markdown]
# ## Year by year
#
# A saving is a run rate: what that year is better off by.

# %%
ax = plan.plot(chart="run_rate")

# %% [markdown]
# ## How sure?
#
# The weights are **ours**, for illustration; the council gives none.

# %%
weights = {"green": 1.0, "amber": 0.5, "red": 0.0}
plan.confidence(weights)

# %%
ax = plan.plot(chart="confidence")

# %% [markdown]
# ## Against a budget gap
#
# The gap is **made up**.

# %%
gap = {"2024/25": 10.0, "2025/26": 38.0, "2026/27": 45.0}
plan.gap(gap, weights=weights)

# %% [markdown]
# ## An expectation moves
#
# Between two portfolios, in a plan that remembers it. The move is **made up**.

# %%
moved = plan.realign(from_="Resident Services", to="Children's Services", level="amber", amount=0.5,
                     as_at="September 2024",
                     reason="made up")  # fmt: skip
moved.history()

# %%
plan.compare(moved)

# %% [markdown]
# ## Delivered so far
#
# These months are **made up**. They are carried to year end like any other flow.

# %%
months = pd.DataFrame({"portfolio": "Children's Services", "month": [f"2024-{month:02}" for month in range(4, 11)],
                       "amount": [0.15, 0.18, 0.2, 0.2, 0.22, 0.24, 0.24]})  # fmt: skip
plan.delivered(months)

# %% [markdown]
# ## The likely range of the savings
#
# How sure each programme is, **we assume**: those in delivery bring 80% to 105%, the others 40% to 105% and may be half
# a year late.

# %%
programmes = plan.programmes()
programmes = programmes[programmes.expected.notna() & (programmes.fund == plan.fund)]
in_delivery = programmes.next_step.str.startswith("in delivery")
simulation = plan.simulate(
    seed=2024,
    by="programme",
    delivery={name: hw.Delivery.pert(0.8 if sure else 0.4, 1.0, 1.05)
              for name, sure in zip(programmes.programme, in_delivery, strict=True)},
    delay={name: hw.Delay.months({0: 0.6, 6: 0.4}) for name in programmes.programme[~in_delivery]},
    correlation=0.3,
)  # fmt: skip
simulation

# %%
ax = simulation.plot()

# %% [markdown]
# Where nobody has said how sure a level is, an illustration of headway's stands in, and says so:

# %%
alone = plan.simulate(seed=2024)
print(alone.note)
alone.probability([7.3, 32.04, 39.37, 41.2, 41.6])

# %% [markdown]
# ## What it is worth

# %%
print(f"cash £{plan.cash():.2f}m, worth £{plan.present_value():.2f}m in {plan.years[0]} by the Green Book's rates")

# %% [markdown]
# ## A page

# %%
totals = pd.read_csv(data / "savings_profile_published_totals.csv")
page = plan.write(
    "savings.html",
    title="Savings: the transformation programme of 2024",
    printed=41.60,
    simulation=simulation,
    printed_totals={"expected": 42.65, "levels": {"green": 23.08, "amber": 11.9, "red": 7.67},
                    "run_rate": totals.cumulative_total_gbp_m.tolist(), "over_achievement": 6.62},
    notes=["How sure each programme is, and how late, is assumed for this notebook and not the council's."],
)  # fmt: skip
print(page)
