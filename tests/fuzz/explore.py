"""Explores the fuzz targets with clang's libFuzzer: ``python tests/fuzz/explore.py SECONDS [arguments of cmake]``.

All targets share the seconds. They begin with the stored corpora and the texts of the tables in tests/data; what is
new is kept in build/fuzz/corpus, findings in build/fuzz/found. A finding is named, with the command that replays it,
and makes the exit code 1.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "fuzz"
TARGETS = sorted(file.name for file in (HERE / "corpus").iterdir())
TABLES = {
    "ages": (),
    "money": ("money.csv", "figures.csv"),
    "periods": ("labels.csv",),
    "text": ("figures.csv", "polarities.csv", "money.csv"),
}


def version(name: str) -> int:
    number = re.search(r"\d+$", name)
    return int(number[0]) if number else 0


def has_fuzzer(compiler: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.cpp"
        source.write_text('extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }')
        options = ["-std=c++20", "-fsanitize=fuzzer,address,undefined", "-o", str(source.with_suffix(""))]
        return subprocess.run([compiler, str(source), *options], capture_output=True).returncode == 0


def find_clang() -> str | None:
    """The compiler of CXX where it will do, else the newest clang++ on the path that has libFuzzer."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if Path(folder).is_dir()]
    names = {file.name for folder in folders for file in folder.glob("clang++*")}
    named = [name for name in names if re.fullmatch(r"clang\+\+(-\d+)?", name)]
    candidates = [os.environ.get("CXX", ""), *sorted(named, key=version, reverse=True)]
    paths = [path for path in map(shutil.which, candidates) if path]
    return next((path for path in paths if has_fuzzer(path)), None)


def build(compiler: str, arguments: list[str]) -> None:
    configure = ["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None"]
    subprocess.run([*configure, "-DHEADWAY_BUILD_TESTS=ON", f"-DCMAKE_CXX_COMPILER={compiler}", *arguments], check=True)
    subprocess.run(["cmake", "--build", BUILD, "--target", "headway_fuzz"], check=True)


def write_seeds(target: str) -> Path:
    seeds = BUILD / "seeds" / target
    seeds.mkdir(parents=True, exist_ok=True)
    texts = []
    for table in TABLES.get(target, ()):
        with (ROOT / "tests" / "data" / table).open(newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    for number, text in enumerate(texts):
        (seeds / f"{number:03}").write_text(text)
    return seeds


def explore(target: str, seconds: int) -> bool:
    """Whether all that was tried holds."""
    found, new, log = BUILD / "found", BUILD / "corpus" / target, BUILD / f"{target}.log"
    for folder in (found, new):
        folder.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    program = BUILD / "tests" / "fuzz" / "headway_fuzz"
    options = [f"-max_total_time={seconds}", "-timeout=20", "-max_len=600", f"-artifact_prefix={found}/{target}-"]
    with log.open("w") as output:
        done = subprocess.run(
            [program, f"--target={target}", *options, new, HERE / "corpus" / target, write_seeds(target)],
            stderr=output,
        )
    said = log.read_text(errors="replace")
    runs = re.search(r"Done (\d+) runs", said)
    verdict = "all hold" if done.returncode == 0 else "a FINDING"
    print(f"{target}: {runs[1] if runs else '?'} runs, {verdict}", flush=True)
    if done.returncode == 0:
        return True
    reason = re.search(r"^(does not hold: .*|.*runtime error: .*|.*ERROR: .*|terminate called.*)$", said, re.MULTILINE)
    print(f"  {reason[0] if reason else 'it ended'}\n  all of it: {log}")
    for path in sorted(set(found.iterdir()) - before):
        print(f"  input: {path}\n  replay: {program} --target={target} {path}")
    return False


def main(seconds: int, arguments: list[str]) -> int:
    compiler = find_clang()
    if compiler is None:
        print("make fuzz needs a clang++ with libFuzzer: apt-get install clang libclang-rt-dev", file=sys.stderr)
        return 1
    build(compiler, arguments)
    results = [explore(target, max(1, seconds // len(TARGETS))) for target in TARGETS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, sys.argv[2:]))
