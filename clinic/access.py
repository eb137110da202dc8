"""Access: the rooms of data, for one asker. Pages reach data by it and by nothing else."""

from __future__ import annotations

from clinic.care import Care
from clinic.clock import Now, utc_now
from clinic.database import Database
from clinic.door import Door, NotAllowed
from clinic.erasing import Erasing
from clinic.home import local_person
from clinic.look_in import LookIns
from clinic.people import People
from clinic.prescriptions import Prescriptions
from clinic.relations import ANONYMOUS, Actor
from clinic.reviews import Reviews
from clinic.sessions import Sessions

__all__ = ["ANONYMOUS", "Access", "Actor", "NotAllowed", "access_at_home"]


class Access:
    """All that one asker may reach.

    Args:
        database: the open database.
        actor: who asks, as `Entrance.who` found out.
        now: the wall clock.
    """

    def __init__(self, database: Database, actor: Actor, now: Now = utc_now) -> None:
        door = Door(database, actor, now)
        self.actor = actor
        self.people = People(door)
        self.sessions = Sessions(door)
        self.prescriptions = Prescriptions(door)
        self.reviews = Reviews(door)
        self.care = Care(door)
        self.look_ins = LookIns(door)
        self.erasing = Erasing(door)

    @property
    def me(self) -> str:
        """The asker's own identifier.

        Raises:
            NotAllowed: nobody is signed in.
        """
        if self.actor.person_id is None:
            raise NotAllowed
        return self.actor.person_id


def access_at_home(database: Database, now: Now = utc_now) -> Access:
    """The access of the one local person, who needs no account."""
    return Access(database, Actor(local_person(database, now)), now)
