"""The help centre, as browsers without JavaScript, search engines and feed readers see it."""

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode, urljoin
from xml.etree import ElementTree

import pytest
from yarl import URL

from bot.config import Bot, Help, Server, Widget
from bot.store import articles
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.web.help import addresses, sitemap
from knowledge.article import Article, Translation
from tests.client import Browser
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands

EVIL = '"><script>alert(1)</script>'
DAY_MS = 86_400_000
WARRANTY = """Two years.

# What is covered

Everything **we** sell, [see](https://linden.example/all).

# What is not covered?

Wear.

# What is covered

::: model = a1
Also the battery.
:::
"""
MORE = (
    Article(
        "repairs/warranty",
        category="Repairs / warranty",
        translations=(
            Translation("en", "How long is the warranty?", WARRANTY, video="https://films.example/w?a=1&b=2"),
            Translation("be", "Якая гарантыя?", "Два гады."),
        ),
    ),
    Article("repairs/post", category="Repairs / warranty", translations=(Translation("en", "Sending in a repair"),)),
    Article("samo-slovensko", category="Orders", translations=(Translation("sl", "Kje je trgovina?", "V Ljubljani."),)),
    Article("evil", category=EVIL, translations=(Translation("en", f"What is {EVIL}?", f"{EVIL} [x](javascript:x)"),)),
    Article("chat-only", channels=("widget",), translations=(Translation("en", "Only in the chat", "Secret one."),)),
    Article("labelled", audience=("vip",), translations=(Translation("en", "For friends", "Secret two."),)),
    Article("search", translations=(Translation("en", "How do I search the shop?", "At the top."),)),
)


