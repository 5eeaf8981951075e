"""One rating, against exact arithmetic: fractions of the decimals as printed."""

import copy
import math
import pickle
from decimal import Decimal
from fractions import Fraction

import headway as hw
import numpy as np
import pytest
from headway import _core
from hypothesis import assume, example, given
from hypothesis import strategies as st

POLARITIES = ["high_is_good", "low_is_good"]
printed = st.decimals(min_value=-9_999_999, max_value=9_999_999, places=4)
tolerances = st.decimals(min_value=0, max_value=1, places=3)
shares = st.decimals(min_value=0, max_value=Decimal("0.999"), places=3)
polarities = st.sampled_from(POLARITIES)
RANK = {"green": 0, "amber": 1, "red": 2}


def exact(
    value: Decimal,
    lower: Decimal,
    upper: Decimal,
    polarity: str,
    *,
    tolerance: Decimal = Decimal("0.1"),
    basis: str = "relative",
    green_inclusive: bool = True,
    amber_inclusive: bool = True,
) -> str:
    """The rule in fractions, from its definition: how far on the wrong side, and of what the tolerance is a part."""
    v, lo, up, t = (Fraction(x) for x in (value, lower, upper, tolerance))
    below, above = max(lo - v, Fraction(0)), max(v - up, Fraction(0))
    edge = lo if polarity == "high_is_good" or (polarity == "in_range" and v <= lo) else up
    shortfall = {"high_is_good": lo - v, "low_is_good": v - up, "in_range": max(below, above)}[polarity]
    if shortfall < 0 or (shortfall == 0 and green_inclusive) or (polarity == "in_range" and lo < v < up):
        return "green"
    if basis == "ratio":
        worse, better = sorted((v, edge))
        if better == 0:
            return "red"
        share = worse / better
        return "amber" if share > 1 - t or (share == 1 - t and amber_inclusive) else "red"
    if basis == "relative" and edge == 0:
        return "red"
    allowance = t * abs(edge) if basis == "relative" else t
    return "amber" if shortfall < allowance or (shortfall == allowance and amber_inclusive) else "red"


def rated(value, comparator, polarity, **rule) -> str:
    rule = {name: float(x) if isinstance(x, Decimal) else x for name, x in rule.items()}
    return str(hw.rate(value, comparator, polarity=polarity, rule=hw.RatingRule(**rule)))


# --- worked by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "comparator", "polarity", "rating"),
    [
        (94.86, 86.60, "low_is_good", "amber"),
        (77.4, 86, "high_is_good", "amber"),  # exactly 10% short
        (51.66, 57.4, "high_is_good", "amber"),  # exactly 10% short
        (math.nextafter(77.4, 0), 86, "high_is_good", "amber"),
        (77.39, 86, "high_is_good", "red"),
        (95.26, 86.6, "low_is_good", "amber"),  # exactly 10% over
        (95.27, 86.6, "low_is_good", "red"),
        (0.1 + 0.2, 0.3, "low_is_good", "green"),
        (0.1 + 0.2, 0.3, "high_is_good", "green"),
        (0, 0, "low_is_good", "green"),
        (-0.0, 0, "high_is_good", "green"),
        (52, 0, "low_is_good", "red"),
        (5e-324, 0, "low_is_good", "red"),
        (-11, -10, "high_is_good", "amber"),
        (-11.01, -10, "high_is_good", "red"),
        (9e299, 1e300, "high_is_good", "amber"),
        (8.9e299, 1e300, "high_is_good", "red"),
        (8.9e-290, 1e-289, "high_is_good", "red"),
        (21.5, (18, 21), "in_range", "amber"),
        (16.2, (18, 21), "in_range", "amber"),
        (16.19, (18, 21), "in_range", "red"),
        (19, [18, 21], "in_range", "green"),
        (95, 100, "in_range", "amber"),
        (50, 100, "neutral", "not_rated"),
        (None, 100, "high_is_good", "not_rated"),
        (float("nan"), 100, "high_is_good", "not_rated"),
        (52, None, "low_is_good", "not_rated"),
        (19, (18, None), "in_range", "not_rated"),
        (19, (None, None), "in_range", "not_rated"),
    ],
)
def test_worked_ratings(value, comparator, polarity: str, rating: str) -> None:
    found = hw.rate(value, comparator, polarity=polarity)
    assert found == rating
    assert found is hw.Rating[rating]


