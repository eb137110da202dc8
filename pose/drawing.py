"""Drawing over a picture: the skeleton, one judged angle, the ring that fills, one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from pose.angles import turn_from
from pose.types import FloatArray, Image, Landmark, Pose

Colour = tuple[int, int, int]
"""Blue, green, red."""

# Told apart by brightness and by the kind of line as well, for people who see no red or green.
GOOD: Colour = (120, 200, 60)
WRONG: Colour = (40, 150, 255)
UNSEEN: Colour = (170, 170, 170)
QUIET: Colour = (235, 225, 210)
DARK: Colour = (38, 32, 28)
WHITE: Colour = (255, 255, 255)

_L, _R = "LEFT_", "RIGHT_"
BONES: tuple[tuple[Landmark, Landmark], ...] = (
    *(
        (Landmark[side + a], Landmark[side + b])
        for side in (_L, _R)
        for a, b in (
            ("SHOULDER", "ELBOW"),
            ("ELBOW", "WRIST"),
            ("SHOULDER", "HIP"),
            ("HIP", "KNEE"),
            ("KNEE", "ANKLE"),
            ("ANKLE", "HEEL"),
            ("HEEL", "FOOT_INDEX"),
            ("ANKLE", "FOOT_INDEX"),
        )
    ),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
)

SHOWN_FROM = 0.3


@dataclass(frozen=True)
class JudgedAngle:
    """An angle to point out.

    Attributes:
        corner: the three landmarks, the vertex in the middle.
        label: what to write beside it, such as `L knee flexion 12°`.
    """

    corner: tuple[Landmark, Landmark, Landmark]
    label: str
    colour: Colour


@dataclass(frozen=True)
class Overlay:
    """What to draw over one picture.

    Attributes:
        pose: the body, None to draw none.
        limbs: the colour of each bone that is not quiet.
        angle: the angle being judged.
        ring: how far the ring is filled, 0 to 1; None for no ring.
        ring_text: what stands inside it.
        ring_colour: its colour.
        caption: one sentence, large enough to read from three metres.
        caption_colour: the bar beside it.
    """

    pose: Pose | None = None
    limbs: dict[tuple[Landmark, Landmark], Colour] = field(default_factory=dict)
    angle: JudgedAngle | None = None
    ring: float | None = None
    ring_text: str = ""
    ring_colour: Colour = GOOD
    caption: str = ""
    caption_colour: Colour = GOOD


def draw(image: Image, overlay: Overlay, mirror: bool = False) -> Image:
    """The picture with the overlay drawn on it; the original is left as it is.

    Args:
        image: (h, w, 3) BGR picture.
        overlay: what to draw; its pose may be of another size of the same picture.
        mirror: show the picture as in a mirror. Writing stays readable.
    """
    drawn: Image = cv2.flip(image, 1) if mirror else image.copy()
    if overlay.pose is not None:
        points = _placed(overlay.pose, drawn, mirror)
        _draw_skeleton(drawn, overlay, points)
        if overlay.angle is not None:
            _draw_angle(drawn, overlay.angle, points)
    if overlay.ring is not None:
        _draw_ring(drawn, overlay)
    if overlay.caption:
        _draw_caption(drawn, overlay.caption, overlay.caption_colour)
    return drawn


def _placed(pose: Pose, image: Image, mirror: bool) -> FloatArray:
    """The landmarks in the drawn picture's pixels."""
    height, width = image.shape[:2]
    points = pose.points * (width / pose.size[0], height / pose.size[1])
    if mirror:
        points = points * (-1, 1) + (width, 0)
    placed: FloatArray = points
    return placed


def _unit(image: Image) -> float:
    """A length that grows with the picture: 1 at 720 lines."""
    return float(min(image.shape[0], image.shape[1])) / 720


def _draw_skeleton(image: Image, overlay: Overlay, points: FloatArray) -> None:
    pose, unit = overlay.pose, _unit(image)
    if pose is None:
        return
    thick = max(2, round(6 * unit))
    for a, b in BONES:
        seen = min(pose.visibility[a], pose.visibility[b]) >= SHOWN_FROM
        if not seen:
            continue
        _draw_bone(image, points[a], points[b], overlay.limbs.get((a, b), QUIET), thick)