@dataclass
class Seen(HTMLParser):
    """A page taken apart."""

    text: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and data.strip():
            self.scripts.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [it for name, it in self.tags if name == tag and wanted.items() <= it.items()]

    def meta(self, name: str) -> str:
        found = self.all("meta", name=name) or self.all("meta", property=name)
        return found[0]["content"]

    @property
    def canonical(self) -> str:
        return self.all("link", rel="canonical")[0]["href"]

    @property
    def languages(self) -> dict[str, str]:
        """Of hreflang, by language."""
        return {it["hreflang"]: it["href"] for it in self.all("link", rel="alternate") if "hreflang" in it}

    @property
    def linked(self) -> list[dict[str, Any]]:
        return [it for text in self.scripts for it in json.loads(text)["@graph"]]


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, page: Browser) -> None:
        self.http = page.http

    @classmethod
    async def at(cls, site: Site) -> Self:
        return cls(await site.browser())

    async def get(self, path: str, **headers: str) -> tuple[int, Seen]:
        async with self.http.get(path.removeprefix(ORIGIN), headers=headers, allow_redirects=False) as response:
            return response.status, Seen(await response.text())

    async def sees(self, path: str) -> Seen:
        status, seen = await self.get(path)
        assert status == 200, path
        return seen

    async def press(self, path: str, seen: Seen, value: str, **headers: str) -> tuple[int, str]:
        """A button of the page's form; the status and where it leads."""
        form = seen.all("form", method="post")[0]
        button = next(it for it in seen.all("button") if it.get("value") == value)
        body = urlencode({button["name"]: value})
        headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded", **headers}
        to = urljoin(path, form["action"])
        async with self.http.post(to, data=body, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers.get("Location", "")


@pytest.fixture
async def start(start_site: StartSite, tmp_path: Path, furnished: Path) -> StartSite:
    database = tmp_path / "data" / "heard.sqlite"
    database.parent.mkdir()
    shutil.copy(furnished, database)
    engine = SqliteEngine(database)

    def put(tx: Tx) -> None:
        for article in MORE:
            articles.put(tx, article, DAY_MS)

    await engine.write(put)
    await engine.aclose()
    return start_site


@pytest.fixture
async def site(start: StartSite) -> Site:
    return await start()


@pytest.fixture
async def visitor(site: Site) -> Visitor:
    return await Visitor.at(site)


# -- which language ----------------------------------------------------------------------------


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


# -- what is shown -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["chat-only", "labelled", "none", "a%2fb", "..%2f..%2fetc", "evil%00", "x" * 3000])
async def test_what_is_not_for_everybody_is_not_there(visitor: Visitor, key: str) -> None:
    status, seen = await visitor.get(f"/help/en/{key}")
    assert status == 404
    assert "Secret" not in seen.text
    assert seen.meta("robots") == "noindex"
    assert seen.all("form", role="search")


async def test_what_is_not_for_everybody_stands_nowhere(visitor: Visitor) -> None:
    for path in ("/help/en/", "/help/en/categories/", "/help/en/search/?q=only+in+the+chat", "/help/sitemap.xml"):
        text = (await visitor.sees(path)).text
        assert "Only in the chat</a>" not in text, path
        assert "/chat-only" not in text, path
        assert "Secret" not in text, path


async def test_articles_come_and_go_with_their_time(start: StartSite, tmp_path: Path) -> None:
    clock = Hands()
    now = clock()
    engine = SqliteEngine(tmp_path / "data" / "heard.sqlite")
    sale = Article("sale", translations=(Translation("en", "Is there a sale?", "Yes."),))
    sale = replace(sale, valid_from=now + 60_000, valid_until=now + 120_000)
    await engine.write(lambda tx: articles.put(tx, sale, now))
    await engine.aclose()
    visitor = await Visitor.at(await start(clock))
    for wait, status in ((0, 404), (59_999, 404), (1, 200), (59_999, 200), (1, 404)):
        clock.turn(wait / 1000)
        assert (await visitor.get("/help/en/sale"))[0] == status, wait
        assert ("Is there a sale?" in (await visitor.sees("/help/en/categories/")).text) is (status == 200)


async def test_a_draft_is_not_shown_and_a_published_change_is_at_once(site: Site, visitor: Visitor) -> None:
    ana = await site.signed_in()
    path = "/api/articles/track-order"
    article = (await ana.get(path))["article"]
    article["translations"][0]["answer"] = "Look at the door."
    status, answer = await ana.request("PUT", f"{path}/draft", {"article": article, "revision": None})
    assert status == 200, answer
    assert "Look at the door." not in (await visitor.sees("/help/en/track-order")).text
    await ana.post(f"{path}/publish", {"revision": answer["draft"]["revision"]})

    async def shown() -> bool:
        return "Look at the door." in (await visitor.sees("/help/en/track-order")).text

    await until(shown)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await holds():
            pass


async def test_an_article_with_all_that_belongs_to_it(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/en/repairs/warranty")
    ids = [it["id"] for it in seen.all("h2") if "id" in it]
    assert [it for it in ids if it.startswith("what")] == [
        "what-is-covered", "what-is-not-covered", "what-is-covered-2",
    ]  # fmt: skip
    assert seen.all("a", href="#what-is-covered-2")
    assert len(seen.all("h1")) == 1
    assert seen.all("a", href="https://films.example/w?a=1&b=2")
    assert "Only for: a1" in seen.text
    assert ":::" not in seen.text
    assert seen.all("a", href="/help/en/repairs/post"), "one of the same category"
    assert seen.all("a", href="/help/en/categories/Repairs%20%2F%20warranty/")
    assert seen.all("time", datetime="1970-01-02T00:00:00Z")
    assert seen.meta("description").startswith("Two years. What is covered Everything we sell, see.")
    assert seen.meta("og:type") == "article"


async def test_ids_are_unique_and_every_link_of_ours_leads_somewhere(visitor: Visitor) -> None:
    found, left = set[str](), ["/help/en/", "/help/be/"]
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        seen = await visitor.sees(path)
        ids = [it["id"] for _, it in seen.tags if "id" in it]
        assert len(ids) == len(set(ids)), path
        links = [urljoin(path, it["href"]).partition("#")[0] for it in seen.all("a")]
        left += [it for it in links if it.startswith("/help/")]
    assert len(found) > 40


async def test_a_key_may_be_the_name_of_a_page(visitor: Visitor) -> None:
    assert "At the top." in (await visitor.sees("/help/en/search")).text
    assert (await visitor.sees("/help/en/search/?q=parcel")).all("ol", **{"class": "results"})


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/help", "/help/"),
        ("/help//", "/help/"),
        ("/help/en", "/help/en/"),
        ("/help/en//", "/help/en/"),
        ("/help/en/track-order/", "/help/en/track-order"),
        ("/help//en//track-order?said=no", "/help/en/track-order?said=no"),
        ("/help/be/repairs//warranty//", "/help/be/repairs/warranty"),
        ("/help/en/categories?x=a%20b", "/help/en/categories/?x=a%20b"),
        ("/help/en/categories//", "/help/en/categories/"),
        ("/help/en/categories/Orders", "/help/en/categories/Orders/"),
        ("/help/en//categories/Repairs%20%2F%20warranty", "/help/en/categories/Repairs%20%2F%20warranty/"),
        ("/help/en//search/?q=%D1%8F", "/help/en/search?q=%D1%8F"),  # here an article has that key
    ],
)
async def test_slashes_too_many_or_too_few_lead_to_the_page(visitor: Visitor, asked: str, meant: str) -> None:
    async with visitor.http.get(URL(asked, encoded=True), allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (308, meant)
    async with visitor.http.get(meant) as response:
        assert response.status == 200


def test_the_search_is_led_to_where_no_article_has_its_key() -> None:
    assert addresses.meant("/help/en/search", ("en",), ("searching",), ()) == "/help/en/search/"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/help/sl/none/", "sl"),
        ("/help/sl//none", "sl"),
        ("/help//ru//chat-only//", "ru"),
        ("/help/en/categories/Orders/?page=9", "en"),
        ("/help/de/track-order/", "be"),
        ("/help/nothing", "be"),
        ("/help/theme.css/", "be"),
    ],
)
async def test_what_is_nowhere_has_the_help_centres_page_for_that(visitor: Visitor, path: str, language: str) -> None:
    status, seen = await visitor.get(path, **{"Accept-Language": "be"})
    assert status == 404
    assert seen.all("html") == [{"lang": language}]
    assert seen.all("form", role="search")


