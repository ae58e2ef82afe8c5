"""Thank-yous as managers set them up."""

from typing import Any

import pytest

from tests.conftest import Site

TERMS = {
    "codes": True, "review": True, "review_url": "https://reviews.example/x", "review_name": "Example",
    "happy": {"csat": 5, "nps": 9, "ces": 6}, "pause_days": 90, "most_a_day": 5, "known_only": False,
}  # fmt: skip


async def test_terms_are_kept(site: Site) -> None:
    page = await site.signed_in()
    before = await page.get("/api/thanks")
    assert (before["terms"]["codes"], before["terms"]["review"], before["batches"]) == (False, False, [])
    assert await page.request("PATCH", "/api/thanks/terms", TERMS) == (200, TERMS)
    assert (await page.get("/api/thanks"))["terms"] == TERMS


async def test_codes_are_loaded_once_and_withdrawn(site: Site) -> None:
    page = await site.signed_in()
    codes = {"batch": "spring/1", "codes": " A-1 \n\nA-2\r\nA-1\n"}
    assert await page.post("/api/thanks/codes", codes) == {"added": 2, "known": 0}
    assert await page.post("/api/thanks/codes", {**codes, "codes": "A-2\nA-3"}) == {"added": 1, "known": 1}
    (batch,) = (await page.get("/api/thanks"))["batches"]
    assert (batch["name"], batch["codes"], batch["given"], batch["valid_until"]) == ("spring/1", 3, 0, None)
    assert await page.request("DELETE", "/api/thanks/codes/spring%2F1") == (200, {"withdrawn": 3})
    assert (await page.get("/api/thanks"))["batches"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("PATCH", "terms", {**TERMS, "review_url": "javascript:alert(1)"}, "begins with https://"),
        ("PATCH", "terms", {**TERMS, "review_url": ""}, "begins with https://"),
        ("PATCH", "terms", {**TERMS, "happy": {"csat": 6}}, "cannot be read"),
        ("POST", "codes", {"batch": "b", "codes": " \n "}, "There are no codes"),
        ("POST", "codes", {"batch": " ", "codes": "A"}, "Give the list a name"),
        ("POST", "codes", {"batch": "b", "codes": "A" * 65}, "too long for a code"),
        ("POST", "codes", {"batch": "b", "codes": "\n".join(map(str, range(10_001)))}, "too many codes"),
    ],
)
async def test_what_is_no_thank_you_is_refused(site: Site, method: str, path: str, body: Any, words: str) -> None:
    status, answer = await (await site.signed_in()).request(method, f"/api/thanks/{path}", body)
    assert (status, words in answer["error"]["message"]) == (400, True)
