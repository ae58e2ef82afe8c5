"""What each way of failing means for the message that was being sent, with a real connection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import telegram

from bot.channels.base import Refused, RetryLater, Undelivered, Unsure
from bot.channels.telegram.post import Button, Post
from bot.channels.telegram.posts import Posts
from bot.channels.telegram.taps import WantPerson
from bot.channels.telegram.text import Run, plain
from bot.channels.telegram.wire import UpdateWire, Wire
from tests.fakes.bot_api import TOKEN, BotApi, Fault
from tests.fakes.pictures import jpeg

MAJA = "77"


def bot(url: str, patience_s: float = 30.0) -> tuple[telegram.Bot, UpdateWire]:
    updates = UpdateWire()
    wire = Wire(read_timeout=patience_s)
    return telegram.Bot(TOKEN, f"{url}/bot", request=wire, get_updates_request=updates), updates


@asynccontextmanager
async def posting(api: BotApi, patience_s: float = 30.0) -> AsyncIterator[Posts]:
    speaker, updates = bot(api.url, patience_s)
    yield Posts(speaker)
    for wire in (*speaker._request, updates):
        await wire.shutdown()


@pytest.fixture
async def posts(api: BotApi) -> AsyncIterator[Posts]:
    async with posting(api) as made:
        yield made


@pytest.mark.parametrize("done", [False, True])
async def test_silence_may_mean_anything(api: BotApi, done: bool) -> None:
    api.script("sendMessage", Fault(silent=True, done=done))
    async with posting(api, patience_s=0.3) as posts:
        with pytest.raises(Unsure) as caught:
            await posts.send(MAJA, Post(plain("hello")))
    assert caught.value.parts == 0 and api.count("sendMessage") == 1


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(429, "Too Many Requests: retry after 7", retry_after=7), RetryLater(7)),
        (Fault(429, body=False), RetryLater(1)),
        (Fault(500, "Internal Server Error"), RetryLater()),
        (Fault(502, "Bad Gateway"), RetryLater()),
        (Fault(502, body=False), Unsure()),
        (Fault(504, body=False), Unsure()),
        (Fault(401, "Unauthorized"), RetryLater()),
        (
            Fault(403, "Forbidden: bot was blocked by the user"),
            Refused("The customer has blocked the bot on Telegram."),
        ),
        (
            Fault(403, "Forbidden: user is deactivated"),
            Refused("The customer's Telegram account no longer exists."),
        ),
        (Fault(400, "Bad Request: chat not found"), Refused("Telegram does not know this chat any more.")),
        (Fault(400, "Bad Request: odd"), Refused("Telegram refused the message: Odd.")),
    ],
    ids=str,
)
async def test_what_a_failure_means(api: BotApi, posts: Posts, fault: Fault, expected: Undelivered) -> None:
    api.script("sendMessage", fault)
    with pytest.raises(type(expected)) as caught:
        await posts.send(MAJA, Post(plain("hello")))
    assert vars(caught.value) == {**vars(expected), "parts": 0}
    assert api.count("sendMessage") == 1  # tried again by nobody but the delivery


async def test_no_connection_means_not_sent() -> None:
    speaker, updates = bot("http://127.0.0.1:9")
    with pytest.raises(RetryLater):
        await Posts(speaker).send(MAJA, Post(plain("hello")))
    for wire in (*speaker._request, updates):
        await wire.shutdown()


async def test_pieces_of_a_long_message_go_on_where_they_stopped(api: BotApi, posts: Posts) -> None:
    long = Post(plain("\n\n".join(letter * 4000 for letter in "abc")), ((Button("Person", WantPerson()),),))
    first = await posts.send(MAJA, long)
    assert [sent.text[0] for sent in api.chats[int(MAJA)]] == ["a", "b", "c"]
    assert [sent.labels for sent in api.chats[int(MAJA)]] == [[], [], ["Person"]]
    assert first == str(api.chats[int(MAJA)][-1].message_id)
    await posts.send(MAJA, long, parts=2)
    assert [sent.text[0] for sent in api.chats[int(MAJA)][3:]] == ["c"]


async def test_a_failure_halfway_says_how_far_it_came(api: BotApi, posts: Posts) -> None:
    long = Post(plain("\n\n".join(letter * 4000 for letter in "abc")))
    api.script("sendMessage", None, Fault(502))
    with pytest.raises(RetryLater) as caught:
        await posts.send(MAJA, long)
    assert caught.value.parts == 1


async def test_an_edit_that_changes_nothing_is_done(api: BotApi, posts: Posts) -> None:
    post = Post(plain("hello"))
    sent = await posts.send(MAJA, post)
    await posts.edit(MAJA, sent, post)
    await posts.edit(MAJA, sent, Post(plain("bye")))
    assert api.chats[int(MAJA)][0].text == "bye"
    with pytest.raises(Refused):
        await posts.edit(MAJA, "1", post)


async def test_updates_come_as_they_are(api: BotApi) -> None:
    speaker, updates = bot(api.url)
    api.push({"message": {"poison": [None, {"a": "\ud800"}]}})
    api.push({"anything": 1})
    assert await speaker.get_updates(timeout=1) == ()
    assert updates.taken() == [
        {"update_id": 100, "message": {"poison": [None, {"a": "\ud800"}]}},
        {"update_id": 101, "anything": 1},
    ]
    assert updates.taken() == []
    for wire in speaker._request:
        await wire.shutdown()


async def test_a_picture_is_sent_as_one_with_its_words_below(api: BotApi, posts: Posts) -> None:
    api.script("sendPhoto", Fault(502), Fault(429, retry_after=3), Fault(status=502, body=False))
    post = Post([Run("Ana", ("b",)), Run("\n"), Run("Maja's <screen> " + "x" * 2000)], photo=jpeg(640, 480))
    for expected in (RetryLater, RetryLater, Unsure):
        with pytest.raises(expected):
            await posts.send(MAJA, post)
    sent = await posts.send(MAJA, post)
    (shown,) = api.chats[int(MAJA)]
    assert sent == str(shown.message_id) and shown.photo == jpeg(640, 480)
    assert shown.text.startswith("Ana\nMaja's <screen>") and shown.entities[0]["type"] == "bold"
    with pytest.raises(Refused):
        await posts.send(MAJA, Post(plain("no picture"), photo=b"GIF89a"))
