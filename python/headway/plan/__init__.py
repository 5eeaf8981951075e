"""What is being done: initiatives and how they move, actions and their windows, recommendations and who answers them.

Frames go in and come back as what came in. The statuses of initiatives and of actions are two schemes, see `key`: no
function takes both, and none counts one with the other.

>>> initiatives = pd.DataFrame({"initiative": ["Local plan"], "theme": ["Place"], "rating_q2": ["amber"],
...                             "rating_q4": ["green"], "direction_of_travel": ["improving"]})
>>> hw.plan.transitions(initiatives)[["initiative", "transition", "change", "agrees"]]
   initiative transition          change  agrees
0  Local plan   improved  amber to green    True
"""

import sys as _sys

from headway.boundary.annotated import hold as _hold
from headway.plan.action_parts import next_steps, progress, sub_actions
from headway.plan.action_plan import action_summary, actions, timeline
from headway.plan.documents import documents
from headway.plan.gates import gate_timeline, gates
from headway.plan.initiatives import disagreements, ratings, steps, summary, transitions
from headway.plan.page import write_page
from headway.plan.recommendations import coverage
from headway.plan.schemes import key

__all__ = [
    "action_summary", "actions", "coverage", "disagreements", "documents", "gate_timeline", "gates", "key",
    "next_steps", "progress", "ratings", "steps", "sub_actions", "summary", "timeline", "transitions", "write_page",
]  # fmt: skip


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__


_hold(_sys.modules[__name__], __all__)
