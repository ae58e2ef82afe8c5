"""Bodies made small, in the coding that the browser takes."""

import gzip
from dataclasses import dataclass

import brotli
from aiohttp import web


@dataclass(frozen=True, slots=True)
class Packed:
    """A body in every coding that is offered, the smallest first."""

    codings: tuple[tuple[str, bytes], ...]
    plain: bytes


def pack(plain: bytes) -> Packed:
    """As small as it gets, for what is kept; takes some milliseconds."""
    return Packed((("br", brotli.compress(plain, quality=11)), ("gzip", gzip.compress(plain, 9, mtime=0))), plain)


def pack_quickly(plain: bytes) -> Packed:
    """For what is made anew for every request."""
    return Packed((("br", brotli.compress(plain, quality=4)), ("gzip", gzip.compress(plain, 6, mtime=0))), plain)


def respond(request: web.Request, body: Packed, headers: dict[str, str]) -> web.Response:
    headers = {**headers, "Vary": "Accept-Encoding"}
    accepted = _accepted(request.headers.get("Accept-Encoding", ""))
    for coding, packed in body.codings:
        if coding in accepted:
            return web.Response(body=packed, headers={**headers, "Content-Encoding": coding})
    return web.Response(body=body.plain, headers=headers)


def _accepted(header: str) -> set[str]:
    """The codings of an Accept-Encoding header that are not refused by q=0 (RFC 9110, 12.5.3)."""
    parts = (part.replace(" ", "").lower().partition(";q=") for part in header.split(","))
    return {coding for coding, _, weight in parts if weight.rstrip("0").rstrip(".") or not weight}
