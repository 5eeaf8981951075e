"""What a type checker knows of verbs that take numbers or a frame: a stub of each room, made from its signatures.

Numbers give the result that the docstring names, `data=` the caller's kind of frame. After a change of a signature:
`python tests/python/overloads.py` writes the stubs anew, with the package that is installed, and a test holds them.
"""

import inspect
import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import headway as hw
from headway import vocabulary

FRAME = "Frame"
WHENCE = {"Any": "typing", "Mapping": "collections.abc", "Sequence": "collections.abc", "Literal": "typing"}


def result_of(function: Callable[..., Any]) -> str:
    """The result that numbers give, as the docstring names it."""
    named = re.search(r"^Returns\n-+\n(\w+) or frame$", inspect.getdoc(function) or "", re.MULTILINE)
    assert named, f"{function.__name__}: its docstring does not say 'Returns: a result or frame'"
    return named[1]


def lines_of(parts: Sequence[str]) -> str:
    """Parts with commas between them, set in, as lines that break at commas alone."""
    kept = [part.replace(" ", "\0") for part in parts]
    return textwrap.indent(textwrap.fill(", ".join(kept), 115, break_on_hyphens=False), "    ").replace("\0", " ")


def written(function: Callable[..., Any], given: dict[str, str], result: str) -> str:
    """One signature, some arguments of which are written as `given`."""
    parts, star = [], False
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        default = "" if parameter.default is parameter.empty else " = ..."
        parts.append(f"{name}: " + given.get(name, f"{parameter.annotation}{default}"))
    line = f"def {function.__name__}({', '.join(parts)}) -> {result}: ..."
    return line if len(line) <= 120 else (
        f"def {function.__name__}(\n{lines_of(parts)},\n) -> {result}: ...")  # fmt: skip


def stub_of(room: ModuleType) -> str:
    """The stub of a room: its classes by name, and two signatures of each verb that takes `data`."""
    classes, verbs = [], []
    for name in room.__all__:
        public = getattr(room, name)
        if isinstance(public, type):
            classes.append(f"from {public.__module__} import {name} as {name}")
        elif "data" not in inspect.signature(public).parameters:
            verbs.append(written(public, {}, inspect.signature(public).return_annotation))
        else:
            of_numbers = {"data": "None = ...", "by": "None = ..."}
            verbs += [f"@overload\n{written(public, of_numbers, result_of(public))}",
                      f"@overload\n{written(public, {'data': FRAME}, FRAME)}"]  # fmt: skip
    body = "\n".join(verbs)
    used = set(re.findall(r"\w+", body))
    words = sorted(used & set(vars(vocabulary)))
    listed = f"from headway.vocabulary import {', '.join(words)}"
    one_a_line = ",\n    ".join(words)
    from_vocabulary = listed if len(listed) <= 120 else f"from headway.vocabulary import (\n    {one_a_line},\n)"
    standard: dict[str, list[str]] = {"typing": ["Protocol", "TypeVar", "overload"]}
    for name in sorted(used & set(WHENCE)):
        standard.setdefault(WHENCE[name], []).append(name)
    imports = [f"from {module} import {', '.join(sorted(names))}" for module, names in standard.items()]
    names = lines_of([f'"{name}"' for name in room.__all__])
    return "\n".join([
        "# Made by tests/python/overloads.py from the signatures of the room.",
        *sorted(imports), "", *sorted([*classes, from_vocabulary]), "",
        "class _HasColumns(Protocol):", "    @property", "    def columns(self) -> Any: ...", "",
        f'{FRAME} = TypeVar("{FRAME}", bound=_HasColumns)', "", f"__all__ = [\n{names},\n]", "",
        body, "",
    ])  # fmt: skip


STUBS = {room: Path(str(room.__file__)).with_suffix(".pyi") for room in (hw.stats, hw.spc)}

if __name__ == "__main__":
    source = Path(__file__).parents[2] / "python" / "headway"
    for room in STUBS:
        (source / room.__name__.rpartition(".")[2] / "__init__.pyi").write_text(stub_of(room))
