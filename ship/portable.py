"""Compiles the C++ tests for other systems than this one and runs them here:

    python ship/portable.py windows arm64 i686

Of each it compares the golden results (tests/data/golden.tsv) with those of x86-64 Linux: to the last bit where that
is promised, to 1e-12 elsewhere, and says which are which. Where a compiler or an emulator is missing it says what to
install.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

ROOT = Path(__file__).parents[1]
WINE = ("wine64", "/usr/lib/wine/wine64", "wine")


class System(NamedTuple):
    """What a system's programs are compiled and run with."""

    compiler: str
    emulators: Sequence[str]
    packages: str
    optimised: str = "-O0"  # further where each instruction is translated: that takes longer than to compile
    environment: Mapping[str, str] = {}
    others: Sequence[str] = ()  # programs that are called besides


SYSTEMS = {
    "windows": System("x86_64-w64-mingw32-g++-posix", WINE, "g++-mingw-w64-x86-64-posix wine64 lld", "-O0",
                      {"WINEDEBUG": "-all", "WINEPREFIX": str(ROOT / "build/portable/wine")}, ("ld.lld",)),
    "arm64": System("aarch64-linux-gnu-g++", ("qemu-aarch64", "qemu-aarch64-static"),
                    "g++-aarch64-linux-gnu qemu-user", "-O1"),
    "i686": System("i686-linux-gnu-g++", ("qemu-i386", "qemu-i386-static"), "g++-i686-linux-gnu qemu-user"),
}  # fmt: skip


def main(names: Sequence[str]) -> None:
    """Every system that is asked for; those that do not hold are named at the end."""
    if unknown := [name for name in names if name not in SYSTEMS]:
        sys.exit(f"found {', '.join(unknown)}; accepted: {', '.join(SYSTEMS)}")
    failed = [name for name in names if not holds(name, SYSTEMS[name])]
    if failed:
        sys.exit(f"not passed: {', '.join(failed)}")


def missing(system: System) -> str | None:
    """What to install for a system; None where all is there."""
    lacking = [program for program in (system.compiler, *system.others) if shutil.which(program) is None]
    if not lacking and emulator_of(system) is None:
        lacking = [system.emulators[0]]
    return f"needs {', '.join(lacking)}: apt-get install {system.packages}" if lacking else None


def emulator_of(system: System) -> str | None:
    """What runs a system's programs: "" where this machine does so by itself; None where nothing here can."""
    return "" if runs_by_itself(system) else next(filter(None, map(shutil.which, system.emulators)), None)


def runs_by_itself(system: System) -> bool:
    """Whether a program of a system runs here as it is, as most of 32-bit x86 do on x86-64."""
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "main.cpp"), Path(folder, "program")
        source.write_text("int main() {}")
        with contextlib.suppress(OSError):
            commands = ([system.compiler, "-static", source, "-o", program], [program])
            return all(subprocess.run(each, capture_output=True).returncode == 0 for each in commands)
    return False


def holds(name: str, system: System) -> bool:
    """Whether the C++ tests and the golden results of one system hold."""
    if (why := missing(system)) is not None:
        print(f"{name}: {why}", flush=True)
        return False
    place, began = ROOT / "build" / "portable" / name, time.monotonic()
    place.mkdir(parents=True, exist_ok=True)
    emulator = emulator_of(system)
    print(f"{name}: compiling all C++ tests, a few minutes; what it says is in {place}/log", flush=True)
    with open(place / "log", "w") as log:
        configured = ran(log, system, "cmake", "-S", ROOT, "-B", place, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
                         f"-DCMAKE_TOOLCHAIN_FILE={ROOT}/ship/systems/{name}.cmake", "-DHEADWAY_BUILD_TESTS=ON",
                         f"-DHEADWAY_TESTS_AT={system.optimised}", "-DCMAKE_CXX_FLAGS_NONE=-O1",
                         "-DHEADWAY_INSTALL=OFF",
                         f"-DCMAKE_CXX_COMPILER={shutil.which(system.compiler)}",
                         f"-DCMAKE_CROSSCOMPILING_EMULATOR={emulator}", *in_wheels())  # fmt: skip
        held = configured and ran(log, system, "cmake", "--build", place, "--parallel", "2", "--target",
                                  "headway_tests", "headway_golden")
        built = time.monotonic() - began
        held = held and ran(log, system, "ctest", "--test-dir", place, "--parallel", "2", "--verbose",
                            "--exclude-regex", "fuzz")
    said = (place / "log").read_text(errors="replace")
    for line in re.findall(r"^\d+: (\S+ +\d+ to the last bit.*|  \S.*(?:promised|not found).*|.*assertions.*)$", said,
                           re.MULTILINE):  # fmt: skip
        print(f"  {line}")
    took = time.monotonic() - began
    end = f"compiled in {built:.0f} s, run in {took - built:.0f} s" if held else f"FAILED, see {place}/log"
    print(f"{name}: {'passed, ' if held else ''}{end}", flush=True)
    return held


def in_wheels() -> list[str]:
    """Where the headers are that come in wheels: of other systems' compilers none of this machine's may be read."""
    import sysconfig

    return [f"-DCMAKE_PREFIX_PATH={sysconfig.get_path('purelib')}", "-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF",
            "-DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF", f"-DCMAKE_MAKE_PROGRAM={shutil.which('ninja')}",
            f"-DPython_EXECUTABLE={sys.executable}"]  # paths are not looked at: what builds is named


def ran(log: TextIO, system: System, *command: str | Path) -> bool:
    """Whether a command succeeds; what it says goes to the log."""
    own = {**os.environ, **system.environment}
    return subprocess.run(list(map(str, command)), env=own, stdout=log, stderr=subprocess.STDOUT).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:] or list(SYSTEMS))
