"""A page in Firefox, over WebDriver BiDi: Playwright's own Firefox is none that people have.

https://w3c.github.io/webdriver-bidi/: JSON over one WebSocket, each command answered under its id.
"""

import asyncio
import json
import re
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

FIREFOX = shutil.which("firefox") or shutil.which("firefox-esr")
START_S = 40
PATIENCE_S = 25
PREFERENCES = {
    "media.navigator.permission.disabled": True,  # as if the person allowed what is asked
    "media.navigator.streams.fake": True,  # a camera and a microphone of its own
    "media.autoplay.default": 0,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "intl.accept_languages": "en-GB, en",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Firefox:
    """One tab."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._last = 0
        self._tab = ""

    async def command(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": params})
        while True:
            answer = await self._socket.receive_json(timeout=PATIENCE_S)
            if answer.get("id") == self._last:
                if answer["type"] == "error":
                    raise AssertionError(f"{method}: {answer['message']}")
                return dict(answer["result"])

    async def start(self) -> None:
        await self.command("session.new", capabilities={})
        tree = await self.command("browsingContext.getTree")
        self._tab = tree["contexts"][0]["context"]

    async def goto(self, url: str) -> None:
        await self.command("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    async def run(self, script: str) -> Any:
        """The value of an expression, which may be a promise."""
        result = await self.command(
            "script.evaluate",
            expression=f"Promise.resolve({script}).then(JSON.stringify)",
            target={"context": self._tab},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise AssertionError(result["exceptionDetails"]["text"])
        value = result["result"].get("value")
        return None if value is None else json.loads(value)

    async def until(self, script: str) -> None:
        """Waits for an expression to be true."""
        late = time.monotonic() + PATIENCE_S
        while not await self.run(script):
            if time.monotonic() > late:
                raise AssertionError(
                    f"not true in {PATIENCE_S} s: {script}\n{await self.run('document.body.innerText')}"
                )
            await asyncio.sleep(0.1)

    async def press(self, words: str) -> None:
        """The button of this name, once it is there and may be pressed."""
        button = f"[...document.querySelectorAll('button')].find(each => each.innerText.trim() === {json.dumps(words)})"
        await self.until(f"{button} && !{button}.disabled || false")
        await self.run(f"{button}.click()")

    async def plays(self, label: str) -> None:
        """The picture of this name has shown a frame."""
        video = f"[...document.querySelectorAll('video')].find(each => each.ariaLabel === {json.dumps(label)})"
        # Firefox counts no frames of streams: getVideoPlaybackQuality() stays at 0
        await self.until(f"({video})?.videoWidth > 0 && ({video}).currentTime > 0")


@asynccontextmanager
async def firefox(profile: Path) -> AsyncIterator[Firefox]:
    assert FIREFOX is not None
    _prepare(profile)
    process = await asyncio.create_subprocess_exec(
        FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        address = await asyncio.wait_for(_address(process), START_S)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{address}/session", max_msg_size=0) as socket,
        ):
            browser = Firefox(socket)
            await browser.start()
            yield browser
    finally:
        process.terminate()
        await process.wait()


def _prepare(profile: Path) -> None:
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        if found := re.search(rb"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1].decode()
    raise AssertionError("Firefox did not start")
