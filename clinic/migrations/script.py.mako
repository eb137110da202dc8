"""${message}"""

import sqlalchemy as sa
from alembic import op

import clinic.tables.base

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """${message}."""
    ${upgrades if upgrades else "pass"}
