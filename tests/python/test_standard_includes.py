"""Each header includes the standard header of each name of `std` that it uses, and leans on no compiler's own.

That the headers compile alone is proved with the standard headers read before them, in a third less time; what another
standard library would miss is found here.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "include"
NAMES = {
    "algorithm": "adjacent_find all_of any_of binary_search clamp copy copy_backward copy_if copy_n count count_if "
                 "equal equal_range fill fill_n find find_if find_if_not for_each generate includes inplace_merge "
                 "is_sorted iter_swap lexicographical_compare lower_bound max max_element merge min min_element "
                 "minmax minmax_element mismatch move_backward none_of nth_element partial_sort partition "
                 "partition_point remove remove_if replace reverse rotate search set_difference set_intersection "
                 "shuffle sort stable_partition stable_sort transform unique upper_bound",
    "array": "array to_array",
    "bit": "bit_cast bit_width countl_zero countr_zero has_single_bit popcount",
    "charconv": "chars_format from_chars to_chars",
    "chrono": "chrono",
    "cmath": "abs cbrt ceil copysign cos erf erfc exp expm1 fabs floor fma fmax fmin fmod frexp hypot isfinite isinf "
             "isnan ldexp lgamma llround log log10 log1p log2 lround modf nan nearbyint nextafter pow remainder round "
             "signbit sin sqrt tan tgamma trunc",
    "compare": "partial_ordering strong_ordering weak_ordering",
    "concepts": "convertible_to floating_point integral invocable same_as",
    "cstddef": "byte ptrdiff_t size_t",
    "cstdint": "int16_t int32_t int64_t int8_t uint16_t uint32_t uint64_t uint8_t uintmax_t uintptr_t",
    "cstdio": "snprintf",
    "cstdlib": "getenv strtod",
    "cstring": "memcmp memcpy memmove memset strlen",
    "exception": "current_exception exception exception_ptr",
    "functional": "cref function greater hash invoke less multiplies plus ref reference_wrapper",
    "initializer_list": "initializer_list",
    "iterator": "advance back_inserter distance make_reverse_iterator prev reverse_iterator",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "make_shared make_unique shared_ptr unique_ptr",
    "mutex": "lock_guard mutex unique_lock",
    "numbers": "numbers",
    "numeric": "accumulate adjacent_difference gcd inner_product iota lcm midpoint partial_sum reduce",
    "optional": "make_optional nullopt nullopt_t optional",
    "queue": "priority_queue queue",
    "random": "mt19937",
    "ranges": "ranges views",
    "set": "multiset set",
    "span": "span",
    "sstream": "istringstream ostringstream stringstream",
    "stdexcept": "invalid_argument logic_error out_of_range runtime_error",
    "string": "getline stod stoi string to_string",
    "string_view": "string_view",
    "system_error": "errc",
    "thread": "thread",
    "tuple": "forward_as_tuple make_tuple tie tuple tuple_size",
    "type_traits": "conditional_t decay_t enable_if_t false_type invoke_result_t is_convertible_v is_enum_v "
                   "is_floating_point_v is_integral_v is_invocable_v is_same_v is_signed_v is_trivially_copyable_v "
                   "is_unsigned_v make_unsigned_t remove_cvref_t true_type underlying_type_t void_t",
    "unordered_map": "unordered_map",
    "unordered_set": "unordered_set",
    "utility": "as_const cmp_greater_equal cmp_less exchange forward in_range index_sequence make_pair move pair swap",
    "variant": "get_if holds_alternative monostate variant visit",
    "vector": "vector",
}  # fmt: skip
HEADER_OF = {name: header for header, names in NAMES.items() for name in names.split()}


def lacking(text: str) -> list[str]:
    """The standard headers of the names of `std` in a header's code that it does not include."""
    included = set(re.findall(r"^#include <(\w+)>", text, re.MULTILINE))
    code = re.sub(r'"(?:\\.|[^"\\])*"', '""', re.sub(r"//.*", "", text))
    return sorted({HEADER_OF[name] for name in re.findall(r"\bstd::(\w+)", code) if name in HEADER_OF} - included)


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("#include <vector>\nstd::vector<double> x;", []),
        ("std::vector<std::size_t> x;  // std::map", ["cstddef", "vector"]),
        ('#include <string>\nstd::string x = "std::map";', []),
    ],
)
def test_what_is_lacking_is_found(code: str, missing: list[str]) -> None:
    assert lacking(code) == missing


def test_a_header_includes_what_it_names_of_std() -> None:
    headers = sorted(ROOT.rglob("*.hpp"))
    assert headers
    assert {str(path.relative_to(ROOT)): found for path in headers if (found := lacking(path.read_text()))} == {}
