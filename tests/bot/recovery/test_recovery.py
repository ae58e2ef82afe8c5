"""Recovery on the real store: a low value opens one case, people work on it, time and the customer decide its end."""

import asyncio
from dataclasses import dataclass
from functools import partial

import pytest
from msgspec.structs import replace

from bot.desk.recovery import Recovery
from bot.desk.surveys import surveying
from bot.desk.surveys.due_surveys import DueSurveys
from bot.errors import BadRequest, Conflict, Taken
from bot.events import CASES
from bot.first_start import load_surveys
from bot.model import Notice, OwnerKind, Person, RatingCard, Text
from bot.recovery.case import Case, Outcome, Step
from bot.recovery.deeds import Actor, Diagnosis
from bot.recovery.settings import NAME, NOBODY, Cause, Settings
from bot.recovery.week import ALWAYS
from bot.store import cases, settings, surveys
from bot.store.engine import Tx
from bot.surveys.deciding import Occasion
from tests.bot.conftest import Customer, Floor

HOUR_S = 3600
CLOCKED = Settings(week=ALWAYS)
"""Every hour is one of work."""


@dataclass
class Ward:
    """A floor with surveys, on which cases are worked on."""

    floor: Floor
    recovery: Recovery
    ana: Actor  # a manager
    bor: Actor

    async def set(self, wanted: Settings) -> None:
        await self.floor.shop.engine.write(lambda tx: settings.put(tx, NAME, wanted, None, 0))

    async def every(self) -> list[Case]:
        rows = await self.floor.shop.rows("SELECT id FROM cases ORDER BY rowid")
        return [await self.case(row["id"]) for row in rows]

    async def case(self, ident: str) -> Case:
        kept = await self.floor.shop.engine.read(lambda tx: cases.get(tx, ident))
        assert kept is not None
        return kept.case

    async def history(self, case: Case) -> list[str]:
        return [moment.what for moment in await self.floor.shop.engine.read(lambda tx: cases.moments(tx, case.id))]

    async def rated(self, value: int, words: str | None = None, customer: Customer | None = None) -> Customer:
        """A customer whom Bor has helped, and who gives `value`."""
        customer = customer or await self.floor.customer()
        conversation, fence = await self.floor.taken(customer, self.bor.person)
        await self.floor.desk.resolve(self.bor.person, conversation, fence)
        await self.rate(customer, value, words)
        return customer

    async def rate(self, customer: Customer, value: int, words: str | None = None) -> None:
        """The newest card that asks."""
        card = [body for body in await customer.bodies() if isinstance(body, RatingCard)][-1]
        await self.floor.desk.rate(customer.sender, card.request, value, words)

    async def opened(self, value: int = 1, words: str | None = None) -> tuple[Customer, Case]:
        customer = await self.rated(value, words)
        return customer, (await self.every())[-1]

    async def resolved(self) -> tuple[Customer, Case]:
        """And closed: the customer is to be asked again."""
        customer, case = await self.opened()
        await self.recovery.claim(self.bor, case.id)
        await self.recovery.apologise(self.bor, case.id, "m_sorry", "We are sorry.")
        await self.recovery.resolve(self.bor, case.id, "Sent a new one.", end=True)
        return customer, await self.recovery.diagnose(self.bor, case.id, Diagnosis(cause="slow"))

    async def pass_time(self, hours: float) -> None:
        self.floor.clock.turn(hours * HOUR_S)
        await self.recovery.wake()
        await DueSurveys(self.floor.shop.ground).run()
        await self.recovery.wake()

    async def pass_days(self, days: int) -> None:
        """By day and by night: at night nobody is asked."""
        for _ in range(4 * days):
            await self.pass_time(6)


@pytest.fixture
async def ward(floor: Floor) -> Ward:
    await load_surveys(floor.shop.engine, floor.clock)
    made = Ward(floor, Recovery(floor.shop.ground), Actor(floor.ana, manager=True), Actor(floor.bor))
    await made.set(CLOCKED)
    return made


# -- opening -------------------------------------------------------------------------------


async def test_a_low_value_opens_one_case_for_who_had_the_conversation(ward: Ward) -> None:
    _, case = await ward.opened(1, "I waited for an hour.")
    assert (case.value, case.words, case.step) == (1, "I waited for an hour.", Step.HEAR)
    assert case.owner == case.agent == ward.bor.person
    assert case.due_at - case.opened_at == 8 * HOUR_S * 1000
    assert await ward.history(case) == ["opened"]


async def test_a_good_value_opens_none(ward: Ward) -> None:
    await ward.rated(3)
    assert await ward.every() == []


