"""What happened to contacts elsewhere, each once by its sender's id of it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from bot.journeys.deciding import Happened
from bot.journeys.touchpoint import Fact, Touchpoint
from bot.model import Struct
from bot.secret import new_id
from bot.store.engine import Tx, one

CSV = "csv"
"""The sender of what managers upload; else it is the API key."""

_COLUMNS = "t.id, t.name, t.contact, t.kind, t.at, t.product, t.place, t.facts, t.received_at"


class Kept(Struct, frozen=True, kw_only=True):
    id: str
    name: str  # its sender's id of it
    contact: str
    kind: str
    at: int
    product: str | None = None
    place: str | None = None
    facts: dict[str, Fact] = msgspec.field(default_factory=dict)
    received_at: int

    @property
    def happened(self) -> Happened:
        return Happened(self.kind, self.at, self.product, self.place)


class Known(Struct, frozen=True, kw_only=True):
    """One that has come before."""

    id: str
    contact: str
    same: bool  # said the same


def known(tx: Tx, sender: str, it: Touchpoint) -> Known | None:
    """None: its id is new."""
    row = tx.execute(
        "SELECT id, contact, body_hash FROM touchpoints WHERE sender = :sender AND name = :name",
        {"sender": sender, "name": it.id},
    ).fetchone()
    return Known(id=row[0], contact=row[1], same=row[2] == it.body_hash) if row else None


def add(tx: Tx, sender: str, it: Touchpoint, contact: str, at: int) -> Kept:
    """Its id must be new."""
    kept = Kept(
        id=new_id("t"),
        name=it.id,
        contact=contact,
        kind=it.kind,
        at=it.at,
        product=it.product,
        place=it.place,
        facts=it.facts,
        received_at=at,
    )
    tx.execute(
        "INSERT INTO touchpoints (id, sender, name, body_hash, contact, kind, at, product, place, facts, received_at)"
        " VALUES (:id, :sender, :name, :body_hash, :contact, :kind, :at, :product, :place, :facts, :received_at)",
        {
            "id": kept.id,
            "sender": sender,
            "name": it.id,
            "body_hash": it.body_hash,
            "contact": contact,
            "kind": it.kind,
            "at": it.at,
            "product": it.product,
            "place": it.place,
            "facts": msgspec.json.encode(it.facts).decode(),
            "received_at": at,
        },
    )
    return kept


def get(tx: Tx, touchpoint: str) -> Kept | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM touchpoints t WHERE t.id = :id", {"id": touchpoint}))
    return _kept(row) if row else None


def of_contact(tx: Tx, contact: str, limit: int = 50) -> list[Kept]:
    """The newest first."""
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM touchpoints t WHERE t.contact = :contact ORDER BY t.at DESC, t.id LIMIT :limit",
        {"contact": contact, "limit": limit},
    )
    return [_kept(row) for row in rows]


def since(tx: Tx, contact: str, at: int) -> list[Happened]:
    """What has happened to the contact from `at` (inclusive) on, oldest first."""
    rows = tx.execute(
        "SELECT kind, at, product, place FROM touchpoints WHERE contact = :contact AND at >= :at ORDER BY at",
        {"contact": contact, "at": at},
    ).fetchall()
    return [Happened(*row) for row in rows]


class Found(Struct, frozen=True, kw_only=True):
    touchpoint: Kept
    name: str | None = None  # the contact's
    number: str | None = None
    email: str | None = None
    allowed: bool | None = None  # None: never said


def search(
    tx: Tx, *, words: str = "", kind: str | None = None, before: tuple[int, str] | None = None, limit: int = 50
) -> list[Found]:
    """Newest first; `words` stand in the product, the place, its sender's id, or in the contact's name, number or
    email address. `before` (exclusive): time and id of the last that was read.
    """
    clauses, params = ["1 = 1"], dict[str, Any](limit=limit)
    if words:
        params["pattern"] = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        texts = ("t.product", "t.place", "t.name", "c.name", "t.kind")
        clauses.append(
            f"({' OR '.join(f'LOWER({text}) LIKE LOWER(:pattern) ESCAPE {_BACKSLASH}' for text in texts)}"
            " OR EXISTS (SELECT 1 FROM addresses a WHERE a.contact = t.contact AND a.channel IN ('shop', 'email')"
            f" AND LOWER(a.external_id) LIKE LOWER(:pattern) ESCAPE {_BACKSLASH}))"
        )
    if kind:
        clauses.append("t.kind = :kind")
        params["kind"] = kind
    if before is not None:
        clauses.append("(t.at < :at OR t.at = :at AND t.id > :id)")
        params["at"], params["id"] = before
    rows = tx.query(
        f"SELECT {_COLUMNS}, c.name AS contact_name, n.external_id AS number, e.external_id AS email,"
        " (SELECT p.allowed FROM permissions p WHERE p.contact = t.contact ORDER BY p.at DESC LIMIT 1) AS allowed"
        " FROM touchpoints t JOIN contacts c ON c.id = t.contact"
        " LEFT JOIN addresses n ON n.contact = t.contact AND n.channel = 'shop'"
        " LEFT JOIN addresses e ON e.contact = t.contact AND e.channel = 'email'"
        f" WHERE {' AND '.join(clauses)} ORDER BY t.at DESC, t.id LIMIT :limit",
        params,
    )
    return [_found(row) for row in rows]


_BACKSLASH = "'\\'"


def _found(row: dict[str, Any]) -> Found:
    allowed = row.pop("allowed")
    return Found(
        name=row.pop("contact_name"),
        number=row.pop("number"),
        email=row.pop("email"),
        allowed=bool(allowed) if allowed is not None else None,
        touchpoint=_kept(row),
    )


def kinds(tx: Tx) -> list[str]:
    """That have come so far, by how often."""
    rows = tx.execute("SELECT kind FROM touchpoints GROUP BY kind ORDER BY COUNT(*) DESC, kind LIMIT 100").fetchall()
    return [str(row[0]) for row in rows]


def places(tx: Tx) -> list[str]:
    rows = tx.execute(
        "SELECT place FROM touchpoints WHERE place IS NOT NULL GROUP BY place ORDER BY COUNT(*) DESC, place LIMIT 100"
    ).fetchall()
    return [str(row[0]) for row in rows]


def between(tx: Tx, kind_in: Sequence[str], since_at: int, until_at: int, limit: int) -> list[Kept]:
    """Of these kinds, from `since_at` (inclusive) to `until_at` (exclusive), the newest `limit`, oldest first."""
    marks = ", ".join(f":kind{number}" for number in range(len(kind_in)))
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM touchpoints t WHERE t.kind IN ({marks}) AND t.at >= :since AND t.at < :until"
        " ORDER BY t.at DESC, t.id LIMIT :limit",
        {
            **{f"kind{number}": kind for number, kind in enumerate(kind_in)},
            "since": since_at,
            "until": until_at,
            "limit": limit,
        },
    )
    return [_kept(row) for row in rows][::-1]


def _kept(row: dict[str, Any]) -> Kept:
    facts = msgspec.json.decode(row["facts"], type=dict[str, Fact])
    return Kept(**{**row, "facts": facts})
