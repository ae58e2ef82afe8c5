"""From the customer's tap to the manager's figures."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest

from bot.web.reports.sheets import harmless
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
    assert report["ratings"] == {"asked": 4, "answered": 3, "kiosk": 0}
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


async def test_surveys_and_topics_are_called_by_their_names_in_the_readers_language(site: Site) -> None:
    manager = await site.signed_in("Ana")
    await rated(site, 5)
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute("UPDATE rating_requests SET topic = 'orders'")
        database.execute("DELETE FROM categories")
        labels = json.dumps({"en": "Orders", "sl": "Naročila"})
        database.execute("INSERT INTO categories (name, position, labels) VALUES ('orders', 1, ?)", (labels,))
    for language, topic, question in (("en", "Orders", "How was"), ("sl", "Naročila", "Kakšen")):
        told = await manager.get("/api/reports/groups", by=["topic", "survey"], words=language)
        ((by_topic,), (by_survey,)) = (by["groups"] for by in told["of"])
        assert (by_topic["key"], by_topic["name"], by_survey["key"]) == ("orders", topic, "csat")
        assert by_survey["name"].startswith(question)
        chosen = await manager.get("/api/reports/choices", words=language)
        assert chosen["topics"] == [{"key": "orders", "name": topic}]
        assert chosen["surveys"] == [{"key": "csat", "name": by_survey["name"]}]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.test")']


@pytest.mark.parametrize("text", [*FORMULAS, "\r=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Fast!", "a=b", " fine", "5-1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


async def test_the_files_have_a_row_each_and_no_formula(site: Site) -> None:
    manager = await site.signed_in("Ana")
    awkward = 'He said "no", twice;\nthen left – ščž'
    for comment in (*FORMULAS[:4], awkward):
        await rated(site, 3, comment)
    await rated(site, None)
    for kind in ("conversations", "ratings"):
        async with manager.http.get(f"/api/reports/export/{kind}.csv") as response:
            assert response.headers["Content-Disposition"].startswith(f'attachment; filename="{kind}-')
            text = (await response.read()).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == 6
        named = {"conversations": "csat_comment", "ratings": "comment"}[kind]
        assert {row[named] for row in rows} == {*(f"'{formula}" for formula in FORMULAS[:4]), awkward, ""}
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
        async with manager.http.get(f"/api/reports/export/{kind}.jsonl") as response:
            lines = [json.loads(line) for line in (await response.text()).splitlines()]
        assert len({tuple(line) for line in lines}) == 1  # the same names in each
        assert {line["handler"] for line in lines} == {"article"}


async def test_a_file_cannot_be_narrowed_by_what_it_does_not_know(site: Site) -> None:
    manager = await site.signed_in("Ana")
    async with manager.http.get("/api/reports/export/conversations.csv?value=1") as response:
        assert response.status == 400


async def test_programs_page_through_the_same(site: Site) -> None:
    manager = await site.signed_in("Ana")
    for value in (1, 2, 3):
        await rated(site, value)
    _, key = await manager.request("POST", "/api/keys", {"name": "Warehouse", "scopes": ["export:read"]})
    headers, seen, after = {"Authorization": f"Bearer {key['secret']}"}, [], ""
    while after is not None:
        url = f"/api/v1/export/ratings?limit=1&after={after}"
        async with manager.http.get(url, headers=headers) as response:
            seen += [json.loads(line)["value"] for line in (await response.text()).splitlines()]
            after = response.headers.get("Heard-Next")
    assert seen == [1, 2, 3]
