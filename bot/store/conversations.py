"""Conversations: who owns each, and how it stands."""

from collections.abc import Iterable
from typing import Any

import msgspec

from bot.model import Channel, Contact, Conversation, Owner, OwnerKind, Person, Summary
from bot.store.engine import Tx


class Standing(msgspec.Struct, frozen=True):
    """A conversation with what only the server needs to know of it."""

    conversation: Conversation
    excerpt: str
    unanswered_since: int | None
    misses: int  # questions in a row that nothing answered
    silence_due_at: int | None  # when the customer counts as having fallen silent
    reply_from: int | None = None  # the first of the messages that the bot owes one reply to
    reply_due_at: int | None = None  # when it owes it
    callback: bool = False  # the customer wants to be called, and no call has been started since


_SELECT = """
    SELECT v.id, v.channel, v.owner, v.agent, a.name AS agent_name, v.fence, v.episode, v.language, v.opened_at,
           v.last_at, v.excerpt, v.unanswered_since, v.misses, v.silence_due_at, v.reply_from,
           v.reply_due_at, v.callback, v.continues_in,
           c.id AS contact, c.name AS contact_name, c.language AS contact_language
    FROM conversations v JOIN contacts c ON c.id = v.contact LEFT JOIN agents a ON a.id = v.agent
"""
# Columns by place: this row is read for every message, and a dict a row is a third of its cost.


def _standing(row: Any) -> Standing:
    (ident, channel, owner, agent, agent_name, fence, episode, language, opened_at, last_at,
     excerpt, unanswered_since, misses, silence_due_at, reply_from, reply_due_at, callback,
     continues_in, contact, contact_name, contact_language) = row  # fmt: skip
    return Standing(
        Conversation(
            id=ident,
            contact=Contact(id=contact, name=contact_name, language=contact_language),
            channel=Channel(channel),
            owner=Owner(kind=OwnerKind(owner), agent=Person(id=agent, name=agent_name) if agent else None),
            fence=fence,
            episode=episode,
            language=language,
            opened_at=opened_at,
            last_at=last_at,
            continues_in=continues_in,
        ),
        excerpt,
        unanswered_since,
        misses,
        silence_due_at,
        reply_from,
        reply_due_at,
        bool(callback),
    )


def get(tx: Tx, conversation: str) -> Standing | None:
    row = tx.execute(_SELECT + "WHERE v.id = :id", {"id": conversation}).fetchone()
    return _standing(row) if row else None


def current(tx: Tx, conversation: str) -> Standing | None:
    """The conversation, or the one in which its customer goes on."""
    standing = get(tx, conversation)
    further = standing.conversation.continues_in if standing else None
    return get(tx, further) if further else standing


def former(tx: Tx, conversation: str, most: int = 10) -> list[str]:
    """Conversations whose customer goes on in this one, the `most` newest of them, newest first."""
    rows = tx.execute(
        "SELECT id FROM conversations WHERE continues_in = :id ORDER BY last_at DESC LIMIT :most",
        {"id": conversation, "most": most},
    ).fetchall()
    return [str(row[0]) for row in rows]


def go_on(tx: Tx, former: str, conversation: str) -> None:
    """What went on in `former` goes on in `conversation`."""
    tx.execute(
        "UPDATE conversations SET continues_in = :id WHERE continues_in = :former",
        {"id": conversation, "former": former},
    )


def of_contact(tx: Tx, contact: str, channel: Channel) -> Standing | None:
    """In which the contact goes on."""
    row = tx.execute(
        _SELECT + "WHERE v.contact = :contact AND v.channel = :channel AND v.continues_in IS NULL",
        {"contact": contact, "channel": channel},
    ).fetchone()
    return _standing(row) if row else None


def any_of(tx: Tx, contact: str) -> bool:
    """Whether the contact has one, on whichever channel."""
    row = tx.execute("SELECT 1 FROM conversations WHERE contact = :contact LIMIT 1", {"contact": contact}).fetchone()
    return row is not None


def create(tx: Tx, conversation: Conversation) -> Standing:
    standing = Standing(conversation, "", None, 0, None)
    tx.execute(
        "INSERT INTO conversations (id, contact, channel, owner, agent, fence, episode, language, opened_at, last_at,"
        " excerpt, unanswered_since, misses, silence_due_at) VALUES (:id, :contact, :channel, :owner, :agent, :fence,"
        " :episode, :language, :opened_at, :last_at, :excerpt, :unanswered_since, :misses, :silence_due_at)",
        {**_columns(standing), "contact": conversation.contact.id, "channel": conversation.channel},
    )
    return standing


