"""The people who answer: their accounts, logins and invitations."""

from dataclasses import dataclass
from typing import Any

from bot.model import Agent, Role
from bot.secret import digest, new_id, new_secret
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Login:
    id: str
    device: str
    created_at: int
    seen_at: int


@dataclass(frozen=True, slots=True)
class Invitation:
    role: Role
    expires_at: int


_AGENT = "id, name, email, role, created_at, disabled_at, team"


def _agent(row: dict[str, Any]) -> Agent:
    return Agent(**{**row, "role": Role(row["role"])})


def create(tx: Tx, *, name: str, email: str, password_hash: str, role: Role, at: int) -> Agent | None:
    """None when the address has an account."""
    agent = Agent(id=new_id("a"), name=name, email=email.lower(), role=role, created_at=at)
    made = tx.execute(
        "INSERT INTO agents (id, name, email, password_hash, role, created_at)"
        " VALUES (:id, :name, :email, :password_hash, :role, :at) ON CONFLICT (email) DO NOTHING",
        {
            "id": agent.id,
            "name": name,
            "email": agent.email,
            "password_hash": password_hash,
            "role": role,
            "at": at,
        },
    )
    return agent if made.rowcount == 1 else None


def get(tx: Tx, agent: str) -> Agent | None:
    row = one(tx.query(f"SELECT {_AGENT} FROM agents WHERE id = :id", {"id": agent}))
    return _agent(row) if row else None


def everyone(tx: Tx) -> list[Agent]:
    return [_agent(row) for row in tx.query(f"SELECT {_AGENT} FROM agents ORDER BY created_at, id")]


def names(tx: Tx) -> dict[str, str]:
    """Of all that ever were, by id."""
    return {agent.id: agent.name for agent in everyone(tx)}


def credentials(tx: Tx, email: str) -> tuple[Agent, str] | None:
    """The account and its password hash."""
    row = one(tx.query(f"SELECT {_AGENT}, password_hash FROM agents WHERE email = :email", {"email": email.lower()}))
    if row is None:
        return None
    password_hash = row.pop("password_hash")
    return _agent(row), str(password_hash)


def managers(tx: Tx) -> int:
    """How many can still sign in."""
    row = tx.execute("SELECT COUNT(*) FROM agents WHERE role = 'manager' AND disabled_at IS NULL").fetchone()
    return int(row[0])


def change(tx: Tx, agent: str, *, role: Role, disabled_at: int | None, team: str) -> None:
    tx.execute(
        "UPDATE agents SET role = :role, disabled_at = :disabled_at, team = :team WHERE id = :id",
        {"id": agent, "role": role, "disabled_at": disabled_at, "team": team},
    )


def comments_read_at(tx: Tx, agent: str) -> int:
    """Until when (inclusive) they have read customers' comments; 0: never."""
    return int(tx.execute("SELECT comments_read_at FROM agents WHERE id = :id", {"id": agent}).fetchone()[0])


def read_comments(tx: Tx, agent: str, at: int) -> None:
    """Up to then; what was read later on another device stays read."""
    tx.execute(
        "UPDATE agents SET comments_read_at = :at WHERE id = :id AND comments_read_at < :at", {"id": agent, "at": at}
    )


# -- logins -------------------------------------------------------------------


def sign_in(tx: Tx, agent: str, device: str, at: int) -> str:
    """The secret that the browser keeps."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO logins (hash, id, agent, device, created_at, seen_at) VALUES (:hash, :id, :agent,"
        " :device, :at, :at)",
        {"hash": digest(secret), "id": new_id("l"), "agent": agent, "device": device[:200], "at": at},
    )
    return secret


def of_login(tx: Tx, secret: str, idle_since: int) -> tuple[Agent, str, int] | None:
    """The agent, the login's id and when it was seen.

    None when it was ended, the account disabled, or not seen since `idle_since`.
    """
    row = one(
        tx.query(
            "SELECT a.id, a.name, a.email, a.role, a.created_at, a.disabled_at, a.team, l.id AS login, l.seen_at"
            " FROM logins l"
            " JOIN agents a ON a.id = l.agent WHERE l.hash = :hash AND l.ended_at IS NULL AND l.seen_at > :idle_since"
            " AND a.disabled_at IS NULL",
            {"hash": digest(secret), "idle_since": idle_since},
        )
    )
    if row is None:
        return None
    login, seen_at = row.pop("login"), row.pop("seen_at")
    return _agent(row), str(login), int(seen_at)


def seen(tx: Tx, login: str, at: int) -> None:
    tx.execute("UPDATE logins SET seen_at = :at WHERE id = :id", {"id": login, "at": at})


def logins(tx: Tx, agent: str, idle_since: int) -> list[Login]:
    rows = tx.query(
        "SELECT id, device, created_at, seen_at FROM logins WHERE agent = :agent AND ended_at IS NULL AND"
        " seen_at > :idle_since"
        " ORDER BY seen_at DESC",
        {"agent": agent, "idle_since": idle_since},
    )
    return [Login(**row) for row in rows]


def end_login(tx: Tx, agent: str, login: str, at: int) -> bool:
    """False when the agent has no such login."""
    ended = tx.execute(
        "UPDATE logins SET ended_at = :at WHERE id = :id AND agent = :agent AND ended_at IS NULL",
        {"id": login, "agent": agent, "at": at},
    )
    return ended.rowcount == 1


def end_logins(tx: Tx, agent: str, at: int) -> None:
    tx.execute(
        "UPDATE logins SET ended_at = :at WHERE agent = :agent AND ended_at IS NULL",
        {"agent": agent, "at": at},
    )


# -- invitations ----------------------------------------------------------------


def invite(tx: Tx, role: Role, by: str | None, at: int, expires_at: int) -> str:
    """The link's secret. `by` None: the server itself, for the first manager."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO agent_invitations (hash, role, created_by, created_at, expires_at)"
        " VALUES (:hash, :role, :by, :at, :expires_at)",
        {"hash": digest(secret), "role": role, "by": by, "at": at, "expires_at": expires_at},
    )
    return secret


def withdraw_first_invitations(tx: Tx) -> None:
    tx.execute("DELETE FROM agent_invitations WHERE created_by IS NULL AND used_at IS NULL")


def invitation(tx: Tx, secret: str, now: int) -> Invitation | None:
    """None when it is used, expired or unknown."""
    row = one(
        tx.query(
            "SELECT role, expires_at FROM agent_invitations WHERE hash = :hash AND used_at IS NULL AND"
            " expires_at > :now",
            {"hash": digest(secret), "now": now},
        )
    )
    return Invitation(Role(row["role"]), row["expires_at"]) if row else None


def use_invitation(tx: Tx, secret: str, now: int) -> Role | None:
    row = tx.execute(
        "UPDATE agent_invitations SET used_at = :now WHERE hash = :hash AND used_at IS NULL AND expires_at >"
        " :now RETURNING role",
        {"hash": digest(secret), "now": now},
    ).fetchone()
    return Role(row[0]) if row else None