@pytest.mark.parametrize(
    ("value", "comparator", "polarity", "rule", "rating"),
    [
        (90, 95, "high_is_good", {"basis": "percentage_points", "tolerance": 5}, "amber"),
        (89.9, 95, "high_is_good", {"basis": "percentage_points", "tolerance": 5}, "red"),
        (5, 0, "low_is_good", {"basis": "absolute", "tolerance": 5}, "amber"),
        (111.1, 100, "low_is_good", {"basis": "ratio"}, "amber"),  # 100/111.1 = 90.009%
        (111.2, 100, "low_is_good", {"basis": "ratio"}, "red"),  # 89.93%
        (111.1, 100, "low_is_good", {"basis": "relative"}, "red"),
        (80, 90, "high_is_good", {"basis": "band", "amber_limit": 80}, "amber"),
        (79.9, 90, "high_is_good", {"basis": "band", "amber_limit": 80}, "red"),
        (52, 0, "low_is_good", {"zero": "not_rated"}, "not_rated"),
        (86, 86, "high_is_good", {"green_inclusive": False}, "amber"),
        (77.4, 86, "high_is_good", {"amber_inclusive": False}, "red"),
        (19.5, (18, 21), "in_range", {"green_inclusive": False}, "green"),  # on no edge
        (5, (0, 21), "in_range", {"green_inclusive": False}, "green"),
        (21, (0, 21), "in_range", {"green_inclusive": False}, "amber"),  # on the upper bound, which is not 0
    ],
)
def test_worked_rules(value, comparator, polarity: str, rule: dict, rating: str) -> None:
    assert rated(value, comparator, polarity, **rule) == rating


# --- against exact arithmetic --------------------------------------------------------------------------------------


@given(printed, printed, tolerances, polarities, st.booleans(), st.booleans())
@example(Decimal("77.4"), Decimal("86"), Decimal("0.1"), "high_is_good", True, True)
def test_printed_decimals(value, comparator, tolerance, polarity, green, amber) -> None:
    rule = {"tolerance": tolerance, "green_inclusive": green, "amber_inclusive": amber}
    assume(green or comparator != 0 or value != 0)  # which edge belongs to which side is moot where both are 0
    assert rated(float(value), float(comparator), polarity, **rule) == exact(
        value, comparator, comparator, polarity, **rule
    )


@given(
    st.decimals(min_value=-999_999, max_value=999_999, places=4),
    tolerances,
    polarities,
    st.sampled_from([-1, 0, 1]),
    st.booleans(),
)
def test_edges_and_one_unit_beside_them(comparator, tolerance, polarity, beside, inclusive) -> None:
    allowance = tolerance * abs(comparator)
    edge = comparator - allowance if polarity == "high_is_good" else comparator + allowance
    value = edge + beside * Decimal("1e-7")  # of a product of four and three places
    rule = {"tolerance": tolerance, "amber_inclusive": inclusive}
    assert rated(float(value), float(comparator), polarity, **rule) == exact(
        value, comparator, comparator, polarity, **rule
    )


@given(printed, printed, tolerances, polarities, st.sampled_from(["absolute", "percentage_points"]), st.booleans())
@example(Decimal("0.3"), Decimal("0.2"), Decimal("0.1"), "low_is_good", "absolute", True)
def test_tolerances_in_the_unit(value, comparator, tolerance, polarity, basis, inclusive) -> None:
    rule = {"tolerance": tolerance, "basis": basis, "amber_inclusive": inclusive}
    assert rated(float(value), float(comparator), polarity, **rule) == exact(
        value, comparator, comparator, polarity, **rule
    )


