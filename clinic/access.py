"""Access: the rooms of data, for one asker."""

from __future__ import annotations

from clinic.database import Database
from clinic.door import ANONYMOUS, Actor, Door, NotAllowed
from clinic.home import local_person
from clinic.sessions import Sessions

__all__ = ["ANONYMOUS", "Access", "Actor", "NotAllowed"]


class Access:
    """All that one asker may reach.

    Args:
        database: the open database.
        actor: who asks.
    """

    def __init__(self, database: Database, actor: Actor) -> None:
        door = Door(database, actor)
        self.actor = actor
        self.sessions = Sessions(door)

    @property
    def me(self) -> str:
        """The asker's own identifier.

        Raises:
            NotAllowed: nobody is signed in.
        """
        if self.actor.person_id is None:
            raise NotAllowed
        return self.actor.person_id


def access_at_home(database: Database) -> Access:
    """The access of the one local person, who needs no account."""
    return Access(database, Actor(local_person(database)))
