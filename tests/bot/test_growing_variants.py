"""Articles learn customers' own wordings: offered, taken, undone."""

from dataclasses import replace

import pytest

import knowledge.store
from bot.config import Knowledge
from bot.errors import BadRequest, NotFound
from bot.growing import variants
from bot.growing.variants import Variants
from bot.model import ArticleReply
from bot.store import variants as suggestions
from bot.store.variants import State, Suggested
from knowledge import drafts
from knowledge.article import Article
from tests.bot.conftest import Customer, Floor


async def weigh(floor: Floor, *, at_once: bool = False) -> None:
    ground = floor.shop.ground
    config = replace(ground.config, knowledge=Knowledge(take_variants=at_once))
    await Variants(ground.engine, ground.bus, ground.answers, config, floor.clock).weigh()


async def suggested(floor: Floor, state: State = State.OPEN) -> list[Suggested]:
    found, total = await floor.shop.engine.read(lambda tx: suggestions.listed(tx, state, None, 10))
    assert total == len(found)
    return found


async def article(floor: Floor, key: str = "return-gift") -> Article:
    found = await floor.shop.engine.read(lambda tx: knowledge.store.get(tx, key))
    assert found is not None
    return found


async def chosen(floor: Floor, text: str = "return something", key: str = "return-gift") -> Customer:
    """Somebody who asked `text` and tapped the choice."""
    customer = await floor.customer()
    await customer.ask(text)
    await floor.desk.choose(customer.sender, "tap", key, "How do I return a gift?")
    return customer


async def the_one(floor: Floor) -> Suggested:
    await chosen(floor)
    await weigh(floor)
    (one,) = await suggested(floor)
    return one


async def take(floor: Floor, one: Suggested) -> Suggested:
    return await floor.shop.engine.write(lambda tx: variants.take(tx, one.id, floor.ana.id, floor.clock()))


async def undo(floor: Floor, one: Suggested) -> Suggested:
    return await floor.shop.engine.write(lambda tx: variants.undo(tx, one.id, floor.ana.id, floor.clock()))


async def test_a_choice_that_is_taken_suggests_its_question(floor: Floor) -> None:
    one = await the_one(floor)
    assert (one.article, one.language, one.text, one.source, one.count) == (
        "return-gift", "en", "return something", "chosen", 1,
    )  # fmt: skip


async def test_the_same_wording_is_suggested_once_and_counted(floor: Floor) -> None:
    await the_one(floor)
    await chosen(floor, "Return  SOMETHING?")
    await weigh(floor)
    assert [(one.text, one.count) for one in await suggested(floor)] == [("return something", 2)]


async def test_a_no_withdraws_what_a_tap_suggested(floor: Floor) -> None:
    customer = await chosen(floor)
    await weigh(floor)
    (seq,) = [message.seq for message in await customer.messages() if isinstance(message.body, ArticleReply)]
    await floor.desk.helped(customer.sender, seq, False)
    await weigh(floor)
    assert await suggested(floor) == []


async def test_what_is_found_surely_already_is_not_suggested(floor: Floor) -> None:
    customer = await floor.customer()
    await customer.ask("where is my order now")
    (seq,) = [message.seq for message in await customer.messages() if isinstance(message.body, ArticleReply)]
    await floor.desk.helped(customer.sender, seq, True)
    await weigh(floor)
    assert await suggested(floor) == []


async def test_what_is_about_one_person_is_not_suggested(floor: Floor) -> None:
    await chosen(floor, "return something 1234567")
    await weigh(floor)
    assert await suggested(floor) == []


async def test_what_only_points_is_not_suggested(floor: Floor) -> None:
    for text in ("the first", "angleščina prosim", "no, the other order"):
        customer = await floor.customer()
        await floor.desk.choose(customer.sender, "tap", "return-gift", "How do I return a gift?", text)
    await weigh(floor)
    assert await suggested(floor) == []


async def test_a_taken_variant_is_a_version_of_its_article(floor: Floor) -> None:
    taken = await take(floor, await the_one(floor))
    assert (taken.state, taken.decided_by) == (State.TAKEN, floor.ana.id)
    assert (await article(floor)).translations[0].variants == ("I want to return a gift", "return something")
    await floor.shop.ground.answers.follow()
    match = (await floor.shop.ground.answers.search("return something"))[0]
    assert (match.article, match.variant) == ("return-gift", "return something")
    again = await take(floor, taken)
    assert again == taken
    assert (await floor.shop.rows("SELECT version FROM articles WHERE key = 'return-gift'"))[0]["version"] == 2


async def test_undo_takes_it_out_and_it_stays_out(floor: Floor) -> None:
    before = await article(floor)
    await chosen(floor)
    await weigh(floor, at_once=True)
    (taken,) = await suggested(floor, State.TAKEN)
    assert taken.decided_by == "bot"
    assert (await undo(floor, taken)).state is State.OPEN
    assert await article(floor) == before
    await floor.shop.ground.answers.follow()
    await chosen(floor)
    await weigh(floor, at_once=True)
    assert await article(floor) == before
    assert [one.count for one in await suggested(floor)] == [2]


async def test_what_was_dismissed_stays_so(floor: Floor) -> None:
    one = await the_one(floor)
    await floor.shop.engine.write(lambda tx: variants.dismiss(tx, one.id, floor.ana.id, floor.clock()))
    await chosen(floor)
    await weigh(floor)
    assert await suggested(floor) == []
    assert [it.count for it in await suggested(floor, State.DISMISSED)] == [2]
    await undo(floor, one)
    assert len(await suggested(floor)) == 1


async def test_one_that_was_taken_is_not_dismissed(floor: Floor) -> None:
    taken = await take(floor, await the_one(floor))
    with pytest.raises(BadRequest, match="Undo"):
        await floor.shop.engine.write(lambda tx: variants.dismiss(tx, taken.id, floor.ana.id, floor.clock()))


async def test_a_draft_takes_it_too_and_stays_one_of_the_newest_version(floor: Floor) -> None:
    one, published = await the_one(floor), await article(floor)
    written = replace(published, category="Gifts")
    at = floor.clock()
    draft = await floor.shop.engine.write(lambda tx: drafts.save(tx, written, None, at, "a_other"))
    await take(floor, one)
    carried = await floor.shop.engine.read(lambda tx: drafts.get(tx, "return-gift"))
    assert carried is not None
    assert carried.article.category == "Gifts"
    assert carried.article.translations == (await article(floor)).translations
    assert (carried.author, carried.base_version) == ("a_other", draft.base_version + 1)
    assert carried.revision > draft.revision
    assert await floor.shop.engine.write(lambda tx: drafts.publish(tx, "return-gift", carried.revision, at, "a_other"))


async def test_a_language_in_which_the_article_is_not_told_is_refused(floor: Floor) -> None:
    customer = await floor.customer(language="ru")
    conversation = await customer.ask("квантовая хромодинамика")
    await floor.desk.person(customer.sender)
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text=None, article="return-gift")
    await weigh(floor, at_once=True)
    (one,) = await suggested(floor)
    assert (one.language, one.source) == ("ru", "agent")
    with pytest.raises(BadRequest, match="translation"):
        await take(floor, one)


async def test_a_suggestion_that_is_not_there_is_said_so(floor: Floor) -> None:
    with pytest.raises(NotFound):
        await floor.shop.engine.write(lambda tx: variants.take(tx, "w_none", floor.ana.id, floor.clock()))
