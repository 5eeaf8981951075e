"""Where the installed headers and the CMake package are: `python -m headway --include`, `--cmake`, `--version`."""

import argparse

import headway

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m headway", description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--include", action="store_const", dest="answer", const=headway.get_include())
    choice.add_argument("--cmake", action="store_const", dest="answer", const=headway.get_cmake_dir())
    choice.add_argument("--version", action="store_const", dest="answer", const=headway.__version__)
    print(parser.parse_args().answer)
