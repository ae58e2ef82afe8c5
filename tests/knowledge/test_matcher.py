"""An article is found by its own phrasings, whatever was changed before."""

from __future__ import annotations

from knowledge.article import Article, Translation
from knowledge.matcher import Matcher


def article(key: str, *wordings: str, language: str = "en", answer: str = "") -> Article:
    return Article(key, translations=(Translation(language, wordings[0], answer, variants=wordings[1:]),))


SHOP = [
    article("password", "How do I reset my password?", "I forgot my password", "Change account password"),
    article("track", "Where is my order?", "Track my package", "Order delivery status"),
    article("returns", "How can I return a product?", "Return policy", "I want to send an item back"),
    article("hours", "What are your opening hours?", "When are you open?", "Working hours"),
]


def test_finds_each_article_by_each_of_its_phrasings() -> None:
    matcher = Matcher.build(SHOP)
    for each in SHOP:
        told = each.translations[0]
        for wording in (told.title, *told.variants):
            best = matcher.search(wording)[0]
            assert (best.article, best.variant) == (each.key, wording)


def test_mends_spelling() -> None:
    assert Matcher.build(SHOP).search("how do I reset my pasword")[0].article == "password"


def test_finds_nothing_where_nothing_is_shared() -> None:
    assert Matcher.build(SHOP).search("Привет") == []
    assert Matcher.build([]).search("hello") == []


def test_put_replaces_and_remove_forgets() -> None:
    matcher = Matcher.build(SHOP)
    matcher.put(article("hours", "Parking in front of the shop"))
    assert matcher.search("parking")[0].article == "hours"
    assert all(match.variant != "Working hours" for match in matcher.search("working hours"))
    matcher.remove("hours")
    assert matcher.search("parking shop") == [] or matcher.search("parking")[0].article != "hours"
    assert len(matcher) == 3
