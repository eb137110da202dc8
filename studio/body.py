"""One person's mesh at rest, with skinning weights and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from studio.flesh import flesh
from studio.geometry import FloatArray, IntArray, vec
from studio.look import Colour, Look, look_from_seed
from studio.shapes import Shape, mesh
from studio.skeleton import SIDES, Side, Skeleton, skeleton_from_proportions

STEP = 0.0095
SHARPNESS = 55.0
FAR_AWAY = 1.0
LIPS: Colour = (0.45, 0.16, 0.14)
WHITE: Colour = (0.80, 0.78, 0.75)
DARK: Colour = (0.05, 0.03, 0.02)


@dataclass(frozen=True)
class Body:
    """A person at rest.

    Attributes:
        vertices: (n, 3) metres; triangles: (m, 3) indices, facing out.
        weights: (n, bones) how far each vertex follows each bone; rows sum to 1.
        colours: (n, 3) linear red, green, blue, 0 to 1.
        support: indices of some hundreds of vertices that can touch the floor.
        marks: nose, ears and heels: the bone that carries each and its place at rest.
    """

    skeleton: Skeleton
    look: Look
    vertices: FloatArray
    triangles: IntArray
    weights: FloatArray
    colours: FloatArray
    support: IntArray
    marks: dict[str, tuple[str, FloatArray]]


@lru_cache(maxsize=4)
def body_from_seed(seed: int) -> Body:
    """The body of a seed; it takes about a second to build and is then kept in memory."""
    return body_from_look(look_from_seed(seed))


def body_from_look(look: Look) -> Body:
    """Mesh a person; the shapes are laid out at plain height and scaled afterwards."""
    plain = skeleton_from_proportions(replace(look.proportions, height=1.0))
    skeleton = skeleton_from_proportions(look.proportions)
    shapes = flesh(plain, look)
    vertices, triangles = mesh(shapes, STEP)
    distances = np.stack([shape.distance(vertices) for shape in shapes], axis=1)
    scale = skeleton.scale
    return Body(
        skeleton=skeleton,
        look=look,
        vertices=vertices * scale,
        triangles=triangles,
        weights=_weights(plain, shapes, distances),
        colours=_colours(plain, look, shapes, vertices, distances),
        support=np.arange(0, len(vertices), 9),
        marks={k: (bone, at * scale) for k, (bone, at) in _marks(plain, look).items()},
    )


def _marks(skeleton: Skeleton, look: Look) -> dict[str, tuple[str, FloatArray]]:
    top = 0.50 * look.proportions.trunk
    marks = {"nose": ("head", vec(0, top + 0.172, 0.120))}
    for side, g in zip(SIDES, (1, -1), strict=True):
        marks[f"ear_{side}"] = ("head", vec(g * 0.085, top + 0.185, -0.005))
        heel = skeleton.head(f"foot.{side}") + vec(0, -0.042, -0.062)
        marks[f"heel_{side}"] = (f"foot.{side}", heel)
    return marks


def _weights(skeleton: Skeleton, shapes: list[Shape], distances: FloatArray) -> FloatArray:
    """Weights that fade with distance, among the nearest bone and its direct neighbours only."""
    count = len(skeleton.names)
    owners = np.array([skeleton.index[shape.bone] for shape in shapes])
    to_bone = np.full((len(distances), count), FAR_AWAY)
    for i, owner in enumerate(owners):
        to_bone[:, owner] = np.minimum(to_bone[:, owner], distances[:, i])
    nearest = to_bone.argmin(axis=1)
    fade = np.exp(-SHARPNESS * np.maximum(to_bone - to_bone.min(axis=1, keepdims=True), 0))
    weights: FloatArray = fade * _neighbours(skeleton, set(owners.tolist()))[nearest]
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _neighbours(skeleton: Skeleton, fleshed: set[int]) -> FloatArray:
    """(bones, bones) 1 where two bones with flesh follow each other along the skeleton."""
    near = np.zeros((len(skeleton.names),) * 2)
    for bone in fleshed:
        near[bone, bone] = 1
        parent = skeleton.parents[bone]
        while parent >= 0 and parent not in fleshed:
            parent = skeleton.parents[parent]
        if parent >= 0:
            near[bone, parent] = near[parent, bone] = 1
    return near


def _colours(
    skeleton: Skeleton,
    look: Look,
    shapes: list[Shape],
    vertices: FloatArray,
    distances: FloatArray,
) -> FloatArray:
    palette = {
        "skin": look.skin,
        "shirt": look.shirt,
        "trousers": look.trousers,
        "hair": look.hair_colour,
        "foot": look.footwear_colour,
    }
    nearest = distances.argmin(axis=1)
    colours: FloatArray = np.array([palette[shape.material] for shape in shapes])[nearest]
    bones = np.array([shape.bone for shape in shapes])[nearest]
    for side in SIDES:
        _paint_limb(colours, bones, vertices, _arm_of(skeleton, side), look.sleeve, look, "shirt")
        cover = look.leg_cover
        _paint_limb(colours, bones, vertices, _leg_of(skeleton, side), cover, look, "trousers")
    hair = np.array([shape.material == "hair" for shape in shapes])[nearest]
    _paint_face(colours, vertices, hair, look)
    return colours


Limb = tuple[tuple[str, FloatArray, FloatArray], tuple[str, FloatArray, FloatArray]]


def _arm_of(skeleton: Skeleton, side: Side) -> Limb:
    upper, fore = f"upper_arm.{side}", f"forearm.{side}"
    elbow = skeleton.head(fore)
    return (
        (upper, skeleton.head(upper), elbow),
        (fore, elbow, skeleton.head(f"hand.{side}")),
    )


def _leg_of(skeleton: Skeleton, side: Side) -> Limb:
    thigh, shin = f"thigh.{side}", f"shin.{side}"
    knee = skeleton.head(shin)
    return ((thigh, skeleton.head(thigh), knee), (shin, knee, skeleton.head(f"foot.{side}")))


def _paint_limb(
    colours: FloatArray,
    bones: NDArray[np.str_],
    vertices: FloatArray,
    limb: Limb,
    cover: float,
    look: Look,
    cloth: str,
) -> None:
    """Cloth down to `cover` (1 at the middle joint, 2 at the end), skin or sock below it."""
    dress = look.shirt if cloth == "shirt" else look.trousers
    for part, (bone, start, end) in enumerate(limb):
        here = bones == bone
        axis = end - start
        along = part + (vertices - start) @ axis / (axis @ axis)
        colours[here & (along <= cover)] = dress
        colours[here & (along > cover)] = look.skin
        if cloth == "trousers" and look.footwear == "socks":
            colours[here & (along > max(cover, 1.75))] = look.footwear_colour


def _paint_face(
    colours: FloatArray, vertices: FloatArray, hair: NDArray[np.bool_], look: Look
) -> None:
    x, y, z = (vertices - vec(0, 0.50 * look.proportions.trunk, 0)).T
    face = (y > 0.10) & (z > 0.03) & ~hair
    for g in (1, -1):
        aside = np.abs(x - g * 0.032)
        eye = np.hypot(aside / 0.017, (y - 0.202) / 0.008) < 1
        colours[face & eye] = WHITE
        colours[face & (np.hypot(aside, y - 0.202) < 0.0075)] = DARK
        colours[face & (aside < 0.024) & (np.abs(y - 0.222) < 0.0045)] = look.hair_colour
    colours[face & (np.hypot(x / 0.027, (y - 0.142) / 0.007) < 1)] = LIPS
