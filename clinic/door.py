"""The only door to the data: who asks, whose data it is, and which rule lets them through.

A `Room` is a class whose public methods read or write data. Each carries a rule and gets its
transaction from the door, after the rule has been met; a room with a method that has none cannot
be defined. Whoever meets no rule is refused, and told no more than that.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from clinic.database import Database
from clinic.tables.people import Person
from clinic.tables.sessions import KeptSessionRow

P = ParamSpec("P")
R = TypeVar("R")
RoomT = TypeVar("RoomT", bound="Room")


class NotAllowed(Exception):
    """The asker may not do this, or there is no such thing: the two are not told apart."""

    def __init__(self) -> None:
        super().__init__("There is nothing here that you may see: sign in, or go back.")


class Relation(Enum):
    """What the asker is to the person whose data it is."""

    SELF = "self"
    STRANGER = "stranger"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Actor:
    """Who asks; None is nobody in particular, somebody not signed in."""

    person_id: str | None


ANONYMOUS = Actor(None)


class Subject(Enum):
    """What the first argument of a method identifies; it leads to the person whose data it is."""

    PERSON = "person"
    SESSION = "session"

    def person_of(self, transaction: Session, identifier: str) -> str | None:
        """The person whose data this is, None where there is no such thing."""
        if self is Subject.PERSON:
            person = transaction.get(Person, identifier)
            return None if person is None else person.id
        session = transaction.get(KeptSessionRow, identifier)
        return None if session is None else session.person_id


@dataclass(frozen=True)
class Rule:
    """Who may use a method.

    Attributes:
        subject: what its first argument identifies.
        who: the relations that are let through.
        writes: whether it changes anything.
    """

    subject: Subject
    who: frozenset[Relation]
    writes: bool


class Door:
    """Lets an asker through to a database, by rule."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self._database = database
        self.actor = actor

    @contextmanager
    def passed(self, rule: Rule, identifier: str) -> Iterator[Session]:
        """A transaction for somebody whom the rule lets through.

        Raises:
            NotAllowed: it does not.
        """
        opened = self._database.writing() if rule.writes else self._database.reading()
        with opened as transaction:
            person_id = rule.subject.person_of(transaction, identifier)
            if person_id is None or self._relation(person_id) not in rule.who:
                raise NotAllowed
            yield transaction

    def _relation(self, person_id: str) -> Relation:
        if self.actor.person_id is None:
            return Relation.ANONYMOUS
        return Relation.SELF if self.actor.person_id == person_id else Relation.STRANGER


class Room:
    """Methods that reach data through the door, each by a rule of its own."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, member in vars(cls).items():
            if not name.startswith("_") and not hasattr(member, "rule"):
                raise TypeError(f"{cls.__name__}.{name} has no rule: nobody may use it.")


def rule(
    subject: Subject, who: Iterable[Relation], writes: bool = False
) -> Callable[
    [Callable[Concatenate[RoomT, Session, str, P], R]], Callable[Concatenate[RoomT, str, P], R]
]:
    """Let these through to a room's method, which is handed the transaction.

    The method's first argument identifies whose data it is; its callers give it by position.
    """
    made = Rule(subject, frozenset(who), writes)

    def guard(
        method: Callable[Concatenate[RoomT, Session, str, P], R],
    ) -> Callable[Concatenate[RoomT, str, P], R]:
        @functools.wraps(method)
        def guarded(self: RoomT, identifier: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with self._door.passed(made, identifier) as transaction:
                return method(self, transaction, identifier, *args, **kwargs)

        guarded.rule = made  # type: ignore[attr-defined]
        return guarded

    return guard