async def test_taps_replayed_and_raced_open_one(ward: Ward) -> None:
    customer = await ward.rated(1)
    await asyncio.gather(*(ward.rate(customer, value) for value in (1, 2, 1, 2, 1)))
    (case,) = await ward.every()
    assert [{"value": case.value}] == await ward.floor.shop.rows("SELECT value FROM ratings")  # whichever came last


async def test_words_that_come_later_are_told_to_those_who_watch(ward: Ward) -> None:
    customer, case = await ward.opened(1)
    heard: list[frozenset[str]] = []
    ward.floor.shop.ground.bus.listen(heard.append, lambda topic, news: None)
    await ward.rate(customer, 1, "It broke.")
    assert any(CASES in streams for streams in heard)
    assert (await ward.case(case.id)).words == "It broke."


async def test_a_value_raised_before_anybody_began_dismisses_it(ward: Ward) -> None:
    customer, case = await ward.opened(1)
    await ward.rate(customer, 5)
    case = await ward.case(case.id)
    assert (case.step, case.outcome) == (Step.CLOSED, Outcome.DISMISSED)
    await ward.rate(customer, 2)
    case = await ward.case(case.id)
    assert (case.step, case.round) == (Step.HEAR, 2)
    assert await ward.history(case) == ["opened", "value", "withdrawn", "value", "reopened"]


async def test_a_value_lowered_opens_it(ward: Ward) -> None:
    customer = await ward.rated(4)
    await ward.rate(customer, 2)
    assert [case.value for case in await ward.every()] == [2]


async def test_settings_say_when_and_for_whom(ward: Ward) -> None:
    await ward.set(Settings(owner=NOBODY))
    _, case = await ward.opened()
    assert case.owner is None
    await ward.set(Settings(owner=ward.ana.person.id))
    _, case = await ward.opened()
    assert case.owner == ward.ana.person
    await ward.set(Settings(on=False))
    await ward.rated(1)
    assert len(await ward.every()) == 2


async def test_who_has_left_gets_no_case(ward: Ward) -> None:
    await ward.floor.shop.engine.write(
        lambda tx: tx.execute("UPDATE agents SET disabled_at = 1 WHERE id = :id", {"id": ward.bor.person.id})
    )
    _, case = await ward.opened()
    assert case.owner is None


async def by_link(ward: Ward, contact: str, *, times: int = 1) -> list[str]:
    """Somebody rates by a link that a program has sent: 1 each time. The secrets."""
    shop, secrets = ward.floor.shop, []
    for number in range(times):
        it = Occasion(moment="link", subject=f"order-{number}", contact=contact)
        work = partial(surveying.link, config=shop.ground.config, it=it, now=ward.floor.clock())
        made = await shop.engine.write(work)
        secrets.append(made[1])
        await shop.desk.rate_by_link(made[1], 1)
    return secrets


async def test_a_rating_by_link_opens_one_where_the_customer_writes(ward: Ward) -> None:
    customer = await ward.rated(5)
    await by_link(ward, customer.sender.contact)
    (case,) = await ward.every()
    assert (case.conversation, case.channel) == ((await customer.conversation()).id, "widget")


async def test_who_has_never_written_is_written_to_in_a_new_thread(ward: Ward) -> None:
    customer = await ward.floor.customer(language="sl")
    await by_link(ward, customer.sender.contact, times=2)
    first, second = await ward.every()
    assert first.conversation == second.conversation == (await customer.conversation()).id
    await ward.recovery.claim(ward.bor, first.id)
    await ward.recovery.apologise(ward.bor, first.id, "m_1", "Žal nam je.")
    assert await customer.last() == Text(text="Žal nam je.")


async def test_who_is_not_known_cannot_be_won_back(ward: Ward) -> None:
    await by_link(ward, "")
    assert await ward.every() == []


# -- people --------------------------------------------------------------------------------


async def test_of_two_who_claim_one_wins_and_the_other_is_told_who(ward: Ward) -> None:
    await ward.set(Settings(owner=NOBODY))
    _, case = await ward.opened()
    cene = Actor(Person(id=ward.ana.person.id, name="Ana"))
    results = await asyncio.gather(
        ward.recovery.claim(ward.bor, case.id), ward.recovery.claim(cene, case.id), return_exceptions=True
    )
    (lost,) = [each for each in results if isinstance(each, Taken)]
    (won,) = [each for each in results if isinstance(each, Case)]
    assert won.owner is not None
    assert lost.data["agent"] == {"id": won.owner.id, "name": won.owner.name}


