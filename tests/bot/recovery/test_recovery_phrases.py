"""Suggested wordings: in each language, several for each situation, whole sentences without holes."""

from collections import Counter

import pytest

from bot.recovery.phrases import Situation, situation, wordings
from knowledge.language import Detector

LANGUAGES = ("en", "sl", "be", "ru", "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_three_for_each_situation(language: str) -> None:
    found = wordings(language, "Maja")
    assert Counter(it.situation for it in found) == dict.fromkeys(Situation, 3)
    assert len({it.text for it in found}) == len(found)
    for it in found:
        assert "Maja" in it.text
        assert "{" not in it.text
        assert len(it.text) < 500


def test_who_has_no_name_is_greeted_without() -> None:
    assert wordings("en", None)[0].text.startswith("Hello,\n\n")
    assert "{" not in wordings("be", None)[0].text


def test_a_name_is_no_template() -> None:
    assert "{agent}" in wordings("en", "{agent}")[0].text


def test_a_language_without_wordings_falls_back() -> None:
    assert wordings("de", "Maja") == wordings("en", "Maja")


@pytest.mark.parametrize(
    ("reasons", "found"),
    [
        ((), Situation.GENERAL), (("price",), Situation.GENERAL), (("price", "slow"), Situation.SLOW),
        (("wrong",), Situation.ANSWER), (("tone",), Situation.MANNER), (("broken",), Situation.PRODUCT),
    ],
)  # fmt: skip
def test_reasons_propose_a_situation(reasons: tuple[str, ...], found: Situation) -> None:
    assert situation(reasons) is found


def test_the_words_are_in_their_language() -> None:
    detector = Detector(LANGUAGES)
    for language in LANGUAGES:
        for it in wordings(language, None):
            assert detector.detect(it.text.split("\n\n")[1]) == language
