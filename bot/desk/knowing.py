"""What is known of a contact beside their words: labels and attributes."""

from collections.abc import Callable, Iterable

import msgspec

from bot.desk.base import Ground
from bot.desk.thread import Touched
from bot.errors import BadRequest, NotFound
from bot.model import Traits
from bot.store import contacts, conversations
from bot.store.engine import Tx
from bot.surveys.hours import known_zone
from knowledge.article import ATTRIBUTE, LABEL_LENGTH

LABELS = 30
"""How many one contact can bear."""


class Knowing:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def arrives(self, contact: str, labels: Iterable[str]) -> None:
        """Takes the labels that the page around the widget gives; those that cannot be kept are passed over."""
        told = [label for label in map(_tidy, labels) if _is_label(label)]

        def add(known: Traits) -> Traits:
            every = dict.fromkeys((*known.labels, *told))
            return msgspec.structs.replace(known, labels=tuple(every)[:LABELS])

        await self._ground.commit(lambda tx: (None, self._change(tx, contact, add)))

    async def lives_in(self, contact: str, timezone: str) -> None:
        """By its IANA name; one that nobody knows is passed over."""

        def is_news(tx: Tx) -> bool:
            return contacts.timezone(tx, contact, "") != timezone and known_zone(timezone)

        if await self._ground.engine.read(is_news):
            await self._ground.engine.write(lambda tx: contacts.lives_in(tx, contact, timezone))

    async def label(self, conversation: str, label: str, value: bool) -> None:
        """`value` False takes it off. Raises BadRequest, NotFound."""
        label = _tidy(label)
        if not _is_label(label):
            raise BadRequest(f"A label is 1-{LABEL_LENGTH} characters without a comma.")

        def mark(known: Traits) -> Traits:
            others = tuple(each for each in known.labels if each != label)
            if value and len(others) >= LABELS:
                raise BadRequest(f"At most {LABELS} labels.")
            return msgspec.structs.replace(known, labels=(*others, label) if value else others)

        await self._of(conversation, mark)

    async def attribute(self, conversation: str, name: str, value: str | None) -> None:
        """`value` None forgets it. Raises BadRequest, NotFound."""
        value = _tidy(value) if value is not None else None
        if not ATTRIBUTE.fullmatch(name) or (value is not None and not _is_line(value)):
            raise BadRequest("An attribute has a name of a-z, digits, - and _, and a value of one line.")

        def mark(known: Traits) -> Traits:
            told: dict[str, str | None] = {**known.attributes, name: value}
            kept = {each: said for each, said in told.items() if said is not None}
            return msgspec.structs.replace(known, attributes=kept)

        await self._of(conversation, mark)

    async def _of(self, conversation: str, change: Callable[[Traits], Traits]) -> None:
        def work(tx: Tx) -> tuple[None, Touched | None]:
            standing = conversations.get(tx, conversation)
            if standing is None:
                raise NotFound("There is no such conversation.")
            return None, self._change(tx, standing.conversation.contact.id, change)

        await self._ground.commit(work)

    def _change(self, tx: Tx, contact: str, change: Callable[[Traits], Traits]) -> Touched | None:
        known = contacts.traits(tx, contact)
        after = change(known)
        if set(after.labels) == set(known.labels) and after.attributes == known.attributes:
            return None
        return Touched(contacts.know(tx, contact, after, self._ground.clock()), outgoing=False)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _is_label(text: str) -> bool:
    return _is_line(text) and "," not in text


def _is_line(text: str) -> bool:
    return 0 < len(text) <= LABEL_LENGTH and text.isprintable()
