"""Stick figures for the tests: posed in metres, seen by a simple camera, with a silhouette.

A figure lives in (forward, up, left) metres, the floor at up = 0. Directions in the plane of the
trunk are told in degrees: 0 up, 90 forward, 180 down, 270 (or −90) backward. Somebody lying on
the back has the head backward and the feet forward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pose.types import LANDMARK_COUNT, LEFT, RIGHT, SIDES, Landmark, Pose, Side, landmark, other

TRUNK, NECK, THIGH, SHIN, ARM = 0.50, 0.21, 0.42, 0.42, 0.26
HIP_HALF, SHOULDER_HALF = 0.10, 0.18
BACK = 0.10
"""How far the back stands off the trunk's middle."""


@dataclass(frozen=True)
class Figure:
    """A posed body.

    Attributes:
        joints: (33, 3) landmarks, metres forward, up and to the person's left.
        curve: how far the back's middle stands out, shares of the trunk: + rounded, − hollow.
    """

    joints: np.ndarray
    curve: float = 0.0

    def joint(self, side: Side, part: str) -> np.ndarray:
        return self.joints[landmark(side, part)]

    def middle(self, part: str) -> np.ndarray:
        return (self.joint(LEFT, part) + self.joint(RIGHT, part)) / 2

    def blended(self, towards: Figure, share: float) -> Figure:
        """On the way to another figure: 0 is this one, 1 the other."""
        return Figure(
            (1 - share) * self.joints + share * towards.joints,
            (1 - share) * self.curve + share * towards.curve,
        )


def aim(degrees: float, across: float = 0.0) -> np.ndarray:
    """A direction in the trunk's plane, tilted out of it to the person's left by `across`."""
    turn, tilt = np.radians(degrees), np.radians(across)
    return np.array(
        [np.sin(turn) * np.cos(tilt), np.cos(turn) * np.cos(tilt), np.sin(tilt)], dtype=float
    )


def beside(place: np.ndarray, forward: float = 0.0, up: float = 0.0) -> np.ndarray:
    return place + np.array([forward, up, 0.0])


def leftward(side: Side) -> float:
    return 1.0 if side == LEFT else -1.0


