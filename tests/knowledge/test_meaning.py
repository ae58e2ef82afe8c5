"""Ranking by what texts mean."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.article import Article, Translation
from knowledge.embedder import Floats
from knowledge.match import Match
from knowledge.matcher import Matcher
from knowledge.meaning import Semantic, telling
from knowledge.phrasing import Phrasing
from knowledge.space import Lexical
from knowledge.vectors import BLOCK, Vectors
from knowledge.wordings import Wordings
from tests.fakes.embedder import Taught

SAME = {"automobile": "car", "fix": "repair", "avto": "car", "popravilo": "repair"}
MODEL = Taught(SAME)


def article(key: str, *wordings: str, language: str = "en") -> Article:
    return Article(key, translations=(Translation(language, wordings[0], variants=wordings[1:]),))


GARAGE = (
    article("repair", "Who will repair my car?", "Can you repair a car here", "car repair please", "repair it today"),
    article("opening", "When do you open?", "Opening hours of the shop", "Are you open on Sunday", "open at night"),
    article("paint", "Can I choose another colour?", "Which colours are there", "paint it red", "a new colour"),
    article("price", "What does it cost?", "Is it expensive", "price of the work", "how much money"),
)


def understanding(*articles: Article, model: Taught = MODEL) -> Matcher:
    matcher = Matcher.build(articles)
    understand(matcher, model)
    return matcher


def understand(matcher: Matcher, model: Taught = MODEL) -> list[str]:
    texts = matcher.unread()
    matcher.understand(texts, model.embed(texts))
    matcher.attune()
    return texts


def ask(matcher: Matcher, question: str, model: Taught = MODEL) -> list[Match]:
    return matcher.search(question, meaning=model.embed(matcher.readings(question)))


def test_what_means_the_same_in_other_words_is_found() -> None:
    matcher = understanding(*GARAGE)
    assert "repair" not in [match.article for match in matcher.search("fix automobile")[:1]]
    best = ask(matcher, "fix automobile")[0]
    assert (best.article, best.tier) == ("repair", "semantic")
    assert ask(matcher, "popravilo avto")[0].article == "repair"


@pytest.mark.parametrize("kept", GARAGE, ids=lambda it: it.key)
def test_an_articles_own_wordings_find_it_for_certain(kept: Article) -> None:
    matcher = understanding(*GARAGE)
    for wording in (kept.translations[0].title, *kept.translations[0].variants):
        best, *others = ask(matcher, wording)
        assert best.article == kept.key
        assert best.variant == wording
        assert all(0 <= other.score <= best.score <= 100 for other in others)
        assert all(0 <= other.confidence <= best.confidence <= 1 for other in others)


def test_without_the_questions_meaning_its_letters_rank() -> None:
    lexical = Matcher.build(GARAGE).search("how much money is car repair")
    assert understanding(*GARAGE).search("how much money is car repair") == lexical
    assert {match.tier for match in lexical} == {"lexical"}


def test_it_begins_once_most_phrasings_are_understood() -> None:
    matcher = Matcher.build(GARAGE)
    texts = matcher.unread()
    assert len(texts) == 16
    matcher.understand(texts[:12], MODEL.embed(texts[:12]))
    matcher.attune()
    assert not matcher.attuned
    assert ask(matcher, "fix automobile") == matcher.search("fix automobile")
    matcher.understand(texts[12:15], MODEL.embed(texts[12:15]))
    matcher.attune()
    assert matcher.attuned
    assert ask(matcher, "fix automobile")[0].article == "repair"


def test_a_phrasing_that_is_not_understood_yet_is_found_by_its_letters() -> None:
    matcher = understanding(*GARAGE)
    matcher.put(article("tyres", "Do you change tyres in winter?"))
    assert matcher.unread() == ["Do you change tyres in winter?"]
    assert ask(matcher, "change tyres winter")[0].article == "tyres"
    assert ask(matcher, "fix automobile")[0].article == "repair"


def test_a_changed_article_is_asked_about_only_in_its_new_wordings() -> None:
    matcher = understanding(*GARAGE)
    matcher.put(article("repair", "Who will repair my car?", "car repair please", "mend the engine"))
    assert understand(matcher) == ["mend the engine"]
    matcher.remove("repair")
    assert matcher.unread() == []
    assert "repair" not in {match.article for match in ask(matcher, "fix automobile")}


def test_wordings_keep_their_vectors_when_rows_are_numbered_anew() -> None:
    matcher = understanding(*GARAGE)
    before = ask(matcher, "fix automobile")
    for _ in range(300):  # each leaves four rows behind
        matcher.put(GARAGE[1])
    assert matcher.unread() == []
    after = ask(matcher, "fix automobile")
    assert [match.article for match in after] == [match.article for match in before]
    assert [match.score for match in after] == pytest.approx([match.score for match in before], abs=0.5)


def test_a_copy_is_changed_without_changing_the_first() -> None:
    matcher = understanding(*GARAGE)
    before = ask(matcher, "fix automobile")
    other = matcher.copy()
    assert ask(other, "fix automobile") == before
    other.put(article("tyres", "Do you change tyres?", "fix automobile"))
    understand(other)
    assert ask(other, "fix automobile")[0].article == "tyres"
    assert ask(matcher, "fix automobile") == before


def test_another_model_is_refused_and_can_begin_afresh() -> None:
    matcher = understanding(*GARAGE)
    other = Taught(SAME, dimensions=32)
    assert ask(matcher, "fix automobile", other) == matcher.search("fix automobile")
    matcher.put(article("tyres", "Do you change tyres?"))
    with pytest.raises(ValueError, match="32 dimensions"):
        matcher.understand(["Do you change tyres?"], other.embed(["Do you change tyres?"]))
    matcher.forget_vectors()
    assert not matcher.attuned
    assert len(understand(matcher, other)) == 17
    assert ask(matcher, "fix automobile", other)[0].article == "repair"


def test_only_the_articles_that_may_be_told_are_found() -> None:
    matcher = understanding(*GARAGE)
    assert {match.article for match in matcher.search("fix automobile", keys={"price"}, meaning=_meaning(matcher))} <= {
        "price"
    }


def test_an_explanation_tells_what_ranked() -> None:
    matcher = understanding(*GARAGE)
    explanation = matcher.explain("fix automobile", meaning=_meaning(matcher))
    assert (explanation.tier, explanation.articles[0].article) == ("semantic", "repair")
    assert all(-1 <= near.near <= 1 for near in explanation.articles[0].nearest)


def test_an_empty_store_understands_nothing() -> None:
    matcher = understanding()
    assert (matcher.unread(), matcher.attuned, ask(matcher, "fix automobile")) == ([], False, [])


def _meaning(matcher: Matcher) -> Floats:
    return MODEL.embed(matcher.readings("fix automobile"))


def test_the_question_is_read_as_typed_and_as_mended() -> None:
    matcher = understanding(*GARAGE)
    assert matcher.readings("Who'll REPAIR my car?") == ["Who'll REPAIR my car?"]
    assert matcher.readings("Please reapir, my car!") == ["Please reapir, my car!", "Please repair, my car!"]


def test_vectors_are_found_by_row_over_many_blocks() -> None:
    vectors = Vectors()
    made = np.random.default_rng(0).normal(size=(2 * BLOCK + 10, 3)).astype(np.float32)
    for start in range(0, len(made), 700):
        part = made[start : start + 700]
        vectors.put(part, [[start + at] for at in range(len(part))])
    rows = np.random.default_rng(1).permutation(len(made))[:500]
    assert (vectors.at(vectors.slots(rows)) == made[rows]).all()
    assert (np.concatenate(list(vectors.blocks())) == made).all()
    other = vectors.renumbered(rows)
    assert len(other) == 500
    assert (other.at(other.slots(np.arange(500))) == made[rows]).all()
    assert vectors.slots(np.array([len(made), 10**6])).tolist() == [-1, -1]


def test_a_mended_word_is_read_with_its_accents_and_its_capital() -> None:
    matcher = Matcher.build([article("window", "Wie öffne ich das Fenster?")])
    assert matcher.readings("Öffen das Fnster!") == ["Öffen das Fnster!", "Öffne das Fenster!"]


def test_a_mended_reading_has_its_share() -> None:
    meanings = understanding(*GARAGE)._stock.meanings
    typed, mended = MODEL.embed(["fix my automobile", "who repairs engines"])
    both = np.array([typed, mended])
    alone = [meanings.question(each[None]) for each in (typed, mended)]
    for share, single in zip((0.0, 1.0), alone, strict=True):
        blended = meanings.question(both, share)
        assert blended is not None and single is not None
        assert blended == pytest.approx(single, abs=1e-6)


def test_the_more_words_are_misspelt_the_more_letters_count() -> None:
    stock = understanding(*GARAGE)._stock
    letters = Lexical(stock.index, stock.index.vector_of(0))
    direction = stock.meanings.question(MODEL.embed(["how much money"]))
    assert direction is not None
    rows = np.flatnonzero(stock.index.alive)
    near = [
        Semantic(letters, stock.meanings, direction, stock.index.alive, stock.wordings.tongue_of, misspelt).near(rows)
        for misspelt in (0.0, 0.5, 1.0)
    ]
    away = [float(np.abs(each - letters.near(rows)).sum()) for each in near]
    assert away[0] > away[1] > away[2] > 0


def test_letters_of_another_language_tell_little() -> None:
    """Half of a language's phrasings are near the question, none of the other's but one, which is just as near."""
    letters, tongue_of = (
        np.array([0.4, 0, 0.4, 0, 0.4, 0, 0, 0], np.float32),
        np.array([0, 0, 0, 0, 1, 1, 1, 1], np.int32),
    )
    own, other = telling(letters, np.ones(8, bool), tongue_of)
    assert own == 1
    assert 0 < other < 0.2
    assert telling(letters, np.ones(8, bool), np.zeros(8, np.int32)).tolist() == [1]
    dead = telling(np.array([0, 0, 0.4, 0, 0.4, 0, 0, 0], np.float32), np.array([False, False, *[True] * 6]), tongue_of)
    assert dead[0] == 1, "rows that are gone speak for no language"
    assert telling(np.zeros(8, np.float32), np.ones(8, bool), tongue_of).tolist() == [0, 0]


def test_a_language_of_few_phrasings_is_taken_for_as_near_as_the_others() -> None:
    tongue_of = np.array([0] * 40 + [1], np.int32)
    letters = np.array([0.2] * 40 + [0.3], np.float32)
    assert telling(letters, np.ones(41, bool), tongue_of)[0] > 0.4
    assert telling(letters.repeat(40), np.ones(1640, bool), tongue_of.repeat(40))[0] < 0.15


def test_a_word_that_another_language_has_by_accident_counts_less_than_in_its_own() -> None:
    score = {}
    for language in ("en", "sl"):
        wordings = ("rust postaja", "postaja na poti", "kje je postaja", "nova postaja", "rust na poti")
        matcher = understanding(*GARAGE, article("station", *wordings, language=language))
        found = {match.article: match.score for match in ask(matcher, "is there rust on the new car")}
        score[language] = found["station"]
    assert score["sl"] < 0.9 * score["en"]


def test_a_question_without_a_letter_of_the_articles_is_trusted_as_its_meaning_deserves() -> None:
    matcher = understanding(*GARAGE)
    alike, apart = (
        matcher._asking(matcher._read(question), MODEL.embed(["fix car"])) for question in ("fix car", "ж ф")
    )
    assert apart.confidence(0.3, 0.1, 0.4) > alike.confidence(0.3, 0.1, 0.4)


def test_regions_share_their_language() -> None:
    wordings = Wordings()
    wordings.append([Phrasing(("a",), "a", language) for language in ("en", "sl", "en-GB", "en")])
    first, other, region, again = wordings.tongue_of.tolist()
    assert first == region == again != other


def test_words_that_no_phrasing_holds_may_be_misspelt_but_not_numbers() -> None:
    matcher = understanding(*GARAGE)
    assert matcher._misspelt(("repair", "my", "car")) == 0
    assert matcher._misspelt(("repair", "a1234", "4711")) == 0
    one, all_three = matcher._misspelt(("repair", "my", "xqzw")), matcher._misspelt(("xq", "xqz", "xqzw"))
    assert 0 < one < all_three < 1
    assert matcher._misspelt(()) == 0
