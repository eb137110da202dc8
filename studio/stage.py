"""A person, a stretch, a room and a camera: what draws one frame of any moment of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from studio import props
from studio.body import Body, body_from_seed
from studio.camera import Camera
from studio.figure import (
    Figure,
    anchor_of,
    figure_from_posture,
    grounded,
    joints_of,
    mirrored_joints,
    posture_at,
    swayed,
)
from studio.geometry import FloatArray, lerp, mean, unit, vec
from studio.poses import STRETCHES
from studio.poses.model import Params, StretchModel
from studio.posture import Posture
from studio.renderer import Light, Mesh, Picture, renderer_of_size
from studio.setting import CHAIR_COLOUR, SEAT_BELOW_HIP, Setting, setting_from_seed
from studio.skeleton import Side
from studio.truth import Truth, truth_of


@dataclass(frozen=True)
class Moment:
    """What the person is doing at one instant.

    Attributes:
        position: stages from rest; the last whole number is the pose itself.
        params: the numbers of the pose.
        side: the working side.
        breath: how far through a breath in, 0 to 1 (and back, for the breath out).
        sway: size of breath and unrest, degrees.
    """

    position: float
    params: Params
    side: Side = "left"
    breath: float = 0.0
    sway: float = 0.0

    def key(self) -> tuple[object, ...]:
        """Equal for moments that look the same."""
        rounded = tuple(round(self.params[k], 3) for k in sorted(self.params))
        breath = round(self.breath, 3) if self.sway else 0.0
        return round(self.position, 4), rounded, self.side, breath, self.sway


@dataclass(frozen=True)
class Frame:
    """A drawn moment, before the sensor's noise."""

    picture: Picture
    truth: Truth


