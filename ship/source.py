"""Makes the source archive, and proves that it builds where there is a compiler and a Python and nothing else:

    python ship/source.py build/dist python3

The archive is unpacked by pip in an environment of its own, with what the build needs from wheels and none of this
project's tools, caches or paths. That it says file by file what it compiles is part of the proof.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 20_000_000  # bytes
NEEDS = ("CMakeLists.txt", "LICENSE", "README.md", "cmake/HeadwayNeeds.cmake", "include/headway/headway.hpp",
         "pyproject.toml", "python/bindings/core.cpp", "python/headway/__init__.py", "src/assess.cpp")  # fmt: skip
NEVER = (".ci/", ".git/", ".venv/", "build/", "dist/")
RATED = "import headway as hw; print(hw.rate(94.86, 86.6, polarity='low_is_good').name)"


def main(out: Path, python: str) -> None:
    """Make it, look into it, build it and rate a figure with what was built."""
    place = ROOT / "build" / "source"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    run(sys.executable, "-m", "pip", "install", "--quiet", "build")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", place / "made", ROOT)
    (archive,) = (place / "made").glob("headway-*.tar.gz")
    if problems := [*of_the_archive(archive)]:
        sys.exit("\n".join(problems))
    print(f"{archive.name}: {archive.stat().st_size / 1e6:.2f} MB; compiling it, some minutes", flush=True)
    began = time.monotonic()
    run(python, "-m", "venv", place / "venv", only=bare())
    own = place / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    cache = {"PIP_CACHE_DIR": str(place / "cache")}  # another would have the wheel of an earlier archive of this name
    said = run(own, "-m", "pip", "install", "--verbose", archive, cwd=place, only=bare() | cache)
    (place / "log").write_text(said)
    steps = re.findall(r"\[\d+/\d+\] Building CXX object", said)
    if len(steps) < 5:
        sys.exit(f"{archive.name} does not say what it compiles: see {place}/log")
    *_, rated = run(own, "-c", RATED, cwd=place, only=bare()).split()
    if rated != "amber":
        sys.exit(f"{archive.name} rates {rated}; expected: amber")
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(archive, out)
    print(f"  built and rated in {time.monotonic() - began:.0f} s, told in {len(steps)} steps", flush=True)


def of_the_archive(archive: Path) -> list[str]:
    """What an archive lacks, or has too much."""
    with tarfile.open(archive) as held:
        names = [name.partition("/")[2] for name in held.getnames()]
    problems = [f"{archive.name} lacks {name}" for name in NEEDS if name not in names]
    problems += [f"{archive.name} holds {name}" for name in names if name.startswith(NEVER)][:10]
    if archive.stat().st_size > LARGEST:
        problems.append(f"{archive.name} has {archive.stat().st_size} bytes; accepted: {LARGEST} at most")
    return problems


def bare() -> dict[str, str]:
    """An environment without what this project sets: where programs are, who one is, and how pip is set up."""
    kept = {name: value for name, value in os.environ.items()
            if name.startswith("PIP_") or name in ("HOME", "LANG", "TMPDIR", "SYSTEMROOT", "USERPROFILE")}  # fmt: skip
    folders = [each for each in os.environ["PATH"].split(os.pathsep) if not each.startswith(str(ROOT))]
    return kept | {"PATH": os.pathsep.join(folders), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*command: str | Path, cwd: Path = ROOT, only: dict[str, str] | None = None) -> str:
    """What a command says (pip tells of a build where errors go); where it fails, that, and the end."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, text=True, env=only, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-12000:]}")
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("python ship/source.py OUT PYTHON")
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
