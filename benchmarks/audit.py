"""How much of what a careful reader finds the audit finds: claims, verdicts, contradictions, planted errors.

    python benchmarks/audit.py DOCUMENTS CLAIMS.csv [--register REGISTER.csv] [--plant N --seed S] [--misses]

DOCUMENTS is a folder of texts, in the order of their names S0, S1, ...; CLAIMS a hand-made list of what they claim,
with `id, seed, line, quote, kind, verdict, class, source`. A claim of the list is read where the audit has one on its
line that shares its words, of the same kind where there is one. Its verdict is right where it is the same word.

`--plant` changes one figure or word of a claim that holds, N times, and counts where that gives a finding that was not
there before, with the place or with the changed figure in its arithmetic. `--misses` lists what was not found.
"""

import argparse
import csv
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd

CONTRADICTIONS = {"contradiction", "definition", "between_documents"}
VERDICTS = {"explained by rounding": "rounding", "cannot be checked": "not_checkable"}
KINDS = dict.fromkeys(
    ("same figure in two places", "same indicator in two tables", "cross-document"), "same figure elsewhere"
)
WAYS = [("rose", "fell"), ("rise", "fall"), ("increased", "decreased"), ("increase", "reduction"), ("higher", "lower"),
        ("above", "below"), ("better", "worse"), ("improving", "worsening"), ("improvement", "deterioration"),
        ("declining", "increasing"), ("more", "less"), ("falling", "rising"), ("up", "down"),
        ("decline", "increase"), ("reduced", "increased"), ("exceed", "miss"), ("\u25b2", "\u25bc")]  # fmt: skip
RATINGS = ["green", "amber", "red", "\U0001f7e2", "\U0001f7e1", "\U0001f534"]
COUNTS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
FIGURE = re.compile(r"(?<![\w.,'/-])\u00a3?(\d[\d,]*(?:\.\d+)?)(?![\d/]|\.\d|st\b|nd\b|rd\b|th\b|\+)(?:%|k\b|m\b)?")
NO_FIGURE = re.compile(
    r"\b(19|20)\d\d\b|per \d[\d,]*k?|\b\d+-\d+|\b\d+ (weeks|months|years)|within \d+%|Key Stage \d|[Gg]rade \d"
)

Row = Mapping[str, Any]


def audit(texts: Mapping[str, str], register: Any) -> hw.Audit:
    return hw.audit(texts, register=register)


def places(words: str, line: str) -> list[tuple[int, int]]:
    """Where words stand in a line; those that go on in the next line as far as they do."""
    while words and words not in line and " " in words:
        words = words.rsplit(" ", 1)[0]
    return [(at.start(), at.end()) for at in re.finditer(re.escape(words), line)] if words else []


def shared(one: str, other: str, line: str) -> int:
    """How many characters of a line two quotes of it share."""
    return max((min(b, d) - max(a, c) for a, b in places(one, line) for c, d in places(other, line)), default=0)


def best(row: Row, found: list[Row], line: str) -> Row | None:
    """The claim or finding of a line that a row of the list is: of its kind first, then with the most of its words."""
    kind = KINDS.get(row["kind"], row["kind"])
    scored = [(each.get("kind") == kind, shared(row["quote"], each["words"], line), -len(each["words"]), i)
              for i, each in enumerate(found)]  # fmt: skip
    scored = [each for each in scored if each[1] > 0]
    return found[max(scored)[3]] if scored else None


def by_line(frame: pd.DataFrame) -> dict[tuple[str, int], list[Row]]:
    lines = defaultdict(list)
    for each in frame.to_dict("records"):
        lines[each["document"], each["line"]].append(each)
    return lines


def measure(texts: Mapping[str, str], listed: list[dict[str, str]], register: Any, misses: bool) -> None:
    began = time.perf_counter()
    result = audit(texts, register)
    print(f"{len(result)} claims in {time.perf_counter() - began:.2f} s;", Counter(result.findings["class"]))
    claims = by_line(result.claims)
    findings = by_line(result.findings[result.findings["class"].isin(CONTRADICTIONS)])
    read = right = known = seen = 0
    for row in listed:
        at = row["seed"], int(row["line"])
        line, wanted = texts[at[0]].split("\n")[at[1] - 1], VERDICTS.get(row["verdict"], row["verdict"])
        claim = best(row, claims[at], line)
        read += claim is not None
        right += claim is not None and claim["verdict"] == wanted
        where = f"{row['id']} {at[0]}:{at[1]} {row['kind']}: {row['quote']!r}"
        if misses and claim is None:
            print("  not read:", where, wanted)
        elif misses and claim is not None and claim["verdict"] != wanted:
            print(f"  {claim['verdict']}, not {wanted}: {where} as {claim['kind']} {claim['words']!r}: {claim['why']}")
        if wanted == "contradiction" and row["class"] in "EDX":
            known += 1
            seen += best(row, findings[at], line) is not None
            if misses and best(row, findings[at], line) is None:
                print("  no finding:", where, row["arithmetic"])
    holds = result.claims[result.claims.verdict == "holds"].drop_duplicates(["document", "line", "words", "kind"])
    print(f"read {read} of {len(listed)} = {read / len(listed):.3f}; verdicts {right} of {read} = {right / read:.3f}")
    print(f"contradictions of classes E, D, X: {seen} of {known}; claims that hold: {len(holds)}")


