"""A recording from the agent's question to the manager's download, with a real media worker."""

from pathlib import Path
from typing import Any

from tests.client import Client
from tests.conftest import Site
from tests.fakes.shop import until
from tests.web.conftest import Offered, join, signal

ASKED = "May this call be recorded?"


async def state(client: Client, wanted: str) -> dict[str, Any]:
    """The next state of the room in which recording stands like that."""
    frame = await client.until(
        lambda it: it["type"] == "signal" and it["signal"].get("recording", {}).get("state") == wanted, within_s=20
    )
    found: dict[str, Any] = frame["signal"]["recording"]
    return found


async def say(client: Client, room: str, **what: Any) -> None:
    await client.call("signal", room=room, signal=what)


async def recorded(offered: Offered) -> dict[str, Any]:
    """A call that is recorded for a moment: what the list says of it."""
    room, agent, customer = offered.room, offered.agent, offered.customer
    told = await join(customer, room)
    assert told["recording"] == {"allowed": True, "days": 30, "text": ""}
    await join(agent, room)
    await say(agent, room, type="record", on=True, text=ASKED)
    assert len((await state(customer, "asked"))["waiting"]) == 1
    await say(customer, room, type="consent", agree=True, text=ASKED)
    await state(agent, "on")
    await say(agent, room, type="record", on=False)
    await state(customer, "off")
    manager = await offered.site.signed_in("Ana")

    async def ended() -> dict[str, Any] | None:
        found = (await manager.get("/api/recordings", room=room))["recordings"]
        return found[0] if found and found[0]["ended_at"] else None

    one: dict[str, Any] = await until(ended)
    return one


def file_of(site: Site, recording: str) -> Path:
    [[name]] = site.rows("SELECT file FROM recordings WHERE id = ?", recording)
    return site.config.recordings / str(name)


async def test_what_was_agreed_to_stands_in_the_list(offered: Offered) -> None:
    one = await recorded(offered)
    assert (one["reason"], one["room"], one["conversation"]) == ("stopped", offered.room, offered.conversation)
    assert one["expires_at"] == one["ended_at"] + 30 * 86_400_000
    assert one["size"] == file_of(offered.site, one["id"]).stat().st_size
    assert [(each["role"], each["agree"], each["text"]) for each in one["consents"]] == [
        ("agent", True, ASKED),
        ("customer", True, ASKED),
    ]
    card = await offered.customer.event("changed", kind="call", recorded=True)
    assert card["message"]["body"]["recorded"]


async def test_a_manager_gets_the_file_whole_and_in_parts(offered: Offered) -> None:
    one = await recorded(offered)
    data = file_of(offered.site, one["id"]).read_bytes()
    path = f"/api/recordings/{one['id']}/file"
    manager = await offered.site.signed_in("Ana")
    async with manager.http.get(path) as response:
        assert await response.read() == data
        assert response.headers["Content-Type"] == "video/webm"
        assert response.headers["Content-Disposition"].startswith('attachment; filename="call-2')
        assert response.headers["Cache-Control"] == "private, no-store"
    async with manager.http.get(path, headers={"Range": "bytes=4-99"}) as response:
        assert response.status == 206
        assert response.headers["Content-Range"] == f"bytes 4-99/{len(data)}"
        assert await response.read() == data[4:100]
    async with manager.http.get(path, headers={"Range": f"bytes={len(data)}-"}) as response:
        assert response.status == 416
    for other, status in ((await offered.site.signed_in("Bor"), 403), (await offered.site.browser(), 401)):
        assert (await other.request("GET", path))[0] == status
        assert (await other.request("DELETE", f"/api/recordings/{one['id']}"))[0] == status


async def test_what_is_thrown_away_is_gone(offered: Offered) -> None:
    one = await recorded(offered)
    manager = await offered.site.signed_in("Ana")
    assert await manager.request("DELETE", f"/api/recordings/{one['id']}") == (200, {})
    assert not file_of(offered.site, one["id"]).exists()
    assert (await manager.request("GET", f"/api/recordings/{one['id']}/file"))[0] == 410
    assert (await manager.request("DELETE", f"/api/recordings/{one['id']}"))[0] == 410
    [row] = (await manager.get("/api/recordings"))["recordings"]
    assert row["removed_by"]["name"] == "Ana" and row["expires_at"] is None
    assert len(row["consents"]) == 2


async def test_customers_cannot_record(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    await say(offered.customer, offered.room, type="record", on=True, text=ASKED)
    problem = await signal(offered.customer, "problem")
    assert problem["code"] == "not_allowed"
    assert offered.site.rows("SELECT * FROM recording_consents") == []