@given(
    st.decimals(min_value=0, max_value=9_999_999, places=4),
    st.decimals(min_value=0, max_value=9_999_999, places=4),
    shares,
    st.sampled_from([*POLARITIES, "in_range"]),
    st.booleans(),
)
@example(Decimal("90"), Decimal("100"), Decimal("0.1"), "high_is_good", False)
@example(Decimal("100"), Decimal("90"), Decimal("0.1"), "low_is_good", True)
def test_ratio_is_the_achieved_share(value, comparator, tolerance, polarity, inclusive) -> None:
    rule = {"tolerance": tolerance, "basis": "ratio", "amber_inclusive": inclusive}
    assert rated(float(value), float(comparator), polarity, **rule) == exact(
        value, comparator, comparator, polarity, **rule
    )


@given(printed, printed, st.decimals(min_value=0, max_value=99_999, places=4), tolerances, st.booleans(), st.booleans())
@example(Decimal(21), Decimal(0), Decimal(21), Decimal("0.1"), False, True)
@example(Decimal(18), Decimal(18), Decimal(3), Decimal("0.1"), False, False)
def test_ranges(value, lower, width, tolerance, green, amber) -> None:
    upper = lower + width
    rule = {"tolerance": tolerance, "green_inclusive": green, "amber_inclusive": amber}
    assume(green or value != 0 or 0 not in (lower, upper))  # which edge belongs to which side is moot at 0 itself
    found = rated(float(value), (float(lower), float(upper)), "in_range", **rule)
    assert found == exact(value, lower, upper, "in_range", **rule)


@given(printed, printed, printed, polarities, st.booleans())
def test_bands(value, comparator, limit, polarity, inclusive) -> None:
    rule = {"basis": "band", "amber_limit": limit, "amber_inclusive": inclusive}
    on_target, worse_than_limit = (
        (value >= comparator, value < limit) if polarity == "high_is_good" else (value <= comparator, value > limit)
    )
    expected = "green" if on_target else "red" if worse_than_limit or (value == limit and not inclusive) else "amber"
    assert rated(float(value), float(comparator), polarity, **rule) == expected


# --- what must hold for any rating ---------------------------------------------------------------------------------


@given(printed, printed, printed, tolerances, polarities)
def test_a_better_value_is_never_rated_worse(one, other, comparator, tolerance, polarity) -> None:
    worse, better = sorted((float(one), float(other)), reverse=polarity == "low_is_good")
    ratings = [hw.rate(v, float(comparator), polarity=polarity, tolerance=float(tolerance)) for v in (worse, better)]
    assert RANK[ratings[1]] <= RANK[ratings[0]]


@given(printed, printed, tolerances, tolerances, st.sampled_from([*POLARITIES, "in_range"]))
def test_a_larger_tolerance_is_never_stricter(value, comparator, one, other, polarity) -> None:
    strict, wide = sorted((float(one), float(other)))
    ratings = [hw.rate(float(value), float(comparator), polarity=polarity, tolerance=t) for t in (strict, wide)]
    assert RANK[ratings[1]] <= RANK[ratings[0]]


@given(printed, printed, tolerances)
def test_signs_and_polarity_flip_together(value, comparator, tolerance) -> None:
    v, c, t = float(value), float(comparator), float(tolerance)
    assert hw.rate(v, c, polarity="high_is_good", tolerance=t) == hw.rate(-v, -c, polarity="low_is_good", tolerance=t)
    assert hw.rate(v, c, polarity="in_range", tolerance=t) == hw.rate(-v, -c, polarity="in_range", tolerance=t)


@given(printed, printed, tolerances)
def test_one_number_as_a_range_is_the_stricter_of_both_polarities(value, comparator, tolerance) -> None:
    v, c, t = float(value), float(comparator), float(tolerance)
    both = max((hw.rate(v, c, polarity=p, tolerance=t) for p in POLARITIES), key=RANK.__getitem__)
    assert hw.rate(v, (c, c), polarity="in_range", tolerance=t) == hw.rate(
        v, c, polarity="in_range", tolerance=t
    ) == both


@given(printed, printed, tolerances, polarities, st.integers(min_value=-12, max_value=6))
def test_ratings_survive_a_change_of_unit(value, comparator, tolerance, polarity, exponent) -> None:
    v, c = (float(x.scaleb(exponent)) for x in (value, comparator))
    expected = hw.rate(float(value), float(comparator), polarity=polarity, tolerance=float(tolerance))
    assert hw.rate(v, c, polarity=polarity, tolerance=float(tolerance)) == expected


