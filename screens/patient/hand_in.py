"""Handing in: the session that has just ended, or a video from a phone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from clinic.access import Access
from clinic.files import FileStoreUnavailable
from clinic.recordings import RecordedPart, Recordings
from clinic.review import InvalidReview
from pose.model import ModelUnavailable
from pose.recording import save_poses
from pose.video import UnreadableVideo
from screens.entry.asker import signed_in
from screens.entry.server import server
from screens.patient.recording import SessionRecording
from stretches.figures import figures_of
from stretches.registry import STRETCHES, stretch_named
from stretches.review import NobodySeen, Review, review
from stretches.vocabulary import Stretch

AUTO = "auto"
SHARE = "My therapist may see the video"
NOT_SHARED = "Without this, your therapist sees a moving skeleton, and the video is not kept."


def hand_in_session(access: Access, session_id: str, recording: SessionRecording) -> bool:
    """Ask whether to send the session that has ended; whether it was sent."""
    if not any(link.ended_at is None for link in access.people.links(access.me)):
        return False
    with st.form("hand_in_session"):
        st.subheader("Send this session to your therapist?")
        comment = st.text_area("What would you like to say or ask?", key="hand_in_comment")
        share = False
        if recording.video:
            share = st.checkbox(SHARE, key="hand_in_share", help=NOT_SHARED)
        if not st.form_submit_button("Send it", type="primary"):
            return False
    return _handed_in(access, recording.parts(), comment, share, session_id)


def upload_page() -> None:
    """The page to send a video from a phone."""
    access = signed_in("patient")
    st.title("Send a video")
    if st.session_state.pop("upload_sent", False):
        st.success("Sent. The reply will be here at your next start.")
    if not any(link.ended_at is None for link in access.people.links(access.me)):
        st.info("No therapist is linked with you: enter a code on the page *My therapist*.")
        return
    st.write("Film one stretch with the whole body in the picture, and say what you want to know.")
    names = {AUTO: "Find out from the video", **{s.slug: s.name for s in STRETCHES}}
    slug = st.selectbox("Stretch", names, format_func=names.__getitem__, key="upload_stretch")
    video = st.file_uploader(
        "Your video", type=["mp4", "mov", "webm", "mkv", "avi", "m4v"], key="upload_video"
    )
    comment = st.text_area("What would you like to say or ask?", key="upload_comment")
    share = st.checkbox(SHARE, key="upload_share")
    st.caption(NOT_SHARED)
    if st.button("Send it", type="primary", disabled=video is None, key="upload_send") and video:
        with tempfile.TemporaryDirectory(prefix="stretch-upload-") as folder:
            path = Path(folder) / Path(video.name).name
            path.write_bytes(video.getbuffer())
            if _send(access, path, slug or AUTO, comment, share):
                st.session_state["upload_sent"] = True
                st.rerun()


def _send(access: Access, path: Path, slug: str, comment: str, share: bool) -> bool:
    bar = st.progress(0.0, "Looking at the video …")

    def tell(done: float) -> None:
        bar.progress(done, "Looking at the video …")

    try:
        result = review(path, _stretch(access, slug), tell)
    except (UnreadableVideo, NobodySeen, ModelUnavailable) as error:
        st.error(str(error))
        return False
    finally:
        bar.empty()
    part = recorded_part(path, result)
    return _handed_in(access, (part,), comment, share)


def _stretch(access: Access, slug: str) -> Stretch | None:
    """The stretch with the patient's own targets where it is prescribed; None to find it out."""
    if slug == AUTO:
        return None
    kept = access.prescriptions.current(access.me)
    items = () if kept is None else kept.prescription.stretches
    own = [item.stretch() for item in items if item.targets.stretch == slug]
    return own[0] if own else stretch_named(slug)


def recorded_part(path: Path, result: Review) -> RecordedPart:
    """A reviewed video as it is handed in: the skeleton as it was drawn, without the outline."""
    report = result.report
    data = report.to_json()
    slug = None
    if report.stretch is not None:
        slug = report.stretch.slug
        data["figures"] = figures_of(report.stretch, result.snapshots)
    poses = path.with_suffix(".npz")
    save_poses(poses, [s.body.pose for s in result.snapshots if s.body is not None])
    return RecordedPart(slug, data, poses, path)


def _handed_in(
    access: Access,
    parts: tuple[RecordedPart, ...],
    comment: str,
    share: bool,
    session_id: str | None = None,
) -> bool:
    try:
        Recordings(access, server().store).hand_in(parts, comment, share, session_id)
    except (InvalidReview, FileStoreUnavailable) as error:
        st.error(str(error))
        return False
    return True
