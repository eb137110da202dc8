"""The report of a review: what was counted, how each check fared, what was wrong and said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pose.view import View
from stretches.counts import Cycle, Hold
from stretches.faults import CheckTally, Fault
from stretches.vocabulary import Cue, Stretch

SCHEMA = 1
FILMED: dict[View, str] = {
    "side": "from the side",
    "oblique": "half from the front",
    "front": "from the front",
}


@dataclass(frozen=True)
class Report:
    """What a review found.

    Attributes:
        stretch: the stretch, None where it is none of the nine.
        pose_found: share of the analysed frames with a person in them.
        broken_at_s: where the file breaks off, None where it is whole.
    """

    video: str
    duration_s: float
    frames: int
    frames_analysed: int
    stretch: Stretch | None
    view: View | None
    pose_found: float
    reps: dict[str, int]
    holds: tuple[Hold, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    tallies: tuple[CheckTally, ...] = ()
    faults: tuple[Fault, ...] = ()
    cues: tuple[Cue, ...] = ()
    broken_at_s: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The report in the command line's schema."""
        return {
            "schema": SCHEMA,
            "video": self.video,
            "duration_s": _round(self.duration_s, 2),
            "frames": self.frames,
            "frames_analysed": self.frames_analysed,
            "stretch": None if self.stretch is None else self.stretch.slug,
            "view": self.view,
            "pose_found": _round(self.pose_found, 3),
            "reps": self.reps,
            "holds": [_hold(hold) for hold in self.holds],
            "cycles": [_cycle(cycle) for cycle in self.cycles],
            "checks": [_check(tally) for tally in self.tallies],
            "faults": [_fault(fault) for fault in self.faults],
            "cues": [
                {"t_s": _round(cue.t_s, 2), "text": cue.text, "kind": cue.kind} for cue in self.cues
            ],
            **({} if self.broken_at_s is None else {"broken_at_s": _round(self.broken_at_s, 2)}),
        }

    @property
    def advice(self) -> str:
        """Why nothing was counted or found wrong, and how to film it; empty where something was."""
        if self.stretch is None or self.holds or self.cycles or self.faults:
            return ""
        said = Counter(cue.text for cue in self.cues if cue.kind == "picture").most_common(1)
        if said:
            return f"not seen well enough to be counted. {said[0][0]}."
        near = f", with {self.stretch.side_is} nearer to it" if self.stretch.side_near else ""
        filmed = f"Set the camera so that it sees all of you {FILMED[self.stretch.view]}{near}"
        return f"the position was not recognised. {filmed}."

    def summary(self) -> str:
        """The report as a few lines for a person."""
        return "\n".join(_summary(self))


def _round(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _hold(hold: Hold) -> dict[str, Any]:
    return {
        "side": hold.side,
        "start_s": _round(hold.start_s, 2),
        "end_s": _round(hold.end_s, 2),
        "good_s": _round(hold.good_s, 2),
        "total_s": _round(hold.total_s, 2),
        "completed": hold.completed,
        "ended_by": hold.ended_by,
        "best": {name: _round(value, 1) for name, value in hold.best.items()},
    }


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "side": cycle.side,
        "start_s": _round(cycle.start_s, 2),
        "end_s": _round(cycle.end_s, 2),
        "counted": cycle.counted,
        "missing": cycle.missing,
    }


def _check(tally: CheckTally) -> dict[str, Any]:
    digits = figure_digits(tally.check.target.unit)
    return {
        "check": tally.check.name,
        "side": tally.side,
        "required": tally.check.required,
        "target": tally.check.target.describe(),
        "met_s": _round(tally.met_s, 1),
        "fault_s": _round(tally.fault_s, 1),
        "unseen_s": _round(tally.unseen_s, 1),
        "median": _round(tally.median, digits),
        "worst": _round(tally.worst, digits),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "check": fault.check.name,
        "side": fault.side,
        "start_s": _round(fault.start_s, 2),
        "end_s": _round(fault.end_s, 2),
        "worst": _round(fault.worst, figure_digits(fault.check.target.unit)),
        "cue": fault.cue,
    }


def figure_digits(unit: str) -> int:
    """Decimals worth showing: tenths of a degree, hundredths of a body length."""
    return 1 if unit == "deg" else 2


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds, such as `1:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _summary(report: Report) -> list[str]:
    lines = [f"{report.video}: {clock(report.duration_s)}, {report.frames} frames"]
    if report.broken_at_s is not None:
        lines.append(
            f"The file breaks off at {clock(report.broken_at_s)}; "
            "this report covers what could be read."
        )
    if report.stretch is None:
        return [*lines, "This is none of the nine stretches."]
    lines.append(
        f"{report.stretch.name}, seen from the {report.view} view; "
        f"a person was found in {report.pose_found:.0%} of the frames"
    )
    lines.append("Repetitions: " + ", ".join(f"{n} {side}" for side, n in report.reps.items()))
    lines += [_hold_line(hold) for hold in report.holds]
    lines += _cycle_lines(report.cycles)
    lines += [_fault_line(fault) for fault in report.faults]
    if not report.faults:
        told = report.advice or "no fault was seen."
        lines.append(told[0].upper() + told[1:])
    lines += _unseen_lines(report.tallies)
    return lines


def _hold_line(hold: Hold) -> str:
    best = "".join(f", {words(name)} {value:.0f}°" for name, value in hold.best.items())
    kind = "Hold" if hold.completed else f"Part hold ({hold.ended_by})"
    return (
        f"{kind} {hold.side}: {clock(hold.start_s)} to {clock(hold.end_s)}, "
        f"{hold.good_s:.1f} s good of {hold.total_s:.1f} s{best}"
    )


def _cycle_lines(cycles: tuple[Cycle, ...]) -> list[str]:
    if not cycles:
        return []
    shallow = [cycle for cycle in cycles if not cycle.counted]
    line = f"Cycles: {len(cycles) - len(shallow)} counted"
    if shallow:
        line += ", not counted: " + ", ".join(
            f"{clock(cycle.start_s)} (shallow {cycle.missing})" for cycle in shallow
        )
    return [line]


def _fault_line(fault: Fault) -> str:
    figure = ""
    if fault.worst is not None:
        unit = fault.check.target.unit
        sign = "°" if unit == "deg" else f" {unit}"
        figure = f" ({fault.worst:.{0 if unit == 'deg' else 2}f}{sign})"
    side = f" {fault.side}" if fault.side else ""
    return (
        f"Fault{side} {clock(fault.start_s)} to {clock(fault.end_s)}: "
        f"{words(fault.check.name)}{figure}. {fault.cue}."
    )


def _unseen_lines(tallies: tuple[CheckTally, ...]) -> list[str]:
    unseen = [
        words(tally.check.name) + (f" ({tally.side})" if tally.side else "")
        for tally in tallies
        if tally.unseen_s > tally.met_s + tally.fault_s
    ]
    return ["Mostly unseen: " + ", ".join(unseen)] if unseen else []


def words(name: str) -> str:
    """A snake_case name in words: `knee_straight` is `knee straight`."""
    return name.removesuffix("_deg").replace("_", " ")
