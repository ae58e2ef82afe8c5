"""One contact's time line, contacts at risk, the agents right now, an agent's own figures."""

import sqlite3
from contextlib import closing

from bot.clock import now_ms
from tests.client import Client
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands


async def talked(
    site: Site, agent: Client, value: int, comment: str | None = None, customer: Client | None = None
) -> Client:
    """A conversation with an agent that has ended, rated."""
    customer = customer or await site.contact()
    await customer.ask("where is my order")
    await customer.subscribe(f"conversation:{customer.conversation}")
    held = {"conversation": customer.conversation}
    fence = (await agent.call("take", **held))["fence"]
    await agent.call("reply", client_message_id=f"r-{customer.conversation}", text="On its way.", fence=fence, **held)
    await agent.call("resolve", fence=fence, **held)
    request = (await customer.says("rating"))["body"]["request"]
    await customer.call("rate", request=request, value=value, **({"comment": comment} if comment else {}))
    return customer


async def test_a_contacts_line_of_time_holds_all_that_happened(site: Site) -> None:
    agent, manager = await site.agent("Bor"), await site.signed_in("Ana")
    customer = await talked(site, agent, 1, "Slow.")
    ((ident,),) = site.rows("SELECT contact FROM rating_requests")
    line = await manager.get(f"/api/contacts/{ident}/timeline")
    assert line["contact"]["id"] == ident
    kinds = {moment["kind"]: moment for moment in line["moments"]}
    assert kinds["conversation"]["conversation"] == customer.conversation
    assert kinds["conversation"]["excerpt"] == "where is my order"
    assert (kinds["asking"]["value"], kinds["asking"]["mood"], kinds["asking"]["comment"]) == (1, "low", "Slow.")
    assert kinds["case"]["value"] == 1
    page = await manager.get(f"/api/contacts/{ident}/timeline", limit=1)
    rest = await manager.get(f"/api/contacts/{ident}/timeline", before=page["next"])
    assert len(page["moments"]) + len(rest["moments"]) == len(line["moments"])


async def test_who_gave_a_low_answer_is_at_risk(site: Site) -> None:
    agent, manager = await site.agent("Bor"), await site.signed_in("Ana")
    customer = await talked(site, agent, 1)
    await talked(site, agent, 5)
    await talked(site, agent, 1)
    report = await manager.get("/api/reports/risk")
    assert (report["looked_at"], report["n"], report["unknown"], report["contacts"]) == (2, 0, 2, [])
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute("UPDATE contacts SET name = 'Maja' WHERE id = ?", (customer.me["id"],))
    report = await manager.get("/api/reports/risk")
    assert (report["n"], report["unknown"]) == (1, 1)
    (risky,) = report["contacts"]
    assert (risky["conversation"], risky["score"]) == (customer.conversation, 25)
    assert [reason["code"] for reason in risky["reasons"]] == ["low"]


async def test_the_line_and_the_agents_right_now(site: Site) -> None:
    agent, manager = await site.agent("Bor"), await site.signed_in("Ana")
    waiting, held = await site.contact(), await site.contact()
    for customer in (waiting, held):
        await customer.ask("where is my order")
        await customer.call("person")
    await agent.call("take", conversation=held.conversation)
    told = await manager.get("/api/reports/now")
    assert (told["line"]["waiting"], told["with_agents"]) == (1, 1)
    bor = next(each for each in told["agents"] if each["name"] == "Bor")
    assert (bor["here"], bor["conversations"], bor["in_call"]) == (True, 1, False)


