"""Kiosks over HTTP: a manager sets one up, a tablet asks and brings what was said."""

import json
from typing import Any

import pytest

from bot.desk.surveys.kiosks import given_at
from bot.store.kiosks import Kiosk
from bot.web.kiosks import tablets
from tests.client import Browser
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.shop import until

HOUR_S = 3600
FIRST = "0" * 31 + "1"
ROW = "SELECT q.survey, q.version, q.metric, q.moment, q.channel, q.handler, q.contact, q.conversation, q.place"


@pytest.fixture
async def site(start_site: StartSite, clock: Hands) -> Site:
    return await start_site(clock)


async def made(manager: Browser, **fields: str) -> tuple[dict[str, Any], str]:
    """The kiosk, and its link's secret."""
    told = await manager.post("/api/kiosks", {"place": "Door 1", "survey": "shop", "language": "sl", **fields})
    return told["kiosk"], told["link"]["url"].removeprefix(f"{ORIGIN}/kiosk/#")


def said(secret: str, **fields: Any) -> dict[str, Any]:
    return {
        "kiosk": secret,
        "id": FIRST,
        "survey": "shop",
        "version": 1,
        "language": "ru",
        "value": 2,
        "answers": {"reasons": {"choices": ["wait"]}, "comment": {"text": "Долго"}},
        "ago_ms": 0,
        **fields,
    }


async def refused(tablet: Browser, path: str, body: dict[str, Any]) -> str:
    status, answer = await tablet.request("POST", path, body)
    assert status >= 400
    return str(answer["error"]["code"])


async def test_a_kiosk_asks_in_every_language_and_without_a_login(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    view = await tablet.post("/api/kiosk/open", {"kiosk": secret})
    assert (view["kiosk"], view["place"], view["language"]) == (kiosk["id"], "Door 1", "sl")
    assert (view["survey"], view["version"], view["metric"], view["look"]) == ("shop", 1, "csat", "faces")
    assert list(view["words"]) == ["en", "sl", "be", "ru", "id"]
    words = view["words"]["en"]
    assert words["text"] == "How was your visit?"
    assert [(each["id"], each["values"]) for each in words["questions"]] == [
        ("reasons", [1, 2, 3]),
        ("comment", [1, 2, 3]),
    ]
    assert words["questions"][0]["choices"][0] == {"id": "staff", "label": "The staff"}


async def test_what_was_said_is_one_rating_however_often_it_is_sent(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    for _ in range(3):
        await tablet.post("/api/kiosk/answer", said(secret))
    await tablet.post("/api/kiosk/answer", said(secret, value=5))  # the same id: what was said first stays
    other = said(secret, id="f" * 32, value=5, answers={})
    await tablet.post("/api/kiosk/answer", other)
    rows = site.rows(
        f"{ROW}, q.language, r.value, r.comment FROM rating_requests q JOIN ratings r ON r.request = q.id ORDER BY 11"
    )
    common = ("shop", 1, "csat", "kiosk", "kiosk", "kiosk", "", None, kiosk["id"], "ru")
    assert rows == [(*common, 2, "Долго"), (*common, 5, None)]
    assert site.rows("SELECT question, choice FROM rating_answers") == [("reasons", "wait")]
    assert site.rows("SELECT subject, occasion FROM rating_requests ORDER BY occasion") == [
        (kiosk["id"], 1),
        (kiosk["id"], 2),
    ]
    (listed,) = (await manager.get("/api/kiosks"))["kiosks"]
    assert listed["answered"] == 2


async def test_it_counts_from_when_it_was_given(site: Site, clock: Hands) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    _, secret = await made(manager)
    clock.turn(10 * HOUR_S)
    await tablet.post("/api/kiosk/answer", said(secret, ago_ms=3 * HOUR_S * 1000))
    ((asked_at, until, updated_at),) = site.rows(
        "SELECT q.asked_at, q.edit_until, r.updated_at FROM rating_requests q JOIN ratings r ON r.request = q.id"
    )
    assert (asked_at, until) == (clock() - 3 * HOUR_S * 1000,) * 2
    assert updated_at == clock()


@pytest.mark.parametrize(
    ("ago_ms", "at"),
    [(0, 5000), (1, 4999), (4000, 1000), (4001, 5000), (56 * 365 * 86_400_000, 5000), (-1, 5000)],
)
def test_a_clock_that_was_set_anew_cannot_tell_an_impossible_time(ago_ms: int, at: int) -> None:
    kiosk = Kiosk("k", "Door", "shop", "en", 1000, "a", None, None)
    assert given_at(kiosk, ago_ms, 5000) == at


async def test_an_answer_keeps_the_question_that_was_asked(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    _, secret = await made(manager)
    survey = next(each["survey"] for each in (await manager.get("/api/surveys"))["surveys"] if each["id"] == "shop")
    changed = {**survey, "metric": "nps", "look": "numbers", "follow_ups": []}
    assert (await manager.request("PUT", "/api/surveys/shop", {"survey": changed, "version": 1}))[0] == 200
    view = await tablet.post("/api/kiosk/open", {"kiosk": secret})
    assert (view["version"], view["metric"]) == (2, "nps")
    await tablet.post("/api/kiosk/answer", said(secret))  # was given before the tablet heard of it
    assert site.rows("SELECT version, metric FROM rating_requests") == [(1, "csat")]
    assert await refused(tablet, "/api/kiosk/answer", said(secret, id="a" * 32, version=9)) == "bad_request"
    await manager.request("DELETE", "/api/surveys/shop")
    assert (await tablet.post("/api/kiosk/open", {"kiosk": secret}))["version"] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 6},
        {"value": 11},
        {"value": -1},
        {"answers": {"none": {"text": "x"}}},
        {"answers": {"reasons": {"choices": ["none"]}}},
        {"answers": {"comment": {"text": "x" * 2001}}},
        {"id": "short"},
        {"id": FIRST + "1"},
        {"ago_ms": -1},
        {"language": ""},
        {"survey": "csat", "answers": {}},  # of another moment than this kiosk's
        {"survey": "none"},
        {"more": 1},
    ],
)
async def test_what_cannot_be_is_refused_and_leaves_nothing(site: Site, wrong: dict[str, Any]) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    _, secret = await made(manager)
    assert await refused(tablet, "/api/kiosk/answer", said(secret, **wrong)) == "bad_request"
    assert site.rows("SELECT * FROM rating_requests") == []


