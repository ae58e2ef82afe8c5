"""Whole exchanges over a real database: what waits, what is remembered, what is told to whom."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from bot.desk.bursts import Bursts
from bot.desk.lookup import Known
from bot.dialogue.context import read
from bot.model import ArticleReply, Body, Channel, Choices, Notice, OwnerKind, RatingCard, Text, Unsupported
from bot.store import articles, contacts, log
from bot.store import words as stored_words
from bot.store.engine import Tx
from knowledge.article import Article, Translation
from knowledge.attribute import Attribute, AttributeChoice
from tests.bot.conftest import Customer, Floor, floor_at
from tests.fakes.clock import Hands
from tests.fakes.shop import PROMPT, shop

PATIENT = replace(PROMPT, burst_s=2.0, confident=0.97)
DESCALE = "::: model = a1\nPress the left button.\n:::\n::: model = a2\nPress the right button.\n:::"
STEAM = "Wait.\n::: model = a1\nOpen the steam valve.\n:::\n::: model != a1\nThere is no steam.\n:::"


@pytest.fixture
async def patient(tmp_path: Path, clock: Hands) -> AsyncIterator[Floor]:
    async with floor_at(tmp_path / "heard.sqlite", clock, PATIENT) as made:
        yield made


def bursts(floor: Floor) -> Bursts:
    return Bursts(floor.shop.engine, floor.desk, floor.clock)


async def stock(floor: Floor, *more: Article) -> None:
    """Adds articles to those of the shop."""
    await floor.shop.engine.write(lambda tx: [articles.put(tx, article, floor.clock()) for article in more])
    await floor.shop.ground.answers.follow()


async def since(customer: Customer, before: int) -> list[Body]:
    """What has been said after the first `before` messages."""
    return (await customer.bodies())[before:]


async def replies(customer: Customer) -> list[Body]:
    return [message.body for message in await customer.messages() if message.author.kind != "contact"]


# -- bursts ----------------------------------------------------------------------------------


async def test_words_that_follow_each_other_are_one_question(patient: Floor, clock: Hands) -> None:
    maja = await patient.customer()
    for text in ("hmm", "where", "is my", "parcel"):
        await maja.ask(text)
        clock.turn(1)
        await bursts(patient).sweep()
    first, *rest = await replies(maja)
    assert isinstance(first, Text)  # "hmm" asks nothing
    assert rest == []
    clock.turn(1)
    await bursts(patient).sweep()
    await bursts(patient).sweep()
    _, answer = await replies(maja)
    assert isinstance(answer, ArticleReply)
    assert answer.article == "track-order"
    (question,) = await patient.shop.rows("SELECT text, verdict FROM questions")
    assert question == {"text": "where is my parcel", "verdict": "answered"}


async def test_certainty_does_not_wait_and_settles_what_waited(patient: Floor, clock: Hands) -> None:
    maja = await patient.customer()
    await maja.ask("zzz")
    assert await replies(maja) == []
    await maja.ask("where is my order")
    assert [type(body) for body in await replies(maja)] == [ArticleReply]
    clock.turn(60)
    await bursts(patient).sweep()
    assert len(await replies(maja)) == 1


async def test_who_never_pauses_is_answered_all_the_same(patient: Floor, clock: Hands) -> None:
    maja = await patient.customer()
    for n in range(5):
        await maja.ask(f"zzz{'y' * n}")
        clock.turn(1.9)
        await bursts(patient).sweep()
    assert len(await replies(maja)) == 1


async def test_what_waits_outlives_the_process(tmp_path: Path, clock: Hands) -> None:
    path = tmp_path / "heard.sqlite"
    async with floor_at(path, clock, PATIENT) as before:
        conversation = await (await before.customer()).ask("zzz")
    clock.turn(3600)
    async with shop(path, clock, bot=PATIENT) as after:
        waiting = Bursts(after.engine, after.desk, clock)
        assert await waiting.sweep()
        assert await waiting.sweep()
        bodies = [message.body for message in await after.messages(conversation)]
    assert [type(body) for body in bodies] == [Text, Text]


async def test_a_person_who_takes_over_is_not_talked_over(patient: Floor, clock: Hands) -> None:
    maja = await patient.customer()
    conversation = await maja.ask("zzz")
    await patient.desk.take(patient.ana, conversation)
    clock.turn(60)
    await bursts(patient).sweep()
    await patient.desk.catch_up(conversation)
    assert [type(body) for body in await replies(maja)] == [Notice]


async def test_words_while_the_search_was_under_way_are_not_passed_over(patient: Floor, clock: Hands) -> None:
    maja = await patient.customer()
    conversation = await maja.ask("zzz")
    clock.turn(2)
    lookup = patient.desk._lookup
    again = lookup.again

    async def overtaken(conversation: str, known: Known | None) -> object:
        found = await again(conversation, known)
        await maja.ask("yyy")
        return found

    lookup.again = overtaken
    await patient.desk.catch_up(conversation)
    assert await replies(maja) == []
    lookup.again = again
    clock.turn(2)
    await patient.desk.catch_up(conversation)
    assert len(await replies(maja)) == 1


# -- choices ------------------------------------------------------------------------------------


async def test_a_choice_is_taken_in_words(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    choices = await maja.last()
    assert isinstance(choices, Choices)
    await maja.ask("the second one")
    taken, _, answer = (await maja.bodies())[1:]
    assert isinstance(taken, Choices)
    assert isinstance(answer, ArticleReply)
    assert taken.chosen == answer.article == choices.choices[1].article
    await maja.ask("no, the other one")
    assert isinstance(other := await maja.last(), ArticleReply)
    assert other.article == choices.choices[0].article
    rows = await floor.shop.rows("SELECT verdict, meant FROM questions")
    assert rows == [{"verdict": "choices", "meant": other.article}]


async def test_both_of_the_choices_are_told(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    choices = await maja.last()
    assert isinstance(choices, Choices)
    await maja.ask("both of them")
    told = [body.article for body in await replies(maja) if isinstance(body, ArticleReply)]
    assert told == [choice.article for choice in choices.choices]


async def test_what_was_asked_stays_the_question_of_an_answer_that_was_chosen(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    choices = await maja.last()
    assert isinstance(choices, Choices)
    await maja.ask("the first one")
    context = read(await maja.messages(), 1)
    assert context.answer is not None
    assert context.answer.question == "return something"


async def test_an_address_leaves_the_language_as_it_is(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await maja.ask("Trubarjeva cesta 12, 1000 Ljubljana")
    assert (await maja.conversation()).language == "en"


async def test_none_of_them_asks_for_other_words_then_for_a_person(tmp_path: Path, clock: Hands) -> None:
    async with floor_at(tmp_path / "heard.sqlite", clock, replace(PROMPT, unmatched="hand_over")) as floor:
        floor.arrive(floor.ana)
        maja = await floor.customer()
        await maja.ask("return something")
        await maja.ask("None of these")
        declined, _, rephrase = (await maja.bodies())[1:]
        assert isinstance(declined, Choices)
        assert declined.chosen == ""
        assert isinstance(rephrase, Text)
        assert rephrase.offer == ("person",)
        await maja.ask("zzz")
        assert (await maja.conversation()).owner.kind is OwnerKind.LINE
        assert await floor.shop.rows("SELECT reason FROM escalations") == [{"reason": "unmatched"}]


async def test_a_picture_leaves_the_choices_open(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    for ident in ("p1", "p2"):  # an album: a message for each picture
        await floor.desk.receive_unsupported(maja.sender, ident, "photo", "")
    said = (await maja.bodies())[2:]
    assert [type(body) for body in said] == [Unsupported, Text, Unsupported]
    assert isinstance(said[1], Text)
    assert "Choose one of the answers above" in said[1].text
    await maja.ask("1")
    assert isinstance(await maja.last(), ArticleReply)


async def test_a_picture_is_answered_by_its_caption(floor: Floor) -> None:
    maja = await floor.customer()
    await floor.desk.receive_unsupported(maja.sender, "p1", "photo", "where is my order")
    assert [type(body) for body in await maja.bodies()] == [Unsupported, ArticleReply]


# -- in words instead of a tap ---------------------------------------------------------------------


async def test_yes_and_no_answer_whether_it_helped(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await maja.ask("no")
    article, _, sorry = (await maja.bodies())[1:]
    assert isinstance(article, ArticleReply)
    assert article.helped is False
    assert isinstance(sorry, Text)
    assert sorry.offer == ("person",)
    await maja.ask("how do i return an item")
    await maja.ask("ja, hvala")
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY
    assert isinstance(await maja.last(), RatingCard)


async def test_thanks_after_the_end_begin_nothing_and_a_number_is_the_rating(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.resolve(floor.ana, conversation, fence)
    await maja.ask("4")
    await maja.ask("thank you!")
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY
    assert await floor.shop.rows("SELECT value FROM ratings") == [{"value": 4}]
    assert await floor.line() == []
    assert isinstance(await maja.last(), Text)


async def test_what_stands_right_above_is_not_told_again(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await maja.ask("track my parcel")
    assert isinstance(more := await maja.last(), Text)
    assert more.text.startswith("That is all that I know")
    assert "person" in more.offer


async def test_two_questions_get_two_answers(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("Where is my order and how do I return a gift?")
    assert [body.article for body in await replies(maja) if isinstance(body, ArticleReply)] == [
        "track-order",
        "return-gift",
    ]
    rows = await floor.shop.rows("SELECT part, text, article FROM questions ORDER BY part")
    assert rows == [
        {"part": 0, "text": "Where is my order", "article": "track-order"},
        {"part": 1, "text": "how do I return a gift?", "article": "return-gift"},
    ]


async def test_but_in_another_language_it_is(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await maja.ask("kje je moje naročilo")
    assert isinstance(again := await maja.last(), ArticleReply)
    assert (again.article, again.language) == ("track-order", "sl")


# -- languages --------------------------------------------------------------------------------------


async def test_a_language_is_asked_for_in_words_and_stays(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("how do i return an item")
    await maja.ask("po slovensko prosim")
    said, again = (await maja.bodies())[-2:]
    assert isinstance(said, Text)
    assert isinstance(again, ArticleReply)
    assert (again.language, again.note) == ("en", "Ta odgovor je na voljo samo v angleščini.") or again.note
    assert (await maja.conversation()).contact.language == "sl"
    await maja.ask("return gift")  # too short to be clearly English
    assert (await maja.conversation()).language == "sl"
    await maja.ask("I would like to know where my order is now")
    assert (await maja.conversation()).language == "en"


async def test_a_few_foreign_words_change_no_language(floor: Floor) -> None:
    tuning = Translation("en", "Do you offer xylophone tuning?", "Yes.", variants=("when is xylophone tuning",))
    await stock(floor, Article("tuning", translations=(tuning,)))
    maja = await floor.customer(language="sl")
    for text in ("živjo", "ali znate xylophone tuning in kdaj?"):
        await maja.ask(text)
    assert isinstance(answer := await maja.last(), ArticleReply)
    assert (answer.article, answer.note is not None) == ("tuning", True)  # in English alone, which is said
    for text in ("xylophone uglaševanje prosim", "xylophone"):
        await maja.ask(text)
        assert (await maja.conversation()).language == "sl"
    await maja.ask("я не понимаю")
    assert (await maja.conversation()).language == "ru"


async def test_an_answer_in_the_customers_language_has_no_note(floor: Floor) -> None:
    maja = await floor.customer(language="sl")
    await maja.ask("kje je moje naročilo")
    assert isinstance(answer := await maja.last(), ArticleReply)
    assert answer.note is None
    await maja.ask("how do i return an item")


async def test_a_greeting_is_returned_in_its_language(floor: Floor) -> None:
    maja = await floor.customer(language="id")
    await maja.ask("halo kak")
    assert (await maja.conversation()).language == "id"
    await maja.ask("Здравствуйте")
    assert (await maja.conversation()).language == "ru"


# -- whom it is for ------------------------------------------------------------------------------------


async def test_only_what_stands_for_this_customer_is_told(floor: Floor, clock: Hands) -> None:
    def about(key: str, title: str, **rules: object) -> Article:
        return Article(key, translations=(Translation("en", title, "Yes."),), **rules)

    await stock(
        floor,
        about("sale", "When does the winter sale begin", valid_until=clock() + 60_000),
        about("terms", "What are the wholesale payment terms", audience=("business",)),
        about("bot", "Which commands does the chat know", channels=("telegram",)),
    )
    questions = (
        "when does the winter sale begin",
        "what are the wholesale payment terms",
        "which commands does the chat know",
    )

    async def told(customer: Customer) -> list[str]:
        for text in questions:
            await customer.ask(text)
        return [body.article for body in await replies(customer) if isinstance(body, ArticleReply)]

    assert await told(await floor.customer()) == ["sale"]
    business = await floor.customer(Channel.TELEGRAM)

    def label(tx: Tx) -> None:
        known = msgspec.structs.replace(contacts.traits(tx, business.sender.contact), labels=("business",))
        contacts.know(tx, business.sender.contact, known, clock())

    await floor.shop.engine.write(label)
    clock.turn(60)
    assert await told(business) == ["terms", "bot"]


@asynccontextmanager
async def machines(floor: Floor) -> AsyncIterator[Customer]:
    """A shop whose answer depends on the model."""
    model = Attribute(
        "model",
        {"en": "Which model do you have?", "sl": "Kateri model imate?"},
        (AttributeChoice("a1", {"en": "Aroma One"}), AttributeChoice("a2", {"en": "Aroma Two"})),
    )
    await floor.shop.engine.write(lambda tx: stored_words.put_attributes(tx, [model], 0, floor.clock()))
    told = (Translation("en", "How do I descale the machine?", DESCALE),)
    cleaning = (Translation("en", "How do I clean the milk frother?", DESCALE),)
    await stock(
        floor,
        Article("descale", needs=("model",), translations=told),
        Article("frother", needs=("model",), translations=cleaning),
        Article("steam", needs=("model",), translations=(Translation("en", "How do I let off steam?", STEAM),)),
    )
    yield await floor.customer()


async def test_what_must_be_known_is_asked_once(floor: Floor) -> None:
    async with machines(floor) as maja:
        await maja.ask("how do i descale the machine")
        asked = await maja.last()
        assert isinstance(asked, Choices)
        assert (asked.text, asked.attribute, asked.article) == ("Which model do you have?", "model", "descale")
        assert [(choice.label, choice.value) for choice in asked.choices] == [("Aroma One", "a1"), ("Aroma Two", "a2")]
        await maja.ask("aroma two")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the right button."
        assert isinstance(chosen := (await maja.bodies())[1], Choices)
        assert chosen.chosen == "a2"
        await maja.ask("how do i clean the milk frother")
        assert isinstance(frother := await maja.last(), ArticleReply)
        assert frother.markdown == "Press the right button."
        await maja.ask("it is another model")
        again = await maja.last()
        assert isinstance(again, Choices)
        await floor.desk.choose(maja.sender, "tap", "frother", again.choices[0].label)
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the left button."
        (row,) = await floor.shop.rows("SELECT attributes FROM contacts WHERE id = :id", id=maja.sender.contact)
        assert msgspec.json.decode(row["attributes"]) == {"model": "a1"}


async def test_who_does_not_know_is_told_all_of_it(floor: Floor) -> None:
    async with machines(floor) as maja:
        await maja.ask("how do i descale the machine")
        await maja.ask("I don't know")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == (
            "**Only for: Aroma One**\n\nPress the left button.\n\n**Only for: Aroma Two**\n\nPress the right button."
        )
        await maja.ask("how do i let off steam")
        assert isinstance(steam := await maja.last(), ArticleReply)
        assert "**For all but: Aroma One**\n\nThere is no steam." in steam.markdown


async def test_what_was_named_before_the_choice_is_not_asked_for(floor: Floor) -> None:
    async with machines(floor) as maja:
        await maja.ask("the milk of the machine, Aroma Two")
        choices = await maja.last()
        assert isinstance(choices, Choices)
        assert choices.attribute is None
        await maja.ask("1")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the right button."


async def test_who_finds_out_later_is_told_their_part(floor: Floor) -> None:
    async with machines(floor) as maja:
        for text in ("how do i descale the machine", "I don't know", "Aroma One"):
            await maja.ask(text)
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the left button."
        await maja.ask("a2")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the right button."


async def test_what_the_question_names_is_not_asked_for(floor: Floor) -> None:
    async with machines(floor) as maja:
        await maja.ask("how do i descale the machine, Aroma Two")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the right button."
        await maja.ask("how do i clean the milk frother of aroma one")
        assert isinstance(answer := await maja.last(), ArticleReply)
        assert answer.markdown == "Press the left button."


# -- why, for agents --------------------------------------------------------------------------------------


async def test_agents_see_what_was_found(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    (ranked,) = await floor.shop.engine.read(lambda tx: log.newest(tx, f"inside:{conversation}", "ranked", 10))
    told = msgspec.json.decode(ranked)
    assert (told["seq"], told["verdict"], told["tier"]) == (1, "answered", "lexical")
    assert told["matches"][0]["article"] == "track-order"
    assert told["matches"][0]["title"] == "Where is my order?"
