"""How a skeleton is bent: the turn of every bone and where every joint then lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.geometry import FloatArray, matrices, quaternions, slerp
from studio.skeleton import Skeleton


@dataclass(frozen=True)
class Posture:
    """A bent skeleton.

    Attributes:
        turns: (n, 3, 3) turn of each bone against its direction at rest, in the world.
        heads: (n, 3) where each bone begins, metres.
    """

    skeleton: Skeleton
    turns: FloatArray
    heads: FloatArray

    @classmethod
    def from_turns(cls, skeleton: Skeleton, turns: FloatArray, root: FloatArray) -> Posture:
        """Place every joint, the pelvis at `root`."""
        heads = np.empty((len(skeleton.names), 3))
        for i, parent in enumerate(skeleton.parents):
            if parent < 0:
                heads[i] = root
            else:
                offset = skeleton.heads[i] - skeleton.heads[parent]
                heads[i] = heads[parent] + turns[parent] @ offset
        return cls(skeleton, turns, heads)

    def head(self, bone: str) -> FloatArray:
        """Where a bone begins, metres."""
        return np.asarray(self.heads[self.skeleton.index[bone]])

    def turn(self, bone: str) -> FloatArray:
        """The (3, 3) turn of a bone in the world."""
        return np.asarray(self.turns[self.skeleton.index[bone]])

    def carried(self, bone: str, at_rest: FloatArray) -> FloatArray:
        """Where a point that is fixed to a bone has gone, metres."""
        return self.head(bone) + self.turn(bone) @ (at_rest - self.skeleton.head(bone))

    def tail(self, bone: str) -> FloatArray:
        """Where a bone ends, metres."""
        return self.carried(bone, self.skeleton.tail(bone))

    def moved(self, by: FloatArray) -> Posture:
        """The same posture elsewhere."""
        return Posture(self.skeleton, self.turns, self.heads + by)

    def local_turns(self) -> FloatArray:
        """(n, 3, 3) the turn of each bone against its parent."""
        parents = np.array(self.skeleton.parents)
        local = self.turns.copy()
        has = parents >= 0
        local[has] = np.transpose(self.turns[parents[has]], (0, 2, 1)) @ self.turns[has]
        return local

    def with_local(self, local: FloatArray) -> Posture:
        """The posture with these turns of each bone against its parent; the pelvis stays."""
        turns = local.copy()
        for i, parent in enumerate(self.skeleton.parents):
            if parent >= 0:
                turns[i] = turns[parent] @ local[i]
        return Posture.from_turns(self.skeleton, turns, self.heads[0])

    def blended(self, to: Posture, share: float) -> Posture:
        """The posture a share of the way to another, each joint turning the short way."""
        a, b = quaternions(self.local_turns()), quaternions(to.local_turns())
        root = (1 - share) * self.heads[0] + share * to.heads[0]
        start = Posture(self.skeleton, self.turns, np.tile(root, (len(self.heads), 1)))
        return start.with_local(matrices(slerp(a, b, share)))
