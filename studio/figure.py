"""A body in a posture, standing on the floor of the room: its mesh and its true joints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from studio.body import Body
from studio.geometry import FloatArray, IntArray, X, mean, rotation, vec
from studio.poses.model import Params, StretchModel
from studio.posture import Posture
from studio.skeleton import JOINT_BONES, SIDES, Side
from studio.skinning import normals, skin

SINK = 0.006
MIRROR = vec(-1, 1, 1)
BREATH = {"spine2": -0.5, "spine3": -0.9, "spine4": 0.6, "neck1": 0.7}
SWAY = {"spine1": (0.5, 0.35), "spine4": (-0.4, 0.25), "neck2": (0.8, 0.9), "head": (0.7, -0.8)}


@dataclass(frozen=True)
class Figure:
    """One person in one frame.

    Attributes:
        vertices, normals: (n, 3) in the room, metres.
        triangles: (m, 3) indices, facing out.
        joints: place of every named joint, metres; left and right are the person's own.
    """

    vertices: FloatArray
    normals: FloatArray
    triangles: IntArray
    joints: Mapping[str, FloatArray]


def posture_at(model: StretchModel, body: Body, position: float, params: Params) -> Posture:
    """The posture a number of stages after rest; `params` are those of the last stage."""
    last = len(model.stages) - 1
    i = min(int(position), last)
    share = position - i
    here, there = model.stages[i], model.stages[min(i + 1, last)]
    here_params = params if i == last else here.params
    there_params = params if i + 1 >= last else there.params
    if share < 1e-6:
        return here.build(body.skeleton, here_params)
    if here.build is there.build:
        mixed = {k: (1 - share) * here_params[k] + share * there_params[k] for k in there_params}
        return here.build(body.skeleton, mixed)
    start = here.build(body.skeleton, here_params)
    return start.blended(there.build(body.skeleton, there_params), share)


def anchor_of(model: StretchModel, posture: Posture) -> FloatArray:
    """Where the bones are on which the figure stays in its place."""
    return mean(posture.head(bone) for bone in model.anchor)


def grounded(body: Body, posture: Posture, floor: float) -> Posture:
    """The posture lowered or raised until its lowest point lies on the floor (height, metres)."""
    lowest = skin(body, posture, body.support)[:, 1].min()
    return posture.moved(vec(0, floor - SINK * body.skeleton.scale - lowest, 0))


def swayed(posture: Posture, phase: float, amount: float, side: Side) -> Posture:
    """Breathing and a slight unrest.

    Args:
        phase: how far through a breath in, 0 to 1; running back it is the breath out.
        amount: the largest turn of any one bone, about, in degrees; 0 leaves all as it is.
        side: the working side: sideways unrest must not jump when the figure is mirrored.
    """
    if amount == 0:
        return posture
    local = posture.local_turns()
    index = posture.skeleton.index
    across = 1 if side == "left" else -1
    breath = (1 - np.cos(np.pi * phase)) / 2
    for bone, share in BREATH.items():
        local[index[bone]] = local[index[bone]] @ rotation(X, amount * share * breath)
    wave = (1 - np.cos(2 * np.pi * phase)) / 2
    for bone, (nod, tilt) in SWAY.items():
        turn = rotation(X, amount * nod * wave) @ rotation((0, 0, 1), across * amount * tilt * wave)
        local[index[bone]] = local[index[bone]] @ turn
    return posture.with_local(local)


def joints_of(body: Body, posture: Posture) -> dict[str, FloatArray]:
    """Every named joint of a posture."""
    joints = {}
    for side in SIDES:
        for joint, bone in JOINT_BONES.items():
            joints[f"{joint}_{side}"] = posture.head(f"{bone}.{side}")
        joints[f"toe_{side}"] = posture.tail(f"toes.{side}")
    for mark, (bone, at_rest) in body.marks.items():
        joints[mark] = posture.carried(bone, at_rest)
    return joints


def mirrored_joints(joints: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """The joints of the figure mirrored in its own sagittal plane, sides exchanged."""
    swap = {"left": "right", "right": "left"}
    mirrored = {}
    for name, place in joints.items():
        part, _, side = name.rpartition("_")
        mirrored[f"{part}_{swap[side]}" if side in swap else name] = place * MIRROR
    return mirrored


def figure_from_posture(body: Body, posture: Posture, side: Side) -> Figure:
    """Mesh and joints of a placed posture; a right-side figure is the mirrored left-side one."""
    vertices, triangles = skin(body, posture), body.triangles
    joints: dict[str, FloatArray] = joints_of(body, posture)
    if side == "right":
        vertices, triangles = vertices * MIRROR, triangles[:, ::-1]
        joints = mirrored_joints(joints)
    return Figure(vertices, normals(vertices, triangles), triangles, joints)
