"""What a reader meets when looking round: `dir`, and completion in a notebook, show what is public and nothing else."""

from types import ModuleType

import headway as hw
import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

FACES = {"hw": hw, "hw.stats": hw.stats, "hw.spc": hw.spc, "hw.plan": hw.plan}


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_dir_shows_what_is_public(face: ModuleType) -> None:
    assert dir(face) == sorted(face.__all__)
    for name in dir(face):
        assert getattr(face, name) is not None


@pytest.mark.filterwarnings("default")  # those of the completer are not ours
@pytest.mark.parametrize("jedi", [True, False], ids=["with jedi", "without jedi"])
@pytest.mark.parametrize("typed", FACES)
def test_completion_offers_what_is_public(typed: str, jedi: bool) -> None:
    completer = IPCompleter(namespace={"hw": hw}, use_jedi=jedi)
    with provisionalcompleter():
        offered = {each.text.removeprefix(".") for each in completer.completions(f"{typed}.", len(typed) + 1)}
    assert offered == {name for name in FACES[typed].__all__ if not name.startswith("__")}
