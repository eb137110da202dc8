"""What whoever runs the server does, from the command line: it needs no account, and is logged."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from clinic.audit import Entry, log
from clinic.clock import Now, utc_now
from clinic.database import Database
from clinic.entrance import plain_email
from clinic.erasing import erase_person
from clinic.files import FileStore
from clinic.invitations import make_invitation
from clinic.relations import as_role
from clinic.tables.people import Account, Identity, Invitation, Link, Person, SignIn


class NoSuchPerson(Exception):
    """Nobody has this e-mail address."""


class Administration:
    """Inviting therapists, letting somebody in again, closing and erasing accounts.

    Args:
        database: the open database.
        lasts: how long a code can be used.
        now: the wall clock.
    """

    def __init__(self, database: Database, lasts: timedelta, now: Now = utc_now) -> None:
        self._database = database
        self._lasts = lasts
        self._now = now

    def invite_therapist(self, name: str) -> str:
        """A code with which a therapist makes their account."""
        with self._database.writing() as transaction:
            self._log(transaction, None, "invite therapist")
            return make_invitation(transaction, "therapist", name, self._now(), self._lasts)

    def new_sign_in(self, email: str) -> str:
        """A code with which somebody sets a new password for the account they have.

        Raises:
            NoSuchPerson: nobody has this address.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, email)
            self._log(transaction, person.id, "new sign-in")
            role, now = as_role(person), self._now()
            return make_invitation(
                transaction, role, person.name, now, self._lasts, person_id=person.id
            )

    def close(self, email: str) -> str:
        """A therapist leaves: no way in and no links any more; what they wrote stays.

        Returns:
            Their name.

        Raises:
            NoSuchPerson: no therapist has this address.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, email)
            if person.role != "therapist":
                raise NoSuchPerson(f"{email} is a patient's address: erase them instead.")
            self._log(transaction, person.id, "close")
            for table in (Account, Identity, SignIn):
                transaction.execute(delete(table).filter_by(person_id=person.id))
            transaction.execute(delete(Invitation).filter_by(inviter_id=person.id, used_at=None))
            transaction.execute(
                update(Link)
                .where(Link.therapist_id == person.id, Link.ended_at.is_(None))
                .values(ended_at=self._now())
            )
            return person.name

    def erase(self, email: str, store: FileStore) -> str:
        """Erase a patient and everything about them, at their request.

        Returns:
            Their name, which is then known no more.

        Raises:
            NoSuchPerson: no patient has this address.
            FileStoreUnavailable: their files could not be deleted; nothing was erased.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, email)
            if person.role != "patient":
                raise NoSuchPerson(f"{email} is a therapist's address: close their account.")
            name = person.name
            store.delete_all(person.id)
            erase_person(transaction, person.id)
            self._log(transaction, None, "erase")
        self._database.scrub()
        return name

    def _log(self, transaction: Session, person_id: str | None, action: str) -> None:
        entry = Entry(None, person_id, f"Administration: {action}", "", True)
        log(transaction, entry, self._now(), gathers=False)


def _person(transaction: Session, email: str) -> Person:
    query = select(Person).join(Account, Account.person_id == Person.id)
    person = transaction.scalar(query.where(Account.email == plain_email(email)))
    if person is None:
        raise NoSuchPerson(f"Nobody here has the address {email}.")
    return person
