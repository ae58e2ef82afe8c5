"""What the bot does about what is said rather than asked, in the product's five languages."""

from dataclasses import replace

import pytest

from bot.dialogue.actions import AskWhich, Handoff, Line, Rate, Say, SendArticle, Solve, Speak
from bot.dialogue.asked import Found
from bot.dialogue.context import Context
from bot.dialogue.deciding import decide, decide_after
from bot.dialogue.phrases import wished_language
from bot.model import RatingCard
from tests.bot.dialogue.messages import ANSWERED, POLICY, SURE, asked, match


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        *((text, [Handoff("asked")]) for text in (
            "Talk to a person!", "agent", "Človek", "Хочу поговорить с человеком", "аператар",
            "hubungkan dengan petugas", "hello, i want a human please", "can i tlak to a person",
        )),
        *((text, [Say(Line.CALL)]) for text in (
            "can we do a video call?", "Please call me back", "videoklic", "lahko delim zaslon?", "перезвоните мне",
            "патэлефануйце мне", "bisa video call kak?", "hi, can i share my screen", "can u call me",
        )),
        *((text, [Say(Line.HELLO)]) for text in (
            "hi", "Hellooo!", "Добры дзень", "Dober dan", "здравствуйте", "selamat pagi kak", "hello bot", "👋",
        )),
        *((text, [Say(Line.WELL)]) for text in (
            "how are you", "Hi, how are you?", "kako si?", "dober dan, kako ste", "как дела?", "як справы", "apa kabar",
        )),
        *((text, [Say(Line.BOT)]) for text in (
            "are you a bot?", "Who are you", "a si bot", "ali govorim s človekom", "ты бот?", "ты робат",
            "kamu robot ya",
        )),
        *((text, [Say(Line.HELP)]) for text in (
            "help", "can you help me?", "imam vprašanje", "у мяне пытанне", "мне нужна помощь", "mau tanya kak",
        )),
        *((text, [Say(Line.WELCOME)]) for text in (
            "thanks", "Hvala lepa!", "дзякуй", "спасибо большое", "terima kasih 🙏", "ok thanks", "🙏", "no thanks",
        )),
        *((text, [Say(Line.GOODBYE)]) for text in ("bye", "adijo", "да пабачэння", "до свидания", "sampai jumpa")),
        *((text, [Say(Line.NOTED)]) for text in (
            "ok", "v redu", "зразумела", "понятно", "baik", "hmm", "sorry", "прабачце", "oprostite",
        )),
        *((text, [Say(Line.SORRY)]) for text in (
            "fuck you", "you are useless", "jebi se", "neumen bot", "тупы бот", "иди на хуй", "bot goblok", "🤬",
        )),
        *((text, [Say(Line.UNCLEAR)]) for text in ("?", "???", "...", "🤔", "yes", "da", "так", "да", "iya")),
        *((text, [Say(Line.REPHRASE)]) for text in ("no", "ne", "нет", "tidak", "none of these", "nobeno od teh")),
    ],
)  # fmt: skip
def test_what_is_said_rather_than_asked(text: str, actions: list[object]) -> None:
    assert decide(asked(text), SURE, POLICY) == actions
    assert decide(asked(text), Found(), POLICY) == actions


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        *((text, [Handoff("asked")]) for text in (
            "Kann ich mit einem Menschen sprechen?", "je veux parler à quelqu'un", "quiero hablar con una persona",
            "vorrei parlare con un operatore", "хочу поговорити з людиною", "mogu li razgovarati s nekim",
        )),
        *((text, [Say(Line.WELCOME)]) for text in ("Danke!", "Vielen Dank", "merci", "gracias", "grazie", "дякую")),
        *((text, [Say(Line.HELLO)]) for text in ("Guten Tag", "bonjour", "hola", "ciao", "добрий день", "dobar dan")),
        *((text, [Say(Line.LANGUAGES)]) for text in (
            "do you speak german?", "Deutsch bitte", "sprechen Sie Deutsch?", "en français svp", "можна українською",
        )),
    ],
)  # fmt: skip
def test_the_first_words_of_neighbours_are_understood(text: str, actions: list[object]) -> None:
    assert decide(asked(text), SURE, POLICY) == actions


