"""What the bot does about a message: a table of what people write, in the product's five languages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.actions import (
    AdmitNotKnowing,
    AskWhich,
    Choose,
    Decline,
    Forget,
    Handoff,
    Know,
    Line,
    Rate,
    Reject,
    Say,
    SendArticle,
    Solve,
    Speak,
    Vote,
    Wait,
)
from bot.dialogue.context import Answer, Context, Offer
from bot.dialogue.deciding import Asked, Found, Option, decide, decide_after
from bot.dialogue.phrases import Meaning, meaning, wished_language
from bot.dialogue.references import mentioned, stands_alone
from bot.dialogue.splitting import clauses, without_denied
from bot.locale import words
from bot.model import Choice, RatingCard
from knowledge.doubt import Policy
from knowledge.matcher import Match

POLICY = Policy(confident=0.6, unsure=0.2, margin=0.05)
LANGUAGES = ("en", "sl", "be", "ru", "id")


def match(article: str, confidence: float, wording: str = "") -> Match:
    return Match(article, wording or f"about {article}", "en", 100 * confidence, confidence)


SURE = Found([match("a", 0.9), match("b", 0.3)])
DOUBTFUL = Found([match("a", 0.5), match("b", 0.4), match("c", 0.3), match("d", 0.25)])
UNKNOWN = Found([match("a", 0.1)])

TWO = Offer(5, (Choice(article="item", label="Return an item"), Choice(article="gift", label="Return a gift")))
ONE = Offer(5, TWO.choices[:1])
CHOICES = Context(offer=TWO)
ANSWERED = Context(answer=Answer(7, "item", None, "how do i return this"), answered_last=True)
OFFERED_PERSON = Context(person_offered=True)


def asked(text: str, context: Context | None = None, **rest: object) -> Asked:
    return Asked(text, context=context or Context(), languages=LANGUAGES, **rest)


# -- questions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "found", "actions"),
    [
        (asked("where is my order"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("something about returns"), DOUBTFUL, [AskWhich(tuple(DOUBTFUL.whole[:3]))]),
        (asked("meaning of life"), UNKNOWN, [AdmitNotKnowing(Line.UNKNOWN)]),
        (asked("meaning of life"), Found(), [AdmitNotKnowing(Line.UNKNOWN)]),
        (asked("life, the meaning of it", misses=1), UNKNOWN, [AdmitNotKnowing(Line.STILL_UNKNOWN)]),
        (
            asked("life, the meaning of it", misses=1, person_here=True),
            UNKNOWN,
            [AdmitNotKnowing(Line.STILL_UNKNOWN), Handoff("unmatched")],
        ),
        (asked("where the fuck is it"), UNKNOWN, [AdmitNotKnowing(Line.SORRY)]),
        (asked("where the fuck is my order"), SURE, [SendArticle(SURE.whole[0])]),
        # The whole message counts, not a word in it.
        (asked("my problem is not solved"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("hello, where is my order"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("the person at the door took my parcel"), SURE, [SendArticle(SURE.whole[0])]),
        # What was told or offered in vain is not told again.
        (
            asked("where is it", Context(rejected=frozenset({"a"}))),
            DOUBTFUL,
            [AskWhich(tuple(DOUBTFUL.whole[1:4]))],
        ),
    ],
)
def test_a_question(said: Asked, found: Found, actions: list[object]) -> None:
    assert decide(said, found, POLICY) == actions


def test_an_article_may_want_more_or_less_certainty_than_the_others() -> None:
    strict, lax = replace(POLICY, own={"a": 0.95}), replace(POLICY, own={"a": 0.4})
    assert decide(asked("where is my order"), SURE, strict) == [AskWhich(tuple(SURE.whole))]
    assert decide(asked("something about it"), DOUBTFUL, lax) == [SendArticle(DOUBTFUL.whole[0])]


@pytest.mark.parametrize(("waiting", "burst"), [(True, True), (False, True), (True, False)])
def test_doubt_waits_for_further_words_and_certainty_does_not(waiting: bool, burst: bool) -> None:
    said = asked("where is", may_wait=True, burst=burst, waiting=waiting)
    assert decide(said, DOUBTFUL, POLICY) == [Wait(at_once=False)]
    assert decide(said, UNKNOWN, POLICY) == [Wait(at_once=False)]
    assert decide(said, SURE, POLICY) == [SendArticle(SURE.whole[0])]


def test_what_accompanies_a_question_that_waits_waits_with_it() -> None:
    for text in ("please", "hello", "?", "thanks"):
        assert decide(asked(text, may_wait=True, burst=True, waiting=True), UNKNOWN, POLICY) == [Wait(at_once=False)]
    person = asked("human please", may_wait=True, burst=True, waiting=True)
    assert decide(person, UNKNOWN, POLICY) == [Handoff("asked")]


def test_several_questions_are_answered_when_each_is_sure_of_its_own_article() -> None:
    a, b = match("a", 0.9), match("b", 0.8)
    both = Found(UNKNOWN.whole, (("where is it", [a]), ("how do i pay", [b])))
    assert decide(asked("where is it and how do i pay"), both, POLICY) == [
        SendArticle(a, "where is it"),
        SendArticle(b, "how do i pay"),
    ]
    same = Found(SURE.whole, (("where is it", [a]), ("where", [a])))
    assert decide(asked("where is it and where"), same, POLICY) == [SendArticle(SURE.whole[0])]


def test_what_joining_words_join_is_answered_apart_where_it_says_more() -> None:
    text, parts = "reset my password and cancel my newsletter", ("reset my password", "cancel my newsletter")
    assert clauses(text) == parts
    assert clauses("terms and conditions") == clauses("where is it") == ()
    a, b = match("a", 0.9), match("b", 0.7)
    found = Found([match("a", 0.75)], clauses=((parts[0], [a]), (parts[1], [b])))
    assert decide(asked(text), found, POLICY) == [SendArticle(a, parts[0]), SendArticle(b, parts[1])]
    for whole in (match("c", 0.95), match("a", 0.7, "Reset my password, and cancel my newsletter!")):
        assert decide(asked(text), replace(found, whole=[whole]), POLICY) == [SendArticle(whole)]
    b = match("b", 0.5)
    doubtful = replace(found, clauses=((parts[0], [match("a", 1.0)]), (parts[1], [b])))
    whole = replace(doubtful, whole=[match("a", 0.7)])
    assert decide(asked(text), whole, POLICY) == [SendArticle(match("a", 1.0), parts[0]), AskWhich((b,))]
    assert decide(asked(text), replace(doubtful, whole=[match("a", 0.8)]), POLICY) == [SendArticle(match("a", 0.8))]


def test_a_question_that_is_sure_is_answered_and_one_beside_it_that_is_not_gets_choices() -> None:
    a, b, c = match("a", 0.9), match("b", 0.4), match("c", 0.3)
    found = Found(SURE.whole, (("where is it", [a]), ("how much", [b, a, c])))
    text = "where is it and how much"
    assert decide(asked(text), found, POLICY) == [SendArticle(a, "where is it"), AskWhich((b, c))]
    assert decide(asked(text, may_wait=True, burst=True), found, POLICY) == [Wait(at_once=False)]
    told = Found(SURE.whole, (("it came broken", [b, c]), ("where is it", [a])))  # what is told is no question
    assert decide(asked("it came broken. where is it?"), told, POLICY) == [SendArticle(SURE.whole[0])]


@pytest.mark.parametrize("text", ["the second one", "2", "both", "zadnji", "второй", "yang pertama", "the last one"])
def test_pointing_at_nothing_is_no_question(text: str) -> None:
    assert decide(asked(text), SURE, POLICY) == [Say(Line.UNCLEAR)]


@pytest.mark.parametrize(
    "text", ["no, the other order", "ne, drugo naročilo", "не, іншая замова", "bukan, pesanan lain"]
)
def test_contradicting_nothing_is_no_question(text: str) -> None:
    assert decide(asked(text), SURE, POLICY) == [Say(Line.MISUNDERSTOOD)]


def test_in_doubt_each_sentence_has_a_say() -> None:
    parts = (("i bought a lamp", [match("a", 0.4)]), ("it is broken", [match("b", 0.3)]), ("hm hm", [match("c", 0.1)]))
    found = Found(UNKNOWN.whole, parts)
    assert decide(asked("i bought a lamp. it is broken. hm hm"), found, POLICY) == [
        AskWhich((parts[0][1][0], parts[1][1][0]))
    ]


def test_what_stands_right_above_is_not_among_the_choices() -> None:
    found = Found([match("item", 0.4), match("b", 0.3)])
    assert decide(asked("and then", ANSWERED), found, POLICY) == [AskWhich((found.whole[1],))]
    assert decide(asked("and then", ANSWERED), Found(found.whole[:1]), POLICY) == [AdmitNotKnowing(Line.NO_MORE)]


# -- what is not a question ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        *((text, [Handoff("asked")]) for text in (
            "Talk to a person!", "agent", "Človek", "Хочу поговорить с человеком", "аператар",
            "hubungkan dengan petugas", "hello, i want a human please", "can i tlak to a person",
        )),
        *((text, [Say(Line.CALL)]) for text in (
            "can we do a video call?", "Please call me back", "videoklic", "lahko delim zaslon?", "перезвоните мне",
            "патэлефануйце мне", "bisa video call kak?", "hi, can i share my screen",
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
        *((text, [Say(Line.NOTED)]) for text in ("ok", "v redu", "зразумела", "понятно", "baik", "hmm")),
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


# -- in context ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "context", "actions"),
    [
        *((text, CHOICES, [Choose(5, "gift")]) for text in (
            "2", "2.", "the second one", "second please", "Number two", "the last", "gift", "the gfit one",
            "return a gift", "drugo", "tisto drugo", "drugi prosim", "zadnje", "второй", "второе пожалуйста", "другі",
            "апошні", "другое",
            "yang kedua", "nomor 2", "terakhir",
        )),
        *((text, CHOICES, [Choose(5, "item")]) for text in (
            "1", "the first one", "prvo", "первый", "першы варыянт", "yang pertama", "item",
        )),
        ("yes", ONE, [Choose(5, "item")]),
        ("ja", ONE, [Choose(5, "item")]),
        ("👍", ONE, [Choose(5, "item")]),
        ("yes", CHOICES, [Say(Line.WHICH_FIRST)]),
        *((text, CHOICES, [Decline(5), Say(Line.REPHRASE)]) for text in (
            "no", "none of these", "neither", "nič od tega", "nobeno od teh", "ніводны", "ни одно из этого",
            "tidak ada", "bukan itu", "something else", "не то",
        )),
        ("no", ONE, [Decline(5), Say(Line.REPHRASE)]),
        *((text, CHOICES, [Choose(5, "item"), Choose(5, "gift")]) for text in (
            "both", "both please", "oboje", "оба", "абодва", "keduanya",
        )),
        *((text, ANSWERED, [Vote(7, True)]) for text in (
            "yes", "that helped", "да, помогло", "it works now, thanks", "rešeno", "дапамагло", "sudah bisa", "👍",
        )),
        *((text, ANSWERED, [Vote(7, False)]) for text in (
            "no", "that didn't help", "ni pomagalo", "не дапамагло", "не помогло", "tidak membantu", "👎",
            "still not working",
        )),
        *((text, ANSWERED, [Wait(at_once=True)]) for text in (
            "no, the other order", "not that", "that's not what I meant", "ne, drugo naročilo", "ne to",
            "не, іншы заказ", "нет, другой заказ", "я не об этом", "bukan itu", "bukan, pesanan yang lain",
        )),
        *((text, OFFERED_PERSON, [Handoff("asked")]) for text in (
            "yes", "yes please", "da prosim", "так", "да", "boleh",
        )),
        *((text, OFFERED_PERSON, [Say(Line.DECLINED)]) for text in (
            "no", "no thanks", "ne hvala", "нет, спасибо", "tidak",
        )),
        ("it doesn't work", OFFERED_PERSON, [Say(Line.SORRY)]),
    ],
)  # fmt: skip
def test_what_stands_open_is_meant(text: str, context: Context | Offer, actions: list[object]) -> None:
    context = Context(offer=context) if isinstance(context, Offer) else context
    assert decide(asked(text, context, may_wait=True), SURE, POLICY) == actions


def test_the_other_of_two_choices_is_the_one_that_was_not_taken() -> None:
    said = asked("no, the other one", replace(ANSWERED, taken=TWO))
    assert decide(said, SURE, POLICY) == [Reject(7), Choose(5, "gift")]


def test_after_the_wrong_answer_the_next_best_is_offered() -> None:
    said = asked("no, the other order", ANSWERED)
    found = Found(before=DOUBTFUL.whole)
    assert decide(said, found, POLICY) == [Reject(7), AskWhich(tuple(DOUBTFUL.whole[:2]))]
    assert decide(said, Found(before=UNKNOWN.whole), POLICY) == [Reject(7), Say(Line.MISUNDERSTOOD)]
    three = Offer(5, (*TWO.choices, Choice(article="d", label="Delivery")))
    said = asked("no, the other one", replace(ANSWERED, taken=three))  # what was offered before needs less
    assert decide(said, Found(before=DOUBTFUL.whole[3:]), POLICY) == [Reject(7), AskWhich((DOUBTFUL.whole[3],))]


def test_none_of_the_choices_twice_leads_to_a_person_who_is_there() -> None:
    said = asked("none of these", CHOICES, misses=1, person_here=True)
    assert decide(said, SURE, POLICY) == [Decline(5), Handoff("unmatched")]


def test_a_doubtful_question_about_one_of_the_open_choices_takes_it() -> None:
    said = asked("the thing for birthdays", CHOICES)
    found = Found([match("gift", 0.4), match("x", 0.35), match("item", 0.1)])
    assert decide(said, found, POLICY) == [SendArticle(found.whole[0])]
    close = Found([match("gift", 0.4), match("item", 0.38)])
    assert decide(said, close, POLICY) == [AskWhich(tuple(close.whole))]


def test_a_new_question_while_choices_stand_open_is_a_question() -> None:
    assert decide(asked("where is my order", CHOICES), SURE, POLICY) == [SendArticle(SURE.whole[0])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_buttons_below_choices_send_is_understood(language: str) -> None:
    """A translation of them has to be among the phrases."""
    assert meaning(words(language).t("None of these")) is Meaning.NONE
    assert meaning(words(language).t("I do not know")) is Meaning.UNSURE
    assert meaning(words(language).t("Yes")) is Meaning.YES
    assert meaning(words(language).t("No")) is Meaning.NO


# -- a question that leans on the last ---------------------------------------------------------

COST = match("cost", 0.7)


def test_a_follow_up_is_looked_up_with_the_question_before_it() -> None:
    first = asked("and how much is it?", ANSWERED, may_wait=True)
    assert decide(first, UNKNOWN, POLICY) == [Wait(at_once=True)]
    second = replace(first, may_wait=False)
    found = Found(UNKNOWN.whole, before=[match("cost", 0.3)], leaning=[COST])
    assert decide(second, found, POLICY) == [SendArticle(COST)]


@pytest.mark.parametrize(
    "found",
    [
        Found(UNKNOWN.whole, before=[match("cost", 0.8)], leaning=[COST]),  # the question before finds it as well
        Found(UNKNOWN.whole, leaning=[match("cost", 0.15)]),  # nothing is found
        Found([match("a", 0.19)], before=[], leaning=[match("cost", 0.18)]),  # the words alone explain more
    ],
)
def test_it_counts_only_where_it_explains_more(found: Found) -> None:
    assert decide(asked("and how much is it?", ANSWERED), found, POLICY) == [AdmitNotKnowing(Line.NO_MORE)]


def test_what_stands_right_above_is_not_told_again_but_for_the_same_words() -> None:
    again = Found([match("item", 0.9)])
    said = asked("do i pay for that", ANSWERED, may_wait=True)
    assert decide(said, again, POLICY) == [Wait(at_once=True)]
    assert decide(replace(said, may_wait=False), again, POLICY) == [AdmitNotKnowing(Line.NO_MORE)]
    better = Found(again.whole, leaning=[COST])
    assert decide(replace(said, may_wait=False), better, POLICY) == [SendArticle(COST)]
    assert decide(asked("How do I return this?", ANSWERED), again, POLICY) == [SendArticle(again.whole[0])]


# -- attributes ----------------------------------------------------------------------------------

OPTIONS = (Option("model", "a1", ("a1", "Model A1")), Option("model", "a2", ("a2", "Model A2", "Модель A2")))
WHICH_MODEL = Context(offer=Offer(9, (), "model", "descale"))
TOLD = Context(answer=Answer(11, "descale", None, "how do i descale it"), answered_last=True)


@pytest.mark.parametrize(
    ("text", "context", "action"),
    [
        ("A2", WHICH_MODEL, Know("model", "a2", "descale")),
        ("it is the modle a2", WHICH_MODEL, Know("model", "a2", "descale")),
        ("у меня модель a2", WHICH_MODEL, Know("model", "a2", "descale")),
        ("the first", WHICH_MODEL, Know("model", "a1", "descale")),
        ("I don't know", WHICH_MODEL, Know("model", None, "descale")),
        ("ne vem", WHICH_MODEL, Know("model", None, "descale")),
        ("none of these", WHICH_MODEL, Know("model", None, "descale")),
        ("the silver thing my aunt gave me", WHICH_MODEL, Know("model", None, "descale")),
        ("it's an A1", TOLD, Know("model", "a1", "descale")),
        ("it is another model", TOLD, Forget("descale")),
        ("drug model", TOLD, Forget("descale")),
        ("другая модель", TOLD, Forget("descale")),
        ("model lain", TOLD, Forget("descale")),
        *(
            (text, TOLD, Forget("descale"))
            for text in (
                "and for the other model?",
                "what about the other one?",
                "pa pri drugem modelu?",
                "kaj pa drugi model",
                "а для другой модели?",
                "а для іншай мадэлі?",
                "dan untuk model yang lain?",
            )
        ),
    ],
)
def test_an_attribute_is_named(text: str, context: Context, action: object) -> None:
    assert decide(asked(text, context, options=OPTIONS), UNKNOWN, POLICY) == [action]


def test_only_what_goes_on_is_told_that_this_is_all() -> None:
    for text in ("moon sale", "zeppelin", "where is the big zeppelin"):
        assert decide(asked(text, ANSWERED), UNKNOWN, POLICY) == [AdmitNotKnowing(Line.UNKNOWN)]
    for text in ("and for two?", "kaj pa za dva", "а если нет", "how much?"):
        assert decide(asked(text, ANSWERED), UNKNOWN, POLICY) == [AdmitNotKnowing(Line.NO_MORE)]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        *((text, False) for text in (
            "the first", "2", "the third", "angleščina prosim", "no, the other order", "hvala", "12345678",
            "and for the other model?", "drugo",
        )),
        *((text, True) for text in ("how do i return this", "zeppelin", "first aid kit", "order 2 lamps")),
    ],
)  # fmt: skip
def test_what_asks_something_of_itself(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


def test_an_attribute_without_choices_takes_any_words_but_a_question() -> None:
    assert decide(asked("the silver one", WHICH_MODEL), UNKNOWN, POLICY) == [Know("model", "the silver one", "descale")]
    assert decide(asked("where is my order", WHICH_MODEL), SURE, POLICY) == [SendArticle(SURE.whole[0])]


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


# -- always -----------------------------------------------------------------------------------------

confidences = st.lists(st.floats(0, 1), max_size=6).map(lambda some: sorted(some, reverse=True))
contexts = st.sampled_from([Context(), CHOICES, ANSWERED, OFFERED_PERSON, WHICH_MODEL, TOLD, Context(offer=ONE)])
texts = st.text(max_size=60) | st.sampled_from(["yes", "no", "2", "thanks", "not that", "?", "12345678", "english"])


@given(texts, st.integers(0, 5), st.booleans(), st.booleans(), confidences, contexts)
def test_it_always_does_something_and_never_tells_two_articles_of_one_question(
    text: str, misses: int, answered: bool, may_wait: bool, found: list[float], context: Context
) -> None:
    matches = [match(f"a{n}", confidence) for n, confidence in enumerate(found)]
    said = asked(text, context, misses=misses, answered=answered, may_wait=may_wait, burst=may_wait)
    actions = decide(said, Found(matches), POLICY)
    assert actions
    assert sum(isinstance(action, SendArticle) for action in actions) <= 1
    assert may_wait or not any(isinstance(action, Wait) for action in actions)
    for action in actions:
        if isinstance(action, AskWhich):
            assert 1 <= len(action.matches) <= 3


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


def test_a_value_is_named_within_a_question() -> None:
    names = [("a1", "Aroma One"), ("a1b", "Aroma One Black"), ("us", "USA"), ("2", "Two cups")]
    assert mentioned("how do I clean my aroma one?", names) == 0
    assert mentioned("the aroma one black does not start", names) == 1
    assert mentioned("is A1 any good", names) == 0
    assert mentioned("aroma one or usa", names) == 0  # the longer name
    for text in ("tell us about the 2 parcels", "one aroma", "a12", ""):
        assert mentioned(text, names) is None
    assert mentioned("aroma one or aroma two", [("a1", "Aroma One"), ("a2", "Aroma Two")]) is None


def test_one_word_is_asked_about_unless_it_is_stored() -> None:
    assert decide(asked("order"), SURE, POLICY) == [AskWhich(tuple(SURE.whole))]
    assert decide(asked("my order"), SURE, POLICY) == [SendArticle(SURE.whole[0])]
    lone, stored = Found([match("a", 0.9)]), Found([match("a", 0.9, "Order!"), match("b", 0.3)])
    assert decide(asked("order"), lone, POLICY) == [SendArticle(lone.whole[0])]
    assert decide(asked("order"), stored, POLICY) == [SendArticle(stored.whole[0])]


def test_what_a_message_denies_is_not_looked_up() -> None:
    assert without_denied("it's about my order, not the invoice") == "it's about my order"
    assert without_denied("ne deluje mi luč, ne pa sesalnik") == "ne deluje mi luč"
    assert without_denied("why does it not charge, not even a bit of it at night") != ""
    assert without_denied("not the invoice") == "not the invoice"
