"""A body at one moment, as the checks see it: a pose, which way it faces, and its measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from pose.angles import (
    angle_at,
    distance,
    from_vertical,
    segments_cross,
    turn_from,
)
from pose.facing import anterior_evidence, left_nearer
from pose.foot import foot_reach
from pose.outline import small_outline
from pose.planted_feet import AS_ONE
from pose.spine import spine_curve
from pose.types import LEFT, RIGHT, SIDES, FloatArray, Landmark, Mask, Pose, Side, landmark
from pose.view import (
    FRONT_UP_TO,
    HEAD,
    OFF_FRONT_KEPT,
    SEEN,
    SIDE_FROM,
    SIDE_KEPT,
    Framing,
    View,
    azimuth,
    framing,
    view_from,
)
from stretches.tall_posture import TallPosture

GUESSED = 0.05
"""Least visibility of a joint that another limb may hide: where the looks contradict each other it
is 0, and where they agree the model's own figure for such a joint may be as low as this."""

OUTSIDE = 0.02
"""Shares of the picture: so little outside of it a landmark is still inside."""

SHORT_UPPER_ARM, SHORT_FOREARM = 0.4, 0.3
"""Trunk lengths: a shorter arm points at the camera, or is a guess behind the body. Of the bench's
elbows in the picture's plane 2 % read so, and were off by 42° on average, the others by 4.8°."""

SHORT_THIGH = 0.5
"""Trunk lengths, likewise: of the bench's hips in the picture's plane 4 % lay at a thigh drawn
shorter, most of them crossed on a chair, and were off by 29° on average, the others by 5.3°."""

REACH_OF_A_DEGREE = 0.0025
"""Leg lengths that one degree of the ankle adds to the leg's reach; see `foot_reach`."""

FLOW_OF_A_DEGREE = 0.35
"""How far the pictures' flow turns for one degree of the ankle: 0.26 to 0.53, once 0.78, on
clips with known truth, for around the foot stands what does not move."""

NEAR_BEYOND_DOUBT = 0.05
"""Metres, shoulder and hip together. 8°, 11° and 20° off the front the farther flank of somebody
who reached overhead read up to 0.03 nearer."""

HIP_READS_CLOSED, ON_THE_BACK = 3.0, 0.5
"""Degrees: the model puts the shoulder before its joint and the hip below it. On the synthetic
figure upright and prone hips read 2° to 8° too closed, by stretch, lying ones 1°."""
LEAN_OVERREAD = 15.0
"""Degrees, under a lean that reads 40° and more. From before, of half-kneeling hips that a lean of
39° and 46° left open to 150° and 144° they made 129° and 136°; of two of 146°, 147° and 172°."""
TOO_SHORT = 0.6
"""Shares of the longer leg. Drawn 0.34 to 0.49 long, crossed far legs with knees of 60° read about
150° in two clips; those read rightly are mostly drawn longer, raised far legs 0.85 to 0.95."""


