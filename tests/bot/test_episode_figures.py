"""What is fixed when an episode ends, and for those that ended before it was kept."""

from typing import Any

from bot.figures.books_file import BooksFile
from bot.figures.figures import Figures
from bot.reports import Filter, overview
from bot.tasks import Tasks
from tests.bot.conftest import Floor

DAY_S = 86_400
COLUMNS = (
    "handler, channel, language, first_bot_ms, first_human_ms, wait_ms, handle_ms, person, questions, answered, stuck,"
    " again, returned_at IS NOT NULL AS returned"
)


async def episodes(floor: Floor) -> list[dict[str, Any]]:
    return await floor.shop.rows(f"SELECT {COLUMNS} FROM episodes WHERE resolved_at IS NOT NULL ORDER BY resolved_at")


async def test_an_article_that_answered_is_who_handled_it(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    floor.clock.turn(60)
    await floor.desk.solved(maja.sender)
    (it,) = await episodes(floor)
    assert (it["handler"], it["channel"], it["person"], it["first_human_ms"], it["wait_ms"]) == (
        "article", "widget", 0, None, None,
    )  # fmt: skip
    assert (it["questions"], it["answered"], it["stuck"], it["first_bot_ms"]) == (1, 1, 1, 0)


async def test_how_long_a_person_took(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    floor.clock.turn(10)
    await floor.desk.person(maja.sender)
    floor.clock.turn(20)
    fence = await floor.desk.take(floor.ana, conversation)
    floor.clock.turn(5)
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text="On its way.", article=None)
    floor.clock.turn(30)
    await floor.desk.resolve(floor.ana, conversation, fence)
    (it,) = await episodes(floor)
    assert (it["handler"], it["person"]) == ("agent", 1)
    assert (it["wait_ms"], it["first_human_ms"], it["handle_ms"]) == (20_000, 25_000, 35_000)
    assert it["stuck"] == 0  # a person had to


async def test_who_comes_again_within_a_week_was_not_helped_for_good(floor: Floor) -> None:
    maja = await floor.customer()
    for days in (0, 3, 8):
        floor.clock.turn(days * DAY_S)
        await maja.ask("where is my order")
        await floor.desk.solved(maja.sender)
    assert [(it["again"], bool(it["returned"])) for it in await episodes(floor)] == [(0, True), (1, False), (0, False)]


async def test_old_episodes_are_fixed_little_by_little(floor: Floor, tmp_path: Any) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    (fixed,) = await episodes(floor)

    def as_before(tx: Any) -> None:
        tx.execute("UPDATE episodes SET channel = NULL, language = NULL, handler = 'bot', questions = 0, answered = 0")
        tx.execute("UPDATE rating_requests SET handler = 'bot', article = NULL")

    await floor.shop.engine.write(as_before)
    ground, tasks = floor.shop.ground, Tasks()
    figures = Figures(ground.engine, ground.bus, floor.clock, "UTC", BooksFile(tmp_path / "f.npz"), tasks)
    where = Filter(since=0, until=floor.clock() + 1)
    assert (await figures.study(lambda books: overview(books, where))).conversations == 0
    await figures.tend()
    assert await episodes(floor) == [fixed]
    assert await floor.shop.rows("SELECT handler, article FROM rating_requests") == [
        {"handler": "article", "article": "track-order"}
    ]
    by_article = Filter(since=0, until=floor.clock() + 1, handler=("article",))
    told = await figures.study(lambda books: overview(books, by_article))
    assert (told.conversations, told.ratings.asked) == (1, 1)
    await tasks.aclose()
    await figures.aclose()
