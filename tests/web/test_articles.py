"""Articles over HTTP, on a real server: the list, drafts, review, publishing, versions and the ways back."""

import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from yarl import URL

from bot.config import Knowledge
from tests.client import Browser
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands

PARCEL: dict[str, Any] = {
    "key": "orders/lost-parcel",
    "category": "Orders",
    "tags": ["parcel"],
    "translations": [
        {
            "language": "en",
            "title": "My parcel is lost",
            "answer": "We send it **again**.",
            "variants": ["parcel gone"],
        },
        {"language": "sl", "title": "Paket se je izgubil"},
    ],
}


def at(key: str, verb: str = "") -> str:
    return f"/api/articles/{quote(key, safe='')}{'/' if verb else ''}{verb}"


class Desk:
    """What a manager's page does, request by request."""

    def __init__(self, page: Browser) -> None:
        self.page = page

    async def one(self, key: str) -> Any:
        return await self.page.get(at(key))

    async def save(self, article: dict[str, Any], revision: int | None = None, **more: Any) -> tuple[int, Any]:
        body = {"article": article, "revision": revision, **more}
        return await self.page.request("PUT", at(article["key"], "draft"), body)

    async def saved(self, article: dict[str, Any], revision: int | None = None, **more: Any) -> Any:
        status, answer = await self.save(article, revision, **more)
        assert status == 200, answer
        return answer["draft"]

    async def publish(self, key: str, revision: int, note: str = "") -> tuple[int, Any]:
        return await self.page.request("POST", at(key, "publish"), {"revision": revision, "note": note})

    async def published(self, article: dict[str, Any]) -> int:
        """Whatever stood there."""
        known = await self.page.request("GET", at(article["key"]))
        draft = known[1].get("draft") if known[0] == 200 else None
        revision = (await self.saved(article, draft and draft["revision"]))["revision"]
        status, answer = await self.publish(article["key"], revision)
        assert status == 200, answer
        version: int = answer["version"]
        return version

    async def keys(self, **query: Any) -> list[str]:
        return [row["key"] for row in (await self.page.get("/api/articles", **query))["articles"]]

    async def bulk(self, deed: str, *keys: str, **more: Any) -> Any:
        return await self.page.post("/api/articles/bulk", {"keys": keys, "deed": deed, **more})


@pytest.fixture
async def ana(site: Site) -> Desk:
    return Desk(await site.signed_in("Ana"))


@pytest.fixture
async def two(start_site: StartSite) -> AsyncIterator[tuple[Desk, Desk]]:
    """Two managers of a house where a second person looks at everything."""
    site = await start_site(knowledge=Knowledge(review=True, semantic="off"))
    first = await site.signed_in("Ana")
    agents = (await first.get("/api/agents"))["agents"]
    bor = next(agent["id"] for agent in agents if agent["name"] == "Bor")
    assert (await first.request("PATCH", f"/api/agents/{bor}", {"role": "manager"}))[0] == 200
    yield Desk(first), Desk(await site.signed_in("Bor"))


# -- from draft to answer ------------------------------------------------------------------


async def test_a_draft_is_nobodys_answer_until_it_is_published(site: Site, ana: Desk) -> None:
    draft = await ana.saved(PARCEL)
    assert (draft["state"], draft["author"]["name"], draft.get("base_version", 0)) == ("draft", "Ana", 0)
    seen = await ana.one(PARCEL["key"])
    assert (seen["article"], seen["version"], seen["may_publish"], seen["why_not"]) == (None, 0, True, None)
    maja = await site.contact()
    assert "orders/lost-parcel" not in str(await maja.call("suggest", text="my parcel is lost"))

    status, answer = await ana.publish(PARCEL["key"], draft["revision"], "Asked often")
    assert (status, answer) == (200, {"version": 1})
    assert "orders/lost-parcel" in str(await maja.call("suggest", text="my parcel is lost"))
    seen = await ana.one(PARCEL["key"])
    assert (seen["article"]["tags"], seen["version"], seen["draft"], seen["may_publish"]) == (
        ["parcel"],
        1,
        None,
        False,
    )


