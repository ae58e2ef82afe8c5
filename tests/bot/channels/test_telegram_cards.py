from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import cards
from bot.channels.telegram.cards import card, duration
from bot.channels.telegram.post import Post, shortened
from bot.channels.telegram.taps import (
    Choose,
    Comment,
    Heading,
    Helped,
    LeaveLine,
    Mark,
    Pick,
    Rate,
    Reconsider,
    Settle,
    Speak,
    Tap,
    TellMe,
    WantCall,
    WantPerson,
    data,
    tap,
)
from bot.channels.telegram.text import markup
from bot.locale import NAMES, Words
from bot.model import (
    ArticleReply,
    Author,
    AuthorKind,
    CallCard,
    CallState,
    Choice,
    Choices,
    Message,
    Notice,
    Person,
    RatingCard,
    Text,
)
from tests.fakes.bot_api import BotApi
from tests.fakes.telegram_html import public

ENGLISH = Words("en")
BASE = "https://help.linden.example"
ANA = Person(id="a_1", name="Ana <3")


def shown(body: Any, by: AuthorKind = AuthorKind.BOT, link: str | None = None, base: str = BASE) -> Post:
    name = ANA.name if by is AuthorKind.AGENT else None
    return card(Message(seq=4, episode=1, at=0, author=Author(kind=by, name=name), body=body), ENGLISH, base, link)


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.rows]


def call(state: CallState, **fields: Any) -> CallCard:
    return CallCard(room="r_1", state=state, by=ANA, expires_at=0, **fields)


LINK = f"{BASE}/call/#9xw"


def test_a_person_is_named_and_the_bot_is_not() -> None:
    assert markup(shown(Text(text="a < b"), AuthorKind.AGENT).runs) == "<b>Ana &lt;3</b>\na &lt; b"
    assert markup(shown(Text(text="a < b")).runs) == "a &lt; b"


def test_the_way_to_a_person_is_offered() -> None:
    assert labels(shown(Text(text="Sorry", offer=("person",)))) == [["Talk to a person"]]
    assert labels(shown(Text(text="Of course", offer=("call", "person")))) == [["Ask for a call"], ["Talk to a person"]]


def test_to_be_told_of_an_answer_is_offered() -> None:
    post = shown(Text(text="Sorry", offer=("person", "tell_me")))
    assert labels(post) == [["Talk to a person"], ["Tell me when there is an answer"]]
    assert labels(shown(Text(text="Sorry", offer=("tell_me",)))) == [["Tell me when there is an answer"]]


@pytest.mark.parametrize(
    ("link", "rows", "ends"),
    [
        ("/help/x", [["Read the whole article"]], "a"),
        ("tel:+386123", [], "tel:+386123"),
        (None, [], "a"),
    ],
)
def test_an_agents_article_is_not_voted_on(link: str | None, rows: list[list[str]], ends: str) -> None:
    body = ArticleReply(article="x", language="en", title="T", markdown="a", html="", link=link)
    post = shown(body, AuthorKind.AGENT)
    assert labels(post) == rows
    assert markup(post.runs).endswith(ends)


@pytest.mark.parametrize("helped", [None, True, False])
def test_an_articles_picture_and_film_go_along_whatever_is_voted(helped: bool | None) -> None:
    body = ArticleReply(
        article="x", language="en", title="T", markdown="![red](/pictures/1)", html="", helped=helped,
        link="/help/x", video="https://films.example/1",
    )  # fmt: skip
    post = shown(body)
    assert post.picture == f"{BASE}/pictures/1"
    assert [row[0].does for row in post.rows[:2]] == ["https://films.example/1", f"{BASE}/help/x"]
    assert labels(post)[:2] == [["Watch the video"], ["Read the whole article"]]
    assert shown(body, base="http://localhost:8080").picture is None


def test_a_film_that_telegram_does_not_link_stands_in_the_text() -> None:
    body = ArticleReply(article="x", language="en", title="T", markdown="a", html="", video="http://films/1")
    assert "http://films/1" in markup(shown(body).runs)


def test_an_article_without_an_answer_is_its_title_and_link() -> None:
    body = ArticleReply(article="x", language="en", title="T", markdown="", html="", link="https://a.example")
    assert markup(shown(body).runs) == "<b>T</b>\n\n<i>Did this help?</i>"


def test_each_choice_is_a_row_and_a_long_one_is_shortened() -> None:
    choices = (Choice(article="a" * 100, label="Short"), Choice(article="b", label="long " * 40))
    post = shown(Choices(text="Which?", choices=choices))
    assert [len(row) for row in post.rows] == [1, 1, 1, 1]
    assert post.rows[2][0].label == "None of these"
    assert post.rows[1][0].label.endswith("…") and len(post.rows[1][0].label) <= 60
    assert post.rows[0][0].does == Choose(4, 0)
    assert shortened("x" * 60) == "x" * 60


def test_a_rating_that_comes_out_of_a_talk_may_be_stopped() -> None:
    def last(**fields: Any) -> list[str]:
        return labels(shown(RatingCard(request="q_1", text="How was it?", **fields)))[-1]

    assert last(moment="later") == last(moment="touchpoint") == ["No more of these messages"]
    assert "No more of these messages" not in last(moment="reask") + last(moment="later", value=5)