def test_an_article_that_is_asked_for_in_just_these_words_is_told_all_the_same() -> None:
    hello = Found([match("hello", 0.99, "Hello!")])
    assert decide(asked("hello"), hello, POLICY) == [SendArticle(hello.whole[0])]
    assert decide(asked("how are you"), Found([match("hours", 0.99, "When are you open?")]), POLICY) == [Say(Line.WELL)]
    person = Found([match("people", 0.99, "Talk to a person")])
    assert decide(asked("talk to a person"), person, POLICY) == [Handoff("asked")]


@pytest.mark.parametrize("text", ["thanks", "Hvala lepa!", "terima kasih 🙏", "bye", "that's all", "вырашана"])
def test_thanks_end_an_episode_in_which_something_was_answered(text: str) -> None:
    assert decide(asked(text, answered=True), SURE, POLICY) == [Solve()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", "en"), ("Po slovensko, prosim", "sl"), ("Hello, do you speak Slovenian?", "sl"),
        ("можно по-русски?", "ru"), ("па-беларуску, калі ласка", "be"), ("bahasa indonesia dong", "id"),
    ],
)  # fmt: skip
def test_a_language_is_wished_for(text: str, language: str) -> None:
    assert decide(asked(text), SURE, POLICY) == [Speak(language, None)]
    assert decide(asked(text, ANSWERED), SURE, POLICY) == [Speak(language, "item")]
    assert decide(replace(asked(text), languages=("de",)), SURE, POLICY) == [Say(Line.LANGUAGES)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("please answer in slovenian", "sl"), ("switch to russian", "ru"), ("можна па-англійску?", "en"),
        ("можно по-словенски?", "sl"), ("angleščina prosim", "en"), ("can you write in Indonesian", "id"),
    ],
)  # fmt: skip
def test_a_language_is_wished_for_in_a_whole_sentence(text: str, language: str) -> None:
    assert wished_language(text) == language


@pytest.mark.parametrize(
    "text", ["how do I change the language of my account", "do you deliver to Slovenia", "answer me"]
)
def test_a_language_is_not_wished_for_by_a_question(text: str) -> None:
    assert wished_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "12345678", "#4711", "LN-2024-0012", "my order number is 88231", "maja@example.com", "+386 41 123 456",
        "Trubarjeva cesta 12, 1000 Ljubljana", "ул. Ленина 5", "Jl. Sudirman 5",
    ],
)  # fmt: skip
def test_particulars_are_kept_for_a_person(text: str) -> None:
    assert decide(asked(text), Found(), POLICY) == [Say(Line.KEPT)]


def test_what_an_order_number_is_mostly_sent_for_is_offered() -> None:
    actions = decide(asked("12345678"), SURE, POLICY)
    assert actions == [Say(Line.KEPT), AskWhich((SURE.whole[0],))]


# -- after the end --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("thanks", [Say(Line.WELCOME)]),
        ("bye", [Say(Line.GOODBYE)]),
        ("5", [Rate("q", 5)]),
        ("4 stars", [Rate("q", 4)]),
        ("⭐⭐⭐", [Rate("q", 3)]),
        ("where is my order", []),
        ("hello", []),
        ("12345", []),
    ],
)
def test_after_the_end_only_something_new_begins_anew(text: str, actions: list[object]) -> None:
    assert decide_after(text, Context(rating=RatingCard(request="q", text="How was it?"))) == actions


@pytest.mark.parametrize(
    ("text", "given"),
    [("10", 10), ("0", 0), ("7 points", 7), ("11", None), ("⭐⭐⭐", None), ("٧", 7)],
)
def test_a_number_is_a_rating_on_the_scale_of_its_card(text: str, given: int | None) -> None:
    card = RatingCard(request="q", text="How likely?", metric="nps", look="numbers")
    assert decide_after(text, Context(rating=card)) == ([] if given is None else [Rate("q", given)])


def test_thumbs_are_up_or_down() -> None:
    card = RatingCard(request="q", text="Still solved?", look="thumbs")
    assert decide_after("3", Context(rating=card)) == []
    assert decide_after("5", Context(rating=card)) == [Rate("q", 5)]