async def test_categories_come_in_their_order_and_are_named_in_the_readers_language(
    site: Site, visitor: Visitor
) -> None:
    ana = await site.signed_in()
    labels = {"en": "Repairs", "ru": "Ремонт & гарантия"}
    table = [{"name": "nothing yet", "labels": {"en": "Soon"}}, {"name": "Repairs / warranty", "labels": labels}]
    assert (await ana.request("PUT", "/api/categories", {"categories": table, "revision": 0}))[0] == 200
    home = await visitor.sees("/help/ru/")
    topics = [it["href"] for it in home.all("a") if it["href"].startswith("/help/ru/categories/")]
    evil = "%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E"
    paths = [
        f"/help/ru/categories/{rest}" for rest in ("Repairs%20%2F%20warranty/", f"{evil}/", "Orders/", "#more", "")
    ]
    assert topics == paths, "those that the table names, the others, what is in none; below them all articles"
    assert "Soon" not in home.text
    for path in ("categories/", "categories/Repairs%20%2F%20warranty/", "repairs/warranty", "search/?q=гарантыя"):
        assert "Ремонт &amp; гарантия" in (await visitor.sees(f"/help/ru/{path}")).text, path
    assert "<h1>Repairs</h1>" in (await visitor.sees("/help/sl/categories/Repairs%20%2F%20warranty/")).text
    offered = (await ana.get("/api/articles"))["categories"]
    assert offered[:2] == ["nothing yet", "Repairs / warranty"]
    assert offered[2:] == sorted({EVIL, "Orders"}, key=str.casefold)


async def test_a_long_category_comes_in_pages(start: StartSite, tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "data" / "heard.sqlite")
    many = [
        Article(f"many/{number}", category="Many", translations=(Translation("en", f"Question {number:03}"),))
        for number in range(101)
    ]

    def put(tx: Tx) -> None:
        for article in many:
            articles.put(tx, article, DAY_MS)

    await engine.write(put)
    await engine.aclose()
    visitor = await Visitor.at(await start())
    first = await visitor.sees("/help/en/categories/Many/")
    assert "Question 099" in first.text
    assert "Question 100" not in first.text
    (further,) = (it["href"] for it in first.all("a", rel="next"))
    last = await visitor.sees(further)
    assert "Question 100" in last.text
    assert last.canonical == ORIGIN + further
    assert last.all("a", rel="prev", href="/help/en/categories/Many/")
    assert not last.all("a", rel="next")
    assert (await visitor.get("/help/en/categories/Many/?page=3"))[0] == 404
    assert (await visitor.get("/help/en/categories/Many/?page=x"))[0] == 400
    assert "Question 010" not in (await visitor.sees("/help/en/categories/")).text


