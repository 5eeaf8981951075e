"""The tables of risks and of options that stand beside a savings plan."""

from __future__ import annotations

from collections.abc import Iterator

from headway.appraisal.options import OptionsAppraisal
from headway.boundary.amounts import UNIT_SIGNS
from headway.report.tabular.of_frames import Said, columns_of_frame
from headway.report.tabular.table import Table
from headway.uncertainty.risks import RiskRegister

_RISKS = {
    "risk": Said("Risk", "Its name."), "owner": Said("Owner", "Who answers for it."),
    "proximity": Said("When", "When it may happen."), "mitigation": Said("Mitigation", "What is done about it."),
    "saving": Said("Saving at risk", "The programmes or portfolios that it threatens.", "nothing is named"),
    "impact": Said("Impact", "Its level of impact now.", "not scored"),
    "probability": Said("Probability", "Its level of probability now.", "not scored"),
    "inherent_score": Said("Score before", "Impact x probability before mitigation.", "not scored"),
    "inherent_rating": Said("Rating before", "Of the score before mitigation, by the register's own scheme.",
                            "not scored", words=True),
    "score": Said("Score", "Impact x probability now.", "not scored"),
    "rating": Said("Rating", "Of the score now, by the register's own scheme.", "not scored", words=True),
    "target_score": Said("Target", "The score to reach.", "no target"),
    "above_target": Said("Above target", "By how much the score is above its target.", "no target or not scored"),
    "movement": Said("Movement", "Since the register before.", words=True),
    "change": Said("Change", "Of the score since the register before.", "not compared"),
    "chance": Said("Chance", "That it happens, from 0 to 1.", "not given"),
    "amount": Said("Amount", "What it costs where it happens.", "not given"),
    "expected_cost": Said("Expected cost", "Chance x amount.", "not known"),
    "status": Said("Status", "Whether it is scored, or what it lacks."),
}  # fmt: skip
_OPTIONS = {
    "option": Said("Option", "Its name."), "score": Said("Score", "The weighted mean of its scores.", "not scored"),
    "rank": Said("Rank", "1 is the highest score.", "not scored"),
    "tied": Said("Tied", "Whether another has the same rank."),
    "net_present_value": Said("Net present value", "Beside the scores.", "not known"),
    "value_rank": Said("Rank by value", "1 is the highest net present value.", "not known"),
    "cost": Said("Cost", "Beside the scores.", "not known"),
    "dominated_by": Said("Dominated by", "An option that is as good everywhere and better somewhere.",
                         "nothing dominates it"),
    "status": Said("Status", "Whether it is scored, or what it lacks."),
}  # fmt: skip
_SCORES = {
    "option": Said("Option", "Its name."), "criterion": Said("Criterion", "What it is scored on."),
    "weight": Said("Weight", "Of the criterion.", "not given"), "score": Said("Score", "As given.", "not scored"),
    "contribution": Said("Contribution", "What it adds to the option's score.", "not scored"),
}  # fmt: skip
_FIRMNESS = {
    "criterion": Said("Criterion", "Whose weight changes, the others in proportion."),
    "weight": Said("Weight", "As given.", "not given"),
    "weight_at": Said("Weight at", "At which another option draws level.", "no weight makes another option win"),
    "change": Said("Change", "From its weight to that.", "no weight makes another option win"),
    "winner": Said("Winner", "The option that wins beyond it.", "nothing else wins"),
}  # fmt: skip


def tables_of_risks(register: RiskRegister, note: str | None) -> Iterator[Table]:
    """The register."""
    says = (f"Amounts are in {UNIT_SIGNS[register.unit]}. Colours are of risks alone.", *([note] if note else []))
    yield Table("savings_risks", "The register of risks", columns_of_frame(register.risks, _RISKS), ("risk",), says,
                tab="Savings_risks")  # fmt: skip


def tables_of_options(appraisal: OptionsAppraisal, note: str | None) -> Iterator[Table]:
    """Options, what each criterion adds to them, and how firm their ranking is."""
    lowest, highest = appraisal.scale
    says = (f"Scores are from {lowest:g} to {highest:g}, amounts in {UNIT_SIGNS[appraisal.unit]}.",
            *([note] if note else []))  # fmt: skip
    yield Table("savings_options", "Options and their weighted scores", columns_of_frame(appraisal.options, _OPTIONS),
                ("option",), says, tab="Savings_options")  # fmt: skip
    yield Table("savings_option_scores", "What each criterion adds to an option",
                columns_of_frame(appraisal.contributions, _SCORES), ("option", "criterion"), says,
                tab="Savings_option_scores")  # fmt: skip
    yield Table("savings_option_weights", "The change of each weight at which another option wins",
                columns_of_frame(appraisal.firmness, _FIRMNESS), ("criterion",), says,
                tab="Savings_option_weights")  # fmt: skip
