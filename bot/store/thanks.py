"""Thank-you codes, each given once, and who has been thanked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.engine import Tx
from bot.surveys.thanks import Kind


@dataclass(frozen=True, slots=True)
class Batch:
    """Codes that were loaded under one name."""

    name: str
    loaded_at: int
    valid_until: int | None  # exclusive; None: for ever
    codes: int
    given: int


@dataclass(frozen=True, slots=True)
class Thanked:
    at: int
    kind: Kind
    contact: str
    name: str | None
    code: str | None


def load(tx: Tx, batch: str, codes: Iterable[str], valid_until: int | None, at: int) -> int:
    """How many were not known before. `codes`: in the order in which they are to be given."""
    return sum(
        tx.execute(
            "INSERT INTO thank_you_codes (code, batch, loaded_at, valid_until, place)"
            " VALUES (:code, :batch, :at, :until, :place)"
            " ON CONFLICT (code) DO NOTHING",
            {"code": code, "batch": batch, "at": at, "until": valid_until, "place": place},
        ).rowcount
        for place, code in enumerate(codes)
    )


def batches(tx: Tx) -> list[Batch]:
    """The newest first."""
    rows = tx.execute(
        "SELECT batch, MIN(loaded_at), MAX(valid_until), COUNT(*), COUNT(given_at) FROM thank_you_codes"
        " GROUP BY batch ORDER BY MIN(loaded_at) DESC, batch"
    ).fetchall()
    return [Batch(*row) for row in rows]


def withdraw(tx: Tx, batch: str) -> int:
    """Those of the batch that nobody has yet are given to nobody; how many."""
    return int(
        tx.execute("DELETE FROM thank_you_codes WHERE batch = :batch AND given_at IS NULL", {"batch": batch}).rowcount
    )


def give(tx: Tx, contact: str, request: str, at: int) -> str | None:
    """The oldest that is free and valid, the first of its list; None where there is none."""
    row = tx.execute(
        "UPDATE thank_you_codes SET contact = :contact, request = :request, given_at = :at WHERE given_at IS NULL AND"
        " code = (SELECT code FROM thank_you_codes"
        " WHERE given_at IS NULL AND (valid_until IS NULL OR valid_until > :at)"
        " ORDER BY loaded_at, place, code LIMIT 1) RETURNING code",
        {"contact": contact, "request": request, "at": at},
    ).fetchone()
    return str(row[0]) if row else None


def note(tx: Tx, request: str, kind: Kind, contact: str, at: int) -> bool:
    """False: this request was thanked for with it before."""
    cursor = tx.execute(
        "INSERT INTO thank_yous (request, kind, contact, at) VALUES (:request, :kind, :contact, :at)"
        " ON CONFLICT (request, kind) DO NOTHING",
        {"request": request, "kind": kind, "contact": contact, "at": at},
    )
    return bool(cursor.rowcount == 1)


def of_request(tx: Tx, request: str) -> dict[Kind, str | None]:
    """With what the request was thanked for, and the code of it; None: of another kind."""
    rows = tx.execute(
        "SELECT y.kind, k.code FROM thank_yous y LEFT JOIN thank_you_codes k ON k.request = y.request"
        " AND y.kind = 'code' WHERE y.request = :request ORDER BY y.kind",
        {"request": request},
    ).fetchall()
    return dict(rows)


def had(tx: Tx, contact: str) -> dict[Kind, int]:
    """When the contact last got one, by kind."""
    rows = tx.execute(
        "SELECT kind, MAX(at) FROM thank_yous WHERE contact = :contact GROUP BY kind", {"contact": contact}
    ).fetchall()
    return dict(rows)


def given_since(tx: Tx, since: int) -> dict[Kind, int]:
    """To how many, by kind."""
    rows = tx.execute("SELECT kind, COUNT(*) FROM thank_yous WHERE at > :since GROUP BY kind", {"since": since})
    return dict(rows.fetchall())


def newest(tx: Tx, limit: int) -> list[Thanked]:
    rows = tx.execute(
        "SELECT y.at, y.kind, y.contact, c.name, k.code FROM thank_yous y LEFT JOIN contacts c ON c.id = y.contact"
        " LEFT JOIN thank_you_codes k ON k.request = y.request AND y.kind = 'code'"
        " ORDER BY y.at DESC, y.request, y.kind LIMIT :limit",
        {"limit": limit},
    ).fetchall()
    return [Thanked(*row) for row in rows]
