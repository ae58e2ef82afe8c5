"""A call of two whose networks let nothing through but to the TURN server: over UDP, over TCP, over TLS."""

import base64
import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.async_api import Browser, async_playwright

from tests.journeys.call import meet, sounds
from tests.journeys.stage import CHROMIUM, FLAGS, Heard, Stage
from tests.journeys.wires import RELAYED, WATCHED, relayed_over
from tests.webrtc.coturn import SECRET, Coturn, documented, own_address

pytestmark = pytest.mark.slow


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Coturn]:
    folder = tmp_path / "coturn"
    folder.mkdir()
    server = Coturn(folder, documented(own_address()))
    yield server
    server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def trusting(coturn: Coturn) -> AsyncIterator[Browser]:
    """A browser that takes the TURN server's own certificate for good."""
    key = x509.load_pem_x509_certificate(coturn.certificate.read_bytes()).public_key()
    pin = base64.b64encode(hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest())
    flags = [*FLAGS, f"--ignore-certificate-errors-spki-list={pin.decode()}"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        await browser.close()


@pytest.mark.parametrize(
    "way", ["tls", pytest.param("udp", marks=pytest.mark.slow), pytest.param("tcp", marks=pytest.mark.slow)]
)
async def test_a_call_through_a_relay_alone(way: str, heard_at: Heard, coturn: Coturn, trusting: Browser) -> None:
    await coturn.ready()
    text = heard_at.config.read_text().replace('host = "127.0.0.1"', 'host = "0.0.0.0"')
    heard_at.config.write_text(f'{text}[turn]\nurls = ["{coturn.url(way)}"]\nsecret = "{SECRET}"\n')
    heard_at.start()
    heard_at.wait_healthy()
    async with Stage(trusting, heard_at) as stage:
        stage.scripts += [WATCHED, RELAYED]
        agent, customer = await stage.agent(), await stage.customer()
        await meet(agent, customer)
        await sounds(customer.widget)
        for place in (agent.page, await customer.frame()):
            assert await relayed_over(place) == way
