"""The documentation has an entry for every public name, and no link of its pages leads nowhere."""

import ast
import doctest
import importlib.util
import inspect
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import cpp_pages
import headers
import imports
import links
import mended
import pytest
import python_pages

ROOT = Path(__file__).parents[2]
OF_THE_PROJECT = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *(ROOT / name for name in OF_THE_PROJECT)]


@pytest.fixture(scope="module")
def read() -> list[headers.Header]:
    return headers.headers()


@pytest.fixture(scope="module")
def cpp(read: list[headers.Header]) -> dict[str, str]:
    return dict(cpp_pages.Pages(read).files())


@pytest.fixture(scope="module")
def made(cpp: dict[str, str]) -> set[Path]:
    """The pages that are made when the site is built."""
    reference = ROOT / "docs" / "reference"
    places = {reference / "cpp" / place for place in cpp} | {reference / "command.md", ROOT / "docs" / "gallery.md"}
    return places | {reference / "python" / place for place, _ in python_pages.files()}


def test_every_public_name_of_python_has_an_entry_that_says_what_it_is() -> None:
    text = "\n".join(text for _, text in python_pages.files())
    names = python_pages.public()
    assert len(names) > 150
    lacking = [name for name in names if not re.search(rf"(?:\.\. auto\w+::|\{{py:class\}}) {re.escape(name)}\n", text)]
    assert lacking == []
    assert [name for name, thing in names.items() if not (inspect.getdoc(thing) or "").strip()] == []


