"""Signing in, invitations, logins that can be ended, managers and agents."""

import asyncio
import sqlite3
from contextlib import closing
from statistics import median
from time import process_time

import pytest
from argon2 import PasswordHasher

from bot.errors import BadRequest, Unavailable
from bot.store import agents
from bot.web.passwords import Passwords, check
from tests.client import Browser
from tests.conftest import PASSWORD, Site, StartSite
from tests.fakes.clock import Hands

NEW = {"name": "Dana", "email": "Dana@Linden.example", "password": "a password of some length"}


async def login(page: Browser, email: str, password: str = PASSWORD) -> int:
    return (await page.request("POST", "/api/login", {"email": email, "password": password}))[0]


async def invitation(site: Site, role: str = "agent") -> str:
    """The secret of a link."""
    manager = await site.signed_in()
    invited = await manager.post("/api/invitations", {"role": role})
    assert invited["url"].startswith("http://heard.test/join/#")
    return str(invited["url"].split("#")[1])


# -- invitations -------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["agent", "manager"])
async def test_an_invitation_makes_one_account(site: Site, role: str) -> None:
    secret = await invitation(site, role)
    page = await site.browser()
    for _ in range(2):
        assert (await page.post("/api/invitation", {"invitation": secret}))["role"] == role
    joined = await page.post("/api/join", {"invitation": secret, **NEW})
    assert (joined["me"]["name"], joined["me"]["email"], joined["me"]["role"]) == ("Dana", "dana@linden.example", role)
    assert (await page.get("/api/me"))["me"] == joined["me"]
    for path, body in (("/api/invitation", {}), ("/api/join", {**NEW, "email": "other@linden.example"})):
        status, answer = await (await site.browser()).request("POST", path, {"invitation": secret, **body})
        assert (status, answer["error"]["code"]) == (410, "gone")


async def test_of_ten_who_use_an_invitation_at_once_one_joins(site: Site) -> None:
    secret = await invitation(site)
    page = await site.browser()
    results = await asyncio.gather(
        *(
            page.request("POST", "/api/join", {"invitation": secret, **NEW, "email": f"d{n}@linden.example"})
            for n in range(8)
        )
    )
    assert sorted(status for status, _ in results) == [200, *[410] * 7]
    assert site.rows("SELECT COUNT(*) FROM agents WHERE email LIKE 'd%@linden.example'") == [(1,)]


