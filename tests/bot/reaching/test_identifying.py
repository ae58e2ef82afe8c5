"""The shop's customer, the browser and the Telegram chat are one contact."""

from typing import Any

import pytest

from bot.errors import Conflict, Gone
from bot.journeys.identity import Identity, signature
from bot.model import Channel
from bot.store import contacts, identities, settings
from tests.bot.reaching.conftest import DAY_S, NOON, Care

SECRET = "s" * 43


async def signed_in(care: Care, contact: str, number: str, at_s: int | None = None, secret: str = SECRET) -> Any:
    await care.floor.shop.engine.write(
        lambda tx: settings.put(tx, "identity", Identity(secret=SECRET, made_at=NOON), None, NOON)
    )
    at_s = care.clock() // 1000 if at_s is None else at_s
    return await care.floor.desk.identify(contact, number, at_s, signature(secret, number, at_s))


async def test_the_shops_customer_and_the_browser_are_one(care: Care) -> None:
    taken = await care.deliver()
    visitor = await care.floor.customer()
    conversation = await visitor.ask("where is my order")
    known = await signed_in(care, visitor.sender.contact, "4711")
    assert (known.contact, known.token) == (taken.contact, None)
    row = await care.floor.shop.rows("SELECT contact FROM conversations WHERE id = :id", id=conversation)
    assert row == [{"contact": taken.contact}]
    await care.floor.desk.receive(visitor.sender, "old tab", "and now?")
    assert len(await care.floor.shop.rows("SELECT id FROM conversations")) == 1, "an old page writes to the same thread"


async def test_only_a_fresh_signature_of_the_shop_counts(care: Care) -> None:
    await care.deliver()
    visitor = (await care.floor.customer()).sender.contact
    now_s = care.clock() // 1000
    assert await signed_in(care, visitor, "4711", secret="x" * 43) is None
    assert await signed_in(care, visitor, "4711", now_s - DAY_S - 1) is None
    assert await signed_in(care, visitor, "4711", now_s + 301) is None
    assert (await signed_in(care, visitor, "4711", now_s - DAY_S)) is not None


async def test_another_customer_on_the_same_browser_is_somebody_else(care: Care) -> None:
    visitor = (await care.floor.customer()).sender.contact
    first = await signed_in(care, visitor, "1")
    assert (first.contact, first.token) == (visitor, None)
    second = await signed_in(care, visitor, "2")
    assert second.contact != visitor
    assert second.token is not None
    again = await signed_in(care, visitor, "2")
    assert again.contact == second.contact


async def test_a_telegram_chat_joins_its_customer_by_a_link_once(care: Care) -> None:
    taken = await care.deliver()
    engine = care.floor.shop.engine
    secret = await engine.write(lambda tx: identities.link(tx, taken.contact, NOON, NOON + 1000))
    chat = await care.floor.desk.sender(Channel.TELEGRAM, "77", name="Maja", language="sl")
    joined = await care.floor.desk.open_link(chat, secret)
    assert joined.contact == taken.contact
    assert await engine.read(lambda tx: contacts.address(tx, taken.contact, Channel.TELEGRAM)) == "77"
    with pytest.raises(Gone):
        await care.floor.desk.open_link(chat, secret)
    late = await engine.write(lambda tx: identities.link(tx, taken.contact, NOON, NOON))
    with pytest.raises(Gone):
        await care.floor.desk.open_link(chat, late)
    fresh = await engine.write(lambda tx: identities.link(tx, taken.contact, NOON, NOON + 1000))
    other = await care.floor.desk.sender(Channel.TELEGRAM, "78", name=None, language=None)
    with pytest.raises(Conflict):
        await care.floor.desk.open_link(other, fresh)


async def test_every_table_that_names_a_contact_moves_with_them(care: Care) -> None:
    found = await care.floor.shop.rows(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'contact' AND m.type = 'table'"
    )
    assert {row["name"] for row in found} - {"permissions"} == set(identities.THEIRS)