def test_the_invitation_to_a_call_is_a_button() -> None:
    post = shown(call(CallState.OFFERED), AuthorKind.AGENT, LINK)
    assert [(button.label, button.does) for row in post.rows for button in row] == [("Join the video call", LINK)]


def test_or_stands_in_the_text_where_telegram_takes_no_such_address() -> None:
    link = "http://localhost:8080/call/#9xw"
    post = shown(call(CallState.OFFERED), AuthorKind.AGENT, link, "http://localhost:8080")
    assert post.rows == () and link in markup(post.runs)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (call(CallState.OFFERED), "📹 Ana &lt;3 invites you to a video call"),
        (call(CallState.OFFERED, media="voice"), "📞 Ana &lt;3 invites you to a call"),
        (call(CallState.OFFERED, media="screen"), "🖥 Ana &lt;3 asks to look at your screen with you"),
        (call(CallState.RUNNING, started_at=1), "📹 The call with Ana &lt;3 is running."),
        (call(CallState.ENDED, started_at=1_000, ended_at=201_400), "📹 Video call, 3 min 20 s"),
        (call(CallState.ENDED, media="voice", started_at=1_000, ended_at=2_000), "📞 Call, 1 s"),
        (call(CallState.ENDED, ended_at=9), "📹 The call ended before it began."),
        (call(CallState.DECLINED), "📹 The call was declined."),
        (call(CallState.MISSED, callback=True), "📹 You asked to be called back."),
    ],
)
def test_a_call_that_goes_on_has_no_stale_button(body: CallCard, words: str) -> None:
    post = shown(body, AuthorKind.AGENT, LINK if body.state is not CallState.OFFERED else None)
    assert (markup(post.runs), post.rows) == (words, ())


def test_who_has_missed_a_call_may_be_called_back() -> None:
    post = shown(call(CallState.MISSED), AuthorKind.AGENT)
    assert markup(post.runs) == "📹 The invitation to a call is no longer valid."
    assert [(button.label, button.does) for row in post.rows for button in row] == [("Call me back", WantCall())]


def test_durations() -> None:
    assert [duration(length, ENGLISH) for length in (400, 59_499, 59_500, 3_600_000)] == [
        "0 s",
        "59 s",
        "1 min 0 s",
        "60 min 0 s",
    ]


def test_notices_are_quiet_except_when_a_person_comes() -> None:
    waits = ("queued", "released")
    codes = (*waits, "callback", "left_line", "joined", "transferred", "handed_back", "resolved", "reopened")
    posts = {code: shown(Notice(code=code, agent=ANA), AuthorKind.SYSTEM) for code in codes}
    assert {code for code, post in posts.items() if not post.quiet} == {"joined", "transferred"}
    assert {code for code, post in posts.items() if post.rows} == set(waits)
    assert all(markup(post.runs).startswith("<i>") for post in posts.values())
    assert labels(shown(Notice(code="callback"), AuthorKind.SYSTEM)) == [["Leave the line"]]


@pytest.mark.parametrize("language", NAMES)
def test_everything_beside_the_conversation_fits_telegram(language: str) -> None:
    words, languages = Words(language), tuple(NAMES)
    posts = (
        cards.greeting("Linden", words, languages),
        cards.language_chosen(words, languages),
        cards.language_question(words, languages),
        cards.help_card(words),
        cards.too_late(words),
        cards.unreadable(words),
        cards.private_only(words, None),
    )
    assert all(markup(post.runs) for post in posts)
    assert cards.language_question(words, ("en",)).rows == ()
    assert all(len(name) <= 32 and len(does) <= 256 for name, does in cards.commands(words))


ids = st.text("abcDEF019_-", min_size=18, max_size=18).map("q_".__add__)
seqs = st.integers(1, 2**53)
taps: st.SearchStrategy[Tap] = st.one_of(
    st.builds(Choose, seqs, st.integers(0, 9)),
    st.builds(Helped, seqs, st.booleans()),
    st.just(WantPerson()),
    st.builds(TellMe, seqs),
    st.builds(WantCall),
    st.just(LeaveLine()),
    st.builds(Rate, ids, st.integers(0, 10)),
    st.builds(Pick, seqs, st.integers(0, 10), st.integers(0, 9), st.integers(0, 19), st.booleans()),
    st.builds(Mark, seqs, st.integers(0, 10), st.integers(0, 9), st.integers(1, 5)),
    st.just(Heading()),
    st.builds(Comment, seqs),
    st.builds(Settle, seqs),
    st.builds(Reconsider, seqs),
    st.builds(Speak, st.sampled_from(list(NAMES))),
)


@given(taps)
def test_a_tap_comes_back_as_it_went_and_fits(wish: Tap) -> None:
    assert tap(data(wish)) == wish
    assert len(data(wish).encode()) <= 64


@given(st.text(max_size=64))
def test_a_forged_tap_means_nothing(text: str) -> None:
    tap(text)
    assert tap(f"no:{text}") is None


def test_the_emulator_checks_what_telegram_checks() -> None:
    assert not public("http://localhost/") and public("http://127.0.0.1/")
    with pytest.raises(Exception, match="BUTTON_DATA_INVALID"):
        BotApi._keyboard({"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]})
