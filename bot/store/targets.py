"""Where alerts and digests go. A target's address is a secret: it comes in once, and leaves for Apprise alone.

It stands here as it is: whoever sends needs the whole of it, and a key beside the database, in the same folder and the
same backup, would hide it from nobody. The folder is its owner's alone; a copy of the database is to be kept as
passwords are.
"""

from dataclasses import dataclass, field

from bot.secret import new_id
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    name: str
    url: str = field(repr=False)
    service: str  # such as "Telegram"
    language: str
    created_at: int
    ended_at: int | None
    problem: str | None  # why the newest did not arrive; None: it did, or none was sent yet
    problem_at: int | None


_COLUMNS = ", ".join(Target.__slots__)


def add(tx: Tx, *, name: str, url: str, service: str, language: str, at: int) -> Target:
    ident = new_id("t")
    tx.execute(
        "INSERT INTO targets (id, name, url, service, language, created_at)"
        " VALUES (:id, :name, :url, :service, :language, :at)",
        {"id": ident, "name": name, "url": url, "service": service, "language": language, "at": at},
    )
    return Target(ident, name, url, service, language, at, None, None, None)


def get(tx: Tx, target: str) -> Target | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM targets WHERE id = :id", {"id": target}))
    return Target(**row) if row else None


def active(tx: Tx) -> list[Target]:
    """The oldest first."""
    found = tx.query(f"SELECT {_COLUMNS} FROM targets WHERE ended_at IS NULL ORDER BY created_at, id")
    return [Target(**row) for row in found]


def change(tx: Tx, target: str, *, name: str, language: str, url: str | None, service: str | None) -> None:
    """`url` None: the one that is there stays, and so does `service`."""
    tx.execute(
        "UPDATE targets SET name = :name, language = :language, url = COALESCE(:url, url),"
        " service = COALESCE(:service, service) WHERE id = :id",
        {"id": target, "name": name, "language": language, "url": url, "service": service},
    )


def end(tx: Tx, target: str, at: int | None) -> bool:
    """`at` None brings it back. False: there is none such."""
    ended = tx.execute("UPDATE targets SET ended_at = :at WHERE id = :id", {"id": target, "at": at})
    return ended.rowcount == 1


def trouble(tx: Tx, target: str, problem: str | None, at: int) -> None:
    """Since when stays with the first of several in a row; None: the newest has arrived."""
    tx.execute(
        "UPDATE targets SET problem = :problem,"
        " problem_at = CASE WHEN :problem IS NULL THEN NULL ELSE COALESCE(problem_at, :at) END WHERE id = :id",
        {"id": target, "problem": problem, "at": at},
    )
