"""Booked calls over HTTP and the socket, on a real server."""

from typing import Any

import pytest

from tests.client import Browser, Client, Refused
from tests.conftest import Site

HOURS = [{"weekday": day, "start_min": 0, "end_min": 1440} for day in range(7)]


async def unhappy(site: Site) -> tuple[Client, str]:
    """A customer who has given a bad rating that offers a call, and the id of the asking."""
    manager = await site.signed_in()
    (csat,) = [row for row in (await manager.get("/api/surveys"))["surveys"] if row["id"] == "csat"]
    changed = {**csat["survey"], "after": "book", "book_for": [1, 2]}
    status, told = await manager.request("PUT", "/api/surveys/csat", {"survey": changed, "version": csat["version"]})
    assert status == 200, told
    maja = await site.contact()
    await maja.ask("where is my order")
    await maja.subscribe(f"conversation:{maja.conversation}")
    await maja.call("solved")
    card = await maja.says("rating")
    request = str(card["body"]["request"])
    await maja.call("rate", request=request, value=1)
    return maja, request


async def open_hours(page: Browser) -> None:
    assert await page.request("PUT", "/api/calendar/hours", {"hours": HOURS}) == (200, {})


async def test_from_a_bad_rating_to_a_booked_call(site: Site) -> None:
    bor = await site.signed_in("Bor")
    await open_hours(bor)
    maja, request = await unhappy(site)
    secret = (await maja.call("book", request=request))["url"].split("/book/#")[1]
    page = await site.browser()
    offer = await page.post("/api/booking/look", {"secret": secret})
    assert (offer["title"], offer["booking"], offer["length_min"]) == ("Linden", None, 20)
    booked = await page.post(
        "/api/booking/book", {"secret": secret, "since": offer["times"][0], "timezone": "Asia/Jakarta", "note": "Hm."}
    )
    assert booked["booking"]["agent"]["name"] == "Bor"
    assert (await maja.says("text"))["body"]["text"].endswith("The invitation will arrive here then.")

    (mine,) = (await bor.get("/api/bookings"))["bookings"]
    assert (mine["since"], mine["note"], mine["zone"]) == (offer["times"][0], "Hm.", "Asia/Jakarta")
    (seen,) = (await (await site.signed_in()).get("/api/bookings"))["bookings"]
    assert seen["agent"]["name"] == "Bor"
    assert (await (await site.signed_in("Cene")).get("/api/bookings"))["bookings"] == []
    moments = (await bor.get(f"/api/contacts/{mine['contact']['id']}/timeline"))["moments"]
    (moment,) = [each for each in moments if each["kind"] == "booking"]
    assert (moment["at"], moment["state"], moment["conversation"]) == (mine["since"], "booked", maja.conversation)
    assert (await page.post("/api/booking/cancel", {"secret": secret, "moves": 0}))["booking"]["state"] == "cancelled"


async def test_a_good_rating_books_nothing(site: Site) -> None:
    maja, request = await unhappy(site)
    await maja.call("rate", request=request, value=5)
    with pytest.raises(Refused, match="No call can be booked here"):
        await maja.call("book", request=request)


async def test_a_calendar_is_ones_own_or_a_managers_to_change(site: Site) -> None:
    bor, ana = await site.signed_in("Bor"), await site.signed_in()
    ids = {agent["name"]: agent["id"] for agent in (await ana.get("/api/agents"))["agents"]}
    status, refused = await bor.request("PUT", "/api/calendar/hours", {"agent": ids["Cene"], "hours": HOURS})
    assert (status, refused["error"]["code"]) == (403, "forbidden")
    assert (await ana.request("PUT", "/api/calendar/hours", {"agent": ids["Cene"], "hours": HOURS}))[0] == 200
    assert len((await ana.get(f"/api/calendar?agent={ids['Cene']}"))["hours"]) == 7
    away = await bor.post("/api/calendar/absences", {"since": 10**13, "until": 10**13 + 1, "note": "sea"})
    (absence,) = (await bor.get("/api/calendar"))["absences"]
    assert (absence["id"], absence["note"]) == (away["id"], "sea")
    assert (await bor.request("DELETE", f"/api/calendar/absences/{away['id']}"))[0] == 200


async def test_how_calls_are_booked_is_a_managers_to_set(site: Site) -> None:
    bor, ana = await site.signed_in("Bor"), await site.signed_in()
    terms = await bor.get("/api/bookings/settings")
    assert terms == {
        "length_min": 20,
        "pause_min": 10,
        "notice_h": 2.0,
        "days": 14,
        "remind_min": 60,
        "most_from_address": 5,
    }
    assert (await bor.request("PATCH", "/api/bookings/settings", terms))[0] == 403
    assert await ana.request("PATCH", "/api/bookings/settings", {**terms, "length_min": 30}) == (
        200,
        {**terms, "length_min": 30},
    )


