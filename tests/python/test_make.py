"""What `make` does by hand, and so nobody runs every day: that it finds what it needs."""

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
