"""The review desk: one recording on one page, and the therapist's answer to it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from clinic.access import Access, NotAllowed
from clinic.files import FileStoreUnavailable
from clinic.recordings import Recordings
from clinic.review import InvalidReview, Part, Review, last_time
from pose.recording import UnreadableRecording
from pose.types import Pose
from screens.entry.places import go
from screens.entry.server import server
from screens.history_charts import name_of
from screens.replay.component import replay
from screens.therapist.answer import answer
from screens.therapist.verdict import this_and_last, verdict


def review_desk(access: Access, review_id: str) -> None:
    """The page of one review."""
    try:
        review = access.reviews.one(review_id)
        profile = access.people.profile(review.patient_id)
        access.care.still_here(review.patient_id, "review")
    except NotAllowed as error:
        st.error(str(error))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Inbox", icon=":material/arrow_back:", type="tertiary", key="desk_back"):
            go("inbox")
        if st.button(profile.name, icon=":material/person:", type="tertiary", key="desk_file"):
            go("patients", patient=review.patient_id)
    part = _part(review)
    title = name_of(part.stretch) if part.stretch else "None of the nine stretches"
    st.html(f"<h2 class='desk'>{title} <small>{review.at:%d %B %Y}</small></h2>")
    st.html(f'<div class="verdict">{verdict(part, review.overrides_of(part.number))}</div>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        moment = _picture(access, review, part)
    with right:
        if review.comment:
            with st.chat_message("user", avatar=":material/person:"):
                st.caption(profile.name)
                st.text(review.comment)
        answer(access, review, part, moment)
        _last(access, review, part)


def _part(review: Review) -> Part:
    if len(review.parts) == 1:
        return review.parts[0]
    names = {part.number: name_of(part.stretch or "") for part in review.parts}
    number = st.segmented_control(
        "Stretch",
        list(names),
        default=review.parts[0].number,
        format_func=names.__getitem__,
        key=f"desk_part_{review.id}",
        label_visibility="collapsed",
    )
    return review.part(number or review.parts[0].number)


def _picture(access: Access, review: Review, part: Part) -> float:
    """The video where it is shared, else the skeleton; the moment that is looked at."""
    files = Recordings(access, server().store)
    video: bytes | None = None
    poses: tuple[Pose, ...] = ()
    try:
        if part.has_video and review.share_video:
            video = _video(files, review.id, part.number)
        if part.has_poses and video is None:
            poses = _poses(files, review.id, part.number)
    except (FileStoreUnavailable, InvalidReview, NotAllowed, UnreadableRecording) as error:
        st.warning(str(error))
    if video is not None and not st.toggle("Show the video", True, key=f"show_{review.id}"):
        video, poses = None, _poses(files, review.id, part.number)
    if video is not None:
        with st.container(key="review_video"):
            st.video(video, muted=True)
    elif not review.share_video:
        st.caption("The video is not shared: this is the skeleton that was recorded.")
    return replay(review, part, poses, video is not None)


def _poses(files: Recordings, review_id: str, part: int) -> tuple[Pose, ...]:
    """The recording, read once while it is looked at."""
    kept = st.session_state.get("desk_poses")
    if kept is None or kept[0] != (review_id, part):
        kept = (review_id, part), tuple(files.poses(review_id, part))
        st.session_state["desk_poses"] = kept
    poses: tuple[Pose, ...] = kept[1]
    return poses


def _video(files: Recordings, review_id: str, part: int) -> bytes:
    """The video, read once while it is looked at."""
    kept = st.session_state.get("desk_video")
    if kept is None or kept[0] != (review_id, part):
        with tempfile.TemporaryDirectory(prefix="stretch-desk-") as folder:
            path = Path(folder) / "video"
            files.copy_video(review_id, part, path)
            kept = (review_id, part), path.read_bytes()
        st.session_state["desk_video"] = kept
    data: bytes = kept[1]
    return data


def _last(access: Access, review: Review, part: Part) -> None:
    last = last_time(access.reviews.all(review.patient_id), review, part.stretch)
    rows = this_and_last(part, review.overrides_of(part.number), last)
    st.markdown("**This against last time**")
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