async def test_a_link_that_leads_nowhere_says_so(site: Site) -> None:
    page = await site.browser()
    for path, more in (("look", {}), ("cancel", {"moves": 0})):
        status, answer = await page.request("POST", f"/api/booking/{path}", {"secret": "guess", **more})
        assert (status, answer["error"]["message"]) == (404, "This link no longer works.")
    assert (await page.request("POST", "/api/rating/book", {"secret": "guess"}))[0] == 404
    tried = [(await page.request("POST", "/api/booking/look", {"secret": "guess"}))[0] for _ in range(50)]
    assert tried[-1] == 429


async def test_a_customer_who_moves_a_call_again_and_again_has_to_wait(site: Site) -> None:
    await open_hours(await site.signed_in("Bor"))
    maja, request = await unhappy(site)
    secret = (await maja.call("book", request=request))["url"].split("/book/#")[1]
    page = await site.browser()
    times = (await page.post("/api/booking/look", {"secret": secret}))["times"]
    tried = [
        (await page.request("POST", "/api/booking/book", {"secret": secret, "since": since}))[0] for since in times[:12]
    ]
    assert tried == [200] * 10 + [429] * 2
    assert len((await (await site.signed_in("Bor")).get("/api/bookings"))["bookings"]) == 1


async def booked(site: Site, page: Browser) -> tuple[Client, str, list[int]]:
    """A customer, the secret by which they have booked the first free time, and what is free after that."""
    maja, request = await unhappy(site)
    secret = (await maja.call("book", request=request))["url"].split("/book/#")[1]
    times = (await page.post("/api/booking/look", {"secret": secret}))["times"]
    told = await page.post("/api/booking/book", {"secret": secret, "since": times[0], "timezone": "UTC"})
    assert (await maja.says("text"))["body"]["text"].startswith("Our call is booked: ")
    return maja, secret, told["times"]


async def alerted(desk: Client, kind: str) -> dict[str, Any]:
    def wanted(frame: dict[str, Any]) -> bool:
        event = frame.get("event", {})
        return event.get("kind") == "alerted" and event["alert"]["kind"] == kind

    return dict((await desk.until(wanted))["event"]["alert"])


async def test_whose_call_it_was_is_told_at_once_when_the_customer_moves_or_cancels_it(site: Site) -> None:
    bor = await site.signed_in("Bor")
    await open_hours(bor)
    desk = await bor.agent()
    await desk.subscribe(f"agent:{desk.me['id']}")
    page = await site.browser()
    maja, secret, times = await booked(site, page)
    first = await alerted(desk, "booking")
    assert first["rules"] == ["A call was booked"]

    await page.post("/api/booking/book", {"secret": secret, "since": times[3], "timezone": "UTC"})
    moved = await alerted(desk, "booking_moved")
    assert (moved["rules"], moved["was"], moved["since"]) == (["A call was moved"], first["since"], times[3])
    assert moved["conversation"] == maja.conversation
    assert [(it["kind"], it.get("gone")) for it in await bell(bor)] == [("booking_moved", None), ("booking", "moved")]

    await page.post("/api/booking/cancel", {"secret": secret, "moves": 1})
    ended = await alerted(desk, "booking_cancelled")
    assert (ended["rules"], ended["since"]) == (["A call was cancelled"], times[3])
    assert ended["conversation"] == maja.conversation and "colleague" not in ended
    assert {it["kind"]: it.get("gone") for it in await bell(bor)}["booking_moved"] == "cancelled"


async def test_a_customer_is_told_by_whom_a_call_is_cancelled_and_can_book_another(site: Site) -> None:
    bor, ana = await site.signed_in("Bor"), await site.signed_in()
    await open_hours(bor)
    desk = await bor.agent()
    await desk.subscribe(f"agent:{desk.me['id']}")
    page = await site.browser()
    maja, _, _ = await booked(site, page)
    (call,) = (await bor.get("/api/bookings"))["bookings"]
    assert await ana.request("POST", f"/api/bookings/{call['id']}/cancel", {"moves": 0}) == (200, {})
    text = (await maja.says("text"))["body"]["text"]
    assert text.startswith("We are sorry: our call cannot take place ")
    secret = text.split("/book/#")[1]
    offer = await page.post("/api/booking/look", {"secret": secret})
    assert (offer["booking"]["state"], call["since"] in offer["times"]) == ("cancelled", True)
    assert (await alerted(desk, "booking_cancelled"))["colleague"] == "Ana"

    again = await page.post("/api/booking/book", {"secret": secret, "since": offer["times"][0], "timezone": "UTC"})
    assert await bor.request("POST", f"/api/bookings/{again['booking']['id']}/cancel", {"moves": 0}) == (200, {})
    subjects = {row[0] for row in site.rows("SELECT subject FROM alerts WHERE rule = 'call-cancelled'")}
    assert subjects == {f"{call['id']}/cancelled"}  # who cancels it knows


