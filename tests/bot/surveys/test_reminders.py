"""The reminder of a card that nobody answers, and its deadline."""

import pytest

from bot.desk.surveys import surveying
from bot.errors import Conflict
from bot.model import Channel, Text
from bot.store import permissions, settings
from bot.surveys.deciding import Customs
from tests.bot.conftest import Floor
from tests.bot.surveys.conftest import DAY_S, ask_with, cards, made, solved, turn


async def test_who_left_telegram_is_reminded_once(floor: Floor) -> None:
    await ask_with(floor, made("csat", "episode", reminder_h=24))
    maja = await solved(floor, Channel.TELEGRAM)
    for _ in range(4):
        await turn(floor, DAY_S)
    reminders = [body for body in (await maja.bodies())[-3:] if isinstance(body, Text) and "One tap" in body.text]
    assert len(reminders) == 1


@pytest.mark.parametrize("why", ["rated", "wrote", "widget", "off", "stopped"])
async def test_nobody_is_reminded_in_vain(floor: Floor, why: str) -> None:
    await ask_with(floor, made("csat", "episode", reminder_h=24))
    maja = await solved(floor, Channel.WIDGET if why == "widget" else Channel.TELEGRAM)
    (card,) = await cards(maja)
    at = floor.clock()
    if why == "rated":
        await floor.desk.rate(maja.sender, card.request, 5)
    elif why == "wrote":
        await maja.ask("where is my order")
        await floor.desk.solved(maja.sender)
        await floor.shop.engine.write(
            lambda tx: tx.execute("UPDATE rating_requests SET remind_at = NULL WHERE occasion = 2")
        )
    elif why == "off":
        quiet = Customs(quiet_from_min=0, quiet_until_min=0, reminder=False)
        await floor.shop.engine.write(lambda tx: settings.put(tx, surveying.SETTINGS, quiet, None, 1))
    elif why == "stopped":
        await floor.shop.engine.write(
            lambda tx: permissions.say(tx, maja.sender.contact, allowed=False, how="stop", at=at)
        )
    before = len(await maja.bodies())
    await turn(floor, DAY_S)
    await turn(floor, DAY_S)
    assert len(await maja.bodies()) == before


async def test_after_the_deadline_the_card_is_closed(floor: Floor) -> None:
    await ask_with(floor, made("csat", "episode", deadline_h=48))
    maja = await solved(floor)
    (card,) = await cards(maja)
    await turn(floor, 2 * DAY_S - 1)
    assert not (await cards(maja))[0].closed
    await turn(floor, 1)
    assert (await cards(maja))[0].closed
    with pytest.raises(Conflict, match="no longer be changed"):
        await floor.desk.rate(maja.sender, card.request, 5)
    assert await floor.shop.rows("SELECT * FROM ratings") == []
