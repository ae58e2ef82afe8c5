"""Managers' side of journeys over HTTP: files of touchpoints, writing journeys, trying them, a contact's own part."""

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.journeys import definition
from bot.journeys.spreadsheet import rows
from bot.journeys.touchpoint import TouchpointError
from tests.client import Browser
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands

SAMPLE = definition.sample()  # read here: later it would stop the event loop
NOON = 1_763_726_400_000  # 2025-11-21 12:00 UTC
HOUR_MS = 3_600_000
HEAD = "id,kind,at,number,name,language,product,allowed,allowed_how,allowed_at,colour\n"
GOOD = "o-1,delivered,2025-11-20 14:03,4711,Maja,sl,Desk lamp,yes,checkbox,2025-11-15 09:00,green\n"


async def brought(ana: Browser, text: str | bytes, *, dry_run: bool = False) -> dict[str, Any]:
    """What became of a file."""
    body = text.encode() if isinstance(text, str) else text
    status, begun = await ana.request(
        "POST", "/api/touchpoints/upload", None, params={"dry_run": "1" if dry_run else "0"}, data=body
    )
    assert status == 200, begun
    async with asyncio.timeout(30):
        while True:
            job: dict[str, Any] = await ana.get(f"/api/touchpoints/upload/{begun['id']}")
            if job["state"] != "running":
                return job


# -- files -------------------------------------------------------------------------------


def test_a_line_is_a_touchpoint_with_what_else_stands_there_as_facts() -> None:
    (row,) = rows(HEAD + GOOD, NOON, ZoneInfo("Europe/Ljubljana"))
    assert row.line == 2
    told = row.touchpoint
    assert told is not None
    assert (told.id, told.kind, told.product, told.facts) == ("o-1", "delivered", "Desk lamp", {"colour": "green"})
    assert told.at == 1_763_643_780_000  # 13:03 UTC
    assert told.customer.number == "4711"
    assert told.consent is not None
    assert (told.consent.allowed, told.consent.how) == (True, "checkbox")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_quoted_lines_are_read(delimiter: str) -> None:
    text = 'id,kind,at,email,product\r\n1,bought,2025-11-20T10:00Z,a@b.si,"Lamp\r\nblack"\r\n\r\n2,bought,x,a@b.si,\r\n'
    found = list(rows(text.replace(",", delimiter), NOON, ZoneInfo("UTC")))
    assert [(row.line, row.touchpoint and row.touchpoint.product, row.field) for row in found] == [
        (2, "Lamp black", ""),
        (5, None, "at"),
    ]


def test_a_line_that_cannot_be_read_is_told_by_its_number_and_in_words() -> None:
    head = "id,kind,at,number,product\n"
    text = head + 'o-1,bought,2025-11-20 14:03,1,\no-2,bought,2025-11-20 14:03,1,"Lamp\n'
    (_, row) = rows(text, NOON, ZoneInfo("UTC"))
    assert (row.line, row.problem) == (3, "A quotation mark that stands in this line has no end.")
    (row,) = rows(head + 'o-1,bought,2025-11-20 14:03,1,"Lamp" x\n', NOON, ZoneInfo("UTC"))
    assert (row.line, row.problem) == (2, "The quotes in this line do not fit together.")
    (row,) = rows(head + f"o-1,{'k' * 201},2025-11-20 14:03,1,\n", NOON, ZoneInfo("UTC"))
    assert (row.line, row.field, row.problem) == (2, "kind", "This must be a text of at most 200 characters.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,at,number\n", "no id"),
        ("id,kind,at\n", "number, email or contact"),
        ("id,id,kind,at,number\n", "twice"),
        ("", "no id"),
        ("id,kind,at,number," + ",".join(f"f{n}" for n in range(40)), "At most"),
    ],
)
def test_a_file_without_its_columns_is_refused_as_a_whole(text: str, said: str) -> None:
    with pytest.raises(TouchpointError, match=said.replace("At most", "at most")):
        list(rows(text, NOON, ZoneInfo("UTC")))


