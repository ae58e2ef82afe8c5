"""Sessions through Janus's videoroom, as Debian packages it: started here with a configuration of its own."""

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from tests.bench.figure import Skipped
from tests.bench.server import free_port
from tests.bench.video.clip import Clip
from tests.bench.video.load import Attendant, Sender
from tests.bench.video.ours import Server
from webrtc.tasks import Tasks

START_S = 10.0
WAYS = ("websockets", "pfunix", "mqtt", "nanomsg", "rabbitmq")
UNUSED = ("audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom",
          "videocall", "voicemail")  # fmt: skip
SETTINGS = {
    "janus.jcfg": """
general: {{ debug_level = 2, session_timeout = 0 }}
media: {{ rtp_port_range = "40000-44000" }}
nat: {{ ice_lite = true, ice_enforce_list = "{host}" }}
plugins: {{ disable = "{unused}" }}
transports: {{ disable = "{ways}" }}
loggers: {{ disable = "libjanus_jsonlog.so" }}
""",
    "janus.transport.http.jcfg": """
general: {{ json = "compact", base_path = "/janus", http = true, port = {port}, ip = "127.0.0.1", https = false }}
admin: {{ admin_http = false, admin_https = false }}
""",
    "janus.plugin.videoroom.jcfg": "general: {{ }}\n",
}


class Janus:
    """Its HTTP interface, as far as publishing and subscribing need it."""

    def __init__(self, http: aiohttp.ClientSession, url: str, host: str) -> None:
        self._http = http
        self._url = url
        self._host = host
        self._tasks = Tasks()
        self._session = ""
        self._events: dict[int, asyncio.Queue[dict[str, Any]]] = {}  # by handle

    async def open(self) -> None:
        answer = await self._post(self._url, janus="create")
        self._session = f"{self._url}/{answer['data']['id']}"
        self._tasks.start(self._listen(), "janus")

    async def aclose(self) -> None:
        await self._tasks.aclose()

    async def session(self, number: int, clip: Clip) -> tuple[Sender, Attendant]:
        """A room with a publisher, and a subscriber who gets what that one sends."""
        sender, receiver = Sender(clip), Attendant()
        for one in (sender, receiver):
            await one.open(self._host)
        room = 1000 + number
        publisher = await self._attach()
        await self._post(
            f"{self._session}/{publisher}",
            janus="message",
            body={"request": "create", "room": room, "publishers": 2, "bitrate": 0, "videocodec": "vp8"},
        )
        joined = await self._ask(publisher, {"request": "join", "ptype": "publisher", "room": room})
        published = await self._ask(publisher, {"request": "publish"}, ("offer", _two_lines(sender)))
        await sender.answered(published["jsep"]["sdp"])
        subscriber = await self._attach()
        feed = joined["plugindata"]["data"]["id"]
        attached = await self._ask(
            subscriber, {"request": "join", "ptype": "subscriber", "room": room, "streams": [{"feed": feed}]}
        )
        offer = attached["jsep"]["sdp"]
        await self._ask(subscriber, {"request": "start"}, ("answer", _answer(receiver, offer)))
        await receiver.answered(offer)
        return sender, receiver

    async def _attach(self) -> int:
        answer = await self._post(self._session, janus="attach", plugin="janus.plugin.videoroom")
        handle = int(answer["data"]["id"])
        self._events[handle] = asyncio.Queue()
        return handle

    async def _ask(self, handle: int, body: dict[str, Any], described: tuple[str, str] | None = None) -> dict[str, Any]:
        jsep = {"jsep": {"type": described[0], "sdp": described[1]}} if described else {}
        await self._post(f"{self._session}/{handle}", janus="message", body=body, **jsep)
        async with asyncio.timeout(START_S):
            return await self._events[handle].get()

    async def _post(self, url: str, **message: Any) -> dict[str, Any]:
        async with self._http.post(url, json={**message, "transaction": secrets.token_hex(6)}) as response:
            answer: dict[str, Any] = await response.json(content_type=None)
        if answer["janus"] == "error":
            raise RuntimeError(f"Janus: {answer['error']['reason']}")
        return answer

    async def _listen(self) -> None:
        while True:
            async with self._http.get(self._session, params={"maxev": "10"}) as response:
                events = await response.json(content_type=None)
            for event in events if isinstance(events, list) else [events]:
                if event["janus"] == "event" and event["sender"] in self._events:
                    self._events[event["sender"]].put_nowait(event)


def _two_lines(caller: Attendant) -> str:
    """The caller's offer without its screen and its data channel."""
    head, audio, camera = re.split(r"(?=m=)", caller.offer("sendonly"))[:3]
    return re.sub(r"a=group:BUNDLE.*", "a=group:BUNDLE 0 1", head) + audio + camera


def _answer(caller: Attendant, offer: str) -> str:
    """To what a subscriber is offered: the same lines, received."""
    own = dict(re.findall(r"a=(ice-ufrag|ice-pwd|fingerprint):(.*)\r\n", caller.offer("recvonly")))
    lines = [
        one for one in offer.split("\r\n") if not re.match(r"a=(ssrc|msid|candidate|end-of|ice-|setup|finger)", one)
    ]
    text = "\r\n".join(lines).replace("a=sendonly", "a=recvonly")
    wanted = [*(f"a={name}:{value}" for name, value in own.items()), "a=setup:passive"]
    return re.sub(r"(a=mid:.*\r\n)", lambda mid: mid[1] + "\r\n".join(wanted) + "\r\n", text)


@asynccontextmanager
async def janus(host: str, sessions: int, clip: Clip) -> AsyncIterator[Server]:
    """Raises Skipped where it is not installed."""
    command = shutil.which("janus")
    if command is None:
        raise Skipped("Janus is not here to be compared with (Debian: apt-get install janus)")
    port = free_port()
    with TemporaryDirectory() as folder:
        unused, ways = (",".join(f"libjanus_{name}.so" for name in names) for names in (UNUSED, WAYS))
        for name, text in SETTINGS.items():
            (Path(folder) / name).write_text(text.format(host=host, port=port, unused=unused, ways=ways))
        process = await asyncio.create_subprocess_exec(
            command, "--configs-folder", folder, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            async with aiohttp.ClientSession() as http:
                url = f"http://127.0.0.1:{port}/janus"
                await _started(http, url, process)
                server = Janus(http, url, host)
                await server.open()
                pairs = [await server.session(number, clip) for number in range(sessions)]
                senders, receivers = (list(side) for side in zip(*pairs, strict=True))
                yield Server("janus", process.pid, senders, receivers)
                await server.aclose()
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _started(http: aiohttp.ClientSession, url: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(START_S):
        while process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with http.get(f"{url}/info"):
                    return
            await asyncio.sleep(0.05)
    raise RuntimeError("Janus did not start")
