"""What a guided session says besides the checks' cues."""

from __future__ import annotations

from pose.types import Side
from stretches.body import Body
from stretches.picture import nearer
from stretches.routine.plan import Planned, dose_in_words
from stretches.routine.raised_hand import both_hands
from stretches.vocabulary import Stretch

BEGINNING = "We begin in a moment"
AWAY = "I can't see you. I wait until you are back in the picture"
GONE = "Nobody has been here for five minutes: I stop here"
BACK = "There you are: we go on"
GAP = "The picture was gone for a moment: we go on"
FRAMING = "Step into the picture, so that I can see all of you"
SKIPPED = "Skipped"
HOLD_THERE = "Good: hold it there"
KEEP_HOLDING = "Good: keep holding"
BEGIN = "Begin, slowly"
COME_OUT = "Done: come out slowly"
ONLY_COMFORTABLE = "Stay where it is comfortable"
UNANSWERED = "No answer: I go on gently. Stop if it hurts more."
STOPPED = "Stopped. Come out slowly"
FINISHED = "Well done. That was your routine"

SECONDS_A_WORD, SECONDS_A_LINE = 0.42, 1.0
"""How long a line takes to say at the voice's usual rate, on the slow side."""


def seconds_to_say(text: str, rate: float = 1.0) -> float:
    """How long a line takes to say.

    Args:
        text: the line.
        rate: the voice's rate, 1 for its usual one.
    """
    return (SECONDS_A_WORD * len(text.split()) + SECONDS_A_LINE) / rate


def therapists_note(planned: Planned) -> str:
    """What the therapist wants to be read out before a stretch; empty where it is nothing."""
    return f"From your therapist: {planned.note}" if planned.note else ""


def explanation(planned: Planned, number: int, of: int, brief: bool = False) -> list[str]:
    """The lines that explain a stretch: a note, what it is, its steps unless `brief`, the dose."""
    stretch = planned.stretch
    first = "First" if number == 1 else ("Last" if number == of else "Next")
    opening = f"{first}: {stretch.name}."
    if stretch.equipment:
        opening += f" You need: {', '.join(stretch.equipment)}."
    steps = () if brief else stretch.steps
    lines = (therapists_note(planned), opening, *steps, f"{dose_in_words(planned)}.")
    return [line for line in lines if line]


def whose(stretch: Stretch, side: Side | None) -> str:
    """The side in words, such as `Left side: the raised leg`."""
    if side is None:
        return ""
    if not stretch.side_is:
        return f"{side} side"
    where = ", nearer to the camera" if stretch.side_near else ""
    return f"{side.capitalize()} side: {stretch.side_is}{where}"


def take_position(stretch: Stretch, side: Side | None) -> str:
    """Asks for the position."""
    if side is None:
        return "Now take the position"
    return f"Now take the position. {whose(stretch, side)}"


def rest_before(stretch: Stretch, side: Side | None, switched: bool) -> str:
    """What comes after the rest."""
    if side is None:
        return "Rest"
    if switched:
        return f"Switch sides. {whose(stretch, side)}"
    return f"Rest. Then once more, {side} side"


def counted_in(stretch: Stretch, side: Side | None, wanted: Side | None, needed: bool) -> str:
    """Said when the position has been taken.

    Args:
        side: the side that is really working.
        wanted: the side that was asked for.
        needed: whether that side has anything left to do.
    """
    if side is None or wanted is None or side == wanted:
        return HOLD_THERE
    if needed:
        return f"{side.capitalize()} side first: that is fine. Hold it there"
    return f"That is your {side} side again: the {wanted} one is next"


def part_hold(good_s: float) -> str:
    """A hold has ended early."""
    unit = "second" if round(good_s) == 1 else "seconds"
    return f"{good_s:.0f} {unit}. Take the position again when you are ready"


def round_counted(count: int, of: int) -> str:
    """A round of cat-cow counts."""
    return f"{count}: half way" if of >= 4 and count == of // 2 else str(count)


def pain_question(stretch: Stretch) -> str:
    """Asks for the pain after a stretch."""
    hand = "both hands" if both_hands(stretch) else "a hand"
    return f"How is the pain now, from 0 to 10? If it is no worse, raise {hand}"


def sign(stretch: Stretch, what: str) -> str:
    """The line that tells what the raised hand does."""
    hand = "Raise both hands" if both_hands(stretch) else "Raise a hand"
    return f"{hand} for 2 seconds to {what}"


def what_to_change(stretch: Stretch, body: Body, side: Side | None) -> str:
    """How to mend the picture before the position is taken; empty where it is fine."""
    frame = body.framing
    if frame.too_far:
        return "Come a little closer"
    if frame.too_near or not (frame.head or frame.feet):
        return "I can't see all of you: move back a little"
    if not frame.feet:
        return "I can't see your feet: move back a little"
    if not frame.head:
        return "I can't see your head: move back a little"
    if body.view in stretch.views:
        return ""
    if stretch.view == "side":
        return "Turn your side to the camera" if side is None else turn_flank(stretch, side)
    return "Turn to face the camera" if stretch.view == "front" else "Turn half toward the camera"


def turn_flank(stretch: Stretch, side: Side) -> str:
    """Asks for a side of the body to be turned to the camera."""
    asked = nearer(stretch, side)
    return asked[0].upper() + asked[1:]
