"""A draft of a gap: its wordings, and what an agent replied without the hello and the goodbye."""

import pytest

from bot.growing.gaps import cleaned, draft
from bot.store import messages, unanswered
from bot.store.engine import Tx
from knowledge import drafts
from knowledge.article import Article, Translation
from knowledge.gaps import Gap, Unanswered, gaps
from tests.bot.conftest import Customer, Floor

PHYSICS = (
    "What is quantum chromodynamics?",
    "quantum chromodynamics please",
    "explain quantum chromodynamics 1234567",
)


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("Hello Maja! You can wash it at 30 degrees. Thank you!", "You can wash it at 30 degrees."),
        ("You can wash it at 30 degrees.\n\nUse no bleach.", "You can wash it at 30 degrees.\n\nUse no bleach."),
        ("Dober dan, gospa Novak!\nLahko ga operete.", "Lahko ga operete."),
        ("Привет! Да, можно.", "Да, можно."),
        ("Hi", ""),
        ("Hi. Thanks!", ""),
        ("Say hello to the lamp first.", "Say hello to the lamp first."),
        ("", ""),
    ],
)
def test_a_reply_is_cleaned_of_hellos_and_goodbyes(reply: str, answer: str) -> None:
    assert cleaned(reply) == answer


async def asked(floor: Floor, text: str, *replies: str) -> Customer:
    """Somebody who asked in vain, and what an agent replied."""
    customer = await floor.customer()
    conversation = await customer.ask(text)
    if replies:
        await floor.desk.person(customer.sender)
        fence = await floor.desk.take(floor.ana, conversation)
        for number, reply in enumerate(replies):
            await floor.desk.reply(floor.ana, conversation, fence, f"{conversation}.{number}", text=reply, article=None)
    floor.clock.turn(1)
    return customer


async def the_gap(floor: Floor) -> Gap:
    questions = await floor.shop.engine.read(lambda tx: unanswered.newest(tx, floor.clock()))
    (gap,) = gaps(questions, {})
    return gap


async def drafted(floor: Floor, of: Unanswered | None = None) -> Article:
    gap = await the_gap(floor)

    def work(tx: Tx) -> Article:
        made = drafts.get(tx, draft(tx, gap, of, floor.ana.id, floor.clock()))
        assert made is not None
        return made.article

    return await floor.shop.engine.write(work)


async def test_the_newest_reply_is_the_answer(floor: Floor) -> None:
    await asked(floor, PHYSICS[0], "An old theory.")
    await asked(floor, PHYSICS[1], "Hi!", "A theory.", "Of quarks.")
    await asked(floor, PHYSICS[2])
    article = await drafted(floor)
    (told,) = article.translations
    assert told.answer == "A theory.\n\nOf quarks."
    assert {told.title, *told.variants} == set(PHYSICS[:2])  # the third is somebody's own
    assert article.key.startswith("what-is-quantum") or article.key.startswith("quantum")


async def test_a_question_can_be_chosen_whose_reply_is_the_answer(floor: Floor) -> None:
    await asked(floor, PHYSICS[0], "An old theory.")
    await asked(floor, PHYSICS[1], "A theory.")
    first = (await the_gap(floor)).questions[0]
    assert (await drafted(floor, first)).translations[0].answer == "An old theory."


async def test_a_gap_without_a_reply_gives_a_draft_without_an_answer(floor: Floor) -> None:
    await asked(floor, PHYSICS[0])
    assert (await drafted(floor)).translations == (Translation("en", PHYSICS[0]),)


async def test_a_key_that_is_taken_gets_a_number(floor: Floor) -> None:
    await asked(floor, PHYSICS[0])
    wanted = "what-is-quantum-chromodynamics"
    taken = Article(wanted, translations=(Translation("en", "Something else"),))
    await floor.shop.engine.write(lambda tx: drafts.save(tx, taken, None, 1, "a_other"))
    assert (await drafted(floor)).key == f"{wanted}-2"


async def test_only_what_agents_wrote_in_the_episode_counts(floor: Floor) -> None:
    customer = await asked(floor, PHYSICS[0], "A theory.")
    conversation = await customer.conversation()
    found = await floor.shop.engine.read(lambda tx: messages.of_agents(tx, conversation.id, 2, 0))
    assert found == []