class Builder:
    """Puts a figure together, part by part; the trunk comes first."""

    def __init__(self, lean: float, bend: float = 0.0, nod: float = 0.0, roll: float = 0.0):
        """Place trunk and head.

        Args:
            lean: the trunk's direction from hips to shoulders: 0 upright, 90 level and face down.
            bend: side bend toward the person's left.
            nod: how far the head hangs toward the chest.
            roll: how far the hip line is tilted, left hip up.
        """
        self.joints = np.zeros((LANDMARK_COUNT, 3))
        for side in SIDES:
            s = leftward(side)
            tilt, sideways = np.radians(roll), np.radians(bend)
            hip = s * HIP_HALF * np.array([0.0, np.sin(tilt), np.cos(tilt)])
            shoulder = s * SHOULDER_HALF * np.array([0.0, -np.sin(sideways), np.cos(sideways)])
            self._put(side, hip=hip, shoulder=TRUNK * aim(lean, bend) + shoulder)
        up, face = aim(lean + nod, bend), aim(lean + nod + 90)
        head = TRUNK * aim(lean, bend) + NECK * up
        self.joints[Landmark.NOSE] = head + 0.11 * face
        for side in SIDES:
            wide = leftward(side) * np.array([0.0, 0.0, 1.0])
            self._put(side, ear=head + 0.07 * wide)
            self._put(side, eye=head + 0.08 * face + 0.04 * up + 0.03 * wide)
            for part, out in (("eye_inner", 0.02), ("eye_outer", 0.04)):
                self._put(side, **{part: head + 0.08 * face + 0.04 * up + out * wide})
            mouth = Landmark.MOUTH_LEFT if side == LEFT else Landmark.MOUTH_RIGHT
            self.joints[mouth] = head + 0.08 * face - 0.05 * up + 0.02 * wide

    def _put(self, side: Side, **parts: np.ndarray) -> None:
        for part, place in parts.items():
            self.joints[landmark(side, part)] = place

    def at(self, side: Side, part: str) -> np.ndarray:
        return self.joints[landmark(side, part)]

    def leg(
        self, side: Side, thigh: float, shin: float, sole: float | None = None, across: float = 0.0
    ) -> None:
        """A leg by the directions of its parts; the sole's is from heel to toes."""
        knee = self.at(side, "hip") + THIGH * aim(thigh, across)
        self._lower_leg(side, knee, knee + SHIN * aim(shin, across), shin, sole)

    def crossed_leg(self, side: Side, knee: np.ndarray, along: float, beside: float = 0.0) -> None:
        """A leg whose ankle rests on the other thigh.

        Args:
            knee: where the knee is from its own hip; the last number counts outward.
            along: how far along the other thigh the ankle rests, 0 hip to 1 knee.
            beside: how far below the other knee instead, metres.
        """
        outward = np.array([1.0, 1.0, leftward(side)])
        hip, end = self.at(other(side), "hip"), self.at(other(side), "knee")
        ankle = hip + along * (end - hip)
        if beside:
            down = self.at(other(side), "ankle") - end
            ankle = end + beside * down / np.linalg.norm(down)
        self._lower_leg(side, self.at(side, "hip") + knee * outward, ankle, 180.0, 90.0)

    def folded_leg(self, side: Side, thigh: float, ankle: np.ndarray) -> None:
        """A leg with the ankle so far from its knee; the last number counts outward."""
        knee = self.at(side, "hip") + THIGH * aim(thigh)
        outward = np.array([1.0, 1.0, leftward(side)])
        self._lower_leg(side, knee, knee + ankle * outward, 270.0, 270.0)

    def _lower_leg(
        self, side: Side, knee: np.ndarray, ankle: np.ndarray, shin: float, sole: float | None
    ) -> None:
        toward_toes = shin - 90 if sole is None else sole
        under = ankle + 0.07 * aim(toward_toes + 90)
        self._put(
            side,
            knee=knee,
            ankle=ankle,
            heel=under - 0.05 * aim(toward_toes),
            foot_index=under + 0.17 * aim(toward_toes),
        )

    def arm(self, side: Side, wrist: np.ndarray, bow: Iterable[float] = (0, 0, 0)) -> None:
        """An arm to a wrist so far from its shoulder, the elbow bowed out of the straight line.

        The last number of both counts outward.
        """
        outward = np.array([1.0, 1.0, leftward(side)])
        self.hand_at(side, self.at(side, "shoulder") + np.asarray(wrist) * outward, bow)

    def hand_at(self, side: Side, wrist: np.ndarray, bow: Iterable[float] = (0, 0, 0)) -> None:
        """An arm with its wrist at this place."""
        outward = np.array([1.0, 1.0, leftward(side)])
        shoulder = self.at(side, "shoulder")
        elbow = (shoulder + wrist) / 2 + np.asarray(tuple(bow)) * outward
        along = (wrist - elbow) / max(float(np.linalg.norm(wrist - elbow)), 1e-6)
        self._put(side, elbow=elbow, wrist=wrist)
        self._put(
            side,
            pinky=wrist + 0.07 * along,
            index=wrist + 0.08 * along,
            thumb=wrist + 0.04 * along,
        )

    def on_the_floor(self, curve: float = 0.0, lift: float = 0.0) -> Figure:
        """The finished figure, its lowest point on the floor."""
        joints = self.joints.copy()
        joints[:, 1] += 0.03 + lift - joints[:, 1].min()
        return Figure(joints, curve)


# Positions of rest


def standing(curve: float = 0.0) -> Figure:
    body = Builder(lean=0)
    for side in SIDES:
        body.leg(side, thigh=180, shin=180)
        body.arm(side, (0.05, -0.50, 0.05))
    return body.on_the_floor(curve)


def sitting_upright(curve: float = 0.0) -> Figure:
    """On a chair, both feet on the floor."""
    body = Builder(lean=0)
    for side in SIDES:
        body.leg(side, thigh=90, shin=180)
        body.arm(side, (0.30, -0.40, -0.05), bow=(-0.08, -0.08, 0))
    return body.on_the_floor(curve)


