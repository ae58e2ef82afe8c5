"""The README's Caddyfile, in front of a real server: pages, sockets and addresses come through."""

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from tests.process import Process, free_port

README = Path(__file__).parents[2] / "README.md"
START_S = 30
PRIVATE = """{{
    admin off
    auto_https disable_redirects
    skip_install_trust
    local_certs
    storage file_system {folder}
}}
"""


def documented(host: str, port: int) -> str:
    """The example, for another name and another port."""
    [block] = re.findall(r"```\n([^`]*reverse_proxy[^`]*)```", README.read_text())
    return str(block.replace("desk.your-site.example", host).replace("127.0.0.1:8080", f"127.0.0.1:{port}"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no Caddy on this machine")
    with closing(Process(tmp_path / "heard")) as heard:
        name = f"localhost:{free_port()}"
        config = tmp_path / "heard" / "config.toml"
        own = f'public_url = "https://{name}"\ntrusted_proxies = 1\n'
        config.write_text(config.read_text().replace("[server]\n", f"[server]\n{own}"))
        heard.start()
        heard.wait_healthy()
        file = tmp_path / "Caddyfile"
        file.write_text(PRIVATE.format(folder=tmp_path) + documented(name, heard.port))
        with (tmp_path / "caddy.log").open("wb") as log:
            proxy = subprocess.Popen(
                [caddy, "run", "--config", str(file), "--adapter", "caddyfile"],
                stdout=log,
                stderr=log,
                env={**os.environ, "HOME": str(tmp_path)},
            )
        try:
            yield f"https://{name}"
        finally:
            proxy.terminate()
            proxy.wait(10)


async def test_pages_sockets_and_addresses_come_through(site: str) -> None:
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE  # Caddy's own for a test
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=anybody)) as session:
        until_s = time.monotonic() + START_S
        while True:
            try:
                async with session.get(f"{site}/healthz") as answer:
                    assert answer.status == 200
                    break
            except aiohttp.ClientError:
                assert time.monotonic() < until_s, "Caddy does not answer"
        async with session.get(f"{site}/call/") as page:
            assert page.status == 200 and "text/html" in page.headers["Content-Type"]
        async with session.ws_connect(f"{site}/socket", headers={"Origin": site}) as socket:
            assert (await socket.receive_json())["type"] == "welcome"
            await socket.send_json({"type": "hello", "id": 1, "as": "contact", "token": "nobody"})
            assert "unauthorized" in await socket.receive_str()
        limited = 0
        for number in range(25):  # each from another address, as their headers would have it: Caddy says whose they are
            headers = {"Origin": site, "X-Forwarded-For": f"198.51.100.{number}"}
            body = {"invitation": "x"}
            async with session.post(f"{site}/api/call/look", json=body, headers=headers) as answer:
                limited += answer.status == 429
        assert limited