def settings_of_sphinx(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("HEADWAY_SOURCE", str(ROOT))
    monkeypatch.setattr(sys, "path", [*sys.path])  # which the settings add to
    return runpy.run_path(str(ROOT / "docs" / "making" / "conf.py"))


# Tests that ask Sphinx are there where it is, and not skipped elsewhere: a file with a skipped one runs each time.
has_sphinx = importlib.util.find_spec("sphinx") is not None


def names_that_share_a_text_are_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    napoleon = importlib.import_module("sphinx.ext.napoleon")
    settings = settings_of_sphinx(monkeypatch)
    config = napoleon.Config(**{name: each for name, each in settings.items() if name.startswith("napoleon_")})
    for heading in ("Parameters", "Attributes"):
        text = f"It is.\n\n{heading}\n{'-' * len(heading)}\nlower, upper : float\n    Its ends.\n"
        made = str(napoleon.NumpyDocstring(text, config))
        assert "**lower, upper** (*float*) -- Its ends." in made, made


if has_sphinx:
    test_names_that_share_a_text_are_one_entry = names_that_share_a_text_are_one_entry


def test_defaults_are_shown_by_their_values(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of_sphinx(monkeypatch)
    assert not settings.get("autodoc_preserve_defaults")  # or by what the source calls them, which may be private
    for path, thing in python_pages.public().items():
        if inspect.isfunction(thing):
            assert " at 0x" not in str(inspect.signature(thing)), path


def test_headers_that_are_not_public_are_told_from_those_that_are(cpp: dict[str, str]) -> None:
    public, inner = cpp["audit/index.md"].split("## Not public")
    assert {"headway/audit/audit.hpp", "headway/audit/claim.hpp", "headway/audit/lexicon.hpp"} <= set(
        re.findall(r"^\| \[(\S+)\]", public, re.MULTILINE)
    )
    assert "[headway/audit/ledger.hpp]" in inner and "**Not public**" in cpp["audit/ledger.md"]
    assert "[headway/audit/ledger.hpp]" not in public and "Not public" not in cpp["audit/audit.md"]
    assert [place for place, page in cpp.items() if "Not public" in page and not place.startswith("audit/")] == []


def test_every_header_has_a_page_that_says_what_it_is(read: list[headers.Header]) -> None:
    assert [header.path for header in read if not header.page] == []


def test_every_public_name_of_cpp_has_an_entry_that_says_what_it_is(
    read: list[headers.Header], cpp: dict[str, str]
) -> None:
    entries = set(re.findall(r"operator(?:<<|<=>|==|[-+*/])|[~\w]+", "\n".join(
        line for page in cpp.values() for line in re.findall(r"^`+\{c(?:pp)?:[\w-]+\} (.*)", page, re.MULTILINE)
    )))  # fmt: skip
    silent, lacking = [], []
    for header in read:
        for name in header.names:
            if name.name not in entries:
                lacking.append(f"{header.path}: {name.full}")
            if not name.words:
                silent.append(f"{header.path}:{name.line}: {name.full}")
    assert sum(len(header.names) for header in read) > 1200
    assert lacking == []
    assert silent == []


def entries_of_cpp_are_of_kinds_that_sphinx_has(cpp: dict[str, str]) -> None:
    of_c = importlib.import_module("sphinx.domains.c").CDomain.directives
    of_cpp = importlib.import_module("sphinx.domains.cpp").CPPDomain.directives
    kinds = {kind for page in cpp.values() for kind in re.findall(r"^`+\{(c(?:pp)?:[\w-]+)\}", page, re.MULTILINE)}
    assert "c:macro" in kinds
    assert kinds - {f"c:{kind}" for kind in of_c} - {f"cpp:{kind}" for kind in of_cpp} == set()


if has_sphinx:
    test_entries_of_cpp_are_of_kinds_that_sphinx_has = entries_of_cpp_are_of_kinds_that_sphinx_has


def test_what_stands_at_the_level_of_a_namespace_is_read(read: list[headers.Header]) -> None:
    """By a plainer reading: what begins a line as a class, an enum or a function, outside of `detail`."""
    found = {name.name for header in read for name in header.names}
    plain = re.compile(
        r"^(?:struct|class|enum class) (\w+)(?: final)?(?: :.*)? \{|"
        r"^(?:\[\[nodiscard\]\] )?(?:inline|constexpr) [\w:<>,& \*]*?(?<![:\w])(\w+)\((?!\))",
        re.MULTILINE,
    )
    for header in read:
        text = (ROOT / "include" / header.path).read_text("utf-8")
        text = re.sub(r"^namespace [\w: ]*\bdetail \{.*?^\}  // namespace", "", text, flags=re.M | re.S)
        names = {name for match in plain.findall(text) for name in match if name and name != "operator"}
        assert names - found == set(), header.path


def test_a_name_without_words_and_one_within_a_class_are_told(tmp_path: Path) -> None:
    file = tmp_path / "headway" / "x.hpp"
    file.parent.mkdir()
    file.write_text("/// @file\n/// Says it.\n#pragma once\n\nnamespace headway::inline HEADWAY_ABI {\n\n"
                    "/// What it is.\nstruct Known {\n    double lower = 0.0, upper = 0.0;  ///< its ends\n};\n\n"
                    "[[nodiscard]] inline int silent(int a = 1) { return a; }\n\n"
                    "inline Known operator-(const Known& a, const Known&) noexcept { return a; }  ///< the first\n\n"
                    "namespace detail {\ninline int hidden() { return 1; }\n}  // namespace detail\n\n"
                    "enum class Side : int { left, right };  ///< of a street\n\n}  // headway\n")  # fmt: skip
    reader = headers._Reader(file.read_text())
    names = {name.full: name for name in reader.names()}
    assert list(names) == ["headway::Known", "headway::silent", "headway::operator-", "headway::Side"]
    assert [(member.name, member.words) for member in names["headway::Known"].members] == [
        ("lower", "its ends"), ("upper", "its ends")]  # fmt: skip
    assert (names["headway::silent"].words, names["headway::Side"].words) == ("", "of a street")
    assert [member.name for member in names["headway::Side"].members] == ["left", "right"]


def test_names_of_cpp_that_pages_name_are_there(read: list[headers.Header]) -> None:
    known = {name.full for header in read for name in header.names} | {"headway::headway", "headway::batch"}
    scopes = {name.scope for header in read for name in header.names}
    known |= {f"{name.full}::{member.name}" for header in read for name in header.names for member in name.members}
    for page in PAGES:
        if page.name == "CHANGELOG.md":  # which tells of names that are gone
            continue
        named = set(re.findall(r"headway(?:::\w+)+", page.read_text("utf-8")))
        assert {name for name in named if name not in known | scopes and "::v0_" not in name} == set(), page


def test_no_link_of_a_page_leads_nowhere(made: set[Path]) -> None:
    assert len(PAGES) > 80
    assert links.broken_in_pages(PAGES, made.__contains__) == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_a_page_imports_what_its_examples_use(page: Path) -> None:
    text = imports.with_imports(page.read_text("utf-8")).replace("```", "\n")
    known: set[str] = set()
    for example in doctest.DocTestParser().get_examples(text):
        for node in ast.walk(ast.parse(example.source)):
            if isinstance(node, ast.Import):
                known |= {each.asname or each.name for each in node.names}
            assert not isinstance(node, ast.Name) or node.id not in {"hw", "pd", "np", "datetime"} - known, (
                example.source
            )


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# One\n\n[b](b.md) [c](#two) [d](#one) `[e](e.md)` [`f`](a.md#one)\n\n```\n[g](g.md)\n```\n")
    assert links.broken_in_pages([page], lambda place: False) == [
        f"{page}: b.md: no such page", f"{page}: #two: no such heading"]  # fmt: skip
    (tmp_path / "x.html").write_text('<p id="here"><a href="#here">a</a><a href="#there">b</a><a href="y.html">c</a>')
    assert links.broken_in_site(tmp_path) == ["x.html: #there: no such place", "x.html: y.html: no such file"]


def test_each_page_of_methods_runs_an_example_and_says_how_sure_it_is() -> None:
    sheets = [page for page in (ROOT / "docs" / "methods").glob("*.md") if page.name != "index.md"]
    assert len(sheets) > 30
    for page in sheets:
        text = page.read_text("utf-8")
        assert ">>> " in text and "## How sure" in text and "```{header}" in text, page


def test_what_a_screen_reader_stumbles_over_is_mended() -> None:
    page = mended.mended('<dl>\n<dd>int a,</dd>\n<dd>int b</dd>\n</dl><dl class="cpp"><dt>f</dt></dl>'
                         '<th class="head"><p></p></th><th class="head"><p>name</p></th>')  # fmt: skip
    assert page == ('<span class="sig-lines"><span class="sig-line">int a,</span>\n'
                    '<span class="sig-line">int b</span>\n'
                    '</span><dl class="cpp"><dt>f</dt></dl><td></td><th class="head"><p>name</p></th>')  # fmt: skip
