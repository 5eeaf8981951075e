"""Whatever is given to whatever is public: an answer, or a refusal of the house. Never another error, never a crash.

Every public callable is found by looking round. Each of its arguments is replaced by every hostile value in turn, the
others being good. The calls are made in processes that may die, forked from one that runs this file and does nothing
else: a fork of a process in which other tests have begun threads may wait for them for ever.
"""

import contextlib
import datetime
import decimal
import enum
import faulthandler
import fractions
import gc
import importlib
import inspect
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

SECONDS = 10  # for one call
NAN, INF = float("nan"), float("inf")


def within_itself() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


def mapping_within_itself() -> dict[str, Any]:
    found: dict[str, Any] = {}
    found["a"] = found
    return found


def objects(*values: Any) -> np.ndarray:
    array = np.empty(len(values), object)
    array[:] = values
    return array


# Made anew for each call, for some are used up.
HOSTILE: dict[str, Callable[[], Any]] = {
    "None": lambda: None, "True": lambda: True, "0": lambda: 0, "-1": lambda: -1, "10**400": lambda: 10**400,
    "-10**18": lambda: -(10**18), "1e300": lambda: 1e300, "nan": lambda: NAN, "inf": lambda: INF, "-inf": lambda: -INF,
    "1j": lambda: 1j, "Decimal(1)": lambda: decimal.Decimal(1), "Decimal('sNaN')": lambda: decimal.Decimal("sNaN"),
    "Fraction(1, 3)": lambda: fractions.Fraction(1, 3), "float32": lambda: np.float32(0.5), "pd.NA": lambda: pd.NA,
    "pd.NaT": lambda: pd.NaT, "date": lambda: datetime.date(2024, 5, 1),
    "datetime": lambda: datetime.datetime(2024, 5, 1, 3, tzinfo=datetime.UTC), "timedelta": datetime.timedelta,
    "datetime64('NaT')": lambda: np.datetime64("NaT"), "Period": lambda: hw.Period.parse("2024-05"),
    "''": lambda: "", "text": lambda: "no such thing", "NUL": lambda: "a\0b\b\ufffe", "surrogate": lambda: "a\ud800",
    "bytes": lambda: b"bytes", "bytearray": lambda: bytearray(b"bytes"), "long text": lambda: "m" * 3000,
    "a column of lists": lambda: "within", "[]": lambda: [],
    "()": lambda: (), "{}": lambda: {}, "set": lambda: {1, 2}, "{'a': 1}": lambda: {"a": 1},
    "{1: [1]}": lambda: {1: [1]}, "{'2024-04': 'x'}": lambda: {"2024-04": "x"}, "[text]": lambda: ["a.html"],
    "[surrogates]": lambda: ["a\ud800"] * 6, "[None]": lambda: [None] * 6, "[NA]": lambda: [pd.NA] * 6,
    "[bytes]": lambda: [b"a"] * 6, "[True]": lambda: [True] * 6, "[huge]": lambda: [10**400] * 6,
    "[Fraction]": lambda: [fractions.Fraction(1, 3)] * 6, "[mixed]": lambda: [1, "a", None, 2.0, b"x", {}],
    "ragged": lambda: [[1.0, 2.0], [3.0], [], [1], [2], [3]], "nested": lambda: [[1.0]] * 6,
    "within itself": within_itself, "six within themselves": lambda: [within_itself() for _ in range(6)],
    "tuple of one within itself": lambda: (within_itself(),), "mapping within itself": mapping_within_itself,
    "objects": lambda: objects(*(object() for _ in range(6))), "objects within": lambda: objects(within_itself(), 2),
    "2 dimensions": lambda: np.ones((6, 2)), "0 dimensions": lambda: np.array("a"), 
    "texts": lambda: np.array(["a"] * 6),
    "complex": lambda: np.ones(6, complex), "records": lambda: np.zeros(6, [("a", float)]),
    "pd.DataFrame": lambda: pd.DataFrame({"a": [1.0] * 6}), "pd.DataFrame()": pd.DataFrame,
    "pl.DataFrame": lambda: pl.DataFrame({"a": [1.0] * 6}), "pa.table": lambda: pa.table({"a": [1.0] * 6}),
    "pd.Series": lambda: pd.Series([1, "a", None, 2.0, b"x", {}]), "pd.Series()": lambda: pd.Series([], dtype=float),
    "pd.Series of one within itself": lambda: pd.Series([within_itself()] * 6),
    "pl.Series Int128": lambda: pl.Series([1] * 6, dtype=pl.Int128), "pl.Series of lists": lambda: pl.Series([[1]] * 6),
    "pd.Index": lambda: pd.Index(["a"] * 6), "pa.array": lambda: pa.array([{"a": 1}] * 6),
    "generator": lambda: (value for value in range(6)), "range": lambda: range(6), "lambda": lambda: lambda x: x,
    "object": object, "type": lambda: int, "module": lambda: hw, "enum": lambda: hw.Rating.red,
    "Ellipsis": lambda: ..., "memoryview": lambda: memoryview(b"bytes"), "NotImplemented": lambda: NotImplemented,
}  # fmt: skip

