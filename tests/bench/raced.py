"""Episodes that several close at once and many taps rate at once: each is asked about once, and rated once."""

import asyncio
from collections.abc import Awaitable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.desk import Sender
from bot.errors import HeardError
from bot.model import Channel, RatingCard
from bot.store import contacts
from bot.store.engine import Tx
from tests.bench.figure import Figure, say
from tests.fakes.clock import Hands
from tests.fakes.shop import Shop, shop

CONVERSATIONS, CLOSES, TAPS = 500, 4, 16
IN_FLIGHT = 200
DOUBLED = """
    SELECT (SELECT COUNT(*) - COUNT(DISTINCT subject || ' ' || occasion) FROM rating_requests)
        + (SELECT COUNT(*) - COUNT(DISTINCT request) FROM ratings)
        + (SELECT ABS(COUNT(*) - :conversations) FROM rating_requests)
        + (SELECT ABS(COUNT(*) - :conversations) FROM ratings) AS n
"""


async def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        clock = Hands()
        async with shop(Path(folder) / "heard.sqlite", clock) as made:
            doubled = await _race(made, clock)
    return [Figure("doubled_ratings", doubled, "ratings", CONVERSATIONS * (CLOSES + TAPS))]


async def _race(made: Shop, clock: Hands) -> int:
    """Requests and ratings that are there twice, or not at all."""
    random, at = Random(5), clock()

    def people(tx: Tx) -> list[Sender]:
        found = (contacts.create(tx, name=None, language="en", at=at) for _ in range(CONVERSATIONS))
        return [Sender(contact.id, Channel.WIDGET) for contact in found]

    senders = await made.engine.write(people)
    receipts = [await made.desk.receive(sender, "m1", "where is my order") for sender in senders]
    clock.turn(made.ground.config.bot.silence_s)
    ends: list[Awaitable[object]] = []
    for sender, receipt in zip(senders, receipts, strict=True):
        ends += [close for _ in range(CLOSES // 2) for close in _closes(made, sender, receipt.conversation)]
    random.shuffle(ends)
    say(f"{len(ends)} closes of {CONVERSATIONS} conversations")
    await _all(ends)
    taps: list[Awaitable[object]] = []
    for sender, receipt in zip(senders, receipts, strict=True):
        cards = [it.body for it in await made.messages(receipt.conversation) if isinstance(it.body, RatingCard)]
        taps += [made.desk.rate(sender, card.request, random.randint(1, 5)) for card in cards for _ in range(TAPS)]
    random.shuffle(taps)
    say(f"{len(taps)} taps")
    await _all(taps)
    ((n,),) = [tuple(row.values()) for row in await made.rows(DOUBLED, conversations=CONVERSATIONS)]
    return int(n)


def _closes(made: Shop, sender: Sender, conversation: str) -> Sequence[Awaitable[object]]:
    return made.desk.solved(sender), made.desk.fall_silent(conversation)


async def _all(deeds: Sequence[Awaitable[object]]) -> None:
    places = asyncio.Semaphore(IN_FLIGHT)

    async def one(deed: Awaitable[object]) -> None:
        async with places:
            try:
                await deed
            except HeardError as error:  # who comes too late may be told so
                say(error.message)

    await asyncio.gather(*map(one, deeds))
