"""The app: `streamlit run app.py`."""

import os

import streamlit as st

from clinic.settings import InvalidSetting, read_settings
from screens.entry.clinic_app import clinic_app
from screens.guided import guided_page
from screens.history import history_page
from screens.know import know_page
from screens.live import live_page
from screens.review import review_page
from screens.style import apply_style


def main() -> None:
    """Lay out the pages."""
    st.set_page_config(page_title="Stretch form checker", page_icon="🧘", layout="wide")
    apply_style()
    try:
        clinic = read_settings(os.environ).clinic
    except InvalidSetting as error:
        st.error(str(error))
        return
    if clinic:
        clinic_app()
    else:
        _at_home()


def _at_home() -> None:
    """No account, everything on this machine."""
    pages = [
        st.Page(
            guided_page,
            title="Guided session",
            icon=":material/self_improvement:",
            url_path="guided",
            default=True,
        ),
        st.Page(live_page, title="One stretch", icon=":material/videocam:", url_path="live"),
        st.Page(review_page, title="Review a video", icon=":material/movie:", url_path="review"),
        st.Page(history_page, title="History", icon=":material/monitoring:", url_path="history"),
        st.Page(know_page, title="Know", icon=":material/menu_book:", url_path="know"),
    ]
    st.navigation(pages, position="top").run()


main()