MONTHS = ["2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-09"]
COLUMN = [3.0, 4.0, 5.0, 4.0, 3.0, 6.0]
DATA = Path(__file__).parents[2] / "examples" / "data" / "southampton"


def kpis() -> pd.DataFrame:
    return pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs"], "period": ["2024/25 - Q2"],
                         "previous": [50.0], "latest": [60.0], "target": [55.0],
                         "polarity": ["high_is_good"]})  # fmt: skip


def savings() -> list[pd.DataFrame]:
    return [pd.read_csv(DATA / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile")]


ACTIONS = pd.DataFrame({"theme": ["Growth"], "action": ["Growth plan"], "lead": ["Director"],
                        "first_month": ["2025-08"], "last_month": ["2025-12"], "published_rating": ["on track"],
                        "recommendation": ["5"]})  # fmt: skip
INITIATIVES = pd.DataFrame({"theme": ["Place"], "initiative": ["Local plan"], "rating_q2": ["amber"],
                            "rating_q4": ["green"], "direction_of_travel": ["improving"]})  # fmt: skip
ASKED = pd.DataFrame({"recommendation": [5], "theme": ["Growth"], "title": ["A plan for growth"]})
PARTS = pd.DataFrame({"action": ["Growth plan"], "sub_action": ["a"], "step": ["Cabinet"], "due": ["2026-02"]})
GATES = pd.DataFrame({"programme": ["Telecare"], "stage": ["full"], "planned": ["2024-09"], "forecast": ["2025-01"],
                      "actual": [None]})  # fmt: skip
PUBLISHED = pd.DataFrame({"document": ["A", "B"], "as_at": ["2024-04", "2025-04"], "amount": [5.0, "over 6"]})
DOCUMENTS = pd.DataFrame({"document": ["A", "B"], "title": "Plan", "date": ["2024-04", "2025-04"], "status": "final",
                          "supersedes": [None, "A"]})  # fmt: skip
ROWS = pd.DataFrame({"series": ["a"] * 6, "period": MONTHS, "value": COLUMN})
SERIES = hw.Series(COLUMN, start="2024-04", accrual="flow")
PLAN = hw.SavingsPlan.from_frames(*savings())
SCHEMES = hw.SavingsPlan.from_table(
    pd.DataFrame({"portfolio": ["Roads"], "programme": ["Lamps"], "24/25 (£k)": [5.0], "Apr (£k)": [1.0]}),
    years=["24/25 (£k)"], years_are="run_rates", months=["Apr (£k)"])  # fmt: skip
CARD = hw.Scorecard(kpis(), comparators=("target",))
OPTIONS = pd.DataFrame({"option": ["As now", "Reform"], "Fit": [3, 8], "Risk": [9, 5]})
RISKS = pd.DataFrame({"risk": ["Supplier"], "impact": [4], "probability": [3], "chance": [0.3], "amount": [2.0]})
SCALE: dict[str, Any] = {"impacts": 5, "probabilities": 5, "amber_from": 6, "red_from": 15}
CELLS = pd.DataFrame({"row": ["a"], "column": ["b"], "rating": ["red"]})
COUNTS, SIZES = [3, 4, 5, 4, 3, 6], [30, 40, 50, 40, 30, 60]

# A good value for every argument that must be given, by its name; below, those of one callable.
GOOD: dict[str, Any] = {
    "count": COUNTS, "denominator": SIZES, "population": SIZES, "values": COLUMN, "value": COLUMN, "cases": COUNTS,
    "exposure": SIZES, "time": COLUMN, "subgroups": ["a", "a", "a", "b", "b", "b"], "polarity": "high_is_good",
    "other_count": COUNTS, "other_denominator": SIZES, "other_population": SIZES, "standard": SIZES,
    "previous_count": COUNTS, "previous_denominator": SIZES, "part": list("abcdef"),
    "reference_count": COUNTS, "reference_population": SIZES, "deaths": COUNTS, "start_age": [0, 1, 5, 10, 15, 20],
    "method": "intersecting", "accrual": "flow", "start": "2024-04", "series": SERIES, "as_at": "2025-10-31",
    "target": 60.0, "past": hw.Series(COLUMN * 4, start="2022-04", accrual="flow"), "months": 3, "probability": 0.5,
    "alpha": 2.0, "beta": 2.0, "low": 0.1, "mode": 0.5, "high": 0.9, "p": 0.5, "year": 1, "years": 3, "rate": 0.035,
    "level": 0.8, "amounts": [1.0, 2.0], "title": "Title", "gap": [50.0], "text": "2024-04", "steps": {0: 0.035},
    "month": 4, "quarter": 2, "term": 2, "half": 1, "date": datetime.date(2024, 5, 1),
    "other": hw.Period.parse("2024-05"),
    "style": "iso", "period": "2024-05", "periods": MONTHS, "points": 4.0, "comparator": 50.0, "change": -0.1,
    "baseline": ("2024-03", 50.0), "word": "green", "name": "Scale", "project_type": "standard buildings",
    "full_year_effect": 12.0, "printed": "1.5m", "scheme": "action", "initiatives": INITIATIVES, "actions": ACTIONS,
    "recommendations": ASKED, "charts": {"Waits": hw.spc.xmr(COLUMN, polarity="high_is_good")},
}  # fmt: skip
OF_ONE: dict[str, dict[str, Any]] = {
    "hw.Scorecard": {"frame": kpis(), "comparators": ("target",)}, "hw.assess": {"frame": kpis(),
                                                                                "comparators": ("target",)},
    "hw.tartan_rug": {"frame": CELLS, "rows": "row", "columns": "column", "rating": "rating"},
    "hw.project": {"frame": ROWS, "series": "series"}, "hw.rate": {"value": 60.0},
    "hw.equivalent_number": {"denominator": 100.0}, "hw.phased": {"years": ["2024/25", "2025/26"]},
    "hw.ConfidenceScale": {"levels": (hw.ConfidenceLevel("green"),)}, "hw.Delay.months": {"probabilities": {0: 1.0}},
    "hw.Delay.triangular": {"low": 0, "mode": 2, "high": 6}, "hw.Delay.pert": {"low": 0, "mode": 2, "high": 6},
    "hw.Profile.milestones": {"values": {"2024-09": 5.0, "2025-03": 9.0}},
    "hw.Profile.steps": {"values": {"2024-04": 5.0, "2024-09": 9.0}},
    "hw.SavingsPlan.from_frames": dict(zip(("programmes", "confidence", "profile"), savings(), strict=True)),
    "hw.SavingsPlan.from_table": {
        "table": pd.DataFrame({"portfolio": ["Roads"], "programme": ["Lamps"], "24/25 (£k)": [5.0]}),
        "years": ["24/25 (£k)"], "years_are": "run_rates",
    },
    "hw.SavingsVersions.from_frame": {"frame": PUBLISHED},
    "SavingsVersions.bridge": {"before": "A", "after": "B"}, "hw.plan.documents": {"frame": DOCUMENTS},
    "hw.Series": {"values": COLUMN}, "hw.simulate": {"savings": None}, "hw.appraise": {"cost": [1.0], "benefit": [2.0]},
    "hw.stats.recent_trend": {"kind": "proportion", "count": COUNTS, "denominator": SIZES},
    "hw.stats.compare": {"lower": [1.0] * 6, "upper": [9.0] * 6, "benchmark": 4.0}, "hw.stats.goal": {"lower": 4.0},
    "hw.stats.slope_index_of_inequality": {"se": [0.1] * 6}, "hw.stats.neighbour_average": {"method": "mean_of_ratios"},
    "hw.plan.actions": {"frame": ACTIONS}, "hw.plan.action_summary": {"frame": ACTIONS},
    "hw.plan.timeline": {"frame": ACTIONS}, "Timeline.write": {"path": "page.txt"},
    **{f"hw.plan.{name}": {"frame": PARTS, "actions": hw.plan.timeline(ACTIONS, as_at="2025-10-31")}
       for name in ("next_steps", "progress", "sub_actions")},
    "hw.plan.gates": {"frame": GATES}, "hw.plan.gate_timeline": {"frame": GATES},
    "hw.plan.write_page": {"path": "page.txt", "initiatives": INITIATIVES, "actions": ACTIONS, "recommendations": ASKED,
                           "as_at": "2025-10-31"},
    **{f"hw.plan.{name}": {"frame": INITIATIVES}
       for name in ("disagreements", "ratings", "steps", "summary", "transitions")},
    "hw.Period.of_month": {"year": 2024}, "hw.Period.of_months": {"year": 2024, "count": 3},
    "hw.Period.of_quarter": {"year": 2024}, "hw.Period.of_term": {"year": 2024}, "hw.Period.of_half": {"year": 2024},
    "hw.Period.of_year": {"year": 2024},
    "hw.Period.of_years": {"year": 2024, "count": 3},
    "Period.shifted": {"months": 3}, "Period.contains": {"other": hw.Period.parse("2024-05")},
    "Projection.asked_by": {"period": hw.Period.parse("2024-06")},
    "SavingsPlan.delayed": {"delays": {"CareTec": 3}}, "SavingsPlan.summary": {"by": "board"},
    "SavingsPlan.gates": {"frame": GATES.assign(programme="CareTec")},
    "SavingsPlan.compare": {"later": PLAN}, "SavingsPlan.slippage": {"forecast": PLAN},
    "SavingsPlan.delivered": {"frame": pd.DataFrame({"portfolio": ["Resident Services"], "month": ["2024-04"],
                                                     "amount": [1.0]})},
    "SavingsPlan.realign": {"from_": "Resident Services", "to": "Growth & Prosperity", "level": "green", "amount": 0.1,
                            "as_at": "2024-05", "reason": "why"},
    "SavingsPlan.simulate": {"draws": 100, "seed": 1}, "SavingsPlan.write": {"path": "page.txt"},
    "Scorecard.write": {"path": "page.txt"}, "Comparison.write": {"path": "page.txt"},
    "Audit.write": {"path": "page.txt"},
    "hw.compare": {"before": CARD, "after": CARD}, "hw.sentences": {"scorecard": CARD},
    "hw.audit": {"documents": {"page": "Of the 6 indicators, 5 are green and 2 are red."}},
    "Report.write": {"folder": "file.txt/report"},
    "hw.read_folder": {"folder": DATA / "no"},
    "hw.Report": {"scorecard": CARD},
    "hw.Commentary.from_frame": {"frame": pd.DataFrame({"section": ["Housing"], "focus": ["Repairs"]})},
    "hw.benefits": {"frame": pd.DataFrame({"indicator": ["a"], "target": [5.0], "due": ["2025-03"],
                                           "polarity": ["high_is_good"]}),
                    "history": ROWS.rename(columns={"series": "indicator"})},
    "Simulation.totals": {"year": PLAN.years[0].label},
}  # fmt: skip
GOOD |= {
    "delivery": {"a": hw.Delivery.certain()}, "seed": 1, "text": "2024-04", "terms": [1.0, 2.0], "claimed": 3.0,
    "decimals": 1, "calendar": "financial",
}  # fmt: skip
OF_ONE |= {
    "hw.Stream": {"source": ROWS}, "Stream.write": {"path": "rows.parquet"},
    "hw.read_money": {"text": "1.5m"}, "hw.read_target": {"text": "95%"},
    "hw.read_targets": {"frame": pd.DataFrame({"target": ["95%"], "latest": [90.0], "period": ["2024-04"],
                                               "polarity": ["high_is_good"]})},
    "hw.risk_register": {"frame": RISKS, **SCALE},
    "hw.appraise_options": {"frame": OPTIONS, "weights": {"Fit": 60, "Risk": 40}, "scale": (0, 10)},
    "hw.Delivery.beta": {"alpha": 2.0, "beta": 2.0},
    "hw.simulate": {"savings": pd.DataFrame({"saving": ["a"], "year": ["2024/25"], "amount": [1.0]}), "draws": 100},
    "Delivery.quantile": {"p": 0.5}, "Simulation.probability": {"amounts": 1.0},
    "hw.stats.funnel_limits": {"points": 5}, "hw.backtest": {"method": "run_rate"},
    "Projection.interval": {"level": 0.8}, "SavingsPlan.gap": {"gap": [50.0] * len(PLAN.years)},
}  # fmt: skip

# Results, which the package makes and a caller does not.
RESULTS = {
    hw.Appraisal, hw.Audit, hw.Backtest, hw.Comparison, hw.Figures, hw.Money, hw.Monitoring, hw.OptionsAppraisal,
    hw.Projection, hw.Reconciliation, hw.RiskRegister, hw.Sentence, hw.Simulation, hw.Target,
    hw.spc.Board, hw.spc.ControlChart, hw.spc.RunChart, *filter(inspect.isclass, vars(hw.stats).values()),
}  # fmt: skip
PROJECTED = hw.project_year_end(GOOD["past"], target=60.0, polarity="high_is_good")
INSTANCES = {
    type(each).__name__: each
    for each in (
        hw.Period.parse("2024-05"), PROJECTED, PROJECTED.backtest(), PLAN,
        CARD, hw.compare(CARD, CARD), hw.audit({"page": "Of 6 indicators, 5 are green and 2 are red."}),
        hw.Report(title="Report", scorecard=CARD), hw.Words(focus="Repairs"),
        PLAN.simulate(100, 1), hw.Profile.linear(60.0), hw.Delivery.certain(), hw.DiscountSchedule.flat(0.035),
        hw.risk_register(RISKS, **SCALE),
        hw.appraise_options(OPTIONS, weights={"Fit": 60, "Risk": 40}, scale=(0, 10)),
        hw.spc.xmr(COLUMN, polarity="high_is_good"), hw.spc.run_chart(COLUMN * 2),
        hw.spc.board({"Waits": hw.spc.xmr(COLUMN, polarity="high_is_good")}),
        hw.stats.proportion(COUNTS, SIZES), hw.stats.funnel_points(COUNTS, SIZES),
        hw.stats.funnel_limits(COUNTS, SIZES),
        hw.stats.rate_decomposition(COUNTS, SIZES, COUNTS, SIZES, part=list("abcdef")),
        hw.plan.timeline(ACTIONS, as_at="2025-10-31"),
        hw.Stream(ROWS), hw.SavingsVersions.from_frame(PUBLISHED), hw.plan.gate_timeline(GATES, as_at="2025-10-31"),
        hw.stats.compare(COLUMN, 4.0, lower=COLUMN, upper=COLUMN, polarity="neutral"),
    )
}  # fmt: skip


PAGES = [f"headway.report.{kind}_page" for kind in ("actions", "comparison", "plan", "savings", "scorecard")]


class Call:
    """A public callable, the names of its arguments, and good values for those that must be given."""

    def __init__(self, name: str, function: Callable[..., Any], parameters: list[str], given: dict[str, Any]) -> None:
        self.name, self.function, self.parameters, self.given = name, function, parameters, given

    def parts(self) -> Iterator[tuple[str, str]]:
        for parameter in self.parameters:
            for hostile in HOSTILE:
                yield parameter, hostile

    def offence(self, parameter: str, hostile: str) -> str | None:
        """What is wrong with the answer to one hostile argument; None where nothing is."""
        try:
            answer = self.function(**self.given | {parameter: HOSTILE[hostile]()})
            if type(answer).__module__.startswith("headway"):  # how a frame shows itself is not ours
                repr(answer)
                if hasattr(answer, "describe"):
                    answer.describe()
        except OSError as error:
            return None if parameter in ("path", "folder") or "folder" in self.given else repr(error)
        except hw.HeadwayError as error:
            return "a raw signature" if "incompatible function" in str(error) else None
        except (Exception, KeyboardInterrupt) as error:
            where = [frame for frame in _frames(error) if frame.startswith("headway/") and "annotated.py" not in frame]
            return f"{type(error).__name__}: {str(error)[:100]!r} at {' < '.join(where[::-1][:2])}"
        return None


def _frames(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace is not None:
        yield f"{trace.tb_frame.f_code.co_filename.split('/python/')[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next


def _signatures(function: Any) -> tuple[list[str], list[str]]:
    """The names of arguments, and of those that must be given; of the compiled core from what it says of itself."""
    try:
        found = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    except ValueError:
        said = (function.__doc__ or "").split("\n")[0]
        inside = said.partition("(")[2].rpartition(") ->")[0]
        names = [part.partition(":") for part in inside.split(", ") if ":" in part and "self:" not in part]
        return [name for name, _, _ in names], [name for name, _, rest in names if "=" not in rest]
    named = [each for each in found if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)]
    return [each.name for each in named], [each.name for each in named if each.default is each.empty]


# Those of every result that is drawn take the keywords of `picture`, which is called.
LIKE_PICTURE = ("plot", "svg", "describe", "plot_bridge", "plot_confidence", "plot_run_rate", "grid")


def _calls() -> Iterator[Call]:
    found: dict[str, Any] = {}
    for face in ("hw", "hw.stats", "hw.spc", "hw.plan"):
        module = hw if face == "hw" else getattr(hw, face.removeprefix("hw."))
        for name in module.__all__:
            each = getattr(module, name)
            if inspect.isclass(each):
                if issubclass(each, (enum.Enum, Exception)):
                    continue
                if each not in RESULTS and each not in (hw.Delay, hw.Delivery, hw.Profile, hw.SavingsPlan,
                                                     hw.SavingsVersions):  # fmt: skip
                    found[f"{face}.{name}"] = each
                makers = [key for key in dir(each) if not key.startswith("_")
                          and isinstance(inspect.getattr_static(each, key), (staticmethod, classmethod))]  # fmt: skip
                found |= {f"{face}.{name}.{key}": getattr(each, key) for key in makers}
            elif callable(each):
                found[f"{face}.{name}"] = each
    for kind, each in INSTANCES.items():
        for key in dir(each):
            method = inspect.getattr_static(each, key)
            if not key.startswith("_") and callable(getattr(each, key)) and key not in LIKE_PICTURE:
                if not isinstance(method, (staticmethod, classmethod)) and not inspect.isclass(method):
                    found[f"{kind}.{key}"] = getattr(each, key)
    found["SavingsPlan.monitor"] = SCHEMES.monitor
    for name, function in found.items():
        names, needed = _signatures(function)
        if name == "hw.RatingRule":
            names, needed = ["tolerance", "basis", "amber_limit", "green_inclusive", "amber_inclusive", "zero"], []
        if name == "hw.Period":
            names, needed = ["text", "calendar"], ["text"]
        own = OF_ONE.get(name, {})
        yield Call(name, function, names, {key: GOOD[key] for key in needed if key not in own} | own)
        if "data" in names:  # again with columns of a frame
            columns = {key: value for key, value in {**{k: GOOD[k] for k in needed if k not in own}, **own}.items()}
            held = {key: value for key, value in columns.items() if isinstance(value, list) and len(value) == 6}
            rest = {key: value for key, value in columns.items() if key not in held}
            data = pd.DataFrame({**held, "within": [within_itself()] * 6})
            given = rest | {key: key for key in held} | {"data": data}
            yield Call(f"{name} with data", function, [*held, "data", *({"by"} & set(names))], given)


CALLS = {call.name: call for call in _calls()}


def _in_a_process_that_may_die(call: Call) -> Iterator[str]:
    """The offences of one call; where the process died, the call that killed it, and then the rest of them."""
    parts = list(call.parts())
    at = 0
    while at < len(parts):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            _answer(call, parts[at:], os.fdopen(write, "w"))
        os.close(write)
        with os.fdopen(read) as lines:
            said = lines.read().splitlines()
        _, status = os.waitpid(child, 0)
        yield from (line for line in said if line != ".")
        at += len(said)
        if os.WIFSIGNALED(status):
            parameter, hostile = parts[at]
            how = signal.Signals(os.WTERMSIG(status)).name
            yield f"{call.name}({parameter}={hostile}): {'no answer' if how == 'SIGALRM' else how}"
            at += 1
        else:
            assert at == len(parts), f"{call.name}: answers to {at} of {len(parts)}"


def _answer(call: Call, parts: list[tuple[str, str]], said: Any) -> None:
    """In the child: answer each hostile argument with a line, "." for no offence, and leave at once."""
    status = 1
    with contextlib.suppress(BaseException):
        os.chdir(tempfile.mkdtemp())
        warnings.simplefilter("ignore")
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        faulthandler.disable()  # which would tell of every crash at length
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for parameter, hostile in parts:
            signal.alarm(SECONDS)
            offence = call.offence(parameter, hostile)
            line = "." if offence is None else f"{call.name}({parameter}={hostile}): {offence}"
            print(ascii(line)[1:-1], file=said, flush=True)
        status = 0
    os._exit(status)


@pytest.fixture(scope="module")
def offences_of() -> Iterator[Callable[[str], list[str]]]:
    """The offences of a call by its name, from a process of its own."""
    with subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as own:
        assert own.stdin and own.stdout
        asks, answers = own.stdin, own.stdout

        def ask(name: str) -> list[str]:
            print(name, file=asks, flush=True)
            return list(json.loads(answers.readline()))

        yield ask
        asks.close()


@pytest.mark.parametrize("name", CALLS)
def test_an_answer_or_a_refusal(offences_of: Callable[[str], list[str]], name: str) -> None:
    offences = offences_of(name)
    assert offences == []


def test_a_crash_and_a_foreign_error_are_told_with_the_call() -> None:
    def bad(value: Any) -> None:
        if value is None:
            os.kill(os.getpid(), signal.SIGSEGV)
        if value is True:
            raise ValueError("foreign")

    offences = list(_in_a_process_that_may_die(Call("bad", bad, ["value"], {})))
    assert [offence.split(" at ")[0] for offence in offences] == [
        "bad(value=None): SIGSEGV", "bad(value=True): ValueError: 'foreign'"
    ]  # fmt: skip


if __name__ == "__main__":
    # Once, not by each fork: what draws and writes, which is imported when it is used.
    for module in ("matplotlib.pyplot", "matplotlib.backends.backend_svg", "afcharts", "headway.report.forms", *PAGES):
        importlib.import_module(module)
    gc.freeze()  # and what is there is not looked through for garbage
    for asked in sys.stdin:
        print(json.dumps(list(_in_a_process_that_may_die(CALLS[asked.strip()]))), flush=True)


SHARES = hw.stats.proportion([83, 50], 586)
CHART = hw.spc.xmr([5.0, 6, 7, 6, 5, 8, 7, 6, 5, 6, 7, 8, 9], polarity="Low")


MISSPELT = {
    "Statistic.plot() {} 'lables'; did you mean 'labels'?": lambda: SHARES.plot(lables=["a", "b"]),
    "Statistic.svg() {} 'hilight'; did you mean 'highlight'?": lambda: SHARES.svg(hilight="a"),
    "Statistic.describe() {} 'units'; did you mean 'unit'?": lambda: SHARES.describe(units="%"),
    "ControlChart.plot() {} 'titel'; did you mean 'title'?": lambda: CHART.plot(titel="x"),
    "proportion() {} 'confidense'; did you mean 'confidence'?": lambda: hw.stats.proportion(1, 2, confidense=0.9),
    "Series() {} 'acrual'; did you mean 'accrual'?": lambda: hw.Series([1], start="2024-04", acrual="flow"),
    "Series() {} 'zzz'": lambda: hw.Series([1], start="2024-04", zzz=1),
}


@pytest.mark.parametrize("said", MISSPELT)
def test_an_unknown_keyword_is_told_by_the_name_that_was_called(said: str) -> None:
    with pytest.raises(TypeError) as refused:
        MISSPELT[said]()
    assert str(refused.value) == said.format("got an unexpected keyword argument")
