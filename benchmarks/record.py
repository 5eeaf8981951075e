"""Writes what `make bench` has printed into the guide, with the date and the machine.

    make bench MILLIONS="1 5" | tee bench.txt
    python benchmarks/record.py bench.txt

The section "Beside memory and other tools" of docs/evidence/speed.md is replaced; nothing else of it is.
"""

import datetime
import re
import sys
from pathlib import Path

GUIDE = Path(__file__).parents[1] / "docs" / "evidence" / "speed.md"
HEADING = "## Beside memory and other tools"
KERNEL = re.compile(r"(\S.*?) +(\d+) +([\d.]+) +([\d.]+) +(\d+) +(\d+%)")
VERB = re.compile(r"(?P<what>\S.*?) +(?P<rows>\d+) +(?P<taken>[\d.]+)   (?P<peers>\S.*)")


def machine() -> str:
    names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{len(names)} cores of {names[0]}" if names else "a machine that does not say what it is"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def section(printed: str, day: datetime.date) -> str:
    kernels, verbs = [], []
    for line in printed.splitlines():
        if kernel := KERNEL.fullmatch(line.strip()):
            kernels.append(kernel.groups())
        elif verb := VERB.fullmatch(line.strip()):
            verbs.append((*verb.group("what", "rows", "taken"), verb["peers"].replace("   ", "; ")))
    if not kernels or not verbs:
        found = f"{len(kernels)} lines of kernels and {len(verbs)} of verbs"
        sys.exit(f"found {found}; accepted: the output of `make bench`")
    return "\n\n".join([
        HEADING,
        f"Printed by `make bench` on {day.day} {day:%B %Y}, on {machine()}. Kernels run in one thread, beside a loop "
        "that copies as many bytes.",
        table(("kernel", "millions of rows", "ns a row", "copy", "bytes a row", "share of copy"), kernels),
        "Verbs, in seconds, beside what one would otherwise write: in brackets how many times as long that takes.",
        table(("verb", "millions of rows", "seconds", "beside"), verbs),
    ])  # fmt: skip


def main(file: str) -> None:
    before, _, after = GUIDE.read_text().partition(HEADING)
    rest = after.partition("\n## ")
    written = section(Path(file).read_text(), datetime.date.today())
    GUIDE.write_text(f"{before.rstrip()}\n\n{written}\n" + (f"\n## {rest[2]}" if rest[1] else ""))


if __name__ == "__main__":
    main(sys.argv[1])
