from dataclasses import dataclass

import pytest

from bot.config import Media
from tests.client import Client, Frame
from tests.conftest import Site, StartSite
from tests.process import free_port


@dataclass
class Offered:
    """A call that Bor has offered to a customer in the widget."""

    site: Site
    agent: Client
    customer: Client
    room: str
    conversation: str
    fence: int

    async def invitation(self) -> str:
        """The secret of a link to the room."""
        return secret_of(await self.agent.call("call.link", room=self.room))


def secret_of(link: Frame) -> str:
    return str(link["url"]).split("/call/#")[1]


@pytest.fixture
async def offered(start_site: StartSite) -> Offered:
    site = await start_site(media=Media(host="127.0.0.1", port=free_port(), addresses=("127.0.0.1",)))
    agent, customer = await site.agent("Bor"), await site.contact()
    conversation = (await customer.ask("where is my order"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    await customer.subscribe(f"conversation:{conversation}")
    room = (await agent.call("call.start", conversation=conversation, fence=fence))["room"]
    return Offered(site, agent, customer, room, conversation, fence)


async def signal(client: Client, kind: str) -> dict[str, object]:
    """The next of a kind."""
    frame = await client.until(lambda it: it["type"] == "signal" and it["signal"]["type"] == kind)
    told: dict[str, object] = frame["signal"]
    return told


async def join(client: Client, room: str) -> dict[str, object]:
    token = (await client.call("call.token", room=room))["token"]
    return await client.call("call.join", token=token)
