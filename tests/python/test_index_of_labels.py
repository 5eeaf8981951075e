"""An index of text is asked label by label whether it says times, and no further than the first that does not."""

from typing import ClassVar

import pandas as pd
from headway.boundary.arguments import time_index


class Label(str):
    asked: ClassVar[int] = 0

    def __hash__(self) -> int:
        Label.asked += 1
        return super().__hash__()


def test_an_index_of_names_is_left_at_its_first() -> None:
    names = pd.Index([Label(f"ward {row}") for row in range(1000)], dtype=object)
    Label.asked = 0
    assert time_index([names]) is None and Label.asked < 10


def test_an_index_of_times_is_one_whatever_is_missing_or_twice() -> None:
    for labels, is_one in ((["2024-04", "2024-04", None, "2024-05"], True), ([None, None], False), ([], False),
                           (["2024-04", "ward"], False)):  # fmt: skip
        index = pd.Index(labels, dtype=object)
        assert (time_index([index]) is index) is is_one
