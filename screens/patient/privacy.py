"""Privacy: what is kept, who sees it, and how it is taken along or erased."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from clinic.access import Access
from clinic.export_all import export_all
from clinic.files import FileStoreUnavailable
from screens.entry.asker import go_out, signed_in
from screens.entry.server import server
from screens.history import here

KEPT = """
**Live video is looked at in memory and then gone.** It is never written down, unless you turn on
*Record my video as well* before a session, and say again at its end that your therapist may see it.

| what | kept | who sees it |
|---|---|---|
| Your holds, counts, faults and what was said | yes, as they happen | you, linked therapists |
| Your answers about pain | yes | you, linked therapists |
| A recording of a session, as a moving skeleton | only if you send it | you, linked therapists |
| A video | only if you send it and share it; until you stop sharing | you, linked therapists |
| What your therapist prescribes, replies and corrects | yes | you, linked therapists |
| Your name and e-mail address | yes | you, linked therapists |
| Your password | no: only a scramble of it that cannot be turned back | nobody |
| Who looked at what of yours | yes, in the log below | you |
| That you let somebody look in, and the notes they sent | yes | you |
| The picture while somebody looks in | no | whom you let in, for that session |

On the server, whoever looks after it can reach what is stored there. A recording of a skeleton has
no face and no picture, but how a body moves is still yours: that is why you can delete it.
"""
ACTIONS = {
    "Care.inbox": "saw you in the inbox",
    "Care.still_here": "spent time on you",
    "Care.time_spent": "saw the time spent on you",
    "Care.add_time": "wrote down time spent on you",
    "LookIns.consent": "let a therapist look in",
    "LookIns.end": "ended looking in",
    "LookIns.send": "sent a note while looking in",
    "LookIns.state": "saw whether you can be looked at",
    "LookIns.watch": "looked in on a session",
    "People.accept": "linked with a therapist",
    "People.end_link": "ended a link",
    "People.profile": "saw your name",
    "Prescriptions.all": "read what is prescribed",
    "Prescriptions.current": "read what is prescribed",
    "Prescriptions.prescribe": "prescribed",
    "Reviews.all": "read what you have sent",
    "Reviews.close": "finished with a recording",
    "Reviews.correct": "corrected the program",
    "Reviews.one": "read what you have sent",
    "Reviews.poses_name": "watched your skeleton",
    "Reviews.reply": "replied",
    "Reviews.stop_sharing": "stopped sharing a video",
    "Reviews.take_back": "took a correction back",
    "Reviews.video_name": "watched your video",
    "Sessions.all": "read your sessions",
    "Sessions.one": "read a session",
}


def privacy_page() -> None:
    """The page."""
    access = signed_in("patient")
    st.title("Privacy")
    st.markdown(KEPT)
    _log(access)
    st.subheader("All of it")
    take, erase = st.columns(2, gap="large")
    with take:
        _export(access)
    with erase:
        _erase(access)


def _log(access: Access) -> None:
    entries = access.people.log(access.me)
    with st.expander(f"Who saw or changed what ({len(entries)})"):
        zone = here()
        rows = [
            {
                "When": f"{entry.last_at.astimezone(zone):%d %b %Y, %H:%M}",
                "Who": "you" if entry.entry.actor_id == access.me else entry.actor_name or "nobody",
                "What": ACTIONS.get(entry.entry.action, entry.entry.action)
                + ("" if entry.entry.allowed else " – refused"),
                "Times": entry.times,
            }
            for entry in entries
        ]
        if rows:
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        else:
            st.write("Nobody yet.")


def _export(access: Access) -> None:
    st.download_button(
        "Take everything along",
        lambda: _everything(access),
        "my_stretches.zip",
        "application/zip",
        width="stretch",
        key="privacy_export",
    )
    st.caption("All that is kept about you, in one file: tables, recordings, videos.")


def _everything(access: Access) -> bytes:
    with tempfile.TemporaryDirectory(prefix="stretch-export-") as folder:
        path = Path(folder) / "all.zip"
        export_all(access, server().store, datetime.now(UTC), path)
        return path.read_bytes()


def _erase(access: Access) -> None:
    with st.popover("Erase everything", width="stretch"):
        st.write("Your account, sessions, recordings and replies are erased. It cannot be undone.")
        sure = st.text_input("Write ERASE to say that you are sure", key="erase_sure")
        if st.button("Erase everything", type="primary", disabled=sure != "ERASE", key="erase"):
            try:
                access.erasing.erase(access.me, server().store.delete_all)
            except FileStoreUnavailable as error:
                st.error(str(error))
                return
            go_out()