async def test_a_call_that_moves_to_a_colleague_is_told_to_both(site: Site) -> None:
    bor, cene = await site.signed_in("Bor"), await site.signed_in("Cene")
    await open_hours(bor)
    page = await site.browser()
    _, secret, times = await booked(site, page)
    await open_hours(cene)
    away = {"since": times[0] - 6 * 3_600_000, "until": times[-1] + 3_600_000}
    status, refused = await bor.request("POST", "/api/calendar/absences", away)
    assert (status, refused["error"]["code"]) == (409, "conflict")
    await bor.request("PUT", "/api/calendar/hours", {"hours": []})
    told = await page.post("/api/booking/look", {"secret": secret})
    await page.post("/api/booking/book", {"secret": secret, "since": told["times"][-1], "timezone": "UTC"})
    bells = {
        person: [alert for alert in (await bell(browser)) if alert["kind"] != "rating"]
        for person, browser in (("Bor", bor), ("Cene", cene))
    }
    assert (bells["Bor"][0]["kind"], bells["Bor"][0]["colleague"]) == ("booking_moved", "Cene")
    assert [alert["kind"] for alert in bells["Cene"]] == ["booking"]


async def bell(browser: Browser) -> list[dict[str, Any]]:
    """What stands behind somebody's, the newest first."""
    desk = await browser.agent()
    told = await desk.subscribe(f"agent:{desk.me['id']}")
    return list(told["state"]["alerts"])


async def test_who_moves_a_call_keeps_the_agent_who_is_free_then_too(site: Site) -> None:
    bor, cene = await site.signed_in("Bor"), await site.signed_in("Cene")
    await open_hours(bor)
    page = await site.browser()
    _, secret, _ = await booked(site, page)
    await open_hours(cene)  # who has fewer calls that day
    for since in (await page.post("/api/booking/look", {"secret": secret}))["times"][1:4]:
        told = await page.post("/api/booking/book", {"secret": secret, "since": since, "timezone": "UTC"})
        assert told["booking"]["agent"]["name"] == "Bor"


async def test_managers_see_that_calls_are_offered_which_nobody_can_be_booked_for(site: Site) -> None:
    bor, ana = await site.signed_in("Bor"), await site.signed_in()
    maja, request = await unhappy(site)
    secret = (await maja.call("book", request=request))["url"].split("/book/#")[1]
    page = await site.browser()
    assert (await page.post("/api/booking/look", {"secret": secret}))["times"] == []
    assert not (await ana.get("/api/surveys"))["bookable"]
    short = [{"weekday": 0, "start_min": 600, "end_min": 615}]  # a call takes twenty
    assert (await bor.request("PUT", "/api/calendar/hours", {"hours": short}))[0] == 200
    assert not (await ana.get("/api/surveys"))["bookable"]
    await open_hours(bor)
    assert (await ana.get("/api/surveys"))["bookable"]


async def test_an_agent_moves_a_call_and_hands_it_over(site: Site) -> None:
    bor, cene, ana = await site.signed_in("Bor"), await site.signed_in("Cene"), await site.signed_in()
    await open_hours(bor)
    page = await site.browser()
    maja, secret, _ = await booked(site, page)
    (call,) = (await bor.get("/api/bookings"))["bookings"]
    assert (call["moves"], call["reached"], call["changeable"]) == (0, True, True)
    seen = (await cene.get(f"/api/bookings?contact={call['contact']['id']}"))["bookings"]
    assert [(it["id"], it["changeable"]) for it in seen] == [(call["id"], False)]
    choices = await bor.get(f"/api/bookings/{call['id']}/times")
    assert [agent["name"] for agent in choices["agents"]] == ["Bor"]
    since = choices["times"][4]["since"]
    way = f"/api/bookings/{call['id']}/move"
    assert (await cene.request("POST", way, {"since": since, "moves": 0}))[0] == 403
    assert await bor.request("POST", way, {"since": since, "moves": 0}) == (200, {})
    text = (await maja.says("text"))["body"]["text"]
    assert text.startswith("We are sorry, we had to move our call: ")
    told = await page.post("/api/booking/look", {"secret": text.split("/book/#")[1]})
    assert (told["booking"]["id"], told["booking"]["since"], told["booking"]["moves"]) == (call["id"], since, 1)

    status, refused = await bor.request("POST", way, {"since": call["since"], "moves": 0})
    assert (status, refused["error"]["code"]) == (409, "conflict")
    await open_hours(cene)
    ids = {agent["name"]: agent["id"] for agent in (await ana.get(f"/api/bookings/{call['id']}/times"))["agents"]}
    assert await ana.request("POST", way, {"since": since, "agent": ids["Cene"], "moves": 1}) == (200, {})
    assert (await maja.says("text"))["body"]["text"].startswith("Our call stays at its time, now with ")
    assert [it["kind"] for it in await bell(cene) if it["kind"] != "rating"] == ["booking"]
    assert (await bell(bor))[0]["colleague"] == "Cene"
    status, refused = await page.request("POST", "/api/booking/cancel", {"secret": secret, "moves": 1})
    assert (status, refused["error"]["message"]) == (409, "This call was moved just now. Look at its new time first.")