async def test_a_file_is_tried_then_taken_once(start_site: StartSite) -> None:
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    text = HEAD + GOOD + GOOD.replace("o-1", "o-2") + GOOD.replace("o-1", "o-3").replace("yes", "maybe") + GOOD
    tried = await brought(ana, text, dry_run=True)
    assert (tried["total"], tried["done"]) == (5, 5)
    assert tried["problems"] == [{"line": 4, "column": "allowed", "message": "Write yes or no."}]
    assert site.rows("SELECT * FROM touchpoints") == []
    taken = await brought(ana, text)
    for told in (tried, taken):
        assert (told["new"], told["repeated"], told["new_contacts"], told["refused"]) == (2, 1, 1, 1)
    again = await brought(ana, text)
    assert (again["new"], again["repeated"]) == (0, 3)
    changed = await brought(ana, HEAD + GOOD.replace("Desk lamp", "Kettle"))
    assert changed["problems"][0]["column"] == "id"
    assert site.rows("SELECT COUNT(*) FROM touchpoints") == [(2,)]


async def test_a_dry_run_tells_what_the_upload_does(start_site: StartSite) -> None:
    """With people who get their number or address by an earlier line, and an id that says something else."""
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    head = "id,kind,at,number,email\n"
    await brought(ana, head + "o-0,bought,2025-11-20 14:03,,maja@b.si\n")
    lines = [
        ("o-1", "7", "maja@b.si"),  # Maja, who has a number from here on
        ("o-2", "7", ""),
        ("o-3", "8", "maja@b.si"),  # another number: somebody new
        ("o-4", "", "iva@b.si"),
        ("o-5", "9", "iva@b.si"),
        ("o-5", "9", "iva@b.si"),
        ("o-6", "9", ""),
        ("o-6", "10", ""),  # says something else
    ]
    text = head + "".join(f"{ident},bought,2025-11-20 14:03,{number},{email}\n" for ident, number, email in lines)
    tried, taken = await brought(ana, text, dry_run=True), await brought(ana, text)
    names = ("new", "repeated", "new_contacts", "refused", "problems")
    assert [tried[name] for name in names] == [taken[name] for name in names]
    assert (taken["new"], taken["repeated"], taken["new_contacts"], taken["refused"]) == (6, 1, 2, 1)


async def test_a_journey_asks_by_no_survey_that_is_not_there(site: Site) -> None:
    ana = await site.signed_in("Ana")
    steps = [{"does": "survey", "after_h": 1, "survey": "nope"}]
    status, said = await ana.request("PUT", "/api/journeys/care", {"journey": {**JOURNEY, "steps": steps}})
    assert (status, said["error"]["message"]) == (400, "There is no such survey. Choose another one.")
    assert said["error"]["data"] == {"field": "steps.0.survey"}
    assert site.rows("SELECT 1 FROM journeys WHERE id = 'care'") == []


async def test_a_file_that_cannot_be_read_says_why(site: Site) -> None:
    ana = await site.signed_in("Ana")
    assert "UTF-8" in (await brought(ana, HEAD.encode() + "č".encode("cp1250")))["message"]
    assert "no id" in (await brought(ana, "a,b\n1,2\n"))["message"]


async def test_the_template_can_be_brought_in(start_site: StartSite) -> None:
    site = await start_site(Hands(1_800_000_000_000))
    ana = await site.signed_in("Ana")
    template = await ana.get("/api/touchpoints/template.csv")
    assert (await brought(ana, template))["new"] == 1


