"""What the city printed for the second quarter of 2024/25, recomputed: counts, marks, directions and changes."""

from decimal import Decimal

import headway as hw
import pandas as pd
import pytest

PLAN, CHILDREN, ADULTS, HEALTH, RESIDENTS = (
    "Corporate Plan",
    "Children and Learning - Social Care",
    "Community Wellbeing - Adult Social Care",
    "Community Wellbeing - Public Health and Communities",
    "Resident Services",
)
WITHOUT_TARGET = (
    "Proportion of completed safeguarding enquiries where the Adult at Risk achieved their desired outcomes"
)

# rows, rows with the comparator, green, amber, red: from the key above each table and the sentence below it
PRINTED = {
    (PLAN, "target"): (13, 12, 1, 6, 5),
    (PLAN, "national"): (13, 11, 1, 4, 6),
    (PLAN, "peer"): (13, 6, 2, 2, 2),  # counted from the marks in the rows; the key above them is damaged
    (CHILDREN, "target"): (11, 11, 4, 4, 3),
    (CHILDREN, "national"): (11, 11, 4, 4, 3),
    (CHILDREN, "peer"): (11, 11, 5, 3, 3),
    (ADULTS, "target"): (9, 6, 0, 3, 3),  # the fourth red of the key has no target value in its row
    (ADULTS, "national"): (9, 3, 0, 1, 2),
    (ADULTS, "peer"): (9, 3, 0, 1, 2),
    (HEALTH, "target"): (18, 16, 0, 4, 12),
    (HEALTH, "national"): (18, 12, 0, 6, 6),
    (HEALTH, "peer"): (18, 10, 5, 4, 1),
    (RESIDENTS, "target"): (18, 13, 5, 2, 6),
}

# Marks that stand beside a value in tables whose ratings the example data does not carry: target, national, peer.
G, A, R, NO = "green", "amber", "red", None
MARKS = {
    (HEALTH, "Violent crime rate per 1k population (benchmarking)"): (R, R, R),
    (HEALTH, "Domestic abuse rate per 1k population (benchmarking)"): (R, R, NO),
    (HEALTH, "Hate crime rate per 1k population (benchmarking)"): (R, R, NO),
    (HEALTH, "Violent crime rate per 1k population (local)"): (R, NO, NO),
    (HEALTH, "Domestic abuse rate per 1k population (local)"): (R, NO, NO),
    (HEALTH, "Hate crime rate per 1k population (local)"): (R, NO, NO),
    (HEALTH, "Southampton's relative deprivation rank amongst Local Authorities in England"): (R, NO, G),
    (HEALTH, "Life Expectancy (Males)"): (A, A, G),
    (HEALTH, "Life Expectancy (Females)"): (A, A, G),
    (HEALTH, "Healthy life expectancy at birth (male)"): (A, A, G),
    (HEALTH, "Healthy life expectancy at birth (female)"): (A, A, G),
    (HEALTH, "Gap in life expectancy between most and least deprived (Males)"): (NO, NO, NO),
    (HEALTH, "Gap in life expectancy between most and least deprived (Females)"): (NO, NO, NO),
    (HEALTH, "Smoking levels in adults"): (R, R, A),
    (HEALTH, "Physically active adults"): (R, A, A),
    (HEALTH, "Alcohol specific mortality (all ages) per 100,000"): (R, R, NO),
    (HEALTH, "Percentage of children in Year R with excess weight"): (R, A, A),
    (HEALTH, "Percentage of children in Year 6 with excess weight"): (R, R, A),
    (RESIDENTS, "Percentage of call centre customers rating service levels as good"): (A, NO, NO),
    (RESIDENTS, "Number of reported fly tipping incidents (per 1,000 population)"): (G, R, R),
    (RESIDENTS, "Percentage of Municipal Waste sent to Landfill"): (G, G, G),
    (RESIDENTS, "Estimated percentage of scheduled bins collected"): (G, NO, NO),
    (RESIDENTS, "Number of reported missed bins"): (G, NO, NO),
    (RESIDENTS, "Percentage of SCC homes that meet the decent homes standard"): (A, R, NO),
}
COMPARATORS = ("target", "national", "peer")


@pytest.fixture
def assessed(kpis: pd.DataFrame) -> pd.DataFrame:
    return hw.assess(kpis)


def test_the_example_data_is_whole(kpis: pd.DataFrame) -> None:
    assert kpis.section.value_counts(sort=False).to_dict() == {
        PLAN: 13, CHILDREN: 11, ADULTS: 9, HEALTH: 18, RESIDENTS: 18
    }
    assert [int(kpis[f"published_{c}_rating"].notna().sum()) for c in COMPARATORS] == [19, 14, 9]


@pytest.mark.parametrize(("section", "comparator"), PRINTED)
def test_counts_by_section(kpis: pd.DataFrame, section: str, comparator: str) -> None:
    ratings = hw.Scorecard(kpis).ratings().set_index(["section", "comparator"])
    counted = ratings.loc[(section, comparator), ["kpis", "with_comparator", "green", "amber", "red"]]
    assert tuple(counted) == PRINTED[section, comparator]


