"""Others build on headway: from an installed tree, a wheel, a subdirectory, a package; of the system's headers or not.

Each test builds and runs the example programs as a stranger would, in an empty folder. headway itself is compiled once:
what is installed comes from the tree that the wheel came from, where there is one. All programs are compiled with the
installed tree; by the other ways, whose headers are held to be the same, one.
"""

import functools
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import headway as hw
import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "build/tree"
SYSTEM = ("CMAKE_FIND_USE_CMAKE_SYSTEM_PATH", "CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH")
SITE = Path(sysconfig.get_path("purelib"))
PRINTED = {
    "rate_indicators": [
        "Looked-after children  September 2024    94.86    +0.60  worsening  amber", "neutral indicator"
    ],
    # of 0.0 to 99.9 against 86.0: 140 values in a thousand are 86.0 or more, 86 are 77.4 to 85.9
    "project_year_end": ["2024/25: 583.0 (522.4 to 643.6 at 80%)", "today amber, at year end amber",
                         "by the line that the report drew: 581.6"],
    "print_bridge": ["Total                           42.65          -7.67             +6.62     41.60", "it closes",
                     "cash 161.51, worth 148.42 in 2024/25", "row 5, column 'expected_saving_gbp_m': read \"£11.3m*\""],
    "rate_columns": ["1000000 rows: 140000 green, 86000 amber, 774000 red"],
}


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
    return done.stdout


COMPILER = os.environ.get("CXX") or shutil.which("c++") or "g++"


@functools.cache
def flags() -> str:
    """Of GCC, that it collects its garbage less often: a seventh of its time, and nothing of what it says or makes."""
    ggc = "--param=ggc-min-expand=400 --param=ggc-min-heapsize=1000000"
    return ggc if "Free Software Foundation" in run(COMPILER, "--version") else ""


def build(source: Path, binary: Path, *definitions: str, targets: Iterable[str] = ("all",), **environment: str) -> None:
    run("cmake", "-S", source, "-B", binary, "-G", "Ninja", f"-DPython_EXECUTABLE={sys.executable}", *definitions,
        **{"CXXFLAGS": flags()} | environment)  # fmt: skip
    run("cmake", "--build", binary, "--target", *targets)


def check_programs(directory: Path, programs: Iterable[str] = PRINTED) -> None:
    for program in programs:
        printed = run(directory / program)
        for line in PRINTED[program]:
            assert line in printed


def headers(include: str | Path) -> dict[Path, bytes]:
    found = {path.relative_to(include): path.read_bytes() for path in Path(include).rglob("headway/**/*.hpp")}
    assert Path("headway/headway.hpp") in found
    return found


def built_here() -> bool:
    """Whether the headway that is tested was installed from the tree of `make`."""
    information = BUILT / ".skbuild-info.json"
    if not information.is_file():
        return False
    built_by = Path(json.loads(information.read_text())["python_executable"])  # "python" or "python3": the place counts
    return built_by.parent == Path(sys.executable).parent


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel was built, with no header but those of wheels."""
    if built_here():
        return BUILT
    tree = tmp_path_factory.mktemp("tree")
    without = [f"--config-settings=cmake.define.{where}=OFF" for where in SYSTEM]
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir",
        tree / "wheels", f"--config-settings=build-dir={tree}", *without, ROOT)  # fmt: skip
    return tree


@pytest.fixture(scope="session")
def installed(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree that `cmake --install` made."""
    place = tmp_path_factory.mktemp("installed")
    run("cmake", "--install", tree, "--prefix", place)
    return place


def test_find_package_in_an_installed_tree(installed: Path, tmp_path: Path) -> None:
    build(ROOT / "examples/cpp", tmp_path, f"-DCMAKE_PREFIX_PATH={installed};{SITE}",
          CXXFLAGS=f"{flags()} -Wall -Wextra -Werror")  # fmt: skip
    check_programs(tmp_path)


def test_installed_tree_records_no_directory_of_the_build_machine(tree: Path, installed: Path) -> None:
    """Nor the tree it was built in: what was built is not needed any more."""
    files = list(installed.rglob("*.cmake"))
    assert files
    for file in files:
        assert not [place for place in (ROOT, SITE, tree) if str(place) in file.read_text()], file


def test_headers_are_the_same_wherever_they_come_from(installed: Path) -> None:
    assert headers(installed / "include") == headers(ROOT / "include") == headers(hw.get_include())


