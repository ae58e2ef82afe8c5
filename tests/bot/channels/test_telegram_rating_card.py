"""How a rating's card looks on Telegram, by every metric and look, before and after it is answered."""

from typing import Any

import pytest

from bot.channels.telegram import rating_card
from bot.channels.telegram.post import Post
from bot.channels.telegram.taps import Comment, Heading, Mark, Pick, Rate
from bot.channels.telegram.text import markup
from bot.locale import NAMES, Words
from bot.model import CardAnswer, CardQuestion, Chip, RatingCard
from tests.fakes.bot_api import BotApi

ENGLISH = Words("en")
WHY = CardQuestion(
    id="why", kind="chips", text="What went wrong?",
    choices=(
        Chip(id="slow", label="It was slow"), Chip(id="rude", label="Not kind"),
        Chip(id="wrong", label="The answer was wrong"),
    ),
)  # fmt: skip
EASE = CardQuestion(id="ease", kind="scale", text="How easy was it?", low="Hard", high="Easy")
WORDS = CardQuestion(id="comment", kind="text", text="What else?")


def card(**fields: Any) -> RatingCard:
    return RatingCard(**{"request": "q_1", "text": "How was it?", **fields})


def shown(**fields: Any) -> Post:
    return rating_card.post(4, card(**fields), ENGLISH)


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.rows]


@pytest.mark.parametrize(
    ("metric", "look", "rows"),
    [
        ("csat", "stars", [["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]]),
        ("csat", "faces", [["😠", "🙁", "😐", "🙂", "😀"]]),
        ("csat", "numbers", [["1", "2", "3", "4", "5"]]),
        ("csat", "thumbs", [["👎 Bad", "👍 Good"]]),
        ("nps", "numbers", [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]),
        ("ces", "numbers", [["1", "2", "3", "4", "5", "6", "7"]]),
    ],
)
def test_each_scale_has_its_buttons(metric: str, look: str, rows: list[list[str]]) -> None:
    post = shown(metric=metric, look=look, low="Bad", high="Good")
    assert labels(post) == rows
    ends = {"nps": "\n\n0 – Bad\n10 – Good", "ces": "\n\n1 – Bad\n7 – Good"}.get(metric, "")
    assert markup(post.runs) == "How was it?" + (ends or ("\n\n1 – Bad\n5 – Good" if look == "numbers" else ""))
    values = [button.does.value for row in post.rows for button in row if isinstance(button.does, Rate)]
    assert values == sorted(values) and len(values) == sum(map(len, rows))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": 2}, "★★☆☆☆"),
        ({"value": 1, "look": "faces"}, "😠"),
        ({"value": 5, "look": "thumbs", "high": "Yes"}, "👍 Yes"),
        ({"value": 3, "look": "numbers"}, "3 of 5"),
        ({"value": 0, "metric": "nps"}, "0 of 10"),
        ({"value": 7, "metric": "ces"}, "7 of 7"),
    ],
)
def test_what_was_given_stands_below_the_question(fields: dict[str, Any], told: str) -> None:
    post = shown(**fields)
    assert markup(post.runs) == f"<b>How was it?</b>\n{told}\nThank you!"
    assert labels(post) == [["Change the rating"]]
    scale = rating_card.reconsidered(card(**fields), ENGLISH).rows
    assert [button.label[:2] for row in scale for button in row if button.label.startswith("✓")] == ["✓ "]


def test_what_follows_is_asked_below_and_told_above() -> None:
    post = shown(
        value=2, thanks="Thanks.", questions=(WHY, WORDS), answers={"why": CardAnswer(choices=("slow", "wrong"))}
    )
    assert markup(post.runs).endswith(
        "Thanks.\n\nWhat went wrong?\n<i>It was slow, The answer was wrong</i>\n\nWhat else?"
    )
    assert labels(post) == [
        ["✓ It was slow", "Not kind"], ["✓ The answer was wrong"], ["✏️ Add a comment"], ["Done", "Change the rating"],
    ]  # fmt: skip
    assert [button.does for row in post.rows[:3] for button in row] == [
        Pick(4, 2, 0, 0, False), Pick(4, 2, 0, 1, True), Pick(4, 2, 0, 2, False), Comment(4),
    ]  # fmt: skip


def test_several_questions_have_their_headings() -> None:
    post = shown(value=6, metric="nps", questions=(WHY, EASE), answers={"ease": CardAnswer(value=4)})
    assert labels(post)[0] == ["What went wrong?"] and labels(post)[3:5] == [
        ["How easy was it?"],
        ["1", "2", "3", "✓ 4", "5"],
    ]
    assert post.rows[0][0].does == Heading() and post.rows[4][4].does == Mark(4, 6, 1, 5)
    assert "How easy was it?\n<i>4 of 5</i>" in markup(post.runs)


def test_the_comment_answers_the_first_question_in_words() -> None:
    more = CardQuestion(id="more", kind="text", text="And what more?")
    body = card(value=2, comment="so <so>", questions=(WORDS, more))
    post = rating_card.post(4, body, ENGLISH)
    assert "What else?\n<blockquote>so &lt;so&gt;</blockquote>\n\nAnd what more?" in markup(post.runs)
    assert labels(post) == [["✏️ Add a comment"], ["Done", "Change the rating"]]
    assert markup(rating_card.prompt(body, ENGLISH).runs).startswith("And what more?\n")
    assert markup(shown(value=2, comment="Old").runs).endswith("<blockquote>Old</blockquote>")


def test_enough_said_leaves_one_button_and_a_closed_card_none() -> None:
    body = card(value=2, questions=(WHY, WORDS))
    assert labels(rating_card.settled(4, body, ENGLISH)) == [["Change the rating"]]
    assert shown(value=2, questions=(WHY,), closed=True).rows == ()
    over = shown(closed=True)
    assert over.rows == () and markup(over.runs) == "How was it?\n\n<i>This rating is closed.</i>"


@pytest.mark.parametrize("language", NAMES)
def test_the_largest_card_is_taken_by_telegram(language: str) -> None:
    chips = tuple(Chip(id=f"c{n}", label=f"{n} {'long ' * 30}") for n in range(20))
    many = CardQuestion(id="m", kind="chips", text="Why? " * 40, choices=chips)
    body = card(value=10, metric="nps", questions=(many, EASE, WORDS), answers={"m": CardAnswer(choices=("c1",))})
    for post in (rating_card.post(2**53, body, Words(language)), rating_card.reconsidered(body, Words(language))):
        rows = [[{"text": button.label, "callback_data": "x"} for button in row] for row in post.rows]
        assert BotApi._keyboard({"inline_keyboard": rows}) and all(
            len(each["text"]) <= 64 for row in rows for each in row
        )
    assert markup(rating_card.prompt(body, Words(language)).runs)
