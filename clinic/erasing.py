"""The room of erasing: everything about a patient goes, from the tables and from the files."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.door import OWN, Room, rule
from clinic.relations import Subject
from clinic.tables.people import Account, FailedTries, Invitation, Link, Person
from clinic.tries import address_key


class Erasing(Room):
    """The end of a patient's data."""

    @rule(Subject.PERSON, OWN, role="patient", writes=True, erases=True)
    def erase(
        self, transaction: Session, person_id: str, delete_files: Callable[[str], None]
    ) -> None:
        """Erase a person and everything about them: it cannot be brought back.

        The files go first: where they cannot be deleted, nothing is erased, to be tried again.

        Args:
            transaction: from the door.
            person_id: who.
            delete_files: deletes all files of a person, as `FileStore.delete_all` does.
        """
        delete_files(person_id)
        erase_person(transaction, person_id)


def erase_person(transaction: Session, person_id: str) -> None:
    """Delete a person's row, with which all rows that belong to them go, and what names them."""
    person = transaction.get_one(Person, person_id)
    account = transaction.get(Account, person_id)
    if account is not None:
        transaction.execute(delete(FailedTries).filter_by(key=address_key(account.email)))
    therapists = select(Link.therapist_id).filter_by(patient_id=person_id)
    transaction.execute(
        delete(Invitation).where(
            Invitation.inviter_id.in_(therapists), Invitation.name == person.name
        )
    )
    transaction.execute(delete(Person).where(Person.id == person_id))
