"""What stands about in a lived-in room: along the wall behind the figure, out of its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from studio.geometry import FloatArray, vec
from studio.look import Colour
from studio.props import box, tube, turned
from studio.renderer import Mesh

Thing = Callable[[float, np.random.Generator], list[Mesh]]
FROM, TO = -2.4, 2.4
DEPTH = -1.42
"""Where things stand, metres along the wall, and from the figure toward it."""
COLOURS: tuple[Colour, ...] = (
    (0.45, 0.12, 0.10),
    (0.10, 0.22, 0.40),
    (0.50, 0.42, 0.20),
    (0.12, 0.28, 0.16),
    (0.40, 0.40, 0.42),
)
WOOD: Colour = (0.30, 0.20, 0.12)
LEAF: Colour = (0.06, 0.22, 0.07)


def clutter(count: int, seed: int, azimuth: float, at: FloatArray) -> list[Mesh]:
    """So many things by the back wall, for a camera at this azimuth in degrees."""
    rng = np.random.default_rng([13, seed])
    places = np.linspace(FROM, TO, 7)
    centre = at * vec(1, 0, 1)
    meshes: list[Mesh] = []
    for x in rng.permutation(places)[:count]:
        meshes += THINGS[rng.integers(len(THINGS))](float(x), rng)
    moved = [replace(m, vertices=m.vertices + centre) for m in meshes]
    return [turned(m, azimuth, centre) for m in moved]


def _shelf(x: float, rng: np.random.Generator) -> list[Mesh]:
    boards = [
        box((x - 0.3, y, DEPTH - 0.12), (x + 0.3, y + 0.025, DEPTH + 0.12), WOOD)
        for y in (0.02, 0.4, 0.8, 1.2)
    ]
    books = []
    for y in (0.045, 0.425, 0.825):
        for k in range(int(rng.integers(2, 7))):
            left, high = x - 0.27 + 0.07 * k, y + float(rng.uniform(0.18, 0.3))
            colour = COLOURS[rng.integers(len(COLOURS))]
            books.append(box((left, y, DEPTH - 0.1), (left + 0.05, high, DEPTH + 0.06), colour))
    sides = [
        box(
            (x + g * 0.3 - 0.0125, 0, DEPTH - 0.12),
            (x + g * 0.3 + 0.0125, 1.23, DEPTH + 0.12),
            WOOD,
        )
        for g in (-1, 1)
    ]
    return boards + books + sides


def _plant(x: float, rng: np.random.Generator) -> list[Mesh]:
    foot = vec(x, 0.26, DEPTH)
    pot = box((x - 0.13, 0, DEPTH - 0.13), (x + 0.13, 0.26, DEPTH + 0.13), (0.40, 0.20, 0.12))
    leaves = []
    for _ in range(14):
        out = vec(rng.uniform(-0.35, 0.35), rng.uniform(0.3, 0.9), rng.uniform(-0.2, 0.25))
        leaves.append(tube([foot, foot + 0.6 * out, foot + out - vec(0, 0.08, 0)], 0.022, LEAF))
    return [pot, *leaves]


def _lamp(x: float, _: np.random.Generator) -> list[Mesh]:
    pole = tube([vec(x, 0, DEPTH), vec(x, 1.5, DEPTH)], 0.015, (0.08, 0.08, 0.08))
    foot = box((x - 0.14, 0, DEPTH - 0.14), (x + 0.14, 0.03, DEPTH + 0.14), (0.08, 0.08, 0.08))
    shade = box((x - 0.17, 1.4, DEPTH - 0.17), (x + 0.17, 1.7, DEPTH + 0.17), (0.75, 0.70, 0.55))
    return [foot, pole, shade]


def _boxes(x: float, rng: np.random.Generator) -> list[Mesh]:
    wide, high = float(rng.uniform(0.18, 0.3)), float(rng.uniform(0.25, 0.5))
    colour = COLOURS[rng.integers(len(COLOURS))]
    lower = box((x - wide, 0, DEPTH - 0.18), (x + wide, high, DEPTH + 0.18), colour)
    upper = box((x - 0.14, high, DEPTH - 0.12), (x + 0.16, high + 0.2, DEPTH + 0.12), WOOD)
    return [lower, upper]


def _coat(x: float, rng: np.random.Generator) -> list[Mesh]:
    """Something as high as a person, dark and narrow, hanging at the wall."""
    colour = COLOURS[rng.integers(len(COLOURS))]
    body = box((x - 0.2, 0.6, DEPTH - 0.06), (x + 0.2, 1.5, DEPTH + 0.04), colour, "woven")
    arms = [
        tube([vec(x + g * 0.2, 1.45, DEPTH), vec(x + g * 0.27, 0.85, DEPTH)], 0.05, colour)
        for g in (-1, 1)
    ]
    return [body, *arms, tube([vec(x, 1.5, DEPTH), vec(x, 1.62, DEPTH)], 0.03, WOOD)]


THINGS: tuple[Thing, ...] = (_shelf, _plant, _lamp, _boxes, _coat)
