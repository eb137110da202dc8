"""Know: what sciatica is, what stretching can and cannot do, when to stop and whom to see."""

import streamlit as st

from stretches.routine.pain import EXTREME, GET_HELP, NOT_A_DIAGNOSIS, RED_FLAGS, SEE_SOMEONE

FIRST = f"""
**{NOT_A_DIAGNOSIS}** It watches nine stretches that physical therapists give to people with
sciatica, counts them, and says one thing at a time.
"""

WHAT = """
The sciatic nerve is the thickest in the body, about as thick as a finger (2 cm). It gathers
from nerve roots low in the back (from the fourth lumbar to the second or third sacral), runs
through the buttock and down the back of the thigh, and divides just above the back of the knee
in two: the tibial nerve for the calf and the sole, the common fibular nerve for the shin. It
moves the muscles at the back of the thigh, part of the inner thigh, the calf, the shin and the
foot.

**Sciatica** is pain that travels along that road: from the back or the buttock, down the back
of the thigh, to the calf and as far as the heel or the foot. It can be a mild ache, a burning,
or a jolt like electricity; sometimes there is numbness or tingling. About four people in ten
meet it at some time in their lives.

**Where it comes from** differs, and so does what helps:

- tight muscles that irritate the nerve, above all the deep ones that turn the hip outward;
- pregnancy, through the change of posture;
- a slipped or ruptured disc that presses on a nerve root.
"""

CAN = """
Stretching the buttocks and the backs of the thighs **can** ease the discomfort of the day, make
flare-ups rarer, undo some of the hours of sitting, and, together with a stronger middle and
stronger buttocks, help you move.

It **cannot** treat every cause. Whether it helps depends on where the pain comes from, and the
best exercise depends on that too. In a nerve that is irritated, further is not better: a
stretch should feel like a stretch, never like the pain itself. That is why this program never
asks you to go deeper while your pain is up, or past a limit that your therapist has set.
"""

HOW = """
- **With pain now**: once or twice a day, three gentle stretches. **To keep it away**: three to
  five times a week.
- **In bed in the morning**: the supine figure four and the lying hamstring stretch. A mat or a
  rug on the floor is firmer and easier than a mattress.
- **With poor balance**: begin with the seated ones.
- Breathe, move slowly into and out of each stretch, and stop where it stretches.
"""

STOP = f"""
- **Stop the stretch** when the pain moves further down your leg, when it rises by two points or
  more, or when numbness or tingling is new.
- **Stop for the day** when pain while stretching is extreme ({EXTREME} of 10 or more here), and
  talk to a doctor.
- **Ask first** when you are pregnant or your symptoms are intense: stretching the hamstrings
  can irritate the nerve further.
- {SEE_SOMEONE}
"""

PROGRAM = """
**Your picture stays here.** Live video is looked at in memory and not kept. A video that you
give for review is kept only while its report is open. What is kept of a session (holds, pain,
what was said) lies on this machine, in your own data folder; on the page *History* you can take
it with you or delete it.

Where the camera cannot see something, the program says so: "unseen" is never a fault. Its
figures come from one camera and are good to about 5–7°.
"""


def know_page() -> None:
    """The page."""
    st.title("Know")
    with st.container(key="know"):
        _all_of_it()


def _all_of_it() -> None:
    st.markdown(FIRST)
    flags = "\n".join(f"- {flag}" for flag in RED_FLAGS)
    st.error(f"**{GET_HELP}** It is an emergency when there is:\n\n{flags}")
    for title, text in (
        ("What sciatica is", WHAT),
        ("What stretching can do, and what it cannot", CAN),
        ("How often, and which", HOW),
        ("When to stop, and when to see someone", STOP),
        ("This program and your data", PROGRAM),
    ):
        st.header(title)
        st.markdown(text)
    st.caption("Source of the advice on this page: physical therapist's guidance.")
