"""Somebody who does a guided session: a figure that answers to what the session asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import sight
import skeletons
from builder import Figure, beside

from pose.types import LEFT, Pose, Side, landmark, other
from stretches.registry import stretch_named
from stretches.routine.moment import HoldEnded, Moment, Record, Said
from stretches.routine.pain import PainReport
from stretches.routine.plan import Planned
from stretches.routine.session import GuidedSession
from stretches.targets import PatientTargets
from stretches.track import Observer

STEP = 0.1
NOBODY = None

SAME = PainReport(2, ("back",))
HAMSTRING = "lying_hamstring"


def planned(slug: str, seconds: float = 4.0, reps: int = 1, first: Side = LEFT) -> Planned:
    if slug == "cat_cow":
        return Planned(PatientTargets(slug, reps=reps).apply(), first)
    return Planned(PatientTargets(slug, hold_s=seconds, reps=reps).apply(), first)


def session(*slugs: str, before: int = 2, **dose) -> GuidedSession:
    return GuidedSession([planned(slug, **dose) for slug in slugs], PainReport(before, ("back",)))


@cache
def resting(slug: str) -> Figure:
    """The position of rest from which a stretch begins."""
    if slug in ("standing_hip_flexor", "standing_ql"):
        return skeletons.standing()
    if slug == "seated_figure_four":
        return skeletons.sitting_upright()
    if slug == "seated_calf":
        return skeletons.sitting_on_the_mat()
    if slug in ("supine_figure_four", "lying_hamstring"):
        return skeletons.lying_flat()
    return skeletons.standing()


@cache
def in_form(slug: str, side: Side) -> Figure:
    return skeletons.posed(slug, side)


@cache
def picture(figure_of: Callable[..., Figure], *which, azimuth: float) -> Pose:
    """The outline is only drawn where the back is judged: it takes time."""
    outlined = which[0] in ("cat_cow", "pigeon", "seated_figure_four")
    return sight.seen(figure_of(*which), azimuth, outlined=outlined)


def waving(slug: str, hands: tuple[Side, ...] = (LEFT,)) -> Figure:
    """At rest, with hands held straight up."""
    figure = resting(slug)
    joints = figure.joints.copy()
    for side in hands:
        shoulder = figure.joint(side, "shoulder")
        for part, up in (("elbow", 0.26), ("wrist", 0.52), ("index", 0.6), ("thumb", 0.56)):
            joints[landmark(side, part)] = beside(shoulder, up=up)
        joints[landmark(side, "pinky")] = beside(shoulder, up=0.59)
    return Figure(joints, figure.curve)


class Actor:
    """Plays poses into a session and remembers what came of it."""

    def __init__(self, guided: GuidedSession) -> None:
        self.session = guided
        self.observer = Observer()
        self.t = 0.0
        self.side: Side = LEFT
        self.moments: list[Moment] = []
        self.records: list[Record] = []

    def show(self, pose: Pose | None, seconds: float = STEP) -> Moment:
        """One picture for so long; None shows nobody."""
        for _ in range(max(1, round(seconds / STEP))):
            self.t = round(self.t + STEP, 6)
            body = None if pose is None else self.observer.observe(replace(pose, t=self.t))
            self.moments.append(self.session.update(self.t, body))
            self.records.extend(self.session.take())
        return self.moments[-1]

    def azimuth(self, slug: str, side: Side | None) -> float:
        self.side = side or self.side
        return skeletons.good_azimuth(slug, self.side)

    def rest(self, seconds: float = STEP) -> Moment:
        """At rest, seen from where the stretch is watched."""
        now = self.session.moment()
        slug = now.stretch.slug
        return self.show(picture(resting, slug, azimuth=self.azimuth(slug, now.side)), seconds)

    def pose(self, side: Side, seconds: float = STEP, azimuth: float | None = None) -> Moment:
        """In the stretch, in good form."""
        slug = self.session.moment().stretch.slug
        if slug == "seated_calf":
            figure = skeletons.foot_pumping(side)(round(self.t % 3.0, 1))
            return self.show(sight.seen(figure, self.azimuth(slug, side), outlined=False))
        seen_from = self.azimuth(slug, side) if azimuth is None else azimuth
        return self.show(picture(in_form, slug, side, azimuth=seen_from), seconds)

    def raise_hand(self, seconds: float = 2.4, hands: tuple[Side, ...] = (LEFT,)) -> Moment:
        now = self.session.moment()
        slug = now.stretch.slug
        azimuth = self.azimuth(slug, now.side)
        return self.show(picture(waving, slug, hands, azimuth=azimuth), seconds)

    def until(self, phase: str, side: Side | None = None, limit_s: float = 120.0) -> Moment:
        """Do what is asked until a phase begins; the other side's too, if `side` says so."""
        end = self.t + limit_s
        while self.session.phase != phase:
            assert self.t < end, f"stuck in {self.session.phase}: {self.said[-3:]}"
            self.obey(side)
        return self.session.moment()

    def obey(self, side: Side | None = None) -> Moment:
        """One step of doing what is asked."""
        now = self.session.moment()
        if now.phase in ("position", "count_in", "hold", "paused"):
            return self.pose(side or now.side or LEFT)
        return self.rest()

    # What came of it

    @property
    def said(self) -> list[str]:
        return [r.text for r in self.records if isinstance(r, Said) and r.text]

    @property
    def tones(self) -> list[str]:
        return [r.tone for r in self.records if isinstance(r, Said) and r.tone]

    @property
    def holds(self) -> list[HoldEnded]:
        return [record for record in self.records if isinstance(record, HoldEnded)]

    @property
    def completed(self) -> list[tuple[str, Side]]:
        return [(h.stretch.slug, h.hold.side) for h in self.holds if h.hold.completed]

    @property
    def phases(self) -> list[str]:
        """The phases one after the other, each once."""
        shown = ["away" if moment.away else moment.phase for moment in self.moments]
        return [
            phase for number, phase in enumerate(shown) if shown[number - 1 : number] != [phase]
        ]


__all__ = ["NOBODY", "Actor", "in_form", "other", "planned", "session", "stretch_named", "waving"]


def through(actor: Actor, answers: int) -> Actor:
    """To the end, every question about pain answered with the same."""
    for _ in range(answers):
        actor.until("pain", limit_s=240)
        actor.session.answer(SAME)
        actor.rest()
    return actor


def holding(actor: Actor, good_s: float = 1.5) -> Actor:
    """Into the hold, so many good seconds of it done."""
    actor.until("hold")
    while actor.moments[-1].snapshot.progress.good_s < good_s:
        actor.obey()
    return actor
