"""Columns of text as the boundary lists them: each row its text, a word once, whatever holds the column."""

import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway.boundary import frames
from headway.boundary.frames import Frame
from headway.boundary.times import labelled, period_of
from headway.plan import columns

ROWS = ["amber", None, "green", "", "amber", "green", None, "red"]


def dictionary(words: list[str | None], codes: list[int | None], value_type: pa.DataType | None = None) -> pa.Table:
    listed = pa.array(words, value_type or pa.string())
    return pa.table({"a": pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), listed)})


WAYS = {
    "text": pa.table({"a": pa.array(ROWS, pa.string())}),
    "large text": pa.table({"a": pa.array(ROWS, pa.large_string())}),
    "text views": pa.table({"a": pa.array(ROWS, pa.string_view())}),
    "in chunks": pa.table({"a": pa.chunked_array([pa.array(ROWS[:3]), pa.array(ROWS[3:])])}),
    "dictionary": dictionary(["red", "green", "", "amber"], [3, None, 1, 2, 3, 1, None, 0]),
    "dictionary with null": dictionary(["red", "green", "", "amber", None], [3, 4, 1, 2, 3, 1, None, 0]),
    "dictionary of a word twice": dictionary(["red", "green", "", "amber", "amber"], [3, None, 1, 2, 4, 1, None, 0]),
    "dictionary longer than the rows": dictionary(
        ["red", "green", "", "amber", *map(str, range(9))], [3, None, 1, 2, 3, 1, None, 0]
    ),
    "dictionary of large text": dictionary(
        ["red", "green", "", "amber"], [3, None, 1, 2, 3, 1, None, 0], pa.large_string()
    ),
    "pandas": pd.DataFrame({"a": pd.Series(ROWS, dtype=object)}),
    "pandas Categorical": pd.DataFrame({"a": pd.Categorical(ROWS)}),
    "Polars": pl.DataFrame({"a": ROWS}),
    "Polars Categorical": pl.DataFrame({"a": pl.Series(ROWS, dtype=pl.Categorical)}),
}


@pytest.mark.parametrize("most_kept", [3, 100_000], ids=["long", "short"])
@pytest.mark.parametrize("way", WAYS)
def test_each_row_has_its_text(way: str, most_kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_MOST_KEPT", most_kept)
    assert Frame(WAYS[way]).texts("a") == [text or "" for text in ROWS]
    assert Frame(WAYS[way]).cells("a") == [text or None for text in ROWS]


@pytest.mark.parametrize("kind", ["dictionary", "long pandas Categorical", "long text"])
def test_rows_of_a_word_share_one_text(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words, codes = [f"service line {i}" for i in range(40)], [row % 40 for row in range(1000)]
    frame = {
        "dictionary": dictionary([*words], [*codes]),
        "long pandas Categorical": pd.DataFrame({"a": pd.Categorical.from_codes(codes, words)}),
        "long text": pa.table({"a": [words[code] for code in codes]}),
    }[kind]
    if kind.startswith("long"):
        monkeypatch.setattr(frames, "_MOST_KEPT", 999)
    for listed in (Frame(frame).texts("a"), Frame(frame).cells("a")):
        assert listed == [words[code] for code in codes]
        assert len({id(text) for text in listed}) == 40


@pytest.mark.parametrize("rows", [[None, None], ["amber", None], ["amber", "green"]], ids=["nulls", "one", "none"])
def test_codes_that_are_kept_are_nobodys_to_change(rows: list[str | None]) -> None:
    codes, _ = Frame(pa.table({"a": pa.array(rows, pa.string())})).words("a")
    with pytest.raises(ValueError, match="read-only"):
        codes[0] = 7


@pytest.mark.parametrize("read", [columns.dates, columns.labels])
def test_half_of_a_character_among_dates_of_several_types_is_named_by_row(read) -> None:
    frame = Frame(pd.DataFrame({"due": pd.Series([2024, "TBC", "caf\udce9", "2024-05"], dtype=object)}))
    with pytest.raises(hw.HeadwayError) as refused:
        read(frame, "due")
    (problem,) = refused.value.problems
    assert problem.startswith(r"row 2, column 'due': found str 'caf\udce9', half of a character; accepted: ")


def test_half_of_a_character_is_no_time() -> None:
    with pytest.raises(hw.HeadwayError, match=r"^as_at: found str 'caf\\udce9', half of a character; accepted: "):
        period_of("caf\udce9", "as_at")
    assert labelled("caf\udce9") is None
