"""The patients: everybody linked, inviting another, and one patient's file."""

from __future__ import annotations

import streamlit as st

from clinic.access import Access
from screens.entry.asker import signed_in
from screens.entry.places import go
from screens.entry.server import server
from screens.therapist.patient_file import patient_file


def patients_page() -> None:
    """The page: all patients, or the one named in the address."""
    access = signed_in("therapist")
    patient_id = st.query_params.get("patient")
    if patient_id:
        patient_file(access, patient_id)
        return
    st.title("Patients")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _linked(access)
    with right:
        _invite(access)


def _linked(access: Access) -> None:
    st.subheader("Linked with you")
    links = access.people.links(access.me)
    standing = [link for link in links if link.ended_at is None]
    if not standing:
        st.write("Nobody yet: invite your first patient.")
    for link in standing:
        name, button = st.columns([3, 1], vertical_alignment="center")
        name.markdown(f"**{link.patient}**  \nsince {link.began_at:%d %B %Y}")
        if button.button("Open", key=f"patient_{link.patient_id}", width="stretch"):
            go("patients", patient=link.patient_id)
    ended = [link for link in links if link.ended_at is not None]
    if ended:
        with st.expander(f"No longer linked ({len(ended)})"):
            for link in ended:
                st.write(f"{link.patient}, until {link.ended_at:%d %B %Y}")


def _invite(access: Access) -> None:
    st.subheader("Invite a patient")
    lasts = server().settings.invitation_lasts
    with st.form("invite", clear_on_submit=True):
        name = st.text_input("What do you call the patient?", key="invite_name")
        if st.form_submit_button("Make a code", type="primary") and name.strip():
            code = access.people.invite(access.me, name, lasts)
            st.session_state["invited"] = (name, code)
    invited = st.session_state.pop("invited", None)
    if invited is not None:
        st.success(f"Hand this code to {invited[0]}. It is shown only now, and works once.")
        st.code(invited[1], language=None)
        st.caption(f"It can be used for {lasts.days} days, on this site, under *I have a code*.")
    for invitation in access.people.invitations(access.me):
        words, button = st.columns([3, 1], vertical_alignment="center")
        words.caption(f"{invitation.name}: not used yet, until {invitation.expires_at:%d %B}")
        if button.button("Withdraw", key=f"withdraw_{invitation.id}"):
            access.people.withdraw(invitation.id)
            st.rerun()
