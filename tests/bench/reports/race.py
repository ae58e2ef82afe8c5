"""Closes and taps that race each other through the desk: each episode asks once, each request holds one rating."""

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.desk import Sender
from bot.errors import HeardError
from bot.first_start import put_surveys
from bot.model import Channel, RatingCard
from bot.store import settings
from bot.store.engine import Tx
from bot.surveys.deciding import Customs
from tests.fakes.clock import Hands
from tests.fakes.shop import Shop, shop

CLOSES, TAPS = 4, 6
"""Of one episode, all at once."""
AT_ONCE = 25  # episodes


async def doubled(folder: Path, races: int) -> int:
    """Askings and ratings beyond the one of each episode, and cards beyond its one, after so many closes and taps."""
    clock = Hands()
    async with shop(folder / "race.sqlite", clock) as desk:
        await desk.engine.write(lambda tx: _prepared(tx, clock()))
        episodes = races // (CLOSES + TAPS)
        for begin in range(0, episodes, AT_ONCE):
            numbers = range(begin, min(begin + AT_ONCE, episodes))
            await asyncio.gather(*(_race(desk, clock, number) for number in numbers))
        return await _counted(desk, episodes)


def _prepared(tx: Tx, now: int) -> None:
    put_surveys(tx, now)
    settings.put(tx, "surveys", Customs(cap_n=1_000_000), None, now)


async def _race(desk: Shop, clock: Hands, number: int) -> None:
    sender = await desk.desk.sender(Channel.WIDGET, f"visitor-{number}", name=None, language="en")
    receipt = await desk.desk.receive(sender, "first", "Where is my order?")
    fence = await desk.desk.take(desk.agent, receipt.conversation)
    await asyncio.gather(*(_close(desk, sender, receipt.conversation, fence, n) for n in range(CLOSES)))
    request = next(
        it.body.request for it in await desk.messages(receipt.conversation) if isinstance(it.body, RatingCard)
    )
    await asyncio.gather(*(_tap(desk, sender, request, 1 + (number + n) % 5) for n in range(TAPS)))


async def _close(desk: Shop, sender: Sender, conversation: str, fence: int, n: int) -> None:
    """By the customer or the agent; the one who comes second is told so, or nothing happens."""
    with suppress(HeardError):
        if n % 2:
            await desk.desk.solved(sender)
        else:
            await desk.desk.resolve(desk.agent, conversation, fence)


async def _tap(desk: Shop, sender: Sender, request: str, value: int) -> None:
    await desk.desk.rate(sender, request, value)


async def _counted(desk: Shop, episodes: int) -> int:
    (asked,) = await desk.rows("SELECT COUNT(*) AS n FROM rating_requests WHERE moment = 'episode'")
    (given,) = await desk.rows("SELECT COUNT(*) AS n FROM ratings")
    (cards,) = await desk.rows('SELECT COUNT(*) AS n FROM messages WHERE message LIKE \'%"kind":"rating"%\'')
    if min(asked["n"], given["n"], cards["n"]) < episodes:
        raise RuntimeError(f"of {episodes} episodes {asked['n']} were asked about and {given['n']} rated")
    return sum(int(it["n"]) - episodes for it in (asked, given, cards))
