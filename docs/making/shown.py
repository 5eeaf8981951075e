"""What a page's examples make, shown on it: `{shown}` with an expression draws a chart or a table.

The examples above it on the same page are run first, as the tests run them (tests/python/test_docs.py), so that a
picture is always that of the code beside it.
"""

from __future__ import annotations

import contextlib
import datetime
import doctest
import io
import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

ROOT = Path(os.environ["HEADWAY_SOURCE"])


class Shown(SphinxDirective):
    """The chart of a result, else its table, as the notebook has it."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        names = self.env.temp_data.setdefault("shown_names", _names())
        done = self.env.temp_data.setdefault("shown_done", [0])
        text = Path(self.env.doc2path(self.env.docname)).read_text("utf-8").replace("```", "\n")
        before = text.split(f"{{shown}} {self.arguments[0]}")[0]
        examples = doctest.DocTestParser().get_examples(before)
        with contextlib.chdir(ROOT), contextlib.redirect_stdout(io.StringIO()):
            for example in examples[done[0] :]:
                with contextlib.suppress(Exception) if example.exc_msg else contextlib.nullcontext():
                    exec(compile(example.source, "example", "single"), names)
            done[0] = len(examples)
            markup = markup_of(eval(self.arguments[0], names))
        return [nodes.raw("", f'<div class="headway-shown">{markup}</div>', format="html")]


def _names() -> dict[str, Any]:
    import headway as hw
    import numpy as np
    import pandas as pd

    return {"hw": hw, "pd": pd, "np": np, "datetime": datetime}


def markup_of(result: Any) -> str:
    """A result as markup: `.svg()` of what is drawn, else what a notebook shows."""
    if isinstance(result, str):
        return result
    if hasattr(result, "svg"):
        return str(result.svg())
    if hasattr(result, "as_raw_html"):
        return str(result.as_raw_html())
    return re.sub(r'<table border="1" class="dataframe">', '<table class="dataframe">', str(result._repr_html_()))


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("shown", Shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
