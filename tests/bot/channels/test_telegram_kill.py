"""The real server on the emulated Telegram, killed again and again without warning."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from bot.model import AuthorKind, Message
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.shop import until
from tests.process import Process

KILLS = 3
CHATS = 5
WITHIN_S = 120


@contextmanager
def server(folder: Path, api: BotApi) -> Iterator[Process]:
    with closing(Process(folder)) as process:
        with (folder / "config.toml").open("a") as config:
            config.write(f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{api.url}"\n')
        process.start()
        yield process


def heard(database: Path) -> Counter[str]:
    """What customers have said, as it stands on disk."""
    with closing(sqlite3.connect(database)) as reading:
        rows = reading.execute("SELECT message FROM messages WHERE author = 'contact'").fetchall()
    messages = [msgspec.json.decode(row[0], type=Message) for row in rows]
    assert all(message.author.kind is AuthorKind.CONTACT for message in messages)
    return Counter(message.body.text for message in messages)


@pytest.mark.timeout(600)  # each start takes seconds of a busy machine
async def test_what_telegram_was_told_we_have_is_there_once_after_every_kill(tmp_path: Path, api: BotApi) -> None:
    luck, asked = random.Random(11), 0
    for _ in range(KILLS):
        polls = api.count("getUpdates")
        with server(tmp_path, api):
            await until(lambda polls=polls: api.count("getUpdates") > polls, WITHIN_S)
            for _ in range(10):
                api.text(1 + asked % CHATS, f"question {asked}")
                asked += 1
            await asyncio.sleep(luck.uniform(0, 0.15))  # anywhere between fetching, handling and answering
    with server(tmp_path, api) as last:
        await until(lambda: not api.waiting, WITHIN_S)
        await until(lambda: len(heard(last.database)) == asked, WITHIN_S)
        assert heard(last.database) == Counter(f"question {number}" for number in range(asked))
