"""Frames of every kind in, the same answers and the same kind out, the input unchanged, bad columns refused by name."""

import datetime as dt
import enum
import re
from decimal import Decimal
from fractions import Fraction

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from headway.boundary import values

NAN = float("nan")
WORDS = list(hw.Polarity)
ADDED = ["change", "direction", "direction_reason", "target_rating", "target_gap", "target_reason"]

# four rows worked by hand, the last without its data
ROWS = {
    "indicator": ["Looked-after children", "Repairs on time", "Contacts", "Voids"],
    "latest": [94.86, 77.4, 351.0, None],
    "previous": [94.26, 77.4, 706.0, 559.0],
    "polarity": ["low_is_good", "high_is_good", "neutral", None],
    "target": [86.6, 86.0, None, 500.0],
}
ANSWERS = {
    "change": [0.6, 0.0, -355.0, None],
    "direction": ["worsening", "no_change", "decreasing", "unknown"],
    "direction_reason": [None, None, None, "no data"],
    "target_rating": ["amber", "amber", "not_rated", "not_rated"],
    "target_gap": [8.26, -8.6, None, None],
    "target_reason": [None, None, "neutral indicator", "no polarity"],
}


def assess(frame, **options):
    return hw.assess(frame, **{"comparators": ("target",)} | options)


def pandas(**columns) -> pd.DataFrame:
    return pd.DataFrame(ROWS | columns)


def polars(**columns) -> pl.DataFrame:
    return pl.DataFrame(ROWS | columns)


def arrow(**columns) -> pa.Table:
    return pa.table(ROWS | columns)


def relation(table: pa.Table | None = None) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(arrow() if table is None else table)


def as_arrow(frame) -> pa.Table:
    """Any of the kinds as a table, NaN of pandas as null."""
    if isinstance(frame, pd.DataFrame):
        return pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_arrow()
    return frame if isinstance(frame, pa.Table) else frame.to_arrow_table()


def answers(frame) -> dict[str, list]:
    return as_arrow(frame).select(ADDED).to_pydict()


def pandas_of(kind: str) -> pd.DataFrame:
    frame = pandas()
    numeric = ["latest", "previous", "target"]
    match kind:
        case "nullable":
            return frame.convert_dtypes()
        case "pyarrow":
            return frame.convert_dtypes(dtype_backend="pyarrow")
        case "categorical":
            return frame.astype({"polarity": pd.CategoricalDtype(["unused", *WORDS, "high"]), "indicator": "category"})
        case "object":
            return frame.astype(object)
        case "object with NaN":
            return frame.astype(object).where(frame.notna(), NAN)
        case "object with NA":
            return frame.astype(object).where(frame.notna(), pd.NA)
        case "decimals":
            return frame.assign(**{n: [None if pd.isna(x) else Decimal(str(x)) for x in frame[n]] for n in numeric})
        case "enums":
            return frame.assign(polarity=pd.Series([w and hw.Polarity(w) for w in ROWS["polarity"]], dtype=object))
        case "other index":
            return frame.set_axis(["d", "c", "b", "a"])
        case "duplicated index":
            return frame.set_axis([7, 7, 7, 7])
        case "dates as index":
            return frame.set_axis(pd.to_datetime(["2024-09-30"] * 4))
        case "levels as index":
            return frame.set_axis(pd.MultiIndex.from_product([["x", "y"], [1, 1]], names=["a", "b"]))
        case "C order":
            block = np.ascontiguousarray(frame[numeric].to_numpy())
            return pd.DataFrame(block, columns=numeric, copy=False).join(frame[["indicator", "polarity"]])
        case "Fortran order":
            block = np.asfortranarray(frame[numeric].to_numpy())
            return pd.DataFrame(block, columns=numeric, copy=False).join(frame[["indicator", "polarity"]])
        case "read-only":
            block = frame[numeric].to_numpy(copy=True)
            block.flags.writeable = False
            return pd.DataFrame(block, columns=numeric, copy=False).join(frame[["indicator", "polarity"]])
        case "every second row":
            return pd.concat([frame, frame.assign(latest=0.0)]).sort_index(kind="stable").iloc[::2]
        case "backwards twice":
            return frame.iloc[::-1].reset_index(drop=True).iloc[::-1]
    return frame