async def test_who_saves_over_somebodys_words_is_told_whose(site: Site, ana: Desk) -> None:
    read = await ana.saved(PARCEL)
    changed = await ana.saved({**PARCEL, "tags": ["lost"]}, read["revision"])
    for status, answer in (
        await ana.save(PARCEL, read["revision"]),
        await ana.save(PARCEL),
        await ana.publish(PARCEL["key"], read["revision"]),
        await ana.page.request("DELETE", at(PARCEL["key"], f"draft?revision={read['revision']}")),
    ):
        assert (status, answer["error"]["code"]) == (409, "stale")
        assert answer["error"]["message"].startswith("Ana changed this draft meanwhile.")
        assert answer["error"]["data"]["revision"] == changed["revision"]
        assert answer["error"]["data"]["author"]["name"] == "Ana"
    assert (await ana.one(PARCEL["key"]))["draft"]["article"]["tags"] == ["lost"]


async def test_a_draft_that_is_gone_is_told_too(ana: Desk) -> None:
    read = await ana.saved(PARCEL)
    assert (await ana.page.request("DELETE", at(PARCEL["key"], "draft")))[0] == 200
    assert (await ana.page.request("DELETE", at(PARCEL["key"], "draft")))[0] == 404
    status, answer = await ana.save(PARCEL, read["revision"])
    assert (status, answer["error"]["code"], answer["error"]["data"]) == (409, "stale", {})
    assert (await ana.page.request("GET", at(PARCEL["key"])))[0] == 404


async def test_an_import_meanwhile_keeps_a_draft_from_being_published_until_it_was_seen(ana: Desk) -> None:
    assert await ana.published(PARCEL) == 1
    draft = await ana.saved({**PARCEL, "tags": ["mine"]})
    assert (await ana.bulk("tag", PARCEL["key"], value="bulk"))["done"] == 1  # takes the draft along
    seen = await ana.one(PARCEL["key"])
    assert (seen["version"], seen["draft"]["base_version"], seen["draft"]["article"]["tags"]) == (
        2,
        2,
        ["mine", "bulk"],
    )

    stale = await ana.saved({**PARCEL, "tags": ["mine"]}, seen["draft"]["revision"], base_version=1)
    status, answer = await ana.publish(PARCEL["key"], stale["revision"])
    assert (status, answer["error"]["code"], answer["error"]["data"]["version"]) == (409, "stale", 2)
    assert "Version 2 was published by Ana" in answer["error"]["message"]
    again = await ana.saved({**PARCEL, "tags": ["mine"]}, stale["revision"], base_version=2)
    assert draft["revision"] < again["revision"]
    assert await ana.publish(PARCEL["key"], again["revision"]) == (200, {"version": 3})


@pytest.mark.parametrize(
    ("changed", "data"),
    [
        ({"key": "other"}, {"field": "key"}),
        ({"translations": []}, {"field": "translations"}),
        ({"translations": [{"language": "en", "title": "T"}, {"language": "sl", "title": " "}]},
         {"field": "title", "translation": 1}),
        ({"translations": [{"language": "en", "title": "T", "link": "javascript:alert(1)"}]},
         {"field": "link", "translation": 0}),
        ({"channels": ["fax"]}, {"field": "channels"}),
        ({"valid_from": 2, "valid_until": 1}, {"field": "valid_until"}),
        ({"confident": 2}, {"field": "confident"}),
        ({"tags": "one"}, {}),
        ({"titel": "one"}, {"field": "titel"}),
        ({"translations": [{"language": "en", "title": "T", "varients": []}]}, {"field": "varients"}),
    ],
)  # fmt: skip
async def test_an_article_that_cannot_be_kept_is_told_by_its_field(ana: Desk, changed: Any, data: Any) -> None:
    path = at(PARCEL["key"], "draft")
    status, answer = await ana.page.request("PUT", path, {"article": {**PARCEL, **changed}})
    assert (status, answer["error"]["code"], answer["error"]["data"]) == (400, "bad_request", data)
    assert answer["error"]["message"].endswith(".")


async def test_a_long_article_fits(ana: Desk) -> None:
    told = [{"language": code, "title": "T", "answer": "ж" * 99_000} for code in ("en", "sl", "be")]
    body = json.dumps({"article": {**PARCEL, "translations": told}}, ensure_ascii=False).encode()
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    path = URL(at(PARCEL["key"], "draft"), encoded=True)
    for size, status in ((0, 200), (1 << 20, 413)):
        async with ana.page.http.put(path, data=BytesIO(body + b" " * size), headers=headers) as response:
            assert response.status == status


