"""Pictures in a database that is handed in. They stay: conversations show answers of long ago."""

from __future__ import annotations

from .picture import Picture
from .tx import Tx, one


def put(tx: Tx, picture: Picture, at: int, author: str = "") -> None:
    """Once for all who bring the same bytes."""
    tx.execute(
        """
        INSERT INTO pictures (id, type, width, height, bytes, at, author)
        VALUES (:id, :type, :width, :height, :bytes, :at, :author) ON CONFLICT (id) DO NOTHING
        """,
        {
            "id": picture.id,
            "type": picture.type,
            "width": picture.width,
            "height": picture.height,
            "bytes": picture.data,
            "at": at,
            "author": author,
        },
    )


def has(tx: Tx, ident: str) -> bool:
    return one(tx.query("SELECT 1 AS one FROM pictures WHERE id = :id", {"id": ident})) is not None


def get(tx: Tx, ident: str) -> Picture | None:
    row = one(tx.query("SELECT bytes FROM pictures WHERE id = :id", {"id": ident}))
    return Picture(bytes(row["bytes"])) if row else None
