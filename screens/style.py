"""How the pages look: calm, large, and readable from the floor."""

import streamlit as st

CSS = """
<style>
.block-container { max-width: 1180px; padding-top: 4.2rem; padding-bottom: 3rem; }
.cue { font-size: clamp(1.75rem, 3.2vw, 2.5rem); line-height: 1.2; font-weight: 600;
       padding: .7rem 1rem; border-radius: .8rem; border-left: .5rem solid currentColor;
       min-height: 3.6rem; display: flex; align-items: center; margin-bottom: .8rem; }
.cue-afar { font-size: clamp(2.6rem, 4.6vw, 3.8rem); line-height: 1.12;
       min-height: calc(2.24em + 1.4rem); } /* two lines, so that the button below stands still */
.cue-good { color: light-dark(#1b6b45, #7fd6a8); background: rgba(46, 160, 103, .12); }
.cue-mend { color: light-dark(#8a4500, #ffb766); background: rgba(240, 150, 40, .16); }
.cue-quiet { color: inherit; background: rgba(128, 128, 128, .10); font-weight: 500; }
.count { display: flex; gap: 1.6rem; flex-wrap: wrap; margin: .2rem 0 .6rem 0; }
.count div { min-width: 5.5rem; }
.count b { display: block; font-size: 2.2rem; line-height: 1.1; font-weight: 650; }
.count span { opacity: .85; }
a:focus-visible, button:focus-visible, summary:focus-visible, [tabindex]:focus-visible,
label:has(input:focus-visible) { outline: 3px solid light-dark(#27704f, #45a67b) !important;
       outline-offset: 2px; border-radius: .4rem; }
[data-testid="stHeaderActionElements"] { display: none; }
kbd { color: inherit !important; opacity: 1 !important; }
@media (hover: none) and (pointer: coarse) { kbd { display: none !important; } }
figcaption { opacity: .85; font-size: .95rem; margin-top: .2rem; }
.card { display: flex; gap: .9rem; align-items: center; padding: .3rem 0; line-height: 1.35; }
.card img { width: 6.2rem; border-radius: .5rem; flex: none; }
.where { font-size: 1.1rem; line-height: 1.4; }
.where b { font-size: 2rem; line-height: 1.2; display: block; }
.hint { font-size: 1.2rem; line-height: 1.35; }
.steps img { width: 100%; max-width: 20rem; border-radius: .6rem; }
div.steps { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .4rem 1rem; }
.steps ol { margin: 0; padding-left: 1.4rem; line-height: 1.35; }
.steps li { margin: 0 0 .3rem 0; }
.steps li.now { font-weight: 700; }
.st-key-guided_stop button { min-height: 3.4rem; border: 3px solid; font-weight: 700;
       color: light-dark(#b3261e, #ff9a92); border-color: light-dark(#b3261e, #ff9a92);
       background: transparent; }
.st-key-guided_stop button p { font-size: 1.25rem; font-weight: 700; }
.st-key-guided_skip button, .st-key-guided_hurts button { min-height: 3.2rem; }
.st-key-guided_skip button, .st-key-guided_hurts button, .st-key-guided_worse button {
       border-color: light-dark(#767a82, #8f949c); }
.st-key-guided_worse [data-testid="stButtonGroup"] p, .st-key-guided_worse button p {
       font-size: 1.1rem; }
.st-key-guided_worse :is([class*="_places"], [data-testid="stButton"]) button {
       min-height: 2.75rem; }
.st-key-guided_skip button p, .st-key-guided_hurts button p { font-size: 1.1rem; }
.st-key-guided_same button, .st-key-guided_start button { min-height: 4rem; }
.st-key-guided_same button p, .st-key-guided_start button p { font-size: 1.25rem; }
[data-testid="stBaseButton-primary"]:enabled, [data-testid="stBaseButton-primary"]:enabled p {
       color: light-dark(#ffffff, #08130d); }
[data-testid="stBaseButton-primary"]:enabled:is(:hover, :active) {
       background: light-dark(#1b5039, #62be94); border-color: light-dark(#1b5039, #62be94); }
[data-testid="stCheckbox"] p { white-space: normal; overflow: visible; }
[data-testid="stCaptionContainer"] p { color: light-dark(#55585f, #b9bcc4); }
[data-testid="stCaptionContainer"] { opacity: 1; }
[data-testid="stButtonGroup"] [data-rac] { flex-wrap: wrap; row-gap: .35rem; }
[class*="_score"] button { min-height: 3.2rem; min-width: 3.2rem; }
[class*="_score"] button p { font-size: 1.1rem; }
.looked-at { padding: .5rem .8rem; border-radius: .6rem; font-weight: 650;
       color: light-dark(#8a1c12, #ffb4ab); background: rgba(214, 59, 48, .14);
       border-left: .5rem solid #d63b30; }
.looked-at.off { color: inherit; background: rgba(128, 128, 128, .12); border-color: #8a8f98; }
.inbox { line-height: 1.45; }
.inbox b { font-size: 1.15rem; }
.inbox .soft { opacity: .78; }
.need { display: inline-block; padding: .05rem .55rem; margin-right: .6rem; border-radius: .5rem;
       font-size: .85rem; font-weight: 650; border: 1.5px solid currentColor; }
.need-pain_up, .need-stopped { color: light-dark(#b3261e, #ff9a92); }
.need-poor_form, .need-nothing_done { color: light-dark(#8a5200, #ffb766); }
.need-waiting { color: light-dark(#2f5f94, #8fc0f2); }
[data-testid="stBaseButton-primaryFormSubmit"]:enabled p { color: light-dark(#ffffff, #08130d); }
.verdict { font-size: 1.25rem; line-height: 1.35; font-weight: 600; margin-bottom: .4rem; }
.st-key-review_video video { max-height: 20rem; background: #14181c; border-radius: .7rem; }
h2.desk { margin: 0; padding: 0; font-size: 1.5rem; }
h2.desk small { font-weight: 400; font-size: 1rem; opacity: .7; margin-left: .6rem; }
.st-key-whole_page { position: absolute; }
.st-key-know { max-width: 46rem; }
[data-testid="stMetricValue"] { font-size: 1.7rem; }
</style>
"""


RUNNING = """
<style>
header[data-testid="stHeader"] { display: none; }
.block-container { padding: 1rem clamp(1rem, 2.5vw, 3rem); max-width: 1500px; }
</style>
"""


def running_style() -> None:
    """Nothing but the session on the page while it runs."""
    st.html(RUNNING)


def apply_style() -> None:
    """Put the style on the page."""
    # Dialogs and menus lie outside of the app's own element, which alone knows its theme.
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"{CSS}<style>:root {{ color-scheme: {scheme}; }}</style>")


def cue_box(text: str, tone: str, from_afar: bool = False) -> None:
    """One sentence in large type; `tone` is good, mend or quiet."""
    size = " cue-afar" if from_afar else ""
    st.html(f'<div class="cue cue-{tone}{size}" role="status" aria-live="polite">{text}</div>')


def counts(figures: dict[str, str]) -> None:
    """A row of large figures with their names."""
    cells = "".join(
        f"<div><b>{value}</b><span>{name}</span></div>" for name, value in figures.items()
    )
    st.html(f'<div class="count">{cells}</div>')
