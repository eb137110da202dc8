"""The charts of the history. Nothing is told by colour alone: shapes and words say it too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from clinic.history import GoodTime, PainPoint, RangeTrend, Week
from stretches.registry import STRETCHES
from stretches.report import words

BLUE, GREEN, AMBER, BAND = "#3b6ea5", "#2e8b62", "#c96f12", "#8a8f98"
NAMES = {stretch.slug: stretch.name for stretch in STRETCHES}
HEIGHT = 220
WHEN = ("before", "after")


def name_of(slug: str) -> str:
    """A stretch's name, or its slug where it is none of the nine any more."""
    return NAMES.get(slug, slug)


def weeks(kept: Sequence[Week]) -> alt.LayerChart:
    """Bars of sessions a week over the band of what was planned."""
    data = pd.DataFrame(
        [
            {
                "week": f"{week.monday:%d %b}",
                "order": number,
                "sessions": week.sessions,
                "least": week.least,
                "most": week.most,
            }
            for number, week in enumerate(kept)
        ]
    )
    x = alt.X("week:N", sort=list(data["week"]), title="week from", axis=alt.Axis(labelAngle=0))
    whole = alt.Axis(tickMinStep=1, format="d")
    plan = (
        alt.Chart(data.dropna())
        # The stroke shows a plan whose least is its most: a band without a height.
        .mark_bar(color=BAND, fillOpacity=0.25, stroke=BAND, width={"band": 1})
        .encode(x=x, y=alt.Y("least:Q", title="sessions", axis=whole), y2="most:Q")
    )
    bars = (
        alt.Chart(data)
        .mark_bar(color=BLUE, width={"band": 0.5})
        .encode(x=x, y=alt.Y("sessions:Q", axis=whole))
    )
    numbers = (
        alt.Chart(data)
        .mark_text(dy=-8, color=ink(), fontSize=14)
        .encode(x=x, y="sessions:Q", text="sessions:Q")
    )
    return readable(alt.layer(plan, bars, numbers).properties(height=HEIGHT))


def pain(points: Sequence[PainPoint], zone: tzinfo) -> alt.Chart:
    """Pain before and after each session."""
    rows = [
        {"day": _local(point.at, zone), "when": when, "pain": answer.score}
        for point in points
        for when, answer in (("before", point.before), ("after", point.after))
        if answer is not None
    ]
    chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_line(point=alt.OverlayMarkDef(size=90, filled=True))
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("pain:Q", title="pain, 0 to 10", scale=alt.Scale(domain=[0, 10])),
            color=alt.Color("when:N", scale=_two(WHEN), legend=_legend()),
            shape=alt.Shape("when:N", scale=alt.Scale(domain=list(WHEN)), legend=_legend()),
        )
        .properties(height=HEIGHT)
    )
    return readable(chart)


def trend(kept: RangeTrend, zone: tzinfo) -> alt.LayerChart:
    """One range of one side over time, with the band in which nothing is known to change."""
    data = pd.DataFrame(
        [
            {"day": _local(point.at, zone), "best": point.best, "median": point.median}
            for point in kept.points
        ]
    )
    x = alt.X("day:T", title=None)
    layers = []
    if kept.band is not None:
        low, high = kept.band
        band = pd.DataFrame({"low": [low], "high": [high]})
        layers.append(
            alt.Chart(band).mark_rect(color=BAND, opacity=0.25).encode(y="low:Q", y2="high:Q")
        )
    scale = alt.Scale(zero=False, padding=12)
    line = alt.Chart(data).encode(x=x, y=alt.Y("best:Q", title="degrees", scale=scale))
    layers.append(line.mark_line(color=GREEN, point=alt.OverlayMarkDef(size=80, color=GREEN)))
    layers.append(
        alt.Chart(data)
        .mark_tick(color=AMBER, thickness=3, width=18, orient="horizontal")
        .encode(x=x, y=alt.Y("median:Q", scale=scale))
    )
    title = f"{words(kept.name).capitalize()}, {kept.side}"
    if kept.name != "straight_leg_raise_deg":
        title += f" ({name_of(kept.stretch)})"
    return readable(alt.layer(*layers).properties(height=HEIGHT, title=title))


def good_time(times: Sequence[GoodTime]) -> alt.LayerChart:
    """Minutes in good form of each stretch and side."""
    data = pd.DataFrame(
        [
            {
                "what": f"{name_of(time.stretch)}, {time.side}: {_says(time)}",
                "minutes": time.good_s / 60,
            }
            for time in times
        ]
    )
    # The names stand above their bars, so that a narrow screen cuts none off.
    base = alt.Chart(data).encode(y=alt.Y("what:N", title=None, axis=None))
    bars = base.mark_bar(color=GREEN, height=10, yOffset=10).encode(
        x=alt.X("minutes:Q", title="minutes")
    )
    names = base.mark_text(align="left", dy=-6, fontSize=14, color=ink()).encode(
        x=alt.datum(0), text="what:N"
    )
    return readable(alt.layer(bars, names).properties(height=46 * len(data) + 40))


def ink() -> str:
    """The colour of writing in the theme that is on."""
    return "#e4e2de" if st.context.theme.type == "dark" else "#3a3c42"


def readable(chart: Any) -> Any:
    """Names and figures dark or light enough to be read: the usual grey is not."""
    colours = {"labelColor": ink(), "titleColor": ink()}
    sizes = {"labelFontSize": 13, "titleFontSize": 13}
    return chart.configure_axis(**colours, **sizes).configure_legend(**colours, **sizes)


def _says(time: GoodTime) -> str:
    part = f", {time.part} in part" if time.part else ""
    return f"{time.completed} holds{part}"


def _local(at: datetime, zone: tzinfo) -> datetime:
    """The clock where the person is, as the chart shows it."""
    return at.astimezone(zone).replace(tzinfo=None)


def _two(names: tuple[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(names), range=[AMBER, BLUE])


def _legend() -> alt.Legend:
    return alt.Legend(title=None, orient="top")
