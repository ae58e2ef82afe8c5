"""Whatever people read is there in every language."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.locale import FOLDER, NAMES, catalogue_json, words
from bot.locale.__main__ import missing, template

LANGUAGES = [language for language in NAMES if language != "en"]
BOT = FOLDER.parent

# A second and simpler reading of the code than bot.locale's own, so that neither is trusted alone.
CALL = re.compile(r"""(?<![\w$.])(?:\w+\.)?tn?\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)'|(`))""")


def read(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def sources() -> Iterator[Path]:
    yield from (path for path in sorted(BOT.rglob("*.py")) if path.parent != FOLDER)
    yield from (path for path in sorted((BOT / "web" / "static").rglob("*.js")) if "vendor" not in path.parts)


def said() -> Iterator[tuple[Path, str]]:
    for path in sources():
        for double, single, backtick in CALL.findall(path.read_text(encoding="utf-8")):
            in_page = path.suffix == ".js"
            assert not backtick, f"{path}: a text that is put together cannot be looked up"
            assert not (in_page and single), (
                f"{path}: texts stand in double quotes, where the catalogues' tool finds them"
            )
            yield path, (double or single).replace('\\"', '"').replace("\\n", "\n")


def test_every_text_of_the_code_is_translated_with_its_placeholders() -> None:
    assert missing() == {language: [] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_said_stands_in_the_catalogue(language: str) -> None:
    known = {
        text
        for message in read(language)
        if message.id and all([message.string] if isinstance(message.string, str) else message.string)
        for text in ((message.id,) if isinstance(message.id, str) else message.id)
    }
    found = list(said())
    assert len(found) > 200
    assert sorted({f"{path.relative_to(BOT)}: {text}" for path, text in found if text not in known}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_catalogue_is_a_guess_or_left_over(language: str) -> None:
    catalogue = read(language)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert {message.id for message in catalogue} == {message.id for message in template()}


@pytest.mark.parametrize("language", ["be", "ru"])
def test_what_is_said_in_cyrillic_stands_in_cyrillic(language: str) -> None:
    latin = []
    for message in read(language):
        for form in [message.string] if isinstance(message.string, str) else message.string:
            words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", form))
            if message.id and len(words) > 2 and not re.search("[а-яё]", form.lower()):
                latin.append(form)
    assert latin == []


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_can_be_filled_in(language: str) -> None:
    catalogue = read(language)
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set.union(*map(placeholders, ids))
        assert all(placeholders(form) == wanted for form in forms), message.id
        if isinstance(message.id, tuple):
            assert len(forms) == catalogue.num_plurals


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("sl", (1, 2, 3, 5)), ("be", (1, 2, 5)), ("ru", (1, 2, 5)), ("en", (1, 2)), ("id", (1, 2))],
)
def test_plurals_take_the_form_of_their_number(language: str, numbers: tuple[int, ...]) -> None:
    told = [words(language).tn("{n} answer in 30 days", "{n} answers in 30 days", n) for n in numbers]
    forms = {text.replace(str(n), "#") for text, n in zip(told, numbers, strict=True)}
    assert len(forms) == (1 if language == "id" else len(numbers))


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert words("en").t("Did this help?") == "Did this help?"
    assert words("xx").t("Did this help?") == "Did this help?"
    assert catalogue_json("xx") == b"{}"
    assert words("sl").t("Did this help?") != "Did this help?"


def test_a_light_page_gets_no_more_words_than_it_shows() -> None:
    desk = catalogue_json("sl", frozenset({"bot/desk/"}))
    assert b"There is no such message." in desk
    assert b"Accept this call first." in desk
    assert b"Photo" in desk
    lighter = catalogue_json("sl", frozenset({"bot/desk/"}), frozenset({"bot/desk/calls/", "bot/desk/pictures.py"}))
    assert b"There is no such message." in lighter
    assert b"Accept this call first." not in lighter
    assert b"Photo" not in lighter
