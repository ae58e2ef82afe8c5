"""Requests to the Bot API: what came back as it came, and what may have arrived told from what has not."""

import json
import logging
from typing import Any

import httpx
import msgspec
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.base import Refused, RetryLater, Undelivered, Unsure

logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold the address, which holds the token

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Limited(TelegramError):
    """Too many requests (429)."""

    def __init__(self, after_s: float) -> None:
        super().__init__(f"Telegram wants to be left alone for {after_s} s")
        self.after_s = after_s


class NotNow(NetworkError):
    """The request has not been carried out: no connection, or the server said that it failed."""


class _Parameters(msgspec.Struct):
    retry_after: float = 1.0  # s


class _Failure(msgspec.Struct):
    description: str
    parameters: _Parameters = msgspec.field(default_factory=_Parameters)


class Wire(HTTPXRequest):
    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except NetworkError as error:
            if isinstance(error.__cause__, NOT_SENT):
                raise NotNow(error.message) from error
            raise
        if code == 429 or code >= 500:
            self._raise(code, payload)
        return code, payload

    @staticmethod
    def _raise(code: int, payload: bytes) -> None:
        """A 5xx without the Bot API's own words is a gateway's, which does not know what happened behind it."""
        try:
            failure = msgspec.json.decode(payload, type=_Failure)
        except msgspec.DecodeError:
            if code == 429:
                raise Limited(1.0) from None
            raise NetworkError(f"Status {code} without a reason") from None
        if code == 429:
            raise Limited(failure.parameters.retry_after)
        raise NotNow(f"{failure.description} ({code})")


class UpdateWire(Wire):
    """Keeps what getUpdates brought and lets the library parse nothing: one update that it cannot read stops all."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._updates: list[Any] = []

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(*args, **kwargs)
        if code == 200:
            # The standard library's reader: it takes the broken pairs of surrogates that people do send.
            self._updates = json.loads(payload)["result"]
            payload = b'{"ok":true,"result":[]}'
        return code, payload

    def taken(self) -> list[Any]:
        """The updates of the last request, as JSON has them."""
        updates, self._updates = self._updates, []
        return updates


def undelivered(error: TelegramError) -> Undelivered:
    """What an error means for the message that was being sent."""
    if isinstance(error, Limited):
        return RetryLater(error.after_s)
    if isinstance(error, (NotNow, InvalidToken)):  # a wrong token is mended by whoever runs this; the message waits
        return RetryLater()
    if isinstance(error, Forbidden):
        return Refused(_forbidden(error.message))
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return Unsure()
    return Refused(_bad_request(error.message))


def _forbidden(message: str) -> str:
    if "blocked" in message:
        return "The customer has blocked the bot on Telegram."
    if "deactivated" in message:
        return "The customer's Telegram account no longer exists."
    return "Telegram does not let the bot write to this customer."


def _bad_request(message: str) -> str:
    if "chat not found" in message.lower():
        return "Telegram does not know this chat any more."
    return f"Telegram refused the message: {message}."
