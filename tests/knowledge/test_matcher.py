"""Finding articles, whatever was changed before."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.article import Article, Translation
from knowledge.matcher import Matcher
from knowledge.normalize import normalize
from tests.knowledge.strategies import stores


def article(key: str, *wordings: str, language: str = "en", answer: str = "") -> Article:
    return Article(key, translations=(Translation(language, wordings[0], answer, variants=wordings[1:]),))


SHOP = [
    article("password", "How do I reset my password?", "I forgot my password", "Change account password"),
    article("track", "Where is my order?", "Track my package", "Order delivery status"),
    article("returns", "How can I return a product?", "Return policy", "I want to send an item back"),
    article("hours", "What are your opening hours?", "When are you open?", "Working hours"),
]


def scores(matcher: Matcher, question: str) -> dict[str, float]:
    return {match.article: match.score for match in matcher.search(question, limit=100)}


@given(stores())
@settings(max_examples=50)
def test_an_articles_own_phrasing_finds_it(kept: list[Article]) -> None:
    matcher = Matcher.build(kept)
    for each in kept:
        for told in each.translations:
            for wording in filter(normalize, (told.title, *told.variants)):
                found = scores(matcher, wording)
                assert found[each.key] == max(found.values()) == 100  # others may have the same wording


@given(stores(), st.text(max_size=60))
@settings(max_examples=80)
def test_matches_are_ordered_and_within_their_ranges(kept: list[Article], question: str) -> None:
    matches = Matcher.build(kept).search(question, limit=4)
    assert len({match.article for match in matches}) == len(matches) <= 4
    assert all(0 <= match.score <= 100 and 0 <= match.confidence <= 1 for match in matches)
    for better, worse in pairwise(matches):
        assert better.score >= worse.score and better.confidence >= worse.confidence


@given(stores(), stores(), st.data())
@settings(max_examples=40)
def test_changed_in_place_ranks_as_built_afresh(first: list[Article], then: list[Article], data: st.DataObject) -> None:
    matcher = Matcher.build(first, calibrated=False)
    standing = {each.key: each for each in first}
    for each in then:
        matcher.put(each)
        standing[each.key] = each
    for key in data.draw(st.sets(st.sampled_from(sorted(standing)))) if standing else ():
        matcher.remove(key)
        del standing[key]
    afresh = Matcher.build(standing.values(), calibrated=False)
    assert len(matcher) == len(standing)
    for each in [*standing.values(), *first]:
        question = each.translations[0].title
        assert scores(matcher, question) == pytest.approx(scores(afresh, question), abs=0.1)


def test_finds_each_article_by_each_of_its_phrasings() -> None:
    matcher = Matcher.build(SHOP)
    for each in SHOP:
        told = each.translations[0]
        for wording in (told.title, *told.variants):
            best = matcher.search(wording)[0]
            assert (best.article, best.variant) == (each.key, wording)


def test_mends_spelling_and_says_so() -> None:
    matcher = Matcher.build(SHOP)
    assert matcher.search("how do I reset my pasword")[0].article == "password"
    assert matcher.mended("how do I reset my pasword") == {"pasword": "password"}


def test_finds_nothing_where_nothing_is_shared() -> None:
    assert Matcher.build(SHOP).search("Привет") == []
    assert Matcher.build(SHOP).search("?!") == []
    assert Matcher.build([]).search("hello") == []


def test_a_megabyte_is_asked_as_its_beginning() -> None:
    matcher = Matcher.build(SHOP)
    assert matcher.search("Where is my order? " + "x" * 1_000_000)[0].article == "track"


def test_put_replaces_and_remove_forgets() -> None:
    matcher = Matcher.build(SHOP)
    matcher.put(article("hours", "Parking in front of the shop"))
    assert matcher.search("parking")[0].article == "hours"
    assert all(match.variant != "Working hours" for match in matcher.search("working hours"))
    matcher.remove("hours")
    matcher.remove("never was")
    assert all(match.article != "hours" for match in matcher.search("parking in front of the shop"))
    assert len(matcher) == 3


def test_of_two_articles_with_one_key_the_later_counts() -> None:
    matcher = Matcher.build([article("a", "apples"), article("a", "oranges")])
    assert [match.variant for match in matcher.search("oranges")] == ["oranges"]
    assert [match.variant for match in matcher.search("apples")] != ["apples"]


def test_an_answer_helps_to_find_an_article_that_few_phrasings_do() -> None:
    answer = "The voltage adapter converts 110 volts."
    matcher = Matcher.build([*SHOP, article("power", "Travelling abroad", answer=answer)])
    best = matcher.search("does the adapter work with 110 volts")[0]
    assert (best.article, best.variant) == ("power", "Travelling abroad")


def test_one_index_over_all_languages() -> None:
    matcher = Matcher.build([*SHOP, article("hours", "Kdaj ste odprti?", language="sl")])
    best = matcher.search("kdaj ste odprti")[0]
    assert (best.article, best.language) == ("hours", "sl")


def test_a_good_match_is_trusted_and_a_stray_one_is_not() -> None:
    matcher = Matcher.build(SHOP)
    assert matcher.search("I forgot my password")[0].confidence > 0.7
    stray = matcher.search("who won the match yesterday")
    assert not stray or stray[0].confidence < 0.3


def test_many_changes_leave_nothing_behind() -> None:
    matcher = Matcher.build(SHOP)
    for number in range(700):
        matcher.put(article("notice", f"Notice number {number}", "What is new?", "Any news?"))
    assert len(matcher._stock.index) < 2_100
    assert matcher.search("any news")[0].article == "notice"
    assert scores(matcher, "opening hours") == pytest.approx(
        scores(
            Matcher.build([*SHOP, article("notice", "Notice number 699", "What is new?", "Any news?")]),
            "opening hours",
        )
    )


def test_searching_while_articles_change() -> None:
    matcher = Matcher.build(SHOP)
    failed: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert matcher.search("where is my order")[0].article == "track"
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(150):
        matcher.put(article(f"extra-{number % 7}", f"Something else, number {number}", "Quite another thing"))
        matcher.remove(f"extra-{(number + 3) % 7}")
    matcher.calibrate()
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