async def test_what_was_read_before_somebody_elses_change_is_not_saved(ward: Ward) -> None:
    """As two nodes would, which do not wait for each other."""
    _, case = await ward.opened()

    def work(tx: Tx) -> tuple[bool, bool]:
        kept = cases.get(tx, case.id)
        assert kept is not None
        return cases.save(tx, kept, replace(case, tags=("first",))), cases.save(
            tx, kept, replace(case, tags=("second",))
        )

    assert await ward.floor.shop.engine.write(work) == (True, False)
    assert (await ward.case(case.id)).tags == ("first",)


async def test_an_apology_is_sent_once_and_takes_the_conversation(ward: Ward) -> None:
    customer, case = await ward.opened()
    await ward.recovery.claim(ward.bor, case.id)
    for _ in range(2):
        await ward.recovery.apologise(ward.bor, case.id, "m_1", "We are sorry.")
    assert [body.text for body in await customer.bodies() if isinstance(body, Text)].count("We are sorry.") == 1
    conversation = await customer.conversation()
    assert conversation.owner.agent == ward.bor.person
    assert conversation.episode == 2
    assert await ward.history(case) == ["opened", "claimed", "apologised"]


async def test_nobody_apologises_into_anothers_conversation(ward: Ward) -> None:
    customer, case = await ward.opened()
    await ward.recovery.claim(ward.bor, case.id)
    await ward.floor.desk.take(ward.ana.person, (await customer.conversation()).id)
    with pytest.raises(Taken):
        await ward.recovery.apologise(ward.bor, case.id, "m_1", "We are sorry.")
    assert (await ward.case(case.id)).step is Step.APOLOGISE


async def test_an_apology_that_was_spoken_is_noted(ward: Ward) -> None:
    customer, case = await ward.opened()
    before = len(await customer.messages())
    await ward.recovery.claim(ward.bor, case.id)
    assert (await ward.recovery.apologised(ward.bor, case.id, "Said it in a call.")).step is Step.RESOLVE
    assert len(await customer.messages()) == before


async def test_a_case_handed_on_takes_its_conversation_along(ward: Ward) -> None:
    customer, case = await ward.opened()
    await ward.recovery.claim(ward.bor, case.id)
    await ward.recovery.apologise(ward.bor, case.id, "m_1", "We are sorry.")
    handed = await ward.recovery.assign(ward.bor, case.id, ward.ana.person.id)
    assert handed.owner == (await customer.conversation()).owner.agent == ward.ana.person
    assert await customer.last() == Notice(code="transferred", agent=ward.ana.person)


async def test_resolving_ends_the_conversation_and_asks_nothing_yet(ward: Ward) -> None:
    customer, _ = await ward.opened()
    (case,) = await ward.every()
    await ward.recovery.claim(ward.bor, case.id)
    await ward.recovery.apologise(ward.bor, case.id, "m_1", "We are sorry.")
    resolved = await ward.recovery.resolve(ward.bor, case.id, None, end=True)
    assert (await customer.conversation()).owner.kind is OwnerKind.NOBODY
    assert resolved.reask_at == ward.floor.clock() + 24 * HOUR_S * 1000
    assert len([body for body in await customer.bodies() if isinstance(body, RatingCard)]) == 1


async def test_who_ends_the_conversation_at_the_desk_does_not_ask_either(ward: Ward) -> None:
    customer, case = await ward.opened()
    await ward.recovery.claim(ward.bor, case.id)
    await ward.recovery.apologise(ward.bor, case.id, "m_1", "We are sorry.")
    conversation = await customer.conversation()
    await ward.floor.desk.resolve(ward.bor.person, conversation.id, conversation.fence)
    assert len([body for body in await customer.bodies() if isinstance(body, RatingCard)]) == 1


async def test_a_cause_is_one_of_the_list(ward: Ward) -> None:
    await ward.set(Settings(week=ALWAYS, causes=(Cause(id="weather", words="The weather"),)))
    _, case = await ward.opened()
    await ward.recovery.claim(ward.bor, case.id)
    await ward.recovery.apologised(ward.bor, case.id, "By phone.")
    await ward.recovery.resolve(ward.bor, case.id, None, end=True)
    with pytest.raises(BadRequest):
        await ward.recovery.diagnose(ward.bor, case.id, Diagnosis(cause="slow"))
    found = Diagnosis(cause="weather", tags=("storm",), article="track-order", lack="wrong", note="Snow.")
    closed = await ward.recovery.diagnose(ward.bor, case.id, found)
    assert await ward.case(case.id) == closed
    assert (closed.cause, closed.tags, closed.article, closed.lack) == ("weather", ("storm",), "track-order", "wrong")


