"""Kept sessions from the rows of their tables."""

from __future__ import annotations

from typing import Any, cast

from clinic.kept import (
    EndReason,
    KeptCue,
    KeptCycles,
    KeptFault,
    KeptHold,
    KeptPain,
    KeptSession,
    KeptStretchEnd,
    StretchEnd,
)
from clinic.plan import plan_from_dict
from clinic.tables.sessions import (
    CueRow,
    CyclesRow,
    FaultRow,
    HoldRow,
    KeptSessionRow,
    PainRow,
    StretchEndRow,
)
from stretches.counts import EndedBy, Hold
from stretches.routine.pain import PainReport
from stretches.vocabulary import Cue, CueKind

NO_SIDE = "both"
"""What stands for the side of a stretch without sides: a key may hold no empty value."""


def kept_session(row: KeptSessionRow, with_cues: bool = True) -> KeptSession:
    """A session to be read, from its row; what was said is much and often not needed."""
    return KeptSession(
        id=row.id,
        person_id=row.person_id,
        began_at=row.began_at,
        ended_at=row.ended_at,
        end_reason=cast(EndReason | None, row.end_reason),
        plan=plan_from_dict(row.plan),
        prescription_version=None if row.prescription is None else row.prescription.version,
        pains=tuple(_pain(pain) for pain in row.pains),
        holds=tuple(_hold(hold) for hold in row.holds),
        cycles=tuple(_cycles(cycles) for cycles in row.cycles),
        ends=tuple(_end(end) for end in row.ends),
        faults=tuple(_fault(fault) for fault in row.faults),
        cues=tuple(_cue(cue) for cue in row.cues) if with_cues else (),
    )


def _pain(row: PainRow) -> KeptPain:
    pain = PainReport(row.score, cast(Any, tuple(row.places)), row.numb)
    return KeptPain(row.number, row.at, row.after, pain)


def _hold(row: HoldRow) -> KeptHold:
    hold = Hold(
        side=cast(Any, row.side),
        start_s=row.start_s,
        end_s=row.end_s,
        good_s=row.good_s,
        total_s=row.total_s,
        completed=row.completed,
        ended_by=cast(EndedBy, row.ended_by),
        best=row.best,
    )
    return KeptHold(row.number, row.at, row.stretch, row.target_s, hold)


def _cycles(row: CyclesRow) -> KeptCycles:
    side = None if row.side == NO_SIDE else row.side
    return KeptCycles(row.stretch, side, row.counted, row.not_counted)


def _end(row: StretchEndRow) -> KeptStretchEnd:
    return KeptStretchEnd(row.number, row.at, row.stretch, cast(StretchEnd, row.how))


def _fault(row: FaultRow) -> KeptFault:
    return KeptFault(
        row.number,
        row.stretch,
        row.check_name,
        row.side,
        row.start_s,
        row.end_s,
        row.worst,
        row.cue,
    )


def _cue(row: CueRow) -> KeptCue:
    cue = Cue(row.t_s, row.text, cast(CueKind, row.kind))
    return KeptCue(row.number, row.at, row.stretch, cue)
