"""Conversations drawn for a supervisor's look, with the scores that they got."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from bot.model import Person, Struct
from bot.reviews.drawing import Candidate
from bot.reviews.form import Scores
from bot.secret import new_id
from bot.store.engine import Tx, one

State = Literal["waiting", "scored"]


class Review(Struct, frozen=True, kw_only=True, omit_defaults=False):
    id: str
    conversation: str
    episode: int
    agent: Person
    contact: str
    contact_name: str | None
    channel: str
    language: str
    resolved_at: int | None
    excerpt: str  # what the customer wrote first
    drawn_at: int
    seed: str
    reviewer: Person | None
    scores: Scores | None  # None: not scored yet
    remark: str | None
    scored_at: int | None
    seen_at: int | None  # by the agent
    skipped_at: int | None


_SELECT = """
    SELECT r.id, r.conversation, r.episode, r.agent, a.name AS agent_name, v.contact, c.name AS contact_name, v.channel,
        v.language, e.resolved_at, r.drawn_at, r.seed, r.reviewer, b.name AS reviewer_name, r.scores, r.remark,
        r.scored_at, r.seen_at, r.skipped_at,
        COALESCE((SELECT m.words FROM messages m WHERE m.conversation = r.conversation AND m.episode = r.episode
            AND m.author = 'contact' ORDER BY m.seq LIMIT 1), '') AS excerpt
    FROM reviews r JOIN conversations v ON v.id = r.conversation JOIN contacts c ON c.id = v.contact
    JOIN episodes e ON e.conversation = r.conversation AND e.number = r.episode
    JOIN agents a ON a.id = r.agent LEFT JOIN agents b ON b.id = r.reviewer
"""
_STATES: dict[State, str] = {
    "waiting": "r.scored_at IS NULL AND r.skipped_at IS NULL",
    "scored": "r.scored_at IS NOT NULL",
}
_decode = msgspec.json.Decoder(Scores).decode


def _review(row: dict[str, Any]) -> Review:
    agent, name = row.pop("agent"), row.pop("agent_name")
    reviewer, reviewer_name = row.pop("reviewer"), row.pop("reviewer_name")
    scores = row.pop("scores")
    return Review(
        **row,
        agent=Person(id=agent, name=name),
        reviewer=Person(id=reviewer, name=reviewer_name) if reviewer else None,
        scores=_decode(scores) if scores else None,
    )


def candidates(tx: Tx, since: int, until: int, agents: Sequence[str], but: str) -> list[Candidate]:
    """Episodes that ended from `since` (inclusive) to `until` (exclusive), UTC ms, were an agent's, and never drawn.

    `agents`: of these; none named: of all. `but`: whose are left out, for nobody reviews themselves.
    """
    named = {f"agent{place}": agent for place, agent in enumerate(agents)}
    of_these = f" AND e.agent IN ({', '.join(f':{name}' for name in named)})" if named else ""
    rows = tx.execute(
        "SELECT e.conversation, e.number, e.agent FROM episodes e WHERE e.agent IS NOT NULL AND e.agent <> :but"
        f" AND e.resolved_at >= :since AND e.resolved_at < :until{of_these}"
        " AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.conversation = e.conversation AND r.episode = e.number"
        " AND r.agent = e.agent)",
        {"since": since, "until": until, "but": but, **named},
    ).fetchall()
    return [Candidate(*row) for row in rows]


def add(tx: Tx, drawn: Iterable[Candidate], seed: str, by: str, at: int) -> None:
    for each in drawn:
        tx.execute(
            "INSERT INTO reviews (id, conversation, episode, agent, drawn_at, drawn_by, seed) VALUES"
            " (:id, :conversation, :episode, :agent, :at, :by, :seed)"
            " ON CONFLICT (conversation, episode, agent) DO NOTHING",
            {
                "id": new_id("w"),
                "conversation": each.conversation,
                "episode": each.episode,
                "agent": each.agent,
                "at": at,
                "by": by,
                "seed": seed,
            },
        )


def get(tx: Tx, review: str) -> Review | None:
    row = one(tx.query(_SELECT + " WHERE r.id = :id", {"id": review}))
    return _review(row) if row else None


def waiting(tx: Tx) -> list[Review]:
    """Drawn and not scored, the first drawn first."""
    return [_review(row) for row in tx.query(_SELECT + f" WHERE {_STATES['waiting']} ORDER BY r.drawn_at, r.id")]


def scored(tx: Tx, *, agent: str | None = None, before: int | None = None, limit: int) -> list[Review]:
    """The newest scored first; scored before `before` (exclusive, UTC ms)."""
    whose = " AND r.agent = :agent" if agent is not None else ""
    rows = tx.query(
        _SELECT + f" WHERE {_STATES['scored']}{whose} AND r.scored_at < :before ORDER BY r.scored_at DESC LIMIT :limit",
        {"before": before if before is not None else 2**62, "limit": limit, **({"agent": agent} if agent else {})},
    )
    return [_review(row) for row in rows]


def counts(tx: Tx) -> dict[State, int]:
    return {
        state: int(tx.execute(f"SELECT COUNT(*) FROM reviews r WHERE {where}").fetchone()[0])
        for state, where in _STATES.items()
    }


def score(tx: Tx, review: str, scores: Scores, remark: str, by: str, at: int) -> None:
    """Again replaces what was there; the agent has not seen it then."""
    tx.execute(
        "UPDATE reviews SET scores = :scores, remark = :remark, reviewer = :by, scored_at = :at, seen_at = NULL,"
        " skipped_at = NULL WHERE id = :id",
        {"id": review, "scores": msgspec.json.encode(scores).decode(), "remark": remark, "by": by, "at": at},
    )


def skip(tx: Tx, review: str, at: int | None) -> None:
    """None takes it in again."""
    tx.execute("UPDATE reviews SET skipped_at = :at WHERE id = :id", {"id": review, "at": at})


def saw(tx: Tx, review: str, at: int) -> None:
    """The first time counts."""
    tx.execute("UPDATE reviews SET seen_at = COALESCE(seen_at, :at) WHERE id = :id", {"id": review, "at": at})


def unseen(tx: Tx, agent: str) -> int:
    """How many of an agent's own are scored and not looked at yet."""
    row = tx.execute(
        "SELECT COUNT(*) FROM reviews WHERE agent = :agent AND scored_at IS NOT NULL AND seen_at IS NULL",
        {"agent": agent},
    ).fetchone()
    return int(row[0])
