"""Recovery as pages use it: lists, one case, deeds, settings, the report, and the stream that all agents read."""

from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from bot.recovery import opening
from bot.recovery.case import Step
from bot.recovery.opening import Deadline
from bot.store import cases
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from tests.client import Browser, Client, Refused
from tests.conftest import Site

CASES = "/api/recovery/cases"


class Unhappy:
    """A customer whom Bor has helped and who gave 1."""

    def __init__(self, site: Site, customer: Client, agent: Client) -> None:
        self.site, self.customer, self.agent = site, customer, agent

    async def rate(self, value: int = 1, comment: str = "I waited for an hour.") -> str:
        """The request."""
        customer, agent = self.customer, self.agent
        conversation = (await customer.ask("where is my order"))["conversation"]
        await customer.subscribe(f"conversation:{conversation}")
        fence = (await agent.call("take", conversation=conversation))["fence"]
        await agent.call("resolve", conversation=conversation, fence=fence)
        card = (await customer.says("rating"))["body"]
        await customer.call("rate", request=card["request"], value=value, comment=comment)
        return str(card["request"])


@pytest.fixture
async def unhappy(site: Site) -> Unhappy:
    made = Unhappy(site, await site.contact(), await site.agent("Bor"))
    await made.rate()
    return made


@pytest.fixture
async def bor(site: Site) -> Browser:
    return await site.signed_in("Bor")


async def only(browser: Browser) -> dict[str, Any]:
    (case,) = (await browser.get(CASES))["cases"]
    found: dict[str, Any] = case
    return found


async def test_a_case_with_all_that_is_known(unhappy: Unhappy, bor: Browser) -> None:
    case = await only(bor)
    told = await bor.get(f"{CASES}/{case['id']}")
    assert told["case"] == case
    assert (case["step"], case["value"], case["words"], case["owner"]["name"]) == (
        "hear", 1, "I waited for an hour.", "Bor",
    )  # fmt: skip
    assert told["card"]["value"] == 1
    assert [moment["what"] for moment in told["moments"]] == ["opened"]
    assert told["may"] == ["claim", "assign", "hear", "dismiss", "note"]
    assert told["others"] == []


async def test_from_hearing_to_the_report(unhappy: Unhappy, bor: Browser) -> None:
    at = f"{CASES}/{(await only(bor))['id']}"
    wordings = await bor.get(f"{at}/wordings", language="sl")
    assert {it["situation"] for it in wordings["wordings"]} == {"slow", "answer", "manner", "product", "general"}
    await bor.post(f"{at}/hear", {"note": "An hour is too long."})
    sorry = {"text": wordings["wordings"][0]["text"] + "\n\nBor", "client_message_id": "m_sorry"}
    await bor.post(f"{at}/apologise", sorry)
    assert (await unhappy.customer.says("text", text=sorry["text"]))["author"]["name"] == "Bor"
    assert (await bor.post(f"{at}/resolve", {"note": "Sent anew."}))["case"]["step"] == "diagnose"
    closed = await bor.post(f"{at}/diagnose", {"cause": "slow", "tags": ["post"], "lack": "missing", "note": "Snow"})
    assert (closed["case"]["step"], closed["may"]) == ("closed", ["diagnose", "reopen", "note"])
    history = [(it["what"], it.get("by", {}).get("name")) for it in (await bor.get(at))["moments"]]
    assert history == [("opened", None), *((what, "Bor") for what in ("heard", "apologised", "resolved", "diagnosed"))]
    report = await (await unhappy.site.signed_in("Ana")).get("/api/recovery/report")
    assert report["all"]["cases"] == report["all"]["undecided"] == 1
    assert report["causes"][0]["cause"] == "slow"
    assert report["now"] == {"open": 0, "late": 0, "unassigned": 0}


async def test_two_agents_see_each_others_deeds_at_once(unhappy: Unhappy, bor: Browser, site: Site) -> None:
    watching = await site.agent("Cene")
    snapshot = (await watching.subscribe("cases"))["state"]["cases"]
    assert [case["step"] for case in snapshot] == ["hear"]
    await bor.post(f"{CASES}/{snapshot[0]['id']}/claim", {})
    told = (await watching.event("case"))["case"]
    assert (told["step"], told["owner"]["name"]) == ("apologise", "Bor")
    assert told == await only(bor)
    status, refused = await (await site.signed_in("Cene")).request("POST", f"{CASES}/{told['id']}/claim", {})
    assert (status, refused["error"]["code"]) == (409, "taken")
    assert refused["error"]["data"]["agent"]["name"] == "Bor"


async def test_customers_do_not_read_the_stream(unhappy: Unhappy) -> None:
    with pytest.raises(Refused) as refused:
        await unhappy.customer.subscribe("cases")
    assert refused.value.code == "forbidden"


