"""What a manager's browser asks for, as its pages ask."""

import time
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.reports import durations
from bot.reports.groups import BY
from tests.bench.reports.million import ident

DAY_MS = 86_400_000
Query = list[tuple[str, str]]
View = tuple[str, Query]

PERIODS = {"30 days": 30, "a year": 365, "all": 3 * 365}
FILTERS: tuple[Query, ...] = ([], [("channel", "widget")], [("language", "sl"), ("handler", "agent")])
DRAWN = ("overall", "csat", "nps", "ces", "response", "contained", "stick", "repeat", "solved", *durations.FIGURES)
GROUPED: Query = [("by", name) for name in BY]
"""As the page asks: all tables of a figure at once."""


def views(now: int) -> Iterator[View]:
    """Every view of the dashboard, for short and long periods, narrowed and not."""
    for days in PERIODS.values():
        for narrowed in FILTERS:
            where = [("from", str(now - days * DAY_MS)), ("to", str(now)), *narrowed]
            yield "reports/overview", where
            for figure in DRAWN:
                yield "reports/series", [*where, ("figure", figure)]
                yield "reports/groups", [*where, *GROUPED, ("figure", figure)]
            yield "reports/reasons", where
            yield "reports/themes", where
            for order in ("newest", "worst", "best"):
                yield "reports/comments", [*where, ("order", order)]
            yield "reports/comments", [*where, ("q", "parcel"), ("order", "worst")]
            yield "reports/conversations", [*where, ("behind", "csat"), ("hit", "no")]
            yield "reports/conversations", [*where, ("behind", "contained"), ("hit", "no")]
            yield "reports/conversations", [*where, ("behind", "resolution"), ("order", "longest")]
            yield "reports/compare", [*where, ("other", "previous")]
            yield "mine", [*where, ("agent", ident("a", 1))]
            yield "mine/comments", [*where, ("agent", ident("a", 1))]
        yield "recovery/report", [("from", str(now - days * DAY_MS)), ("to", str(now))]
    yield "reports/now", []
    yield "reports/risk", []
    yield "reports/choices", []
    yield f"contacts/{ident('c', 1)}/timeline", []


async def ask(http: aiohttp.ClientSession, view: View) -> tuple[float, Any]:
    """Seconds until all of the answer is there, and the answer."""
    began = time.perf_counter()
    name, query = view
    async with http.get(f"/api/{name}", params=query) as response:
        body = await response.json()
        if response.status != 200:
            raise RuntimeError(f"{name} was answered with {response.status}: {body}")
    return time.perf_counter() - began, body
