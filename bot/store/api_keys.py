"""Keys with which programs come in. Of a key's secret only the hash is kept."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from bot.model import Struct
from bot.secret import digest, new_id, new_secret
from bot.store.engine import Tx, one

Scope = Literal["touchpoints:write", "export:read", "surveys:link"]

PREFIX = "heard_"
"""Of every secret, so that tools which look for lost secrets in code know one."""

_COLUMNS = "id, name, scopes, created_at, created_by, used_at, ended_at"


class ApiKey(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: int
    created_by: str  # an agent
    used_at: int | None = None  # None: never; else within the last minute of its use
    ended_at: int | None = None  # None: it works


def create(tx: Tx, *, name: str, scopes: Sequence[Scope], by: str, at: int) -> tuple[ApiKey, str]:
    """The key, and its secret."""
    key = ApiKey(id=new_id("k"), name=name, scopes=tuple(scopes), created_at=at, created_by=by)
    secret = _secret()
    tx.execute(
        "INSERT INTO api_keys (id, hash, name, scopes, created_at, created_by)"
        " VALUES (:id, :hash, :name, :scopes, :at, :by)",
        {"id": key.id, "hash": digest(secret), "name": name, "scopes": _json(scopes), "at": at, "by": by},
    )
    return key, secret


def every(tx: Tx) -> list[ApiKey]:
    """Those that work first, then those that have ended; the newest first."""
    rows = tx.query(f"SELECT {_COLUMNS} FROM api_keys ORDER BY ended_at IS NOT NULL, created_at DESC, id")
    return [_key(row) for row in rows]


def get(tx: Tx, key: str) -> ApiKey | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM api_keys WHERE id = :id", {"id": key}))
    return _key(row) if row else None


def of_secret(tx: Tx, secret: str) -> ApiKey | None:
    """None: there is none, or it has ended."""
    row = one(
        tx.query(
            f"SELECT {_COLUMNS} FROM api_keys WHERE hash = :hash AND ended_at IS NULL",
            {"hash": digest(secret)},
        )
    )
    return _key(row) if row else None


def change(tx: Tx, key: str, *, name: str, scopes: Sequence[Scope]) -> None:
    tx.execute(
        "UPDATE api_keys SET name = :name, scopes = :scopes WHERE id = :id",
        {"id": key, "name": name, "scopes": _json(scopes)},
    )


def renew(tx: Tx, key: str) -> str:
    """Another secret for the same key, whose former one ends."""
    secret = _secret()
    tx.execute("UPDATE api_keys SET hash = :hash WHERE id = :id", {"id": key, "hash": digest(secret)})
    return secret


def used(tx: Tx, key: str, at: int) -> None:
    tx.execute("UPDATE api_keys SET used_at = :at WHERE id = :id", {"id": key, "at": at})


def end(tx: Tx, key: str, at: int) -> None:
    """For good."""
    tx.execute("UPDATE api_keys SET ended_at = :at WHERE id = :id AND ended_at IS NULL", {"id": key, "at": at})


def _secret() -> str:
    return PREFIX + new_secret()


def _json(scopes: Sequence[Scope]) -> str:
    return msgspec.json.encode(tuple(scopes)).decode()


def _key(row: dict[str, object]) -> ApiKey:
    scopes = msgspec.json.decode(str(row["scopes"]), type=tuple[Scope, ...])
    return msgspec.convert({**row, "scopes": scopes}, ApiKey)
