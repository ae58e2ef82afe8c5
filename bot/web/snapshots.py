"""What a stream's reader starts from: the state that its events up to now have made, taken from the rows."""

from dataclasses import dataclass
from typing import Any

import msgspec

from bot.errors import Forbidden, NotFound
from bot.events import ARTICLES, LINE
from bot.model import Message
from bot.store import contacts, conversations, log, messages
from bot.store.engine import Tx

MESSAGES = 200
MOST_EVENTS = 500
QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class Snapshot:
    seq: int
    state: Any


def snapshot(tx: Tx, stream: str) -> Snapshot:
    """Raises NotFound."""
    kind, _, ident = stream.partition(":")
    seq = log.last_seq(tx, stream)
    if kind == "conversation":
        return Snapshot(seq, conversation(tx, ident))
    if kind == "inside":
        return Snapshot(
            seq,
            {
                "notes": messages.notes(tx, ident),
                "traits": contacts.traits_in(tx, ident),
                "ranked": _ranked(tx, stream),
            },
        )
    if stream == LINE:
        return Snapshot(seq, {"conversations": conversations.lines(tx)})
    if stream == ARTICLES:
        return Snapshot(seq, {})
    raise NotFound("There is no such stream.")


def _ranked(tx: Tx, stream: str) -> list[dict[str, Any]]:
    """What was found for the newest questions, oldest first, without the kind of their events."""
    found = [msgspec.json.decode(body) for body in log.newest(tx, stream, "ranked", QUESTIONS)]
    return [{name: value for name, value in ranked.items() if name != "kind"} for ranked in found]


def conversation(tx: Tx, ident: str) -> dict[str, Any]:
    standing = conversations.get(tx, ident)
    if standing is None:
        raise NotFound("There is no such conversation.")
    newest = messages.newest(tx, ident, MESSAGES)
    return {
        **msgspec.structs.asdict(standing.conversation),
        "messages": newest,
        "earlier": bool(newest) and has_earlier(tx, ident, newest[0]),
    }


def has_earlier(tx: Tx, ident: str, first: Message) -> bool:
    return bool(messages.newest(tx, ident, 1, first.seq))


def may_agent_read(stream: str) -> None:
    """Raises Forbidden."""
    kind, _, ident = stream.partition(":")
    if stream in (LINE, ARTICLES) or (kind in ("conversation", "inside") and ident):
        return
    raise Forbidden("This stream is not for you.")
