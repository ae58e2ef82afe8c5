from babel.messages.catalog import Catalog

from bot.locale import NAMES, words
from bot.locale.__main__ import SHOWN_FROM, _in_javascript, _in_python, template, untranslated


def catalogue(english: object, translation: object) -> Catalog:
    found = Catalog(locale="sl")
    found.add(english, translation)
    return found


def test_python_literals_are_found() -> None:
    source = """
told = words(language).t("Hello, {name}!", name=name)
counted = tongue.tn("{n} star", "{n} stars", n)
shown = tongue.t(text)
raise BadRequest("The message is empty.")
"""
    assert list(_in_python(source, ["BadRequest"])) == [
        "Hello, {name}!",
        ("{n} star", "{n} stars"),
        "The message is empty.",
    ]
    assert "The message is empty." not in list(_in_python(source, []))


def test_javascript_literals_are_found_in_templates_within_templates() -> None:
    source = """
export const table = { one: mark("In a table") };
html`<p title=${t("Say \\\\"yes\\\\"")}>${open ? html`<b>${t(
  "Deep, in {place}", { place })}</b>` : tn("{n} star", "{n} stars", n)}</p>`;
start("no"); this.t("no"); t(wanted);
""".replace("\\\\", "\\")
    assert list(_in_javascript(source)) == [
        "In a table",
        'Say "yes"',
        "Deep, in {place}",
        ("{n} star", "{n} stars"),
    ]


def test_what_is_empty_or_has_other_placeholders_is_not_translated() -> None:
    assert untranslated(catalogue("Hello, {name}!", "Zdravo, {name}!")) == []
    assert untranslated(catalogue("Hello, {name}!", "")) == ["Hello, {name}!"]
    assert untranslated(catalogue("Hello, {name}!", "Zdravo, {ime}!")) == ["Hello, {name}!"]
    stars = ("{n} star", "{n} stars")
    assert untranslated(catalogue(stars, ("{n} zvezdica", "{n} zvezdici", "{n} zvezdice", "{n} zvezdic"))) == []
    assert untranslated(catalogue(stars, ("{n} zvezdica", "{n} zvezdici", "", "{n} zvezdic"))) == ["{n} star"]


def test_every_language_knows_its_plurals() -> None:
    def forms(language: str) -> list[str]:
        return [words(language).tn("{n} answer", "{n} answers", n) for n in (1, 2, 3, 5, 21, 101)]

    assert forms("en") == ["1 answer", "2 answers", "3 answers", "5 answers", "21 answers", "101 answers"]
    assert forms("sl") == ["1 odgovor", "2 odgovora", "3 odgovori", "5 odgovorov", "21 odgovorov", "101 odgovor"]
    assert forms("be") == ["1 адказ", "2 адказы", "3 адказы", "5 адказаў", "21 адказ", "101 адказ"]
    assert forms("ru") == ["1 ответ", "2 ответа", "3 ответа", "5 ответов", "21 ответ", "101 ответ"]
    assert forms("id") == ["1 jawaban", "2 jawaban", "3 jawaban", "5 jawaban", "21 jawaban", "101 jawaban"]


def test_every_text_says_where_it_stands() -> None:
    texts = [message for message in template() if message.id]
    assert len(texts) > 300 and set(NAMES) == {"en", "sl", "be", "ru", "id"}
    assert all(message.locations and all(not line for _, line in message.locations) for message in texts)


def test_what_the_templates_of_the_help_centre_say_is_found() -> None:
    texts = {message.id: [path for path, _ in message.locations] for message in template()}
    assert "bot/web/help/templates/article.html" in texts["Did this help?"]
    assert "bot/web/help/templates/home.html" in texts[("{n} article", "{n} articles")]


def test_where_errors_are_shown_from_is_there() -> None:
    assert [path for path in SHOWN_FROM if not path.exists()] == []