# -- a second person -------------------------------------------------------------------------


async def test_where_a_second_person_has_to_look_the_author_cannot_publish(two: tuple[Desk, Desk]) -> None:
    ana, bor = two
    draft = await ana.saved(PARCEL)
    asked = (await ana.page.post(at(PARCEL["key"], "review"), {"note": "Is it so?"}))["draft"]
    assert (asked["state"], asked["note"]) == ("review", "Is it so?")
    assert asked["revision"] > draft["revision"]
    seen = await ana.one(PARCEL["key"])
    assert not seen["may_publish"] and "somebody else has to publish it" in seen["why_not"]
    status, answer = await ana.publish(PARCEL["key"], asked["revision"])
    assert (status, answer["error"]["code"], answer["error"]["message"]) == (403, "forbidden", seen["why_not"])

    assert (await bor.one(PARCEL["key"]))["may_publish"]
    mended = await bor.saved({**PARCEL, "tags": []}, asked["revision"])
    assert mended["state"] == "draft"
    assert (await bor.publish(PARCEL["key"], mended["revision"]))[0] == 403
    assert await ana.publish(PARCEL["key"], mended["revision"]) == (200, {"version": 1})


async def test_bulk_changes_wait_for_the_second_person_too(two: tuple[Desk, Desk]) -> None:
    ana, bor = two
    assert await ana.bulk("tag", "return-item", value="gifts") == {"done": 1, "failed": [], "versions": {}}
    seen = await ana.one("return-item")
    assert (seen["version"], seen["article"]["tags"], seen["draft"]["state"]) == (1, [], "review")
    (failed,) = (await ana.bulk("publish", "return-item"))["failed"]
    assert "somebody else has to publish it" in failed["message"]
    assert (await bor.bulk("publish", "return-item"))["done"] == 1
    assert (await bor.one("return-item"))["article"]["tags"] == ["gifts"]


# -- versions ------------------------------------------------------------------------------------


async def test_every_version_is_there_with_what_it_changed(ana: Desk) -> None:
    await ana.published(PARCEL)
    other = {**PARCEL, "translations": [{**PARCEL["translations"][0], "answer": "We send it twice."}]}
    await ana.published(other)
    await ana.page.post(at(PARCEL["key"], "remove"), {"note": "Gone"})
    versions = (await ana.page.get(at(PARCEL["key"], "versions")))["versions"]
    assert [(it["version"], it["author"]["name"], it.get("note"), it.get("removed")) for it in versions] == [
        (3, "Ana", "Gone", True),
        (2, "Ana", None, None),
        (1, "Ana", None, None),
    ]
    second = await ana.page.get(at(PARCEL["key"], "versions/2"))
    assert second["article"]["translations"][0]["answer"] == "We send it twice."
    (answer,) = [change for change in second["changes"] if (change["field"], change["language"]) == ("answer", "en")]
    assert answer["pieces"] == [
        {"what": "same", "text": "We send it "},
        {"what": "removed", "text": "**again**"},
        {"what": "added", "text": "twice"},
        {"what": "same", "text": "."},
    ]
    assert (await ana.page.get(at(PARCEL["key"], "versions/3")))["article"] is None
    for missing in ("0", "4", "x", "9" * 40):
        assert (await ana.page.request("GET", at(PARCEL["key"], f"versions/{missing}")))[0] == 404
    seen = await ana.one(PARCEL["key"])  # its history can still be read
    assert (seen["article"], seen["version"], seen["draft"]) == (None, 3, None)


async def test_an_older_version_comes_back_as_a_draft(ana: Desk) -> None:
    await ana.published(PARCEL)
    await ana.published({**PARCEL, "tags": ["worse"]})
    draft = (await ana.page.post(at(PARCEL["key"], "versions/1/restore"), {}))["draft"]
    assert (draft["article"]["tags"], draft["base_version"]) == (["parcel"], 2)
    changes = (await ana.page.get(at(PARCEL["key"], "draft/changes")))["changes"]
    assert [change["field"] for change in changes] == ["tags"]
    status, answer = await ana.page.request("POST", at(PARCEL["key"], "versions/2/restore"), {})
    assert (status, answer["error"]["code"]) == (409, "stale")  # a draft is there that nobody wanted to lose
    again = {"revision": draft["revision"]}
    draft = (await ana.page.post(at(PARCEL["key"], "versions/1/restore"), again))["draft"]
    assert await ana.publish(PARCEL["key"], draft["revision"]) == (200, {"version": 3})