def test_the_summary_repeats_every_sentence_of_the_report(kpis: pd.DataFrame, data) -> None:
    """The table of claims as printed: equal wherever a claim was made and its rows survived, but for one red."""
    claims = pd.read_csv(data / "section_summaries_published.csv").set_index("section")
    summary = hw.Scorecard(kpis).summary().set_index("section")
    assert list(summary.index) == [PLAN, CHILDREN, ADULTS, HEALTH, RESIDENTS]
    claimed = claims.loc[summary.index, summary.columns]
    differing = {(row, column) for row in summary.index for column in summary.columns
                 if pd.notna(claimed.at[row, column]) and claimed.at[row, column] != summary.at[
                     row, column
                 ]}
    assert differing == {(ADULTS, "red")}
    assert (claimed.at[ADULTS, "red"], summary.at[ADULTS, "red"]) == (4, 3)


@pytest.mark.parametrize(
    ("section", "improving", "worsening", "no_change"), [(HEALTH, 9, 9, 0), (RESIDENTS, 13, 4, 1)]
)
def test_directions_by_section(
    kpis: pd.DataFrame, section: str, improving: int, worsening: int, no_change: int
) -> None:
    row = hw.Scorecard(kpis).directions().set_index("section").loc[section]
    assert (row.improving, row.worsening, row.no_change) == (improving, worsening, no_change)
    assert row.compared == row.kpis == 18


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_every_rating_printed_in_a_row(assessed: pd.DataFrame, comparator: str) -> None:
    printed, ours = assessed[f"published_{comparator}_rating"], assessed[f"{comparator}_rating"]
    differing = assessed[printed.notna() & (printed != ours)]
    assert list(differing.indicator) == ([WITHOUT_TARGET] if comparator == "target" else [])
    # and nothing is rated where the tables that print a mark in every rated row have none
    marked = assessed[assessed.section.isin([PLAN, ADULTS]) & printed.isna()]
    assert set(marked[f"{comparator}_rating"]) == {"not_rated"}


def test_the_rating_that_cannot_be_recomputed_says_why(assessed: pd.DataFrame) -> None:
    row = assessed.set_index("indicator").loc[WITHOUT_TARGET]
    assert (row.published_target_rating, row.target_rating, row.target_reason) == ("red", "not_rated", "no target")
    assert row.direction == "worsening"


@pytest.mark.parametrize(("section", "indicator"), MARKS)
def test_every_mark_beside_a_value(assessed: pd.DataFrame, section: str, indicator: str) -> None:
    row = assessed[(assessed.section == section) & (assessed.indicator == indicator)].iloc[0]
    ours = tuple(None if row[f"{c}_rating"] == "not_rated" else row[f"{c}_rating"] for c in COMPARATORS)
    assert ours == MARKS[section, indicator]


def test_every_change_is_the_decimal_difference(assessed: pd.DataFrame) -> None:
    exact = [float(Decimal(str(a)) - Decimal(str(b))) for a, b in zip(assessed.latest, assessed.previous, strict=True)]
    assert assessed.change.tolist() == exact


def test_every_printed_change_is_within_its_rounding(assessed: pd.DataFrame) -> None:
    """They were rounded from unrounded values: six are a unit of the second decimal off, the others are equal."""
    off = (assessed.change * 100).round().astype(int) - (assessed.published_change * 100).round().astype(int)
    assert off.abs().max() == 1
    assert sorted(assessed.published_change[off != 0]) == [-4.36, -0.7, -0.03, 0.2, 0.59, 1.07]


def test_every_gap_is_the_decimal_difference(assessed: pd.DataFrame) -> None:
    for comparator in COMPARATORS:
        rows = assessed[assessed[comparator].notna()]
        exact = [float(Decimal(str(a)) - Decimal(str(b))) for a, b in zip(rows.latest, rows[comparator], strict=True)]
        assert rows[f"{comparator}_gap"].tolist() == exact
        assert assessed[f"{comparator}_gap"].notna().equals(assessed[comparator].notna())


def test_the_same_indicator_has_the_same_result_in_every_section(assessed: pd.DataFrame) -> None:
    repeated = assessed[assessed.indicator.duplicated(keep=False)]
    assert repeated.indicator.nunique() == 8
    for _, rows in repeated.groupby("indicator"):
        assert rows.direction.nunique() == rows.change.nunique() == rows.target_rating.nunique() == 1


def test_reconstructed_admissions_reproduce_every_printed_figure(kpis: pd.DataFrame, data) -> None:
    months = pd.read_csv(data / "admissions_reconstructed.csv")
    published = pd.read_csv(data / "year_end_extrapolations_published.csv").set_index("indicator")
    assert set(months.indicator) == set(published.index)
    for indicator, rows in months.groupby("indicator"):
        row = kpis.set_index("indicator").loc[indicator]
        rates = rows.events.cumsum() * 100_000 / rows.population
        assert rates.round(2).tolist()[-2:] == [row.previous, row.latest]
        assert f"{rates.iloc[-1] - rates.iloc[-2]:.2f}" == f"{row.published_change:.2f}"
        series = hw.Series(rates, start=rows.month.iloc[0], accrual="cumulative")
        line = hw.project_year_end(series, method="ols_cumulative")
        assert round(line.value or 0, 1) == published.published_year_end[indicator]
        targets = published.loc[indicator]
        now = hw.Profile.linear(targets.year_end_target).at("September 2024")
        assert now == pytest.approx(targets.in_year_target, abs=0.021)  # 280.4, printed as 280.38
