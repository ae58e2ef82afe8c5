"""What the help centre shows, and to whom."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from yarl import URL

from bot.store import articles
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.web.help import addresses
from knowledge.article import Article, Translation
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands
from tests.web.help.visitor import DAY_MS, EVIL, Visitor


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
    async with asyncio.timeout(30):
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
