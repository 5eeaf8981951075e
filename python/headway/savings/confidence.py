"""Scales of delivery confidence: what the colours of a savings plan mean."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from headway import _core
from headway._core import HeadwayError
from headway.boundary.documented import documented_as


@dataclass(frozen=True)
class ConfidenceLevel:
    """One level of a scale.

    Parameters
    ----------
    word : str
        For example "amber".
    meaning : str, optional
        What the scale's owner means by it.
    validated : bool, default True
        Whether the source's own rule counts it: red is "not yet validated".

    Raises
    ------
    HeadwayError
        By the scale, for a word that is missing or there twice.

    Examples
    --------
    >>> hw.ConfidenceLevel("red", "not yet validated", validated=False).validated
    False
    """

    word: str
    meaning: str = ""
    validated: bool = True


@dataclass(frozen=True)
class ConfidenceScale:
    """A scale of delivery confidence, the surest level first.

    Its name and version are its identity. Green of one scale is not green of another, so amounts of two scales are
    never added.

    Parameters
    ----------
    name : str
    levels : sequence of ConfidenceLevel
    version : str, optional

    Raises
    ------
    HeadwayError
        For a scale without a name or levels, and for a word that is missing or there twice.

    Examples
    --------
    >>> [level.word for level in hw.ConfidenceScale.savings().levels]
    ['green', 'amber', 'red']
    >>> levels = hw.ConfidenceLevel("likely"), hw.ConfidenceLevel("unlikely", validated=False)
    >>> own = hw.ConfidenceScale("likelihood", levels)
    """

    name: str
    levels: tuple[ConfidenceLevel, ...]
    version: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "levels", tuple(self.levels))
        for place, level in enumerate(self.levels):
            if not isinstance(level, ConfidenceLevel):
                raise HeadwayError(
                    f"confidence scale {self.name!r}, level {place}: found {type(level).__name__}; "
                    "accepted: a headway.ConfidenceLevel"
                )
        _core.validate_confidence_scale(self._tuple())

    @classmethod
    def savings(cls) -> ConfidenceScale:
        """The scale of this city's transformation programme (2024): green, amber, red; red is not validated.

        Returns
        -------
        ConfidenceScale
        """
        return _published(0)

    @classmethod
    @documented_as(savings)
    def gmpp_three_point(cls) -> ConfidenceScale:
        """The Government Major Projects Portfolio's scale since 2021/22: green, amber, red."""
        return _published(1)

    @classmethod
    @documented_as(savings)
    def gmpp_five_point(cls) -> ConfidenceScale:
        """The Government Major Projects Portfolio's scale until 2020/21: green, amber/green, amber, amber/red, red."""
        return _published(2)

    @classmethod
    def _from(cls, given: _core.ScaleTuple) -> ConfidenceScale:
        name, version, levels = given
        return cls(name, tuple(ConfidenceLevel(*level) for level in levels), version)

    def _tuple(self) -> _core.ScaleTuple:
        return self.name, self.version, [(level.word, level.meaning, level.validated) for level in self.levels]


@functools.cache
def _published(place: int) -> ConfidenceScale:
    """A scale that the core knows, made once."""
    return ConfidenceScale._from(_core.confidence_scales()[place])
