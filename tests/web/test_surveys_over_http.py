"""Surveys as managers change them, and what customers are asked then."""

from typing import Any

import pytest

from tests.client import Browser, Refused
from tests.conftest import Site

MINE: dict[str, Any] = {
    "id": "mine",
    "metric": "csat",
    "look": "faces",
    "question": {"en": "How was it with {agent|us}?", "sl": "Kako je bilo?"},
    "follow_ups": [{"id": "comment", "kind": "text", "question": {"en": "Why?"}, "values": [1, 2]}],
    "ask": {"moments": ["episode"]},
}
SETTINGS = {"quiet_from_min": 0, "quiet_until_min": 0, "cap_n": 50, "cap_days": 1, "reminder": False}


class Manager:
    """Somebody signed in, and what the server answers to them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.get, self.post = browser.get, browser.post

    async def put(self, path: str, body: Any) -> Any:
        return await self._done("PUT", path, body)

    async def patch(self, path: str, body: Any) -> Any:
        return await self._done("PATCH", path, body)

    async def delete(self, path: str) -> Any:
        return await self._done("DELETE", path, None)

    async def _done(self, method: str, path: str, body: Any) -> Any:
        status, answer = await self._browser.request(method, path, body)
        assert status == 200, answer
        return answer

    async def refused(self, method: str, path: str, body: Any) -> Any:
        """The error."""
        status, answer = await self._browser.request(method, path, body)
        assert status >= 400, answer
        return answer["error"]

    async def text(self, path: str) -> str:
        async with self._browser.http.get(path) as response:
            assert response.status == 200
            return await response.text()

    async def file(self, path: str, text: str) -> Any:
        headers = {"Origin": self._browser.origin, "Content-Type": "application/toml"}
        async with self._browser.http.post(path, data=text.encode(), headers=headers) as response:
            return await response.json()


@pytest.fixture
async def manager(site: Site) -> Manager:
    return Manager(await site.signed_in("Ana"))


async def ids(manager: Manager) -> list[str]:
    return [row["id"] for row in (await manager.get("/api/surveys"))["surveys"]]


async def test_a_survey_is_written_put_first_and_asks(site: Site, manager: Manager) -> None:
    assert (await manager.put("/api/surveys/mine", {"survey": MINE}))["version"] == 1
    listed = (await manager.get("/api/surveys"))["surveys"]
    assert (listed[-1]["id"], listed[-1]["enabled"], listed[-1]["by"]["name"]) == ("mine", False, "Ana")
    await manager.patch("/api/surveys/mine", {"enabled": True})
    await manager.put("/api/surveys/order", {"order": ["mine"]})
    assert (await ids(manager))[:2] == ["mine", "ces"]
    customer = await site.contact("sl")
    await customer.ask("kje je moje naročilo")
    await customer.subscribe(f"conversation:{customer.conversation}")
    await customer.call("solved")
    card = (await customer.says("rating"))["body"]
    assert (card["survey"], card["look"], card["text"]) == ("mine", "faces", "Kako je bilo?")
    await customer.call("rate", request=card["request"], value=1, answers={"comment": {"text": "Počasi"}})
    assert site.rows("SELECT value, comment FROM ratings") == [(1, "Počasi")]
    with pytest.raises(Refused, match="not asked here"):
        await customer.call("rate", request=card["request"], answers={"other": {"choices": ["a"]}})
    (row,) = [row for row in (await manager.get("/api/surveys"))["surveys"] if row["id"] == "mine"]
    assert (row["asked"], row["answered"]) == (1, 1)


async def test_a_changed_survey_gets_a_version_and_the_old_ones_stay(manager: Manager) -> None:
    await manager.put("/api/surveys/mine", {"survey": MINE})
    same = await manager.put("/api/surveys/mine", {"survey": MINE, "version": 1})
    changed = await manager.put("/api/surveys/mine", {"survey": {**MINE, "look": "stars"}, "version": 1})
    assert (same["version"], changed["version"]) == (1, 2)
    versions = (await manager.get("/api/surveys/mine/versions"))["versions"]
    assert [(each["version"], each["survey"]["look"]) for each in versions] == [(2, "stars"), (1, "faces")]
    stale = await manager.refused("PUT", "/api/surveys/mine", {"survey": MINE, "version": 1})
    assert (stale["code"], stale["data"]["version"], stale["data"]["by"]["name"]) == ("stale", 2, "Ana")
    taken = await manager.refused("PUT", "/api/surveys/mine", {"survey": MINE})
    assert (taken["code"], taken["data"]["field"]) == ("bad_request", "id")


async def test_what_is_wrong_is_told_by_its_field(manager: Manager) -> None:
    wrong = {**MINE, "question": {"en": "Hello {nobody}"}, "delay_h": -1}
    error = await manager.refused("PUT", "/api/surveys/mine", {"survey": wrong})
    assert error["data"]["field"] == "question.en"
    assert [fault["field"] for fault in error["data"]["faults"]] == ["question.en", "delay_h"]


async def test_what_was_removed_comes_back_as_it_was(manager: Manager) -> None:
    before = await ids(manager)
    await manager.delete("/api/surveys/csat")
    assert "csat" not in await ids(manager)
    assert (await manager.refused("PATCH", "/api/surveys/csat", {"enabled": True}))["code"] == "not_found"
    await manager.post("/api/surveys/csat/bring-back", {})
    assert await ids(manager) == before


async def test_files_go_out_and_in(manager: Manager) -> None:
    file = await manager.text("/api/surveys/export")
    tried = await manager.file("/api/surveys/import?dry_run=1", file)
    assert {each["fate"] for each in tried["surveys"]} == {"same"}
    one = (await manager.text("/api/surveys/export?id=csat")).replace('"csat"\nmetric', '"again"\nmetric')
    assert (await manager.file("/api/surveys/import?dry_run=1", one))["surveys"] == [{"id": "again", "fate": "new"}]
    assert "again" not in await ids(manager)
    await manager.file("/api/surveys/import", one)
    assert (await ids(manager))[0] == "again"


async def test_a_file_that_is_wrong_is_not_taken_at_all(manager: Manager) -> None:
    before = await ids(manager)
    file = (await manager.text("/api/surveys/export")).replace('look = "thumbs"', 'look = "joy"')
    tried = await manager.file("/api/surveys/import?dry_run=1", file)
    (problem,) = tried["problems"]
    assert file.splitlines()[problem["line"] - 1] == 'look = "joy"'
    assert problem["field"].endswith(".look")
    assert (problem["pattern"], problem["values"]["odd"]) == ("This must be one of {choices}, not {odd}.", "joy")
    assert problem["pattern"].format(**problem["values"]) == problem["message"]
    refused = (await manager.file("/api/surveys/import", file))["error"]
    assert refused["data"]["problems"] == tried["problems"]
    assert await ids(manager) == before


async def test_the_preview_is_what_a_customer_gets(manager: Manager) -> None:
    ask = {"survey": MINE, "language": "en"}
    card = (await manager.post("/api/surveys/preview", ask))["card"]
    assert (card["text"], "questions" in card) == ("How was it with Ana?", False)
    low = (await manager.post("/api/surveys/preview", {**ask, "value": 2}))["card"]
    assert [question["text"] for question in low["questions"]] == ["Why?"]
    assert (await manager.refused("POST", "/api/surveys/preview", {**ask, "value": 7}))["code"] == "bad_request"


async def test_the_settings_hold_for_all(manager: Manager) -> None:
    assert (await manager.get("/api/surveys/settings"))["cap_n"] == 3
    assert await manager.patch("/api/surveys/settings", SETTINGS) == {**SETTINGS, "timezone": "UTC"}
    assert await manager.get("/api/surveys/settings") == {**SETTINGS, "timezone": "UTC"}
    assert (await manager.refused("PATCH", "/api/surveys/settings", {**SETTINGS, "cap_n": 0}))["code"] == "bad_request"


async def test_agents_may_not(site: Site) -> None:
    agent = Manager(await site.signed_in("Bor"))
    for method, path in (("GET", "/api/surveys"), ("PUT", "/api/surveys/mine"), ("GET", "/api/surveys/export")):
        assert (await agent.refused(method, path, {}))["code"] == "forbidden"


async def test_of_two_managers_who_change_settings_at_once_both_keep_theirs(manager: Manager) -> None:
    for part in ({"cap_n": 7}, {"cap_days": 90}):
        await manager.patch("/api/surveys/settings", part)
    told = await manager.get("/api/surveys/settings")
    assert (told["cap_n"], told["cap_days"]) == (7, 90)
    refused = await manager.refused("PATCH", "/api/surveys/settings", {"cap": 1})
    assert (refused["code"], refused["data"]) == ("bad_request", {"field": "cap"})
