"""Prescribing: the whole prescription in the patient's file, or one stretch from a review."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from clinic.access import Access
from clinic.people import Profile
from clinic.prescription import (
    MOST_TIMES,
    InvalidPrescription,
    KeptPrescription,
    Per,
    PrescribedStretch,
    Prescription,
)
from clinic.prescriptions import ChangedMeanwhile
from pose.types import SIDES, Side
from screens.history_charts import name_of
from screens.patient.prescribed import how_often, plan_of
from screens.plain_words import own_targets, unit_in_words
from stretches.registry import STRETCHES, stretch_named
from stretches.report import words
from stretches.routine.plan import dose_in_words
from stretches.targets import InvalidTargets, PatientTargets, TargetChange
from stretches.vocabulary import RepetitionDose, Stretch

NAMES = {stretch.slug: stretch.name for stretch in STRETCHES}


def prescription_editor(access: Access, profile: Profile) -> None:
    """Write the whole prescription anew, from the current one."""
    kept = access.prescriptions.current(profile.id)
    version = 0 if kept is None else kept.version
    old = None if kept is None else kept.prescription
    items = {} if old is None else {i.targets.stretch: i for i in old.stretches}
    key = f"prescribe_{profile.id}_{version}"
    if kept is None:
        st.write("Nothing is prescribed yet.")
    else:
        st.caption(f"Version {version}, {kept.author}, {kept.created_at:%d %B %Y}.")
    slugs = st.multiselect(
        "Stretches, in order",
        list(NAMES),
        default=list(items),
        format_func=NAMES.__getitem__,
        key=f"{key}_stretches",
    )
    times, per = _how_often(old, key)
    note = st.text_area(
        "Read out before the session", "" if old is None else old.note, key=f"{key}_note"
    )
    stretches = []
    for slug in slugs:
        usual = items.get(slug) or usual_item(slug)
        with st.expander(_label(usual), expanded=slug not in items):
            stretches.append(stretch_fields(usual, f"{key}_{slug}"))
    if st.button("Prescribe", type="primary", key=f"{key}_prescribe"):
        new = Prescription(tuple(stretches), times, per, note.strip())
        if _prescribe(access, profile.id, new, version):
            st.rerun()
    _versions(access.prescriptions.all(profile.id))


def _label(item: PrescribedStretch) -> str:
    """A stretch with its dose and what is this patient's own."""
    (planned,) = plan_of(Prescription((item,), 1, "day"))
    own = own_targets(item.targets)
    return f"**{planned.stretch.name}**: {dose_in_words(planned)}" + (f". {own}" if own else "")


def _how_often(old: Prescription | None, key: str) -> tuple[int, Per]:
    left, right = st.columns(2)
    pers: list[Per] = ["day", "week"]
    per = right.segmented_control(
        "A day or a week", pers, default="day" if old is None else old.per, key=f"{key}_per"
    )
    chosen: Per = per or "day"
    usual = 1 if old is None else min(old.times, MOST_TIMES[chosen])
    times = left.number_input("Sessions", 1, MOST_TIMES[chosen], usual, key=f"{key}_times_{chosen}")
    return int(times), chosen


def usual_item(slug: str) -> PrescribedStretch:
    """A stretch as the handbook has it."""
    stretch = stretch_named(slug)
    sides = () if isinstance(stretch.dose, RepetitionDose) else SIDES
    return PrescribedStretch(PatientTargets(slug), sides)


def stretch_fields(item: PrescribedStretch, key: str) -> PrescribedStretch:
    """The fields of one stretch, filled in; what they say now."""
    stretch = stretch_named(item.targets.stretch)
    changed = item.stretch()
    left, middle, right = st.columns(3)
    reps = int(right.number_input("Repetitions", 1, 30, changed.dose.reps, key=f"{key}_reps"))
    hold_s, sides = None, item.sides
    if not isinstance(changed.dose, RepetitionDose):
        seconds = int(changed.dose.seconds)
        hold_s = float(middle.number_input("Seconds", 1, 600, seconds, key=f"{key}_seconds"))
        sides = _sides(left, item.sides, key)
    note = st.text_input("Read out before it", item.note, key=f"{key}_note")
    checks = _targets(stretch, changed, key)
    targets = PatientTargets(stretch.slug, checks, hold_s, reps)
    return PrescribedStretch(targets, sides, note.strip())


def _sides(column: Any, sides: tuple[Side, ...], key: str) -> tuple[Side, ...]:
    options: dict[str, tuple[Side, ...]] = {
        "Left first": ("left", "right"),
        "Right first": ("right", "left"),
        "Left only": ("left",),
        "Right only": ("right",),
    }
    usual = list(options.values()).index(sides) if sides in options.values() else 0
    chosen = column.selectbox("Sides", list(options), usual, key=f"{key}_sides")
    return options[chosen or "Left first"]


def _targets(stretch: Stretch, changed: Stretch, key: str) -> dict[str, TargetChange]:
    """A table of the targets; only what differs from the handbook is kept."""
    table = pd.DataFrame(
        [
            {
                "Check": words(check.name).capitalize(),
                "At least": check.target.low,
                "At most": check.target.high,
                "Unit": unit_in_words(check.target.unit).strip(),
            }
            for check in changed.checks
        ]
    ).astype({"At least": float, "At most": float})
    st.caption("Targets and caps: no further than the figure under *At most*.")
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["Check", "Unit"],
        width="stretch",
        key=f"{key}_targets",
    )
    changes = {}
    for check, row in zip(stretch.checks, edited.to_dict("records"), strict=True):
        low, high = _figure(row["At least"]), _figure(row["At most"])
        change = TargetChange(
            None if low == check.target.low else low, None if high == check.target.high else high
        )
        if change != TargetChange():
            changes[check.name] = change
    return changes


def _figure(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _prescribe(access: Access, patient_id: str, new: Prescription, version: int) -> bool:
    try:
        access.prescriptions.prescribe(patient_id, new, based_on=version)
    except (InvalidPrescription, InvalidTargets, ChangedMeanwhile) as error:
        st.error(str(error))
        return False
    st.toast("Prescribed: it counts from the next session on.")
    return True


@st.dialog("Adjust the prescription", width="large")
def adjust(access: Access, patient_id: str, slug: str) -> None:
    """Change one stretch of the prescription, or add it."""
    kept = access.prescriptions.current(patient_id)
    version = 0 if kept is None else kept.version
    old = Prescription((), 1, "day") if kept is None else kept.prescription
    known = {item.targets.stretch: item for item in old.stretches}
    st.subheader(name_of(slug))
    new_item = stretch_fields(known.get(slug) or usual_item(slug), f"adjust_{slug}_{version}")
    if st.button("Prescribe", type="primary", key="adjust_prescribe"):
        items = tuple((known | {slug: new_item}).values())
        new = Prescription(items, old.times, old.per, old.note)
        if _prescribe(access, patient_id, new, version):
            st.rerun()


def _versions(versions: tuple[KeptPrescription, ...]) -> None:
    if not versions:
        return
    with st.expander(f"All versions ({len(versions)})"):
        for kept in reversed(versions):
            st.markdown(f"**Version {kept.version}**, {kept.author}, {kept.created_at:%d %B %Y}")
            lines = [f"- {_label(item)}" for item in kept.prescription.stretches]
            lines += [f"\nRead out: {note}" for note in kept.prescription.notes() if note]
            st.markdown("\n".join([how_often(kept.prescription), "", *lines]))