async def test_what_needs_a_person_today(start_site: StartSite, clock: Hands) -> None:
    """A case that nobody owns, due later; its comment is unread until it has been read; then it is overdue."""
    site = await start_site(clock)
    manager, customer = await site.signed_in("Ana"), await site.contact()
    assert (await manager.get("/api/reports/now"))["needs"] == {"late": 0, "today": 0, "unowned": 0, "unread": 0}
    await customer.ask("where is my order")
    await customer.subscribe(f"conversation:{customer.conversation}")
    await customer.call("solved")
    request = (await customer.says("rating"))["body"]["request"]
    await customer.call("rate", request=request, value=1, comment="No.")
    told = await manager.get("/api/reports/now")
    assert (told["needs"]["late"], told["needs"]["unowned"], told["needs"]["unread"]) == (0, 1, 1)
    (comment,) = (await manager.get("/api/reports/comments"))["comments"]
    for until in (comment["at"] - 1, comment["at"], 0, 2**53):
        assert await manager.request("POST", "/api/reports/comments/read", {"until": until}) == (200, {})
        unread = (await manager.get("/api/reports/now"))["needs"]["unread"]
        assert unread == (until == comment["at"] - 1)  # it never goes back
    assert (await (await site.signed_in("Ana")).get("/api/reports/now"))["needs"]["unread"] == 0  # a second device
    bor = next(agent for agent in (await manager.get("/api/agents"))["agents"] if agent["name"] == "Bor")
    await manager.request("PATCH", f"/api/agents/{bor['id']}", {"role": "manager"})
    assert (await (await site.signed_in("Bor")).get("/api/reports/now"))["needs"]["unread"] == 1
    assert site.rows("SELECT comments_read_at <= ? FROM agents WHERE name = 'Ana'", clock()) == [(1,)]  # not ahead
    ((due_at,),) = site.rows("SELECT due_at FROM cases")
    clock.at = due_at - 1
    assert (await manager.get("/api/reports/now"))["needs"]["today"] == 1
    clock.at = due_at
    needs = (await manager.get("/api/reports/now"))["needs"]
    assert (needs["late"], needs["today"]) == (1, 0)
    assert (await manager.get("/api/reports/overview"))["cases"]["late"] == 1
    assert (await manager.get("/api/recovery/report"))["now"]["late"] == 1


async def test_an_agent_sees_their_own_figures_and_nobody_elses(site: Site) -> None:
    page = await site.signed_in("Bor")
    bor, ana = await page.agent(), await site.agent("Ana")
    await talked(site, bor, 5, "Kind.")
    await talked(site, ana, 2, "Rude.")
    mine = await page.get("/api/mine")
    figures = {it["name"]: it for quality in mine["qualities"] for it in quality["figures"]}
    assert (figures["csat"]["mine"]["value"], figures["csat"]["others"]["value"]) == (100, 0)
    assert figures["csat"]["verdict"] == "too_few"
    assert figures["first_human"]["mine"]["n"] == 1
    comments = await page.get("/api/mine/comments")
    assert [it["comment"] for it in comments["comments"]] == ["Kind."]
    for path in ("/api/mine", "/api/mine/comments", "/api/reviews/mine"):
        assert (await page.request("GET", f"{path}?agent={ana.me['id']}"))[0] == 403
        assert (await page.request("GET", f"{path}?agent={bor.me['id']}"))[0] == 200


async def test_a_manager_sees_an_agents_page_as_the_agent_sees_it(site: Site) -> None:
    page, manager = await site.signed_in("Bor"), await site.signed_in("Ana")
    bor, ana = await page.agent(), await manager.agent()
    await talked(site, bor, 5, "Kind.")
    await talked(site, ana, 2, "Rude.")
    period = {"from": now_ms() - 86_400_000, "to": now_ms() + 86_400_000}
    for path in ("/api/mine", "/api/mine/comments", "/api/reviews/mine"):
        assert await manager.get(path, agent=bor.me["id"], **period) == await page.get(path, **period)
    theirs = await manager.get("/api/mine", agent=bor.me["id"])
    assert (theirs["agent"]["name"], theirs["ratings"]) == ("Bor", {"asked": 1, "answered": 1})
    assert (await manager.request("GET", "/api/mine?agent=a_none"))[0] == 404
    assert (await manager.request("GET", f"/api/mine?agent={bor.me['id']}&agent=a_2"))[0] == 400


async def test_dashboards_hear_that_figures_changed(site: Site) -> None:
    agent, manager = await site.agent("Bor"), await site.agent("Ana")
    await manager.subscribe("figures")
    await talked(site, agent, 4)
    await manager.until(lambda frame: frame["type"] == "figures" and frame["counted"])