# -- searching ---------------------------------------------------------------------------------


async def test_a_search_finds_in_any_language_and_shows_the_readers(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/en/search/?q=kje+je+paket")
    assert "Where is my order?" in seen.text
    assert seen.meta("robots") == "noindex"
    assert "Where is my order?" not in (await visitor.sees("/help/sl/search/?q=track+my+parcel")).text


async def test_a_misspelt_search_is_mended(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/en/search/?q=Track+my+pacrel")
    assert seen.all("a", href="/help/en/search/?q=Track+my+parcel")
    assert seen.all("a", href="/help/en/track-order")


async def test_a_search_that_finds_nothing_is_kept_for_those_who_write(site: Site, visitor: Visitor) -> None:
    for text in ("quantum flux", "Quantum  flux!"):
        seen = await visitor.sees(f"/help/en/search/?{urlencode({'q': text})}")
        assert seen.all("section", **{"class": "missed"})
        assert [it["data-talk"] for it in seen.all("a") if it.get("data-talk")] == [" ".join(text.split())]
    await visitor.sees("/help/en/search/?q=track+my+parcel")
    await visitor.sees("/help/en/search/")
    await visitor.sees("/help/en/search/?q=%21%3F")
    assert site.rows("SELECT language, text, count FROM help_searches") == [("en", "quantum flux", 2)]


async def test_managers_see_what_was_searched_in_vain_and_set_it_aside(site: Site, visitor: Visitor) -> None:
    for text in ("quantum flux", "quantum flux", "warp coil"):
        await visitor.sees(f"/help/en/search/?{urlencode({'q': text})}")
    ana = await site.signed_in()
    found = (await ana.get("/api/help/searches"))["searches"]
    assert [(it["text"], it["count"], it["language"]) for it in found] == [
        ("quantum flux", 2, "en"), ("warp coil", 1, "en"),
    ]  # fmt: skip
    await ana.post("/api/help/searches/forget", {"language": "en", "text": "quantum flux"})
    assert [it["text"] for it in (await ana.get("/api/help/searches", days=1))["searches"]] == ["warp coil"]


async def test_what_is_typed_comes_back_as_text(visitor: Visitor) -> None:
    seen = await visitor.sees(f"/help/en/search/?{urlencode({'q': EVIL})}")
    assert "alert(1)" not in "".join(seen.scripts)
    assert seen.all("input", name="q")[0]["value"] == EVIL
    long = await visitor.sees(f"/help/en/search/?q={'x' * 5000}")
    assert len(long.all("input", name="q")[0]["value"]) == 200


async def test_searching_has_a_limit(start: StartSite) -> None:
    visitor = await Visitor.at(await start(Hands()))
    statuses = [(await visitor.get("/help/en/search/?q=parcel"))[0] for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert (await visitor.get("/help/en/"))[0] == 200


# -- whether it helped -------------------------------------------------------------------------


async def test_a_visitor_says_whether_it_helped(site: Site, visitor: Visitor) -> None:
    path = "/help/sl/repairs/warranty"
    seen = await visitor.sees(path)
    assert await visitor.press(path, seen, "yes") == (303, f"{path}?said=yes#helped")
    thanked = await visitor.sees(f"{path}?said=yes")
    assert thanked.all("p", role="status")
    assert not thanked.all("form", method="post")
    assert thanked.canonical == seen.canonical
    assert (await visitor.press(path, seen, "no"))[0] == 303
    rows = site.rows("SELECT article, language, helped FROM help_votes")
    assert rows == [("repairs/warranty", "sl", 0)], "the last word of a visitor on a day counts, once"
    assert (await visitor.sees(f"{path}?said=no")).all("a", **{"data-talk": "How long is the warranty?"})


async def test_votes_are_counted_without_knowing_whose_they_are(start: StartSite) -> None:
    clock = Hands()
    site = await start(clock)
    visitor = await Visitor.at(site)
    for path in ("/help/en/track-order", "/help/en/search"):
        seen = await visitor.sees(path)
        for device in ("one", "two", "one"):
            assert (await visitor.press(path, seen, "yes", **{"User-Agent": device}))[0] == 303
    salt = site.rows("SELECT value FROM meta WHERE name = 'help_salt'")
    marks = [mark for (mark,) in site.rows("SELECT visitor FROM help_votes")]
    assert len(marks) == 4
    assert len(set(marks)) == 4, "no two articles' votes can be told to be of the same visitor"
    clock.turn(DAY_MS / 1000)
    seen = await visitor.sees("/help/en/track-order")
    await visitor.press("/help/en/track-order", seen, "yes", **{"User-Agent": "one"})
    assert site.rows("SELECT COUNT(*) FROM help_votes") == [(5,)]
    ana = await site.signed_in()
    figures = await ana.get("/api/figures", days=7)
    assert figures["help"] == {
        "track-order": {"helped": 3, "not_helped": 0}, "search": {"helped": 2, "not_helped": 0},
    }  # fmt: skip
    assert figures["articles"] == {}, "nothing of it counts in the conversations' figures"
    assert "track-order" in figures["never_shown"]
    clock.turn(8 * DAY_MS / 1000)
    assert (await (await site.signed_in("Bor")).request("GET", "/api/figures"))[0] == 403
    assert (await ana.get("/api/figures", days=7))["help"] == {}
    assert site.rows("SELECT value FROM meta WHERE name = 'help_salt'") != salt, "of yesterday nothing can be computed"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": "http://evil.test"}, "helped=yes", 403),
        ({"Origin": "null"}, "helped=yes", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "helped=yes", 403),
        ({"Origin": ORIGIN}, "helped=perhaps", 400),
        ({"Origin": ORIGIN}, "", 400),
    ],
    ids=str,
)
async def test_a_vote_that_is_none_is_not_counted(
    site: Site, visitor: Visitor, headers: dict[str, str], body: str, status: int
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with visitor.http.post("/help/en/track-order", data=body, headers={**headers, **form}) as response:
        assert response.status == status
    async with visitor.http.post(
        "/help/en/labelled", data="helped=yes", headers={"Origin": ORIGIN, **form}
    ) as response:
        assert response.status == 404
    assert site.rows("SELECT COUNT(*) FROM help_votes") == [(0,)]


async def test_the_forms_page_lets_its_origin_be_seen_by_us_alone(visitor: Visitor) -> None:
    async with visitor.http.get("/help/en/track-order") as response:
        assert response.headers["Referrer-Policy"] == "same-origin"
    async with visitor.http.get("/help/en/") as response:
        assert response.headers["Referrer-Policy"] == "no-referrer"


# -- what browsers and proxies keep ------------------------------------------------------------

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


# -- settings ----------------------------------------------------------------------------------


async def test_it_wears_the_sites_name_and_colour(start: StartSite) -> None:
    logo = "https://shop.example.com/logo.svg"
    settings = Help(title="Ask Lipa", intro="We <know>.", accent="#ffcc00", logo=logo, shop="https://shop.example.com/")
    visitor = await Visitor.at(await start(help=settings))
    async with visitor.http.get("/help/en/") as response:
        assert "img-src 'self' data: blob: https://shop.example.com;" in response.headers["Content-Security-Policy"]
        seen = Seen(await response.text())
    assert "<title>Ask Lipa</title>" in seen.text
    assert "We &lt;know&gt;." in seen.text
    assert seen.all("img", src=logo)
    assert seen.all("a", href="https://shop.example.com/")
    assert "--accent: #ffcc00" in (await visitor.sees("/help/theme.css")).text
    assert seen.all("script", **{"data-accent": "#ffcc00"})


async def test_it_can_be_switched_off(start: StartSite) -> None:
    visitor = await Visitor.at(await start(help=Help(enabled=False), widget=Widget(accent="#123456")))
    for path in ("/help/", "/help/en/", "/help/en/track-order", "/help//", "/help/sitemap.xml", "/help/theme.css"):
        assert (await visitor.get(path))[0] == 404
    assert "Sitemap" not in (await visitor.sees("/robots.txt")).text


async def test_it_speaks_what_the_bot_speaks(start: StartSite) -> None:
    bot = Bot(languages=("sl",), fallback_language="sl")
    visitor = await Visitor.at(await start(bot=bot, server=Server(port=0, public_url=ORIGIN)))
    assert not (await visitor.sees("/help/sl/")).all("details")
    assert (await visitor.get("/help/en/"))[0] == 404
    assert "Kje je moje naročilo?" in (await visitor.sees("/help/sl/track-order")).text
