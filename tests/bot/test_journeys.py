"""Touchpoints, permissions and journeys over a real database, as contacts feel them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Sender
from bot.desk.reaching.journeys import Journeys
from bot.desk.reaching.touching import Refused, Taken, Touching
from bot.desk.thread import BY_BOT
from bot.errors import BadRequest, Conflict, Gone
from bot.journeys import definition
from bot.journeys.definition import Journey
from bot.journeys.identity import Identity, signature
from bot.journeys.touchpoint import Touchpoint, TouchpointError, read
from bot.model import ArticleReply, Channel, Notice, OwnerKind, RatingCard, Text
from bot.store import contacts, identities, journey_steps, journeys, permissions, settings
from tests.bot.conftest import Customer, Floor, floor_at
from tests.fakes.clock import Hands

HOUR_S = 3600
DAY_S = 24 * HOUR_S
NOON = 1_763_726_400_000  # 2025-11-21 12:00 UTC
SAID = {"allowed": True, "how": "checkbox at checkout", "at": NOON - 1000}

JOURNEY = {
    "id": "care",
    "name": "Care",
    "trigger": {"kind": "delivered"},
    "every_days": 0,
    "steps": [
        {
            "does": "articles", "after_h": 24, "keys": ["return-item", "return-gift"],
            "text": {"en": "Hello {name}! About {product|your order}:"},
        },
        {"does": "check_in", "after_h": 72, "text": {"en": "Does {product|it} work?"}},
        {"does": "text", "after_h": 240, "text": {"en": "We hope you like it, {name}."}},
    ],
}  # fmt: skip


@dataclass
class Care:
    """A floor with a journey that is switched on."""

    floor: Floor
    touching: Touching
    journeys: Journeys
    watched: set[str] = field(default_factory=set)
    told: int = 0

    @property
    def clock(self) -> Hands:
        return self.floor.clock

    async def use(self, table: dict[str, Any]) -> Journey:
        journey = definition.of_table(table)

        def work(tx: Any) -> None:
            journeys.put(tx, journey, None, self.clock())
            journeys.switch(tx, journey.id, on=True)

        await self.floor.shop.engine.write(work)
        return journey

    def touchpoint(self, **said: Any) -> Touchpoint:
        self.told += 1
        whole = {"id": f"order-{self.told}", "kind": "delivered", "customer": {"number": "4711", "name": "Maja"},
                 "at": self.clock(), "consent": SAID, **said}  # fmt: skip
        return read({name: value for name, value in whole.items() if value is not None}, self.clock())

    async def deliver(self, **said: Any) -> Taken:
        (taken,) = await self.touching.take("k_1", [self.touchpoint(**said)])
        assert isinstance(taken, Taken)
        return taken

    async def telegram(self, taken: Taken, chat: str = "77") -> Customer:
        """The customer of a touchpoint, who is on Telegram too."""
        await self.floor.shop.engine.write(lambda tx: contacts.give_address(tx, taken.contact, Channel.TELEGRAM, chat))
        return Customer(self.floor.shop, Sender(taken.contact, Channel.TELEGRAM))

    async def later(self, seconds: float) -> None:
        self.clock.turn(seconds)
        await self.journeys.do_due()

    async def steps(self, contact: str) -> list[tuple[int, str, str | None]]:
        found = await self.floor.shop.engine.read(lambda tx: journey_steps.of_contact(tx, contact))
        return sorted((it.step, it.state, it.reason) for it in found)

    async def permission(self, contact: str) -> bool | None:
        return await self.floor.shop.engine.read(lambda tx: permissions.allowed(tx, contact))


@pytest.fixture
async def care(tmp_path: Path) -> AsyncIterator[Care]:
    async with floor_at(tmp_path / "heard.sqlite", Hands(NOON)) as floor:
        watched: set[str] = set()
        made = Care(floor, Touching(floor.shop.ground), Journeys(floor.shop.ground, watched.__contains__), watched)
        await made.use(JOURNEY)
        yield made


# -- touchpoints --------------------------------------------------------------------------


async def test_the_same_touchpoint_again_gives_the_same_answer(care: Care) -> None:
    told = care.touchpoint()
    (first,) = await care.touching.take("k_1", [told])
    care.clock.turn(60)
    (again,) = await care.touching.take("k_1", [told])
    assert isinstance(first, Taken) and isinstance(again, Taken)
    assert (again.touchpoint, again.contact, again.repeated) == (first.touchpoint, first.contact, True)
    assert len(await care.steps(first.contact)) == 3
    other = care.touchpoint(id=told.id, product="Lamp")
    (refused,) = await care.touching.take("k_1", [other])
    assert isinstance(refused, Refused) and refused.code == "conflict"
    (elsewhere,) = await care.touching.take("k_2", [other])
    assert isinstance(elsewhere, Taken)


async def test_a_customer_is_one_contact_by_number_and_address(care: Care) -> None:
    bought = await care.deliver(customer={"number": "4711", "email": "Maja@Linden.example"})
    assert bought.new_contact
    by_mail = await care.deliver(customer={"email": "maja@linden.example"})
    by_id = await care.deliver(customer={"contact": bought.contact})
    assert by_mail.contact == by_id.contact == bought.contact
    other = await care.deliver(customer={"number": "12", "email": "maja@linden.example"})
    assert other.contact != bought.contact, "the address is of another customer"
    (lost,) = await care.touching.take("k_1", [care.touchpoint(customer={"contact": "c_unknown"})])
    assert isinstance(lost, Refused) and lost.field == "customer.contact"


async def test_who_was_known_by_address_gets_the_number(care: Care) -> None:
    first = await care.deliver(customer={"email": "maja@linden.example"})
    second = await care.deliver(customer={"number": "9", "email": "maja@linden.example"})
    third = await care.deliver(customer={"number": "9"})
    assert first.contact == second.contact == third.contact


async def test_a_rehearsed_touchpoint_is_not_written(care: Care) -> None:
    (looked,) = await care.touching.rehearse("k_1", [care.touchpoint()])
    assert isinstance(looked, Taken) and looked.new_contact
    assert await care.floor.shop.rows("SELECT * FROM touchpoints") == []


@pytest.mark.parametrize(
    ("changed", "at", "said"),
    [
        ({"customer": {}}, "customer", "number"),
        ({"customer": {"email": "nobody"}}, "customer.email", "email"),
        ({"at": "yesterday"}, "at", "2026-11-22T14:03:00+01:00"),
        ({"at": "2026-11-22T14:03:00"}, "at", "offset"),
        ({"at": 5}, "at", "2000"),
        ({"at": NOON + 400 * DAY_S * 1000}, "at", "ahead"),
        ({"kind": "  "}, "kind", "empty"),
        ({"id": ""}, "id", "length"),
        ({"facts": {str(n): n for n in range(21)}}, "facts", "length"),
        ({"facts": {"x": {"y": 1}}}, "facts", "object"),
        ({"consent": {"allowed": True, "how": "phone", "at": NOON + DAY_S * 1000}}, "consent.at", "future"),
        ({"consent": {"allowed": True}}, "consent", "how"),
        ({"colour": "red"}, "", "colour"),
    ],
)
def test_a_wrong_touchpoint_is_refused_in_plain_words(changed: dict[str, Any], at: str, said: str) -> None:
    whole = {"id": "1", "kind": "bought", "customer": {"number": "1"}, "at": NOON, **changed}
    with pytest.raises(TouchpointError) as refused:
        read(whole, NOON)
    assert refused.value.field == at
    assert said in str(refused.value)


# -- what follows -----------------------------------------------------------------------


async def test_a_journey_speaks_by_name_about_the_product(care: Care) -> None:
    maja = await care.telegram(await care.deliver(product="Linden lamp"))
    await care.later(DAY_S)
    hello, first, second = await maja.bodies()
    assert hello == Text(text="Hello Maja! About Linden lamp:")
    assert isinstance(first, ArticleReply) and isinstance(second, ArticleReply)
    assert [first.article, second.article] == ["return-item", "return-gift"]
    assert (first.offer, second.offer) == ((), ("stop",))
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.NOBODY, 0)
    sent = await care.floor.shop.rows("SELECT deed FROM outbox WHERE address = '77'")
    assert len(sent) == 3
    await care.later(2 * DAY_S)
    assert await maja.last() == Text(text="Does Linden lamp work?", offer=("works", "need_help", "stop"))


async def test_nothing_is_sent_without_a_yes(care: Care) -> None:
    taken = await care.deliver(consent=None)
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    assert await care.steps(taken.contact) == [
        (0, "skipped", "not_allowed"),
        (1, "planned", None),
        (2, "planned", None),
    ]
    with pytest.raises(LookupError):
        await maja.conversation()


async def test_a_yes_that_is_older_than_the_stop_does_not_count(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    await maja.ask("STOP")
    assert await care.permission(taken.contact) is False
    await care.deliver(kind="bought")
    assert await care.permission(taken.contact) is False
    care.clock.turn(60)
    await care.deliver(kind="bought", consent={"allowed": True, "how": "asked again", "at": care.clock()})
    assert await care.permission(taken.contact) is True


async def test_stop_ends_it_at_once_and_can_be_taken_back(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    await maja.ask("стоп")
    assert await maja.last() == Text(text="All right. We will not write to you unasked any more.", offer=("allow",))
    assert await care.steps(taken.contact) == [(0, "done", None), (1, "skipped", "stopped"), (2, "skipped", "stopped")]
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY, "no conversation begins by it"
    asked = (await maja.messages())[-1].seq
    await care.floor.desk.permit(maja.sender, True, "button", asked)
    assert [state for _, state, _ in await care.steps(taken.contact)] == ["done", "planned", "planned"]
    bodies = await maja.bodies()
    assert bodies[-2] == Text(text="All right. We will not write to you unasked any more.")
    await care.later(2 * DAY_S)
    assert (await maja.bodies())[-1] == Text(text="Does it work?", offer=("works", "need_help", "stop"))


async def test_the_button_below_a_message_stops_and_goes(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    article = (await maja.messages())[-1]
    await care.floor.desk.permit(maja.sender, False, "button", article.seq)
    changed = (await maja.messages())[-2].body
    assert isinstance(changed, ArticleReply) and changed.offer == ()
    assert await care.permission(taken.contact) is False


async def test_no_in_reply_to_news_stops_but_not_in_reply_to_a_question(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await maja.ask("ne")
    assert await care.permission(maja.sender.contact) is False


async def test_stop_said_to_a_person_is_kept_and_nobody_talks_over_them(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.floor.taken(maja)
    await maja.ask("stop")
    assert await maja.last() == Notice(code="stopped")
    assert await care.permission(maja.sender.contact) is False


async def test_who_never_allowed_anything_and_says_stop_is_answered_as_ever(care: Care) -> None:
    maja = await care.floor.customer()
    await maja.ask("unsubscribe")
    assert await care.permission(maja.sender.contact) is None
    assert await maja.last() != Text(text="All right. We will not write to you unasked any more.", offer=("allow",))


async def test_stop_in_reply_to_a_survey_out_of_a_talk_is_heard_from_anybody(care: Care) -> None:
    maja = await care.floor.customer()
    conversation = await maja.ask("where is my order")
    card = RatingCard(request="q_1", text="Still solved?", moment="later")
    await care.floor.shop.ground.within(conversation, lambda thread: thread.say(BY_BOT, card))
    await maja.ask("стоп")
    assert await care.permission(maja.sender.contact) is False


# -- whether all works ----------------------------------------------------------------------


async def checked_in(care: Care, **changed: Any) -> Customer:
    if changed:
        await care.use({**JOURNEY, "steps": [*JOURNEY["steps"][:1], {**JOURNEY["steps"][1], **changed}]})
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await care.later(2 * DAY_S)
    return maja


async def test_yes_is_good_to_hear(care: Care) -> None:
    maja = await checked_in(care)
    asked = (await maja.messages())[-1]
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, True)
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, True)
    assert (await maja.bodies())[-3:] == [
        Text(text="Does it work?"),
        Text(text="Yes, everything works"),
        Text(text="Glad to hear that. Write here any time you need us."),
    ]
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY
    with pytest.raises(BadRequest):
        await care.floor.desk.check_in(maja.sender, "tap2", asked.seq, False)


async def test_who_needs_help_gets_it_from_the_bot(care: Care) -> None:
    maja = await checked_in(care)
    asked = (await maja.messages())[-1]
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, False)
    last = await maja.last()
    assert isinstance(last, Text) and last.offer == ("person",)
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.BOT, 1)


async def test_who_needs_help_joins_the_line_where_the_journey_says_so(care: Care) -> None:
    maja = await checked_in(care, help="person")
    await care.floor.desk.check_in(maja.sender, "tap", (await maja.messages())[-1].seq, False)
    assert (await maja.conversation()).owner.kind is OwnerKind.LINE
    assert [row["reason"] for row in await care.floor.shop.rows("SELECT reason FROM escalations")] == ["check_in"]


@pytest.mark.parametrize(
    ("said", "owner"), [("yes", OwnerKind.NOBODY), ("ne", OwnerKind.BOT), ("where is my order", OwnerKind.BOT)]
)
async def test_words_answer_it_too(care: Care, said: str, owner: OwnerKind) -> None:
    maja = await checked_in(care)
    await maja.ask(said)
    assert (await maja.conversation()).owner.kind is owner
    assert await care.permission(maja.sender.contact) is True


# -- what speaks against it ------------------------------------------------------------------


async def test_what_was_returned_is_not_asked_about(care: Care) -> None:
    taken = await care.deliver(product="Lamp")
    await care.telegram(taken)
    await care.later(DAY_S)
    await care.deliver(kind="returned", product="Lamp")
    await care.later(2 * DAY_S)
    found = await care.floor.shop.rows("SELECT step, reason, detail FROM journey_steps WHERE state = 'skipped'")
    assert found == [{"step": 1, "reason": "unless", "detail": "returned"}]


async def test_a_busy_conversation_is_waited_for(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    conversation, fence = await care.floor.taken(maja)
    await care.later(DAY_S)
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.floor.desk.resolve(care.floor.ana, conversation, fence)
    await care.later(11 * 60)
    assert (await care.steps(maja.sender.contact))[0] == (0, "done", None)


async def test_nothing_is_sent_at_night_where_the_contact_is(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.floor.shop.engine.write(lambda tx: contacts.lives_in(tx, maja.sender.contact, "Asia/Vladivostok"))
    await care.later(DAY_S)  # 22:00 there
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.later(10 * HOUR_S)  # 8:00
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.later(HOUR_S)
    assert (await care.steps(maja.sender.contact))[0] == (0, "done", None)


async def test_a_journey_does_not_run_twice_in_its_days(care: Care) -> None:
    await care.use({**JOURNEY, "every_days": 30})
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await care.deliver(product="Kettle")
    await care.later(25 * HOUR_S)
    found = await care.floor.shop.rows("SELECT reason FROM journey_steps WHERE state = 'skipped'")
    assert found == [{"reason": "lately"}]
    assert len(await maja.bodies()) == 3


async def test_a_journey_that_is_switched_off_sends_nothing(care: Care) -> None:
    taken = await care.deliver()
    await care.telegram(taken)
    await care.floor.shop.engine.write(lambda tx: journeys.switch(tx, "care", on=False))
    await care.later(DAY_S)
    assert (await care.steps(taken.contact))[0] == (0, "skipped", "off")


async def test_a_step_goes_by_the_version_by_which_it_was_planned(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.use({**JOURNEY, "steps": [{"does": "text", "after_h": 24, "text": {"en": "Other words"}}]})
    await care.later(DAY_S)
    assert (await maja.bodies())[0] == Text(text="Hello Maja! About your order:")
    await care.deliver(product="Kettle")
    await care.later(DAY_S)
    assert await maja.last() == Text(text="Other words", offer=("stop",))


async def test_two_purchases_are_not_spoken_of_at_the_same_moment(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.deliver(product="Kettle", at=care.clock() + 1000)
    await care.later(DAY_S + 60)
    assert len(await maja.bodies()) == 3
    await care.later(6 * HOUR_S)
    assert len(await maja.bodies()) == 6


async def test_a_survey_is_planned_by_its_step(care: Care) -> None:
    await care.use({**JOURNEY, "steps": [{"does": "survey", "after_h": 1, "survey": "csat"}]})
    taken = await care.deliver()
    await care.telegram(taken)
    await care.later(HOUR_S)
    assert await care.steps(taken.contact) == [(0, "done", None)]
    found = await care.floor.shop.rows("SELECT survey, moment, contact FROM planned_askings")
    assert found == [{"survey": "csat", "moment": "touchpoint", "contact": taken.contact}]


async def test_a_step_that_finds_nothing_to_send_says_so(care: Care) -> None:
    await care.use({**JOURNEY, "steps": [{"does": "articles", "after_h": 1, "category": "none such"}]})
    taken = await care.deliver()
    await care.telegram(taken)
    await care.later(HOUR_S)
    assert await care.steps(taken.contact) == [(0, "skipped", "nothing")]


# -- on the website -------------------------------------------------------------------------


async def test_on_the_website_it_waits_for_the_next_visit(care: Care) -> None:
    taken = await care.deliver()
    maja = Customer(care.floor.shop, Sender(taken.contact, Channel.WIDGET))
    await care.floor.shop.engine.write(lambda tx: contacts.give_token(tx, taken.contact, care.clock()))
    await care.later(2 * DAY_S)
    with pytest.raises(LookupError):
        await maja.conversation()
    await care.journeys.visited(taken.contact)
    assert (await maja.bodies())[0] == Text(text="Hello Maja! About your order:")
    care.watched.add((await maja.conversation()).id)
    await care.later(DAY_S)
    assert await maja.last() == Text(text="Does it work?", offer=("works", "need_help", "stop"))


async def test_who_writes_first_after_us_begins_the_first_episode(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await maja.ask("where is my order")
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.BOT, 1)
    assert [row["number"] for row in await care.floor.shop.rows("SELECT number FROM episodes")] == [1]


async def test_who_never_comes_is_given_up(care: Care) -> None:
    taken = await care.deliver()
    await care.later(DAY_S)
    for _ in range(32):
        await care.later(DAY_S)
    assert (await care.steps(taken.contact))[0] == (0, "skipped", "unreachable")


# -- who it is -------------------------------------------------------------------------------

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


async def test_two_conversations_of_one_customer_stay_two_and_the_customers_goes_on(care: Care) -> None:
    home, phone = await care.floor.customer(), await care.floor.customer()
    await home.ask("where is my order")
    await signed_in(care, home.sender.contact, "4711")
    await phone.ask("how do I return an item")
    known = await signed_in(care, phone.sender.contact, "4711")
    assert known.contact == home.sender.contact
    assert known.token is not None
    assert len(await care.floor.shop.rows("SELECT id FROM conversations")) == 2


async def test_nobody_is_moved_while_a_person_talks_with_them(care: Care) -> None:
    home, phone = await care.floor.customer(), await care.floor.customer()
    await home.ask("where is my order")
    await signed_in(care, home.sender.contact, "4711")
    await care.floor.taken(phone)
    known = await signed_in(care, phone.sender.contact, "4711")
    assert (known.contact, known.token) == (phone.sender.contact, None)


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
