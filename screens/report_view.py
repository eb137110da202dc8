"""The report as a page: counts, timeline, judged angles with their bands, faults at their worst."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import altair as alt
import cv2
import pandas as pd
import streamlit as st

from pose.types import Image
from screens.history_charts import readable
from screens.style import counts
from stretches.annotate import write_annotated_video
from stretches.faults import Fault
from stretches.report import Report, clock, words
from stretches.review import Review
from stretches.table import measures_csv
from stretches.vocabulary import Check

GOOD, PART, WRONG = "#2e9e67", "#8fb8a4", "#e08a2c"


def show_report(source: Path, result: Review, pictures: dict[int, Image]) -> None:
    """Show a finished review."""
    report = result.report
    st.header("Report")
    if report.broken_at_s is not None:
        st.warning(
            f"The file breaks off at {clock(report.broken_at_s)}; "
            "this report covers what could be read."
        )
    if report.stretch is None:
        st.info("This is none of the nine stretches.")
        return
    st.subheader(report.stretch.name)
    st.write(verdict_sentence(report))
    _figures(report)
    if report.holds or report.cycles or report.faults:
        st.markdown("**When**")
        st.altair_chart(readable(_timeline(report)))
    _checks(report)
    _faults(report, pictures)
    _angles(result)
    _downloads(source, result)


def verdict_sentence(report: Report) -> str:
    """The whole report in one sentence."""
    done = sum(report.reps.values())
    counted = f"{done} {'repetition' if done == 1 else 'repetitions'} counted"
    longest: dict[str, float] = {}
    for fault in report.faults:
        longest[fault.cue] = longest.get(fault.cue, 0.0) + fault.end_s - fault.start_s
    if not longest:
        return f"{counted}; {report.advice or 'no fault was seen.'}"
    cue = max(longest, key=lambda text: longest[text])
    return f"{counted}; most to mend: {cue.lower()} ({longest[cue]:.0f} s)."


def _figures(report: Report) -> None:
    figures = {name.title(): str(count) for name, count in report.reps.items()}
    good = sum(hold.good_s for hold in report.holds)
    if report.holds:
        figures["Good time"] = f"{good:.0f} s"
    best: dict[str, float] = {}
    for hold in report.holds:
        for name, value in hold.best.items():
            best[name] = max(value, best.get(name, value))
    figures |= {f"Best {words(name)}": f"{value:.0f}°" for name, value in best.items()}
    figures["View"] = report.view or "–"
    figures["Person seen"] = f"{report.pose_found:.0%}"
    counts(figures)


def _timeline(report: Report) -> alt.Chart:
    rows = [
        {
            "start": hold.start_s,
            "end": hold.end_s,
            "row": f"Hold, {hold.side}",
            "kind": "Completed hold" if hold.completed else "Part hold",
            "what": f"{hold.good_s:.0f} s good, {hold.ended_by}",
        }
        for hold in report.holds
    ]
    if report.stretch is not None and "both" in report.reps:
        rows += [
            {
                "start": cycle.start_s,
                "end": cycle.end_s,
                "row": "Cycles",
                "kind": "Completed hold" if cycle.counted else "Part hold",
                "what": "counted" if cycle.counted else f"shallow {cycle.missing}",
            }
            for cycle in report.cycles
        ]
    rows += [
        {
            "start": fault.start_s,
            "end": fault.end_s,
            "row": words(fault.check.name).capitalize() + (f", {fault.side}" if fault.side else ""),
            "kind": "Fault",
            "what": fault.cue,
        }
        for fault in report.faults
    ]
    colours = alt.Scale(domain=["Completed hold", "Part hold", "Fault"], range=[GOOD, PART, WRONG])
    return (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(cornerRadius=3, height=16)
        .encode(
            x=alt.X("start:Q", title="seconds", scale=alt.Scale(domain=[0, report.duration_s])),
            x2="end:Q",
            y=alt.Y("row:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color("kind:N", scale=colours, legend=alt.Legend(title=None, orient="top")),
            tooltip=["row", "what", "start", "end"],
        )
        .properties(height=alt.Step(30))
    )


def _checks(report: Report) -> None:
    rows = [
        {
            "Check": words(tally.check.name).capitalize(),
            "Side": tally.side or "",
            "Target": tally.check.target.describe(),
            "Median": _figure(tally.check, tally.median),
            "Met s": f"{tally.met_s:.0f}",
            "Fault s": f"{tally.fault_s:.0f}",
            "Unseen s": f"{tally.unseen_s:.0f}",
        }
        for tally in report.tallies
    ]
    if rows:
        st.markdown("**Every check**, while in the stretch")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _figure(check: Check, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}°" if check.target.unit == "deg" else f"{value:.2f}"


def _faults(report: Report, pictures: dict[int, Image]) -> None:
    if not report.faults:
        return
    st.markdown("**Faults, at their worst moment**")
    columns = st.columns(3)
    for number, index in enumerate(_worst_first(report)[:9]):
        fault = report.faults[index]
        with columns[number % 3]:
            if index in pictures:
                st.image(cv2.cvtColor(pictures[index], cv2.COLOR_BGR2RGB), width="stretch")
            st.caption(_fault_caption(fault))


def _worst_first(report: Report) -> list[int]:
    lengths = [fault.end_s - fault.start_s for fault in report.faults]
    return sorted(range(len(lengths)), key=lambda index: -lengths[index])


def _fault_caption(fault: Fault) -> str:
    side = f"{fault.side}, " if fault.side else ""
    figure = "" if fault.worst is None else f", {_figure(fault.check, fault.worst)}"
    return f"{side}{clock(fault.start_s)} to {clock(fault.end_s)}{figure}: {fault.cue}"


def _angles(result: Review) -> None:
    """The judged figures over time, each with its target band."""
    stretch = result.report.stretch
    if stretch is None:
        return
    with st.expander("The judged figures over time"):
        for check in stretch.checks:
            rows = [
                {"t": s.t, "value": r.value}
                for s in result.snapshots
                for r in s.assessment.results
                if r.check.name == check.name and r.value is not None and s.assessment.attempting
            ]
            if len(rows) > 2:
                chart = _band_chart(check, pd.DataFrame(rows), result.report.duration_s)
                st.altair_chart(readable(chart))


def _band_chart(check: Check, data: pd.DataFrame, duration_s: float) -> alt.LayerChart:
    target = check.target
    spread = [float(data["value"].min()), float(data["value"].max())]
    ends = [end for end in (target.low, target.high) if end is not None]
    low, high = min([*spread, *ends]), max([*spread, *ends])
    margin = 0.08 * max(high - low, 1e-3)
    band = pd.DataFrame(
        {
            "low": [low - margin if target.low is None else target.low],
            "high": [high + margin if target.high is None else target.high],
        }
    )
    scale = alt.Scale(domain=[low - margin, high + margin], nice=False)
    unit = "°" if target.unit == "deg" else f" ({target.unit})"
    shade = alt.Chart(band).mark_rect(opacity=0.18, color=GOOD).encode(y="low:Q", y2="high:Q")
    line = (
        alt.Chart(data)
        .mark_line(color="#3b6ea5")
        .encode(
            x=alt.X("t:Q", title="seconds", scale=alt.Scale(domain=[0, duration_s])),
            y=alt.Y("value:Q", title=unit.strip(), scale=scale),
        )
    )
    title = f"{words(check.name).capitalize()}: {target.describe()}"
    return (shade + line).properties(height=150, title=title)


def _downloads(source: Path, result: Review) -> None:
    st.markdown("**Take it with you**")
    name = Path(result.report.video).stem
    report, table, video = st.columns(3)
    text = json.dumps(result.report.to_json(), indent=1, ensure_ascii=False)
    report.download_button("Report (JSON)", text, f"{name}.json", "application/json")
    table.download_button("Measures (CSV)", measures_csv(result), f"{name}.csv", "text/csv")
    if video.button("Make the annotated video"):
        bar = st.progress(0.0, "Drawing …")
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "annotated.mp4"

            def tell(share: float) -> None:
                bar.progress(share, "Drawing …")

            write_annotated_video(source, result, target, tell)
            st.session_state["annotated"] = (result.report.video, target.read_bytes())
        bar.empty()
    made = st.session_state.get("annotated")
    if made is not None and made[0] == result.report.video:
        st.video(made[1])
        st.download_button("Annotated video", made[1], f"{name}_annotated.mp4", "video/mp4")
