"""Everything about a person in one zip: what the tables hold as JSON and CSV, and every file."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from clinic.access import Access
from clinic.export import as_csv, session_as_dict, session_tables
from clinic.files import FileStore


def export_all(access: Access, store: FileStore | None, made_at: datetime, out: Path) -> None:
    """Write a zip with everything about the asker.

    It holds `everything.json`, a CSV for each kind of row of the sessions, and below `files/` the
    recordings of poses and the videos under the names that `everything.json` gives.

    Args:
        access: of the one whose data it is.
        store: where their files are; None where there are none, as at home.
        made_at: the moment, with its zone.
        out: where to write it, open for nobody else.

    Raises:
        NotAllowed: nobody is signed in.
        FileStoreUnavailable: a file could not be read.
    """
    sessions = access.sessions.all(access.me)
    files = {} if store is None else dict.fromkeys(store.names(access.me), store)
    document = {**_everything(access), "made_at": made_at, "files": list(files)}
    document["sessions"] = [session_as_dict(session) for session in sessions]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(document, indent=1, ensure_ascii=False, default=_plain)
        archive.writestr("everything.json", text)
        for name, rows in session_tables(sessions).items():
            archive.writestr(f"{name}.csv", as_csv(rows))
        for name, kept_in in files.items():
            with kept_in.opened(name) as source, archive.open(f"files/{name}", "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _everything(access: Access) -> dict[str, Any]:
    me = access.me
    return {
        "profile": asdict(access.people.profile(me)),
        "ways_in": [asdict(site) for site in access.people.ways_in(me)],
        "sign_ins": [asdict(kept) for kept in access.people.sign_ins(me)],
        "links": [asdict(link) for link in access.people.links(me)],
        "log": [asdict(entry) for entry in access.people.log(me)],
        "prescriptions": [asdict(kept) for kept in access.prescriptions.all(me)],
        "reviews": [asdict(review) for review in access.reviews.all(me)],
        "look_ins": [asdict(past) for past in access.look_ins.past(me)],
        "time_spent": [asdict(visit) for visit in access.care.time_spent(me)],
    }


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")
