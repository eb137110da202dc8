"""How each stretch ended"""

import sqlalchemy as sa
from alembic import op

import clinic.tables.base

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """How each stretch ended."""
    op.create_table(
        "stretch_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", clinic.tables.base.UtcTime(timezone=True), nullable=False),
        sa.Column("stretch", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_stretch_end_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stretch_end")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_stretch_end_session_id_number")),
    )
