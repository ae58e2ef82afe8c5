"""A value of what an article depends on: named in reply, within a question, or not at all."""

import pytest

from bot.dialogue.actions import Forget, Know, SendArticle
from bot.dialogue.asked import Option
from bot.dialogue.context import Context
from bot.dialogue.deciding import decide
from bot.dialogue.references import mentioned
from tests.bot.dialogue.messages import POLICY, SURE, TOLD, UNKNOWN, WHICH_MODEL, asked

OPTIONS = (Option("model", "a1", ("a1", "Model A1")), Option("model", "a2", ("a2", "Model A2", "Модель A2")))


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


def test_an_attribute_without_choices_takes_any_words_but_a_question() -> None:
    assert decide(asked("the silver one", WHICH_MODEL), UNKNOWN, POLICY) == [Know("model", "the silver one", "descale")]
    assert decide(asked("where is my order", WHICH_MODEL), SURE, POLICY) == [SendArticle(SURE.whole[0])]


def test_a_value_is_named_within_a_question() -> None:
    names = [("a1", "Aroma One"), ("a1b", "Aroma One Black"), ("us", "USA"), ("2", "Two cups")]
    assert mentioned("how do I clean my aroma one?", names) == 0
    assert mentioned("the aroma one black does not start", names) == 1
    assert mentioned("is A1 any good", names) == 0
    assert mentioned("aroma one or usa", names) == 0  # the longer name
    for text in ("tell us about the 2 parcels", "one aroma", "a12", ""):
        assert mentioned(text, names) is None
    assert mentioned("aroma one or aroma two", [("a1", "Aroma One"), ("a2", "Aroma Two")]) is None