def sitting_on_the_mat() -> Figure:
    """On the floor, hands beside the hips, both knees drawn up."""
    body = Builder(lean=-10)
    for side in SIDES:
        body.leg(side, thigh=45, shin=150)
        body.arm(side, (-0.12, -0.50, 0.05))
    return body.on_the_floor()


def lying_flat() -> Figure:
    """On the back, both knees bent and both feet on the floor."""
    body = Builder(lean=-90)
    for side in SIDES:
        body.leg(side, thigh=50, shin=160, sole=90)
        body.arm(side, (0.45, 0.02, 0.08))
    return body.on_the_floor()


# The nine stretches, in good form unless told otherwise


def cat_cow(
    curve: float = 0.0,
    nod: float = 0.0,
    hands_forward: float = 0.0,
    knees_back: float = 0.0,
    elbows_out: float = 0.0,
) -> Figure:
    """On hands and knees.

    Args:
        curve: of the back: + the cat, − the cow.
        hands_forward: how far the hands lie in front of the shoulders, metres.
        knees_back: how far the thighs slant backward, degrees.
        elbows_out: how far the elbows bow backward, metres.
    """
    body = Builder(lean=86, nod=nod)
    for side in SIDES:
        body.leg(side, thigh=180 + knees_back, shin=270, sole=270)
        body.arm(side, (hands_forward, -0.45, 0.0), bow=(-elbows_out, 0, 0))
    return body.on_the_floor(curve)


def standing_hip_flexor(
    side: Side,
    rear_thigh: float = 197,
    rear_shin: float = 235,
    front_thigh: float = 130,
    front_shin: float = 190,
    lean: float = 2,
    curve: float = 0.0,
) -> Figure:
    """A long lunge; `side` is the rear leg."""
    body = Builder(lean=lean)
    body.leg(side, rear_thigh, rear_shin, sole=125)
    body.leg(other(side), front_thigh, front_shin, sole=90)
    for hand in SIDES:
        body.arm(hand, (0.22, -0.42, -0.05))
    return body.on_the_floor(curve)


def supine_figure_four(
    side: Side,
    thigh: float = -15,
    shin: float = 75,
    lean: float = -90,
    nod: float = 0,
    along: float = 0.8,
    hands_on_belly: bool = False,
) -> Figure:
    """On the back, the `side` ankle across the other thigh, which is drawn in.

    Args:
        thigh: the supporting thigh's direction: −90 on the chest, 90 long on the floor.
        along: where on that thigh the ankle rests, 0 hip to 1 knee.
    """
    body = Builder(lean=lean, nod=nod)
    body.leg(other(side), thigh, shin)
    knee = np.array([0.10, 0.28, 0.28]) if thigh < 60 else np.array([0.15, 0.18, 0.34])
    body.crossed_leg(side, knee, along)
    hold = body.at(other(side), "hip") + 0.6 * THIGH * aim(thigh) + 0.06 * aim(thigh + 90)
    for hand in SIDES:
        if hands_on_belly:
            body.arm(hand, (0.25, 0.15, -0.15), bow=(0, -0.05, 0.1))
        else:
            body.hand_at(hand, hold, bow=(0.05, -0.05, 0.05))
    return body.on_the_floor()


def supine_figure_four_lighter(side: Side) -> Figure:
    """The lighter form: the lower leg stays long on the floor, the hands rest."""
    return supine_figure_four(side, thigh=88, shin=90, hands_on_belly=True)


def seated_figure_four(
    side: Side,
    lean: float = 25,
    shin: float = 180,
    sole: float = 90,
    along: float = 0.75,
    ankle_below_knee: float = 0.0,
    curve: float = 0.0,
    nod: float = 0.0,
) -> Figure:
    """On a chair, the `side` ankle across the other thigh, hinging forward."""
    body = Builder(lean=lean, nod=nod)
    body.leg(other(side), 90, shin, sole)
    body.crossed_leg(side, np.array([0.22, 0.05, 0.35]), along, beside=ankle_below_knee)
    body.hand_at(side, beside(body.at(side, "knee"), up=0.05), bow=(0, -0.05, 0))
    body.hand_at(other(side), beside(body.at(side, "ankle"), up=0.05), bow=(0, -0.05, 0))
    return body.on_the_floor(curve)