def save(tx: Tx, before: Standing, after: Standing) -> bool:
    """Compare-and-set on owner and fence as they were in `before`; False when somebody else was first.

    Only what has changed is written: a column that an UPDATE names is sorted into its indexes anew.
    """
    was, now = _columns(before), _columns(after)
    names = [name for name in now if name == "fence" or now[name] != was[name]]
    changed = tx.execute(
        f"UPDATE conversations SET {', '.join(f'{name} = :{name}' for name in names)}"
        " WHERE id = :id AND owner = :owner_before AND fence = :fence_before",
        {**now, "owner_before": was["owner"], "fence_before": was["fence"]},
    )
    return changed.rowcount == 1


def _columns(standing: Standing) -> dict[str, Any]:
    it = standing.conversation
    return {
        "id": it.id,
        "owner": it.owner.kind,
        "agent": it.owner.agent.id if it.owner.agent else None,
        "fence": it.fence,
        "episode": it.episode,
        "language": it.language,
        "opened_at": it.opened_at,
        "last_at": it.last_at,
        "excerpt": standing.excerpt,
        "unanswered_since": standing.unanswered_since,
        "misses": standing.misses,
        "silence_due_at": standing.silence_due_at,
        "reply_from": standing.reply_from,
        "reply_due_at": standing.reply_due_at,
        "callback": int(standing.callback),
        "continues_in": it.continues_in,
    }


# -- lists ------------------------------------------------------------------


def summary(standing: Standing, waiting_since: int | None, reason: str | None) -> Summary:
    it = standing.conversation
    return Summary(
        id=it.id,
        contact=it.contact,
        channel=it.channel,
        owner=it.owner,
        fence=it.fence,
        episode=it.episode,
        last_at=it.last_at,
        waiting_since=waiting_since,
        reason=reason,
        excerpt=standing.excerpt,
        unanswered_since=standing.unanswered_since,
        callback=standing.callback,
        continues_in=it.continues_in,
    )


def _listed(tx: Tx, where: str, params: dict[str, Any]) -> list[Summary]:
    sql = (
        _SELECT.replace("FROM conversations v", ", e.queued_at, e.reason FROM conversations v")
        + "LEFT JOIN escalations e ON e.conversation = v.id AND e.state = 'queued' "
        + where
    )
    return [summary(_standing(row[:-2]), row[-2], row[-1]) for row in tx.execute(sql, params).fetchall()]


def lines(tx: Tx, ended: int = 50) -> list[Summary]:
    """What somebody or the bot owns, then the newest `ended` that are over."""
    over = "v.owner = 'nobody' AND v.continues_in IS NULL"
    return [
        *_listed(tx, "WHERE v.owner <> 'nobody' ORDER BY v.last_at DESC", {}),
        *_listed(tx, f"WHERE {over} ORDER BY v.last_at DESC LIMIT :ended", {"ended": ended}),
    ]


def search(
    tx: Tx,
    *,
    words: str = "",
    owner: OwnerKind | None = None,
    channel: Channel | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Summary]:
    """Newest first; `words` stand in a message or in the contact's name; `before` (exclusive) is a `last_at`."""
    clauses, params = ["1 = 1"], dict[str, Any](limit=limit)
    if words:
        pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        clauses.append(
            "(c.name LIKE :pattern ESCAPE '\\' OR EXISTS (SELECT 1 FROM messages m WHERE m.conversation = v.id"
            " AND m.words LIKE :pattern ESCAPE '\\'))"
        )
        params["pattern"] = pattern
    for column, value in (("owner", owner), ("channel", channel)):
        if value is not None:
            clauses.append(f"v.{column} = :{column}")
            params[column] = value
    if before is not None:
        clauses.append("v.last_at < :before")
        params["before"] = before
    return _listed(tx, f"WHERE {' AND '.join(clauses)} ORDER BY v.last_at DESC LIMIT :limit", params)


def fallen_silent(tx: Tx, now: int, limit: int = 100) -> list[str]:
    rows = tx.execute(
        "SELECT id FROM conversations WHERE silence_due_at <= :now ORDER BY silence_due_at LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [row[0] for row in rows]


def owing_reply(tx: Tx, now: int, limit: int = 100) -> list[str]:
    """Conversations in which the bot's reply is due, the longest due first."""
    rows = tx.execute(
        "SELECT id FROM conversations WHERE reply_due_at <= :now ORDER BY reply_due_at LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [row[0] for row in rows]


def next_reply_at(tx: Tx) -> int | None:
    """None: the bot owes none."""
    row = tx.execute("SELECT MIN(reply_due_at) FROM conversations WHERE reply_due_at IS NOT NULL", {}).fetchone()
    return int(row[0]) if row and row[0] is not None else None


def left_by(tx: Tx, present: Iterable[str], before: int) -> list[str]:
    """Conversations of agents who are not among `present`, whose customer has waited since before `before`."""
    rows = tx.execute(
        "SELECT id, agent FROM conversations WHERE owner = 'agent' AND unanswered_since < :before",
        {"before": before},
    ).fetchall()
    here = set(present)
    return [row[0] for row in rows if row[1] not in here]
