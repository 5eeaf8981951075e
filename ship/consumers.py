"""Builds C++ programs on headway with every compiler that is here, and runs them:

    python ship/consumers.py

Each program of examples/cpp, with the headers and with the kernels, as who has a wheel or a package builds it. What is
not here is named with what to install; one compiler at least must be.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = sysconfig.get_path("purelib")
# The oldest and the newest of each that Debian 12 has, with either standard library.
COMPILERS = {
    "g++ 12": ("g++-12", "", "g++-12"),
    "g++ 13": ("g++-13", "", "g++-13, where the system has it"),
    "g++ 14": ("g++-14", "", "g++-14, where the system has it"),
    "clang 14": ("clang++-14", "", "clang-14"),
    "clang 19": ("clang++-19", "", "clang-19"),
    "clang 19 with libc++": ("clang++-19", "-stdlib=libc++", "clang-19 libc++-19-dev libc++abi-19-dev"),
}
PRINTED = {
    "rate_indicators": "worsening  amber",
    "project_year_end": "2024/25: 583.0 (522.4 to 643.6 at 80%)",
    "print_bridge": "it closes",
    "rate_columns": "1000000 rows: 140000 green, 86000 amber, 774000 red",
}


def main() -> None:
    """Every compiler in turn; those that do not hold are named at the end."""
    installed = ROOT / "build" / "consumers" / "installed"
    run("cmake", "-S", ROOT, "-B", installed.parent / "headway", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={SITE}",
        "-DHEADWAY_KERNELS_AS_SOURCES=ON", "-DCMAKE_INSTALL_LIBDIR=lib")  # fmt: skip
    run("cmake", "--install", installed.parent / "headway", "--prefix", installed)
    held: list[str] = []
    failed: list[str] = []
    for name, (program, options, packages) in COMPILERS.items():
        compiler = shutil.which(program)
        if compiler is None or not has_library(compiler, options):
            print(f"{name}: not here; apt-get install {packages}", flush=True)
            continue
        began = time.monotonic()
        wrong = with_compiler(installed, name, compiler, options)
        (failed if wrong else held).append(name)
        took = time.monotonic() - began
        print(f"{name}: {wrong or 'all programs print what they should'} ({took:.0f} s)", flush=True)
    if failed or not held:
        sys.exit(f"not passed: {', '.join(failed) or 'there is no compiler'}")


def has_library(compiler: str, options: str) -> bool:
    """Whether the compiler finds the standard library that is asked for, to compile and to link with."""
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, *options.split(), "-std=c++20", "-x", "c++", "-", "-o", f"{folder}/program"]
        source = "#include <string>\nint main() { return std::string().size() == 0 ? 0 : 1; }\n"
        return subprocess.run(command, input=source, capture_output=True, text=True).returncode == 0


def with_compiler(installed: Path, name: str, compiler: str, options: str) -> str:
    """What is wrong with the programs of one compiler; nothing where all is well."""
    place = ROOT / "build" / "consumers" / name.replace(" ", "-").replace("+", "x")
    steps = (
        ["cmake", "-S", ROOT / "examples/cpp", "-B", place, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
         "-DCMAKE_UNITY_BUILD=ON", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=0", f"-DCMAKE_CXX_COMPILER={compiler}",
         f"-DCMAKE_CXX_FLAGS={options} -Wall -Wextra -Werror", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
         f"-DCMAKE_PREFIX_PATH={installed};{SITE}"],
        ["cmake", "--build", place],
    )  # fmt: skip
    for step in steps:
        done = subprocess.run(list(map(str, step)), capture_output=True, text=True)
        if done.returncode != 0:
            (place / "said").write_text(done.stdout + done.stderr)
            return f"FAILED, see {place}/said"
    ran = {program: subprocess.run([place / program], capture_output=True, text=True) for program in PRINTED}
    wrong = [program for program, done in ran.items() if done.returncode != 0 or PRINTED[program] not in done.stdout]
    return f"FAILED, {', '.join(wrong)} print something else or end before" if wrong else ""


def run(*command: str | Path) -> str:
    """What a command prints; where it fails, all that it said, and the end."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
