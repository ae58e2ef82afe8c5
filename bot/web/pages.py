"""The pages as they lie in the tree: static files by their hash, templates with a nonce."""

import asyncio
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web

from bot.errors import NotFound
from bot.web.compression import Packed, pack, pack_quickly, respond
from bot.web.security import new_nonce, page_policy
from bot.web.services import services

STATIC = Path(__file__).parent / "static"
PAGES = {
    "/": "demo",
    "/widget/": "widget",
    "/call/": "call",
    "/desk/": "desk",
    "/reports/": "reports",
    "/knowledge/": "knowledge",
    "/recovery/": "recovery",
    "/alerts/": "alerts",
    "/mine/": "mine",
    "/calendar/": "calendar",
    "/contact/": "contact",
    "/surveys/": "surveys",
    "/journeys/": "journeys",
    "/kiosk/": "kiosk",
    "/login/": "login",
    "/join/": "join",
    "/rate/": "rate",
    "/book/": "book",
}
FRAMED = frozenset({"widget"})
SERVED = frozenset({".js", ".css", ".svg", ".png", ".webp", ".woff2", ".ico"})
COMMENTED = frozenset({".js", ".css"})
COMMENT = re.compile(
    r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*$"  # on lines of its own
    r"|/\*\* @(?:(?!\*/).)*\*/ ?",  # a type in JSDoc
    re.MULTILINE | re.DOTALL,
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    body: Packed
    etag: str
    content_type: str


def asset(path: Path) -> Asset:
    """Read again when the file has changed. Raises NotFound for one that is not there or not for browsers."""
    try:
        path = path.resolve(strict=True)
        changed_ns = path.stat().st_mtime_ns
    except (OSError, ValueError):  # ValueError: a NUL in it
        raise NotFound("There is no such file.") from None
    if not path.is_relative_to(STATIC) or path.suffix not in SERVED or not path.is_file():
        raise NotFound("There is no such file.")
    return _asset(path, changed_ns)


@cache
def _asset(path: Path, changed_ns: int) -> Asset:
    plain = path.read_bytes()
    if path.suffix in COMMENTED and path.parent.name != "vendor":
        plain = without_comments(plain.decode()).encode()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(pack(plain), hashlib.sha256(plain).hexdigest()[:20], kind)


def without_comments(source: str) -> str:
    """What a browser does not need of our own JavaScript and CSS: comments on lines of their own, and types in JSDoc.

    The lines stay, so that an error still names the right one.
    """
    return COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), source)


async def static(request: web.Request) -> web.Response:
    return await _file(request, STATIC / request.match_info["path"])


async def loader(request: web.Request) -> web.Response:
    """The one file that other sites load."""
    response = await _file(request, STATIC / "widget" / "loader.js")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


async def kiosk_worker(request: web.Request) -> web.Response:
    """From the kiosk's own folder, because a service worker has no say beyond the one that it comes from."""
    return await _file(request, STATIC / "kiosk" / "worker.js")


async def _file(request: web.Request, path: Path) -> web.Response:
    found = await asyncio.to_thread(asset, path)
    # no-cache: asked for each time, answered with 304; after an update no page mixes old and new modules.
    headers = {"ETag": f'"{found.etag}"', "Cache-Control": "no-cache"}
    if found.etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    charset = "; charset=utf-8" if found.content_type.startswith(("text/", "image/svg")) else ""
    headers["Content-Type"] = found.content_type + charset
    return respond(request, found.body, headers)


async def page(request: web.Request) -> web.Response:
    it = services(request)
    folder = PAGES[request.path]
    nonce = new_nonce()
    template = await asyncio.to_thread((STATIC / folder / "index.html").read_text, encoding="utf-8")
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": page_policy(it.config, nonce, framed=folder in FRAMED),
    }
    if folder in FRAMED:
        headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return respond(request, pack_quickly(template.replace("{{nonce}}", nonce).encode()), headers)


async def with_slash(request: web.Request) -> web.Response:
    raise web.HTTPPermanentRedirect(request.path + "/")
