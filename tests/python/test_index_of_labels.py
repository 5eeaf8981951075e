"""An index of text is asked label by label whether it says times, and no further than the first few that do not."""

from typing import ClassVar

import headway as hw
import pandas as pd
import pytest
from headway.boundary.arguments import time_index


class Label(str):
    asked: ClassVar[int] = 0

    def __hash__(self) -> int:
        Label.asked += 1
        return super().__hash__()


def test_an_index_of_names_is_left_at_its_first_few() -> None:
    names = pd.Index([Label(f"ward {row}") for row in range(1000)], dtype=object)
    Label.asked = 0
    assert time_index([names]) is None and Label.asked < 20


def test_an_index_of_times_is_one_whatever_is_there_twice() -> None:
    for labels, is_one in ((["2024-04", "2024-04", "2024-05"], True), ([None, None], False), ([], False),
                           (["2024-04", "ward"], False)):  # fmt: skip
        index = pd.Index(labels, dtype=object)
        assert (time_index([index]) is index) is is_one


def test_a_label_that_is_missing_among_times_is_refused_with_its_row() -> None:
    with pytest.raises(hw.HeadwayError, match="row 2, index: found null among times"):
        time_index([pd.Index(["2024-04", "2024-04", None, "2024-05"], dtype=object)])


def test_codes_of_five_digits_are_no_days_of_excel_where_one_of_them_is_none() -> None:
    codes = pd.Series([4.0, 5.0, 6.0, 7.0], index=["41000", "42000", "43000", "90000"])
    assert time_index([codes]) is None
    assert hw.stats.mean(codes).value == 5.5
    assert time_index([pd.Index(["45383", "45413", "45444"])]) is not None
