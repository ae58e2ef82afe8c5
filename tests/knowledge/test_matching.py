"""Copies, chosen articles, synonyms, thresholds, explanations, and what training adds."""

from __future__ import annotations

import msgspec
import pytest

from knowledge import sample
from knowledge.article import Article, Translation
from knowledge.doubt import Policy
from knowledge.matcher import Matcher
from knowledge.synonym import Synonym

SYNONYMS = [
    Synonym(("parcel", "bundle", "brown box")),
    Synonym(("Lindena",), name=True),
]


@pytest.fixture(scope="module")
def shop() -> Matcher:
    return Matcher.build(sample.articles(), SYNONYMS)


def test_a_copy_is_independent(shop: Matcher) -> None:
    before = shop.search("where is my parcel")
    other = shop.copy()
    assert other.search("where is my parcel") == before
    other.remove("track-order")
    other.put(Article("moon", translations=(Translation("en", "Do you ship to the moon?"),)))
    assert shop.search("where is my parcel") == before
    assert "moon" not in shop.keys
    assert other.search("do you ship to the moon")[0].article == "moon"
    assert all(match.article != "track-order" for match in other.search("where is my parcel"))


def test_only_the_given_articles_are_looked_at(shop: Matcher) -> None:
    found = shop.search("where is my parcel", keys={"refund-status", "no-such-article"})
    assert {match.article for match in found} == {"refund-status"}
    assert shop.search("where is my parcel", keys=set()) == []
    assert shop.search("where is my parcel", keys=shop.keys) == shop.search("where is my parcel")


@pytest.mark.parametrize("question", ["where is my bundle", "where is my brown box", "where is my bundel"])
def test_a_synonym_is_read_as_what_the_articles_say(shop: Matcher, question: str) -> None:
    plain = Matcher.build(sample.articles()).search(question)
    best = shop.search(question)[0]
    assert best.article == "track-order"
    assert best.score == 100 or best.score > plain[0].score


def test_synonyms_are_changed_without_building_anew() -> None:
    matcher = Matcher.build(sample.articles())
    matcher.use(SYNONYMS)
    assert matcher.search("where is my bundle")[0].score == 100
    matcher.use([])
    assert matcher.explain("where is my bundle").synonyms == ()


def test_a_name_is_never_mended(shop: Matcher) -> None:
    with_name = Matcher.build([Article("a", translations=(Translation("en", "Where is Linden?"),))], SYNONYMS)
    without = Matcher.build([Article("a", translations=(Translation("en", "Where is Linden?"),))])
    assert without.mended("where is lindena") == {"lindena": "linden"}
    assert with_name.mended("where is lindena") == {}


def test_the_threshold_rises_as_fewer_may_be_wrong(shop: Matcher) -> None:
    thresholds = [shop.threshold(rate) for rate in (1.0, 0.3, 0.2, 0.1, 0.05, 0.02, 0.0)]
    assert thresholds == sorted(thresholds)
    assert thresholds[0] >= 0 and thresholds[-1] <= 1
    assert Matcher.build([]).threshold(0.1) == 1.0


def test_explains_what_search_found(shop: Matcher) -> None:
    explained = shop.explain("where is my parcl", policy=Policy(confident=0.5))
    found = shop.search("where is my parcl")
    assert explained.mended == {"parcl": "parcel"}
    assert [each.article for each in explained.articles] == [match.article for match in found]
    assert [each.confidence for each in explained.articles] == [match.confidence for match in found]
    best = explained.articles[0]
    assert best.nearest[0].wording == found[0].variant
    assert [near.near for near in best.nearest] == sorted((near.near for near in best.nearest), reverse=True)
    assert explained.verdict == "confident"
    assert msgspec.json.decode(msgspec.json.encode(explained))["tier"] == "lexical"
    assert shop.explain("where is my parcl", policy=Policy(confident=0.5)) == explained


def trained() -> Matcher:
    """Two subjects told apart by one word among many that they share."""
    fillers = ("please", "today", "again", "quickly", "maybe", "at home", "for my mother", "once more")
    kept = [
        Article(
            key,
            translations=(
                Translation(
                    "en", f"I want the {word} thing", variants=tuple(f"I want the {word} {it}" for it in fillers)
                ),
            ),
        )
        for key, word in (("red", "crimson"), ("blue", "azure"), ("green", "emerald"))
    ]
    return Matcher.build(kept)


def test_training_keeps_to_changed_articles() -> None:
    matcher = trained()
    assert matcher.search("crimson for everybody")[0].article == "red"
    matcher.put(Article("red", translations=(Translation("en", "Where do you park?"),)))
    assert matcher.search("where can I park")[0].article == "red"
    assert all(match.article != "red" or match.score < 20 for match in matcher.search("crimson for everybody"))


def test_an_article_that_gets_a_phrasing_is_found_as_well_as_before_and_by_it() -> None:
    matcher = trained()
    before = matcher.search("the crimson one for everybody")[0]
    told = Translation("en", "I want the crimson thing", variants=("Do you sell tomatoes?",))
    words = [f"I want the crimson {it}" for it in ("please", "today", "again", "quickly", "maybe", "at home")]
    grown = Translation(
        "en",
        told.title,
        variants=(*words, "I want the crimson for my mother", "I want the crimson once more", *told.variants),
    )
    matcher.put(Article("red", translations=(grown,)))
    assert matcher.search("do you sell tomatoes")[0].article == "red"
    assert matcher.search("the crimson one for everybody")[0].score >= before.score - 3


def test_calibrating_twice_changes_nothing() -> None:
    matcher = trained()
    before = matcher.search("azure for everybody")
    matcher.calibrate()
    assert matcher.search("azure for everybody") == before


def test_calibrating_is_given_up_without_a_trace() -> None:
    matcher = trained()
    before = matcher.search("azure for everybody")
    matcher.put(Article("more", translations=(Translation("en", "Something else"),)))
    matcher.remove("more")
    matcher.calibrate(lambda: True)
    assert matcher.search("azure for everybody")[0].confidence == pytest.approx(before[0].confidence, abs=0.02)


def test_a_synonym_of_one_language_counts_in_that_language_alone() -> None:
    kept = [
        Article(
            "gift", translations=(Translation("en", "Can I send a present?", variants=("send somebody a present",)),)
        ),
        Article("poison", translations=(Translation("de", "Ist das Mittel giftig?", variants=("ist das ein Toxin",)),)),
        Article("hours", translations=(Translation("en", "When are you open?"),)),
    ]
    matcher = Matcher.build(
        kept, [Synonym(("present", "gift"), language="en"), Synonym(("Toxin", "Gift"), language="de")]
    )
    assert [swap.others for swap in matcher.explain("can I send a gift").synonyms] == [("present",)]
    assert [swap.others for swap in matcher.explain("ist das ein Gift").synonyms] == [("toxin",)]
    assert matcher.search("can I send a gift")[0].article == "gift"
    assert matcher.search("ist das ein Gift")[0].article == "poison"


def test_what_training_adds_is_told() -> None:
    best = trained().explain("crimson for everybody").articles[0]
    assert (best.article, abs(best.second) > 1) == ("red", True)
    told = Article("walk", translations=(Translation("en", "How do I walk the dog?"),))
    best = Matcher.build([told], calibrated=False).explain("walk my dog").articles[0]
    assert best.score == pytest.approx(100 * sum(near.say for near in best.nearest) + best.second)
    assert best.second == 0