async def test_an_invitation_is_good_for_seven_days(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    secret = await invitation(site)
    page = await site.browser()
    clock.turn(7 * 86_400 - 1)
    await page.post("/api/invitation", {"invitation": secret})
    clock.turn(1)
    assert (await page.request("POST", "/api/join", {"invitation": secret, **NEW}))[0] == 410


async def test_an_address_that_has_an_account_leaves_the_invitation_usable(site: Site) -> None:
    secret = await invitation(site)
    page = await site.browser()
    taken = {"invitation": secret, **NEW, "email": "BOR@linden.example"}
    assert (await page.request("POST", "/api/join", taken))[0] == 409
    await page.post("/api/join", {"invitation": secret, **NEW})


@pytest.mark.parametrize(
    "wrong",
    [{"password": "short"}, {"password": "aaaaaaaaaaaa"}, {"password": "x" * 257}, {"email": "nobody"},
     {"email": "a b@c"}, {"name": "  "}, {"name": "x" * 81}, {"name": ""}, {"role": "manager"}],
    ids=str,
)  # fmt: skip
async def test_what_makes_no_account(site: Site, wrong: dict[str, str]) -> None:
    secret = await invitation(site)
    page = await site.browser()
    assert (await page.request("POST", "/api/join", {"invitation": secret, **NEW, **wrong}))[0] == 400
    await page.post("/api/join", {"invitation": secret, **NEW})


# -- signing in ---------------------------------------------------------------------------


async def test_the_login_is_a_cookie_that_scripts_cannot_read(site: Site) -> None:
    page = await site.browser()
    async with page.http.post(
        "/api/login", json={"email": "ANA@linden.example", "password": PASSWORD}, headers={"Origin": page.origin}
    ) as response:
        cookie = response.cookies["heard_login"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert site.rows("SELECT COUNT(*) FROM logins WHERE hash = ?", cookie.value) == [(0,)]
    assert len(cookie.value) >= 43


async def test_who_is_signed_in_is_led_on_to_pages_of_ours_alone(site: Site) -> None:
    ana = await site.signed_in()
    for wish, place in (
        ("", "/desk/"),
        ("/reports/?days=7#risk", "/reports/?days=7#risk"),
        ("//evil.example/", "/desk/"),
        ("/\\evil.example", "/desk/"),
        ("https://evil.example/", "/desk/"),
        ("/a\r\nX: y", "/desk/"),
    ):
        params = {"next": wish} if wish else {}
        async with ana.http.get("/login/", params=params, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (302, place)
    async with (await site.browser()).http.get("/login/", allow_redirects=False) as response:
        assert response.status == 200


async def test_a_wrong_password_and_an_unknown_address_are_the_same(site: Site) -> None:
    page = await site.browser()
    answers = [
        await page.request("POST", "/api/login", {"email": email, "password": "wrong password"})
        for email in ("ana@linden.example", "nobody@linden.example")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 401


async def test_an_unknown_address_takes_as_long_as_a_wrong_password() -> None:
    passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    stored = await passwords.hash("a good password")
    await passwords.verify("warm", None)

    async def seconds(known: str | None) -> float:
        began = process_time()
        assert not await passwords.verify("wrong", known)
        return process_time() - began

    known, unknown = median([await seconds(stored) for _ in range(9)]), median([await seconds(None) for _ in range(9)])
    assert 0.3 < known / unknown < 3


async def test_too_many_tries_are_stopped_for_the_address_and_the_account(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    page = await site.browser()
    tries = [await login(page, "ana@linden.example", "wrong password") for _ in range(12)]
    assert tries == [401] * 10 + [429] * 2
    assert await login(page, "ana@linden.example") == 429
    async with page.http.post(
        "/api/login", json={"email": "a", "password": "b"}, headers={"Origin": page.origin}
    ) as response:
        assert 1 <= int(response.headers["Retry-After"]) <= 60
    clock.turn(60)
    assert await login(page, "ana@linden.example") == 200


async def test_a_forwarded_address_counts_only_behind_a_trusted_proxy(start_site: StartSite) -> None:
    site = await start_site()
    page = await site.browser()
    for n in range(10):
        await page.request(
            "POST", "/api/login", {"email": f"x{n}@y", "password": "wrong"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        )
    assert await login(page, "bor@linden.example") == 429


@pytest.mark.parametrize("password", ["12345678", "correct horse battery", "š" * 4 + "abcd", "x" * 250 + "abcd"])
def test_a_password_that_can_be_chosen(password: str) -> None:
    check(password)


@pytest.mark.parametrize("password", ["", "1234567", "aaaaaaaaaaaaaaaa", "abababababab", "x" * 257])
def test_one_that_cannot(password: str) -> None:
    with pytest.raises(BadRequest):
        check(password)


# -- logins ----------------------------------------------------------------------------------


async def test_asking_writes_now_and_then_and_goes_on_where_nothing_can_be_written(
    start_site: StartSite, clock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = await start_site(clock)
    ana = await site.signed_in()
    signed_in = clock()
    for seconds, seen_at in ((5, signed_in), (6, signed_in + 11_000)):
        clock.turn(seconds)
        await ana.get("/api/me")
        assert site.rows("SELECT MAX(seen_at) FROM logins") == [(seen_at,)]

    def refuse(*_: object) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(agents, "seen", refuse)
    clock.turn(60)
    assert (await ana.request("GET", "/api/articles"))[0] == 200


async def test_logins_are_listed_and_one_can_be_ended_with_its_sockets(site: Site) -> None:
    desk, phone = await site.signed_in("Bor"), await site.signed_in("Bor")
    socket = await phone.agent()
    listed = (await desk.get("/api/logins"))["logins"]
    assert [login["current"] for login in listed].count(True) == 1
    other = next(login for login in listed if not login["current"])
    assert set(other) == {"id", "created_at", "seen_at", "device", "current"}
    assert (await desk.request("DELETE", f"/api/logins/{other['id']}"))[0] == 200
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "unauthorized"
    await socket.closes()
    assert (await phone.request("GET", "/api/me"))[0] == 401
    assert (await desk.request("DELETE", f"/api/logins/{other['id']}"))[0] == 404
    assert len((await desk.get("/api/logins"))["logins"]) == 1


async def test_another_ones_login_cannot_be_ended(site: Site) -> None:
    ana, bor = await site.signed_in("Ana"), await site.signed_in("Bor")
    theirs = (await bor.get("/api/logins"))["logins"][0]["id"]
    assert (await ana.request("DELETE", f"/api/logins/{theirs}"))[0] == 404
    assert (await bor.get("/api/me"))["me"]["name"] == "Bor"


async def test_signing_out_ends_this_login_only(site: Site) -> None:
    desk, phone = await site.signed_in("Bor"), await site.signed_in("Bor")
    socket = await desk.agent()
    await desk.post("/api/logout", {})
    await socket.closes()
    assert (await desk.request("GET", "/api/me"))[0] == 401
    await phone.get("/api/me")


async def test_a_login_that_nobody_uses_ends(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    page = await site.signed_in()
    for _ in range(3):
        clock.turn(1_209_600 - 1)
        await page.get("/api/me")
    clock.turn(1_209_600)
    assert (await page.request("GET", "/api/me"))[0] == 401


async def test_an_old_cookie_or_a_made_up_one_is_nobody(site: Site) -> None:
    page = await site.browser()
    for secret in ("x", "x" * 43, "x" * 5000, "' OR 1=1", ""):
        assert (await page.request("GET", "/api/me", headers={"Cookie": f"heard_login={secret}"}))[0] == 401


# -- managers ---------------------------------------------------------------------------------


async def test_a_disabled_agent_is_out_at_once_and_may_be_let_in_again(site: Site) -> None:
    manager, bor = await site.signed_in(), await site.signed_in("Bor")
    socket = await bor.agent()
    path = f"/api/agents/{socket.me['id']}"
    status, answer = await manager.request("PATCH", path, {"disabled": True})
    assert (status, "disabled_at" in answer["agent"]) == (200, True)
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "unauthorized"
    await socket.closes()
    assert (await bor.request("GET", "/api/me"))[0] == 401
    assert await login(bor, "bor@linden.example") == 401
    await manager.request("PATCH", path, {"disabled": False})
    assert (await bor.request("GET", "/api/me"))[0] == 401
    assert await login(bor, "bor@linden.example") == 200


async def test_the_last_manager_stays(site: Site) -> None:
    manager = await site.signed_in()
    me = (await manager.get("/api/me"))["me"]["id"]
    for change in ({"disabled": True}, {"role": "agent"}):
        assert (await manager.request("PATCH", f"/api/agents/{me}", change))[0] == 400
    bor = (await (await site.signed_in("Bor")).get("/api/me"))["me"]["id"]
    assert (await manager.request("PATCH", f"/api/agents/{bor}", {"role": "manager"}))[0] == 200
    assert (await manager.request("PATCH", f"/api/agents/{me}", {"role": "agent"}))[0] == 200
    assert (await manager.request("GET", "/api/reports/overview"))[0] == 403


async def test_everybody_at_the_desk_is_listed(site: Site) -> None:
    socket = await site.agent("Bor")
    listed = await (await site.signed_in("Cene")).get("/api/agents")
    assert {agent["name"] for agent in listed["agents"]} == {"Ana", "Bor", "Cene"}
    assert all("password" not in str(agent) for agent in listed["agents"])
    assert listed["present"] == [socket.me["id"]]


async def test_a_socket_of_a_login_that_was_ended_elsewhere_ends_at_the_next_ping(site: Site) -> None:
    socket = await site.agent("Bor")
    with closing(sqlite3.connect(site.config.database)) as database, database:
        database.execute("UPDATE logins SET ended_at = 1")
    await socket.post("ping")
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "unauthorized"
    await socket.closes()


async def test_an_agent_has_a_team(site: Site) -> None:
    manager = await site.signed_in("Ana")
    bor = (await (await site.signed_in("Bor")).get("/api/me"))["me"]["id"]
    status, changed = await manager.request("PATCH", f"/api/agents/{bor}", {"team": " North "})
    assert (status, changed["agent"]["team"]) == (200, "North")
    assert (await manager.request("PATCH", f"/api/agents/{bor}", {"role": "agent"}))[1]["agent"]["team"] == "North"
    assert "team" not in (await manager.request("PATCH", f"/api/agents/{bor}", {"team": ""}))[1]["agent"]
