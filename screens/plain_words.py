"""Targets and corrections as a person reads them."""

from __future__ import annotations

from clinic.review import Override
from stretches.report import clock, words
from stretches.targets import PatientTargets

UNITS = {"deg": "°", "s": " s"}
CORRECTIONS = {
    "check wrong": "no fault",
    "rep counted": "one repetition more counts",
    "rep not counted": "one repetition does not count",
}


def unit_in_words(unit: str) -> str:
    """A target's unit behind its figure; distances are in lengths of the person's own body."""
    return UNITS.get(unit, f" {unit} lengths")


def target_in_words(target: str) -> str:
    """A target as a report writes it: `>= 160 deg` is `at least 160°`."""
    figure, _, unit = target.rpartition(" ")
    plain = figure.replace(">=", "at least").replace("<=", "at most")
    return f"{plain}{unit_in_words(unit)}"


def own_targets(targets: PatientTargets) -> str:
    """What a patient's targets change in a stretch; empty where it is nothing."""
    stretch = targets.apply()
    changed = [
        f"{words(name)} {target_in_words(stretch.check(name).target.describe())}"
        for name in targets.checks
    ]
    told = "; ".join(changed)
    return told[:1].upper() + told[1:]


def correction(override: Override) -> str:
    """A therapist's correction, such as `Knee straight, left, at 0:14: no fault`."""
    about = words(override.check) if override.check else ""
    at = "" if override.moment_s is None else f"at {clock(override.moment_s)}"
    where = ", ".join(part for part in (about, override.side, at) if part)
    note = f". {override.note}" if override.note else ""
    told = f"{where}: {CORRECTIONS[override.kind]}{note}" if where else CORRECTIONS[override.kind]
    return told[:1].upper() + told[1:]
