"""Where letters arrive: a mail server and a web hook on loopback, which keep what they are given."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiohttp import web


@dataclass
class MailServer:
    """Takes mail without asking who brings it; `refuses` says no to every letter."""

    port: int = 0
    refuses: bool = False
    letters: list[EmailMessage] = field(default_factory=list)

    def url(self, to: str = "ana@linden.example") -> str:
        return f"mailto://127.0.0.1:{self.port}?from=heard@linden.example&to={to}&smtp=127.0.0.1"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(line.encode() + b"\r\n")
            await writer.drain()

        await say("220 here")
        while line := await reader.readline():
            match line.split()[0].upper():
                case b"DATA" if not self.refuses:
                    await say("354 go on")
                    await self._take(reader)
                    await say("250 taken")
                case b"DATA":
                    await say("554 no")
                case b"QUIT":
                    await say("221 bye")
                    break
                case _:
                    await say("250 ok")
        writer.close()

    async def _take(self, reader: asyncio.StreamReader) -> None:
        lines: list[bytes] = []
        while (line := await reader.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    it = MailServer()
    server = await asyncio.start_server(it.serve, "127.0.0.1", 0)
    it.port = server.sockets[0].getsockname()[1]
    async with server:
        yield it


@dataclass
class Hook:
    """What Apprise posts to a `json://` address."""

    port: int = 0
    status: int = 200
    posted: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://user:topsecret@127.0.0.1:{self.port}/alerts"

    async def take(self, request: web.Request) -> web.Response:
        if self.status == 200:
            self.posted.append(await request.json())
        return web.Response(status=self.status)


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    it = Hook()
    app = web.Application()
    app.router.add_post("/{path:.*}", it.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    it.port = runner.addresses[0][1]
    try:
        yield it
    finally:
        await runner.cleanup()
