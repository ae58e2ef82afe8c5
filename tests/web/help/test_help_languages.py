"""The help centre in the reader's language."""

import pytest

from tests.conftest import ORIGIN
from tests.web.help.visitor import Visitor


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("sl", "sl"), ("de, ru;q=0.8, sl;q=0.9", "sl"), ("be-BY,be;q=0.9,en;q=0.1", "be"), ("", "en"), ("*", "en"),
        ("fr", "en"), ("ru;q=0, id;q=0.01", "id"), (";;q=,=;q=x", "en"), ("SL-si", "sl"),
    ],
)  # fmt: skip
async def test_it_opens_in_the_browsers_language(visitor: Visitor, wanted: str, given: str) -> None:
    headers = {"Accept-Language": wanted}
    async with visitor.http.get("/help/", headers=headers, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, f"/help/{given}/")
        assert "Accept-Language" in response.headers["Vary"]


async def test_every_page_can_be_read_in_every_language(visitor: Visitor) -> None:
    for path in ("/help/en/", "/help/en/track-order", "/help/en/categories/", "/help/en/search/?q=parcel"):
        seen = await visitor.sees(path)
        switch = {it["lang"]: it["href"] for it in seen.all("a") if "hreflang" in it}
        assert list(switch) == ["en", "sl", "be", "ru", "id"]
        for language, href in switch.items():
            assert href == path.replace("/en/", f"/{language}/")
            assert (await visitor.sees(href)).all("html") == [{"lang": language}]


async def test_an_article_that_is_not_translated_says_so_and_points_to_the_original(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/ru/repairs/warranty")
    assert "Two years." in seen.text
    assert seen.all("article", lang="en")
    assert seen.all("p", **{"class": "told"})
    assert seen.canonical == f"{ORIGIN}/help/en/repairs/warranty"
    assert set(seen.languages) == {"en", "be", "x-default"}
    own = await visitor.sees("/help/be/repairs/warranty")
    assert own.canonical == f"{ORIGIN}/help/be/repairs/warranty"
    assert not own.all("p", **{"class": "told"})
    only_slovenian = await visitor.sees("/help/en/samo-slovensko")
    assert only_slovenian.canonical == f"{ORIGIN}/help/sl/samo-slovensko"
    assert only_slovenian.languages["x-default"] == f"{ORIGIN}/help/sl/samo-slovensko"


async def test_alternates_lead_back(visitor: Visitor) -> None:
    for path in ("/help/en/", "/help/en/track-order", "/help/en/categories/Repairs%20%2F%20warranty/"):
        seen = await visitor.sees(path)
        assert seen.canonical == ORIGIN + path
        for language, url in seen.languages.items():
            if language != "x-default":
                other = await visitor.sees(url)
                assert other.languages == seen.languages, url
                assert other.canonical == url
