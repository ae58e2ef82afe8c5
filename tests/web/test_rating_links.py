"""Ratings by a link: looked at as often as one likes, given only by a press."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.secret import digest
from tests.client import Browser
from tests.conftest import Site

SECRET = "s" * 43


async def linked(site: Site) -> tuple[Browser, str]:
    """A browser that nobody is signed in with, and the request that the link leads to."""
    customer = await site.contact()
    await customer.ask("Where is my parcel?")
    await customer.call("solved")
    (request,) = site.rows("SELECT id FROM rating_requests")[0]
    change(site, "UPDATE rating_requests SET link = ?", digest(SECRET))
    return await site.browser(), request


def change(site: Site, sql: str, *params: Any) -> None:
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute(sql, params)


async def test_looking_changes_nothing_and_a_press_rates(site: Site) -> None:
    page, request = await linked(site)
    for _ in range(3):
        looked = await page.post("/api/rating/look", {"secret": SECRET})
        assert (looked["card"]["request"], looked["language"], looked["title"]) == (
            request,
            "en",
            site.config.widget.title,
        )
        assert "value" not in looked["card"]
    assert (await page.request("GET", "/rate/"))[0] == 200
    assert site.rows("SELECT 1 FROM ratings") == []
    given = await page.post("/api/rating/give", {"secret": SECRET, "value": 2})
    why = next(each for each in given["card"]["questions"] if each["kind"] == "chips")
    chosen = {why["id"]: {"choices": [why["choices"][0]["id"]]}}
    again = await page.post("/api/rating/give", {"secret": SECRET, "answers": chosen})
    assert (again["card"]["value"], again["card"]["answers"]) == (2, chosen)
    assert site.rows("SELECT value, revision FROM ratings") == [(2, 2)]
    assert (await page.post("/api/rating/look", {"secret": SECRET}))["card"] == again["card"]


async def test_what_was_given_by_the_link_stands_in_the_thread(site: Site) -> None:
    customer = await site.contact()
    conversation = (await customer.ask("Where is my parcel?"))["conversation"]
    await customer.call("solved")
    change(site, "UPDATE rating_requests SET link = ?", digest(SECRET))
    await customer.subscribe(f"conversation:{conversation}")
    await (await site.browser()).post("/api/rating/give", {"secret": SECRET, "value": 5, "comment": "Quick"})
    body = (await customer.event("changed"))["message"]["body"]
    assert (body["value"], body["comment"]) == (5, "Quick")


@pytest.mark.parametrize("path", ["look", "give"])
async def test_a_link_that_leads_nowhere(site: Site, path: str) -> None:
    page, _ = await linked(site)
    body = {"secret": "t" * 43, **({"value": 1} if path == "give" else {})}
    status, answer = await page.request("POST", f"/api/rating/{path}", body)
    assert (status, answer["error"]["code"]) == (404, "not_found")
    assert (await page.request("GET", "/api/rating/give"))[0] == 405


async def test_after_the_deadline_it_may_only_be_looked_at(site: Site) -> None:
    page, _ = await linked(site)
    await page.post("/api/rating/give", {"secret": SECRET, "value": 4})
    change(site, "UPDATE rating_requests SET edit_until = 1")
    assert (await page.post("/api/rating/look", {"secret": SECRET}))["card"]["closed"] is True
    status, answer = await page.request("POST", "/api/rating/give", {"secret": SECRET, "value": 1})
    assert (status, answer["error"]["code"]) == (409, "conflict")
    assert site.rows("SELECT value FROM ratings") == [(4,)]


async def test_links_cannot_be_guessed_at_speed(site: Site) -> None:
    page = await site.browser()
    tried = [(await page.request("POST", "/api/rating/look", {"secret": f"guess-{n}"}))[0] for n in range(80)]
    assert set(tried) == {404, 429}
