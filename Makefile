# make report   writes build/report/: index.html, the corporate scorecard of Q2 2024/25, and its other pages
# make docs     writes build/docs/: tutorials, guides, methods, references and the gallery, as a site to search offline
# make gallery  draws every kind of chart in ordinary and awkward cases: build/gallery/index.html
# make test     runs every test, C++ and Python, but what passed as it is
# make fuzz     looks for inputs that do not hold, SECONDS=60 in all, with clang
# make sanitize runs the C++ tests under address, undefined and thread sanitizers
# make wheel    wheels that others install, in build/dist, and proves them: for every Python that is here, or PYTHONS=
# make sdist    the source archive, in build/dist, and proves that it builds where there is nothing else
# make portable runs the C++ tests for Windows, 64-bit ARM and 32-bit x86, and compares the golden results
# make bench    times the kernels beside memory, and the verbs beside other tools, MILLIONS="1 2 4 8 16" of rows
# make consumers builds C++ programs on headway with every compiler that is here
# make release  checks all that a release promises, and makes its files in build/dist
#
# All set up what they need in .venv and build/, and do not redo finished work.

PYTHON ?= python3
SECONDS := 60
VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
# Two at a time: what waits, and what comes last and alone, leaves no processor idle. Ninja counts its own.
MAKEFLAGS += --jobs=2
unexport MAKEFLAGS
PYPROJECT := import tomllib; p = tomllib.load(open('pyproject.toml', 'rb'));
# Inside the environment that they speak of: with it they go.
STAMPS := $(VENV)/stamps
EXTRAS := report notebook test
# Warnings are errors where headway itself is tested, never for those who build or include it.
WERROR := $(if $(CI),ON,OFF)
TREE := build/tree
PASSED := $(TREE)/tests/cpp/passed
DEFINES := HEADWAY_BUILD_TESTS=ON HEADWAY_WERROR=$(WERROR) CMAKE_EXPORT_COMPILE_COMMANDS=ON \
	CMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF CMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF

export VIRTUAL_ENV := $(VENV)
export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Packages come uncompiled: what is imported is compiled once, not by each process anew.
unexport PYTHONDONTWRITEBYTECODE

