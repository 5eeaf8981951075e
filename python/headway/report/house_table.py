"""The look that every table has: a Great Tables object whose cells say on narrow screens which column they are of."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Mapping, Sequence
from importlib.resources import files

import pyarrow as pa
from great_tables import GT
from htmltools import TagChild, TagList, tags

from headway.report.marks import INK


def in_house_style(table: GT) -> GT:
    """A table in the style of the house."""
    return table.tab_options(
        table_width="100%",
        table_layout="auto",
        table_font_size="14px",
        table_font_color=INK,
        table_border_top_style="none",
        table_border_bottom_color=INK,
        table_border_bottom_width="1px",
        table_body_hlines_color="#b1b4b6",
        column_labels_font_weight="bold",
        column_labels_border_top_color=INK,
        column_labels_border_bottom_color=INK,
        row_group_font_weight="bold",
        row_group_padding="10px",
        stub_border_style="none",
        heading_align="left",
        data_row_padding="6px",
        container_overflow_x="visible",
        container_overflow_y="visible",
        table_additional_css=[(files("headway.report") / "scorecard_table.css").read_text("utf-8")],
    )


def labelled(label: str, cell: TagChild) -> TagList:
    """A cell with its column's name inside, for narrow screens where the header row is out of sight."""
    return TagList(tags.span(label, class_="headway-label"), cell)


def house_table(
    rows: Sequence[Mapping[str, TagChild]],
    labels: Mapping[str, str],
    *,
    title: str,
    widths: Mapping[str, str] | None = None,
    right: Sequence[str] = (),
) -> GT:
    """A table of rows of cells. The first column of the labels names its row.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column: text, which is escaped, or markup. A column that a row lacks is empty.
    labels : mapping
        What each column is called, in their order.
    title : str
        What the table is.
    widths : mapping, optional
        Of columns, as CSS says them.
    right : sequence of str
        Columns of numbers.
    """
    stub, *others = labels
    drawn = [
        {name: str(TagList(row[name]) if name == stub else labelled(labels[name], row[name])) for name in labels if name in row}
        for row in rows
    ]
    columns = {name: pa.array([row.get(name, "") for row in drawn], pa.string()) for name in labels}
    with warnings.catch_warnings():  # the frame that every installation has
        warnings.filterwarnings("ignore", message="PyArrow Table support", category=UserWarning)
        table = GT(pa.table(columns), rowname_col=stub)
    identity = zlib.crc32(repr([title, drawn]).encode())
    table = (
        table.with_id(f"table-{identity:08x}")
        .tab_header(title=title)
        .tab_stubhead(labels[stub])
        .cols_label({name: labels[name] for name in others})
        .cols_align("left")
        .fmt_passthrough(list(labels), escape=False)
    )
    if right:
        table = table.cols_align("right", columns=list(right))
    if widths:
        table = table.cols_width(dict(widths))
    return in_house_style(table)
