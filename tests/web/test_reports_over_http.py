"""From the customer's tap to the manager's figures."""

import pytest

from tests.client import Client
from tests.conftest import Site


async def rated(site: Site, value: int | None, comment: str | None = None, agent: Client | None = None) -> Client:
    """A conversation that has ended, rated or not."""
    customer = await site.contact()
    await customer.ask("where is my order")
    await customer.subscribe(f"conversation:{customer.conversation}")
    if agent is None:
        await customer.call("solved")
    else:
        held = {"conversation": customer.conversation}
        fence = (await agent.call("take", **held))["fence"]
        await agent.call("resolve", fence=fence, **held)
    request = (await customer.says("rating"))["body"]["request"]
    if value is not None:
        await customer.call("rate", request=request, value=value, **({"comment": comment} if comment else {}))
    return customer


async def test_the_figures_say_what_customers_said(site: Site) -> None:
    agent, manager = await site.agent("Bor"), await site.signed_in("Ana")
    await rated(site, 5, "Fast!")
    commented = await rated(site, 2, "Slow.", agent)
    await rated(site, 4, None, agent)
    await rated(site, None)
    report = await manager.get("/api/reports/overview")
    assert report["ratings"] == {"asked": 4, "answered": 3}
    assert report["distribution"]["csat"] == [0, 1, 0, 1, 1]
    share = report["csat"]
    assert (share["value"], share["n"], share["asked"]) == (pytest.approx(200 / 3), 3, 4)
    assert (share["low"], share["high"]) == (pytest.approx(20.8, abs=0.1), pytest.approx(93.9, abs=0.1))
    assert report["contained"]["value"] == 50
    groups = await manager.get("/api/reports/groups", by="handler")
    (by_handler,) = groups["of"]
    assert {it["key"]: it["figure"]["n"] for it in by_handler["groups"]} == {"article": 1, "agent": 2}
    page = await manager.get("/api/reports/comments", q="SLOW")
    (slow,) = page["comments"]
    assert (slow["comment"], slow["conversation"], slow["mood"]) == ("Slow.", commented.conversation, "low")
    assert slow["agent"] == {"id": agent.me["id"], "name": "Bor"}
    behind = await manager.get("/api/reports/conversations", behind="csat", hit="no")
    assert [row["conversation"] for row in behind["conversations"]] == [commented.conversation]
    behind = await manager.get("/api/reports/conversations", behind="contained", hit="no")
    assert behind["n"] == 2
    assert (await manager.get("/api/reports/overview", language="sl"))["ratings"]["asked"] == 0
    series = await manager.get("/api/reports/series", figure="csat")
    assert sum(point["n"] for point in series["series"][0]["points"]) == 3
    compared = await manager.get("/api/reports/compare", handler="agent", **{"other.handler": "article"})
    assert {it["verdict"] for it in compared["compared"]} == {"too_few"}
    assert (await manager.get("/api/reports/themes"))["of"] == 2
    assert (await manager.get("/api/reports/reasons"))["n"] == 0
    choices = await manager.get("/api/reports/choices")
    assert choices["handlers"] == ["agent", "article"]
