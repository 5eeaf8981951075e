"""headway: performance analytics for public services.

How good is it, is it getting better, where will it be at year end, will it meet its target, and do the words agree
with the numbers.

>>> hw.rate(94.86, 86.60, polarity="low_is_good")
<Rating.amber: 'amber'>
"""

import importlib as _importlib
import sys as _sys
import types as _types
from pathlib import Path as _Path
from typing import TYPE_CHECKING
from typing import Any as _Any

from headway.optional import core_that_fits as _core_that_fits

with _core_that_fits():
    from headway._core import HeadwayError, __version__

# Everything else is loaded when it is first used: what only reports need is not waited for. Each name stands here for
# type checkers and below for Python; tests/python/test_import.py holds the two together.
if TYPE_CHECKING:
    from headway import plan, spc, stats
    from headway._core import Period, RatingRule
    from headway.appraisal.appraise import Appraisal, DiscountSchedule, appraise, optimism_bias, present_value
    from headway.appraisal.options import OptionsAppraisal, appraise_options
    from headway.assess import assess, equivalent_number, rate
    from headway.audit.audit import Audit, audit
    from headway.boundary.streams import Stream
    from headway.measure.figure import Figures, clean
    from headway.measure.profile import Profile, RelativeTarget
    from headway.measure.target import Target, read_target, read_targets
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
        StepFit, Suppression, TermsAre, Transition, TrendKind, TrendMarker, TrendStatus, TwoOfThree, ValueType,
        Variation,
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
    "project_year_end", "rate", "read_folder", "read_money", "read_target", "read_targets", "reconcile",
    "required_run_rate",
    "risk_register", "sentences", "simulate", "spc", "stats", "tartan_rug",
]  # fmt: skip

_NAMES = {
    "_core": "Period RatingRule",
    "plan": "", "spc": "", "stats": "",
    "appraisal.appraise": "Appraisal DiscountSchedule appraise optimism_bias present_value",
    "appraisal.options": "OptionsAppraisal appraise_options",
    "assess": "assess equivalent_number rate",
    "audit.audit": "Audit audit",
    "boundary.streams": "Stream",
    "measure.figure": "Figures clean",
    "measure.profile": "Profile RelativeTarget",
    "measure.target": "Target read_target read_targets",
    "money": "Money Reconciliation read_money reconcile",
    "outlook.project": "project",
    "outlook.projection": "Backtest Projection",
    "outlook.year_end": "backtest project_year_end required_run_rate",
    "report.benefits": "benefits",
    "report.commentary": "Commentary Words",
    "report.comparison": "Comparison compare",
    "report.folder": "read_folder",
    "report.report": "Plans Report",
    "report.scorecard": "Scorecard",
    "report.tartan_rug": "tartan_rug",
    "report.wording": "Sentence sentences",
    "savings.confidence": "ConfidenceLevel ConfidenceScale",
    "savings.monitoring": "Monitoring",
    "savings.phasing": "phased",
    "savings.savings_plan": "SavingsPlan",
    "savings.versions": "SavingsVersions",
    "series": "Series",
    "uncertainty.delivery": "Delay Delivery",
    "uncertainty.risks": "RiskRegister risk_register",
    "uncertainty.simulate": "simulate",
    "uncertainty.simulation": "Simulation",
    "vocabulary":
        "Accrual ActionRating ActionState Assurance BenchmarkOutcome Benefit BusinessCase ChangeIs ChartKind "
        "ComparisonMethod ComparisonStatus Consistency DelayShape DeliveryShape Direction DirectionOfTravel "
        "DocumentState DocumentStatus EstimateOf FigureMark FigureStatus Frequency Fund FunnelKind FunnelLabel "
        "GateState InitiativeRating Method MoneyUnit NeighbourAverage PointType PoissonInterval Polarity "
        "ProfileShape ProjectType Rating Recurrence RiskMovement RiskRating SpecialCause StatisticStatus Status "
        "StepFit Suppression TermsAre Transition TrendKind TrendMarker TrendStatus TwoOfThree ValueType Variation",
}  # fmt: skip
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split() or [module]}
_WAITING = dict.fromkeys(_NAMES)  # modules whose names are not here yet


class _Face(_types.ModuleType):
    """This module, in which `assess` and `audit` are verbs and never the rooms of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _VERBS and isinstance(value, _types.ModuleType)):
            super().__setattr__(name, value)


_VERBS = {"assess", "audit"}
_sys.modules[__name__].__class__ = _Face


if not TYPE_CHECKING:  # for whom a name that is not there stays an error

    def __getattr__(name: str) -> _Any:
        """A public name that is used for the first time."""
        if name not in _WHERE:
            raise AttributeError(f"module 'headway' has no attribute {name!r}", name=name, obj=_sys.modules[__name__])
        _importlib.import_module(f"headway.{_WHERE[name]}")
        _take_in_what_is_loaded()
        return globals()[name]


def _take_in_what_is_loaded() -> None:
    """The names of all modules that are there by now, for results come of classes that nobody has named."""
    from headway.boundary.annotated import hold

    face = _sys.modules[__name__]
    for module in list(_WAITING):
        loaded, names = _sys.modules.get(f"headway.{module}"), _NAMES[module].split()
        if loaded is None or not all(hasattr(loaded, name) for name in names):  # or another thread is loading it
            continue
        for name in names:
            setattr(face, name, getattr(loaded, name))
        hold(face, names)
        _WAITING.pop(module, None)


def get_include() -> str:
    """The directory to give a C++ compiler as an include path: it holds `headway/headway.hpp`."""
    return str(_Path(__file__).parent / "include")


def get_cmake_dir() -> str:
    """The directory to give CMake as `headway_DIR`; `python -m headway --cmake` prints it."""
    return str(_Path(__file__).parent / "lib" / "cmake" / "headway")


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__
