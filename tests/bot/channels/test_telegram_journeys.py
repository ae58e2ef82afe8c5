"""What shops tell of their customers, on Telegram: a chat joins its customer, journeys speak, stop is one tap."""

from bot.desk.reaching.journeys import Journeys
from bot.desk.reaching.touching import Taken, Touching
from bot.journeys import definition
from bot.journeys.touchpoint import read
from bot.model import Channel
from bot.store import contacts, identities, journeys, permissions, settings
from bot.store.engine import Tx
from bot.surveys.deciding import Customs
from tests.bot.channels.conftest import Running
from tests.bot.channels.test_telegram import MAJA, said
from tests.fakes.bot_api import BotApi
from tests.fakes.shop import until

DAY_MS = 86_400_000
STOP = "No more of these messages"


async def delivered(chat: Running) -> tuple[str, str]:
    """A customer whose lamp came three days ago: the contact, and the secret of their link."""
    now = chat.shop.ground.clock()
    step = {"does": "check_in", "after_h": 72, "text": {"en": "Does {product|it} work, {name}?"}}
    journey = definition.of_table({"id": "care", "name": "Care", "trigger": {"kind": "delivered"}, "steps": [step]})
    told = read(
        {
            "id": "1", "kind": "delivered", "at": now - 3 * DAY_MS, "customer": {"number": "4711"},
            "product": "the lamp",
            "consent": {"allowed": True, "how": "checkbox", "at": now - 4 * DAY_MS},
        },
        now,
    )  # fmt: skip

    def prepare(tx: Tx) -> None:
        settings.put(tx, "surveys", Customs(quiet_from_min=0, quiet_until_min=0), None, now)
        journeys.put(tx, journey, None, now)
        journeys.switch(tx, "care", on=True)

    await chat.shop.engine.write(prepare)
    (taken,) = await Touching(chat.shop.ground).take("k_1", [told])
    assert isinstance(taken, Taken)
    link = await chat.shop.engine.write(lambda tx: identities.link(tx, taken.contact, now, now + DAY_MS))
    return taken.contact, link


async def test_a_chat_joins_its_customer_hears_and_stops(chat: Running, api: BotApi) -> None:
    contact, link = await delivered(chat)
    api.text(MAJA, f"/start {link}")
    await until(lambda: said(api, MAJA, "Hello! This is Linden."))
    assert await chat.shop.engine.read(lambda tx: contacts.address(tx, contact, Channel.TELEGRAM)) == str(MAJA)
    await Journeys(chat.shop.ground, lambda conversation: False).do_due()
    asked = await until(lambda: said(api, MAJA, "Does the lamp work"))
    assert asked.labels == ["👍 Yes, all works", "I need help", STOP]
    api.tap(MAJA, STOP)
    stopped = await until(lambda: said(api, MAJA, "We will not write to you unasked any more."))
    assert await chat.shop.engine.read(lambda tx: permissions.allowed(tx, contact)) is False
    await until(lambda: STOP not in asked.labels)
    api.tap(MAJA, "Write to me again")
    await until(lambda: said(api, MAJA, "Thank you. We will write to you"))
    await until(lambda: stopped.labels == [])


async def test_yes_all_works_is_one_tap(chat: Running, api: BotApi) -> None:
    _, link = await delivered(chat)
    api.text(MAJA, f"/start {link}")
    await until(lambda: said(api, MAJA, "Hello! This is Linden."))
    await Journeys(chat.shop.ground, lambda conversation: False).do_due()
    asked = await until(lambda: said(api, MAJA, "Does the lamp work"))
    api.tap(MAJA, "👍 Yes, all works")
    await until(lambda: said(api, MAJA, "Glad to hear that."))
    await until(lambda: asked.labels == [])


async def test_a_link_that_was_used_says_so(chat: Running, api: BotApi) -> None:
    _, link = await delivered(chat)
    api.text(MAJA, f"/start {link}")
    await until(lambda: said(api, MAJA, "Hello! This is Linden."))
    api.text(MAJA, f"/start {link}")
    await until(lambda: said(api, MAJA, "This link was used or has expired."))


async def test_the_command_messages_says_how_it_stands(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/messages")
    asked = await until(lambda: said(api, MAJA, "We do not write to you unasked."))
    assert asked.labels == ["Write to me about what I buy"]
    api.tap(MAJA, "Write to me about what I buy")
    await until(lambda: said(api, MAJA, "Thank you. We will write to you"))
