"""What caches, search engines and feed readers see of the help centre."""

from xml.etree import ElementTree

import pytest

from bot.web.help import sitemap
from tests.conftest import ORIGIN
from tests.web.help.visitor import EVIL, Seen, Visitor

KEPT = ["/help/en/", "/help/en/track-order", "/help/en/categories/", "/help/sitemap.xml", "/help/feed/en.xml"]


@pytest.mark.parametrize("path", [*KEPT, "/help/theme.css"])
async def test_what_a_browser_has_is_not_sent_again(visitor: Visitor, path: str) -> None:
    async with visitor.http.get(path) as response:
        assert response.headers["Content-Encoding"] in ("gzip", "br")
        etag, changed = response.headers["ETag"], response.headers["Last-Modified"]
        assert response.headers["Cache-Control"] == "no-cache"
    for headers in ({"If-None-Match": etag}, {"If-None-Match": f'"x", W/{etag}'}, {"If-Modified-Since": changed}):
        async with visitor.http.get(path, headers=headers) as response:
            assert (response.status, await response.read()) == (304, b""), headers
    for headers in (
        {"If-None-Match": '"other"', "If-Modified-Since": changed},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "nonsense"},
    ):
        async with visitor.http.get(path, headers=headers) as response:
            assert response.status == 200, headers


async def test_a_page_can_be_asked_for_without_its_body(visitor: Visitor) -> None:
    for path in KEPT:
        async with visitor.http.head(path) as response:
            assert response.status == 200, path
            assert await response.read() == b""


# -- what search engines read ------------------------------------------------------------------

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


async def test_every_page_of_the_sitemap_is_there_and_is_the_canonical_one(visitor: Visitor) -> None:
    async with visitor.http.get("/help/sitemap.xml") as response:
        assert response.content_type == "application/xml"
        root = ElementTree.fromstring(await response.read())
    urls = root.findall("s:url", NAMES)
    places = [url.findtext("s:loc", namespaces=NAMES) or "" for url in urls]
    assert len(places) == len(set(places))
    assert f"{ORIGIN}/help/be/repairs/warranty" in places
    assert f"{ORIGIN}/help/ru/repairs/warranty" not in places
    for url, place in zip(urls, places, strict=True):
        seen = await visitor.sees(place)
        assert seen.canonical == place
        told = {it.get("hreflang"): it.get("href") for it in url.findall("x:link", NAMES)}
        assert told == seen.languages, place


def test_a_long_sitemap_comes_in_parts() -> None:
    urls = [sitemap.Url(f"/help/en/{number}", 0, ()) for number in range(sitemap.MOST + 1)]
    assert sitemap.files(urls) == 2
    parts = [ElementTree.fromstring(sitemap.sitemap(urls, number, ORIGIN)) for number in (1, 2)]
    assert [len(part) for part in parts] == [sitemap.MOST, 1]
    index = ElementTree.fromstring(sitemap.index(2, 0, ORIGIN))
    places = [it.findtext("s:loc", namespaces=NAMES) for it in index]
    assert places == [f"{ORIGIN}/help/sitemap-{number}.xml" for number in (1, 2)]


async def test_parts_of_the_sitemap_that_are_not_there(visitor: Visitor) -> None:
    assert (await visitor.get("/help/sitemap-1.xml"))[0] == 200
    assert (await visitor.get("/help/sitemap-2.xml"))[0] == 404


async def test_robots_are_shown_the_sitemap(visitor: Visitor) -> None:
    async with visitor.http.get("/robots.txt") as response:
        assert f"Sitemap: {ORIGIN}/help/sitemap.xml" in await response.text()


async def test_an_article_is_marked_up_as_a_question_with_its_answer(visitor: Visitor) -> None:
    faq = (await visitor.sees("/help/en/track-order")).linked[0]
    assert faq["@type"] == "FAQPage"
    assert faq["inLanguage"] == "en"
    question = faq["mainEntity"][0]
    assert question["name"] == "Where is my order?"
    assert "<strong>My orders</strong>" in question["acceptedAnswer"]["text"]
    way = next(it for it in (await visitor.sees("/help/en/repairs/warranty")).linked if it["@type"] == "BreadcrumbList")
    assert [it["name"] for it in way["itemListElement"]][1:] == ["Repairs / warranty", "How long is the warranty?"]
    assert way["itemListElement"][-1]["item"] == f"{ORIGIN}/help/en/repairs/warranty"
    assert not any(it["@type"] == "FAQPage" for it in (await visitor.sees("/help/en/repairs/post")).linked)


async def test_nothing_that_is_written_can_become_markup(visitor: Visitor) -> None:
    for path in ("/help/en/evil", "/help/en/", "/help/en/categories/"):
        seen = await visitor.sees(path)
        assert "<script>alert" not in seen.text
        assert not any(it.get("href", "").startswith("javascript") for it in seen.all("a"))
    faq = (await visitor.sees("/help/en/evil")).linked[0]
    assert faq["mainEntity"][0]["name"] == f"What is {EVIL}?"
    category = next(it for it in (await visitor.sees("/help/en/")).all("a") if "alert" in it["href"])
    assert (await visitor.get(category["href"]))[0] == 200


async def test_a_page_brings_no_script_of_its_own_and_asks_nobody_else(visitor: Visitor) -> None:
    for path in ("/help/en/", "/help/en/track-order", "/help/en/search/?q=x"):
        async with visitor.http.get(path) as response:
            policy, seen = response.headers["Content-Security-Policy"], Seen(await response.text())
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        for script in seen.all("script"):
            assert script.get("type") == "application/ld+json" or script["src"].startswith("/")
        assert not any("style" in it or any(name.startswith("on") for name in it) for _, it in seen.tags)
        assert all(it["href"].startswith("/") for it in seen.all("link", rel="stylesheet"))


async def test_the_feed_tells_what_is_new(visitor: Visitor) -> None:
    async with visitor.http.get("/help/feed/be.xml") as response:
        assert response.content_type == "application/atom+xml"
        feed = ElementTree.fromstring(await response.read())
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert [it.findtext("a:title", namespaces=atom) for it in feed.findall("a:entry", atom)] == ["Якая гарантыя?"]
    assert (await visitor.get("/help/feed/xx.xml"))[0] == 404
