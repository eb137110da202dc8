"""Sessions as they were kept, to be read: frozen, and free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from clinic.plan import Plan
from stretches.counts import Hold
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue

BEFORE, AT_END = "before", "end"
"""When pain was asked, where it was not after a stretch."""

EndReason = Literal["completed", "stopped", "pain", "extreme pain", "closed"]
"""Why a session ended; one that says nothing broke off."""


@dataclass(frozen=True)
class KeptPain:
    """Pain as answered at one point.

    Attributes:
        after: `before`, a stretch's slug, or `end`.
    """

    number: int
    at: datetime
    after: str
    pain: PainReport


@dataclass(frozen=True)
class KeptHold:
    """A hold, whole or in part; its seconds count from the session's first frame."""

    number: int
    at: datetime
    stretch: str
    target_s: float
    hold: Hold


@dataclass(frozen=True)
class KeptCycles:
    """Cycles of one stretch; `side` is None where it has none."""

    stretch: str
    side: str | None
    counted: int
    not_counted: int


StretchEnd = Literal["done", "skipped", "stopped for pain", "stopped"]
"""How a stretch of a session ended."""


@dataclass(frozen=True)
class KeptStretchEnd:
    """How a planned stretch ended; `number` counts the session's stretches."""

    number: int
    at: datetime
    stretch: str
    how: StretchEnd


@dataclass(frozen=True)
class KeptFault:
    """A fault that lasted."""

    number: int
    stretch: str
    check: str
    side: str | None
    start_s: float
    end_s: float
    worst: float | None
    cue: str


@dataclass(frozen=True)
class KeptCue:
    """What was said, and when by the clock and in the session."""

    number: int
    at: datetime
    stretch: str | None
    cue: Cue


@dataclass(frozen=True)
class KeptSession:
    """A session with all that was kept of it.

    Attributes:
        prescription_version: the version it was done under, None without a prescription.
        ended_at: None where it broke off, or is still going on.
    """

    id: str
    person_id: str
    began_at: datetime
    ended_at: datetime | None
    end_reason: EndReason | None
    plan: Plan
    prescription_version: int | None
    pains: tuple[KeptPain, ...]
    holds: tuple[KeptHold, ...]
    cycles: tuple[KeptCycles, ...]
    ends: tuple[KeptStretchEnd, ...]
    faults: tuple[KeptFault, ...]
    cues: tuple[KeptCue, ...]

    @property
    def pain_before(self) -> PainReport | None:
        """The answer before the first stretch."""
        return next((kept.pain for kept in self.pains if kept.after == BEFORE), None)

    @property
    def pain_last(self) -> PainReport | None:
        """The latest answer after a stretch or at the end."""
        after = [kept.pain for kept in self.pains if kept.after != BEFORE]
        return after[-1] if after else None

    @property
    def good_s(self) -> float:
        """Seconds of holds in good form, part holds included."""
        return sum(kept.hold.good_s for kept in self.holds)

    @property
    def completed_holds(self) -> int:
        """Holds that reached their target."""
        return sum(kept.hold.completed for kept in self.holds)

    @property
    def nothing_done(self) -> bool:
        """Whether not a second was held and not a cycle counted."""
        return not self.good_s and not any(kept.counted for kept in self.cycles)

    @property
    def lasted(self) -> timedelta:
        """From the beginning to the end, or to the last thing kept."""
        moments = [pain.at for pain in self.pains] + [hold.at for hold in self.holds]
        moments += [cue.at for cue in self.cues]
        return (self.ended_at or max(moments, default=self.began_at)) - self.began_at
