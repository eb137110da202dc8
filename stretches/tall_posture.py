"""How one person sits or stands tall: what their posture in a stretch is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sole:
    """A foot that stood flat.

    Attributes:
        slope_deg: how far the line from its heel to its toes slopes in the picture.
        toes: where its toes were, pixels.
    """

    slope_deg: float
    toes: tuple[float, float]


@dataclass(frozen=True)
class TallPosture:
    """How one person sits or stands tall.

    Attributes:
        neck_deg: how far the neck is bent forward from the trunk's line then.
        trunk_px: how long the trunk is in the picture.
        turned: how far the body is turned from facing the camera, degrees.
        soles: the left and the right foot then; None where unseen.
    """

    neck_deg: float
    trunk_px: float
    turned: float
    soles: tuple[Sole | None, Sole | None] = (None, None)