async def test_one_that_has_ended_says_so_and_takes_what_was_given_before(site: Site, clock: Hands) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    clock.turn(HOUR_S)
    changed = await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", {"ended": True})
    assert changed[1]["kiosk"]["ended_at"] == clock()
    clock.turn(HOUR_S)
    assert await refused(tablet, "/api/kiosk/open", {"kiosk": secret}) == "gone"
    assert await refused(tablet, "/api/kiosk/answer", said(secret)) == "gone"
    await tablet.post("/api/kiosk/answer", said(secret, ago_ms=HOUR_S * 1000 + 1))
    await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", {"ended": False})
    assert (await tablet.post("/api/kiosk/open", {"kiosk": secret}))["kiosk"] == kiosk["id"]


async def test_its_link_is_told_once_and_a_new_one_takes_its_place(site: Site, clock: Hands) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    assert secret not in str(site.rows("SELECT * FROM kiosks"))
    assert secret not in str(await manager.get("/api/kiosks"))
    link = (await manager.post(f"/api/kiosks/{kiosk['id']}/link", {}))["link"]
    assert len(link["qr"]) == len(link["qr"][0]) >= 21
    assert set("".join(link["qr"])) == {"0", "1"}
    for path, body in (("open", {"kiosk": secret}), ("answer", said(secret))):
        status, answer = await tablet.request("POST", f"/api/kiosk/{path}", body)
        assert (status, answer["error"]["data"]) == (404, {"withdrawn_at": clock()})
    assert await refused(tablet, "/api/kiosk/open", {"kiosk": secret + "x"}) == "not_found"
    fresh = link["url"].split("#")[1]
    assert (await tablet.post("/api/kiosk/open", {"kiosk": fresh}))["kiosk"] == kiosk["id"]


