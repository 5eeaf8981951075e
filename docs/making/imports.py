"""The imports that the examples of a page need and do not have, written before the first of them.

The tests give every page the same names (tests/python/test_docs.py); who follows a page as it is printed has none.
"""

from __future__ import annotations

import doctest
import re

_IMPORTS = {"hw": "import headway as hw", "np": "import numpy as np", "pd": "import pandas as pd",
            "datetime": "import datetime"}  # fmt: skip


def with_imports(text: str) -> str:
    """A page whose first example imports what the page uses and imports nowhere before."""
    examples = doctest.DocTestParser().get_examples(text.replace("```", "\n"))
    code = "".join(example.source for example in examples)
    lines = "".join(f">>> {line}\n" for name, line in _IMPORTS.items() if _lacks(code, name))
    return re.sub(r"^```python\n(?=>>> )", lambda fence: fence[0] + lines, text, count=1, flags=re.MULTILINE)


def _lacks(code: str, name: str) -> bool:
    used = re.search(rf"\b{name}\.\w", code)
    imported = re.search(rf"^import\b.*\b{name}\b", code, re.MULTILINE)
    return used is not None and (imported is None or used.start() < imported.start())
