"""The two doors out of a result: to its chart, and to its page.

Results know charts, pages know results, and nobody knows back.
"""

from __future__ import annotations

import base64
import importlib
import inspect
import os
from collections.abc import Callable, Mapping, Sequence, Sized
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Protocol

from headway._core import HeadwayError
from headway.boundary.files import path_of, write_whole
from headway.boundary.folders import folder_of, refuse_others, write_folder
from headway.charts.chart import Chart
from headway.language.sentences import legible
from headway.optional import report_extra

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_IN_A_NOTEBOOK = 300  # rows or points, which take less than a second to draw
Options = ParamSpec("Options")


class Drawable(Protocol[Options]):
    """What has a chart with these options: so a type checker holds those of `plot` against those of `picture`."""

    def picture(self, *args: Options.args, **options: Options.kwargs) -> Chart: ...


class Pictured:
    """A result that is drawn, said and shown in a notebook.

    A result supplies `picture`, which gives its chart; its keywords are those of `plot`, `svg` and `describe`.
    """

    def picture(self, *args: Any, **options: Any) -> Chart:
        """The chart of this result."""
        raise NotImplementedError

    def plot(
        self: Drawable[Options], ax: Axes | None = None, *args: Options.args, **options: Options.kwargs
    ) -> Axes:  # fmt: skip
        """Draw the chart.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to draw. By default a figure of its own, which is as readable on a phone as in a report. Where axes
            are short of room, what they leave out stands in `describe`.
        **options
            Those of `picture`.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        HeadwayError
            As `picture`; for an `ax` that is no Axes.
        ImportError
            Without matplotlib and afcharts, which come with the extra `headway[report]`.
        """
        return self.picture(*args, **options).plot(ax)

    def svg(self: Drawable[Options], *args: Options.args, **options: Options.kwargs) -> str:
        """The chart as one inline `<svg>` for a page, with its text alternative.

        Parameters
        ----------
        **options
            Those of `picture`.

        Returns
        -------
        str
            `<svg role="img">` as wide as the room it is given, up to 36rem, with `<title>` and `<desc>`; text is text.
            The same result gives the same bytes, and no two charts of a page share an id.

        Raises
        ------
        HeadwayError
            As `picture`.
        ImportError
            Without the extra `headway[report]`.
        """
        return self.picture(*args, **options).svg()

    def describe(self: Drawable[Options], *args: Options.args, **options: Options.kwargs) -> str:
        """The chart in plain sentences, with every figure, for those who do not see it.

        Parameters
        ----------
        **options
            Those of `picture`.

        Returns
        -------
        str

        Raises
        ------
        HeadwayError
            As `picture`.
        """
        return self.picture(*args, **options).describe()

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the result in words, and its chart where it is not too large. Without matplotlib
        nothing, so that the text is shown."""
        if (size := self._size_in_a_notebook()) > MOST_IN_A_NOTEBOOK:
            return f"{said(repr(self))}\n<p>{size:,} are not drawn in passing: .plot() draws them.</p>"
        try:
            return f"{said(repr(self))}\n{self.svg(**self._options_in_a_notebook())}"
        except ImportError:
            return None
        except HeadwayError as error:  # what no axis holds
            return said(f"{self!r}\n{error}")

    def _repr_mimebundle_(self, **asked: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """The same for every form that a notebook is converted to: where a page of HTML has the chart within it, a
        document has it as a picture, and both have it in words."""
        html = self._repr_html_()
        if html is None:
            return {}, {}
        shown, alternatives = {"text/plain": repr(self), "text/html": html}, {}
        if "<svg" in html:
            chart = self.picture(**self._options_in_a_notebook())
            shown["image/png"] = base64.b64encode(chart.png()).decode()
            alternatives["image/png"] = {"alt": chart.describe()}
        return shown, alternatives

    def _options_in_a_notebook(self) -> dict[str, Any]:
        """Those of `picture` that a notebook's chart is drawn with."""
        return {}

    def _size_in_a_notebook(self) -> int:
        """How much there is to draw."""
        return len(self) if isinstance(self, Sized) else 1

    def __init_subclass__(cls, **options: Any) -> None:
        """Completion and help show the keywords of this result's own chart."""
        super().__init_subclass__(**options)
        if "picture" in cls.__dict__:
            for name in {"plot", "svg", "describe"} - {*cls.__dict__}:
                setattr(cls, name, _with_options_of(cls.picture, getattr(Pictured, name)))