async def test_closed_cases_are_found_by_words(unhappy: Unhappy, bor: Browser) -> None:
    case = await only(bor)
    await bor.post(f"{CASES}/{case['id']}/dismiss", {"text": "A test."})
    assert (await bor.get(CASES))["total"] == 0
    for words, total in (("", 1), ("HOUR", 1), ("100%", 0)):
        assert (await bor.get(CASES, state="closed", q=words))["total"] == total
    again = await bor.post(f"{CASES}/{case['id']}/reopen", {"text": "No test."})
    assert again["case"]["step"] == "hear"


async def test_settings_are_managers(unhappy: Unhappy, bor: Browser, site: Site) -> None:
    ana = await site.signed_in("Ana")
    wanted = (await bor.get("/api/recovery/settings"))["settings"]
    assert wanted["csat"] == {"low": 2, "content": 4}
    wanted |= {"csat": {"low": 3, "content": 5}, "owner": "", "causes": [{"id": "rain", "words": "Rain"}]}
    status, _ = await bor.request("PATCH", "/api/recovery/settings", wanted)
    assert status == 403
    status, _ = await ana.request("PATCH", "/api/recovery/settings", wanted)
    assert status == 200
    assert (await ana.get("/api/recovery/settings"))["settings"] == wanted
    await unhappy.rate(3)
    newest = max((await bor.get(CASES))["cases"], key=lambda case: case["opened_at"])
    assert (newest["value"], newest.get("owner")) == (3, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"csat": {"low": 5, "content": 5}}, "csat"),
        ({"owner": "a_nobody"}, "agent"),
        ({"remind_h": 9}, "reminder"),
        ({"week": {"days": [], "from_min": 0, "until_min": 600}}, "working day"),
        ({"causes": []}, "causes"),
    ],
)
async def test_settings_that_cannot_be_are_refused_with_why(site: Site, change: dict[str, Any], words: str) -> None:
    ana = await site.signed_in("Ana")
    wanted = (await ana.get("/api/recovery/settings"))["settings"] | change
    status, refused = await ana.request("PATCH", "/api/recovery/settings", wanted)
    assert status == 400
    assert words in refused["error"]["message"]


async def test_what_cannot_be_is_refused(unhappy: Unhappy, bor: Browser) -> None:
    at = f"{CASES}/{(await only(bor))['id']}"
    for path, body, wanted in (
        (f"{CASES}/k_none/claim", {}, 404),
        (f"{at}/resolve", {}, 409),
        (f"{at}/apologise", {}, 400),
        (f"{at}/dismiss", {"text": " "}, 400),
        (f"{at}/assign", {"agent": "a_nobody"}, 404),
    ):
        status, _ = await bor.request("POST", path, body)
        assert status == wanted, path


async def test_both_reports_say_the_same_of_who_was_won_back(site: Site) -> None:
    """Four were asked again: one gave 5; three gave 1, which opened their cases once more."""
    agent, ana = await site.agent("Bor"), await site.signed_in("Ana")
    for _ in range(4):
        await Unhappy(site, await site.contact(), agent).rate()
    engine = SqliteEngine(site.config.database)
    for (case,), value in zip(site.rows("SELECT id FROM cases"), (5, 1, 1, 1), strict=True):
        await engine.write(partial(answered, case=case, value=value))
    await engine.aclose()
    overview, report = await ana.get("/api/reports/overview"), await ana.get("/api/recovery/report")
    assert overview["recovered"] == report["all"]["share"]
    assert (overview["recovered"]["value"], overview["recovered"]["n"]) == (25, 4)
    for name in ("recovered", "not_recovered", "unanswered", "not_asked", "dismissed"):
        assert overview["cases"][name] == report["all"][name], name
    assert overview["cases"]["opened"] == report["all"]["cases"] == 4
    assert overview["cases"]["open"] == report["now"]["open"] == 3
    assert overview["cases"]["closed"] == 1
    assert [(it["cause"], it["share"]["n"]) for it in report["causes"]] == [("slow", 4)]
    behind = {
        hit: await ana.get("/api/reports/conversations", behind="recovered", hit=hit) for hit in ("any", "yes", "no")
    }
    assert {hit: page["n"] for hit, page in behind.items()} == {"any": 4, "yes": 1, "no": 3}
    assert all(row["case"] for row in behind["any"]["conversations"])


def answered(tx: Tx, case: str, value: int) -> None:
    """A day after the case was closed."""
    kept = cases.get(tx, case)
    assert kept is not None
    now = kept.case.opened_at + 86_400_000
    closed = replace(kept.case, step=Step.CLOSED, closed_at=kept.case.opened_at, resolved_at=now, cause="slow")
    by, content = Deadline(now, None), value == 5
    change = opening.answered(closed, "q_again", value, content=content, low=not content, by=by, now=now)
    assert cases.save(tx, kept, change.case)