@given(printed, printed, polarities, st.floats(min_value=1e-3, max_value=1e3))
def test_ratings_away_from_the_edge_survive_any_factor(value, comparator, polarity, factor) -> None:
    assume(abs(abs(value - comparator) - abs(comparator) / 10) > abs(comparator) * Decimal("1e-9"))
    v, c = float(value), float(comparator)
    assert hw.rate(v * factor, c * factor, polarity=polarity) == hw.rate(v, c, polarity=polarity)


@given(st.floats(), st.floats(), st.sampled_from(list(hw.Polarity)))
def test_any_two_doubles_are_rated_or_refused(value, comparator, polarity) -> None:
    if math.isinf(value) or math.isinf(comparator):
        with pytest.raises(hw.HeadwayError, match="infinite"):
            hw.rate(value, comparator, polarity=polarity)
        return
    rating = hw.rate(value, comparator, polarity=polarity)
    missing = math.isnan(value) or math.isnan(comparator) or polarity == "neutral"
    assert (rating == "not_rated") == missing


def type_of(value: object) -> str:
    return type(value).__name__


# --- what is taken, and what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("value", [77, np.int64(77), np.float64(77), Decimal("77"), Fraction(77), np.uint8(77)])
def test_any_kind_of_number(value) -> None:
    assert hw.rate(value, 86, polarity="high_is_good") == "red"
    assert hw.rate(86, value, polarity="high_is_good") == "green"


@pytest.mark.parametrize(("value", "comparator"), [(77.4, 86), (51.66, 57.4), (5.58, 6.2)])
def test_single_precision_edges_hold_in_decimal(value: float, comparator: float) -> None:
    """A single-precision 51.66 prints as 51.66, and is exactly 10% short of 57.4 as printed."""
    assert hw.rate(np.float32(value), comparator, polarity="high_is_good") == "amber"
    assert hw.rate(np.float32(value), np.float32(comparator), polarity="high_is_good") == "amber"


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ({"value": "77.4"}, ["value", "str '77.4'", "number"]),
        ({"value": True}, ["value", "bool True"]),
        ({"value": np.True_}, ["value", "bool"]),
        ({"value": 1j}, ["value", "complex"]),
        ({"value": [77.4]}, ["value", "list"]),
        ({"value": math.inf}, ["infinite", "finite"]),
        ({"value": Decimal("-Infinity")}, ["infinite"]),
        ({"comparator": "86"}, ["comparator", "str '86'"]),
        ({"comparator": -math.inf}, ["infinite"]),
        ({"comparator": False}, ["comparator", "bool"]),
        ({"comparator": (18, 19, 20)}, ["comparator", "3 bounds", "two"]),
        ({"comparator": (18, "21")}, ["comparator[1]", "'21'"]),
        ({"comparator": (21, 18)}, ["21", "18", "lower bound first"]),
        ({"polarity": "hihg"}, ["polarity", '"hihg"', "high_is_good, low_is_good, in_range, neutral"]),
        ({"polarity": 2.5}, ["polarity", "float", "high_is_good"]),
        ({"polarity": 0}, ["polarity", "int", "high_is_good"]),
        ({"tolerance": -0.1}, ["tolerance", "-0.1"]),
        ({"tolerance": math.nan}, ["tolerance", "nan"]),
        ({"tolerance": math.inf}, ["tolerance", "inf"]),
        ({"tolerance": "10%"}, ["tolerance", "'10%'"]),
        ({"tolerance": True}, ["tolerance", "bool"]),
        ({"tolerance": 0.05, "rule": hw.RatingRule()}, ["tolerance", "rule"]),
        ({"rule": hw.RatingRule(basis="band", amber_limit=80), "polarity": "in_range"}, ["band", "in_range"]),
    ],
)
def test_bad_arguments_are_refused(arguments: dict, parts: list[str]) -> None:
    given_ = {"value": 77.4, "comparator": 86, "polarity": "high_is_good"} | arguments
    with pytest.raises(hw.HeadwayError) as refused:
        hw.rate(given_.pop("value"), given_.pop("comparator"), **given_)
    for part in parts:
        assert part in str(refused.value)