def test_find_package_in_the_python_package(tmp_path: Path) -> None:
    where = run(sys.executable, "-m", "headway", "--cmake", cwd=tmp_path).strip()
    build(ROOT / "examples/cpp", tmp_path / "build", f"-Dheadway_DIR={where}", targets=["rate_columns"], VIRTUAL_ENV="")
    check_programs(tmp_path / "build", ["rate_columns"])


def test_headers_of_the_python_package_without_cmake(tmp_path: Path) -> None:
    program, source = tmp_path / "program", tmp_path / "small.cpp"
    source.write_text(SMALL)
    run(COMPILER, "-std=c++20", *flags().split(), f"-I{hw.get_include()}", f"-isystem{SITE / 'cmeel.prefix/include'}",
        source, "-o", program)  # fmt: skip
    assert run(program) == SMALL_PRINTS


def test_add_subdirectory(tmp_path: Path) -> None:
    """A program, and one of the kernels: all of them are compiled where the package is."""
    (tmp_path / "CMakeLists.txt").write_text(
        f"""cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
set(HEADWAY_BUILD_BATCH ON)
set(HEADWAY_BUILD_EXAMPLES ON)
add_subdirectory("{ROOT}" headway)
"""
    )
    kernel = "headway/CMakeFiles/headway_batch.dir/src/count.cpp.o"
    build(tmp_path, tmp_path / "build", f"-DCMAKE_PREFIX_PATH={SITE}", targets=("rate_indicators", kernel))
    check_programs(tmp_path / "build/headway/examples/cpp", ["rate_indicators"])
    linked = run("ninja", "-C", tmp_path / "build", "-t", "inputs", "rate_columns")
    assert {f"src/{file.name}.o" for file in (ROOT / "src").glob("*.cpp")} <= {
        line.split("headway_batch.dir/")[-1] for line in linked.splitlines()
    }


def test_a_subdirectory_is_installed_and_exported_again(tmp_path: Path) -> None:
    """Headers alone: the kernels are not built unless asked for."""
    (tmp_path / "CMakeLists.txt").write_text(
        f"""cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
set(HEADWAY_INSTALL ON)
add_subdirectory("{ROOT}" headway)
add_library(mine INTERFACE)
target_link_libraries(mine INTERFACE headway::headway)
install(TARGETS mine EXPORT mineTargets)
install(EXPORT mineTargets DESTINATION lib/cmake/mine)
if(TARGET headway::batch)
  message(FATAL_ERROR "headway::batch is built without being asked for")
endif()
"""
    )
    build(tmp_path, tmp_path / "build", f"-DCMAKE_PREFIX_PATH={SITE}", f"-DCMAKE_INSTALL_PREFIX={tmp_path / 'tree'}")
    run("cmake", "--install", tmp_path / "build")
    exported = (tmp_path / "tree/lib/cmake/mine/mineTargets.cmake").read_text()
    assert "headway::headway" in exported and (tmp_path / "tree/include/headway/version.hpp").is_file()
    assert "Threads" not in (tmp_path / "tree/lib/cmake/headway/headwayTargets.cmake").read_text()


def test_wheel_builds_with_the_headers_of_wheels_alone(tree: Path) -> None:
    """No header may come from /usr: what the compiler says it read for the wheel is the proof."""
    read = run("ninja", "-C", tree, "-t", "deps")
    libraries = [line.strip() for line in read.splitlines() if re.search(r"/(boost|Eigen)/", line)]
    assert any("/boost/date_time/" in line for line in libraries) and any("/Eigen/" in line for line in libraries)
    assert all("/cmeel.prefix/include/" in line for line in libraries)
    for target in ("python/bindings/CMakeFiles/_core.dir/", "CMakeFiles/headway_batch.dir/"):
        assert f"\n{target}" in read


def test_the_wheel_holds_the_package_and_what_others_build_on() -> None:
    """Of the wheel that was installed to be tested, as its record says."""
    names = [str(name) for name in importlib.metadata.files("headway") or ()]
    assert importlib.metadata.version("headway") == hw.__version__
    for needed in ("headway/__init__.py", "headway/py.typed", "headway/_core/__init__.pyi",
                   "headway/include/headway/headway.hpp", "headway/lib/cmake/headway/headwayConfig.cmake",
                   "headway/lib/libheadway_batch.a"):  # fmt: skip
        assert needed in names