BUILD_FILES := CMakeLists.txt CMakePresets.json pyproject.toml README.md LICENSE $(wildcard cmake/*)
# Directories too: a file that is deleted or renamed changes nothing else.
SOURCES := $(shell find include src python -not -path '*/__pycache__*')

SANITIZED := sanitize-address sanitize-thread

.PHONY: report docs gallery test test-cpp test-python fuzz sanitize $(SANITIZED) install check clean help \
	wheel sdist portable bench consumers tidy coverage release golden

help:
	@sed -n '1,14s/^# \{0,1\}//p' Makefile

REPORT := build/report/index.html
report: $(REPORT)
	@echo "The report is in build/report: open $(REPORT) in a browser"

gallery: $(STAMPS)/installed $(STAMPS)/environment
	$(BIN)/python examples/gallery.py build/gallery

# Built whole each time, in one to three minutes; warnings are errors, and no link leads nowhere. It is no part of the
# tests: these run the snippets, and hold links and entries, where they are written (test_docs.py, test_reference.py).
docs: $(STAMPS)/installed $(STAMPS)/environment $(STAMPS)/docs
	@echo "Writing the documentation: it takes one to three minutes"
	$(BIN)/python docs/making/stage.py build/docs

test: test-cpp test-python

install: $(STAMPS)/installed $(STAMPS)/environment

# Written whole: where one of its pages is, all are. What an earlier version left there is not known as a report.
$(REPORT): $(STAMPS)/installed $(STAMPS)/environment $(wildcard examples/data/southampton/*)
	@[ -e build/report/.headway-report ] || rm -rf build/report
	$(BIN)/python -m headway report examples/data/southampton --out build/report

# What passed is not run again before something that it is made of has changed.
test-cpp: $(STAMPS)/installed
	@echo "Compiling what changed of the C++ tests: all of them take about two minutes"
	cmake --build $(TREE) -- --quiet
	@if [ -f $(PASSED) ] && [ -z "$$(find $(TREE)/tests/cpp/headway_tests $(TREE)/tests/fuzz/headway_replay \
		$(TREE)/tests/golden/headway_golden tests/fuzz/corpus examples/data/southampton tests/data -newer $(PASSED))" ]; then echo "The C++ tests passed as they are"; else \
		ctest --test-dir $(TREE) --parallel 2 --output-on-failure && touch $(PASSED); fi

# So too the files of the Python tests: tests/python/unchanged.py.
test-python: $(STAMPS)/installed $(STAMPS)/environment
	@echo "Running the Python tests that something has changed for: all of them take about three minutes"
	$(BIN)/python -m pytest -n auto --dist worksteal --passed=$(STAMPS)/passed.json

# Neither is part of the tests: they take minutes to compile, and as long to run as one likes.
# The machine's own paths are not looked at: what builds is named.
BY_HAND = -DCMAKE_MAKE_PROGRAM=$(BIN)/ninja -DPython_EXECUTABLE=$(BIN)/python -DCMAKE_PREFIX_PATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
	$(foreach define,$(DEFINES),-D$(define))

fuzz: $(STAMPS)/tools
	$(BIN)/python tests/fuzz/explore.py $(SECONDS) $(BY_HAND)

sanitize: $(SANITIZED)

sanitize-address: SANITIZERS := address,undefined
sanitize-thread: SANITIZERS := thread
$(SANITIZED): $(STAMPS)/tools
	cmake -S . -B build/$@ -G Ninja -DCMAKE_BUILD_TYPE=None $(BY_HAND) \
		-DCMAKE_CXX_COMPILER=$$(command -v "$${CXX:-c++}") -DCMAKE_CXX_FLAGS="-g1 -fno-omit-frame-pointer -fsanitize=$(SANITIZERS) -fno-sanitize-recover=all"
	cmake --build build/$@ --target headway_tests headway_replay
	ctest --test-dir build/$@ --output-on-failure

# For others: in folders of their own below build/, so that nothing of `make test` is compiled again.
PYTHONS := python3.11 python3.12 python3.13 python3.14
wheel: $(STAMPS)/tools
	$(BIN)/python ship/wheels.py build/dist $(PYTHONS)

sdist: $(STAMPS)/tools
	$(BIN)/python ship/source.py build/dist $(PYTHON)

SYSTEMS := windows arm64 i686
portable: $(STAMPS)/tools
	$(BIN)/python ship/portable.py $(SYSTEMS)

consumers: $(STAMPS)/tools
	$(BIN)/python ship/consumers.py

release: $(STAMPS)/tools
	$(BIN)/python ship/release.py $(VERSION)

# What the example data come to, stored anew: the difference is an entry of the changelog, with its reason.
golden: $(STAMPS)/installed
	cmake --build $(TREE) --target headway_golden -- --quiet
	$(TREE)/tests/golden/headway_golden examples/data/southampton > build/golden.tsv && mv build/golden.tsv tests/data/golden.tsv

MILLIONS := 1 2 4 8 16
bench: $(STAMPS)/installed $(STAMPS)/environment
	@echo "Timing kernels and verbs on $$(nproc) processors: it takes some minutes, on a machine that does nothing else"
	cmake --build $(TREE) --target headway_kernels -- --quiet
	$(TREE)/headway_kernels $(MILLIONS)
	$(BIN)/python benchmarks/verbs.py $(MILLIONS)

# Of a tree that is only configured, for clang, which does not know all options of g++: nothing is compiled for it. Two files
# at a time, half a minute each.
tidy: $(STAMPS)/tools
	cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Release $(BY_HAND) \
		-DCMAKE_CXX_COMPILER=$$(command -v clang++-19 || command -v clang++) > build/tidy.log
	ls src/*.cpp | xargs -P 2 -n 1 $$(command -v clang-tidy-19 || command -v clang-tidy) -p build/tidy --quiet --warnings-as-errors='*'

# Which lines no test reaches, of either language: those of C++ by gcov in a tree of their own, module included, through
# which the tests of Python reach more than those of C++ do; those of Python by coverage.py. Half an hour or more.
COVERED := build/covered
coverage: $(STAMPS)/installed $(STAMPS)/environment
	$(BIN)/pip install --quiet coverage gcovr
	cmake -S . -B build/coverage -G Ninja -DCMAKE_BUILD_TYPE=None -DHEADWAY_BUILD_PYTHON=ON $(BY_HAND) \
		-DCMAKE_CXX_COMPILER=$$(command -v "$${CXX:-c++}") -DCMAKE_CXX_FLAGS="--coverage -fprofile-update=atomic -O1"
	cmake --build build/coverage --target headway_tests headway_replay headway_golden _core
	ctest --test-dir build/coverage --parallel 2
	rm -rf $(COVERED) && mkdir $(COVERED) && cp -r python/headway $(COVERED) && cp build/coverage/python/bindings/_core*.so $(COVERED)/headway
	-PYTHONPATH=$(COVERED) $(BIN)/python -m coverage run --source=$(COVERED)/headway -m pytest
	$(BIN)/gcovr --root . --filter include/ --filter src/ --merge-lines build/coverage > build/coverage-cpp.txt
	$(BIN)/python -m coverage report -m > build/coverage-python.txt
	@echo "build/coverage-cpp.txt and build/coverage-python.txt name the lines that no test reaches"

# The tree of the wheel holds the C++ tests too, so that nothing is compiled twice. It is built with the
# headers of the wheels that pyproject.toml names, whatever the machine has.
$(STAMPS)/installed: $(STAMPS)/tools $(BUILD_FILES) $(SOURCES)
	@echo "Compiling what changed of the package: all of it takes about three minutes"
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --force-reinstall --config-settings=build-dir=$(TREE) \
		--config-settings=build.targets='headway_batch;_core' $(foreach define,$(DEFINES),--config-settings=cmake.define.$(define)) .
	@touch $@

# Beside the compiler comes what the extras and the tests need: that waits for a network and a disk, not a processor.
$(STAMPS)/environment: $(STAMPS)/tools
	@echo "Installing what the tests need"
	$(BIN)/python -c "$(PYPROJECT) e = p['project']['optional-dependencies']; \
		print(*p['project']['dependencies'], *sum((e[x] for x in '$(EXTRAS)'.split()), []), sep='\n')" > build/requirements.txt
# What is imported is compiled then: most files of most packages never are. Those that many tests import are once, here:
# processes that begin together would each compile them.
	$(BIN)/pip install --quiet --no-compile --requirement build/requirements.txt
	$(BIN)/python -c "import bs4, hypothesis, matplotlib.pyplot, pandas, polars, pyarrow.parquet, pytest, scipy.stats, xdist"
	@touch $@

$(STAMPS)/docs: $(STAMPS)/tools
	@echo "Installing what the documentation needs"
	$(BIN)/python -c "$(PYPROJECT) print(*p['project']['optional-dependencies']['docs'], sep='\n')" > build/docs-requirements.txt
	$(BIN)/pip install --quiet --no-compile --requirement build/docs-requirements.txt
	@touch $@

# What the build needs; the package itself comes after.
$(STAMPS)/tools: pyproject.toml Makefile | check
	@mkdir -p build
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(STAMPS)
	@echo "Installing what the build needs"
	$(BIN)/python -c "$(PYPROJECT) print(*p['build-system']['requires'], 'cmake>=3.25', 'ninja', sep='\n')" > build/tools.txt
	$(BIN)/pip install --quiet --no-compile --requirement build/tools.txt
# Catch2 is one header, for any Python; the wheel that carries it says it wants a newer one.
	$(BIN)/pip install --quiet --no-deps --ignore-requires-python comma-deps-catch2
	@touch $@

# What is missing, and how to have it on Debian or Ubuntu, Fedora, macOS and Windows, a line each.
ADVICE = { printf '%s\n  Debian, Ubuntu:  %s\n  Fedora:          %s\n  macOS:           %s\n  Windows:         %s\n' \
	$(1) >&2; exit 1; }
PYTHON_IS := "apt-get install python3 python3-venv python3-dev" "dnf install python3 python3-devel" "brew install python" \
	"winget install Python.Python.3.13"

check:
	@command -v $(PYTHON) >/dev/null || $(call ADVICE,"headway needs python3." $(PYTHON_IS))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || $(call ADVICE,"headway needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." $(PYTHON_IS))
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call ADVICE,"headway needs a $(PYTHON) that makes virtual environments." $(PYTHON_IS))
	@$(PYTHON) -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' || $(call ADVICE,"headway needs the C headers of $(PYTHON) (Python.h)." $(PYTHON_IS))
	@command -v c++ >/dev/null || command -v "$(CXX)" >/dev/null || $(call ADVICE,"headway needs a C++20 compiler." \
		"apt-get install g++" "dnf install gcc-c++" "xcode-select --install" "winget install Microsoft.VisualStudio.2022.BuildTools")

clean:
	rm -rf build $(VENV)