PANDAS = [
    "plain", "nullable", "pyarrow", "categorical", "object", "object with NaN", "object with NA", "decimals", "enums",
    "other index",
    "duplicated index", "dates as index", "levels as index", "C order", "Fortran order", "read-only",
    "every second row",
    "backwards twice",
]  # fmt: skip


@pytest.mark.parametrize("kind", PANDAS)
def test_pandas(kind: str) -> None:
    frame = pandas_of(kind)
    before = frame.copy(deep=True)
    assessed = assess(frame)
    assert type(assessed) is pd.DataFrame
    assert answers(assessed) == ANSWERS
    assert assessed.index.equals(before.index)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(assessed[list(before.columns)], before)


def test_a_strided_view_of_an_array_is_read_right() -> None:
    block = np.arange(24.0).reshape(4, 6)
    frame = pd.DataFrame(block[::2, ::3], columns=["latest", "previous"], copy=False).assign(
        polarity="high_is_good", target=1.0
    )
    assert assess(frame)["change"].tolist() == [-3.0, -3.0]
    assert assess(frame)["target_gap"].tolist() == [-1.0, 11.0]


@pytest.mark.parametrize("lazy", [False, True], ids=["eager", "lazy"])
@pytest.mark.parametrize("polarity", [pl.String, pl.Categorical, pl.Enum(["unused", *map(str, WORDS)])], ids=str)
def test_polars(lazy: bool, polarity) -> None:
    extra = {"day": [dt.date(2024, 9, 30)] * 4, "note": [["a"], None, [], ["b"]], "nan": [NAN, None, 1.0, 2.0],
             "grade": pl.Series(["b", "a", None, "b"], dtype=pl.Enum(["b", "a"]))}  # fmt: skip
    frame = polars(**extra).with_columns(pl.col("polarity").cast(polarity))
    before = frame.clone()
    assessed = assess(frame.lazy() if lazy else frame)
    assert type(assessed) is (pl.LazyFrame if lazy else pl.DataFrame)
    assert answers(assessed) == ANSWERS
    assessed = assessed.lazy().collect()
    assert dict(list(assessed.schema.items())[: len(before.schema)]) == before.schema
    assert assessed.select(before.columns).equals(before, null_equal=True)
    assert frame.equals(before, null_equal=True)
    assert not assessed["change"].is_nan().any()


def test_a_lazy_frame_keeps_columns_that_only_polars_knows() -> None:
    frame = polars(big=pl.Series([1, None, 2, 3], dtype=pl.Int128))
    assert assess(frame.lazy()).collect()["big"].equals(frame["big"], null_equal=True)


@pytest.mark.parametrize(
    "kind", ["plain", "chunked", "dictionary", "several dictionaries", "large", "view", "sliced", "no column but these"]
)
def test_arrow(kind: str) -> None:
    table = arrow()
    words = table["polarity"].combine_chunks()
    match kind:
        case "chunked":
            table = pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1, 3)])
        case "dictionary":
            table = arrow(polarity=words.dictionary_encode(), indicator=table["indicator"].dictionary_encode())
        case "several dictionaries":
            table = arrow(
                polarity=pa.chunked_array([words.slice(0, 1).dictionary_encode(), words.slice(1).dictionary_encode()])
            )
        case "large" | "view":
            table = arrow(polarity=words.cast(pa.large_string() if kind == "large" else pa.string_view()))
        case "sliced":
            table = pa.concat_tables([table, table, table]).combine_chunks().slice(4, 4)
        case "no column but these":
            table = table.drop_columns(["indicator"])
    before = table.to_pydict(), table.schema
    assessed = assess(table)
    assert type(assessed) is pa.Table
    assert answers(assessed) == ANSWERS
    assert assessed.select(table.column_names).equals(table)
    assert (table.to_pydict(), table.schema) == before