def test_headers_of_the_system_come_first(tmp_path: Path) -> None:
    """A prefix that stands for the system's: it is searched before the wheels'."""
    system = tmp_path / "usr"
    shutil.copytree(SITE / "cmeel.prefix/include/eigen3", system / "include/eigen3")
    (system / "include/boost").symlink_to(SITE / "cmeel.prefix/include/boost")
    printed = run("cmake", "-S", ROOT, "-B", tmp_path / "build", "-G", "Ninja", "-LA",
                  f"-DCMAKE_SYSTEM_PREFIX_PATH={system}", f"-DCMAKE_PREFIX_PATH={SITE}",
                  "-DHEADWAY_BUILD_PYTHON=ON", f"-DPython_EXECUTABLE={sys.executable}")  # fmt: skip
    assert f"HEADWAY_BOOST_INCLUDE_DIR:PATH={system}/include\n" in printed
    assert f"HEADWAY_EIGEN_INCLUDE_DIR:PATH={system}/include/eigen3\n" in printed


def test_missing_headers_end_in_advice(tmp_path: Path) -> None:
    done = subprocess.run(
        ["cmake", "-S", ROOT, "-B", tmp_path, "-G", "Ninja", "-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF",
         f"-DCMAKE_MAKE_PROGRAM={shutil.which('ninja')}", f"-DCMAKE_CXX_COMPILER={shutil.which('c++')}"],
        capture_output=True, text=True, env={k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"},
    )  # fmt: skip
    assert done.returncode != 0
    assert "pip install cmeel-boost cmeel-eigen" in done.stderr and "libboost-dev" in done.stderr


def test_a_quiet_search_that_finds_no_headers_lets_the_project_go_on(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "CMakeLists.txt").write_text(
        """cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(headway QUIET)
if(headway_FOUND)
  message(FATAL_ERROR "headway was found without the headers it needs")
endif()
message(STATUS "headway is missing, and the project goes on")
"""
    )
    printed = run("cmake", "-S", tmp_path, "-B", tmp_path / "build", "-G", "Ninja",
                  f"-Dheadway_DIR={installed}/lib/cmake/headway",
                  "-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF", "-DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF",
                  f"-DCMAKE_MAKE_PROGRAM={shutil.which('ninja')}", f"-DCMAKE_CXX_COMPILER={shutil.which('c++')}",
                  VIRTUAL_ENV="")  # fmt: skip
    assert "headway is missing, and the project goes on" in printed


# --- by other ways, each a small program of headers ------------------------------------------------------------------

SMALL = """#include <headway/assess/rating.hpp>
#include <cstdio>
int main() {
    const headway::Rating rating = headway::rate(94.86, 86.60, {.polarity = headway::Polarity::low_is_good});
    std::printf("%s by headway %s\\n", std::string(headway::word(rating)).c_str(), headway::version);
}
"""
SMALL_PRINTS = f"amber by headway {hw.__version__}\n"


def small(folder: Path, how: str) -> Path:
    """A project of one small program that gets headway::headway by `how`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.cpp").write_text(SMALL)
    (folder / "CMakeLists.txt").write_text(
        f"""cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
{how}
add_executable(small small.cpp)
target_link_libraries(small PRIVATE headway::headway)
"""
    )
    return folder


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder whose package has the kernels as sources, as the wheels for others do: nothing is compiled."""
    folder = tmp_path_factory.mktemp("sources")
    run("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={SITE}",
        "-DHEADWAY_KERNELS_AS_SOURCES=ON", "-DCMAKE_INSTALL_LIBDIR=lib")  # fmt: skip
    run("cmake", "--install", folder, "--prefix", folder / "installed")
    return folder


def test_fetch_content_from_a_local_path(tmp_path: Path) -> None:
    how = f"""include(FetchContent)
FetchContent_Declare(headway SOURCE_DIR "{ROOT}")
FetchContent_MakeAvailable(headway)"""
    build(small(tmp_path, how), tmp_path / "build", f"-DCMAKE_PREFIX_PATH={SITE}")
    assert run(tmp_path / "build/small") == SMALL_PRINTS


def test_pkg_config(sources: Path, tmp_path: Path) -> None:
    if (program := shutil.which("pkg-config") or shutil.which("pkgconf")) is None:
        pytest.skip("needs pkg-config: apt-get install pkg-config")
    found = {"PKG_CONFIG_PATH": str(sources / "installed/lib/pkgconfig")}
    assert run(program, "--modversion", "headway", **found).strip() == hw.__version__
    options = run(program, "--cflags", "--libs", "headway", **found).split()
    (tmp_path / "small.cpp").write_text(SMALL)
    run(COMPILER, "-std=c++20", *flags().split(), f"-isystem{SITE / 'cmeel.prefix/include'}", tmp_path / "small.cpp",
        *options, "-o", tmp_path / "small")  # fmt: skip
    assert run(tmp_path / "small") == SMALL_PRINTS


def test_a_package_of_debian(sources: Path, tmp_path: Path) -> None:
    """Unpacked into a root of its own."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("needs dpkg-deb, which Debian has")
    run("cpack", "--config", sources / "CPackConfig.cmake", "-B", tmp_path / "packed")
    (package,) = (tmp_path / "packed").glob("libheadway-dev_*.deb")
    said = run("dpkg-deb", "--field", package)
    assert f"Version: {hw.__version__}" in said and "Depends: libboost-dev" in said
    run("dpkg-deb", "--extract", package, tmp_path / "root")
    project = small(tmp_path, f"find_package(headway {hw.__version__} REQUIRED)")
    build(project, tmp_path / "build", f"-DCMAKE_PREFIX_PATH={tmp_path / 'root/usr'};{SITE}")
    assert run(tmp_path / "build/small") == SMALL_PRINTS


def test_kernels_that_come_as_sources_are_compiled_by_who_links_them(sources: Path, tmp_path: Path) -> None:
    project = small(tmp_path, "find_package(headway REQUIRED)")
    with (project / "CMakeLists.txt").open("a") as more:
        more.write("target_link_libraries(small PRIVATE headway::batch)\n")
    run("cmake", "-S", project, "-B", tmp_path / "build", "-G", "Ninja",
        f"-DCMAKE_PREFIX_PATH={sources / 'installed'};{SITE}")  # fmt: skip
    commands = run("ninja", "-C", tmp_path / "build", "-t", "commands", "small")
    kernels = sorted(file.name for file in (ROOT / "src").glob("*.cpp"))
    assert sorted(re.findall(r"/headway/src/(\w+\.cpp)$", commands, re.MULTILINE)) == kernels
    assert "-ffp-contract=off" in commands
    (one,) = re.findall(r"-o (\S+/count\.cpp\.o) ", commands)
    run("cmake", "--build", tmp_path / "build", "--target", one)


def test_another_version_than_asked_for_is_said(sources: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["cmake", "-S", small(tmp_path, "find_package(headway 9.0 REQUIRED)"), "-B", tmp_path / "build", "-G", "Ninja",
         f"-DCMAKE_PREFIX_PATH={sources / 'installed'};{SITE}"], capture_output=True, text=True)  # fmt: skip
    assert done.returncode != 0
    assert 'compatible with requested version "9.0"' in done.stderr and f"version: {hw.__version__}" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-std=c++20 -fno-exceptions", "compile without -fno-exceptions"),
        ("-std=c++20 -ffast-math", "compile without -ffast-math"),
        ("-std=c++17", "compile with -std=c++20 or newer"),
        ("-std=c++20 -UFLT_EVAL_METHOD -D__FLT_EVAL_METHOD__=2", "compile with -msse2 -mfpmath=sse"),
    ],
)
def test_what_a_compiler_must_do_is_said_in_one_line(options: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "small.cpp").write_text("#include <headway/version.hpp>\n")
    done = subprocess.run(
        [COMPILER, *options.split(), "-w", "-fsyntax-only", f"-I{ROOT / 'include'}", tmp_path / "small.cpp"],
        capture_output=True, text=True,
    )  # fmt: skip
    errors = [line for line in done.stderr.splitlines() if "error" in line and "|" not in line]
    assert len(errors) == 1 and said in errors[0]


@pytest.mark.parametrize(
    ("missing", "definitions", "advice"),
    [
        ("a C++20 compiler", [], "dnf install gcc-c++"),
        ("Python 3.11 or newer with its C headers", ["-DHEADWAY_BUILD_PYTHON=ON", "-DPython_EXECUTABLE=/nowhere"],
         "dnf install python3 python3-devel"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_what_to_install(
    missing: str, definitions: list[str], advice: str, tmp_path: Path
) -> None:
    own = {name: value for name, value in os.environ.items() if name not in ("CXX", "PATH")}
    if definitions:
        own["PATH"] = os.environ["PATH"]
    done = subprocess.run(
        [shutil.which("cmake") or "cmake", "-S", ROOT, "-B", tmp_path, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={SITE}",
         f"-DCMAKE_MAKE_PROGRAM={shutil.which('ninja')}", *definitions], capture_output=True, text=True,
        env={"PATH": str(tmp_path)} | own)  # fmt: skip
    assert done.returncode != 0
    assert f"headway needs {missing}" in done.stderr and advice in done.stderr and "winget install" in done.stderr
