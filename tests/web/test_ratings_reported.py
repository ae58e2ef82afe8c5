"""From the customer's tap to the manager's figures and file."""

import csv
import io

import pytest

from bot.web.reports import harmless
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
    report = await manager.get("/api/reports")
    assert (report["asked"], report["answered"], report["distribution"]) == (4, 3, [0, 1, 0, 1, 1])
    assert report["mean"] == pytest.approx(11 / 3)
    share = report["csat"]
    assert (share["value"], share["n"]) == (pytest.approx(200 / 3), 3)
    assert (share["low"], share["high"]) == (pytest.approx(20.8, abs=0.1), pytest.approx(93.9, abs=0.1))
    (bor,) = report["by"]["agent"]
    assert (bor["key"], bor["name"], bor["asked"], bor["answered"], bor["mean"]) == (agent.me["id"], "Bor", 2, 2, 3.0)
    newest = report["comments"][0]
    assert (newest["comment"], newest["conversation"]) == ("Slow.", commented.conversation)
    assert newest["agent"] == {"id": agent.me["id"], "name": "Bor"}
    by_bor = await manager.get("/api/reports", agent=agent.me["id"])
    assert (by_bor["asked"], by_bor["filter"]) == (2, {"agent": agent.me["id"]})
    assert (await manager.get("/api/reports", language="sl"))["asked"] == 0


async def test_a_period_begins_inclusive_and_ends_exclusive(site: Site) -> None:
    manager = await site.signed_in("Ana")
    await rated(site, 5)
    ((at,),) = site.rows("SELECT asked_at FROM rating_requests")
    for since, until, asked in ((at, at + 1, 1), (at + 1, at + 2, 0), (at - 1, at, 0)):
        assert (await manager.get("/api/reports", **{"from": since, "to": until}))["asked"] == asked


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.test")']


@pytest.mark.parametrize("text", [*FORMULAS, "\r=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Fast!", "a=b", " fine", "5-1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


async def test_the_file_has_a_row_a_request_and_no_formula(site: Site) -> None:
    manager = await site.signed_in("Ana")
    awkward = 'He said "no", twice;\nthen left – ščž'
    for comment in (*FORMULAS[:4], awkward):
        await rated(site, 3, comment)
    await rated(site, None)
    async with manager.http.get("/api/reports/ratings.csv") as response:
        assert response.headers["Content-Disposition"].startswith('attachment; filename="ratings-')
        assert response.content_type == "text/csv"
        text = (await response.read()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 6
    assert {row["comment"] for row in rows} == {*(f"'{formula}" for formula in FORMULAS[:4]), awkward, ""}
    assert {row["value"] for row in rows} == {"3", ""}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
