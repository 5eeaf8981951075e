"""How the sources are made that prove of every header that it compiles alone: tests/cpp/headers_alone.py."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("headers_alone", ROOT / "tests" / "cpp" / "headers_alone.py")
assert spec is not None and spec.loader is not None
headers_alone = importlib.util.module_from_spec(spec)
spec.loader.exec_module(headers_alone)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("namespace headway::inline HEADWAY_ABI {\nstruct Cause { int places; };\n}", {"Cause"}),
        ("namespace headway::detail {\nclass Reader final : public Base<int> {\nvoid read();\n};\n}", {"Reader"}),
        ("enum class Polarity : std::uint8_t { high, low };", {"Polarity"}),
        ("template <>\nstruct Vocabulary<Polarity> { static constexpr int name = 1; };", set()),
        ("template <>\nstruct std::hash<Period> { int seed; };", set()),
        ("template <class E>\nstruct Vocabulary;", {"Vocabulary"}),
        ("[[nodiscard]] inline double mean(std::span<const double> of, Rule rule = {}) {\nreturn 0; }", {"mean"}),
        ("inline constexpr std::array<std::pair<int, int>, 2> words{{{1, 2}, {3, 4}}};", {"words"}),
        ("constexpr double factor = twice(other);", {"factor"}),
        ("using Rows = std::vector<std::string>;", {"Rows"}),
        ("template <class T, class = std::enable_if_t<(sizeof(T) > 1)>>\nT widest(T a);", {"widest"}),
        ("bool operator==(const Period& a, const Period& b);", set()),
        ("struct Table;\ninline Table read(int);  // struct Comment;", {"read"}),
        ('inline const char* found = "struct Quoted {";', {"found"}),
    ],
)
def test_names_at_the_level_of_a_namespace_are_declared(text: str, names: set[str]) -> None:
    assert {name for _, name in headers_alone.names_declared(text)} == names


def test_a_name_comes_with_the_namespaces_that_it_stands_in() -> None:
    text = "namespace headway::inline HEADWAY_ABI::spc {\nint a();\nnamespace detail {\nint b();\n}\nstruct C {};\n}"
    spc = frozenset({"headway", "spc"})
    assert headers_alone.names_declared(text) == {(spc, "a"), (spc | {"detail"}, "b"), (spc, "C")}


@pytest.mark.parametrize(("called", "lends"), [("twice(1)", False), ("spc::twice(1)", True)])
def test_a_name_of_a_namespace_that_a_header_does_not_name_is_not_lent(called: str, lends: bool) -> None:
    texts = {
        "a.hpp": "namespace headway::spc {\nint twice(int);\n}",
        "b.hpp": "namespace headway::plan {\ninline int four() { return " + called + "; }\n}",  # not alone
    }
    behind = [group for group in headers_alone.grouped(texts) if group[:2] == ["a.hpp", "b.hpp"]]
    assert bool(behind) is not lends


def test_no_header_stands_behind_one_that_could_lend_it_a_name() -> None:
    texts = {
        "a.hpp": "struct Sum {};",
        "b.hpp": "struct Other { Sum of; };",  # does not compile alone
        "c.hpp": '#include "a.hpp"\nstruct Third { Sum of; };',
    }
    for group in headers_alone.grouped(texts):
        if "b.hpp" in group:
            assert not {"a.hpp", "c.hpp"} & set(group[: group.index("b.hpp")])
    assert sorted(sum(headers_alone.grouped(texts), [])) == ["a.hpp", "b.hpp", "c.hpp"]


def test_what_is_read_before_its_turn_has_a_turn_of_its_own() -> None:
    """`b` would be read by `c` behind `a`, which lends it what it lacks."""
    texts = {"a.hpp": "struct Sum {};", "b.hpp": "Sum b();", "c.hpp": '#include "a.hpp"\n#include "b.hpp"\nint c();'}
    for group in headers_alone.grouped(texts):
        if "b.hpp" in group:
            assert group[0] == "b.hpp" or not {"a.hpp", "c.hpp"} & set(group[: group.index("b.hpp")])


def test_every_header_of_headway_has_its_turn() -> None:
    include = ROOT / "include"
    texts = {path.relative_to(include).as_posix(): path.read_text("utf-8") for path in include.rglob("*.hpp")}
    groups = headers_alone.grouped(texts)
    assert sorted(sum(groups, [])) == sorted(texts)
    assert len(groups) < len(texts) / 10
