"""`python -m bot.notifying.posting`: hands a letter to Apprise, or says what an address is; a JSON object in, one out.

A process of its own: Apprise takes some 45 MB once it has looked through its hundred services, and what it logs may
hold the secrets of an address, which are taken out here before anything else sees it.
"""

import logging
import re
import sys
from base64 import b64decode
from typing import Any
from urllib.parse import unquote

import msgspec

from bot.notifying.services import ELSEWHERE, HERE

PICTURE = "trend.png"
MAIL = frozenset({"mailto", "mailtos"})
TELEGRAM = "tgram"
SHORTEST_SECRET = 3  # characters; less would take letters out of plain words


class Order(msgspec.Struct, kw_only=True):
    url: str
    title: str | None = None  # None: nothing is sent, the address is looked at
    text: str = ""
    html: str | None = None  # for mail
    telegram: str | None = None  # in Telegram's subset of HTML
    picture: str | None = None  # a PNG in base64, which `html` shows as cid:trend.png


class Answer(msgspec.Struct, kw_only=True, omit_defaults=True):
    service: str | None = None  # None: no such address can be used
    here: bool = False  # because it leads nowhere but to this machine
    problem: str | None = None  # why it was not sent, in Apprise's words; None: it was


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(carry_out(order)))


def carry_out(order: Order) -> Answer:
    import apprise

    logging.getLogger("apprise").propagate = False
    confine()
    plugin = apprise.Apprise.instantiate(order.url, suppress_exceptions=True)
    if plugin is None:
        return Answer(here=order.url.partition(":")[0].lower() in HERE)
    service = str(plugin.service_name)
    if order.title is None:
        return Answer(service=service)
    return Answer(service=service, problem=_send(plugin, order))


def confine() -> None:
    """From here on no address leads to this machine alone, and none has a file read or fetched, as some name one with
    `template=` or `pgpkey=`.
    """
    from apprise import ContentLocation, NotificationManager
    from apprise.attachment.file import AttachFile
    from apprise.attachment.http import AttachHTTP

    services: Any = NotificationManager
    services().enable_only(*ELSEWHERE)
    AttachFile.location = AttachHTTP.location = ContentLocation.INACCESSIBLE


def _send(plugin: Any, order: Order) -> str | None:
    from apprise import LogCapture
    from apprise.attachment import memory

    told = {"title": order.title, **_body(plugin, order)}
    with _capture(LogCapture) as said:
        if order.picture and plugin.attachment_support:
            attachment: Any = memory.AttachMemory
            told["attach"] = attachment(b64decode(order.picture), name=PICTURE, mimetype="image/png")
        try:
            arrived = bool(plugin.notify(**told))
        except Exception as error:  # a plugin's own mistake is no reason to lose what the others say
            return type(error).__name__
        lines = said.getvalue().strip().splitlines()
    if arrived:
        return None
    return without_secrets(lines[-1], order.url) if lines else ""


def _capture(capture: Any) -> Any:
    """What is said while something is sent."""
    return capture(level=logging.WARNING, fmt="%(message)s")


def _body(plugin: Any, order: Order) -> dict[str, Any]:
    from apprise import NotifyFormat

    schemas = {plugin.secure_protocol, plugin.protocol} if isinstance(plugin.secure_protocol, str) else set()
    if order.html is not None and schemas & MAIL:
        plugin.inline = True
        return {"body": order.html, "body_format": NotifyFormat.HTML}
    if order.telegram is not None and TELEGRAM in schemas:
        return {"body": order.telegram, "body_format": NotifyFormat.HTML, "title": ""}
    return {"body": order.text, "body_format": NotifyFormat.TEXT}


def without_secrets(line: str, url: str) -> str:
    """Without anything of the address that might be one: all its parts but the schema and the host of a mailbox."""
    pieces = {piece for raw in re.split(r"[/:@?&=,]+", url.partition("://")[2]) for piece in (raw, unquote(raw))}
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) >= SHORTEST_SECRET:
            line = line.replace(piece, "…")
    return line[:300]


if __name__ == "__main__":
    main()
