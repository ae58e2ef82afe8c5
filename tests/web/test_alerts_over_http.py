"""Alerts and digests through the running server: rules and targets, the bell, and what arrives in a real mailbox."""

from typing import Any

import pytest

from tests.client import Browser, Client
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.inboxes import hook, mail_server
from tests.fakes.shop import until


async def put(browser: Browser, path: str, body: Any, method: str = "PUT") -> Any:
    status, answer = await browser.request(method, path, body)
    assert status == 200, answer
    return answer


async def rated(site: Site, value: int, comment: str = "", name: str = "Maja") -> str:
    """A customer who was served by the bot gives this rating; the conversation."""
    customer = await site.contact()
    await customer.call("profile", name=name)
    conversation: str = (await customer.ask("where is my order"))["conversation"]
    await customer.subscribe(f"conversation:{conversation}")
    await customer.call("solved")
    card = await card_of(customer)
    await customer.call("rate", request=card, value=value, **({"comment": comment} if comment else {}))
    return conversation


async def card_of(customer: Client) -> str:
    message = await customer.says("rating")
    request: str = message["body"]["request"]
    return request


async def test_a_low_rating_is_at_the_managers_desk_at_once_and_read_on_all_of_them(site: Site) -> None:
    ana = await site.agent("Ana")
    stream = f"agent:{ana.me['id']}"
    assert (await ana.subscribe(stream))["state"] == {"alerts": [], "unread": 0}
    conversation = await rated(site, 1, "Still no parcel")
    alert = (await ana.event("alerted"))["alert"]
    assert (alert["value"], alert["conversation"], alert["contact"]["name"]) == (1, conversation, "Maja")
    browser = await site.signed_in("Ana")
    again = await browser.agent()
    state = (await again.subscribe(stream))["state"]
    assert state["unread"] == 1 and state["alerts"][0]["words"] == "Still no parcel"
    await browser.post("/api/alerts/read", {"ids": [alert["id"]]})
    assert (await ana.event("alerts_read"))["ids"] == [alert["id"]]
    await again.call("unsubscribe", stream=stream)
    state = (await again.subscribe(stream))["state"]
    assert state["unread"] == 0 and state["alerts"][0]["read"] is True


async def test_the_bell_is_of_one_agent_alone(site: Site) -> None:
    bor, ana = await site.agent("Bor"), await site.agent("Ana")
    with pytest.raises(Exception, match="not for you"):
        await bor.subscribe(f"agent:{ana.me['id']}")
    await bor.subscribe(f"agent:{bor.me['id']}")


async def test_a_rule_sends_to_a_web_hook_and_the_history_says_what_became_of_it(site: Site) -> None:
    manager = await site.signed_in("Ana")
    async with hook() as far:
        target = await put(manager, "/api/alerts/targets", {"name": "Chat", "language": "sl", "url": far.url}, "POST")
        ident = target["target"]["id"]
        assert target["target"]["service"] == "JSON" and "topsecret" not in str(await manager.get("/api/alerts"))
        rule = {
            "id": "r1",
            "name": "Angry words",
            "on": "rating",
            "conditions": [{"kind": "words", "words": ["lawyer*"]}],
            "to": [ident],
            "urgent": True,
            "window_min": 0,
        }
        assert await put(manager, "/api/alerts/rules/r1", {"rule": rule}) == {"revision": 1}
        status, refusal = await manager.request("PUT", "/api/alerts/rules/r1", {"rule": rule})
        assert (status, refusal["error"]["code"]) == (409, "stale")
        await rated(site, 5, "My lawyers will call you")
        await until(lambda: far.posted, 30)
        assert "lawyers" in far.posted[0]["message"] and far.posted[0]["title"].startswith("Angry words")

        async def told() -> Any:
            found = (await manager.get("/api/alerts/history"))["found"]
            sent = [one for row in found if "r1" in row["rules"] for one in row["sent"]]
            return sent if sent and sent[0]["state"] == "sent" else None

        assert (await until(told))[0]["name"] == "Chat"
        await put(manager, "/api/alerts/rules/r2", {"rule": {**rule, "id": "r2", "name": "Lawyers"}})
        await rated(site, 4, "A lawyer, then another lawyer")
        (both, _) = (await manager.get("/api/alerts/history"))["found"]
        assert (both["rules"], both["alert"]["rules"]) == (["r1", "r2"], ["Angry words", "Lawyers"])
        assert [one["name"] for one in both["sent"]] == ["Chat"]
        await put(manager, f"/api/alerts/targets/{ident}", {}, "DELETE")
        assert (await manager.get("/api/alerts"))["targets"] == []
        await manager.post(f"/api/alerts/targets/{ident}/bring-back", {})
        assert [one["id"] for one in (await manager.get("/api/alerts"))["targets"]] == [ident]
        assert await manager.post(f"/api/alerts/targets/{ident}/test", {}) == {"problem": None}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to": []}, "to"),
        ({"name": " "}, "name"),
        ({"conditions": [{"kind": "value", "metric": "csat"}]}, "conditions.0"),
        ({"on": "line", "conditions": []}, "conditions"),
    ],
)
async def test_a_rule_that_cannot_be_is_refused(site: Site, change: dict[str, Any], field: str) -> None:
    manager = await site.signed_in("Ana")
    rule = {"id": "r1", "name": "R", "on": "rating", "to": ["desk:managers"], **change}
    status, refusal = await manager.request("PUT", "/api/alerts/rules/r1", {"rule": rule})
    assert (status, refusal["error"]["data"]["field"]) == (400, field)


