"""Who sends to targets, as the handlers need them."""

from typing import Protocol

from bot.store.targets import Target


class Reaching(Protocol):
    async def service(self, url: str) -> str | None:
        """What an address belongs to, such as "Telegram"; None: it cannot be used. Raises BadRequest where it may not
        be, Unavailable.
        """
        ...

    async def test(self, target: Target) -> str | None:
        """Sends a greeting; why it did not arrive, None where it did."""
        ...
