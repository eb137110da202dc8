"""A part of a review in a sentence, and beside the last time; with the corrections laid over it."""

from __future__ import annotations

from typing import Any

from clinic.review import Corrected, Part, corrected
from clinic.review import Override as Correction
from stretches.report import words


def verdict(part: Part, overrides: tuple[Correction, ...]) -> str:
    """The verdict in a sentence."""
    report, now = part.report, corrected(part.report, overrides)
    counted = _counted(now.reps)
    if report["holds"]:
        good, total = _good(report), sum(hold["total_s"] for hold in report["holds"])
        counted += f"; {good:.0f} of {total:.0f} s in good form"
    worst = _worst(now)
    return f"{counted}; {worst}."


def _counted(reps: dict[str, int]) -> str:
    done = [f"{count} {side}" for side, count in reps.items() if side != "both"]
    if not done:
        return f"{reps.get('both', 0)} rounds counted"
    return f"Counted {' and '.join(done)}"


def _good(report: dict[str, Any]) -> float:
    return float(sum(hold["good_s"] for hold in report["holds"]))


def _worst(now: Corrected) -> str:
    if not now.faults:
        return "no fault" + (" stands" if now.marked_wrong else " was seen")
    seconds: dict[str, float] = {}
    for fault in now.faults:
        seconds[fault["cue"]] = seconds.get(fault["cue"], 0.0) + fault["end_s"] - fault["start_s"]
    cue = max(seconds, key=lambda text: seconds[text])
    return f"most to mend: {cue[0].lower()}{cue[1:]} ({seconds[cue]:.0f} s)"


def this_and_last(
    part: Part, overrides: tuple[Correction, ...], last: Part | None
) -> list[dict[str, str]]:
    """Rows of a table: what, this time, last time."""
    now = _facts(part.report, overrides)
    before = {} if last is None else _facts(last.report, ())
    return [
        {"": name, "This time": now.get(name, "–"), "Last time": before.get(name, "–")}
        for name in [*now, *(name for name in before if name not in now)]
    ]


def _facts(report: dict[str, Any], overrides: tuple[Correction, ...]) -> dict[str, str]:
    now = corrected(report, overrides)
    facts = {
        ("Rounds" if side == "both" else f"Counted, {side}"): str(count)
        for side, count in now.reps.items()
    }
    if report["holds"]:
        facts["In good form"] = f"{_good(report):.0f} s"
    best: dict[str, float] = {}
    for hold in report["holds"]:
        for name, value in hold["best"].items():
            key = f"Best {words(name)}, {hold['side']}"
            best[key] = max(value, best.get(key, value))
    facts |= {name: f"{value:.0f}°" for name, value in best.items()}
    faulty = sum(fault["end_s"] - fault["start_s"] for fault in now.faults)
    return facts | {"At fault": f"{faulty:.0f} s"}
