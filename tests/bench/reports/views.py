"""What a manager's browser asks for, as its pages ask."""

import time
from collections.abc import Iterator
from typing import Any

import aiohttp

DAY_MS = 86_400_000
Query = list[tuple[str, str]]
View = tuple[str, Query]

PERIODS = {"30 days": 30, "a year": 365, "all": 3 * 365}
FILTERS: tuple[Query, ...] = ([], [("channel", "widget")], [("language", "sl"), ("handler", "agent")])
FIGURES = ("csat", "nps", "overall", "contained", "first_human")


def views(now: int) -> Iterator[View]:
    """Every view of the dashboard, for short and long periods, narrowed and not."""
    for days in PERIODS.values():
        for narrowed in FILTERS:
            where = [("from", str(now - days * DAY_MS)), ("to", str(now)), *narrowed]
            yield "overview", where
            yield "series", [*where, *(("figure", figure) for figure in FIGURES)]
            for by in ("channel", "language", "agent", "team", "handler", "topic", "article", "hour"):
                yield "groups", [*where, ("by", by), ("figure", "csat")]
            yield "groups", [*where, ("by", "agent"), ("figure", "handle")]
            yield "groups", [*where, ("by", "handler"), ("figure", "overall")]
            yield "reasons", where
            yield "themes", where
            yield "comments", where
            yield "comments", [*where, ("q", "parcel"), ("order", "worst")]
            yield "conversations", [*where, ("behind", "csat"), ("hit", "no")]
            yield "conversations", [*where, ("behind", "resolution"), ("order", "longest")]
            yield "compare", [*where, ("other", "previous")]
    yield "now", []
    yield "risk", []
    yield "choices", []


async def ask(http: aiohttp.ClientSession, view: View) -> tuple[float, Any]:
    """Seconds until all of the answer is there, and the answer."""
    began = time.perf_counter()
    name, query = view
    async with http.get(f"/api/reports/{name}", params=query) as response:
        body = await response.json()
        if response.status != 200:
            raise RuntimeError(f"{name} was answered with {response.status}: {body}")
    return time.perf_counter() - began, body
