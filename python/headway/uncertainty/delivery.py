"""What share of its planned saving a programme delivers, and how late: the assumptions of a simulation."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError
from headway.boundary.documented import documented_as
from headway.boundary.problems import refuse
from headway.boundary.scalars import integral, number
from headway.vocabulary import DelayShape, DeliveryShape


class _Assumption:
    """A value of the core made by one of its class methods, which keep their arguments."""

    _core: Any
    _shapes: ClassVar[type[DeliveryShape] | type[DelayShape]]
    _state: tuple[Any, ...]

    def __init__(self, *found: object, **named: object) -> None:
        shown = ", ".join([repr(value) for value in found] + [f"{name}={value!r}" for name, value in named.items()])
        name = type(self).__name__
        accepted = ", ".join(f"{name}.{shape}(...)" for shape in self._shapes)
        raise HeadwayError(f"{name}: found {name}({shown}); accepted: {accepted}")

    @property
    def words(self) -> str:
        """The assumption in words."""
        return str(self._core.words)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._state == other._state

    def __hash__(self) -> int:
        return hash((type(self), self._state))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self._state)

    def __repr__(self) -> str:
        shape, *arguments = self._state
        return f"{type(self).__name__}.{shape}({', '.join(repr(argument) for argument in arguments)})"


class Delivery(_Assumption):
    """What share of its planned saving a programme delivers: 0 is nothing, 1 all of it, 1.1 a tenth more.

    Made by its shape: `Delivery.certain`, `Delivery.bernoulli`, `Delivery.triangular`, `Delivery.pert` or
    `Delivery.beta`. There is no default: how sure a saving is, somebody has to say.

    Raises
    ------
    HeadwayError
        For a share that is negative or no finite number, ends or mode out of order, a probability outside 0 to 1.

    Examples
    --------
    >>> lights = hw.Delivery.pert(0.6, 0.9, 1.05)
    >>> round(lights.mean, 3), round(lights.standard_deviation, 3), round(lights.quantile(0.2), 3)
    (0.875, 0.083, 0.801)
    >>> lights.words
    '60% to 105%, most likely 90% (PERT)'
    """

    _core: _core.Delivery
    _shapes = DeliveryShape

    @classmethod
    def certain(cls, share: float = 1) -> Delivery:
        """One number: the share is sure.

        Parameters
        ----------
        share : float, default 1

        Returns
        -------
        Delivery
        """
        return _made(cls, DeliveryShape.certain, share=share)

    @classmethod
    @documented_as(certain)
    def bernoulli(cls, probability: float, share: float = 1) -> Delivery:
        """All or nothing: a share with a probability, else nothing.

        Parameters
        ----------
        probability : float
            From 0 to 1.
        share : float, default 1
            What is delivered where anything is.

        Examples
        --------
        >>> hw.Delivery.bernoulli(0.8).mean
        0.8
        """
        return _made(cls, DeliveryShape.bernoulli, probability=probability, share=share)

    @classmethod
    @documented_as(certain)
    def triangular(cls, low: float, mode: float, high: float) -> Delivery:
        """From low to high, most likely the mode, straight lines between.

        Parameters
        ----------
        low, mode, high : float
            Shares, lowest first; equal ones are allowed.
        """
        return _made(cls, DeliveryShape.triangular, low=low, mode=mode, high=high)

    @classmethod
    @documented_as(triangular)
    def pert(cls, low: float, mode: float, high: float) -> Delivery:
        """From low to high, most likely the mode, as a smooth curve with less weight on the ends than a triangle."""
        return _made(cls, DeliveryShape.pert, low=low, mode=mode, high=high)

    @classmethod
    @documented_as(certain)
    def beta(cls, alpha: float, beta: float, low: float = 0, high: float = 1) -> Delivery:
        """The beta distribution, stretched from 0 to 1 to low to high.

        Parameters
        ----------
        alpha, beta : float
            From 0.01 to 10,000; the mean is at alpha / (alpha + beta) of the way.
        low, high : float
            Shares.
        """
        return _made(cls, DeliveryShape.beta, alpha=alpha, beta=beta, low=low, high=high)

    @property
    def shape(self) -> DeliveryShape:
        """Its shape."""
        return DeliveryShape(self._core.shape)

    @property
    def mean(self) -> float:
        """The expected share."""
        return self._core.mean

    @property
    def standard_deviation(self) -> float:
        """The standard deviation of the share."""
        return self._core.standard_deviation

    def quantile(self, p: float) -> float:
        """The share that is not exceeded with probability p.

        Parameters
        ----------
        p : float
            From 0 to 1.

        Returns
        -------
        float

        Raises
        ------
        HeadwayError
            For a p outside 0 to 1.
        """
        return self._core.quantile(number(p, "p"))


class Delay(_Assumption):
    """How many whole months late a saving starts. Late is positive; nothing is early.

    Made by its shape: `Delay.none`, `Delay.fixed`, `Delay.triangular`, `Delay.pert` or `Delay.months`. A triangular or
    PERT delay is rounded to the nearest month.

    Raises
    ------
    HeadwayError
        For a delay that is negative or beyond 240 months, ends or mode out of order, probabilities that do not add up
        to 1.

    Examples
    --------
    >>> hw.Delay.months({0: 0.7, 3: 0.3}).probabilities
    array([0.7, 0. , 0. , 0.3])
    >>> hw.Delay.triangular(0, 0, 2).probabilities
    array([0.4375, 0.5   , 0.0625])
    """

    _core: _core.Delay
    _shapes = DelayShape

    @classmethod
    def none(cls) -> Delay:
        """On time.

        Returns
        -------
        Delay
        """
        return _made(cls, DelayShape.none)

    @classmethod
    @documented_as(none)
    def fixed(cls, months: int) -> Delay:
        """So many months late, for sure.

        Parameters
        ----------
        months : int
        """
        return _made(cls, DelayShape.fixed, months=months)

    @classmethod
    @documented_as(none)
    def triangular(cls, low: float, mode: float, high: float) -> Delay:
        """From low to high months, most likely the mode, straight lines between.

        Parameters
        ----------
        low, mode, high : float
            Months, lowest first.
        """
        return _made(cls, DelayShape.triangular, low=low, mode=mode, high=high)

    @classmethod
    @documented_as(triangular)
    def pert(cls, low: float, mode: float, high: float) -> Delay:
        """From low to high months, most likely the mode, as a smooth curve."""
        return _made(cls, DelayShape.pert, low=low, mode=mode, high=high)

    @classmethod
    @documented_as(none)
    def months(cls, probabilities: Mapping[int, float]) -> Delay:
        """A probability for each month.

        Parameters
        ----------
        probabilities : mapping of int to float
            By months late; they add up to 1.
        """
        where = "delay, months"
        if not isinstance(probabilities, Mapping):
            accepted = "probabilities by month, {0: 0.7, 3: 0.3}"
            raise HeadwayError(f"{where}: found {probabilities!r}; accepted: {accepted}")
        table = {integral(month, where): number(share, f"{where}[{month}]") for month, share in probabilities.items()}
        delay = cls.__new__(cls)
        delay._core = _core.Delay.months(table)
        delay._state = (DelayShape.months, tuple(sorted(table.items())))
        return delay

    @property
    def shape(self) -> DelayShape:
        """Its shape."""
        return DelayShape(self._core.shape)

    @property
    def probabilities(self) -> npt.NDArray[np.float64]:
        """The probability of each month, from 0 to the longest delay."""
        return self._core.probabilities

    def __repr__(self) -> str:
        shape, *arguments = self._state
        return f"Delay.months({dict(arguments[0])!r})" if shape == DelayShape.months else super().__repr__()


_T = TypeVar("_T", bound=_Assumption)


def _made(cls: type[_T], shape: DeliveryShape | DelayShape, **arguments: Any) -> _T:
    if shape == DelayShape.fixed:
        arguments = {name: integral(value, f"delay, fixed: {name}") for name, value in arguments.items()}
    else:
        what = f"{cls.__name__.lower()}, {shape}"
        arguments = {name: number(value, f"{what}: {name}") for name, value in arguments.items()}
    made = cls.__new__(cls)
    made._core = getattr(getattr(_core, cls.__name__), shape)(**arguments)
    made._state = (shape, *arguments.values())
    return made


def _rebuilt(cls: Any, state: tuple[Any, ...]) -> Any:
    shape, *arguments = state
    return getattr(cls, shape)(*(dict(argument) if shape == DelayShape.months else argument for argument in arguments))


def mapping_of(given: Any, what: str, kind: type) -> dict[str, Any]:
    """A caller's mapping of names to deliveries or delays."""
    if not isinstance(given, Mapping):
        accepted = f"a mapping of names to headway.{kind.__name__}"
        raise HeadwayError(f"{what}: found {type(given).__name__}; accepted: {accepted}")
    refuse([
        f"{what}[{name!r}]: found {type(value).__name__} {value!r}; accepted: a headway.{kind.__name__}"
        for name, value in given.items()
        if not isinstance(value, kind)
    ])
    return dict(given)


def by_name(given: Any, names: Sequence[str], what: str, kind: type) -> dict[str, Any]:
    """The same for savings of known names: any other is refused with the nearest."""
    read = mapping_of(given, what, kind)
    problems = []
    for name in read:
        if name not in names:
            near = difflib.get_close_matches(str(name), names, n=1)
            accepted = ", ".join(names) or "names that have a delivery"
            hint = f"; did you mean {near[0]!r}?" if near else f"; accepted: {accepted}"
            problems.append(f"{what}: found the name {name!r}{hint}")
    refuse(problems)
    return read