def _draw_bone(image: Image, a: FloatArray, b: FloatArray, colour: Colour, thick: int) -> None:
    """One limb: whole where it is right, thick with dark rungs at fault, dashed where unseen."""
    if colour == WRONG:
        thick = round(1.7 * thick)
    start, end = _pixel(a), _pixel(b)
    cv2.line(image, start, end, DARK, thick + 2, cv2.LINE_AA)
    if colour == UNSEEN:
        for one, two in _dashes(a, b, 2.5 * thick):
            cv2.line(image, _pixel(one), _pixel(two), colour, thick, cv2.LINE_AA)
        return
    cv2.line(image, start, end, colour, thick, cv2.LINE_AA)
    if colour == WRONG:
        along = b - a
        across = np.array([-along[1], along[0]]) / (np.hypot(*along) or 1.0) * 0.5 * thick
        for one, _ in _dashes(a, b, 1.5 * thick):
            rung = _pixel(one - across), _pixel(one + across)
            cv2.line(image, *rung, DARK, max(1, thick // 4), cv2.LINE_AA)


def _dashes(a: FloatArray, b: FloatArray, step: float) -> list[tuple[FloatArray, FloatArray]]:
    """Begin and end of dashes from a to b, each with a gap of its own length behind it."""
    pairs = max(1, min(100, round(float(np.hypot(*(b - a))) / (2 * step))))
    shares = np.linspace(0.0, 1.0, 2 * pairs + 1)
    return [(a + (b - a) * shares[i], a + (b - a) * shares[i + 1]) for i in range(0, 2 * pairs, 2)]


def _draw_angle(image: Image, angle: JudgedAngle, points: FloatArray) -> None:
    a, vertex, b = (points[mark] for mark in angle.corner)
    unit = _unit(image)
    radius = round(34 * unit)
    start = float(np.degrees(np.arctan2(*(a - vertex)[::-1])))
    turn = turn_from(a - vertex, b - vertex)
    size = (max(6, radius), max(6, radius))
    cv2.ellipse(
        image, _pixel(vertex), size, 0, start, start + turn, angle.colour,
        max(2, round(5 * unit)), cv2.LINE_AA,
    )  # fmt: skip
    beside = np.array([46.0, -12.0]) * unit
    _write(image, angle.label, vertex + beside, 30 * unit)


def _draw_ring(image: Image, overlay: Overlay) -> None:
    height, width = image.shape[:2]
    radius = round(0.14 * min(height, width))
    centre = (width - radius - round(0.04 * width), radius + round(0.04 * height))
    thick = max(4, radius // 5)
    _shade(image, (centre[0] - radius, centre[1] - radius), (2 * radius, 2 * radius), round_=True)
    cv2.circle(image, centre, radius, UNSEEN, max(1, thick // 4), cv2.LINE_AA)
    end = 360 * float(np.clip(overlay.ring or 0.0, 0.0, 1.0))
    cv2.ellipse(
        image, centre, (radius, radius), -90, 0, end, overlay.ring_colour, thick, cv2.LINE_AA
    )
    size = 0.75 * radius
    left, _, wide, _ = _text_box(image, overlay.ring_text, size)
    place = np.array([centre[0] - wide / 2 - left, centre[1] + 0.36 * size])
    _write(image, overlay.ring_text, place, size, shaded=False)
    if overlay.ring_colour == UNSEEN:
        _draw_pause(image, centre, radius)


def _draw_pause(image: Image, centre: tuple[int, int], radius: int) -> None:
    """Two upright bars under the figure: the clock stands."""
    top, bottom = centre[1] + round(0.42 * radius), centre[1] + round(0.68 * radius)
    wide = max(2, radius // 10)
    for side in (-1, 1):
        x = centre[0] + side * round(0.11 * radius)
        cv2.line(image, (x, top), (x, bottom), WHITE, wide)


def _draw_caption(image: Image, text: str, colour: Colour) -> None:
    """The sentence on a dark bar along the bottom, in as many lines as it needs."""
    height, width = image.shape[:2]
    size = 0.075 * min(height, width) + 0.012 * width
    margin = round(0.03 * width)
    lines = _wrapped(image, text, size, width - 3 * margin)
    line_height = round(1.3 * size)
    bar = line_height * len(lines) + round(0.6 * size)
    _shade(image, (0, height - bar), (width, bar))
    cv2.rectangle(image, (0, height - bar), (max(4, margin // 3), height), colour, -1)
    for number, line in enumerate(lines):
        bottom = height - bar + round(0.2 * size) + line_height * (number + 1) - round(0.15 * size)
        _write(image, line, np.array([margin, bottom]), size, shaded=False)


def _wrapped(image: Image, text: str, size: float, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _text_box(image, longer, size)[2] <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shade(
    image: Image, corner: tuple[int, int], size: tuple[int, int], round_: bool = False
) -> None:
    """Darken a part of the picture, so that writing on it can be read."""
    x, y = max(0, corner[0]), max(0, corner[1])
    part = image[y : corner[1] + size[1], x : corner[0] + size[0]]
    if part.size == 0:
        return
    dark = cv2.addWeighted(part, 0.35, np.full_like(part, DARK), 0.65, 0)
    if not round_:
        part[:] = dark
        return
    disc = np.zeros(part.shape[:2], np.uint8)
    cv2.circle(disc, (part.shape[1] // 2, part.shape[0] // 2), min(part.shape[:2]) // 2, 255, -1)
    part[disc > 0] = dark[disc > 0]


def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")


def _text_box(image: Image, text: str, size: float) -> tuple[int, int, int, int]:
    box = cv2.getTextSize(image.shape[1::-1], text, (0, 0), _font(), round(size), 600)
    left, top, wide, high = box
    return int(left), int(top), int(wide), int(high)


def _write(image: Image, text: str, place: FloatArray, size: float, shaded: bool = True) -> None:
    """Write at the bottom left `place`, moved so that all of it stays in the picture."""
    if not text:
        return
    size = max(size, 12.0)
    _, _, wide, _ = _text_box(image, text, size)
    x = float(np.clip(place[0], 4, max(4, image.shape[1] - wide - 4)))
    y = float(np.clip(place[1], size, image.shape[0] - 4))
    if shaded:
        pad = round(0.2 * size)
        corner = (round(x) - pad, round(y - size))
        _shade(image, corner, (wide + 2 * pad, round(1.3 * size)))
    cv2.putText(image, text, (round(x), round(y)), WHITE, _font(), round(size), 600)


def _pixel(point: FloatArray) -> tuple[int, int]:
    x, y = np.clip(point, -20000, 20000)
    return round(float(x)), round(float(y))
