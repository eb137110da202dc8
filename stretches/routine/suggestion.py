"""Which stretches to suggest for a session, each with its reason, from what a person says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pose.types import LEFT, RIGHT, Side
from stretches.registry import STRETCHES
from stretches.routine.pain import PainReport
from stretches.vocabulary import Stretch

Aim = Literal["pain now", "prevention"]
Thing = Literal["mat", "chair", "band"]
Sore = Literal["left", "right", "both", "neither"]
THINGS: tuple[Thing, ...] = ("mat", "chair", "band")
LEAST, MOST = 3, 5

SEATED = ("seated_figure_four", "seated_calf")
STANDING = ("standing_hip_flexor", "standing_ql")
IN_BED = ("supine_figure_four", "lying_hamstring")
ORDER_NOW = ("cat_cow", "supine_figure_four", "seated_figure_four", "seated_calf", "standing_ql")
"""Gentle ones first: moving, then the deep rotators, without pulling on the nerve."""
ORDER_PREVENTION = (
    "cat_cow",
    "standing_hip_flexor",
    "supine_figure_four",
    "lying_hamstring",
    "pigeon",
    "seated_figure_four",
    "half_kneeling_hip_flexor",
    "seated_calf",
    "standing_ql",
)
WHY = {
    "cat_cow": "moves the spine gently and warms it up",
    "standing_hip_flexor": "undoes a day of sitting at the front of the hip",
    "supine_figure_four": "eases the deep hip rotators, lying down",
    "seated_figure_four": "eases the deep hip rotators, sitting",
    "half_kneeling_hip_flexor": "opens the front of the hip and the side",
    "lying_hamstring": "stretches the back of the thigh, and measures how far the leg rises",
    "seated_calf": "moves foot and calf, sitting",
    "pigeon": "opens the hip further, once it is used to stretching",
    "standing_ql": "stretches the side of the back, standing",
}


@dataclass(frozen=True)
class Circumstances:
    """What a person says before a session.

    Attributes:
        aim: active pain, or keeping it away.
        poor_balance: trouble with balance.
        in_bed: in bed, first thing in the morning.
        things: what is at hand.
        ask_first: pregnant, or intense symptoms.
        sore: the side that hurts.
    """

    aim: Aim = "prevention"
    poor_balance: bool = False
    in_bed: bool = False
    things: tuple[Thing, ...] = THINGS
    ask_first: bool = False
    sore: Sore = "neither"


@dataclass(frozen=True)
class Choice:
    """One stretch with the reason for which it is suggested or left out."""

    stretch: Stretch
    reason: str


@dataclass(frozen=True)
class Suggestion:
    """What is suggested, to be changed at will.

    Attributes:
        chosen: in order.
        left_out: the others, each with what speaks against it.
        first: the side to begin with.
        first_reason: why.
        how_often: in words.
        a_week: least and most sessions a week.
        notices: what has to be known first.
    """

    chosen: tuple[Choice, ...]
    left_out: tuple[Choice, ...]
    first: Side
    first_reason: str
    how_often: str
    a_week: tuple[int, int]
    notices: tuple[str, ...] = ()


def suggest(given: Circumstances) -> Suggestion:
    """The suggestion for these circumstances."""
    barred = {stretch.slug: bar(stretch, given) for stretch in STRETCHES}
    order = [slug for slug in _order(given) if not barred[slug]]
    most = LEAST if given.aim == "pain now" else MOST
    named = {stretch.slug: stretch for stretch in STRETCHES}
    chosen = tuple(Choice(named[slug], _why(slug, given)) for slug in order[:most])
    taken = {choice.stretch.slug for choice in chosen}
    left_out = tuple(
        Choice(stretch, barred[stretch.slug] or "enough for one session without it")
        for stretch in STRETCHES
        if stretch.slug not in taken
    )
    first, first_reason = _first_side(given.sore)
    how_often, a_week = _how_often(given.aim)
    return Suggestion(
        chosen, left_out, first, first_reason, how_often, a_week, _notices(given, len(chosen))
    )


def bar(stretch: Stretch, given: Circumstances) -> str:
    """What speaks against a stretch in these circumstances; empty for nothing."""
    if given.in_bed and stretch.slug not in IN_BED:
        return "not one for the bed"
    missing = missing_things(stretch, given)
    if missing:
        return f"needs a {' and a '.join(missing)}"
    if given.ask_first and stretch.slug == "lying_hamstring":
        return "stretching the hamstring can irritate the nerve further: ask first"
    if given.poor_balance and stretch.slug in STANDING:
        return "standing on one line asks for balance"
    return ""


def missing_things(stretch: Stretch, given: Circumstances) -> tuple[Thing, ...]:
    """What the stretch needs and is not at hand; a bed does for a mat where it may."""
    needs: list[Thing] = []
    for thing in stretch.equipment:
        if thing == "mat or bed":
            needs += [] if given.in_bed else ["mat"]
        elif thing == "mat":
            needs.append("mat")
        elif thing == "chair":
            needs.append("chair")
        else:
            needs.append("band")  # a strap, a belt or a towel does as well
    return tuple(thing for thing in needs if thing not in given.things)


def _order(given: Circumstances) -> list[str]:
    if given.in_bed:
        return list(IN_BED)
    order = list(ORDER_NOW if given.aim == "pain now" else ORDER_PREVENTION)
    if given.aim == "pain now":
        order += [slug for slug in ORDER_PREVENTION if slug not in order and slug != "pigeon"]
    if given.poor_balance:
        order.sort(key=lambda slug: slug not in SEATED)
    return order


def _why(slug: str, given: Circumstances) -> str:
    why = WHY[slug]
    if given.in_bed:
        return f"{why}; can be done in bed"
    if given.poor_balance and slug in SEATED:
        return f"{why}; seated ones come first with poor balance"
    return why


def _first_side(sore: Sore) -> tuple[Side, str]:
    if sore == "left":
        return RIGHT, "Right side first: it does not hurt, so you learn the movement there."
    if sore == "right":
        return LEFT, "Left side first: it does not hurt, so you learn the movement there."
    return LEFT, "Left side first."


def _how_often(aim: Aim) -> tuple[str, tuple[int, int]]:
    if aim == "pain now":
        return "With active pain: once or twice a day.", (7, 14)
    return "For prevention: three to five times a week.", (3, 5)


def _notices(given: Circumstances, count: int) -> tuple[str, ...]:
    notices: list[str] = []
    if given.ask_first:
        notices.append(
            "Pregnant, or with intense symptoms: ask your doctor or physical therapist before you "
            "stretch."
        )
    if given.in_bed:
        notices.append("A mat or a rug on the floor is firmer and easier than a mattress.")
    if count == 0:
        notices.append(
            "None of the nine fits what you have at hand: a mat or a chair opens some of them."
        )
    elif count < LEAST and not given.in_bed:
        notices.append(f"Only {count} of the nine fit; a session is three to five.")
    return tuple(notices)


def pain_seems_active(before: PainReport) -> bool:
    """Whether pain before a session speaks for the gentle, short one."""
    return before.score >= 4 or before.reach > 2
