"""Titles, and when and where photos were taken where the user knows better than their files.

What counts stands in ``photo``, so that every list and index goes by it; what the file says waits in the row
of the correction. Triggers exchange the two, whoever writes: an operation, its undoing, or a repair.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TABLES = {
    "corrected_time": (
        ("taken_at", sa.DateTime(), False),
        ("utc_offset_minutes", sa.Integer(), True),
        ("file_taken_at", sa.DateTime(), True),
        ("file_taken_at_source", sa.String(), True),
        ("file_utc_offset_minutes", sa.Integer(), True),
    ),
    "corrected_place": (
        *((name, sa.Double(), True) for name in ("latitude", "longitude", "altitude_m")),
        *((name, sa.String(), True) for name in ("city", "region", "country")),
        *((name, sa.Double(), True) for name in ("file_latitude", "file_longitude", "file_altitude_m")),
        *((name, sa.String(), True) for name in ("file_city", "file_region", "file_country")),
    ),
}
# What a column of the photo is while it is corrected.
CORRECTED = {
    "corrected_time": {
        "taken_at": "new.taken_at",
        "taken_at_source": "'user'",
        "utc_offset_minutes": "new.utc_offset_minutes",
    },
    "corrected_place": {
        name: f"new.{name}" for name in ("latitude", "longitude", "altitude_m", "city", "region", "country")
    },
}
# Where a photo has to have a value.
OTHERWISE = {"taken_at": "taken_at", "taken_at_source": "'file_modified'"}


def upgrade() -> None:
    op.add_column("photo", sa.Column("title", sa.String(), nullable=False, server_default=""))
    op.add_column("library", sa.Column("sidecar_id", sa.String(), nullable=False, server_default=""))
    library = sa.table("library", sa.column("sidecar_id"))
    op.execute(library.update().values(sidecar_id=uuid.uuid4().hex))
    for table, columns in TABLES.items():
        op.create_table(
            table,
            sa.Column("photo_id", sa.Integer(), nullable=False),
            *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in columns),
            sa.Column("keeps_file", sa.Boolean(), nullable=False, server_default="0"),
            sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("photo_id"),
        )
        _create_triggers(table, CORRECTED[table])


def _create_triggers(table: str, corrected: dict[str, str]) -> None:
    names = ", ".join(corrected)
    kept = ", ".join(f"file_{name}" for name in corrected)
    own = ", ".join(value[4:] for value in corrected.values() if value.startswith("new."))
    says = ", ".join(f"{name} = {value}" for name, value in corrected.items())
    file_says = ", ".join(
        # Of what the file said nothing may be left, after damage.
        f"{name} = coalesce(old.file_{name}, {OTHERWISE[name]})"
        if name in OTHERWISE
        else f"{name} = old.file_{name}"
        for name in corrected
    )
    op.execute(
        f"CREATE TRIGGER {table}_made AFTER INSERT ON {table} WHEN NOT new.keeps_file BEGIN"
        f" UPDATE {table} SET keeps_file = 1, ({kept}) = (SELECT {names} FROM photo WHERE id = new.photo_id)"
        " WHERE photo_id = new.photo_id;"
        f" UPDATE photo SET {says} WHERE id = new.photo_id; END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {own} ON {table} BEGIN"
        f" UPDATE photo SET {says} WHERE id = new.photo_id; END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_taken_back AFTER DELETE ON {table} WHEN old.keeps_file BEGIN"
        f" UPDATE photo SET {file_says} WHERE id = old.photo_id; END"
    )
