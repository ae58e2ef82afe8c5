from pathlib import Path

import pytest

from bot.events import ARTICLES
from bot.store import log, words
from bot.store.sqlite import SqliteEngine
from knowledge.attribute import Attribute, AttributeChoice
from knowledge.category import Category
from knowledge.synonym import Synonym
from knowledge.words import StaleWords, Words
from knowledge.words import words as all_words
from tests.fakes import database

SYNONYMS = (Synonym(("parcel", "package"), "en"), Synonym(("Linden Go",), name=True))
MODEL = Attribute("model", {"en": "Which model?"}, (AttributeChoice("a1", {"en": "Linden One"}), AttributeChoice("a2")))
CITY = Attribute("city", {"sl": "Kje živite?"})
ORDERS, RETURNS = Category("orders", {"en": "Orders", "ru": "Заказы"}), Category("returns")


async def test_what_is_put_is_read_in_its_order_and_told(tmp_path: Path) -> None:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))
    try:
        assert await engine.read(all_words) == Words((), (), (), 0, 0, 0)
        assert await engine.write(lambda tx: words.put_synonyms(tx, SYNONYMS, 0, 1)) == 1
        assert await engine.write(lambda tx: words.put_attributes(tx, (MODEL, CITY), 0, 2)) == 1
        assert await engine.write(lambda tx: words.put_attributes(tx, (CITY, MODEL), 1, 3)) == 2
        assert await engine.write(lambda tx: words.put_categories(tx, (ORDERS,), 0, 4)) == 1
        assert await engine.write(lambda tx: words.put_categories(tx, (RETURNS, ORDERS), 1, 5)) == 2
        assert await engine.read(all_words) == Words(SYNONYMS, (CITY, MODEL), (RETURNS, ORDERS), 1, 2, 2)
        told = await engine.read(lambda tx: log.after(tx, ARTICLES, 0, 10))
        assert [event.body for event in told] == [b'{"kind":"words"}'] * 5
    finally:
        await engine.aclose()


async def test_a_change_that_has_not_seen_the_last_one_is_refused_whole(tmp_path: Path) -> None:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))
    try:
        await engine.write(lambda tx: words.put_synonyms(tx, SYNONYMS, 0, 1))
        with pytest.raises(StaleWords) as refused:
            await engine.write(lambda tx: words.put_synonyms(tx, (), 0, 2))
        assert refused.value.revision == 1
        assert (await engine.read(all_words)).synonyms == SYNONYMS
        assert await engine.read(lambda tx: log.last_seq(tx, ARTICLES)) == 1
    finally:
        await engine.aclose()
