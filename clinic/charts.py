"""Charts for the printed record, as vector graphics."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, tzinfo

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure

from clinic.history import PainPoint, RangeTrend
from stretches.report import words

SIZE_IN = (6.7, 2.2)
INK, SOFT, BAND = "#1f2937", "#6b7280", "#dbeafe"
NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


def pain_chart(points: Sequence[PainPoint], zone: tzinfo) -> bytes:
    """Pain before and after each session, 0 to 10, as SVG."""
    figure, axes = _empty("Pain, 0 to 10", zone)
    before = [(p.at, p.before.score) for p in points if p.before is not None]
    after = [(p.at, p.after.score) for p in points if p.after is not None]
    _line(axes, before, "o", INK, "before the session")
    _line(axes, after, "^", SOFT, "after it")
    axes.set_ylim(-0.5, 10.5)
    return _svg(figure, axes)


def range_chart(trend: RangeTrend, zone: tzinfo) -> bytes:
    """One range of motion of one side, with the band in which nothing is known to have changed."""
    figure, axes = _empty(f"{words(trend.name).capitalize()}, {trend.side}, degrees", zone)
    _line(axes, [(p.at, p.best) for p in trend.points], "o", INK, "best")
    _line(axes, [(p.at, p.median) for p in trend.points], "^", SOFT, "median")
    if trend.band is not None:
        axes.axhspan(*trend.band, color=BAND, lw=0, zorder=0, label="no detectable change")
    return _svg(figure, axes)


def _empty(title: str, zone: tzinfo) -> tuple[Figure, Axes]:
    # A figure of its own: pyplot's are shared by the whole process, and never freed.
    figure = Figure(figsize=SIZE_IN, layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, fontsize=9, loc="left", color=INK)
    axes.tick_params(labelsize=7, colors=SOFT)
    axes.spines[["top", "right"]].set_visible(False)
    locator = AutoDateLocator(tz=zone, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=zone))
    axes.xaxis.get_offset_text().set_fontsize(7)
    return figure, axes


def _line(
    axes: Axes, points: Sequence[tuple[datetime, float]], marker: str, color: str, label: str
) -> None:
    times = [date2num(at) for at, _ in points]
    values = [value for _, value in points]
    axes.plot(times, values, marker=marker, ms=4, c=color, lw=1, label=label)


def _svg(figure: Figure, axes: Axes) -> bytes:
    axes.legend(fontsize=7, frameon=False, ncols=3, loc="lower right", bbox_to_anchor=(1, 1))
    data = io.BytesIO()
    FigureCanvasSVG(figure).print_svg(data, metadata=NO_METADATA)
    return data.getvalue()
