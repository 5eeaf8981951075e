"""The two schemes of statuses: of initiatives and of actions. No function takes both."""

from __future__ import annotations

from typing import Literal

from headway import _core
from headway._core import HeadwayError


def key(scheme: Literal["initiative", "action"]) -> dict[str, str]:
    """What the words of a status scheme mean.

    Parameters
    ----------
    scheme : {'initiative', 'action'}

    Returns
    -------
    dict
        Meanings by word.

    Raises
    ------
    HeadwayError
        For any other scheme.

    Examples
    --------
    >>> hw.plan.key("initiative")["amber"], hw.plan.key("action")["amber"]
    ('at risk', 'delayed but progressing')
    """
    keys = _core.rating_keys()
    if not isinstance(scheme, str) or scheme not in keys:
        raise HeadwayError(f"scheme: found {scheme!r}; accepted: {', '.join(keys)}")
    return keys[scheme]
