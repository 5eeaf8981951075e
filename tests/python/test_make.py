"""What `make` does by hand, and so nobody runs every day, finds what it needs; and what it does not do again."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("sanitized", ["sanitize-address", "sanitize-thread"])
def test_the_sanitized_tests_can_be_configured(sanitized: str, tmp_path: Path) -> None:
    if not (ROOT / ".venv" / "stamps" / "tools").exists() or shutil.which("make") is None:
        pytest.skip("the environment of make is not there")
    dry = subprocess.run(["make", "--dry-run", sanitized], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = dry.replace("\\\n", " ").splitlines()
    (configure,) = [line for line in lines if line.strip().startswith("cmake -S")]
    command = configure.replace(f"build/{sanitized}", str(tmp_path / "build"))
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "build" / "build.ninja").exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_what_others_build_is_built_again_when_what_it_is_made_of_has_changed(tmp_path: Path) -> None:
    """A tree of empty files, whose Python notes what it is asked to do."""
    makefile = (ROOT / "Makefile").read_text()
    made_of = re.search(r"^OTHERS_BUILD := ((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    assert made_of
    names = made_of[1].replace("\\\n", " ").split()
    header = "include/headway/assess/rating.hpp"
    needed = ("CMakePresets.json", "README.md", "LICENSE", "python/headway/assess.py", header)
    for name in (*needed, *names, ".venv/bin/python", ".venv/bin/pip", ".venv/stamps/x"):
        assert (ROOT / name).exists() or ".venv" in name, name
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).mkdir(exist_ok=True) if (ROOT / name).is_dir() else (tmp_path / name).touch()
    (tmp_path / "Makefile").write_text(makefile)
    for file in tmp_path.rglob("*"):
        os.utime(file, (1, 1))
    for stamp in ("tools", "installed", "environment"):
        (tmp_path / ".venv" / "stamps" / stamp).touch()
    asked = tmp_path / "asked"
    for name in ("python", "pip"):
        program = tmp_path / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\ncase "$*" in *pytest*) echo "$*" > {asked}; [ ! -e {tmp_path}/fails ];; esac\n')
        program.chmod(0o755)

    def left_out(*touched: str, passes: bool = True) -> bool:
        """Whether `make` leaves out what others build, after these files were touched."""
        for name in touched:
            (tmp_path / name).touch()
        done = subprocess.run(["make", "test-python"], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode == 0) == passes, done.stderr
        return "test_consumers" in asked.read_text()

    assert not left_out("fails", passes=False)
    (tmp_path / "fails").unlink()
    assert not left_out()
    assert left_out("python/headway/assess.py")
    assert not left_out(header)
