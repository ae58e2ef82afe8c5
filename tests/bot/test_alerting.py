"""Where facts are noted: ratings, contacts who come again, a line that grows long."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.alerts.rule import Repeated, Rule, Waiting
from bot.clock import HOUR_MS
from bot.desk import Sender
from bot.desk.alerting import LineWatch
from bot.first_start import load_alert_rules
from bot.model import Channel, Person
from bot.store import alert_rules, contacts, meta
from bot.store.engine import Tx
from tests.fakes.clock import Hands
from tests.fakes.shop import Shop, shop


@pytest.fixture
async def here(tmp_path: Path, clock: Hands) -> AsyncIterator[Shop]:
    async with shop(tmp_path / "heard.sqlite", clock) as made:
        yield made


async def rules(here: Shop, *rules: Rule) -> None:
    await here.engine.write(lambda tx: alert_rules.load(tx, rules))


async def customer(here: Shop) -> Sender:
    def work(tx: Tx) -> Sender:
        return Sender(contacts.create(tx, name="Maja", language="en", at=0).id, Channel.WIDGET)

    return await here.engine.write(work)


async def told(here: Shop) -> list[dict[str, Any]]:
    return await here.rows("SELECT rule, subject, contact, fact FROM alerts ORDER BY at")


async def test_a_customer_who_comes_again_and_again_is_noticed(here: Shop, clock: Hands) -> None:
    again = Rule(id="again", name="Again", on="episode", conditions=(Repeated(what="episodes", times=3, days=7),))
    await rules(here, again)
    sender = await customer(here)
    for number in range(4):
        await here.desk.receive(sender, f"m{number}", "where is my order")
        await here.desk.solved(sender)
        clock.turn(86_400)
        assert len(await told(here)) == max(0, number - 1)
    assert all(row["contact"] == sender.contact for row in await told(here))
    assert '"count":3,"days":7' in (await told(here))[0]["fact"]


async def test_an_agent_who_takes_an_ended_conversation_is_no_customer_who_comes_again(
    here: Shop, clock: Hands
) -> None:
    await rules(here, Rule(id="any", name="Any", on="episode"))
    sender = await customer(here)
    receipt = await here.desk.receive(sender, "m1", "where is my order")
    await here.desk.solved(sender)
    await here.desk.take(Person(id=here.agent.id, name="Ana"), receipt.conversation)
    assert await told(here) == []


async def test_a_long_line_is_told_once_an_hour(here: Shop, clock: Hands) -> None:
    await rules(here, Rule(id="line", name="Line", on="line", conditions=(Waiting(people=2),), to=("desk:everyone",)))
    watch = LineWatch(here.ground)
    first, second = await customer(here), await customer(here)
    await here.desk.receive(first, "m1", "where is my order")
    await here.desk.person(first)
    await watch.look()
    assert await told(here) == []
    await here.desk.receive(second, "m1", "where is my order")
    await here.desk.person(second)
    for _ in range(10):
        clock.turn(6)
        await watch.look()
    assert len(await told(here)) == 1
    (bell,) = await here.rows("SELECT agent, read_at FROM desk_alerts")
    assert bell == {"agent": here.agent.id, "read_at": None}
    clock.turn(HOUR_MS / 1000)
    await watch.look()
    assert len(await told(here)) == 2


async def test_an_older_database_gets_the_rules_that_are_new_and_none_that_was_removed(
    here: Shop, clock: Hands
) -> None:
    def as_before(tx: Tx) -> None:
        alert_rules.load(tx, [Rule(id="line", name="Line", on="line", conditions=(Waiting(people=2),))])
        meta.put(tx, "alert_rules", "loaded")

    async def ids() -> set[str]:
        return {kept.rule.id for kept in await here.engine.read(alert_rules.every)}

    await here.engine.write(as_before)
    await load_alert_rules(here.engine, clock, "en")
    assert await ids() == {"line", "call-moved", "call-cancelled", "call-soon"}
    await here.engine.write(lambda tx: alert_rules.remove(tx, "call-moved"))
    await load_alert_rules(here.engine, clock, "en")
    assert await ids() == {"line", "call-cancelled", "call-soon"}