def changes(row: Row, line: str) -> Iterator[tuple[str, int, int, str]]:
    """The kinds of error that can be planted in a claim: kind, place in the line, and what stands there then."""
    quotes = places(row["quote"], line)
    if not quotes or row["kind"] in {"name", "legend", "date window"}:
        return
    begin, end = quotes[0]
    quote = line[begin:end]
    none = [each.span() for each in NO_FIGURE.finditer(line)]
    for figure in FIGURE.finditer(line, begin, end):
        first, last = figure.span(1)
        if any(a < last and first < b for a, b in none) or (row["source"] == "table" and len(quote) > 40):
            continue
        kind = (
            "total" if row["kind"] == "total" else "share" if row["kind"] == "share"
            else "target" if row["source"] == "text" and "target" in line[max(begin, first - 25):first]
            else f"figure of the {row['source']}"
        )  # fmt: skip
        digits = [at for at in range(first, last) if line[at].isdigit()]
        start = next((k for k, at in enumerate(digits) if line[at] != "0"), 0)
        for at in digits[start : start + 3]:
            for digit in "123456789":
                if digit != line[at]:
                    yield kind, at, at + 1, digit
    for pair in WAYS:
        for word, other in (pair, pair[::-1]):
            for at in re.finditer(rf"(?<!\w){word}(?!\w)", quote):
                yield "direction", begin + at.start(), begin + at.end(), other
    for words, kind in ((RATINGS[:3], "rating"), (RATINGS[3:], "rating"), (COUNTS, "count word")):
        for word in words:
            for at in re.finditer(rf"(?<!\w){word}(?!\w)", quote, re.IGNORECASE):
                for other in words:
                    if other != word:
                        yield kind, begin + at.start(), begin + at.end(), other


def plant(texts: Mapping[str, str], listed: list[dict[str, str]], register: Any, count: int, seed: int,
          misses: bool) -> None:  # fmt: skip
    draw = random.Random(seed)
    possible = defaultdict(lambda: defaultdict(list))  # by kind, then by place
    for row in listed:
        if row["verdict"] == "holds":
            line = texts[row["seed"]].split("\n")[int(row["line"]) - 1]
            for kind, begin, end, instead in changes(row, line):
                possible[kind][row["seed"], int(row["line"]), begin].append((end, instead, row))
    before = keys(audit(texts, register))
    found, tried = Counter(), Counter()
    kinds = {kind: draw.sample(sorted(spots), len(spots)) for kind, spots in possible.items()}
    while any(kinds.values()) and tried.total() < count:
        for kind in sorted(kinds):
            if not kinds[kind] or tried.total() >= count:
                continue
            name, number, begin = at = kinds[kind].pop()
            end, instead, row = draw.choice(possible[kind][at])
            lines = texts[name].split("\n")
            was = lines[number - 1]
            lines[number - 1] = was[:begin] + instead + was[end:]
            new = keys(audit({**texts, name: "\n".join(lines)}, register)) - before
            around = FIGURE.search(lines[number - 1], max(0, begin - 8))
            figure = around[1].replace(",", "") if around else instead
            seen = any((name, number) in (key[:2], key[2:4]) or figure in key[4] for key in new)
            tried[kind, row["source"]] += 1
            found[kind, row["source"]] += seen
            if misses and not seen:
                words = was[max(0, begin - 60) : begin] + f"[{was[begin:end]} -> {instead}]" + was[end : end + 40]
                print(f"  missed {kind}: {name}:{number} {words!r} {sorted(new)[:1]}")
    for kind in sorted(tried):
        print(f"  {kind[0]}, {kind[1]}: {found[kind]} of {tried[kind]}")
    figures = {"figure of the text", "total", "share", "target"}
    text = [kind for kind in tried if kind[1] == "text" and kind[0] in figures]
    of_text = sum(tried[kind] for kind in text)
    print(f"planted: {found.total()} of {tried.total()} = {found.total() / tried.total():.3f} found; "
          f"a figure of the text {sum(found[kind] for kind in text)} of {of_text}")  # fmt: skip


def keys(result: hw.Audit) -> set[tuple[Any, ...]]:
    """The findings of an audit, each with both places and its arithmetic; no place is None, for NaN is not itself."""
    names = ["document", "line", "against_document", "against_line", "arithmetic", "rule", "words"]
    found = result.findings[names].astype(object)
    return set(found.where(found.notna(), None).itertuples(index=False, name=None))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--register", type=Path)
    parser.add_argument("--plant", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    texts = {f"S{i}": path.read_text(encoding="utf-8") for i, path in enumerate(sorted(given.documents.glob("*.txt")))}
    with given.claims.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    register = None
    if given.register is not None:
        register = pd.read_csv(given.register)[["indicator", "polarity"]].drop_duplicates()
    if given.plant:
        plant(texts, listed, register, given.plant, given.seed, given.misses)
    else:
        measure(texts, listed, register, given.misses)


if __name__ == "__main__":
    main()
