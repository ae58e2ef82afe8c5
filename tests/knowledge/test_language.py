from __future__ import annotations

import csv
from pathlib import Path

import pytest

from knowledge import sample
from knowledge.abroad import Abroad
from knowledge.language import Detector

LANGUAGES = ("en", "sl", "be", "ru", "id")
QUESTIONS = Path(__file__).with_name("supportmini.tsv")


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(LANGUAGES, sample.articles())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my parcel?", "en"),
        ("Kje je moj paket?", "sl"),
        ("koliko casa traja posiljanje v tujino", "sl"),  # without č š ž
        ("prosim povezite me z agentom", "sl"),
        ("Дзе мая пасылка?", "be"),
        ("Где моя посылка?", "ru"),
        ("Di mana paket saya?", "id"),
    ],
)
@pytest.mark.parametrize("prior", [None, *LANGUAGES])
def test_follows_the_customer_into_another_language(
    detector: Detector, text: str, language: str, prior: str | None
) -> None:
    assert detector.detect(text, prior) == language


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "OK!",
        "12345",
        "",
        "👍",
        "Ana",
        "Minsk",
        "DHL",
        "iPhone 13",
        "ana@shop.example",
        "https://shop.example/en/where-is-my-order",
        "SL-2024-1187",
    ],
)
@pytest.mark.parametrize("prior", ["sl", "id", "en"])
def test_names_numbers_and_links_flip_nothing(detector: Detector, text: str, prior: str) -> None:
    assert detector.detect(text, prior) == prior


@pytest.mark.parametrize("text", ["ok", "12345", "", "👍", "DHL", "Müller", "ja"])
def test_says_nothing_about_what_says_nothing(detector: Detector, text: str) -> None:
    assert detector.detect(text) is None


@pytest.mark.parametrize(
    ("text", "language"), [("garancija", "sl"), ("привет", "ru"), ("дзякуй", "be"), ("invoice", "en")]
)
def test_a_telling_word_is_enough_to_begin_with(detector: Detector, text: str, language: str) -> None:
    assert detector.detect(text) == language


def test_a_word_in_another_script_outweighs_the_last_language(detector: Detector) -> None:
    assert detector.detect("спасибо", "en") == "ru"


@pytest.mark.parametrize(
    "text",
    ["Meine Lampe ist kaputt angekommen", "gde moy zakaz", "ult vjq pfrfp", "Siparişim nerede", "cangkirnya retak"],
)
def test_words_that_no_language_knows_leave_none(detector: Detector, text: str) -> None:
    for prior in ("en", "ru", "be"):
        assert detector.detect(text, prior) == prior


def test_what_is_in_none_of_the_languages_is_told_from_what_is(detector: Detector) -> None:
    for text in ("Wo ist mein Paket?", "Où est mon colis ?", "dov'è il mio ordine", "де моє замовлення"):
        assert detector.is_foreign(text)
    for text in ("Wo", "", "quantum chromodynamics for beginners", "hwo do i rst my pasword", "kok stane dostava"):
        assert not detector.is_foreign(text)
    assert not Detector(LANGUAGES).is_foreign("Wo ist mein Paket?"), "it knows no words yet"


def test_borrowed_words_do_not_make_a_text_one_of_another_language(detector: Detector) -> None:
    for text in ("kako je z refund in kdaj", "moje naročilo gift card"):
        assert detector.is_mixed(text, "en", "sl")
        assert not detector.is_clearly(text, "en", "sl")
    assert detector.is_clearly("where is your shop in Ljubljana", "en", "sl")
    assert not detector.is_clearly("return gift", "en", "sl")
    assert detector.is_clearly("моя посылка", "ru", "sl")


def test_one_language_needs_no_detecting() -> None:
    assert Detector(["sl"]).detect("what is this") == "sl"


def test_regions_are_kept_as_configured() -> None:
    assert Detector(["pt-BR", "en"]).detect("Onde está o meu pedido?", "en") == "pt-BR"


def test_support_questions(detector: Detector) -> None:
    """Most questions of a few words are told right without help, nearly all with the last language known."""
    with QUESTIONS.open(encoding="utf-8") as file:
        told = [(text, language) for _, text, language, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    without = sum(detector.detect(text) == language for text, language in told) / len(told)
    within = sum(detector.detect(text, language) == language for text, language in told) / len(told)
    typed = [(text.translate(str.maketrans("čšž", "csz")), language) for text, language in told if language == "sl"]
    plain = sum(detector.detect(text) == language for text, language in typed) / len(typed)
    assert without >= 0.98 and within >= 0.99 and plain >= 0.98


def test_it_judges_as_before_once_it_has_rested() -> None:
    detector = Detector(("en", "sl", "ru"))
    detector.rest()
    text = "kdaj bo prišel moj paket"
    before = detector.detect(text)
    detector.rest()
    detector.hear("otherwise", "en")  # what was judged of recent texts is forgotten
    assert detector.detect(text) == before == "sl"


def test_languages_from_abroad_are_told_as_before_once_it_has_rested() -> None:
    abroad = Abroad({"en", "sl"})
    abroad.rest()
    assert abroad.chance("meine lampe ist leider kaputt angekommen") > 0.9
    abroad.rest()
    assert abroad.chance("ich möchte sie gerne zurückgeben") > 0.9
    assert abroad.chance("where is the parcel that I have ordered") < 0.3
