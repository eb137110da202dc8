"""What one synthetic person looks like: proportions, clothes and colours, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Colour = tuple[float, float, float]
Hair = Literal["short", "bob", "bun", "shaved"]
Footwear = Literal["shoes", "socks", "bare"]

SKINS: tuple[Colour, ...] = (
    (0.74, 0.50, 0.38),
    (0.66, 0.42, 0.30),
    (0.52, 0.31, 0.20),
    (0.34, 0.19, 0.12),
    (0.20, 0.11, 0.07),
)
HAIRS: tuple[Colour, ...] = (
    (0.02, 0.015, 0.01),
    (0.06, 0.035, 0.02),
    (0.16, 0.09, 0.04),
    (0.42, 0.30, 0.14),
    (0.32, 0.31, 0.30),
)
SHIRTS: tuple[Colour, ...] = (
    (0.12, 0.25, 0.55),
    (0.45, 0.08, 0.09),
    (0.62, 0.62, 0.58),
    (0.08, 0.30, 0.20),
    (0.45, 0.25, 0.50),
    (0.70, 0.45, 0.10),
    (0.05, 0.05, 0.06),
)
TROUSERS: tuple[Colour, ...] = (
    (0.10, 0.10, 0.12),
    (0.04, 0.06, 0.14),
    (0.24, 0.24, 0.24),
    (0.16, 0.05, 0.08),
    (0.10, 0.14, 0.10),
)
FOOTWEAR_COLOURS: dict[Footwear, tuple[Colour, ...]] = {
    "shoes": ((0.50, 0.50, 0.52), (0.05, 0.05, 0.06), (0.35, 0.07, 0.08)),
    "socks": ((0.75, 0.75, 0.75), (0.10, 0.10, 0.11), (0.30, 0.35, 0.45)),
    "bare": ((0.0, 0.0, 0.0),),
}


@dataclass(frozen=True)
class Proportions:
    """How one body differs from the plain one; all are factors, 1 being plain."""

    height: float = 1.0
    trunk: float = 1.0
    leg: float = 1.0
    shin: float = 1.0
    arm: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    girth: float = 1.0
    belly: float = 1.0


@dataclass(frozen=True)
class Look:
    """One person.

    Attributes:
        proportions: the body's measures against the plain body of 1.70 m.
        sleeve, leg_cover: how far clothes reach along arm and leg; 1 is the elbow or knee,
            2 the wrist or ankle.
        loose: how far the clothes stand off the body, metres.
    """

    proportions: Proportions
    skin: Colour
    hair_colour: Colour
    hair: Hair
    shirt: Colour
    trousers: Colour
    footwear: Footwear
    footwear_colour: Colour
    sleeve: float
    leg_cover: float
    loose: float


PLAIN = Look(
    proportions=Proportions(),
    skin=(0.62, 0.38, 0.26),
    hair_colour=HAIRS[1],
    hair="short",
    shirt=SHIRTS[0],
    trousers=TROUSERS[0],
    footwear="socks",
    footwear_colour=(0.6, 0.6, 0.62),
    sleeve=0.55,
    leg_cover=1.95,
    loose=0.0,
)


def draw_proportions(rng: np.random.Generator) -> Proportions:
    """Random proportions within what is common among adults."""
    build = rng.normal(0, 1)
    return Proportions(
        height=float(np.clip(rng.normal(1.0, 0.05), 0.90, 1.12)),
        trunk=float(rng.uniform(0.95, 1.05)),
        leg=float(rng.uniform(0.95, 1.06)),
        shin=float(rng.uniform(0.96, 1.04)),
        arm=float(rng.uniform(0.96, 1.05)),
        shoulders=float(rng.uniform(0.92, 1.08)),
        hips=float(rng.uniform(0.95, 1.12)),
        girth=float(np.clip(1.0 + 0.08 * build, 0.86, 1.18)),
        belly=float(np.clip(1.0 + 0.10 * build + rng.normal(0, 0.04), 0.90, 1.28)),
    )


def look_from_seed(seed: int) -> Look:
    """The person of a seed; seed 0 is the plain body."""
    if seed == 0:
        return PLAIN
    rng = np.random.default_rng([7, seed])
    proportions = draw_proportions(rng)
    skin = SKINS[rng.integers(len(SKINS))]
    footwear: Footwear = ("shoes", "socks", "bare")[rng.integers(3)]
    colours = FOOTWEAR_COLOURS[footwear]
    hair: Hair = ("short", "bob", "bun", "shaved")[rng.choice(4, p=[0.4, 0.25, 0.25, 0.1])]
    return Look(
        proportions=proportions,
        skin=skin,
        hair_colour=HAIRS[rng.integers(len(HAIRS))],
        hair=hair,
        shirt=SHIRTS[rng.integers(len(SHIRTS))],
        trousers=TROUSERS[rng.integers(len(TROUSERS))],
        footwear=footwear,
        footwear_colour=skin if footwear == "bare" else colours[rng.integers(len(colours))],
        sleeve=float((0.1, 0.55, 0.7, 1.9)[rng.integers(4)]),
        leg_cover=float((0.75, 1.6, 1.95, 1.95)[rng.integers(4)]),
        loose=float((0.0, 0.004, 0.012)[rng.integers(3)]),
    )
