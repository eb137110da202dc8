"""The room of prescriptions: every version stays as it was."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from clinic.door import OWN_OR_THERAPIST, THERAPIST, Room, rule
from clinic.prescription import KeptPrescription, Prescription, prescription_from_dict
from clinic.relations import Subject
from clinic.tables.people import Person
from clinic.tables.sessions import PrescriptionRow


class ChangedMeanwhile(Exception):
    """Somebody else prescribed while this was being written."""

    def __init__(self) -> None:
        super().__init__("The prescription was changed meanwhile: look at it, then change it.")


class Prescriptions(Room):
    """A patient's prescriptions."""

    @rule(Subject.PERSON, THERAPIST, writes=True)
    def prescribe(
        self,
        transaction: Session,
        patient_id: str,
        prescription: Prescription,
        based_on: int | None = None,
    ) -> int:
        """Keep a new version; its number.

        Args:
            transaction: from the door.
            patient_id: for whom.
            prescription: what they are to do from now on.
            based_on: the version that was changed, None to replace whatever there is.

        Raises:
            InvalidPrescription: it cannot be done.
            ChangedMeanwhile: there is a newer version than the one it is based on.
        """
        prescription.check()
        # Two therapists take turns: the second sees the first one's version. Rows that refer to the
        # patient already hold a key share lock on them, which this kind of lock does not wait for.
        turn = select(Person.id).filter_by(id=patient_id).with_for_update(key_share=True)
        transaction.execute(turn)
        newest = _newest(transaction, patient_id)
        version = 0 if newest is None else newest.version
        if based_on is not None and based_on != version:
            raise ChangedMeanwhile
        transaction.add(
            PrescriptionRow(
                patient_id=patient_id,
                version=version + 1,
                author_id=self._me,
                created_at=self._now(),
                content=prescription.to_dict(),
            )
        )
        return version + 1

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def current(self, transaction: Session, patient_id: str) -> KeptPrescription | None:
        """The newest version, None where nothing was prescribed."""
        versions = _versions(transaction, patient_id)
        return versions[-1] if versions else None

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def all(self, transaction: Session, patient_id: str) -> tuple[KeptPrescription, ...]:
        """All versions, oldest first."""
        return _versions(transaction, patient_id)


def _newest(transaction: Session, patient_id: str) -> PrescriptionRow | None:
    query = select(PrescriptionRow).filter_by(patient_id=patient_id)
    return transaction.scalar(query.order_by(PrescriptionRow.version.desc()).limit(1))


def _versions(transaction: Session, patient_id: str) -> tuple[KeptPrescription, ...]:
    author = aliased(Person)
    query = (
        select(PrescriptionRow, author.name)
        .outerjoin(author, author.id == PrescriptionRow.author_id)
        .where(PrescriptionRow.patient_id == patient_id)
        .order_by(PrescriptionRow.version)
    )
    return tuple(
        KeptPrescription(
            row.version, name or "", row.created_at, prescription_from_dict(row.content)
        )
        for row, name in transaction.execute(query)
    )
