"""What a therapist replied: at the next start, and with what was sent."""

from __future__ import annotations

import streamlit as st

from clinic.access import Access
from clinic.review import Reply, Review
from screens.history_charts import name_of
from stretches.report import clock


def unread_replies(access: Access) -> None:
    """The replies that were not read yet, and a press to say that they were."""
    unread = access.reviews.unread(access.me)
    if not unread:
        return
    with st.container(border=True, key="replies"):
        st.subheader("Your therapist has answered")
        for review_id, reply in unread:
            show_reply(access.reviews.one(review_id), reply)
        if st.button("I have read it", key="replies_read"):
            for review_id in {review_id for review_id, _ in unread}:
                access.reviews.mark_read(review_id)
            st.rerun()


def show_reply(review: Review, reply: Reply) -> None:
    """One reply: who, about what, and the words."""
    about = ""
    if reply.part is not None:
        about = f", {name_of(review.part(reply.part).stretch or '')}"
        if reply.moment_s is not None:
            about += f" at {clock(reply.moment_s)}"
    with st.chat_message("assistant", avatar=":material/stethoscope:"):
        st.caption(f"{reply.author}, {reply.at:%d %B}{about}")
        st.text(reply.text)
