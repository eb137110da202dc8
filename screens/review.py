"""Review: a video in, progress, and the report."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pose.model import ModelUnavailable
from pose.types import Image
from pose.video import UnreadableVideo
from screens.report_view import show_report
from stretches.annotate import fault_pictures
from stretches.registry import STRETCHES, stretch_named
from stretches.review import NobodySeen, Review, review

SAMPLES = Path(__file__).parent.parent / "sample_videos"
AUTO = "auto"


@dataclass(frozen=True)
class Reviewed:
    """A finished review, with its video for as long as the report is open.

    Attributes:
        folder: the temporary folder of an uploaded video, which goes with this object.
    """

    source: Path
    result: Review
    pictures: dict[int, Image]
    folder: tempfile.TemporaryDirectory[str] | None


def review_page() -> None:
    """The page."""
    st.title("Review a video")
    source, stretch = st.columns([3, 2], gap="large")
    with source:
        chosen, folder = _choose_video()
    names = {AUTO: "Find out from the video", **{s.slug: s.name for s in STRETCHES}}
    with stretch:
        slug = st.selectbox("Stretch", names, format_func=names.__getitem__, key="review_stretch")
        go = st.button("Review", type="primary", disabled=chosen is None, key="review_go")
    if go and chosen is not None:
        _run(chosen, slug, folder)
    reviewed = st.session_state.get("reviewed")
    if reviewed is not None:
        show_report(reviewed.source, reviewed.result, reviewed.pictures)


def _choose_video() -> tuple[Path | None, tempfile.TemporaryDirectory[str] | None]:
    samples = {path.stem: path for path in sorted(SAMPLES.glob("*.mp4"))}
    uploaded = st.file_uploader(
        "Your video", type=["mp4", "mov", "webm", "mkv", "avi", "m4v"], key="review_upload"
    )
    if uploaded is not None:
        kept = st.session_state.get("review_file")
        if kept is None or kept[0] != uploaded.file_id:
            folder = tempfile.TemporaryDirectory(prefix="stretch-review-")
            path = Path(folder.name) / Path(uploaded.name).name
            path.write_bytes(uploaded.getbuffer())
            kept = (uploaded.file_id, path, folder)
            st.session_state["review_file"] = kept
        return kept[1], kept[2]
    names = [None, *samples]
    name = st.selectbox(
        "or a sample",
        names,
        format_func=lambda stem: "Choose a sample" if stem is None else stem.replace("_", " "),
        key="review_sample",
    )
    return (None if name is None else samples[name]), None


def _run(path: Path, slug: str, folder: tempfile.TemporaryDirectory[str] | None) -> None:
    st.session_state.pop("reviewed", None)
    bar = st.progress(0.0, "Looking at the video …")

    def tell(share: float) -> None:
        bar.progress(share, "Looking at the video …")

    try:
        stretch = None if slug == AUTO else stretch_named(slug)
        result = review(path, stretch, tell)
        pictures = fault_pictures(path, result)
    except (UnreadableVideo, NobodySeen, ModelUnavailable) as error:
        st.error(str(error))
        return
    finally:
        bar.empty()
    st.session_state["reviewed"] = Reviewed(path, result, pictures, folder)
