"""What a stream's reader starts from: the state that its events up to now have made, taken from the rows."""

from dataclasses import dataclass
from typing import Any

import msgspec

from bot.errors import Forbidden, NotFound
from bot.events import ARTICLES, CASES, FIGURES, LINE, agent_stream
from bot.model import Agent, Message, Role
from bot.store import cases, contacts, conversations, desk_alerts, log, messages
from bot.store.engine import Tx

MESSAGES = 200
MOST_EVENTS = 500
NEWEST = 100  # events of a kind


@dataclass(frozen=True, slots=True)
class Snapshot:
    seq: int
    state: Any


def snapshot(tx: Tx, stream: str, since: int = 0) -> Snapshot:
    """`since`: the seq of the first message of a conversation that its reader may see. Raises NotFound."""
    kind, _, ident = stream.partition(":")
    seq = log.last_seq(tx, stream)
    if kind == "conversation":
        return Snapshot(seq, conversation(tx, ident, since))
    if kind == "inside":
        return Snapshot(
            seq,
            {
                "notes": messages.notes(tx, ident),
                "traits": contacts.traits_in(tx, ident),
                "ranked": _newest(tx, stream, "ranked"),
                "listened": _newest(tx, stream, "listened"),
            },
        )
    if kind == "agent":
        return Snapshot(seq, {"alerts": desk_alerts.newest(tx, ident), "unread": desk_alerts.unread(tx, ident)})
    if stream == LINE:
        return Snapshot(seq, {"conversations": conversations.lines(tx)})
    if stream == CASES:
        return Snapshot(seq, {"cases": cases.every_open(tx)})
    if stream in (ARTICLES, FIGURES):
        return Snapshot(seq, {})
    raise NotFound("There is no such stream.")


def _newest(tx: Tx, stream: str, kind: str) -> list[dict[str, Any]]:
    """The newest events of a kind, oldest first, without the kind."""
    found = [msgspec.json.decode(body) for body in log.newest(tx, stream, kind, NEWEST)]
    return [{name: value for name, value in event.items() if name != "kind"} for event in found]


def conversation(tx: Tx, ident: str, since: int = 0) -> dict[str, Any]:
    """`since`: the seq of the first message that its reader may see."""
    standing = conversations.get(tx, ident)
    if standing is None:
        raise NotFound("There is no such conversation.")
    newest = [message for message in messages.newest(tx, ident, MESSAGES) if message.seq >= since]
    return {
        **msgspec.structs.asdict(standing.conversation),
        "messages": newest,
        "earlier": not since and bool(newest) and has_earlier(tx, ident, newest[0]),
        "former": [] if since else conversations.former(tx, ident),
    }


def has_earlier(tx: Tx, ident: str, first: Message) -> bool:
    return bool(messages.newest(tx, ident, 1, first.seq))


def may_agent_read(stream: str, agent: Agent) -> None:
    """Raises Forbidden."""
    kind, _, ident = stream.partition(":")
    if stream == FIGURES and agent.role is Role.MANAGER:
        return
    if stream in (LINE, ARTICLES, CASES, agent_stream(agent.id)) or (kind in ("conversation", "inside") and ident):
        return
    raise Forbidden("This stream is not for you.")
