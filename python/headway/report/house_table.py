"""The look that every table has: a Great Tables object whose cells say on narrow screens which column they are of."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import TypeAlias

import pyarrow as pa
from great_tables import GT
from htmltools import HTML, TagChild, TagList, html_escape

from headway.language.palette import INK
from headway.language.sentences import legible
from headway.report.cells import labelled

Cell: TypeAlias = Callable[[float], TagChild]  # how an amount is written


def house_table(
    rows: Sequence[Mapping[str, TagChild]], labels: Mapping[str, str], *, title: str, subtitle: str | None = None,
    widths: Mapping[str, str] | None = None, right: Sequence[str] = (), groups: Sequence[str] | None = None,
    kind: str = "table",
) -> GT:  # fmt: skip
    """A table of rows of cells. The first column of the labels names its row.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column: text, which is escaped, or markup. A column that a row lacks is empty.
    labels : mapping
        What each column is called, in their order.
    title : str
        What the table is.
    subtitle : str, optional
        A line below it.
    widths : mapping, optional
        Of columns, as CSS says them.
    right : sequence of str
        Columns of numbers.
    groups : sequence of str, optional
        The group of each row, in a column of that name.
    kind : str
        What its id begins with, before a number that is of what the table shows.
    """
    labels = {name: legible(label) for name, label in labels.items()}
    stub, *others = labels
    before = {name: "" if name == stub else str(labelled(label, None)) for name, label in labels.items()}

    def drawn_in(name: str, cell: TagChild) -> str:
        if isinstance(cell, HTML):
            return legible(before[name] + str(cell))
        if isinstance(cell, str):  # most cells are, and a tag takes a hundred times as long
            return legible(before[name] + html_escape(cell, attr=False))
        return legible(str(TagList(cell) if name == stub else labelled(labels[name], cell)))

    drawn = [{name: drawn_in(name, row[name]) for name in labels if name in row} for row in rows]
    columns = {name: pa.array([row.get(name, "") for row in drawn], pa.string()) for name in labels}
    if groups is not None:
        columns["groups"] = pa.array(groups, pa.string())
    with warnings.catch_warnings():  # the frame that every installation has
        warnings.filterwarnings("ignore", message="PyArrow Table support", category=UserWarning)
        table = GT(pa.table(columns), rowname_col=stub, groupname_col=None if groups is None else "groups")
    table = (
        table.with_id(f"{kind}-{zlib.crc32(repr([title, drawn]).encode()):08x}")
        .tab_header(title=legible(title), subtitle=None if subtitle is None else legible(subtitle))
        .tab_stubhead(labels[stub])
        .cols_label({name: labels[name] for name in others})
        .cols_align("left")
        .fmt_passthrough(list(labels), escape=False)
    )
    if right:
        table = table.cols_align("right", columns=list(right))
    if widths:
        table = table.cols_width(dict(widths))
    return table.tab_options(
        table_width="100%", table_layout="auto", table_font_size="14px", table_font_color=INK,
        table_border_top_style="none", table_border_bottom_color=INK, table_border_bottom_width="1px",
        table_body_hlines_color="#b1b4b6", column_labels_font_weight="bold", column_labels_border_top_color=INK,
        column_labels_border_bottom_color=INK, row_group_font_weight="bold", row_group_padding="10px",
        stub_border_style="none", heading_align="left", data_row_padding="6px", container_overflow_x="visible",
        container_overflow_y="visible",
        table_additional_css=[(files("headway.report") / "scorecard_table.css").read_text("utf-8")],
    )  # fmt: skip


def rows_table(
    rows: Sequence[Mapping[str, TagChild]], labels: Mapping[str, str], title: str, *, right: Sequence[str],
    widths: Mapping[str, str] | None = None,
) -> HTML:  # fmt: skip
    """The same as markup for a page."""
    return HTML(house_table(rows, labels, title=title, widths=widths, right=right).as_raw_html())
