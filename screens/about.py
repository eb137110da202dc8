"""About: what the program is for, and what it is not."""

import streamlit as st

TEXT = """
This program watches nine stretches that physical therapists give to people with sciatica. It
judges the form, counts the holds and repetitions per side, and says one thing at a time.

**It informs and counts; it does not diagnose.**

**Stop, and see a doctor or physical therapist** when symptoms are severe or last with little or no
improvement, or when pain goes on or gets worse. Pain that moves further down the leg while you
stretch is a sign to stop that stretch.

**Get help at once** for new numbness around the saddle, loss of bladder or bowel control, or sudden
weakness in a leg.

**Ask first** when you are pregnant or your symptoms are intense: stretching the hamstrings can
irritate the nerve further.

**Your picture stays here.** Live video is looked at in memory and not kept. A video that you give
for review is kept only while its report is open.

Where the camera cannot see something, the program says so: "unseen" is never a fault. The figures
come from one camera and are good to about 5–7°.
"""


def about_page() -> None:
    """The page."""
    st.title("About")
    st.markdown(TEXT)
