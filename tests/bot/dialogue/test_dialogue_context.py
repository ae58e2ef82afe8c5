"""What a message means by what stands open, and by what was asked before it."""

from dataclasses import replace

import pytest
from msgspec import structs

from bot.dialogue.actions import (
    AdmitNotKnowing,
    AskWhich,
    Choose,
    Decline,
    Handoff,
    Line,
    Reject,
    Say,
    SendArticle,
    Vote,
    Wait,
)
from bot.dialogue.asked import Found
from bot.dialogue.context import Context, Offer
from bot.dialogue.deciding import decide
from bot.dialogue.phrases import Meaning, meaning
from bot.dialogue.references import stands_alone
from bot.locale import words
from bot.model import Choice
from tests.bot.dialogue.messages import (
    ANSWERED,
    CHOICES,
    DOUBTFUL,
    LANGUAGES,
    OFFERED_PERSON,
    ONE,
    POLICY,
    SURE,
    TWO,
    UNKNOWN,
    asked,
    match,
)


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
    said = asked("no, the other one", structs.replace(ANSWERED, taken=TWO))
    assert decide(said, SURE, POLICY) == [Reject(7), Choose(5, "gift")]


def test_after_the_wrong_answer_the_next_best_is_offered() -> None:
    said = asked("no, the other order", ANSWERED)
    found = Found(before=DOUBTFUL.whole)
    assert decide(said, found, POLICY) == [Reject(7), AskWhich(tuple(DOUBTFUL.whole[:2]))]
    assert decide(said, Found(before=UNKNOWN.whole), POLICY) == [Reject(7), Say(Line.MISUNDERSTOOD)]
    three = Offer(5, (*TWO.choices, Choice(article="d", label="Delivery")))
    said = asked("no, the other one", structs.replace(ANSWERED, taken=three))  # what was offered before needs less
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