async def test_what_is_no_address_is_refused_and_agents_may_not_look(site: Site) -> None:
    manager, agent = await site.signed_in("Ana"), await site.signed_in("Bor")
    body = {"name": "X", "language": "en", "url": "my mailbox"}
    status, refusal = await manager.request("POST", "/api/alerts/targets", body)
    assert (status, refusal["error"]["data"]) == (400, {"field": "url"})
    for path in ("/api/alerts", "/api/alerts/history", "/api/digests"):
        assert (await agent.request("GET", path))[0] == 403


async def test_an_address_on_the_server_itself_is_refused_in_plain_words(site: Site) -> None:
    manager = await site.signed_in("Ana")
    body = {"name": "Log", "language": "en", "url": "syslog://local0"}
    status, refusal = await manager.request("POST", "/api/alerts/targets", body)
    assert (status, refusal["error"]["data"]) == (400, {"field": "url"})
    assert refusal["error"]["message"].startswith("Such an address works only on the server itself.")
    assert site.rows("SELECT * FROM targets") == []


async def test_quiet_hours_are_kept(site: Site) -> None:
    manager = await site.signed_in("Ana")
    hours = {"quiet_from_min": 1200, "quiet_until_min": 400}
    await put(manager, "/api/alerts/settings", hours, "PATCH")
    assert (await manager.get("/api/alerts"))["settings"] == hours
    for wrong in ({**hours, "quiet_from_min": None}, {**hours, "quiet_from_min": 1440}):
        assert (await manager.request("PATCH", "/api/alerts/settings", wrong))[0] == 400


async def test_a_digest_arrives_in_a_mailbox_with_html_text_and_a_picture(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock=clock)
    manager = await site.signed_in("Ana")
    plan = {"every": "day", "language": "sl", "zone": "Europe/Ljubljana", "hour": 8}
    for value, comment in ((5, "So quick, thank you"), (4, ""), (1, "Two weeks & <no> parcel")):
        await rated(site, value, comment)
        clock.turn(86_400 * 0.4)  # the last of them on the next day
    clock.turn(86_400)
    async with mail_server() as server:
        made = await put(manager, "/api/alerts/targets", {"name": "Ana", "language": "en", "url": server.url()}, "POST")
        body = {"target": made["target"]["id"], "plan": plan}
        digest = (await put(manager, "/api/digests", body, "POST"))["digest"]
        assert [one["id"] for one in (await manager.get("/api/digests"))["digests"]] == [digest["id"]]
        shown = await manager.post("/api/digests/preview", {"plan": plan})
        assert len(shown["telegram"]) <= 4096 and shown["text"] and shown["picture"].startswith("data:image/png")
        status, seen = await manager.request("GET", "/api/digests/preview.html", params=plan)
        assert status == 200 and "<table" in seen and "data:image/png" in seen
        await manager.post(f"/api/digests/{digest['id']}/send", {})
        (letter,) = await until(lambda: server.letters, 60)
        assert letter["subject"].split() == shown["title"].split()
        html, text = letter.get_body(("html",)), letter.get_body(("plain",))
        assert html is not None and text is not None
        assert "Two weeks &amp; &lt;no&gt; parcel" in html.get_content() and "cid:trend.png" in html.get_content()
        assert shown["title"].split()[0] in text.get_content() and "Two weeks & <no> parcel" in text.get_content()
        (picture,) = [part for part in letter.walk() if part.get_content_type() == "image/png"]
        assert picture.get_content().startswith(b"\x89PNG") and "trend.png" in str(picture["content-id"])
        # At its hour it comes by itself, once.
        clock.turn(86_400)
        await until(lambda: len(server.letters) == 2, 60)
        sent = site.rows("SELECT sent_for FROM digests")
        clock.turn(60)
        await until(lambda: not site.rows("SELECT 1 FROM notifications WHERE state <> 'sent'"))
        assert len(server.letters) == 2 and site.rows("SELECT sent_for FROM digests") == sent