class Studio:
    """One person ready to do one stretch before one camera.

    The camera is fitted to everything that the person will do, so it does not move.
    """

    def __init__(
        self,
        model: StretchModel,
        body: Body,
        setting: Setting,
        camera: Camera,
        sides: list[Side],
        poses: list[Params],
    ) -> None:
        self.model, self.body, self.setting = model, body, setting
        rest = model.stages[0]
        self._anchor = anchor_of(model, rest.build(body.skeleton, rest.params))
        self._bent: tuple[object, Posture] | None = None
        self.floor = props.MAT_THICKNESS if "mat" in model.props else 0.0
        reach = self._reach(sides, poses)
        self.camera = camera if camera.target else camera.fitted(reach)
        self.middle = (reach.min(axis=0) + reach.max(axis=0)) / 2
        self.light: Light = setting.light(camera.azimuth)
        self.fixed = self._fixed(reach)

    def posture(self, moment: Moment) -> Posture:
        """The left-side posture of a moment, where the figure's anchor stands at rest."""
        posture = swayed(self._unmoved(moment), moment.breath, moment.sway, moment.side)
        off = (self._anchor - anchor_of(self.model, posture)) * vec(1, 0, 1)
        return grounded(self.body, posture.moved(off), self.floor)

    def _unmoved(self, moment: Moment) -> Posture:
        """The posture without breathing and sway, which is the same for most moments of a hold."""
        asked = (moment.position, sorted(moment.params.items()))
        if self._bent is None or self._bent[0] != asked:
            posture = posture_at(self.model, self.body, moment.position, moment.params)
            self._bent = asked, posture
        return self._bent[1]

    def truth(self, moment: Moment) -> Truth:
        """What is true of a moment, without drawing it: no silhouette."""
        posture = self.posture(moment)
        joints = joints_of(self.body, posture)
        joints = joints if moment.side == "left" else mirrored_joints(joints)
        return truth_of(joints, self.camera, spine_round(posture))

    def frame(self, moment: Moment) -> Frame:
        """Draw a moment."""
        posture = self.posture(moment)
        figure = figure_from_posture(self.body, posture, moment.side)
        meshes = [self._person(figure), *self.fixed]
        if "strap" in self.model.props and moment.position >= self.model.strap_from - 0.02:
            meshes.append(self._strap(figure, moment.side))
        picture = renderer_of_size(self.camera.size).draw(meshes, self.camera, self.light)
        round_ = spine_round(posture)
        return Frame(picture, truth_of(figure.joints, self.camera, round_, picture.silhouette))

    def _reach(self, sides: list[Side], poses: list[Params]) -> FloatArray:
        """Points round everything that the person will touch, in these forms of the pose."""
        joints: list[FloatArray] = []
        last = len(self.model.stages) - 1
        moments = [Moment(i, self.model.pose.params) for i in range(last + 1)]
        for moment in moments + [Moment(last, params) for params in poses]:
            found = joints_of(self.body, self.posture(moment))
            for side in sides:
                here = found if side == "left" else mirrored_joints(found)
                joints += list(here.values())
                top = 1.8 * here["nose"] - 0.4 * (here["shoulder_left"] + here["shoulder_right"])
                joints.append(top)
                joints += [1.35 * here[f"wrist_{s}"] - 0.35 * here[f"elbow_{s}"] for s in _BOTH]
        around = np.array(joints)
        return np.concatenate([around, around + vec(0, -0.06, 0)])

    def _fixed(self, reach: FloatArray) -> list[Mesh]:
        meshes = []
        if "mat" in self.model.props:
            length = max(1.85, float(np.ptp(reach[:, 2])) + 0.15)
            meshes.append(props.mat(self.middle * vec(0, 0, 1), length, self.setting.mat))
        if "chair" in self.model.props:
            rest = self.posture(Moment(0.0, self.model.pose.params))
            hips = mean((rest.head("thigh.left"), rest.head("thigh.right")))
            seat = hips + SEAT_BELOW_HIP * self.body.skeleton.scale
            meshes += props.chair(seat, CHAIR_COLOUR)
        return meshes + self.setting.room(self.camera.azimuth, self.middle)

    def _person(self, figure: Figure) -> Mesh:
        return Mesh(
            figure.vertices,
            figure.normals,
            figure.triangles,
            self.body.colours,
            shine=0.03,
            body=True,
            moves=True,
        )

    def _strap(self, figure: Figure, side: Side) -> Mesh:
        joints = figure.joints
        toe, heel = joints[f"toe_{side}"], joints[f"heel_{side}"]
        sole = lerp(heel, toe, 0.72)
        away = unit(np.cross(toe - heel, joints["hip_left"] - joints["hip_right"]))
        shin = joints[f"ankle_{side}"] - joints[f"knee_{side}"]
        away = away if away @ shin > 0 else -away
        hands = [1.22 * joints[f"wrist_{s}"] - 0.22 * joints[f"elbow_{s}"] for s in _BOTH]
        across = unit(joints["hip_left"] - joints["hip_right"]) * 0.042
        under = sole + 0.022 * away
        path = [hands[0], under + across - 0.05 * away, under + across, under - across]
        path += [under - across - 0.05 * away, hands[1]]
        return replace(props.tube(path, 0.008, self.setting.strap), moves=True)


_BOTH: tuple[Side, Side] = ("left", "right")


def spine_round(posture: Posture) -> float:
    """The bend of the spine from pelvis to chest, degrees, rounded +."""
    turn = posture.turn("pelvis").T @ posture.turn("spine5")
    return float(np.degrees(np.arctan2(turn[2, 1], turn[1, 1])))


def studio_for(
    stretch: str,
    body_seed: int = 0,
    setting_seed: int = 0,
    camera: Camera | None = None,
    sides: list[Side] | None = None,
    poses: list[Params] | None = None,
) -> Studio:
    """The studio of a stretch's slug; without a camera, the one of the stretch's named view.

    `poses` are the forms of the pose that must fit into the picture, besides the good one.
    """
    model = STRETCHES[stretch]
    camera = camera or Camera(azimuth=model.azimuth)
    body, setting = body_from_seed(body_seed), setting_from_seed(setting_seed)
    return Studio(model, body, setting, camera, sides or ["left"], poses or [])
