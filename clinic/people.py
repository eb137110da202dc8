"""The room of people: who they are, who is linked with whom, and who saw what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from clinic.audit import Entry, LoggedEntry
from clinic.door import OWN, OWN_OR_THERAPIST, Room, rule
from clinic.entrance import link_identity
from clinic.invitations import accept_for, make_invitation, plain_name
from clinic.other_site import OtherSite
from clinic.relations import Role, Subject, as_role, role_of
from clinic.tables.people import Account, Audit, Identity, Invitation, Link, Person, SignIn

INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Profile:
    """A person; `email` is None for those who come in by another site."""

    id: str
    role: Role
    name: str
    email: str | None


@dataclass(frozen=True)
class Linked:
    """A therapist and a patient; `ended_at` is None while the link stands."""

    id: str
    therapist_id: str
    therapist: str
    patient_id: str
    patient: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that was not used; its code is not known any more."""

    id: str
    name: str
    expires_at: datetime


@dataclass(frozen=True)
class KeptSignIn:
    """A sign-in; it ends by itself when it is not used."""

    began_at: datetime
    expires_at: datetime


class People(Room):
    """People and their links."""

    @rule(Subject.PERSON, OWN_OR_THERAPIST)
    def profile(self, transaction: Session, person_id: str) -> Profile:
        """Who somebody is."""
        person = transaction.get_one(Person, person_id)
        account = transaction.get(Account, person_id)
        email = None if account is None else account.email
        return Profile(person.id, as_role(person), person.name, email)

    @rule(Subject.PERSON, OWN, writes=True)
    def rename(self, transaction: Session, person_id: str, name: str) -> None:
        """Be called otherwise."""
        transaction.get_one(Person, person_id).name = plain_name(name)

    @rule(Subject.PERSON, OWN, writes=True, logged=True)
    def come_in_by(self, transaction: Session, person_id: str, site: OtherSite) -> None:
        """Be let in by another site's sign-in as well.

        The caller vouches that the other site's answer was checked.

        Raises:
            InvalidInvitation: somebody else comes in by it.
        """
        link_identity(transaction, person_id, site)

    @rule(Subject.PERSON, OWN)
    def ways_in(self, transaction: Session, person_id: str) -> tuple[OtherSite, ...]:
        """The other sites by which the person comes in."""
        rows = transaction.scalars(select(Identity).filter_by(person_id=person_id))
        return tuple(OtherSite(row.issuer, row.subject) for row in rows)

    @rule(Subject.PERSON, OWN)
    def sign_ins(self, transaction: Session, person_id: str) -> tuple[KeptSignIn, ...]:
        """Where the person is signed in, oldest first."""
        rows = transaction.scalars(
            select(SignIn).filter_by(person_id=person_id).order_by(SignIn.began_at)
        )
        return tuple(KeptSignIn(row.began_at, row.expires_at) for row in rows)

    @rule(Subject.PERSON, OWN, role="therapist", writes=True, logged=True)
    def invite(
        self,
        transaction: Session,
        therapist_id: str,
        name: str,
        lasts: timedelta = INVITATION_LASTS,
    ) -> str:
        """Invite a patient: a code to hand over, which is told here and never again."""
        return make_invitation(
            transaction, "patient", name, self._now(), lasts, inviter_id=therapist_id
        )

    @rule(Subject.PERSON, OWN, role="therapist")
    def invitations(self, transaction: Session, therapist_id: str) -> tuple[OpenInvitation, ...]:
        """The therapist's invitations that can still be used."""
        query = (
            select(Invitation)
            .filter_by(inviter_id=therapist_id, used_at=None)
            .where(Invitation.expires_at > self._now())
            .order_by(Invitation.created_at)
        )
        return tuple(OpenInvitation(i.id, i.name, i.expires_at) for i in transaction.scalars(query))

    @rule(Subject.INVITATION, OWN, role="therapist", writes=True, logged=True)
    def withdraw(self, transaction: Session, invitation_id: str) -> None:
        """Take an invitation back: its code is worth nothing any more."""
        transaction.execute(delete(Invitation).filter_by(id=invitation_id, used_at=None))

    @rule(Subject.PERSON, OWN, role="patient", writes=True, logged=True)
    def accept(self, transaction: Session, person_id: str, code: str) -> None:
        """Be linked with the therapist whose code this is.

        Raises:
            InvalidInvitation: it is wrong, used or expired.
        """
        accept_for(transaction, person_id, code, self._now())

    @rule(Subject.PERSON, OWN)
    def links(self, transaction: Session, person_id: str) -> tuple[Linked, ...]:
        """A person's links, as patient or as therapist, those that stand first."""
        mine = Link.therapist_id if _is_therapist(transaction, self) else Link.patient_id
        therapist, patient = aliased(Person), aliased(Person)
        query = (
            select(Link, therapist.name, patient.name)
            .join(therapist, therapist.id == Link.therapist_id)
            .join(patient, patient.id == Link.patient_id)
            .where(mine == person_id)
            .order_by(Link.ended_at.is_not(None), patient.name, Link.began_at)
        )
        return tuple(
            Linked(
                row.id, row.therapist_id, their, row.patient_id, name, row.began_at, row.ended_at
            )
            for row, their, name in transaction.execute(query)
        )

    @rule(Subject.LINK, OWN_OR_THERAPIST, writes=True, logged=True)
    def end_link(self, transaction: Session, link_id: str) -> None:
        """End a link: from now on the therapist sees nothing of the patient."""
        row = transaction.get_one(Link, link_id, with_for_update=True)
        if row.ended_at is None:
            row.ended_at, row.ended_by = self._now(), self._me

    @rule(Subject.PERSON, OWN)
    def log(
        self, transaction: Session, person_id: str, since: datetime | None = None
    ) -> tuple[LoggedEntry, ...]:
        """Who saw or changed what of this person's, and who was refused; newest first."""
        query = (
            select(Audit, Person.name)
            .outerjoin(Person, Person.id == Audit.actor_id)
            .where(Audit.person_id == person_id)
            .order_by(Audit.last_at.desc(), Audit.id.desc())
        )
        if since is not None:
            query = query.where(Audit.last_at >= since)
        return tuple(_logged(row, name) for row, name in transaction.execute(query))


def _is_therapist(transaction: Session, room: People) -> bool:
    return role_of(transaction, room._door.actor) == "therapist"


def _logged(row: Audit, name: str | None) -> LoggedEntry:
    entry = Entry(row.actor_id, row.person_id, row.action, row.target, row.allowed)
    return LoggedEntry(entry, name or "", row.at, row.last_at, row.times)
