"""headway: performance analytics for public services.

How good is it, is it getting better, where will it be at year end, will it meet its target, and do the words agree
with the numbers.

>>> hw.rate(94.86, 86.60, polarity="low_is_good")
<Rating.amber: 'amber'>
"""

import sys as _sys
from pathlib import Path as _Path

from headway import plan, spc, stats
from headway._core import HeadwayError, Period, RatingRule, __version__
from headway.appraisal.appraise import Appraisal, DiscountSchedule, appraise, optimism_bias, present_value
from headway.appraisal.options import OptionsAppraisal, appraise_options
from headway.assess import assess, equivalent_number, rate
from headway.audit.audit import Audit, audit
from headway.boundary.annotated import hold as _hold
from headway.boundary.streams import Stream
from headway.measure.figure import Figures, clean
from headway.measure.profile import Profile, RelativeTarget
from headway.measure.target import Target, read_target
from headway.money import Money, Reconciliation, read_money, reconcile
from headway.outlook.project import project
from headway.outlook.projection import Backtest, Projection
from headway.outlook.year_end import backtest, project_year_end, required_run_rate
from headway.report.benefits import benefits
from headway.report.commentary import Commentary, Words
from headway.report.comparison import Comparison, compare
from headway.report.folder import read_folder
from headway.report.report import Plans, Report
from headway.report.scorecard import Scorecard
from headway.report.tartan_rug import tartan_rug
from headway.report.wording import Sentence, sentences
from headway.savings.confidence import ConfidenceLevel, ConfidenceScale
from headway.savings.monitoring import Monitoring
from headway.savings.phasing import phased
from headway.savings.savings_plan import SavingsPlan
from headway.savings.versions import SavingsVersions
from headway.series import Series
from headway.uncertainty.delivery import Delay, Delivery
from headway.uncertainty.risks import RiskRegister, risk_register
from headway.uncertainty.simulate import simulate
from headway.uncertainty.simulation import Simulation

# isort: off
from headway.vocabulary import (
    Accrual, ActionRating, ActionState, Assurance, BenchmarkOutcome, Benefit, BusinessCase, ChangeIs, ChartKind,
    ComparisonMethod, ComparisonStatus, Consistency, DelayShape, DeliveryShape, Direction, DirectionOfTravel,
    DocumentState, DocumentStatus, EstimateOf, FigureMark, FigureStatus, Frequency, Fund, FunnelKind, FunnelLabel,
    GateState, InitiativeRating, Method, MoneyUnit, NeighbourAverage, PointType, PoissonInterval, Polarity,
    ProfileShape, ProjectType, Rating, Recurrence, RiskMovement, RiskRating, SpecialCause, StatisticStatus, Status,
    StepFit, Suppression, TermsAre, Transition, TrendKind, TrendMarker, TrendStatus, TwoOfThree, ValueType, Variation,
)  # fmt: skip

__all__ = [
    "Accrual", "ActionRating", "ActionState", "Appraisal", "Assurance", "Audit", "Backtest", "BenchmarkOutcome",
    "Benefit", "BusinessCase", "ChangeIs", "ChartKind", "Commentary", "Comparison", "ComparisonMethod",
    "ComparisonStatus", "ConfidenceLevel", "ConfidenceScale", "Consistency", "Delay", "DelayShape", "Delivery",
    "DeliveryShape", "Direction", "DirectionOfTravel", "DiscountSchedule", "DocumentState", "DocumentStatus",
    "EstimateOf", "FigureMark", "FigureStatus", "Figures", "Frequency", "Fund", "FunnelKind", "FunnelLabel",
    "GateState", "HeadwayError", "InitiativeRating", "Method", "Money", "MoneyUnit", "Monitoring", "NeighbourAverage",
    "OptionsAppraisal", "Period", "Plans", "PointType", "PoissonInterval", "Polarity", "Profile", "ProfileShape",
    "ProjectType", "Projection", "Rating", "RatingRule", "Reconciliation", "Recurrence", "RelativeTarget", "Report",
    "RiskMovement", "RiskRating", "RiskRegister", "SavingsPlan", "SavingsVersions", "Scorecard", "Sentence", "Series",
    "Simulation", "SpecialCause", "StatisticStatus", "Status", "StepFit", "Stream", "Suppression", "Target", "TermsAre",
    "Transition", "TrendKind", "TrendMarker", "TrendStatus", "TwoOfThree", "ValueType", "Variation", "Words",
    "__version__", "appraise", "appraise_options", "assess", "audit", "backtest", "benefits", "clean", "compare",
    "equivalent_number", "get_cmake_dir", "get_include", "optimism_bias", "phased", "plan", "present_value", "project",
    "project_year_end", "rate", "read_folder", "read_money", "read_target", "reconcile", "required_run_rate",
    "risk_register", "sentences", "simulate", "spc", "stats", "tartan_rug",
]  # fmt: skip


def get_include() -> str:
    """The directory to give a C++ compiler as an include path: it holds `headway/headway.hpp`."""
    return str(_Path(__file__).parent / "include")


def get_cmake_dir() -> str:
    """The directory to give CMake as `headway_DIR`; `python -m headway --cmake` prints it."""
    return str(_Path(__file__).parent / "lib" / "cmake" / "headway")


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__


_hold((_sys.modules[__name__], plan, spc, stats))
