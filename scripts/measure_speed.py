"""Milliseconds a frame of the live path against MediaPipe alone, in one run.

`python -m scripts.measure_speed VIDEO [--stretch SLUG]` feeds the same frames to both in turn.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from time import perf_counter

import cv2
import mediapipe as mp
from mediapipe.tasks.python import BaseOptions, vision

from pose.model import model_path
from pose.video import Video
from screens.live_session import LiveSession
from stretches.registry import stretch_named


def main() -> None:
    """Print the two medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("video", type=Path)
    parser.add_argument("--stretch", default="lying_hamstring")
    parser.add_argument("--frames", type=int, default=300)
    asked = parser.parse_args()
    session = LiveSession(stretch_named(asked.stretch))
    alone, live = [], []
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model_path())),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=True,
    )
    with (
        vision.PoseLandmarker.create_from_options(options) as landmarker,
        Video(asked.video) as video,
    ):
        for frame in video:
            began = perf_counter()
            rgb = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
            picture = mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
            landmarker.detect_for_video(picture, round(frame.t * 1000))
            between = perf_counter()
            session.process(frame.image, frame.t)
            alone.append(between - began)
            live.append(perf_counter() - between)
            if len(live) >= asked.frames:
                break
    session.close()
    for name, times in (("MediaPipe alone", alone), ("live path", live)):
        mean = sum(times) / len(times)
        print(f"{name}: median {1000 * median(times):.1f} ms, mean {1000 * mean:.1f} ms a frame")
    print(f"ratio of the means: {sum(live) / sum(alone):.2f}")


if __name__ == "__main__":
    main()