def _with_options_of(picture: Callable[..., Chart], method: Callable[..., Any]) -> Callable[..., Any]:
    """The same method, which names the keywords of `picture` in its signature."""

    def same(self: Pictured, *given: Any, **options: Any) -> Any:
        return method(self, *given, **options)

    of_picture = list(inspect.signature(picture).parameters.values())[1:]
    signature = inspect.signature(method)
    own = [each for each in signature.parameters.values() if each.name not in ("args", "options")]
    same.__signature__ = signature.replace(parameters=[*own, *of_picture])  # type: ignore[attr-defined]
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(same, name, getattr(method, name))
    return same


def said(text: str) -> str:
    """A result in words as a page has it: its first line, and a table of the others, each a name and what it is.

    >>> from headway.pictured import said
    >>> print(said("2 rates\\n  North: 3\\n  and 4 more"))
    <p>2 rates</p>
    <table><tr><th scope="row">North</th><td>3</td></tr><tr><td colspan="2">and 4 more</td></tr></table>
    """
    first, *rest = legible(text).splitlines()
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(what)}</td></tr>'
        if what
        else f'<tr><td colspan="2">{escape(name)}</td></tr>'
        for name, _, what in (line.strip().partition(": ") for line in rest)
    )
    return f"<p>{escape(first)}</p>" + (f"\n<table>{rows}</table>" if rows else "")


class Written:
    """A result that can be written as a page of a report, of the kind that its class names.

    `class Scorecard(Written, page="scorecard")` is written by `headway.report.scorecard_page`: see `write_page`.
    """

    _page: ClassVar[str]

    def __init_subclass__(cls, page: str | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        if page is not None:
            cls._page = page

    def write(
        self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None, notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None, **parts: Any,
    ) -> Path:  # fmt: skip
        """Write one accessible page, complete in itself: a single HTML file that needs no network.

        The same result writes the same bytes; the page holds no date but those you pass.

        Parameters
        ----------
        path : str or path
            The file to write, `.html` or `.htm`, whole or not at all: a link is followed, a file that was there keeps
            its mode, and of several writers the last is read. Its directory is made where there is none.
        title : str
            What the page is called, for example "Corporate scorecard, quarter 2 of 2024/25".
        subtitle : str, optional
            A line below the title: whose figures, for whom.
        notes : sequence of str, optional
            Paragraphs for the end of the page: sources, and what a reader should know about single figures.
        pages : mapping from str to str, optional
            The pages of the same report in one folder: file names and what each is called, for the links between them.
        **parts
            What else this kind of page shows.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        HeadwayError
            For a title that is empty or not text, notes that are one text, and a path that names another form.
        ImportError
            Without what draws, which comes with the extra `headway[report]`.
        OSError
            Where the file cannot be written.

        Examples
        --------
        >>> import tempfile
        >>> kpis = pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"],
        ...                      "previous": [54.46], "latest": [57.31], "target": [90.0],
        ...                      "polarity": ["high_is_good"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     page = hw.Scorecard(kpis, comparators=("target",)).write(f"{folder}/q2.html", title="Housing, Q2")
        ...     page.read_text("utf-8")[:15]
        '<!DOCTYPE html>'
        """
        words = {"title": title, "subtitle": subtitle, "notes": notes, "pages": pages}
        return write_page(self._page, path, self, **words, **parts)


def write_page(kind: str, path: str | os.PathLike[str], *results: Any, **words: Any) -> Path:
    """Write a page of a kind: what the function `<kind>_page` of the module `headway.report.<kind>_page` gives.

    It is called with these arguments and, as `here`, the name of the file.
    """
    file = path_of(path, (".html", ".htm"), "a page of HTML")
    with report_extra():
        # Pages know results; this is the one way back, taken when it is used.
        module = importlib.import_module(f"headway.report.{kind}_page")
        text: str = getattr(module, f"{kind}_page")(*results, **words, here=file.name)
    write_whole(file, text)
    return file


def write_forms(result: Any, folder: str | os.PathLike[str], forms: Sequence[str]) -> Path:
    """Write a report in its forms, whole or not at all: what `headway.report.forms` gives for each, in one folder."""
    path = folder_of(folder)
    refuse_others(path)  # before anything is drawn
    with report_extra():
        module = importlib.import_module("headway.report.forms")
        write_folder(path, module.files_of(result, forms))
    return path
