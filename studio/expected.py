"""What a faultless judge would count in a plan: holds, repetitions, cycles and faults."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from studio.poses.model import StretchModel
from studio.skeleton import Side
from studio.timeline import Instant, Segment, Timeline

DOSE_S = 30.0
GIVEN_UP_S = 5.0


@dataclass
class _Hold:
    side: Side
    start_s: float
    end_s: float
    good_s: float = 0.0
    bad_since: float | None = None

    @property
    def completed(self) -> bool:
        return self.good_s >= DOSE_S - 1e-6

    def as_json(self) -> dict[str, Any]:
        return {
            "side": self.side,
            "start_s": round(self.start_s, 2),
            "end_s": round(self.end_s, 2),
            "good_s": round(min(self.good_s, DOSE_S), 2),
            "completed": self.completed,
        }


def expected(model: StretchModel, timeline: Timeline, instants: list[Instant]) -> dict[str, Any]:
    """Holds, repetitions, cycles, faults and the plan itself, ready for JSON.

    A hold starts when the person has arrived in the pose; a judge that is satisfied earlier, on
    the way in, is right to start a little earlier. Faults of required checks stop the good time
    and end the hold after 5 s.
    """
    holds = [] if not model.sided else _holds(model, instants)
    rounds = _cycles(timeline)
    reps: dict[str, int] = {}
    for side in ("left", "right"):
        reps[side] = sum(hold.completed and hold.side == side for hold in holds)
    if not model.sided:
        reps = {"both": sum(row["counted"] for row in rounds)}
    return {
        "expected_reps": reps,
        "expected_holds": [hold.as_json() for hold in holds],
        "expected_cycles": rounds,
        "faults": fault_intervals(model, instants),
        "timeline": _plan(timeline),
    }


def _required(model: StretchModel, names: frozenset[str]) -> bool:
    return any(model.fault(name).required for name in names)


def _holds(model: StretchModel, instants: list[Instant]) -> list[_Hold]:
    """Walk through the frames with the clock that the rules describe."""
    holds: list[_Hold] = []
    now: _Hold | None = None
    step = instants[1].t - instants[0].t
    for instant in instants:
        bad = _required(model, instant.faults)
        if not instant.in_pose or (now and now.completed):
            now = None if not instant.in_pose else now
            continue
        if now is None and not bad:
            now = _Hold(instant.moment.side, instant.t, instant.t)
            holds.append(now)
        if now is not None:
            now = _stepped(now, instant.t, step, bad)
    return [hold for hold in holds if hold.good_s >= 1.0]


def _stepped(hold: _Hold, t: float, step: float, bad: bool) -> _Hold | None:
    if bad:
        hold.bad_since = t if hold.bad_since is None else hold.bad_since
        return None if t - hold.bad_since > GIVEN_UP_S else hold
    hold.bad_since = None
    hold.good_s += step
    hold.end_s = t + step
    return hold


def fault_intervals(model: StretchModel, instants: list[Instant]) -> list[dict[str, Any]]:
    """When each fault is more than half there."""
    rows = []
    for name in sorted({name for instant in instants for name in instant.faults}):
        there = [name in instant.faults for instant in instants]
        for here, run in groupby(zip(there, instants, strict=True), key=lambda pair: pair[0]):
            if here:
                frames = [instant for _, instant in run]
                rows.append(_fault_row(model, name, frames[0], frames[-1].t))
    return sorted(rows, key=lambda row: row["start_s"])


def _fault_row(model: StretchModel, name: str, first: Instant, end_s: float) -> dict[str, Any]:
    fault = model.fault(name)
    return {
        "check": fault.check,
        "fault": name,
        "side": first.moment.side if model.sided else None,
        "required": fault.required,
        "start_s": round(first.t, 2),
        "end_s": round(end_s, 2),
        "meaning": fault.meaning,
    }


def _cycles(timeline: Timeline) -> list[dict[str, Any]]:
    rows = []
    sides = timeline.sides()
    for i, segment in enumerate(timeline.plan):
        if segment.kind not in ("cycles", "alternate"):
            continue
        period, missing = 2 * segment.half_s, _missing(timeline.model, segment)
        for k in range(int(segment.seconds / period + 1e-6)):
            start = timeline.starts[i] + k * period
            rows.append(
                {
                    "side": sides[i] if timeline.model.sided else None,
                    "start_s": round(start, 2),
                    "end_s": round(start + period, 2),
                    "counted": missing is None,
                    "missing": missing,
                }
            )
    return rows


def _missing(model: StretchModel, segment: Segment) -> str | None:
    for name in segment.faults:
        if name == "flex_and_point" or model.fault(name).phase:
            return name
        if model.fault(name).required:
            return name
    return None


def _plan(timeline: Timeline) -> list[dict[str, Any]]:
    sides = timeline.sides()
    return [
        {
            "start_s": round(start, 2),
            "end_s": round(start + segment.seconds, 2),
            "what": segment.kind,
            "side": side if timeline.model.sided else None,
            "faults": {
                k: timeline.model.fault(k).size if v is None else v
                for k, v in segment.faults.items()
            },
            **({"half_s": segment.half_s} if segment.half_s else {}),
        }
        for start, segment, side in zip(timeline.starts, timeline.plan, sides, strict=True)
    ]
