# Made by tests/python/overloads.py from the signatures of the room.
from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, overload

from headway.spc.boards import Board as Board
from headway.spc.control_chart import ControlChart as ControlChart
from headway.spc.runs import RunChart as RunChart
from headway.vocabulary import Polarity, TwoOfThree, TwoOfThreeWord

class _HasColumns(Protocol):
    @property
    def columns(self) -> Any: ...

Frame = TypeVar("Frame", bound=_HasColumns)

__all__ = [
    "Board", "ControlChart", "RunChart", "board", "c_chart", "g_chart", "p_chart", "run_chart", "s_chart", "t_chart",
    "u_chart", "xbar_chart", "xmr",
]

def board(charts: Mapping[str, ControlChart], *, units: Mapping[str, str] | None = ...) -> Board: ...
@overload
def c_chart(
    count: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: None = ...,
    by: None = ...,
) -> ControlChart: ...
@overload
def c_chart(
    count: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: Frame,
    by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def g_chart(
    cases: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: None = ...,
    by: None = ...,
) -> ControlChart: ...
@overload
def g_chart(
    cases: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: Frame,
    by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def p_chart(
    count: Any, denominator: Any, *, polarity: Polarity | str | None = ..., laney: bool = ..., multiplier: float = ...,
    target: Any = ..., rebase: Any = ..., dates: Any = ..., baseline: Any = ...,
    two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def p_chart(
    count: Any, denominator: Any, *, polarity: Polarity | str | None = ..., laney: bool = ..., multiplier: float = ...,
    target: Any = ..., rebase: Any = ..., dates: Any = ..., baseline: Any = ...,
    two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def run_chart(values: Any, *, dates: Any = ..., groups: Any = ..., data: None = ..., by: None = ...) -> RunChart: ...
@overload
def run_chart(
    values: Any, *, dates: Any = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def s_chart(
    values: Any, subgroups: Any, *, polarity: Polarity | str | None = ..., target: float | None = ...,
    rebase: Any = ..., baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def s_chart(
    values: Any, subgroups: Any, *, polarity: Polarity | str | None = ..., target: float | None = ...,
    rebase: Any = ..., baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def t_chart(
    time: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., screen_ranges: bool = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def t_chart(
    time: Any, *, polarity: Polarity | str | None = ..., target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., screen_ranges: bool = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def u_chart(
    count: Any, exposure: Any, *, polarity: Polarity | str | None = ..., laney: bool = ..., multiplier: float = ...,
    target: Any = ..., rebase: Any = ..., dates: Any = ..., baseline: Any = ...,
    two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def u_chart(
    count: Any, exposure: Any, *, polarity: Polarity | str | None = ..., laney: bool = ..., multiplier: float = ...,
    target: Any = ..., rebase: Any = ..., dates: Any = ..., baseline: Any = ...,
    two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ..., data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def xbar_chart(
    values: Any, subgroups: Any, *, polarity: Polarity | str | None = ..., target: float | None = ...,
    rebase: Any = ..., baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def xbar_chart(
    values: Any, subgroups: Any, *, polarity: Polarity | str | None = ..., target: float | None = ...,
    rebase: Any = ..., baseline: Any = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
@overload
def xmr(
    values: Any, *, polarity: Polarity | str | None, target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., screen_ranges: bool = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: None = ..., by: None = ...,
) -> ControlChart: ...
@overload
def xmr(
    values: Any, *, polarity: Polarity | str | None, target: Any = ..., rebase: Any = ..., dates: Any = ...,
    baseline: Any = ..., screen_ranges: bool = ..., two_of_three: TwoOfThree | TwoOfThreeWord = ..., groups: Any = ...,
    data: Frame, by: str | list[str] | None = ...,
) -> Frame: ...