def test_arrow_keeps_the_index_that_pandas_left_in_it() -> None:
    table = pa.Table.from_pandas(pandas_of("other index"))
    assert assess(table).to_pandas().index.tolist() == ["d", "c", "b", "a"]


def test_duckdb() -> None:
    frame = relation()
    assessed = assess(frame)
    assert type(assessed) is duckdb.DuckDBPyRelation
    assert answers(assessed) == ANSWERS
    assert as_arrow(assessed).select(list(ROWS)).to_pydict() == ROWS == as_arrow(frame).to_pydict()


def test_duckdb_keeps_the_order_of_its_rows_and_reads_its_own_types() -> None:
    query = """select i::integer as id, (i * 0.1)::decimal(9, 1) as latest, 0::hugeint as previous,
               5::utinyint as target, 'high_is_good'::enum('neutral', 'high_is_good') as polarity
               from range(5000) t(i) order by (i * 7919) % 5000"""
    frame = duckdb.sql(query)
    assessed = assess(frame)
    assert assessed.project("id").fetchall() == frame.project("id").fetchall()
    wrong = assessed.filter(
        "(target_rating = 'green') <> (latest >= 5) or (target_rating = 'amber') <> (latest between 4.5 and 4.99)"
    )
    assert wrong.fetchall() == []


