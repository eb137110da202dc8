"""The pages of the printed record: their font, headings, tables and charts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import matplotlib
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from clinic.people import Profile

NOTE = (
    "Angles are estimated from camera pictures and good to about 5 to 7 degrees. "
    "This record informs; it is no diagnosis."
)
Rows = Iterable[Sequence[str]]


@dataclass(frozen=True)
class Heading:
    """What stands at the top of every page.

    Attributes:
        patient: whose record it is.
        made_at: when it was made.
        zone: in which days and times are given.
    """

    patient: Profile
    made_at: datetime
    zone: tzinfo = UTC


class Record(FPDF):
    """A4 pages with the patient's name above and a page number below."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self.heading = heading
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.add_font("dejavu", fname=fonts / "DejaVuSans.ttf")
        self.add_font("dejavu", style="B", fname=fonts / "DejaVuSans-Bold.ttf")
        self.set_margin(18)
        self.set_auto_page_break(True, margin=20)
        self.set_font("dejavu", size=9)
        self.set_lang("en")
        self.set_creation_date(heading.made_at)
        self.add_page()

    def header(self) -> None:
        """The patient and the day it was made."""
        self.set_font("dejavu", size=8)
        made = self.heading.made_at.astimezone(self.heading.zone)
        left = self.heading.patient.name or "At home"
        self.cell(0, 6, left, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, 6, f"made on {day(made)}", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(2)

    def footer(self) -> None:
        """The page number, and what the figures are worth."""
        self.set_y(-16)
        self.set_font("dejavu", size=7)
        self.cell(0, 5, NOTE, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, 5, f"page {self.page_no()}", align="R")

    def title_line(self, text: str) -> None:
        """The title of the record."""
        self._line(text, 15, 9, bold=True)

    def part(self, text: str) -> None:
        """The title of a part, kept with what follows it."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(3)
        self._line(text, 11, 7, bold=True)

    def sentence(self, text: str) -> None:
        """A line of text, or several."""
        self._line(text, 9, 5)

    def _line(self, text: str, size: int, height: float, bold: bool = False) -> None:
        self.set_font("dejavu", style="B" if bold else "", size=size)
        self.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def rows(self, columns: Sequence[str], rows: Rows, widths: Sequence[int]) -> None:
        """A table; a sentence where there is nothing in it."""
        kept = [list(row) for row in rows]
        if not kept:
            self.sentence("None.")
            return
        self.set_font("dejavu", size=8)
        with self.table(
            col_widths=tuple(widths),
            borders_layout="HORIZONTAL_LINES",
            text_align="LEFT",
            line_height=5,
            headings_style=FontFace(emphasis="BOLD"),
        ) as table:
            for cells in [list(columns), *kept]:
                table.row(cells)

    def chart(self, svg: bytes) -> None:
        """A chart over the width of the page."""
        if self.will_page_break(62):
            self.add_page()
        self.image(io.BytesIO(svg), w=self.epw)
        self.ln(2)

    def data(self) -> bytes:
        """The finished file."""
        return bytes(self.output())


def day(moment: datetime) -> str:
    """A date in words, such as `2 March 2026`."""
    return f"{moment.day} {moment:%B %Y}"
