"""Follows one person's body over time: which way they face, and from where they are seen."""

from __future__ import annotations

import numpy as np

from pose.facing import anterior_evidence, left_nearer
from pose.types import FloatArray, Pose
from pose.view import azimuth
from stretches.body import Body
from stretches.measures.trunk import upright_in_space
from stretches.standing_azimuth import StandingAzimuth

UPRIGHT, LATELY_S = 15.0, 8.0
"""Degrees of lean in metres up to which a trunk is upright, and for how long that tells from where
somebody is seen who bends over then."""


class BodyTracker:
    """Follows one person: steadies which way they face and from where they are seen."""

    TIME_CONSTANT_S = 0.5
    NEAR_TIME_CONSTANT_S, NEAR_MOST = 2.0, 0.2
    """Near the front the flanks' depths differ by little more than their noise: 15° to 30° to one
    side they read up to 0.18 m the wrong way round for moments. Metres beyond the most tell no
    more, so that whoever turns round is taken at their word after a second and a half."""
    UPRIGHT_TIME_CONSTANT_S = 1.0

    def __init__(self) -> None:
        self._t: float | None = None
        self._evidence = 0.0
        self._turned = 0.0
        self._nearer = 0.0
        self._side = self._off_front = False
        self._pointed: FloatArray | None = None
        self._upright_s = float("-inf")
        self._turned_upright = 0.0
        self._standing = StandingAzimuth()

    def update(self, pose: Pose) -> Body:
        """The body at this pose's moment."""
        evidence, turned = anterior_evidence(pose), azimuth(pose)
        nearer = float(np.clip(left_nearer(pose), -self.NEAR_MOST, self.NEAR_MOST))
        if self._t is None or pose.t - self._t > 2.0:
            self._evidence, self._turned, self._nearer = evidence, turned, nearer
            self._side = self._off_front = False
        else:
            blend = 1 - float(np.exp(-(pose.t - self._t) / self.TIME_CONSTANT_S))
            self._evidence += blend * (float(np.clip(evidence, -1, 1)) - self._evidence)
            self._turned += blend * (turned - self._turned)
            slower = 1 - float(np.exp(-(pose.t - self._t) / self.NEAR_TIME_CONSTANT_S))
            self._nearer += slower * (nearer - self._nearer)
        self._t = pose.t
        sign = 0 if self._evidence == 0 else (1 if self._evidence > 0 else -1)
        body = Body(
            pose,
            sign,
            self._turned,
            pointed=self._feet(pose),
            left_nearer=self._nearer,
            side_lately=self._side,
            off_front_lately=self._off_front,
        )
        self._side, self._off_front = body.seen_side, body.seen_off_front
        return body.with_turned(self._seen_upright(body), self._standing.update(body))

    def _seen_upright(self, body: Body) -> float | None:
        """The azimuth of the trunk's last upright moments, from the first one on steadied."""
        lean, t = upright_in_space(body, body.near), body.pose.t
        if lean is not None and abs(lean) <= UPRIGHT:
            since = t - self._upright_s
            lasts = 1 - float(np.exp(-since / self.UPRIGHT_TIME_CONSTANT_S))
            blend = 1.0 if since > LATELY_S else lasts
            self._turned_upright += blend * (body.turned - self._turned_upright)
            self._upright_s = t
        return self._turned_upright if t - self._upright_s <= LATELY_S else None

    def _feet(self, pose: Pose) -> tuple[float, float] | None:
        """The feet's turns so far; one that is not seen for a moment stays as it was."""
        if pose.foot_turns is None:
            self._pointed = None
            return None
        so_far = np.zeros(2) if self._pointed is None else self._pointed
        self._pointed = so_far + np.nan_to_num(pose.foot_turns)
        return float(self._pointed[0]), float(self._pointed[1])
