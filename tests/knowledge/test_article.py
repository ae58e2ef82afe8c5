from __future__ import annotations

from typing import Any

import pytest

from knowledge.article import ANSWER_LENGTH, TITLE_LENGTH, Article, ArticleError, Translation

TOLD = Translation("en", "Where is my order?")


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("key", lambda: Article("", translations=(TOLD,))),
        ("key", lambda: Article("../etc/passwd", translations=(TOLD,))),
        ("key", lambda: Article("a//b", translations=(TOLD,))),
        ("key", lambda: Article("a/.b", translations=(TOLD,))),
        ("key", lambda: Article("a/", translations=(TOLD,))),
        ("key", lambda: Article("a" * 101, translations=(TOLD,))),
        ("key", lambda: Article("what?", translations=(TOLD,))),
        ("category", lambda: Article("a", category=" ", translations=(TOLD,))),
        ("tags", lambda: Article("a", tags=("a, b",), translations=(TOLD,))),
        ("translations", lambda: Article("a")),
        ("translations", lambda: Article("a", translations=(TOLD, TOLD))),
        ("language", lambda: Translation("english!", "T")),
        ("title", lambda: Translation("en", " \n ")),
        ("title", lambda: Translation("en", "T" * (TITLE_LENGTH + 1))),
        ("title", lambda: Translation("en", "a\0b")),
        ("variant", lambda: Translation("en", "T", variants=("\ud800",))),
        ("answer", lambda: Translation("en", "T", "a" * (ANSWER_LENGTH + 1))),
        ("link", lambda: Translation("en", "T", link="javascript:alert(1)")),
        ("link", lambda: Translation("en", "T", link="//elsewhere.example")),
        ("link", lambda: Translation("en", "T", link="https://shop.example/a b")),
        ("video", lambda: Translation("en", "T", video="/film")),
        ("video", lambda: Translation("en", "T", video="mailto:film@shop.example")),
        ("valid_from", lambda: Article("a", translations=(TOLD,), valid_from=-1)),
        ("valid_until", lambda: Article("a", translations=(TOLD,), valid_until=10**15)),
        ("valid_until", lambda: Article("a", translations=(TOLD,), valid_from=5, valid_until=5)),
        ("channels", lambda: Article("a", translations=(TOLD,), channels=("fax",))),
        ("audience", lambda: Article("a", translations=(TOLD,), audience=("a, b",))),
        ("needs", lambda: Article("a", translations=(TOLD,), needs=("which model",))),
        ("confident", lambda: Article("a", translations=(TOLD,), confident=1.01)),
        ("confident", lambda: Article("a", translations=(TOLD,), confident=float("nan"))),
    ],
)
def test_refuses_what_cannot_be_kept(field: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(ArticleError) as caught:
        make()
    assert caught.value.field == field
    assert str(caught.value).endswith(".")


def test_keeps_text_tidy() -> None:
    told = Translation("en", "  Where\n is it? ", "\r\nHere.\r\n\r\nOr there.\n", variants=(" where\t",))
    assert (told.title, told.answer, told.variants) == ("Where is it?", "Here.\n\nOr there.", ("where",))


@pytest.mark.parametrize("key", ["a", "app/crash", "Refund_not_showing_up", "q-1.2", "a" * 100])
def test_takes_keys_as_files_have_them(key: str) -> None:
    assert Article(key, translations=(TOLD,)).key == key


@pytest.mark.parametrize(
    ("language", "fallback", "found"),
    [("sl", "en", "sl"), ("id", "en", "en"), ("id", "ru", "be"), (None, None, "be"), (None, "sl", "sl")],
)
def test_falls_back_on_a_language_that_there_is(language: str | None, fallback: str | None, found: str) -> None:
    article = Article("a", translations=tuple(Translation(code, "T") for code in ("be", "en", "sl")))
    assert article.translation(language, fallback).language == found


@pytest.mark.parametrize(
    ("rules", "at", "channel", "labels", "stands"),
    [
        ({}, 5, None, (), True),
        ({"valid_from": 5}, 4, None, (), False),
        ({"valid_from": 5, "valid_until": 6}, 5, None, (), True),
        ({"valid_from": 5, "valid_until": 6}, 6, None, (), False),
        ({"channels": ("widget", "help")}, 5, "telegram", (), False),
        ({"channels": ("widget", "help")}, 5, "help", (), True),
        ({"channels": ("widget",)}, 5, None, (), True),
        ({"audience": ("business", "press")}, 5, "widget", (), False),
        ({"audience": ("business", "press")}, 5, "widget", ["press", "old"], True),
    ],
)
def test_stands_where_when_and_for_whom_it_is_meant(
    rules: dict[str, Any], at: int, channel: str | None, labels: tuple[str, ...], stands: bool
) -> None:
    assert Article("a", translations=(TOLD,), **rules).stands(at, channel, labels) is stands


def test_names_each_rule_once() -> None:
    article = Article("a", translations=(TOLD,), channels=("help", "help"), audience=(" a", "a "), needs=("m", "m"))
    assert (article.channels, article.audience, article.needs) == (("help",), ("a",), ("m",))


def test_a_translation_that_has_an_answer_is_told_before_one_that_lacks_it() -> None:
    lacking, told = Translation("sl", "Kje?"), Translation("en", "Where?", "There.")
    article = Article("where", translations=(lacking, told))
    assert article.translation("sl") == lacking
    assert article.answered("sl") == told
    assert Article("where", translations=(lacking,)).answered("en", "en") == lacking
