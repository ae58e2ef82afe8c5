"""What customers do, over a real database."""

import pytest

from bot.answers.answers import Answers
from bot.config import Bot
from bot.desk.base import WORDS
from bot.errors import BadRequest, Conflict, NotFound
from bot.model import (
    ArticleReply,
    Choices,
    Notice,
    OwnerKind,
    RatingCard,
    Text,
    Unsupported,
)
from bot.store import questions
from knowledge.doubt import confident_from
from tests.bot.conftest import Floor
from tests.fakes.shop import until

SILENCE_S = 600


async def test_a_question_is_answered_in_its_language(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("kje je moje naročilo")
    reply = await maja.last()
    assert isinstance(reply, ArticleReply)
    assert (reply.article, reply.language, reply.helped) == ("track-order", "sl", None)
    assert (await maja.conversation()).language == "sl"
    assert reply.html.strip() == "<p>Odprite <strong>Moja naročila</strong>.</p>"


async def test_a_small_store_is_no_surer_than_its_size_allows(floor: Floor) -> None:
    answers = Answers(floor.shop.engine, ("en",), "en")
    await answers.load()
    assert answers.policy(Bot(wrong_rate=0.9)).confident >= confident_from(len(answers.articles.keys), 0)
    assert answers.policy(Bot(confident=0.6)).confident == 0.6, "whoever sets it is believed"
    await answers.aclose()


async def test_a_doubtful_question_offers_choices_and_a_tap_answers(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    choices = await maja.last()
    assert isinstance(choices, Choices)
    assert {choice.article for choice in choices.choices} == {"return-item", "return-gift"}
    await floor.desk.choose(maja.sender, "tap", "return-gift", "How do I return a gift?")
    bodies = await maja.bodies()
    assert isinstance(bodies[1], Choices)
    assert bodies[1].chosen == "return-gift"
    assert bodies[2] == Text(text="How do I return a gift?", article="return-gift")
    assert isinstance(bodies[3], ArticleReply)


async def test_an_unknown_question_is_admitted_and_kept(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("quantum chromodynamics")
    first = await maja.last()
    await maja.ask("quantum entanglement")
    second = await maja.last()
    assert isinstance(first, Text)
    assert isinstance(second, Text)
    assert first.offer == second.offer == ("person", "tell_me")
    assert first.text != second.text
    asked = await floor.shop.engine.read(lambda tx: questions.newest(tx, 10)[::-1])
    assert [(it.text, it.verdict) for it in asked] == [
        ("quantum chromodynamics", "unknown"),
        ("quantum entanglement", "unknown"),
    ]


async def test_what_cannot_be_shown_is_said_so(floor: Floor) -> None:
    maja = await floor.customer()
    await floor.desk.receive_unsupported(maja.sender, "p1", "photo", "look")
    bodies = await maja.bodies()
    assert bodies[0] == Unsupported(what="photo", text="look")
    assert isinstance(bodies[1], Text)
    assert bodies[1].offer == ("person",)


@pytest.mark.parametrize("text", ["", "   \n", "x" * (WORDS + 1), "a\x00b", "\ud800"])
async def test_text_that_no_channel_could_carry_is_refused(floor: Floor, text: str) -> None:
    maja = await floor.customer()
    with pytest.raises(BadRequest):
        await maja.ask(text)
    assert await floor.shop.rows("SELECT * FROM conversations") == []


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "x" * WORDS,
        "\u202eevil\u2066",
        "e" + "\u0301" * 1000,
        "👩\u200d👩\u200d👧\u200d👦🇸🇮",
        "\ufeffa\u2028b",
        "<script>alert(1)</script>",
        "'; DROP TABLE messages; --",
    ],
)  # fmt: skip
async def test_any_other_text_is_kept_as_it_is(floor: Floor, text: str) -> None:
    maja = await floor.customer()
    await maja.ask(text)
    assert (await maja.bodies())[0] == Text(text=text.strip())


async def test_an_article_that_is_gone_cannot_be_chosen(floor: Floor) -> None:
    maja = await floor.customer()
    with pytest.raises(NotFound):
        await floor.desk.choose(maja.sender, "tap", "no-such", "No such")


# -- did it help ------------------------------------------------------------------------


async def test_an_article_that_helped_ends_the_episode_with_one_request(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    article = (await maja.messages())[-1]
    await floor.desk.helped(maja.sender, article.seq, True)
    await floor.desk.helped(maja.sender, article.seq, True)
    bodies = await maja.bodies()
    assert isinstance(bodies[1], ArticleReply)
    assert bodies[1].helped is True
    assert [type(body) for body in bodies[2:]] == [RatingCard]
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY


async def test_one_that_did_not_offers_a_person(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    article = (await maja.messages())[-1]
    await floor.desk.helped(maja.sender, article.seq, False)
    last = await maja.last()
    assert isinstance(last, Text)
    assert last.offer == ("person",)
    assert (await maja.conversation()).owner.kind is OwnerKind.BOT
    with pytest.raises(BadRequest):
        await floor.desk.helped(maja.sender, last_seq := (await maja.messages())[-1].seq, True)
    with pytest.raises(NotFound):
        await floor.desk.helped(maja.sender, last_seq + 50, True)


async def test_a_vote_on_an_old_episode_changes_nothing_else(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    article = (await maja.messages())[-1]
    await floor.desk.solved(maja.sender)
    await maja.ask("how do i return an item")
    await floor.desk.helped(maja.sender, article.seq, True)
    assert (await maja.conversation()).owner.kind is OwnerKind.BOT


# -- silence ------------------------------------------------------------------------------


async def silent(floor: Floor) -> list[str]:
    """What a sweep at this moment finds."""
    from bot.store import conversations

    now = floor.clock()
    return await floor.shop.engine.read(lambda tx: conversations.fallen_silent(tx, now))


async def test_silence_after_an_answer_ends_the_episode(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    floor.clock.turn(SILENCE_S - 1)
    assert await silent(floor) == []
    await floor.desk.fall_silent(conversation)
    assert (await maja.conversation()).owner.kind is OwnerKind.BOT
    floor.clock.turn(1)
    assert await silent(floor) == [conversation]
    await floor.desk.fall_silent(conversation)
    await floor.desk.fall_silent(conversation)
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY
    assert [type(body) for body in (await maja.bodies())[2:]] == [RatingCard]
    assert await floor.shop.rows("SELECT resolved_by FROM episodes") == [{"resolved_by": "silence"}]


async def test_who_writes_has_not_fallen_silent(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    floor.clock.turn(SILENCE_S - 1)
    await maja.ask("how do i return an item")
    floor.clock.turn(SILENCE_S - 1)
    assert await silent(floor) == []
    floor.clock.turn(1)
    assert await silent(floor) == [conversation]


async def test_who_waits_for_a_person_is_never_silent(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    await floor.desk.person(maja.sender)
    floor.clock.turn(10 * SILENCE_S)
    assert await silent(floor) == []
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.desk.reply(floor.ana, conversation, fence, "r", text="Hello", article=None)
    floor.clock.turn(10 * SILENCE_S)
    assert await silent(floor) == []
    await floor.desk.hand_back(floor.ana, conversation, fence)
    floor.clock.turn(SILENCE_S)
    assert await silent(floor) == [conversation]


# -- to a person ----------------------------------------------------------------------------


async def test_asking_for_a_person_joins_the_line_once(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    first = await floor.desk.person(maja.sender)
    assert await floor.desk.person(maja.sender) == first
    await maja.ask("hello?")
    assert await floor.line() == [(first, floor.clock())]
    assert await maja.bodies() == [Notice(code="queued"), Text(text="hello?")]


async def test_it_is_said_when_nobody_is_there(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("talk to a person")
    bodies = await maja.bodies()
    assert bodies[1] == Notice(code="queued")
    assert isinstance(bodies[2], Text)
    assert "Nobody is at the desk right now" in bodies[2].text


async def test_the_bot_is_silent_while_a_person_has_it(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    before = len(await maja.messages())
    await maja.ask("how do i return an item")
    assert (await maja.bodies())[before:] == [Text(text="how do i return an item")]
    await floor.desk.hand_back(floor.ana, conversation, fence)
    await maja.ask("how do i return an item")
    assert isinstance(await maja.last(), ArticleReply)


async def test_the_line_can_be_left_for_the_bot(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    await floor.desk.person(maja.sender)
    await floor.desk.leave_line(maja.sender)
    assert await floor.line() == []
    assert (await maja.conversation()).owner.kind is OwnerKind.BOT
    assert await floor.shop.rows("SELECT state FROM escalations") == [{"state": "abandoned"}]
    await floor.desk.leave_line(maja.sender)
    await maja.ask("how do i return an item")
    assert isinstance(await maja.last(), ArticleReply)


# -- and again -----------------------------------------------------------------------------


async def test_who_writes_after_the_end_begins_a_new_episode_with_the_bot(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    await maja.ask("how do i return an item")
    conversation = await maja.conversation()
    assert (conversation.episode, conversation.owner.kind) == (2, OwnerKind.BOT)


@pytest.mark.parametrize(("later_s", "owner"), [(3599, OwnerKind.LINE), (3600, OwnerKind.BOT)])
async def test_after_a_person_they_go_to_the_line_for_an_hour(floor: Floor, later_s: int, owner: OwnerKind) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.resolve(floor.ana, conversation, fence)
    floor.clock.turn(later_s)
    await maja.ask("one more thing")
    assert (await maja.conversation()).owner.kind is owner
    assert (await maja.conversation()).episode == 2


# -- who they are ------------------------------------------------------------------------------


async def test_a_name_and_a_language_can_be_told(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    contact = await floor.desk.profile(maja.sender, name="Maja", language="sl")
    assert (contact.name, contact.language) == ("Maja", "sl")
    await floor.desk.profile(maja.sender, name="Maja K.")
    conversation = await maja.conversation()
    assert (conversation.contact.name, conversation.contact.language, conversation.language) == ("Maja K.", "sl", "sl")
    with pytest.raises(BadRequest):
        await floor.desk.profile(maja.sender, language="fr")


async def test_a_name_turns_nothing_round_that_stands_beside_it(floor: Floor) -> None:
    maja = await floor.customer()
    contact = await floor.desk.profile(maja.sender, name=" Maja\u202elive\n\u2066K.\x00 ")
    assert contact.name == "Majalive K."
    for unseen in ("\u202e", " \u200b "):
        with pytest.raises(BadRequest):
            await floor.desk.profile(maja.sender, name=unseen)


async def test_an_address_is_one_contact(floor: Floor) -> None:
    from bot.model import Channel

    first = await floor.desk.sender(Channel.TELEGRAM, "77", name="Maja", language="sl-SI")
    again = await floor.desk.sender(Channel.TELEGRAM, "77", name="Someone", language="en")
    other = await floor.desk.sender(Channel.TELEGRAM, "78", name=None, language="fr")
    assert first == again != other
    rows = await floor.shop.rows("SELECT name, language FROM contacts ORDER BY created_at, name")
    assert {(row["name"], row["language"]) for row in rows} >= {("Maja", "sl"), (None, "en")}


async def test_the_same_id_with_other_words_is_a_conflict(floor: Floor) -> None:
    maja = await floor.customer()
    first = await floor.desk.receive(maja.sender, "m1", "where is my order")
    assert await floor.desk.receive(maja.sender, "m1", " where is my order ") == first
    with pytest.raises(Conflict):
        await floor.desk.receive(maja.sender, "m1", "something else")


async def test_the_guess_who_has_it_does_not_silence_the_bot(floor: Floor) -> None:
    """The desk remembers who had a conversation, to save a search; here it remembers wrongly."""
    maja = await floor.customer()
    await maja.ask("where is my order")
    floor.shop.ground.owners[maja.sender] = OwnerKind.AGENT
    await maja.ask("how do i return an item")
    assert isinstance(await until(maja.last), ArticleReply)
