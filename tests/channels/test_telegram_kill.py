"""The real server on the emulated Telegram, killed again and again without warning."""

import asyncio
import os
import random
import signal
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import msgspec

from bot.model import AuthorKind, Message
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.shop import until

KILLS = 4
CHATS = 5


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@asynccontextmanager
async def server(folder: Path, api: BotApi) -> AsyncIterator[asyncio.subprocess.Process]:
    (folder / "config.toml").write_text(
        f'[server]\nport = {free_port()}\n[data]\nfolder = "{folder}"\n'
        f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{api.url}"\n'
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--config", str(folder / "config.toml"), "run"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


def heard(folder: Path) -> Counter[str]:
    """What customers have said, as it stands on disk."""
    with closing(sqlite3.connect(folder / "heard.sqlite")) as database:
        rows = database.execute("SELECT message FROM messages WHERE author = 'contact'").fetchall()
    messages = [msgspec.json.decode(row[0], type=Message) for row in rows]
    assert all(message.author.kind is AuthorKind.CONTACT for message in messages)
    return Counter(message.body.text for message in messages)


async def test_what_telegram_was_told_we_have_is_there_once_after_every_kill(tmp_path: Path, api: BotApi) -> None:
    luck, asked = random.Random(11), 0
    for _ in range(KILLS):
        polls = api.count("getUpdates")
        async with server(tmp_path, api):
            await until(lambda polls=polls: api.count("getUpdates") > polls, within_s=30)
            for _ in range(10):
                api.text(1 + asked % CHATS, f"question {asked}")
                asked += 1
            await asyncio.sleep(luck.uniform(0, 0.15))  # anywhere between fetching, handling and answering
    async with server(tmp_path, api):
        await until(lambda: not api.waiting, within_s=30)
        await until(lambda: len(heard(tmp_path)) == asked, within_s=30)
    assert heard(tmp_path) == Counter(f"question {number}" for number in range(asked))