async def test_steps_are_refused_out_of_order(ward: Ward) -> None:
    _, case = await ward.opened()
    with pytest.raises(Conflict):
        await ward.recovery.resolve(ward.bor, case.id, None, end=True)
    assert await ward.history(case) == ["opened"]


async def test_who_comes_back_with_something_else_is_asked_about_that(ward: Ward) -> None:
    customer, _ = await ward.resolved()
    await ward.pass_days(2)
    await ward.rate(customer, 5)
    await customer.ask("where is my order")
    await ward.floor.desk.solved(customer.sender)
    cards = [body.moment for body in await customer.bodies() if isinstance(body, RatingCard)]
    assert cards == ["episode", "reask", "episode"]


# -- time ----------------------------------------------------------------------------------


async def test_its_owner_is_reminded_then_those_who_must_know_are_told(ward: Ward) -> None:
    _, case = await ward.opened()
    await ward.pass_time(5.9)
    assert await ward.history(case) == ["opened"]
    await ward.pass_time(0.2)
    await ward.pass_time(0.2)
    assert await ward.history(case) == ["opened", "reminded"]
    await ward.pass_time(2)
    await ward.pass_time(2)
    assert await ward.history(case) == ["opened", "reminded", "escalated"]
    assert (await ward.case(case.id)).late(ward.floor.clock())


@pytest.mark.parametrize(
    ("value", "outcome"), [(5, Outcome.RECOVERED), (4, Outcome.RECOVERED), (3, Outcome.NOT_RECOVERED)]
)
async def test_the_customer_is_asked_again_and_decides(ward: Ward, value: int, outcome: Outcome) -> None:
    customer, case = await ward.resolved()
    await ward.pass_days(2)
    card = await customer.last()
    assert isinstance(card, RatingCard)
    assert card.moment == "reask"
    await ward.rate(customer, value)
    case = await ward.case(case.id)
    assert (case.outcome, case.step, case.reask_value) == (outcome, Step.CLOSED, value)
    assert len(await ward.every()) == 1


async def test_who_is_still_unhappy_opens_the_case_once_more(ward: Ward) -> None:
    customer, case = await ward.resolved()
    await ward.pass_days(2)
    await ward.rate(customer, 1)
    case = await ward.case(case.id)
    assert (case.outcome, case.step, case.round, case.owner) == (
        Outcome.NOT_RECOVERED, Step.HEAR, 2, ward.bor.person,
    )  # fmt: skip
    assert len(await ward.every()) == 1


async def test_silence_is_an_outcome_of_its_own(ward: Ward) -> None:
    _, case = await ward.resolved()
    await ward.pass_days(12)
    case = await ward.case(case.id)
    assert case.outcome is Outcome.UNANSWERED
    assert (await ward.history(case))[-2:] == ["reasked", "unanswered"]


async def test_where_no_survey_asks_again_nobody_is_asked(ward: Ward) -> None:
    _, case = await ward.resolved()
    await ward.floor.shop.engine.write(lambda tx: surveys.enable(tx, "reask", False))
    await ward.pass_days(2)
    assert (await ward.history(case))[-1] == "not_reasked"
    assert (await ward.case(case.id)).outcome is Outcome.NOT_ASKED


async def test_without_a_second_asking_nobody_is_asked(ward: Ward) -> None:
    await ward.set(Settings(week=ALWAYS, reask_h=None))
    customer, case = await ward.resolved()
    assert case.outcome is Outcome.NOT_ASKED
    await ward.pass_days(2)
    cards = [body for body in await customer.bodies() if isinstance(body, RatingCard)]
    assert [card.moment for card in cards] == ["episode", "episode"]


async def test_opened_again_before_the_asking_it_is_not_asked(ward: Ward) -> None:
    customer, case = await ward.resolved()
    await ward.recovery.reopen(ward.bor, case.id, "The parcel came back.")
    await ward.pass_days(2)
    assert not [body for body in await customer.bodies() if isinstance(body, RatingCard) and body.moment == "reask"]


async def test_opened_again_while_the_asking_waits_it_is_taken_back(ward: Ward) -> None:
    customer, case = await ward.resolved()
    conversation, fence = await ward.floor.taken(
        customer, ward.bor.person
    )  # nobody is asked while a person talks to them
    await ward.pass_days(2)
    assert (await ward.history(case))[-1] == "reasked"
    await ward.recovery.reopen(ward.bor, case.id, "The parcel came back.")
    await ward.floor.desk.resolve(ward.bor.person, conversation, fence)
    await ward.pass_days(2)
    assert not [body for body in await customer.bodies() if isinstance(body, RatingCard) and body.moment == "reask"]