@dataclass(frozen=True)
class Body:
    """One smoothed pose with what is known of the person.

    Attributes:
        pose: the smoothed pose.
        anterior: +1 where the front of the body lies clockwise of the trunk's upward direction
            on the screen (standing and facing right), −1 where it lies the other way, 0 unknown.
        turned: the azimuth from facing the camera, degrees, steadied over time.
        spine_reference, tall: their own neutral spine curve and tall posture, None until seen.
        pointed: how far the left and the right foot have turned so far, degrees from anywhere,
            + pointing; None where no pictures were compared.
        left_nearer: metres by which the left flank is nearer, steadied; None without a history.
        turned_upright: `turned` of the last seconds in which the trunk was upright, else None.
        turned_standing: `turned` of who stands, when they last stood still, arms down, else None.
        side_lately, off_front_lately: whether the camera saw the side, or the body from farther
            round than the front, until a moment ago.
    """

    pose: Pose
    anterior: int
    turned: float
    spine_reference: float | None = None
    pointed: tuple[float, float] | None = None
    left_nearer: float | None = None
    turned_upright: float | None = None
    turned_standing: float | None = None
    tall: TallPosture | None = None
    side_lately: bool = False
    off_front_lately: bool = False

    @property
    def view(self) -> View:
        """The camera view in words."""
        return view_from(self.turned)

    @property
    def seen_side(self) -> bool:
        """Whether the camera sees the side, which is left later than it is entered."""
        return self.view == "side" or (self.side_lately and self.turned >= SIDE_FROM - SIDE_KEPT)

    @property
    def seen_off_front(self) -> bool:
        """Whether the camera sees the body from farther round than the front; likewise."""
        kept = self.off_front_lately and self.turned > FRONT_UP_TO - OFF_FRONT_KEPT
        return self.view != "front" or kept

    def seen_from(self, views: Collection[View]) -> bool:
        """Whether the camera sees the body from one of these views."""
        from_side = "side" in views and self.seen_side
        kept = "oblique" in views and self.view == "front" and self.seen_off_front
        return self.view in views or from_side or kept

    @cached_property
    def framing(self) -> Framing:
        """What of the body is in the picture."""
        return framing(self.pose)

    @cached_property
    def near(self) -> Side:
        """The side that is nearer the camera."""
        return LEFT if self._left_nearer > 0 else RIGHT

    @cached_property
    def _left_nearer(self) -> float:
        return left_nearer(self.pose) if self.left_nearer is None else self.left_nearer

    def surely_near(self, side: Side) -> bool:
        """Whether this side is nearer the camera by more than what is misread in front views."""
        return (self._left_nearer if side == LEFT else -self._left_nearer) > NEAR_BEYOND_DOUBT

    def with_own(self, spine_reference: float | None, tall: TallPosture | None) -> Body:
        """The same body with this person's own neutral spine and tall posture known."""
        if spine_reference == self.spine_reference and tall == self.tall:
            return self
        _ = self.spine, self.outline  # read here once, for both bodies
        return self._knowing(replace(self, spine_reference=spine_reference, tall=tall))

    def with_turned(self, upright: float | None, standing: float | None) -> Body:
        """The same body, and from where it was seen before."""
        return self._knowing(replace(self, turned_upright=upright, turned_standing=standing))

    def _knowing(self, same: Body) -> Body:
        """The same body in the same pose with all that has been read off it, which is costly."""
        known = {f.name for f in fields(self)}
        vars(same).update({n: value for n, value in vars(self).items() if n not in known})
        return same

    @cached_property
    def outline(self) -> Mask | None:
        """The silhouette at a small size, 0 or 1; None without one."""
        return None if self.pose.silhouette is None else small_outline(self.pose.silhouette)

    # Points

    def sees(self, *landmarks: Landmark) -> bool:
        """Whether all the landmarks can be believed and lie inside the picture."""
        return all(self._seen[mark] for mark in landmarks)

    def in_picture(self, mark: Landmark) -> bool:
        """Whether a landmark lies inside the picture, or hardly outside."""
        return self._in_picture[mark]

    @cached_property
    def _in_picture(self) -> list[bool]:
        shares = self.pose.points / self.pose.size
        inside = (shares >= -OUTSIDE) & (shares <= 1 + OUTSIDE)
        return [x and y for x, y in inside.tolist()]

    @cached_property
    def _seen(self) -> list[bool]:
        """By landmark; asked for so often that it is kept."""
        believed = (self.pose.visibility >= SEEN).tolist()
        seen = [sure and inside for sure, inside in zip(believed, self._in_picture, strict=True)]
        return seen if self.framing.head else [s and m not in HEAD for m, s in enumerate(seen)]

    def joint(self, side: Side, part: str) -> FloatArray | None:
        """The (2,) picture position of a joint, None where unseen."""
        mark = landmark(side, part)
        return self.pose.points[mark] if self._seen[mark] else None

    def joints(self, side: Side, *parts: str) -> list[FloatArray] | None:
        """Several joints of one side, None where any is unseen."""
        found = [self.joint(side, part) for part in parts]
        seen = [joint for joint in found if joint is not None]
        return seen if len(seen) == len(parts) else None

    def guess(self, side: Side, part: str) -> FloatArray | None:
        """The (2,) place of a joint that may be hidden; None where the looks contradict."""
        mark = landmark(side, part)
        believed = self.pose.visibility[mark] >= GUESSED and self.in_picture(mark)
        return self.pose.points[mark] if believed else None

    @cached_property
    def hips(self) -> FloatArray | None:
        """The middle of the hips."""
        return self._middle("hip")

    @cached_property
    def shoulders(self) -> FloatArray | None:
        """The middle of the shoulders."""
        return self._middle("shoulder")

    def _middle(self, part: str) -> FloatArray | None:
        one, two = (landmark(side, part) for side in SIDES)
        if not (self._seen[one] or self._seen[two]):
            return None
        middle: FloatArray = (self.pose.points[one] + self.pose.points[two]) / 2
        return middle

    # Lengths, pixels

    @cached_property
    def trunk(self) -> float | None:
        """The trunk's length, hips to shoulders."""
        if self.hips is None or self.shoulders is None:
            return None
        return max(distance(self.hips, self.shoulders), 1.0)

    @cached_property
    def thigh(self) -> float | None:
        """The longer of the seen thighs: the other one is foreshortened."""
        return self._longest("hip", "knee")

    @cached_property
    def leg(self) -> float | None:
        """Thigh and shin together."""
        shin = self._longest("knee", "ankle")
        return None if self.thigh is None or shin is None else self.thigh + shin

    @cached_property
    def legs_as_one(self) -> bool:
        """Whether both legs are read in one place, knees and ankles alike."""
        points, reach = self.pose.points, AS_ONE * (self.trunk or 0.0)
        pairs = [[points[landmark(s, part)] for s in SIDES] for part in ("knee", "ankle")]
        return all(distance(*pair) <= reach for pair in pairs)

    def _longest(self, upper: str, lower: str) -> float | None:
        pairs = [self.joints(side, upper, lower) for side in SIDES]
        lengths = [distance(*pair) for pair in pairs if pair is not None]
        return max(lengths) if lengths else None

    # Directions

    @cached_property
    def up_trunk(self) -> FloatArray | None:
        """The unit direction from hips to shoulders."""
        if self.hips is None or self.shoulders is None or self.trunk is None:
            return None
        direction: FloatArray = (self.shoulders - self.hips) / self.trunk
        return direction

    @cached_property
    def front_of_trunk(self) -> FloatArray | None:
        """The unit picture direction out of the chest, None where facing is not known."""
        if self.up_trunk is None or self.anterior == 0:
            return None
        # Turned by 90° clockwise on the screen where the front lies clockwise.
        return self.anterior * np.array([-self.up_trunk[1], self.up_trunk[0]])

    # Measures, degrees or shares

    def bend(self, side: Side, *parts: str) -> float | None:
        """The unsigned angle at the second of three joints; 180° is straight."""
        found = self.joints(side, *parts)
        return None if found is None else angle_at(*found)

    def knee(self, side: Side) -> float | None:
        """Knee angle, 180° straight; None of a far one that is hidden or drawn too short."""
        if self.knee_hidden(side) or self._drawn_too_short(side):
            return None
        return self.bend(side, "hip", "knee", "ankle")

    def _drawn_too_short(self, side: Side) -> bool:
        """Whether, lying on the back, the far leg is drawn far shorter than the near one.

        So the model draws a leg that is crossed behind the near thigh: it guesses the knee.
        """
        front, leg = self.front_of_trunk, self.joints(side, "hip", "knee", "ankle")
        if side == self.near or front is None or front[1] > -ON_THE_BACK:
            return False
        if leg is None or self.leg is None:
            return False
        return sum(distance(a, b) for a, b in pairwise(leg)) < TOO_SHORT * self.leg

    def knee_hidden(self, side: Side) -> bool:
        """Whether the near leg crosses the far one, whose knee is then guessed and not seen.

        A guess comes with good visibility: a straight far leg behind a bent near one read
        102° to 123°.
        """
        if side == self.near or self.view == "front":
            return False
        far = self.joints(side, "hip", "ankle")
        near = self.joints(self.near, "hip", "knee", "ankle")
        if far is None or near is None:
            return False
        hip, knee, ankle = near
        # At the hips the legs always meet, and the near foot hides a little beyond its ankle.
        start, end = hip + 0.35 * (knee - hip), ankle + 0.15 * (ankle - knee)
        line = (far[0] + 0.25 * (far[1] - far[0]), far[1])
        return segments_cross(*line, start, knee) or segments_cross(*line, knee, end)

    def elbow(self, side: Side) -> float | None:
        """Elbow angle, 180° straight; None of an arm drawn too short to be read."""
        arm = self.joints(side, "shoulder", "elbow", "wrist")
        if arm is None or self.trunk is None:
            return None
        upper, fore = (distance(a, b) / self.trunk for a, b in pairwise(arm))
        return None if upper < SHORT_UPPER_ARM or fore < SHORT_FOREARM else angle_at(*arm)

    def ankle(self, side: Side) -> float | None:
        """Ankle angle, knee–ankle–toes; larger is pointed."""
        return self.bend(side, "knee", "ankle", "foot_index")

    def foot_pointing(self, side: Side) -> float | None:
        """How far the foot of a straight leg points, degrees from anywhere; larger is pointed.

        From the pictures' own movement; else from the silhouette's tip, or the landmarks.
        """
        whole = self.in_picture(landmark(side, "foot_index"))
        if self.joints(side, "knee", "ankle") is None or not whole:
            return None
        if self.pointed is not None:
            return self.pointed[SIDES.index(side)] / FLOW_OF_A_DEGREE
        if self.ankle(side) is None:
            return None
        reach = foot_reach(self.pose, side)
        return self.ankle(side) if reach is None else reach / REACH_OF_A_DEGREE

    def hip(self, side: Side) -> float | None:
        """Signed hip angle: 180° in line, less flexed, more extended; None from the front.

        There the picture shows how far the thigh is spread, and nothing of the hip's flexion. Nor
        does a thigh that is drawn too short to be read.
        """
        if self.shoulders is None or self.anterior == 0 or self.view == "front":
            return None
        found = self.joints(side, "hip", "knee")
        if found is None or self.trunk is None or distance(*found) < SHORT_THIGH * self.trunk:
            return None
        shoulder = self.joint(side, "shoulder")
        top = self.shoulders if shoulder is None else shoulder
        # From the upward trunk through the front of the body to the thigh.
        turn = self.anterior * turn_from(top - found[0], found[1] - found[0])
        turn += self.hip_reads_closed
        return turn if turn > -60 else turn + 360

    @property
    def hip_reads_closed(self) -> float:
        """By how many degrees a hip reads too closed: from the side, and not lying on the back."""
        front = self.front_of_trunk
        if front is None or front[1] < -ON_THE_BACK:
            return 0.0
        return HIP_READS_CLOSED * float(np.clip((self.turned - 55.0) / 20.0, 0.0, 1.0))

    def overread(self, lean: float) -> float:
        """By how much the landmarks in metres may read the hip under a leaning trunk too closed."""
        return LEAN_OVERREAD * float(np.clip((lean - 20.0) / 20.0, 0.0, 1.0))

    def trunk_from_vertical(self) -> float | None:
        """Trunk lean without a sign: 0° upright, 90° lying."""
        if self.hips is None or self.shoulders is None:
            return None
        return abs(from_vertical(self.hips, self.shoulders))

    def trunk_lean(self) -> float | None:
        """Trunk lean, + forward; None where it is not known which way is forward."""
        if self.hips is None or self.shoulders is None or self.anterior == 0:
            return None
        return self.anterior * from_vertical(self.hips, self.shoulders)

    @cached_property
    def spine(self) -> float | None:
        """The back's curve from the silhouette: + rounded, − hollow, shares of the trunk."""
        if self.front_of_trunk is None or self.view == "front":
            return None
        return spine_curve(self.pose, -self.front_of_trunk, self.near)


def fresh_body(pose: Pose) -> Body:
    """The body in one pose, without any history."""
    evidence = anterior_evidence(pose)
    return Body(pose, 0 if evidence == 0 else (1 if evidence > 0 else -1), azimuth(pose))