def test_example_rows_agree_in_every_kind(kpis: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(kpis, preserve_index=False)
    expected = as_arrow(hw.assess(kpis)).to_pydict()
    for frame in (table, pl.from_arrow(table), pl.from_arrow(table).lazy(), relation(table)):
        assert as_arrow(hw.assess(frame)).to_pydict() == expected


def test_the_summary_is_of_the_callers_kind(kpis: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(kpis, preserve_index=False)
    expected = as_arrow(hw.Scorecard(kpis).summary()).to_pydict()
    for frame in (table, pl.from_arrow(table), pl.from_arrow(table).lazy(), relation(table)):
        for name in ("summary", "ratings", "directions"):
            assert type(getattr(hw.Scorecard(frame), name)()) is type(frame)
        assert as_arrow(hw.Scorecard(frame).summary()).to_pydict() == expected


# --- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dtype", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float64"]
)
def test_numpy_numbers(dtype: str) -> None:
    frame = pd.DataFrame({"latest": np.array([90, 50], dtype), "previous": np.array([100, 40], dtype),
                          "polarity": "high_is_good", "target": np.array([100, 50], dtype)})  # fmt: skip
    assessed = assess(frame)
    assert assessed.target_rating.tolist() == ["amber", "green"]
    assert assessed.change.tolist() == [-10.0, 10.0]
    assert assessed.latest.dtype == dtype


@pytest.mark.parametrize("kind", ["numpy", "pandas", "polars", "arrow"])
def test_single_precision_is_read_as_it_prints(kind: str) -> None:
    """51.66 against 57.4 is exactly 10% short as printed, and 94.86 - 94.26 is 0.6, in single precision too."""
    numbers = {"latest": [51.66, 94.86], "previous": [51.0, 94.26], "target": [57.4, 86.6]}
    words = {"polarity": ["high_is_good", "low_is_good"]}
    frame = {
        "numpy": lambda: pd.DataFrame({n: np.array(v, np.float32) for n, v in numbers.items()} | words),
        "pandas": lambda: pd.DataFrame(numbers).astype("Float32").assign(**words),
        "polars": lambda: pl.DataFrame(numbers, schema=dict.fromkeys(numbers, pl.Float32)).with_columns(
            **{n: pl.Series(v) for n, v in words.items()}
        ),
        "arrow": lambda: pa.table({n: pa.array(v, pa.float32()) for n, v in numbers.items()} | words),
    }[kind]()
    found = answers(assess(frame))
    assert found["target_rating"] == ["amber", "amber"]
    assert found["change"] == [0.66, 0.6]
    assert found["target_gap"] == [-5.74, 8.26]


@pytest.mark.parametrize("kind", ["decimal32", "decimal64", "decimal128", "decimal256"])
def test_decimals_are_read_exactly(kind: str) -> None:
    decimal = getattr(pa, kind)(7, 2)
    cents = [Decimal(n) / 100 for n in range(1, 2000)]
    n = len(cents)
    table = pa.table({"latest": pa.array(cents, decimal), "previous": pa.array([Decimal(0)] * n, decimal),
                      "target": pa.array([Decimal(0)] * n, decimal), "polarity": ["high_is_good"] * n})  # fmt: skip
    assert assess(table)["change"].to_pylist() == [float(c) for c in cents]


@pytest.mark.parametrize("reader", ["arrow", "arrow, 256 bits", "polars", "duckdb", "pandas"])
@pytest.mark.parametrize(("digits", "scale"), [(5, 1), (9, 3), (17, 6), (30, 12), (38, 20)])
def test_a_decimal_is_the_double_that_prints_as_it(reader: str, digits: int, scale: int) -> None:
    random = np.random.default_rng(scale)
    written = ["6617.2", "-6617.2", "0", "0.1"]
    for _ in range(2000):
        text = "".join(map(str, random.integers(0, 10, int(random.integers(scale + 1, digits + 1)))))
        written.append(f"{text[:-scale]}.{text[-scale:]}")
    exact = [Decimal(text) for text in written]
    held = pa.array([*exact, None], pa.decimal256(digits, scale) if "256" in reader else pa.decimal128(digits, scale))
    column: object = held
    if reader == "polars":
        column = pl.from_arrow(held)
    elif reader == "pandas":
        column = pd.Series(held, dtype=pd.ArrowDtype(held.type))
    elif reader == "duckdb":
        table = pa.table({"figure": held, "row": range(len(held))})
        column = duckdb.from_arrow(table).order("row").to_arrow_table()["figure"]
    read = values.numbers_of(column, "figure[{row}]")
    assert np.isnan(read[-1]) and read[:-1].tolist() == [float(text) for text in written]


@pytest.mark.parametrize(
    "numbers", [[np.int64(1), np.float32(1.5)], [1, 2.5], [Decimal("1"), Decimal("2.25")], [1, None]]
)
def test_objects_that_are_all_numbers(numbers: list) -> None:
    frame = pd.DataFrame(
        {"latest": pd.Series(numbers, dtype=object), "previous": 0, "target": 0, "polarity": "high_is_good"}
    )
    assert answers(assess(frame))["change"] == [None if n is None else float(n) for n in numbers]


# --- missing data --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [pandas, polars, arrow])
@pytest.mark.parametrize("gap", [None, NAN], ids=["null", "NaN"])
def test_null_and_nan_are_both_missing_and_come_out_null(make, gap: float | None) -> None:
    found = answers(assess(make(latest=[gap] * 4, polarity=["high_is_good"] * 4)))
    assert found["change"] == found["target_gap"] == [None] * 4
    assert found["target_reason"] == ["no data"] * 4
    assert found["target_rating"] == ["not_rated"] * 4
    assert found["direction"] == ["unknown"] * 4


@pytest.mark.parametrize("make", [pandas, polars, arrow])
def test_columns_without_any_value(make) -> None:
    nothing = [None] * 4
    found = answers(assess(make(latest=nothing, previous=nothing, polarity=nothing, target=nothing)))
    assert found["target_rating"] == ["not_rated"] * 4
    assert found["direction"] == ["unknown"] * 4


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("make", [pandas, polars, arrow])
def test_no_rows_and_one(make, rows: int) -> None:
    frame = make()[:rows]
    assessed = assess(frame)
    assert type(assessed) is type(frame)
    assert answers(assessed) == {name: column[:rows] for name, column in ANSWERS.items()}
    assert as_arrow(assessed).schema.field("target_rating").type in (pa.string(), pa.large_string())
    assert as_arrow(assessed).schema.field("change").type == pa.float64()


@pytest.mark.parametrize("rows", [0, 1])
def test_no_rows_and_one_of_the_others(rows: int) -> None:
    assert answers(assess(polars().lazy().head(rows))) == {name: column[:rows] for name, column in ANSWERS.items()}
    assert answers(assess(relation().limit(rows))) == {name: column[:rows] for name, column in ANSWERS.items()}


@pytest.mark.parametrize("read", [pd.read_csv, pl.read_csv, duckdb.read_csv], ids=["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("column", ["latest", "previous", "polarity", "target"])
def test_a_column_that_a_csv_leaves_empty_is_missing_data(tmp_path, read, column: str) -> None:
    """Readers give a column without any value a type of their own: pandas float64, Polars and DuckDB text."""
    values = {"latest": "90", "previous": "80", "polarity": "high_is_good", "target": "100"} | {column: ""}
    file = tmp_path / "kpis.csv"
    file.write_text("\n".join([",".join(values), *[",".join(values.values())] * 2]) + "\n")
    found = answers(assess(read(str(file))))
    reason = {"latest": "no data", "previous": None, "polarity": "no polarity", "target": "no target"}[column]
    assert found["target_reason"] == [reason, reason]


def test_a_frame_that_was_never_filled() -> None:
    for dtype in (None, object, "float64", "str"):
        empty = pd.DataFrame({name: [] for name in ROWS}, dtype=dtype)
        assert answers(assess(empty)) == {name: [] for name in ADDED}
    unchunked = pa.table({
        name: pa.chunked_array([], pa.string() if name in ("indicator", "polarity") else pa.float64()) for name in ROWS
    })
    assert answers(assess(unchunked)) == {name: [] for name in ADDED}


# --- what is refused -----------------------------------------------------------------------------------------------

DAY = dt.date(2024, 9, 30)


@pytest.mark.parametrize("make", [pandas, polars, arrow], ids=["pandas", "polars", "arrow"])
@pytest.mark.parametrize(
    ("column", "values", "found"),
    [
        ("latest", [None, True, False, True], "row 1, column 'latest': found bool True"),
        ("previous", ["94.26", "77.4", "706", "559"], "row 0, column 'previous': found str '94.26'"),
        ("target", [None, None, DAY, None], "row 2, column 'target': found date"),
        ("target", [dt.timedelta(1)] * 4, "row 0, column 'target': found timedelta"),
        ("latest", [[1.0]] * 4, "row 0, column 'latest': found list [1.0]"),
        ("polarity", [1, 2, 3, 4], "row 0, column 'polarity': found int 1"),
        ("polarity", [True, None, None, None], "row 0, column 'polarity': found bool True"),
        ("polarity", [b"neutral"] * 4, "row 0, column 'polarity': found bytes b'neutral'"),
    ],
)
def test_columns_of_another_type_are_refused_by_name(make, column: str, values: list, found: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        assess(make(**{column: values}))
    first, _, rest = found.partition(", ")  # of some kinds of frame all rows are named, of others the first
    assert re.search(f"{first.replace('row', 'rows?')}[0-9, and]*, {re.escape(rest)}", str(refused.value))
    assert ("accepted: text" if column == "polarity" else "accepted: a number") in str(refused.value)


@pytest.mark.parametrize(
    ("column", "values", "found"),
    [
        (
            "latest", [1.0, "n/a", 3.0, "-"],
            ["2 problems", "row 1, column 'latest': found str 'n/a'", "row 3, column 'latest': found str '-'"]
        ),
        ("latest", [True, 2.5, 3.5, 4.5], ["row 0, column 'latest': found bool True"]),
        ("latest", [1.0, True, 3.0, 4.0], ["row 1, column 'latest': found bool True"]),
        ("latest", [1, 2, True, 4], ["row 2, column 'latest': found bool True"]),
        ("latest", [1.0, np.True_, 3.0, 4.0], ["row 1, column 'latest': found bool"]),
        ("latest", [np.float64(1), True, 3.0, 4.0], ["row 1, column 'latest': found bool True"]),
        ("latest", [1.0, DAY, 3.0, 4.0], ["row 1, column 'latest': found date"]),
        ("latest", [object(), None, None, None], ["row 0, column 'latest': found object"]),
        ("latest", [1, 2j, 3, 4], ["row 1, column 'latest': found complex"]),
        ("polarity", ["neutral", 3, None, "neutral"], ["row 1, column 'polarity': found int 3"]),
        ("polarity", ["neutral", True, None, "neutral"], ["row 1, column 'polarity': found bool True"]),
    ],
)
def test_mixed_columns_are_refused_by_row(column: str, values: list, found: list[str]) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        assess(pandas(**{column: pd.Series(values, dtype=object)}))
    for part in found:
        assert part in str(refused.value)


@pytest.mark.parametrize(
    "values",
    [
        np.array([1j, 2j, 3j, 4j]),
        pd.Series([10**30, 1, 2, 3], dtype=object),
        pd.Series([10**400, 1, 2, 3], dtype=object),
        pd.Series([Decimal("1.5"), Decimal("Infinity"), Decimal("2"), None], dtype=object),
        pd.Series([Fraction(1, 3), 1, 2, 3], dtype=object),
        np.array([1, 2, 3, 4], np.longdouble),
    ],
    ids=["complex", "10**30", "10**400", "infinite decimal", "fraction", "longdouble"],
)
def test_numbers_that_are_no_doubles_are_read_or_refused_by_name(values) -> None:
    try:
        assert assess(pandas(latest=values))["change"].notna()[1]
    except hw.HeadwayError as refused:
        assert "column 'latest'" in str(refused)


def test_plain_enums_are_no_words() -> None:
    class Mine(enum.Enum):
        neutral = "neutral"

    with pytest.raises(hw.HeadwayError, match="rows 0, 1, 2 and 3, column 'polarity'"):
        assess(pandas(polarity=pd.Series([Mine.neutral] * 4, dtype=object)))


@pytest.mark.parametrize("kind", ["pandas", "arrow", "duckdb"])
@pytest.mark.parametrize("name", ["target", "note"])
def test_duplicate_column_names_are_refused_by_name(kind: str, name: str) -> None:
    columns = [*arrow().columns, pa.array([1, 2, 3, 4]), pa.array([1, 2, 3, 4])]
    table = pa.Table.from_arrays(columns, names=[*ROWS, name, "note" if name == "note" else "other"])
    frame = {
        "pandas": lambda: pd.DataFrame([["x", 1.0, 2.0, "neutral", 3.0, 4.0, 5.0]], columns=table.column_names),
        "arrow": lambda: table,
        "duckdb": lambda: duckdb.sql(
            f"select 1.0 latest, 2.0 previous, 'neutral' polarity, 3.0 target, 1 {name}" + (
                ", 2 note" if name == "note" else ""
            )
        ),
    }[kind]()
    with pytest.raises(hw.HeadwayError, match=name):
        assess(frame)


@pytest.mark.parametrize(
    "frame", [None, 5, "kpis.csv", {"latest": [1.0]}, [1.0], np.eye(2), pd.Series([1.0])],
    ids=lambda f: type(f).__name__
)
def test_what_is_no_frame_is_refused(frame) -> None:
    with pytest.raises(hw.HeadwayError, match=r"pandas or Polars DataFrame, a pyarrow Table or a DuckDB relation"):
        assess(frame)


def test_column_names_that_are_no_text_pass_through() -> None:
    frame = pandas().rename(columns={"indicator": 7})
    assert list(assess(frame).columns) == [7, "latest", "previous", "polarity", "target", *ADDED]


def test_the_name_of_the_columns_is_kept() -> None:
    frame = pandas().rename_axis(columns="field")
    assert assess(frame).columns.name == "field"
    assert hw.stats.proportion("latest", "target", data=frame.assign(latest=1, target=2)).columns.name == "field"