async def test_publishing_is_taken_back_in_one_step(site: Site, ana: Desk) -> None:
    await ana.published(PARCEL)
    await ana.published({**PARCEL, "tags": ["worse"]})
    assert await ana.page.post(at(PARCEL["key"], "undo"), {"version": 2}) == {"version": 3}
    seen = await ana.one(PARCEL["key"])
    assert (seen["article"]["tags"], seen["draft"]["article"]["tags"]) == (["parcel"], ["worse"])
    assert seen["draft"]["base_version"] == 3
    status, answer = await ana.page.request("POST", at(PARCEL["key"], "undo"), {"version": 2})
    assert (status, answer["error"]["code"]) == (409, "stale")
    assert await ana.publish(PARCEL["key"], seen["draft"]["revision"]) == (200, {"version": 4})


async def test_the_first_publishing_and_a_removal_are_taken_back_too(site: Site, ana: Desk) -> None:
    await ana.published(PARCEL)
    assert await ana.page.post(at(PARCEL["key"], "undo"), {"version": 1}) == {"version": 2}
    seen = await ana.one(PARCEL["key"])
    assert (seen["article"], seen["draft"]["article"]["tags"]) == (None, ["parcel"])
    assert await ana.publish(PARCEL["key"], seen["draft"]["revision"]) == (200, {"version": 3})
    assert await ana.page.post(at(PARCEL["key"], "remove"), {}) == {"version": 4}
    maja = await site.contact()
    assert "lost-parcel" not in str(await maja.call("suggest", text="my parcel is lost"))
    assert await ana.page.post(at(PARCEL["key"], "undo"), {"version": 4}) == {"version": 5}
    assert "lost-parcel" in str(await maja.call("suggest", text="my parcel is lost"))


# -- the list -------------------------------------------------------------------------------------


