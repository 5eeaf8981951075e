"""The command line: `headway`, or `python -m headway`."""

import sys

import headway
from headway.report.command import run


def main() -> int:
    """Run what the command line asks for; what it returns is the exit code."""
    facts = {
        "include": (headway.get_include(), "where the headers are, for a C++ compiler"),
        "cmake": (headway.get_cmake_dir(), "where the CMake package is, for headway_DIR"),
        "version": (headway.__version__, "which version this is"),
    }
    return run(sys.argv[1:], facts)


if __name__ == "__main__":
    sys.exit(main())
