"""Keeps what a guided session hands out, as it happens."""

from __future__ import annotations

from collections import Counter

from clinic.access import Access
from clinic.clock import Now, utc_now
from clinic.keeping import SessionKeeper
from clinic.kept import AT_END, BEFORE
from clinic.plan import Plan, PlannedStretch
from stretches.routine import moment as m
from stretches.routine.plan import Planned
from stretches.vocabulary import Cue, RepetitionDose


class RoutineKeeper:
    """Keeps one guided session.

    Args:
        access: the access of the person who does it.
        plan: what is to be done.
        a_week: the fewest and the most sessions a week that are meant.
        now: the wall clock, UTC.
        prescription_version: the version it is done under, None without a prescription.
    """

    def __init__(
        self,
        access: Access,
        plan: tuple[Planned, ...],
        a_week: tuple[int, int] | None = None,
        now: Now = utc_now,
        prescription_version: int | None = None,
    ) -> None:
        self._keeper = SessionKeeper(access, now)
        self._holds = 0
        self._cycles: Counter[tuple[str, str | None, bool]] = Counter()
        kept = kept_plan(plan, a_week)
        self.session_id = self._keeper.begin(kept, prescription_version=prescription_version)

    def keep(self, record: m.Record) -> None:
        """Keep one thing that has happened."""
        if isinstance(record, m.HoldEnded):
            self._holds += 1
            slug = record.stretch.slug
            self._keeper.keep_hold(self._holds, slug, record.hold, _target_s(record))
        elif isinstance(record, m.CycleEnded):
            self._keep_cycle(record)
        elif isinstance(record, m.FaultEnded):
            self._keeper.keep_fault(record.stretch.slug, record.fault)
        elif isinstance(record, m.PainAnswered):
            self._keep_pain(record)
        elif isinstance(record, m.StretchEnded):
            self._keeper.keep_stretch_end(record.stretch.slug, record.how)
        elif isinstance(record, m.SessionEnded):
            self._keeper.finish(record.how)
        elif isinstance(record, m.Said) and record.text:
            cue = Cue(record.t_s, record.text, record.kind)
            self._keeper.keep_cue(cue, record.stretch)

    def _keep_cycle(self, record: m.CycleEnded) -> None:
        slug, side = record.stretch.slug, record.cycle.side
        self._cycles[slug, side, record.cycle.counted] += 1
        self._keeper.keep_cycles(
            slug, side, self._cycles[slug, side, True], self._cycles[slug, side, False]
        )

    def _keep_pain(self, record: m.PainAnswered) -> None:
        if record.report is None:
            return
        after = {"before": BEFORE, "end": AT_END}.get(record.asked)
        if after is None:
            after = AT_END if record.stretch is None else record.stretch.slug
        self._keeper.keep_pain(after, record.report)


def kept_plan(plan: tuple[Planned, ...], a_week: tuple[int, int] | None) -> Plan:
    """A session's plan as it is kept."""
    least, most = (None, None) if a_week is None else a_week
    return Plan(tuple(_kept_stretch(planned) for planned in plan), least, most)


def _kept_stretch(planned: Planned) -> PlannedStretch:
    dose = planned.stretch.dose
    if isinstance(dose, RepetitionDose):
        return PlannedStretch(planned.stretch.slug, (), None, dose.reps)
    return PlannedStretch(planned.stretch.slug, planned.sides, dose.seconds, dose.reps)


def _target_s(record: m.HoldEnded) -> float:
    dose = record.stretch.dose
    return 0.0 if isinstance(dose, RepetitionDose) else dose.seconds
