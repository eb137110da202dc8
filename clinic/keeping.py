"""Keeps a guided session while it runs, so that a crash or a closed laptop loses nothing."""

from __future__ import annotations

import threading
from collections import Counter

from clinic.access import Access
from clinic.clock import Now, utc_now
from clinic.kept import AT_END, BEFORE, EndReason, StretchEnd
from clinic.plan import Plan
from clinic.tables.base import new_id
from stretches.counts import Hold
from stretches.faults import Fault
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue


class SessionKeeper:
    """Keeps what happens in one session, each thing at once and in a transaction of its own.

    Holds are numbered by the caller, so that telling of the same hold twice keeps it once; cues,
    faults and answers are numbered here. A session that is never finished stays in the history
    with what was done. Threads may share a keeper.

    Args:
        access: the access of the person who does the session.
        now: the wall clock, UTC.
    """

    def __init__(self, access: Access, now: Now = utc_now) -> None:
        self._access = access
        self._now = now
        self._lock = threading.Lock()
        self._numbers: Counter[str] = Counter()
        self.session_id = new_id()

    def begin(
        self, plan: Plan, pain: PainReport | None = None, prescription_version: int | None = None
    ) -> str:
        """The session begins; its identifier.

        Args:
            plan: what is to be done.
            pain: the pain before, None where it was not asked.
            prescription_version: the version it is done under.
        """
        sessions = self._access.sessions
        sessions.begin(self._access.me, self.session_id, plan, self._now(), prescription_version)
        if pain is not None:
            self.keep_pain(BEFORE, pain)
        return self.session_id

    def keep_hold(self, number: int, stretch: str, hold: Hold, target_s: float) -> bool:
        """Keep a hold that has ended; False where this number was kept before.

        Args:
            number: counts the session's holds, over all stretches.
            stretch: the stretch's slug.
            hold: whole or in part.
            target_s: the good seconds it was to reach.
        """
        at = self._now()
        return self._access.sessions.keep_hold(self.session_id, number, stretch, hold, target_s, at)

    def keep_cycles(self, stretch: str, side: str | None, counted: int, not_counted: int) -> None:
        """Keep how many cycles of a stretch there were so far, counted and not counted."""
        self._access.sessions.keep_cycles(self.session_id, stretch, side, counted, not_counted)

    def keep_pain(self, after: str, pain: PainReport) -> None:
        """Keep the answer about pain after a stretch (its slug), or `"end"`."""
        number, at = self._next("pain"), self._now()
        self._access.sessions.keep_pain(self.session_id, number, after, pain, at)

    def keep_stretch_end(self, stretch: str, how: StretchEnd) -> None:
        """Keep how a planned stretch ended."""
        number, at = self._next("stretch"), self._now()
        self._access.sessions.keep_stretch_end(self.session_id, number, stretch, how, at)

    def keep_fault(self, stretch: str, fault: Fault) -> None:
        """Keep a fault that is over."""
        self._access.sessions.keep_fault(self.session_id, self._next("fault"), stretch, fault)

    def keep_cue(self, cue: Cue, stretch: str | None = None) -> None:
        """Keep what was said; the wall clock's time is taken now."""
        number, at = self._next("cue"), self._now()
        self._access.sessions.keep_cue(self.session_id, number, stretch, cue, at)

    def finish(self, reason: EndReason, pain: PainReport | None = None) -> None:
        """The session ends; the first reason given stands.

        Args:
            reason: why it ended.
            pain: the pain at the end, None where it was not asked.
        """
        if pain is not None:
            self.keep_pain(AT_END, pain)
        self._access.sessions.finish(self.session_id, reason, self._now())

    def _next(self, kind: str) -> int:
        with self._lock:
            self._numbers[kind] += 1
            return self._numbers[kind]
