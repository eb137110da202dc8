"""The guided session's page: the plan, the running session, and what it came to."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from clinic.routine_keeping import RoutineKeeper
from screens.guided_live import GuidedLive
from screens.guided_plan import Ordered, plan_view
from screens.guided_run import run_view
from screens.guided_summary import summary_view
from screens.model_ready import model_ready
from screens.store import home
from stretches.routine.session import GuidedSession

KEY = "guided_live"


def guided_page() -> None:
    """The page."""
    live: GuidedLive | None = st.session_state.get(KEY)
    if not model_ready(tell=live is None):
        return
    if live is None:
        ordered = plan_view()
        if ordered is not None:
            st.session_state[KEY] = _begun(ordered)
            st.rerun()
    elif live.session.over:
        live.close()
        if summary_view(live):
            del st.session_state[KEY]
            st.rerun()
    else:
        run_view(live)


def _begun(ordered: Ordered) -> GuidedLive:
    session = GuidedSession(ordered.plan, ordered.before, ordered.rate, ordered.brief)
    access = home()
    keeper = None
    if access is not None:
        keeper = RoutineKeeper(access, ordered.plan, ordered.a_week)
    return GuidedLive(session, keeper, uuid4().hex)
