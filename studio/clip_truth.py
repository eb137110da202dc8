"""The truth beside a clip: what is done and counted, and every frame's joints and angles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.expected import expected
from studio.stage import Studio
from studio.timeline import Instant
from studio.truth import Truth

if TYPE_CHECKING:
    from studio.clip import Clip


def write_truth(clip: Clip, studio: Studio, path: Path) -> None:
    """Write a clip's truth; nothing is drawn for it."""
    text = json.dumps(clip_truth(clip, studio), indent=None, separators=(",", ":"))
    path.write_text(text.replace('},{"', '},\n{"') + "\n")


def clip_truth(clip: Clip, studio: Studio) -> dict[str, Any]:
    """A clip's truth as its file holds it."""
    timeline = clip.timeline()
    instants = list(timeline.instants(clip.fps))
    camera = studio.camera
    return {
        "schema": 1,
        "clip": clip.name,
        "notes": clip.notes,
        "stretch": clip.stretch,
        "duration_s": round(timeline.duration_s, 2),
        "fps": clip.fps,
        "size": clip.size,
        "body_seed": clip.body_seed,
        "setting_seed": clip.setting_seed,
        "camera": {
            "azimuth": camera.azimuth,
            "height_m": camera.height,
            "distance_m": round(camera.distance or 0.0, 2),
            "lens_deg": camera.lens,
        },
        **expected(clip.model, timeline, instants),
        "samples": _table(instants, _truths(studio, instants)),
    }


def _truths(studio: Studio, instants: Sequence[Instant]) -> list[Truth]:
    known: dict[tuple[object, ...], Truth] = {}
    for instant in instants:
        key = instant.moment.key()
        if key not in known:
            known[key] = studio.truth(instant.moment)
    return [known[instant.moment.key()] for instant in instants]


def _table(instants: Sequence[Instant], truths: Sequence[Truth]) -> dict[str, Any]:
    """Columns once, then a row of numbers for each frame."""
    points, angles = list(truths[0].points), list(truths[0].angles)
    flat = sorted(set.intersection(*(set(truth.picture_angles) for truth in truths)))
    rows = [
        {
            "t": round(instant.t, 3),
            "points_px": [round(float(x), 1) for p in points for x in truth.points[p]],
            "angles": [round(truth.angles[k], 1) for k in angles],
            "picture_angles": [round(truth.picture_angles[k], 1) for k in flat],
        }
        for instant, truth in zip(instants, truths, strict=True)
    ]
    return {"points": points, "angles": angles, "picture_angles": flat, "rows": rows}
