"""What a therapist prescribes: which stretches, how, how often, and what to read out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from clinic.plan import Plan, PlannedStretch
from pose.types import Side
from stretches.targets import InvalidTargets, PatientTargets, targets_from_dict
from stretches.vocabulary import RepetitionDose, Stretch

Per = Literal["day", "week"]
MOST_TIMES = {"day": 6, "week": 14}
DAYS_A_WEEK = 7
LONGEST_NOTE = 500


class InvalidPrescription(Exception):
    """A prescription that cannot be used; the message says which part and why."""


@dataclass(frozen=True)
class PrescribedStretch:
    """One stretch of a prescription.

    Attributes:
        targets: the stretch, its changed targets and caps, hold and repetitions.
        sides: the sides in order; empty for a stretch without sides.
        note: read out before the stretch; empty for none.
    """

    targets: PatientTargets
    sides: tuple[Side, ...]
    note: str = ""

    def stretch(self) -> Stretch:
        """The stretch with this patient's targets."""
        return self.targets.apply()


@dataclass(frozen=True)
class Prescription:
    """What a patient is to do.

    Attributes:
        stretches: in order.
        times: sessions a day or a week.
        per: which of the two.
        note: read out before the session; empty for none.
    """

    stretches: tuple[PrescribedStretch, ...]
    times: int
    per: Per
    note: str = ""

    def plan(self) -> Plan:
        """The plan that a session under this prescription follows."""
        a_week = self.times * (DAYS_A_WEEK if self.per == "day" else 1)
        return Plan(tuple(_planned(item) for item in self.stretches), a_week, a_week)

    def check(self) -> None:
        """Refuse what cannot be done.

        Raises:
            InvalidPrescription: it says what and why.
        """
        if not self.stretches:
            raise InvalidPrescription("A prescription needs at least one stretch.")
        slugs = [item.targets.stretch for item in self.stretches]
        if len(set(slugs)) < len(slugs):
            raise InvalidPrescription("Each stretch can be prescribed once: set its repetitions.")
        if self.per not in MOST_TIMES:
            raise InvalidPrescription("Sessions are prescribed for a day or for a week.")
        if not 1 <= self.times <= MOST_TIMES[self.per]:
            raise InvalidPrescription(
                f"Prescribe 1 to {MOST_TIMES[self.per]} sessions a {self.per}, not {self.times}."
            )
        for item in self.stretches:
            _check_item(item)
        if max(len(note) for note in self.notes()) > LONGEST_NOTE:
            raise InvalidPrescription(f"A note can have {LONGEST_NOTE} letters: it is read out.")

    def notes(self) -> tuple[str, ...]:
        """All notes, the session's first."""
        return (self.note, *(item.note for item in self.stretches))

    def to_dict(self) -> dict[str, Any]:
        """The prescription as plain data."""
        return asdict(self)


def prescription_from_dict(data: dict[str, Any]) -> Prescription:
    """The prescription from plain data, as `Prescription.to_dict` makes it."""
    stretches = tuple(
        PrescribedStretch(targets_from_dict(item["targets"]), tuple(item["sides"]), item["note"])
        for item in data["stretches"]
    )
    return Prescription(stretches, data["times"], data["per"], data["note"])


@dataclass(frozen=True)
class KeptPrescription:
    """One version as it was kept.

    Attributes:
        author: the therapist's name; empty where they are gone.
    """

    version: int
    author: str
    created_at: datetime
    prescription: Prescription


def _planned(item: PrescribedStretch) -> PlannedStretch:
    dose = item.stretch().dose
    hold_s = None if isinstance(dose, RepetitionDose) else dose.seconds
    return PlannedStretch(item.targets.stretch, item.sides, hold_s, dose.reps)


def _check_item(item: PrescribedStretch) -> None:
    try:
        stretch = item.stretch()
    except InvalidTargets as error:
        raise InvalidPrescription(str(error)) from error
    if isinstance(stretch.dose, RepetitionDose):
        if item.sides:
            raise InvalidPrescription(f"{stretch.name} has no sides: leave them away.")
    elif not item.sides or len(set(item.sides)) < len(item.sides):
        raise InvalidPrescription(f"{stretch.name} needs a side: left, right or both, each once.")
    elif not set(item.sides) <= {"left", "right"}:
        raise InvalidPrescription(f"{stretch.name} has a left and a right side, no other.")