async def test_the_list_tells_what_there_is_and_what_it_lacks(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    ana = Desk(await site.signed_in("Ana"))
    await ana.published({**PARCEL, "valid_until": clock() + 1000, "audience": ["business"]})
    await ana.saved({**PARCEL, "key": "new-one", "translations": [{"language": "sl", "title": "Novo"}]})
    told = await ana.page.get("/api/articles")
    assert (told["total"], told["categories"], told["tags"]) == (5, ["Orders"], ["parcel"])
    assert (told["audiences"], told["languages"]) == (["business"], ["en", "sl"])
    rows = {row["key"]: row for row in told["articles"]}
    row = rows["orders/lost-parcel"]
    assert (row["title"], row["languages"], row["missing"]) == ("My parcel is lost", ["en", "sl"], ["be", "ru", "id"])
    assert (row["variants"], row["version"], row["author"]["name"]) == (1, 1, "Ana")
    assert "draft" not in row and "answer" not in row
    new = rows["new-one"]
    assert (new["title"], new.get("version", 0), new["draft"]["state"]) == ("Novo", 0, "draft")
    states = {
        "draft": {"new-one"},
        "review": set(),
        "unpublished": {"new-one"},
        "published": {"orders/lost-parcel", "track-order", "return-item", "return-gift"},
        "untranslated": set(rows),
        "unanswered": {"new-one", "orders/lost-parcel"},
        "expired": set(),
    }
    for state, keys in states.items():
        assert set(await ana.keys(state=state)) == keys, state
    clock.turn(1)
    assert await ana.keys(state="expired") == ["orders/lost-parcel"]


async def test_the_list_is_searched_sorted_and_paged(ana: Desk) -> None:
    await ana.published(PARCEL)
    assert (await ana.keys())[0] == "orders/lost-parcel"  # the newest
    assert (await ana.keys(q="can i give something back"))[:1] != []
    assert (await ana.keys(q="want to return this"))[0] == "return-item"
    assert await ana.keys(q="IZGUBIL") == ["orders/lost-parcel"]  # what holds the words
    assert (await ana.keys(q="orders/lost"))[0] == "orders/lost-parcel"
    assert await ana.keys(q="twenty two xylophones") == []
    assert await ana.keys(category="Orders") == await ana.keys(tag="parcel") == ["orders/lost-parcel"]
    assert set(await ana.keys(language="sl")) == {"orders/lost-parcel", "track-order"}
    titles = [row["title"] for row in (await ana.page.get("/api/articles", sort="title"))["articles"]]
    assert titles == sorted(titles)
    in_slovene = await ana.page.get("/api/articles", language="sl", sort="title")
    assert [row["title"] for row in in_slovene["articles"]] == ["Kje je moje naročilo?", "Paket se je izgubil"]
    whole = await ana.keys(sort="title")
    assert await ana.keys(sort="title", offset=1, limit=2) == whole[1:3]
    assert (await ana.page.get("/api/articles", limit=1))["total"] == 4
    for wrong in ("state=lost", "sort=x", "limit=x", "offset=-1", "q=%00"):
        assert (await ana.page.request("GET", f"/api/articles?{wrong}"))[0] == 400, wrong


# -- many at once -------------------------------------------------------------------------------


async def test_bulk_deeds_reach_what_they_can(ana: Desk) -> None:
    await ana.saved(PARCEL)
    keys = ("track-order", "return-item", PARCEL["key"], "none", "..")
    assert await ana.bulk("tag", *keys, value="shop") == {
        "done": 3,
        "failed": [{"key": key, "message": "There is no such article."} for key in ("none", "..")],
        "versions": {"track-order": 2, "return-item": 2},
    }
    again = await ana.bulk("tag", *keys[:2], value="shop")
    assert again == {"done": 2, "failed": [], "versions": {}}, "nothing came of it, so nothing of it can be taken back"
    await ana.bulk("category", *keys, value="Shop")
    await ana.bulk("channels", *keys, value=["help"])
    await ana.bulk("audience", *keys, value=["press"])
    seen = [await ana.one(key) for key in keys[:3]]
    articles = [it["article"] or it["draft"]["article"] for it in seen]
    assert [it["version"] for it in seen] == [5, 5, 0]
    for article in articles:
        assert ("shop" in article["tags"], article["category"]) == (True, "Shop")
        assert (article["channels"], article["audience"]) == (["help"], ["press"])
    assert set(await ana.keys(tag="shop", category="Shop")) == set(keys[:3])
    await ana.bulk("untag", *keys, value="shop")
    await ana.bulk("category", *keys)
    assert await ana.keys(tag="shop") == await ana.keys(category="Shop") == []
    assert (await ana.bulk("publish", *keys))["done"] == 1
    assert (await ana.bulk("remove", *keys))["done"] == 3
    assert await ana.keys() == ["return-gift"]


@pytest.mark.parametrize(
    "body",
    [
        {"keys": [], "deed": "publish"},
        {"keys": ["a"], "deed": "burn"},
        {"keys": ["a"], "deed": "tag"},
        {"keys": ["a"], "deed": "channels", "value": "help"},
        {"keys": ["a"], "deed": "category", "value": ["x"]},
        {"keys": ["a"] * 501, "deed": "publish"},
    ],
    ids=str,
)
async def test_a_bulk_deed_that_makes_no_sense_is_refused(ana: Desk, body: dict[str, Any]) -> None:
    status, answer = await ana.page.request("POST", "/api/articles/bulk", body)
    assert (status, answer["error"]["code"]) == (400, "bad_request")


async def test_a_bulk_value_that_does_not_fit_is_told_article_by_article(ana: Desk) -> None:
    answer = await ana.bulk("channels", "track-order", "return-item", value=["fax"])
    assert answer["done"] == 0
    assert [it["key"] for it in answer["failed"]] == ["track-order", "return-item"]
    assert all("'fax' is not a channel" in it["message"] for it in answer["failed"])


# -- who may ---------------------------------------------------------------------------------------


async def test_an_agent_reads_and_changes_nothing(site: Site, ana: Desk) -> None:
    await ana.saved(PARCEL)
    bor = await site.signed_in("Bor")
    seen = await bor.get(at(PARCEL["key"]))
    assert (seen["may_publish"], seen["why_not"]) == (False, "Only managers may publish articles.")
    assert (await bor.get("/api/articles"))["total"] == 4
    assert (await bor.request("PUT", at(PARCEL["key"], "draft"), {"article": PARCEL}))[0] == 403


async def test_keys_that_are_none_are_not_there(ana: Desk) -> None:
    for key in ("..", "a//b", "x" * 101, "what?", "%00", "a b"):
        assert (await ana.page.request("GET", at(key)))[0] in (400, 404), key