def half_kneeling_hip_flexor(
    side: Side,
    rear_thigh: float = 188,
    rear_shin: float = 270,
    front_thigh: float = 90,
    front_shin: float = 180,
    lean: float = 3,
    bend: float = 18,
    arm_up: bool = True,
    hand_on_leg: bool = True,
) -> Figure:
    """Kneeling on the `side` knee, that arm up and over toward the front leg."""
    over = -leftward(side) * bend
    body = Builder(lean=lean, bend=over)
    body.leg(side, rear_thigh, rear_shin, sole=270)
    body.leg(other(side), front_thigh, front_shin, sole=90)
    if arm_up:
        body.hand_at(side, body.at(side, "shoulder") + 0.5 * aim(0, 1.3 * over))
    else:
        body.arm(side, (0.20, -0.30, 0.10), bow=(0, -0.05, 0.05))
    if hand_on_leg:
        front_knee = body.at(other(side), "knee")
        body.hand_at(other(side), beside(front_knee, forward=-0.08, up=0.06))
    else:
        body.arm(other(side), (-0.20, -0.25, 0.35))
    return body.on_the_floor()


def lying_hamstring(
    side: Side,
    raised: float = 70,
    knee_flexion: float = 4,
    other_thigh: float = 90,
    other_shin: float = 92,
    lean: float = -90,
    hands_up: bool = True,
) -> Figure:
    """On the back, the `side` leg raised by the strap, so many degrees above the floor."""
    body = Builder(lean=lean)
    body.leg(side, 90 - raised, 90 - raised + knee_flexion)
    body.leg(other(side), other_thigh, other_shin)
    for hand in SIDES:
        if hands_up:
            body.arm(hand, (0.25, 0.32, -0.08), bow=(0.03, -0.05, 0.05))
        else:
            body.arm(hand, (0.48, -0.02, 0.10))
    return body.on_the_floor()


def seated_calf(
    side: Side,
    pointed: float = 0.0,
    thigh: float = 90,
    shin: float = 91,
    other_thigh: float = 42,
    other_shin: float = 150,
    lean: float = 4,
    hands_forward: bool = True,
) -> Figure:
    """On the mat, the `side` leg long, its foot pointed by so many degrees."""
    body = Builder(lean=lean)
    body.leg(side, thigh, shin, sole=pointed)
    body.leg(other(side), other_thigh, other_shin, sole=80)
    for hand in SIDES:
        if hands_forward:
            body.arm(hand, (0.42, -0.22, -0.08), bow=(-0.02, -0.08, 0))
        else:
            body.arm(hand, (-0.10, -0.49, 0.05))
    figure = body.on_the_floor()
    # The buttocks, not a pointed foot, are what rests on the floor.
    joints = figure.joints.copy()
    joints[:, 1] += 0.10 - figure.middle("hip")[1]
    return replace(figure, joints=joints)


def pigeon(
    side: Side,
    lean: float = 40,
    curve: float = 0.0,
    roll: float = 0.0,
    front_thigh: float = 98,
    front_ankle: Iterable[float] = (-0.15, 0.0, -0.36),
    rear_thigh: float = 263,
    rear_shin: float = 269,
) -> Figure:
    """The `side` shin across the front of the mat, the other leg long behind."""
    body = Builder(lean=lean, roll=leftward(side) * roll)
    body.folded_leg(side, front_thigh, np.asarray(tuple(front_ankle)))
    body.leg(other(side), rear_thigh, rear_shin, sole=270)
    for hand in SIDES:
        shoulder = body.at(hand, "shoulder")
        floor = body.at(other(side), "ankle")[1] - 0.02
        body.hand_at(hand, np.array([shoulder[0] + 0.25, floor, shoulder[2]]), bow=(-0.05, 0, 0))
    return body.on_the_floor(curve)