async def test_a_manager_sees_when_a_kiosk_was_heard_of_and_changes_what_it_asks(site: Site, clock: Hands) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    assert (kiosk["seen_at"], kiosk["created_by"]["name"]) == (None, "Ana")
    clock.turn(60)
    await tablet.post("/api/kiosk/open", {"kiosk": secret})
    (listed,) = (await manager.get("/api/kiosks"))["kiosks"]
    assert listed["seen_at"] == clock()
    change = {"place": " Door\n2 ", "survey": "nps", "language": "en"}
    told = (await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", change))[1]["kiosk"]
    assert (told["place"], told["survey"], told["language"]) == ("Door 2", "nps", "en")
    view = await tablet.post("/api/kiosk/open", {"kiosk": secret})
    assert (view["place"], view["metric"], view["language"]) == ("Door 2", "nps", "en")
    nowhere = await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", {"survey": "none"})
    assert nowhere[0] == 400
    assert (await manager.request("PATCH", "/api/kiosks/k_none", {"ended": True}))[0] == 404


async def test_what_it_asked_before_it_was_changed_still_lands_and_nothing_else(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", {"survey": "nps", "place": "Door 2"})
    await tablet.post("/api/kiosk/answer", said(secret))  # a tablet without a network has not heard of it
    await tablet.post("/api/kiosk/answer", said(secret, id="a" * 32, survey="nps", value=9, answers={}))
    never = said(secret, id="b" * 32, survey="ces", answers={})
    assert await refused(tablet, "/api/kiosk/answer", never) == "bad_request"
    assert site.rows("SELECT survey, place FROM rating_requests ORDER BY occasion") == [
        ("shop", kiosk["id"]),
        ("nps", kiosk["id"]),
    ]


async def test_a_kiosk_that_is_renamed_keeps_its_history_under_its_new_name(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    kiosk, secret = await made(manager)
    other, _ = await made(manager)  # of the same name, and yet another one
    await tablet.post("/api/kiosk/answer", said(secret))
    await manager.request("PATCH", f"/api/kiosks/{kiosk['id']}", {"place": "Main door"})
    await tablet.post("/api/kiosk/answer", said(secret, id="a" * 32, value=5, answers={}))

    async def grouped() -> list[dict[str, Any]]:
        (places,) = (await manager.get("/api/reports/groups", by="place", figure="csat"))["of"]
        found: list[dict[str, Any]] = places["groups"]
        return found if found and found[0]["figure"]["n"] == 2 else []

    (group,) = await until(grouped)
    assert (group["key"], group["name"]) == (kiosk["id"], "Main door")
    choices = await manager.get("/api/reports/choices")
    assert choices["places"] == [{"key": kiosk["id"], "name": "Main door"}]
    (part,) = (await manager.get("/api/reports/overview", place=kiosk["id"]))["parts"]
    assert (part["place"], part["satisfied"]["n"]) == ("Main door", 2)
    assert (await manager.get("/api/reports/overview", place=other["id"]))["parts"] == []
    said_there = (await manager.get("/api/reports/comments", place=kiosk["id"]))["comments"]
    assert [comment["place"] for comment in said_there] == ["Main door"]
    async with manager.http.get("/api/reports/export/ratings.jsonl") as file:
        rows = [json.loads(line) for line in (await file.text()).splitlines()]
    assert [row["place"] for row in rows] == ["Main door"] * 2
    for place, n in (("Main door", 2), (kiosk["id"], 2), ("Back door", 0), (other["id"], 0)):
        async with manager.http.get("/api/reports/export/ratings.jsonl", params={"place": place}) as file:
            assert len((await file.text()).splitlines()) == n


async def test_only_managers_set_kiosks_up(site: Site) -> None:
    agent, nobody = await site.signed_in("Bor"), await site.browser()
    for who, status in ((agent, 403), (nobody, 401)):
        assert (await who.request("GET", "/api/kiosks"))[0] == status
        assert (await who.request("POST", "/api/kiosks", {}))[0] == status


async def test_who_guesses_links_is_slowed_down_and_a_kiosk_beside_them_is_not(site: Site) -> None:
    manager, tablet = await site.signed_in(), await site.browser()
    _, secret = await made(manager)
    codes = [(await tablet.request("POST", "/api/kiosk/open", {"kiosk": f"x{n}"}))[0] for n in range(70)]
    assert codes.count(429) == 70 - tablets.MISSES
    assert (await tablet.post("/api/kiosk/open", {"kiosk": secret}))["survey"] == "shop"  # of the same address


async def test_the_worker_comes_from_the_kiosks_own_folder(site: Site) -> None:
    page = await site.browser()
    async with page.http.get("/kiosk/worker.js") as response:
        assert (response.status, response.content_type) == (200, "text/javascript")
        assert response.headers["Cache-Control"] == "no-cache"
        assert "Content-Security-Policy" not in response.headers  # it could fetch nothing
