"""Makes a release, after all that it promises was checked:

    python ship/release.py 0.2.0

The tree is clean and has this version, the changelog has a section of it, every test passes (the golden results among
them, so that no number moved unseen), the documentation is built, the C++ tests pass for other systems, consumers with
every compiler that is here, and the wheels and the source archive are made and proved. They are in build/dist with
their sums, and the release is tagged here; nothing is sent anywhere.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(version: str) -> None:
    """Check, build and tag."""
    if problems := [*of_the_tree(ROOT), *of_the_version(ROOT, version), *of_the_changelog(ROOT, version)]:
        sys.exit("no release:\n" + "\n".join(f"  {problem}" for problem in problems))
    dist = ROOT / "build" / "dist"
    for old in dist.glob("*"):
        old.unlink()
    for target in ("test", "docs", "portable", "consumers", "wheel", "sdist"):
        step("make", target)
    files = sorted(file for file in dist.glob(f"headway-{version}*") if file.suffix in (".whl", ".gz"))
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (dist / "SHA256SUMS").write_text(sums)
    step("git", "tag", "--annotate", f"v{version}", "--message", f"headway {version}")
    print(f"headway {version} is in build/dist and tagged v{version}:\n{sums}", end="")


def of_the_tree(root: Path) -> list[str]:
    """What is not committed."""
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    return [f"not committed: {line[3:]}" for line in changed.stdout.splitlines()]


def of_the_version(root: Path, version: str) -> list[str]:
    """Where the version is not that of the headers, which is that of all."""
    lines = (root / "include/headway/version.hpp").read_text()
    parts = (re.search(rf"define HEADWAY_VERSION_{part} (\d+)", lines) for part in ("MAJOR", "MINOR", "PATCH"))
    found = ".".join(part[1] if part else "?" for part in parts)
    return [] if found == version else [f"include/headway/version.hpp: found {found}; accepted: {version}"]


def of_the_changelog(root: Path, version: str) -> list[str]:
    """Where the changelog has no section of the version, or still keeps something back."""
    sections = re.split(r"^## ", (root / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1:]
    texts = {section.split("\n", 1)[0].strip(): section.partition("\n")[2].strip() for section in sections}
    problems = []
    if texts.get("Unreleased"):
        problems.append("CHANGELOG.md: found entries under Unreleased; accepted: all in the section of the version")
    of_it = next((text for heading, text in texts.items() if heading.split(" ")[0] == version), None)
    if not of_it:
        problems.append(f"CHANGELOG.md: found no section of {version}; accepted: '## {version}' with date and entries")
    return problems


def step(*command: str) -> None:
    """One step, with what it says; the release ends where it fails."""
    print("== " + " ".join(command), flush=True)
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        sys.exit(f"no release: {' '.join(command)} failed")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python ship/release.py VERSION, such as 0.2.0 (make release VERSION=0.2.0)")
    main(sys.argv[1])
