"""What every response carries and every request must: origins, headers, errors as JSON."""

import secrets
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, ip_address, ip_network
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.config import Config
from bot.errors import BadRequest, Forbidden, HeardError, NotFound, TooLarge
from bot.web.http import refusal

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The Content-Security-Policy of a picture opened by itself: browsers lay it out by a style of their own."""


def own_origin(config: Config, origin: str | None) -> bool:
    return origin is not None and origin in config.origins


def guard_change(request: web.Request, config: Config) -> None:
    """Another site's page cannot make a browser do something here. Raises Forbidden."""
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    if origin is not None:
        if own_origin(config, origin):
            return
    elif request.headers.get("Sec-Fetch-Site") in ("same-origin", "none", None):
        return  # no browser, or this very site
    raise Forbidden("Requests from other sites are not accepted.")


def address(request: web.Request, config: Config) -> str:
    """Who asks, for limits: one household or office. Forwarded addresses count only from as many proxies as the
    configuration trusts.
    """
    proxies = config.server.trusted_proxies
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return household(forwarded[-proxies])
    return household(request.remote or "unknown")


def household(address: str) -> str:
    """An IPv4 address as it is; of IPv6, where everybody has as many addresses as they like, the network (RFC 6177)."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))


def middleware(config: Config) -> Middleware:
    secure = urlsplit(config.public_url).scheme == "https"

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if not request.path.startswith("/telegram/"):
                guard_change(request, config)
            response = await handler(request)
        except HeardError as error:
            response = refusal(error)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            response = refusal(_of_http(error), error.status)
        except Exception:
            log.exception(
                "request_failed",
                path=request.match_info.route.resource and request.match_info.route.resource.canonical,
            )
            response = refusal(HeardError("Something went wrong on the server."))
        if not response.prepared:
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
        # The rest is for documents; a script or a style sheet is none.
        if not response.prepared and response.content_type not in ("text/javascript", "text/css"):
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            response.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
            if secure:
                response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response

    return guard


def _of_http(error: web.HTTPException) -> HeardError:
    kind = {404: NotFound, 413: TooLarge}.get(error.status, BadRequest)
    return kind(error.reason + ".")


def page_policy(config: Config, nonce: str | None = None, *, framed: bool = False, images: str = "") -> str:
    """The Content-Security-Policy of a page.

    `nonce`: None where no script stands in the page itself; `framed`: the allowed sites may put it into a frame;
    `images`: an origin, beside our own, that pictures come from.
    """
    ancestors = " ".join(("'self'", *config.widget.allowed_origins)) if framed else "'none'"
    # 'self' does not cover sockets in every browser. A bracketed address is no valid source.
    sockets = " ".join(sorted("ws" + origin.removeprefix("http") for origin in config.origins if "[" not in origin))
    scripts = "'self'" if nonce is None else f"'self' 'nonce-{nonce}'"
    pictures = f"'self' data: blob: {images}".rstrip()
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src {pictures};"
        f" media-src 'self' blob:; connect-src 'self' {sockets}; font-src 'self'; frame-src 'self'; worker-src 'self';"
        f" base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors {ancestors}"
    )


def new_nonce() -> str:
    return secrets.token_urlsafe(12)
