"""The columns of a simulation: the total of each year, its chance of what is planned, and how far it may be off."""

from __future__ import annotations

from collections.abc import Sequence

from headway.report.tabular.of_frames import Said, columns_of_frame, numbers_said
from headway.report.tabular.table import Column
from headway.uncertainty.simulation import Simulation

_LEVELS = (10, 25, 50, 75, 90)


def columns_of_simulation(
    simulation: Simulation, *, planned: Sequence[float] | None = None, unit: str = "", places: int | None = None
) -> list[Column]:
    """One row a year. `planned` is what the chance is of reaching, by default what was simulated as planned."""
    fan = simulation.fan([level / 100 for level in _LEVELS])
    amounts = list(simulation.core.planned if planned is None else planned)
    chances = [simulation.core.probability(i, amount) for i, amount in enumerate(amounts)]

    def amount(heading: str, says: str) -> Said:
        return Said(heading, says, "not known", places, unit)

    said = {
        "mean": amount("On average", "The mean of the simulated totals."),
        "sd": amount("Standard deviation", "How far they spread."),
        **{f"p{level}": amount(f"Level {level}", f"{level}% of the simulated totals are at most this.")
           for level in _LEVELS},
        "prudent": amount("Prudent", "Met or exceeded in 80% of the simulated totals."),
    }  # fmt: skip
    chance = Said("Chance of planned", "The chance of reaching the planned amount, from 0 to 1.", "not known", 2)
    return [
        *columns_of_frame(fan, {"year": Said("Year", "The year.")}),
        numbers_said("planned", amounts, amount("Planned", "The run rate as planned.")),
        numbers_said("chance_of_planned", chances, chance), *columns_of_frame(fan, said),
    ]  # fmt: skip
