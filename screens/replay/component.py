"""The replay's component: what it is handed, and the moment that it tells back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from clinic.review import Part, Review, corrected
from pose.drawing import BONES
from pose.types import FloatArray, Pose
from screens.plain_words import target_in_words
from stretches.report import words

FOLDER = Path(__file__).parent
CLEAR = 0.5
"""A landmark less visible than this is not shown."""
SHAPE = 16 / 9
MOST_FIRST = 3
"""So many figures are plotted at once: those with faults, then the required ones."""


def replay(review: Review, part: Part, poses: Sequence[Pose], video: bool) -> float:
    """Put a part of a review on the page; the moment that is looked at, seconds.

    Args:
        review: with its comments and corrections.
        part: which of its parts.
        poses: the recording; may be empty where the video is there.
        video: a video is on the page, in a container with the key `review_video`.
    """
    data = _data(review, part, poses, video)
    result = _component()(key=f"replay_{data['id']}", data=data, on_moment_change=lambda: None)
    return float(result.moment or data["start"])


def _data(review: Review, part: Part, poses: Sequence[Pose], video: bool) -> dict[str, Any]:
    report = part.report
    faults = _faults(review, part)
    corner, size = _frame(poses)
    return {
        "id": f"{review.id}_{part.number}_{video}",
        "start": _begin(report),
        "duration": max(float(report["duration_s"]), 0.1),
        "size": [round(float(length)) for length in size],
        "bones": [[int(a), int(b)] for a, b in BONES],
        "t": [round(pose.t, 2) for pose in poses],
        "points": [np.round(pose.points - corner).astype(int).ravel().tolist() for pose in poses],
        "seen": [np.round(pose.visibility, 1).tolist() for pose in poses],
        "holds": report["holds"],
        "cycles": report["cycles"] if "both" in report["reps"] else [],
        "faults": faults,
        "comments": [
            {"t": reply.moment_s, "text": f"{reply.author}: {reply.text}"}
            for reply in review.replies
            if reply.part == part.number and reply.moment_s is not None
        ],
        "figures": _figures(report, {fault["check"] for fault in faults}),
        "video": video,
    }


def _frame(poses: Sequence[Pose]) -> tuple[FloatArray, FloatArray]:
    """The corner and the size of the part of the picture in which the person moves, pixels."""
    seen = [pose.points[pose.visibility >= CLEAR] for pose in poses]
    points = np.concatenate([*seen, np.empty((0, 2))])
    if not len(points):
        return np.zeros(2), np.array([640.0, 360.0])
    # A few landmarks that jump must not make everything else small.
    low, high = np.percentile(points, 0.5, axis=0), np.percentile(points, 99.5, axis=0)
    middle = (low + high) / 2
    width = max((high - low) * 1.3 * (1, SHAPE))
    size = np.array([width, width / SHAPE])
    return middle - size / 2, size


def _begin(report: dict[str, Any]) -> float:
    """Where looking begins: at the longest fault, else at the first hold."""
    faults = sorted(report["faults"], key=lambda f: f["start_s"] - f["end_s"])
    things = [*faults[:1], *report["holds"][:1], *report["cycles"][:1]]
    return float(things[0]["start_s"]) if things else 0.0


def _faults(review: Review, part: Part) -> list[dict[str, Any]]:
    wrong = corrected(part.report, review.overrides_of(part.number)).marked_wrong
    return [
        {**fault, "name": words(fault["check"]).capitalize(), "wrong": fault in wrong}
        for fault in part.report["faults"]
    ]


def _figures(report: dict[str, Any], faulty: set[str]) -> dict[str, Any]:
    """The figures with their titles, the telling ones first."""
    figures = report.get("figures", {"t": [], "checks": {}})
    checks = figures["checks"]
    ranked = sorted(checks, key=lambda n: (n not in faulty, not checks[n]["required"]))
    targets = {check["check"]: check["target"] for check in report["checks"]}
    return {
        "t": figures["t"],
        "checks": {
            name: {
                **checks[name],
                "first": place < MOST_FIRST,
                "title": _title(name, targets.get(name, "")),
            }
            for place, name in enumerate(ranked)
        },
    }


def _title(name: str, target: str) -> str:
    title = words(name).capitalize()
    return f"{title}: {target_in_words(target)}" if target else title


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    html, css, js = (
        (FOLDER / f"replay.{part}").read_text("utf-8") for part in ("html", "css", "js")
    )
    return st.components.v2.component("stretch_replay", html=html, css=css, js=js)