def standing_ql(
    side: Side,
    bend: float = 22,
    lean: float = 2,
    crossed: bool = True,
    arm_up: bool = True,
    hand_on_thigh: bool = True,
) -> Figure:
    """Feet crossed, the `side` arm up and over, bending to the other side."""
    over = -leftward(side) * bend
    body = Builder(lean=lean, bend=over)
    inward = -leftward(side) * (16 if crossed else -2)
    body.leg(side, 186, 186, sole=90, across=inward)
    body.leg(other(side), 178, 180, sole=90, across=-0.5 * inward)
    if arm_up:
        body.hand_at(
            side, body.at(side, "shoulder") + 0.5 * aim(0, 1.6 * over), bow=(0, 0.02, 0.06)
        )
    else:
        body.arm(side, (0.05, 0.12, 0.30), bow=(0, -0.18, 0.05))
    if hand_on_thigh:
        hip, knee = (body.at(other(side), part) for part in ("hip", "knee"))
        on_thigh = beside(hip + 0.45 * (knee - hip), forward=0.07)
        body.hand_at(other(side), on_thigh, bow=(0, 0, 0.08))
    else:
        body.arm(other(side), (0.0, -0.10, 0.48))
    return body.on_the_floor()


# The camera


def seen(
    figure: Figure,
    azimuth: float = 85.0,
    t: float = 0.0,
    *,
    hidden: Iterable[str] = (),
    outlined: bool = True,
    zoom: float = 280.0,
    floor: tuple[float, float] = (640.0, 670.0),
    size: tuple[int, int] = (1280, 720),
) -> Pose:
    """The pose that a camera far away at the body's height sees.

    Args:
        azimuth: 0 the figure faces the camera, 90 it faces the right of the picture (its right
            flank is seen), −90 the left.
        hidden: landmarks that cannot be believed, such as `left_knee`.
        outlined: whether there is a silhouette.
        zoom: pixels a metre.
        floor: pixel at which the figure's origin stands.
    """
    turn = np.radians(azimuth)
    forward, up, left = figure.joints.T
    camera = np.stack(
        [
            forward * np.sin(turn) + left * np.cos(turn),
            -up,
            -forward * np.cos(turn) + left * np.sin(turn),
        ],
        axis=1,
    )
    points = camera[:, :2] * zoom + floor
    hips = camera[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    visibility = np.ones(LANDMARK_COUNT)
    for name in hidden:
        visibility[Landmark[name.upper()]] = 0.0
    mask = silhouette(figure, points, azimuth, zoom, size) if outlined else None
    return Pose(t, points, camera - hips, visibility, size, mask)


SHRUNK, FRACTION_BITS = 0.5, 4
LIMBS = (
    ("hip", "knee", 0.13),
    ("knee", "ankle", 0.10),
    ("heel", "foot_index", 0.06),
    ("shoulder", "elbow", 0.08),
    ("elbow", "wrist", 0.07),
)


def silhouette(
    figure: Figure, points: np.ndarray, azimuth: float, zoom: float, size: tuple[int, int]
) -> np.ndarray:
    """The body's outline as a mask of half the frame's size."""
    mask = np.zeros((round(size[1] * SHRUNK), round(size[0] * SHRUNK)), np.uint8)

    def pixel(place: np.ndarray) -> tuple[int, int]:
        x, y = np.round((place * SHRUNK - 0.5 * (1 - SHRUNK)) * 2**FRACTION_BITS).astype(int)
        return int(x), int(y)

    for side in SIDES:
        for a, b, thick in LIMBS:
            ends = [pixel(points[landmark(side, part)]) for part in (a, b)]
            wide = max(1, round(thick * zoom * SHRUNK))
            cv2.line(mask, *ends, 255, wide, cv2.LINE_AA, FRACTION_BITS)
    ears = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=0)
    radius = round(0.10 * zoom * SHRUNK * 2**FRACTION_BITS)
    cv2.circle(mask, pixel(ears), radius, 255, -1, cv2.LINE_AA, FRACTION_BITS)
    outline = np.array([pixel(place) for place in _trunk(figure, points, azimuth, zoom)])
    cv2.fillPoly(mask, [outline], 255, cv2.LINE_AA, FRACTION_BITS)
    return mask