@pytest.mark.parametrize("value", [10**400, -(10**400), Fraction(10**400), Decimal("sNaN")], ids=type_of)
def test_numbers_that_no_double_holds_are_refused_by_name(value) -> None:
    with pytest.raises(hw.HeadwayError, match="value"):
        hw.rate(value, 1, polarity="high_is_good")


def test_the_error_is_a_value_error() -> None:
    assert issubclass(hw.HeadwayError, ValueError)


# --- rules and words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"tolerance": -0.01},
        {"tolerance": math.nan},
        {"tolerance": math.inf},
        {"basis": "ratio", "tolerance": 1},
        {"basis": "band"},
        {"basis": "band", "amber_limit": math.inf},
        {"basis": "share"},
        {"zero": "green"},
    ],
)
def test_rules_that_cannot_rate_are_refused(fields: dict) -> None:
    with pytest.raises(hw.HeadwayError):
        hw.RatingRule(**fields)


@pytest.mark.parametrize("field", ["tolerance", "amber_limit"])
def test_a_rule_refuses_booleans(field: str) -> None:
    with pytest.raises((hw.HeadwayError, TypeError)):
        hw.RatingRule(**{"basis": "band", "amber_limit": 1.0} | {field: True})


@pytest.mark.parametrize("five", [5, np.int64(5), np.float32(5), Decimal(5), Fraction(5)], ids=type_of)
def test_a_rule_takes_any_kind_of_number(five) -> None:
    assert hw.RatingRule(basis="absolute", tolerance=five) == hw.RatingRule(basis="absolute", tolerance=5.0)
    assert hw.RatingRule(basis="band", amber_limit=five).amber_limit == 5.0


@pytest.mark.parametrize("field", ["tolerance", "amber_limit"])
@pytest.mark.parametrize("found", ["5", 10**400, [5]], ids=type_of)
def test_a_rule_refuses_what_is_no_number_by_name(field: str, found) -> None:
    with pytest.raises(hw.HeadwayError, match=field):
        hw.RatingRule(**{"basis": "band", "amber_limit": 1.0} | {field: found})


def test_a_rule_is_a_value() -> None:
    rule = hw.RatingRule(basis="band", amber_limit=80, tolerance=0.2, amber_inclusive=False)
    assert rule == hw.RatingRule(basis="band", amber_limit=80, tolerance=0.2, amber_inclusive=False)
    assert hash(rule) == hash(copy.deepcopy(rule))
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert eval(repr(rule), {"RatingRule": hw.RatingRule}) == rule
    assert eval(repr(hw.RatingRule()), {"RatingRule": hw.RatingRule}) == hw.RatingRule() != rule
    assert rule != "rule"
    assert (rule.basis, rule.amber_limit, rule.tolerance, rule.zero) == ("band", 80.0, 0.2, "red")
    assert hw.RatingRule().amber_limit is None
    for name, other in {"tolerance": 0.3, "basis": "relative", "amber_limit": 81, "green_inclusive": False,
                        "amber_inclusive": True, "zero": "not_rated"}.items():  # fmt: skip
        same = {
            n: getattr(rule, n)
            for n in ("tolerance", "basis", "amber_limit", "green_inclusive", "amber_inclusive", "zero")
        }
        assert hw.RatingRule(**same) == rule != hw.RatingRule(**same | {name: other})
        with pytest.raises(AttributeError):
            setattr(rule, name, other)
    assert "version" in hw.RatingRule.method


@pytest.mark.parametrize("enum", [hw.Polarity, hw.Accrual, hw.Frequency, hw.Rating, hw.Direction])
def test_python_and_cpp_have_the_same_words(enum) -> None:
    assert [str(member) for member in enum] == _core.vocabularies()[enum.__name__.lower()]
    assert all(member.name == member.value for member in enum)


@pytest.mark.parametrize("polarity", list(hw.Polarity))
def test_an_enum_is_its_word(polarity: hw.Polarity) -> None:
    assert hw.rate(70, 86, polarity=polarity) == hw.rate(70, 86, polarity=str(polarity))
