"""What delivery needs of a channel, and how a channel says that something did not arrive."""

from typing import Protocol

from bot.model import Channel, Message


class OutgoingChannel(Protocol):
    """Each call raises RetryLater, Refused or Unsure when it cannot say that the far side has it."""

    name: Channel

    async def send(self, address: str, message: Message, language: str, link: str | None, parts: int) -> str:
        """The far side's id of the message. The first `parts` pieces of a long one have arrived before."""
        ...

    async def edit(self, address: str, provider_id: str, message: Message, language: str) -> None:
        """Shows the message as it reads now. Doing it twice does no harm."""
        ...

    async def prompt(self, address: str, provider_id: str, message: Message, language: str) -> str:
        """Asks for the comment to the rating that stands as `provider_id`; the question's own id."""
        ...


class Undelivered(Exception):
    """`parts`: how many pieces of a long message have arrived all the same."""

    parts: int = 0


class RetryLater(Undelivered):
    """It has not arrived. `after_s`: when the far side wants to hear from us again; None: it did not say."""

    def __init__(self, after_s: float | None = None) -> None:
        super().__init__(f"again in {after_s} s" if after_s is not None else "again later")
        self.after_s = after_s


class Refused(Undelivered):
    """It has not arrived and never will. `reason` is a plain sentence for the person who wrote it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unsure(Undelivered):
    """It may have arrived: the connection ended before the far side said so."""