def _trunk(figure: Figure, points: np.ndarray, azimuth: float, zoom: float) -> list[np.ndarray]:
    """The trunk's outline in the picture, its back bent by the figure's curve."""
    hip, shoulder = (
        (points[landmark(LEFT, part)] + points[landmark(RIGHT, part)]) / 2
        for part in ("hip", "shoulder")
    )
    along = shoulder - hip
    length = max(float(np.linalg.norm(along)), 1.0)
    out = np.array([-along[1], along[0]]) / length
    trunk = figure.middle("shoulder") - figure.middle("hip")
    left = figure.joint(LEFT, "shoulder") - figure.joint(RIGHT, "shoulder")
    dorsal = -np.cross(trunk, left)
    turn = np.radians(azimuth)
    seen_dorsal = (dorsal[0] * np.sin(turn) + dorsal[2] * np.cos(turn), -dorsal[1])
    if float(out @ seen_dorsal) < 0:
        out = -out
    shares = np.linspace(0.0, 1.0, 41)
    # Flat at both ends and over the middle, so that the middle stands off by just the curve.
    bent = np.clip((shares - 0.25) / 0.07, 0, 1) * np.clip((0.75 - shares) / 0.07, 0, 1)
    back = BACK * zoom + figure.curve * length * bent
    outer = [hip + share * along + off * out for share, off in zip(shares, back, strict=True)]
    inner = [hip + share * along - BACK * zoom * out for share in shares[::-1]]
    return outer + inner


# Over time


RATE = 10.0
"""Frames a second."""

Motion = Callable[[float], Figure]
"""A figure for each moment since the motion began."""


def still(figure: Figure) -> Motion:
    return lambda t: figure


def moving(before: Figure, after: Figure, seconds: float) -> Motion:
    """Evenly from one figure to the next."""
    return lambda t: before.blended(after, min(t / seconds, 1.0))


def foot_pumping(side: Side, period: float = 3.0) -> Motion:
    """The calf stretch: the foot points and flexes, 40° to and fro."""
    return lambda t: seated_calf(side, pointed=10 - 20 * float(np.cos(2 * np.pi * t / period)))


def back_waving(*curves: float, seconds: float = 2.5) -> Motion:
    """Cat-cow: from a flat back to each of the curves in turn, so many seconds each."""
    ends = (0.0, *curves)

    def at(t: float) -> Figure:
        leg = min(int(t / seconds), len(curves) - 1)
        share = min(t / seconds - leg, 1.0)
        smooth = (1 - float(np.cos(np.pi * share))) / 2
        curve = ends[leg] + smooth * (ends[leg + 1] - ends[leg])
        return cat_cow(curve=curve, nod=350 * curve)

    return at


def filmed(*scenes: tuple[Motion, float], azimuth: float = 85.0, **camera: object) -> list[Pose]:
    """The poses of scenes played one after the other, each with its seconds; see `seen`."""
    poses: list[Pose] = []
    last: tuple[Figure, Pose] | None = None
    for motion, seconds in scenes:
        for frame in range(round(seconds * RATE)):
            figure = motion(frame / RATE)
            if last is None or last[0] is not figure:  # the same figure is drawn once
                last = figure, seen(figure, azimuth, **camera)
            poses.append(replace(last[1], t=len(poses) / RATE))
    return poses


def joined(*films: list[Pose]) -> list[Pose]:
    """Films one after the other, in one time."""
    poses = [pose for film in films for pose in film]
    return [replace(pose, t=index / RATE) for index, pose in enumerate(poses)]


# How each stretch is filmed


AZIMUTHS = {"half_kneeling_hip_flexor": 35.0, "standing_ql": 5.0}


def good_azimuth(slug: str, side: Side) -> float:
    """A camera from which the whole of the stretch can be judged: on the working leg's flank."""
    azimuth = AZIMUTHS.get(slug, 85.0)
    return azimuth if side == RIGHT or slug == "cat_cow" else -azimuth


def posed(slug: str, side: Side, **otherwise: object) -> Figure:
    """One of the nine stretches in good form, but for what is told."""
    build = globals()[slug]
    return build(**otherwise) if slug == "cat_cow" else build(side, **otherwise)


def performed(slug: str, side: Side, **otherwise: object) -> Motion:
    """The stretch as it is done: held still, but for the foot that keeps pumping."""
    if slug == "seated_calf":
        return foot_pumping(side)
    return still(posed(slug, side, **otherwise))
