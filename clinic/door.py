"""The only door to the data: who asks, whose data it is, and which rule lets them through.

A `Room` is a class whose public methods read or write data. Each carries a rule and gets its
transaction from the door, after the rule has been met; a room with a method that has none cannot
be defined. Whoever meets no rule is refused, and told no more than that. What somebody else than
the person sees or changes, and who was refused, goes into the audit log before anything is handed
out; so does what the person decides about who may see what.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from clinic.audit import Entry, log
from clinic.clock import Now, utc_now
from clinic.database import Database
from clinic.relations import Actor, Relation, Role, Subject, relation, role_of

P = ParamSpec("P")
R = TypeVar("R")
RoomT = TypeVar("RoomT", bound="Room")

OWN = (Relation.SELF,)
THERAPIST = (Relation.THERAPIST,)
OWN_OR_THERAPIST = (Relation.SELF, Relation.THERAPIST)


class NotAllowed(Exception):
    """The asker may not do this, or there is no such thing: the two are not told apart."""

    def __init__(self) -> None:
        super().__init__("There is nothing here that you may see: sign in, or go back.")


@dataclass(frozen=True)
class Rule:
    """Who may use a method.

    Attributes:
        subject: what its first argument identifies.
        who: the relations that are let through.
        role: the role that the asker must have; None for either.
        writes: whether it changes anything.
        logged: goes into the log even when the person does it with their own data.
        gathers: done again within minutes it is counted in the log, not listed again.
        erases: what it deletes is to be gone from the database's files as well.
    """

    subject: Subject
    who: frozenset[Relation]
    role: Role | None
    writes: bool
    logged: bool
    gathers: bool
    erases: bool

    def logs(self, how: Relation) -> bool:
        """Whether use by somebody in this relation goes into the log."""
        return how is not Relation.SELF or self.logged


@dataclass(frozen=True)
class Passed:
    """Somebody whom a rule let through to this person's data."""

    person_id: str
    how: Relation


class Door:
    """Lets an asker through to a database, by rule."""

    def __init__(self, database: Database, actor: Actor, now: Now = utc_now) -> None:
        self._database = database
        self.actor = actor
        self.now = now

    def pass_through(
        self, rule: Rule, action: str, identifier: str, inside: Callable[[Session], R]
    ) -> R:
        """Do what is inside, if the rule lets the asker through to it.

        Raises:
            NotAllowed: it does not.
        """
        opened = self._database.writing() if rule.writes else self._database.reading()
        try:
            with opened as transaction:
                passed = self._check(transaction, rule, identifier)
                logs = rule.logs(passed.how)
                if logs and rule.writes:
                    self.log(transaction, passed.person_id, action, identifier, rule.gathers)
                result = inside(transaction)
        except NotAllowed:
            self._log_apart(rule, action, identifier, allowed=False)
            raise
        if logs and not rule.writes:
            self._log_apart(rule, action, identifier, allowed=True)
        if rule.erases:
            self._database.scrub()
        return result

    def _check(self, transaction: Session, rule: Rule, identifier: str) -> Passed:
        person_id = rule.subject.person_of(transaction, identifier)
        if person_id is None:
            raise NotAllowed
        how = relation(transaction, self.actor, person_id)
        if how not in rule.who:
            raise NotAllowed
        if rule.role is not None and role_of(transaction, self.actor) != rule.role:
            raise NotAllowed
        return Passed(person_id, how)

    def log(
        self, transaction: Session, person_id: str, action: str, target: str, gathers: bool
    ) -> None:
        """Write into the audit log what the asker, who was let through, does."""
        entry = Entry(self.actor.person_id, person_id, action, target, True)
        log(transaction, entry, self.now(), gathers)

    def _log_apart(self, rule: Rule, action: str, identifier: str, allowed: bool) -> None:
        """Write into the audit log in a transaction of its own; what repeats is gathered."""
        with self._database.writing() as transaction:
            person_id = rule.subject.person_of(transaction, identifier)
            known = role_of(transaction, self.actor) is not None
            actor_id = self.actor.person_id if known else None
            # What there is not, or not any more, is not written down: erased means erased.
            target = "" if person_id is None else identifier
            entry = Entry(actor_id, person_id, action, target, allowed)
            log(transaction, entry, self.now(), gathers=True)


class Room:
    """Methods that reach data through the door, each by a rule of its own."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, member in vars(cls).items():
            if not name.startswith("_") and not hasattr(member, "rule"):
                raise TypeError(f"{cls.__name__}.{name} has no rule: nobody may use it.")

    @property
    def _me(self) -> str:
        """The asker, inside a method whose rule let them through."""
        assert self._door.actor.person_id is not None
        return self._door.actor.person_id

    def _now(self) -> datetime:
        return self._door.now()


def rule(
    subject: Subject,
    who: Iterable[Relation],
    *,
    role: Role | None = None,
    writes: bool = False,
    logged: bool = False,
    gathers: bool = False,
    erases: bool = False,
) -> Callable[
    [Callable[Concatenate[RoomT, Session, str, P], R]], Callable[Concatenate[RoomT, str, P], R]
]:
    """Let these through to a room's method, which is handed the transaction.

    The method's first argument identifies whose data it is; its callers give it by position.
    """
    gathers = gathers or not writes
    made = Rule(subject, frozenset(who), role, writes, logged, gathers, erases)

    def guard(
        method: Callable[Concatenate[RoomT, Session, str, P], R],
    ) -> Callable[Concatenate[RoomT, str, P], R]:
        action = method.__qualname__

        @functools.wraps(method)
        def guarded(self: RoomT, identifier: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
            def inside(transaction: Session) -> R:
                return method(self, transaction, identifier, *args, **kwargs)

            return self._door.pass_through(made, action, identifier, inside)

        guarded.rule = made  # type: ignore[attr-defined]
        return guarded

    return guard
