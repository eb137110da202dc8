"""Kept sessions as files for anybody's own programs: one JSON and a CSV for each kind of row."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from clinic.kept import (
    KeptCue,
    KeptCycles,
    KeptFault,
    KeptHold,
    KeptPain,
    KeptSession,
    KeptStretchEnd,
)

Row = dict[str, Any]
FORMAT = 1
# A spreadsheet runs a cell that begins like this as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_zip(sessions: Sequence[KeptSession], made_at: datetime) -> bytes:
    """A zip of `sessions.json`, with everything, and one CSV for each kind of row."""
    document = {
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "sessions": [session_as_dict(session) for session in sessions],
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sessions.json", json.dumps(document, indent=1, ensure_ascii=False))
        for name, rows in session_tables(sessions).items():
            archive.writestr(f"{name}.csv", as_csv(rows))
    return data.getvalue()


def session_as_dict(session: KeptSession) -> Row:
    """One session as plain data, times in ISO 8601."""
    return {
        **_session_row(session),
        "plan": session.plan.to_dict(),
        "pain": [_pain_row(kept) for kept in session.pains],
        "holds": [_hold_row(kept) for kept in session.holds],
        "cycles": [_cycles_row(kept) for kept in session.cycles],
        "stretches": [_end_row(kept) for kept in session.ends],
        "faults": [_fault_row(kept) for kept in session.faults],
        "cues": [_cue_row(kept) for kept in session.cues],
    }


def session_tables(sessions: Sequence[KeptSession]) -> dict[str, list[Row]]:
    """The rows of each kind, by the name of their table."""
    return {
        "sessions": [_session_row(session) for session in sessions],
        "pain": [_of(s, _pain_row(kept)) for s in sessions for kept in s.pains],
        "holds": [_of(s, _flat_hold_row(kept)) for s in sessions for kept in s.holds],
        "cycles": [_of(s, _cycles_row(kept)) for s in sessions for kept in s.cycles],
        "stretches": [_of(s, _end_row(kept)) for s in sessions for kept in s.ends],
        "faults": [_of(s, _fault_row(kept)) for s in sessions for kept in s.faults],
        "cues": [_of(s, _cue_row(kept)) for s in sessions for kept in s.cues],
    }


def _of(session: KeptSession, row: Row) -> Row:
    return {"session": session.id, **row}


def _session_row(session: KeptSession) -> Row:
    return {
        "id": session.id,
        "began_at": session.began_at.isoformat(),
        "ended_at": session.ended_at.isoformat() if session.ended_at else None,
        "end_reason": session.end_reason,
        "prescription_version": session.prescription_version,
        "good_s": round(session.good_s, 2),
        "completed_holds": session.completed_holds,
    }


def _pain_row(kept: KeptPain) -> Row:
    return {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "after": kept.after,
        "score": kept.pain.score,
        "places": " ".join(kept.pain.places),
        "numb": kept.pain.tingling,
    }


def _hold_row(kept: KeptHold) -> Row:
    hold = kept.hold
    return {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "stretch": kept.stretch,
        "side": hold.side,
        "start_s": round(hold.start_s, 2),
        "end_s": round(hold.end_s, 2),
        "good_s": round(hold.good_s, 2),
        "total_s": round(hold.total_s, 2),
        "target_s": kept.target_s,
        "completed": hold.completed,
        "ended_by": hold.ended_by,
        "best": {name: round(value, 1) for name, value in hold.best.items()},
    }


def _flat_hold_row(kept: KeptHold) -> Row:
    row = _hold_row(kept)
    return {**row, **row.pop("best")}


def _cycles_row(kept: KeptCycles) -> Row:
    return {
        "stretch": kept.stretch,
        "side": kept.side,
        "counted": kept.counted,
        "not_counted": kept.not_counted,
    }


def _end_row(kept: KeptStretchEnd) -> Row:
    return {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "stretch": kept.stretch,
        "how": kept.how,
    }


def _fault_row(kept: KeptFault) -> Row:
    return {
        "number": kept.number,
        "stretch": kept.stretch,
        "check": kept.check,
        "side": kept.side,
        "start_s": round(kept.start_s, 2),
        "end_s": round(kept.end_s, 2),
        "worst": None if kept.worst is None else round(kept.worst, 2),
        "cue": kept.cue,
    }


def _cue_row(kept: KeptCue) -> Row:
    return {
        "number": kept.number,
        "at": kept.at.isoformat(),
        "t_s": round(kept.cue.t_s, 2),
        "stretch": kept.stretch,
        "kind": kept.cue.kind,
        "text": kept.cue.text,
    }


def as_csv(rows: Iterable[Row]) -> str:
    """Rows as CSV with a header; columns in order of appearance, empty text for no rows."""
    kept = list(rows)
    columns = list(dict.fromkeys(name for row in kept for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    if kept:
        writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in kept)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
