"""What is drawn over the picture can be told apart without colours."""

from __future__ import annotations

import numpy as np
import pytest
import sight
import skeletons

from pose.drawing import DARK, GOOD, UNSEEN, WRONG, Overlay, draw
from pose.types import Landmark

THIGH = (Landmark.LEFT_HIP, Landmark.LEFT_KNEE)
POSE = sight.seen(skeletons.standing(), 0.0, outlined=False)
BLANK = np.full((POSE.size[1], POSE.size[0], 3), 128, np.uint8)


def along_the_thigh(colour) -> np.ndarray:
    """The picture along the middle of the left thigh."""
    drawn = draw(BLANK, Overlay(POSE, {THIGH: colour}))
    hip, knee = (POSE.points[mark] for mark in THIGH)
    shares = np.linspace(0.1, 0.9, 400)[:, None]
    places = np.round(hip + (knee - hip) * shares).astype(int)
    return drawn[places[:, 1], places[:, 0]]


def dark_marks(colour) -> int:
    """How often the line turns dark on the way."""
    dark = np.abs(along_the_thigh(colour).astype(int) - DARK).max(axis=1) < 40
    return int(np.count_nonzero(np.diff(dark.astype(int)) == 1))


def test_a_limb_in_form_is_one_whole_line():
    assert dark_marks(GOOD) == 0


@pytest.mark.parametrize("colour", [WRONG, UNSEEN])
def test_a_limb_at_fault_or_unseen_is_broken_up(colour):
    assert dark_marks(colour) >= 2


def test_a_standing_clock_has_a_sign_of_its_own():
    running = draw(BLANK, Overlay(ring=0.4, ring_text="12", ring_colour=GOOD))
    standing = draw(BLANK, Overlay(ring=0.4, ring_text="12", ring_colour=UNSEEN))
    white = [np.count_nonzero((image > 250).all(axis=2)) for image in (running, standing)]
    assert white[1] > white[0] + 20
