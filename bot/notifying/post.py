"""Letters to anywhere that Apprise reaches: mail, Telegram, Slack and a hundred more."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Protocol

import msgspec

from bot.notifying import child
from bot.notifying.posting import Answer, Order

LOOK_WITHIN_S = 20.0
SEND_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing in the shapes that it may arrive in; what has no shape of its own is sent as `text`."""

    title: str
    text: str
    html: str | None = None  # for mail
    telegram: str | None = None  # in Telegram's subset of HTML, with the title in it
    picture: bytes | None = None  # a PNG, which `html` shows as cid:trend.png


class NotElsewhere(Exception):
    """The address leads nowhere but to this machine."""


class NotSent(Exception):
    """The text says why, without the address. `unsure`: it may have arrived all the same."""

    def __init__(self, reason: str, *, unsure: bool = False) -> None:
        super().__init__(reason)
        self.unsure = unsure


class Post(Protocol):
    async def look(self, url: str) -> str | None:
        """What service an address belongs to, such as "Telegram"; None: it cannot be used. Raises NotSent,
        NotElsewhere.
        """
        ...

    async def send(self, url: str, letter: Letter) -> None:
        """Raises NotSent."""
        ...


class ApprisePost:
    async def look(self, url: str) -> str | None:
        answer = await self._ordered(Order(url=url), LOOK_WITHIN_S)
        if answer.here:
            raise NotElsewhere
        return answer.service

    async def send(self, url: str, letter: Letter) -> None:
        picture = b64encode(letter.picture).decode() if letter.picture else None
        order = Order(
            url=url,
            title=letter.title,
            text=letter.text,
            html=letter.html,
            telegram=letter.telegram,
            picture=picture,
        )
        answer = await self._ordered(order, SEND_WITHIN_S)
        if answer.service is None:
            raise NotSent("This address cannot be used any more. Please enter it anew.")
        if answer.problem is not None:
            raise NotSent(answer.problem or f"{answer.service} did not take it.")

    @staticmethod
    async def _ordered(order: Order, within_s: float) -> Answer:
        try:
            answer = await child.run("bot.notifying.posting", msgspec.json.encode(order), within_s)
        except TimeoutError:
            raise NotSent("The other side did not answer in time.", unsure=order.title is not None) from None
        except child.ChildFailed:
            raise NotSent("Something went wrong here while it was being sent.", unsure=True) from None
        return msgspec.json.decode(answer, type=Answer)