async def test_touchpoints_are_found_by_words_and_read_by_pages(start_site: StartSite) -> None:
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    many = "".join(GOOD.replace("o-1", f"o-{n}").replace("4711", str(n)) for n in range(60))
    await brought(ana, HEAD + many)
    first = await ana.get("/api/touchpoints")
    second = await ana.get("/api/touchpoints", before=first["next"])
    assert (len(first["touchpoints"]), len(second["touchpoints"]), second["next"]) == (50, 10, None)
    ids = {it["touchpoint"]["id"] for page in (first, second) for it in page["touchpoints"]}
    assert len(ids) == 60
    (found,) = (await ana.get("/api/touchpoints", q="o-17"))["touchpoints"]
    assert (found["number"], found["allowed"], found["name"]) == ("17", True, "Maja")
    assert (await ana.get("/api/touchpoints", kind="bought"))["touchpoints"] == []
    assert (await ana.request("GET", "/api/touchpoints?before=x"))[0] == 400


# -- journeys ----------------------------------------------------------------------------

JOURNEY = {
    "id": "care",
    "name": "Care",
    "trigger": {"kind": "delivered"},
    "steps": [
        {"does": "text", "after_h": 24, "text": {"en": "Hello {name}", "sl": "Pozdrav, {name}"}},
        {"does": "articles", "after_h": 48, "keys": ["return-item"]},
        {"does": "survey", "after_h": 72, "survey": "csat"},
    ],
}


async def test_the_sample_is_there_and_off(site: Site) -> None:
    ana = await site.signed_in("Ana")
    (sample,) = (await ana.get("/api/journeys"))["journeys"]
    assert (sample["id"], sample["enabled"], sample["version"]) == ("after-delivery", False, 1)
    assert definition.of_toml(sample["toml"]) == SAMPLE


async def test_a_journey_is_written_switched_and_taken_away(site: Site) -> None:
    ana = await site.signed_in("Ana")
    status, made = await ana.request("PUT", "/api/journeys/care", {"journey": JOURNEY})
    assert (status, made["version"], made["enabled"]) == (200, 1, False)
    assert (await ana.request("PUT", "/api/journeys/care", {"journey": JOURNEY}))[0] == 400, "there is one"
    changed = {**JOURNEY, "name": "Care more"}
    status, made = await ana.request("PUT", "/api/journeys/care", {"journey": changed, "version": 1})
    assert (status, made["version"]) == (200, 2)
    status, said = await ana.request("PUT", "/api/journeys/care", {"journey": JOURNEY, "version": 1})
    assert (status, said["error"]["code"], said["error"]["data"]) == (409, "stale", {"version": 2})
    assert [it["version"] for it in (await ana.get("/api/journeys/care/versions"))["versions"]] == [2, 1]
    _, switched = await ana.request("PATCH", "/api/journeys/care", {"enabled": True})
    assert switched["enabled"]
    assert (await ana.request("DELETE", "/api/journeys/care"))[0] == 200
    assert [it["id"] for it in (await ana.get("/api/journeys"))["journeys"]] == ["after-delivery"]
    _, back = await ana.request("POST", "/api/journeys/care/bring-back", {})
    assert back["version"] == 2


async def test_a_wrong_journey_is_refused_with_its_field(site: Site) -> None:
    ana = await site.signed_in("Ana")
    wrong = {**JOURNEY, "steps": [{"does": "text", "after_h": 1, "text": {}}]}
    status, said = await ana.request("PUT", "/api/journeys/care", {"journey": wrong})
    assert (status, said["error"]["data"]) == (400, {"field": "steps.0.text"})
    status, said = await ana.request("POST", "/api/journeys/read", {"toml": "id = "})
    assert (status, "TOML" in said["error"]["message"]) == (400, True)


async def test_journeys_go_out_and_come_in_as_toml(site: Site) -> None:
    ana = await site.signed_in("Ana")
    text = await ana.get("/api/journeys/export")
    read = await ana.post("/api/journeys/read", {"toml": text})
    assert [it["id"] for it in read["journeys"]] == ["after-delivery"]


async def test_agents_write_no_journeys(site: Site) -> None:
    bor = await site.signed_in("Bor")
    assert (await bor.request("PUT", "/api/journeys/care", {"journey": JOURNEY}))[0] == 403


# -- trying it ---------------------------------------------------------------------------


