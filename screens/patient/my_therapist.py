"""My therapist: who is linked, the end of it, and what was sent with its replies."""

from __future__ import annotations

import streamlit as st

from clinic.access import Access
from clinic.entrance import InvalidInvitation
from clinic.files import FileStoreUnavailable
from clinic.people import Linked
from clinic.recordings import Recordings
from clinic.review import InvalidReview, Review
from screens.entry.asker import signed_in
from screens.entry.server import server
from screens.history_charts import name_of
from screens.patient.replies import show_reply
from screens.plain_words import correction


def my_therapist_page() -> None:
    """The page."""
    access = signed_in("patient")
    st.title("My therapist")
    links = access.people.links(access.me)
    for link in links:
        if link.ended_at is None:
            _linked(access, link)
    if not any(link.ended_at is None for link in links):
        st.write("Nobody is linked with you: nobody but you sees what is kept.")
    _code(access)
    st.subheader("What you have sent")
    reviews = access.reviews.all(access.me)
    if not reviews:
        st.write("Nothing yet.")
    for review in reviews:
        _sent(access, review)


def _linked(access: Access, link: Linked) -> None:
    with st.container(border=True):
        st.markdown(f"**{link.therapist}** is linked with you since {link.began_at:%d %B %Y}.")
        st.caption(
            "Sees your sessions and what you send; prescribes and replies. Every look is in the "
            "log on the page Privacy."
        )
        with st.popover("End the link"):
            st.write(f"From then on {link.therapist} sees nothing of yours. You keep everything.")
            if st.button("Yes, end it", type="primary", key=f"end_{link.id}"):
                access.people.end_link(link.id)
                st.rerun()


def _code(access: Access) -> None:
    with st.expander("I have a code from a therapist"), st.form("link_code"):
        code = st.text_input("Code", key="link_code_text")
        if st.form_submit_button("Link us"):
            try:
                access.people.accept(access.me, code)
            except InvalidInvitation as error:
                st.error(str(error))
            else:
                st.rerun()


def _sent(access: Access, review: Review) -> None:
    names = ", ".join(name_of(part.stretch) for part in review.parts if part.stretch)
    state = "answered" if review.closed_at or review.replies else "waits for an answer"
    with st.expander(f"{review.at:%d %B %Y}: {names or 'a video'}, {state}"):
        if review.comment:
            st.text(review.comment)
        for reply in review.replies:
            show_reply(review, reply)
        for kept in review.overrides:
            st.caption(f"{kept.therapist} corrects the program: {correction(kept.override)}")
        files = Recordings(access, server().store)
        try:
            with st.container(horizontal=True):
                if review.share_video and st.button("Stop sharing", key=f"unshare_{review.id}"):
                    files.stop_sharing(review.id)
                    st.rerun()
                if st.button("Delete it", key=f"delete_{review.id}"):
                    files.delete(review.id)
                    st.rerun()
        except (FileStoreUnavailable, InvalidReview) as error:
            st.error(str(error))
