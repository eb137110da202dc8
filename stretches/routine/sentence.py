"""The one sentence that stands on the screen, and the line about the raised hand."""

from __future__ import annotations

from stretches.routine import words
from stretches.routine.moment import Phase, Said
from stretches.routine.stretch_run import StretchRun

STANDS_S = 4.0
"""What was said stands for this long."""


def sentence(phase: Phase, away: bool, run: StretchRun, last: Said | None, t: float) -> str:
    """The one sentence that stands on the screen: what was just said, or what goes on."""
    if away:
        return words.AWAY
    if phase in ("pain", "explain", "over") and last is not None:
        return last.text
    if last is not None and last.t_s >= run.phase_t and t - last.t_s <= STANDS_S:
        return last.text
    return _standing(phase, run)


def _standing(phase: Phase, run: StretchRun) -> str:
    if phase == "framing":
        return words.FRAMING
    if phase == "position":
        return words.take_position(run.stretch, run.next_side)
    if phase == "paused" and run.snapshot is not None:
        return f"Paused. {run.why(run.snapshot)}"
    if phase == "rest":
        return words.rest_before(run.stretch, run.next_side, run.switching)
    return {
        "explain": words.BEGINNING,
        "count_in": words.HOLD_THERE,
        "hold": "Keep going" if run.rounds else words.KEEP_HOLDING,
        "come_out": words.COME_OUT,
    }.get(phase, "")


def hint(phase: Phase, run: StretchRun) -> str:
    """What a raised hand does now."""
    what = {
        "explain": "go straight to the stretch",
        "rest": "go on now",
        "pain": "say that it is no worse",
        "over": "",
        "come_out": "",
    }.get(phase, "skip this stretch")
    return words.sign(run.stretch, what) if what else ""