async def test_something_made_up_shows_what_would_be_said(start_site: StartSite) -> None:
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    made_up = {"name": "Maja", "language": "sl", "product": "Lamp", "at": NOON}
    told = await ana.post("/api/journeys/rehearse", {"journey": JOURNEY, "made_up": made_up})
    steps = told["rows"][0]["steps"]
    assert [(it["does"], it["at"], it["fate"]) for it in steps] == [
        ("text", NOON + 24 * HOUR_MS, "sent"),
        ("articles", NOON + 48 * HOUR_MS, "sent"),
        ("survey", NOON + 72 * HOUR_MS, "sent"),
    ]
    assert (steps[0]["text"], steps[1]["articles"], steps[2]["survey"]) == ("Pozdrav, Maja", ["return-item"], "csat")
    assert site.rows("SELECT * FROM journey_steps") == []


async def test_what_has_happened_shows_who_would_get_what(start_site: StartSite) -> None:
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    await brought(ana, HEAD + GOOD + GOOD.replace("o-1", "o-2").replace("4711", "12").replace("yes", "no"))
    told = await ana.post("/api/journeys/rehearse", {"journey": JOURNEY, "days": 7})
    assert (told["touchpoints"], told["counts"]) == (2, {"unreachable": 3, "stopped": 3})
    none = await ana.post("/api/journeys/rehearse", {"journey": {**JOURNEY, "trigger": {"kind": "bought"}}})
    assert none["touchpoints"] == 0


async def test_a_second_purchase_meets_what_the_first_has_said_by_then(start_site: StartSite) -> None:
    """As the run does: where the first step found nothing to say, the second purchase's finds the journey not begun."""
    site = await start_site(Hands(NOON))
    ana = await site.signed_in("Ana")
    await brought(ana, HEAD + GOOD + GOOD.replace("o-1", "o-2"))
    telegram = "INSERT INTO addresses (channel, external_id, contact) SELECT DISTINCT 'telegram', '7', contact"
    steps = [
        {"does": "articles", "after_h": 24, "keys": ["not-there"]},
        {"does": "text", "after_h": 48, "text": {"en": "All well?"}},
    ]
    journey = {**JOURNEY, "steps": steps, "every_days": 30}
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute(f"{telegram} FROM touchpoints")
    told = await ana.post("/api/journeys/rehearse", {"journey": journey, "days": 7})
    assert [[step["fate"] for step in row["steps"]] for row in reversed(told["rows"])] == [
        ["nothing", "sent"],
        ["nothing", "lately"],
    ]


# -- one contact -------------------------------------------------------------------------


async def test_an_agent_sees_what_was_bought_and_what_is_planned(start_site: StartSite) -> None:
    site = await start_site(Hands(NOON))
    ana, bor = await site.signed_in("Ana"), await site.signed_in("Bor")
    await ana.request("PUT", "/api/journeys/care", {"journey": JOURNEY})
    await ana.request("PATCH", "/api/journeys/care", {"enabled": True})
    await brought(ana, HEAD + GOOD)
    ((contact,),) = site.rows("SELECT contact FROM touchpoints")
    seen = await bor.get(f"/api/contacts/{contact}/touchpoints")
    assert (seen["number"], seen["email"], seen["permission"]["how"]) == ("4711", None, "checkbox")
    assert [it["product"] for it in seen["touchpoints"]] == ["Desk lamp"]
    assert [(it["does"], it["state"]) for it in seen["steps"]] == [
        ("text", "planned"),
        ("articles", "planned"),
        ("survey", "planned"),
    ]
    body = {"allowed": False, "how": "said so on the phone"}
    status, after = await bor.request("PUT", f"/api/contacts/{contact}/permission", body)
    assert (status, after["permission"]["allowed"]) == (200, False)
    assert {it["state"] for it in after["steps"]} == {"skipped"}
    assert (await bor.request("GET", "/api/contacts/c_lost/touchpoints"))[0] == 404
    assert "4711" not in json.dumps(await bor.get("/api/conversations"))
