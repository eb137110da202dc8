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
from clinic.people import Profile
from clinic.relations import as_role
from clinic.tables.people import Account, Identity, Invitation, Link, Person, SignIn


class NoSuchPerson(Exception):
    """Nobody has this e-mail address or identifier."""


class Administration:
    """Inviting therapists, letting somebody in again, closing and erasing accounts.

    Somebody is named by their e-mail address, or by their identifier.

    Args:
        database: the open database.
        lasts: how long a code can be used.
        now: the wall clock.
    """

    def __init__(self, database: Database, lasts: timedelta, now: Now = utc_now) -> None:
        self._database = database
        self._lasts = lasts
        self._now = now

    def people(self) -> tuple[Profile, ...]:
        """Everybody with a way in, therapists first."""
        with self._database.writing() as transaction:
            self._log(transaction, None, "people")
            query = (
                select(Person, Account.email)
                .outerjoin(Account, Account.person_id == Person.id)
                .order_by(Person.role.desc(), Person.name)
            )
            rows = transaction.execute(query).all()
            return tuple(Profile(p.id, as_role(p), p.name, email) for p, email in rows)

    def invite_therapist(self, name: str) -> str:
        """A code with which a therapist makes their account."""
        with self._database.writing() as transaction:
            self._log(transaction, None, "invite therapist")
            return make_invitation(transaction, "therapist", name, self._now(), self._lasts)

    def new_sign_in(self, whom: str) -> str:
        """A code with which somebody sets a new password for the account they have.

        Raises:
            NoSuchPerson: nobody is called so.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, whom)
            self._log(transaction, person.id, "new sign-in")
            role, now = as_role(person), self._now()
            return make_invitation(
                transaction, role, person.name, now, self._lasts, person_id=person.id
            )

    def close(self, whom: str) -> str:
        """A therapist leaves: no way in and no links any more; what they wrote stays.

        Returns:
            Their name.

        Raises:
            NoSuchPerson: no therapist is called so.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, whom)
            if person.role != "therapist":
                raise NoSuchPerson(f"{whom} is a patient: erase them instead.")
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

    def erase(self, whom: str, store: FileStore) -> str:
        """Erase a patient and everything about them, at their request.

        Returns:
            Their name, which is then known no more.

        Raises:
            NoSuchPerson: no patient is called so.
            FileStoreUnavailable: their files could not be deleted; nothing was erased.
        """
        with self._database.writing() as transaction:
            person = _person(transaction, whom)
            if person.role != "patient":
                raise NoSuchPerson(f"{whom} is a therapist: close their account instead.")
            name = person.name
            store.delete_all(person.id)
            erase_person(transaction, person.id)
            self._log(transaction, None, "erase")
        self._database.scrub()
        return name

    def _log(self, transaction: Session, person_id: str | None, action: str) -> None:
        entry = Entry(None, person_id, f"Administration: {action}", "", True)
        log(transaction, entry, self._now(), gathers=False)


def _person(transaction: Session, whom: str) -> Person:
    """The person with this e-mail address, or this identifier."""
    query = select(Person).join(Account, Account.person_id == Person.id)
    by_address = transaction.scalar(query.where(Account.email == plain_email(whom)))
    person = by_address or transaction.get(Person, whom)
    if person is None:
        raise NoSuchPerson(f"There is nobody called {whom}: python -m clinic people lists all.")
    return person
