"""A supervisor draws conversations and scores them; the agent sees score and remark."""

from bot.errors import Code
from tests.client import Browser, Client
from tests.conftest import Site

ALL = {"since": 0, "until": 2**53}
SCORES = {"responsiveness": 5, "speed": 3, "competence": 4, "courtesy": 5, "consistency": 2}


async def talked(site: Site, agent: Client, question: str) -> str:
    """A conversation that the agent has ended."""
    customer = await site.contact()
    await customer.ask(question)
    held = {"conversation": customer.conversation}
    fence = (await agent.call("take", **held))["fence"]
    await agent.call("reply", client_message_id=f"r-{customer.conversation}", text="Here it is.", fence=fence, **held)
    await agent.call("resolve", fence=fence, **held)
    return str(customer.conversation)


async def refused(browser: Browser, method: str, path: str, body: object = None) -> str:
    async with browser.http.request(method, path, json=body) as response:
        return str((await response.json())["error"]["code"])


async def test_a_review_from_the_draw_to_the_agents_eyes(site: Site) -> None:
    bor, cene, manager = await site.agent("Bor"), await site.agent("Cene"), await site.signed_in("Ana")
    for n in range(3):
        await talked(site, bor, f"my lamp broke {n}")
    theirs = await talked(site, cene, "my kettle leaks")
    await talked(site, await site.agent("Ana"), "the manager's own")

    drawn = await manager.post("/api/reviews/draw", {**ALL, "n": 2})
    assert (drawn["drawn"], drawn["of"]) == (2, 4), "of the others' conversations, none of one's own"
    waiting = (await manager.get("/api/reviews"))["reviews"]
    assert {each["agent"]["name"] for each in waiting} == {"Bor", "Cene"}, "each agent in turn"
    review = next(each for each in waiting if each["agent"]["name"] == "Cene")
    assert (review["conversation"], review["excerpt"], review["scores"]) == (theirs, "my kettle leaks", None)
    read = await manager.get(f"/api/reviews/{review['id']}")
    assert [each["body"]["text"] for each in read["messages"] if each["author"]["kind"] == "agent"] == ["Here it is."]

    agents_view = await site.signed_in("Cene")
    assert (await agents_view.get("/api/reviews/mine"))["reviews"] == [], "not before it is scored"
    scored = await put(manager, f"/api/reviews/{review['id']}", {"scores": SCORES, "remark": " Ask about the seal. "})
    assert (scored["review"]["scores"], scored["review"]["reviewer"]["name"]) == (SCORES, "Ana")
    mine = await agents_view.get("/api/reviews/mine")
    assert (mine["unseen"], mine["reviews"][0]["remark"]) == (1, "Ask about the seal.")
    assert (await agents_view.get(f"/api/reviews/{review['id']}"))["messages"]
    await agents_view.post(f"/api/reviews/{review['id']}/saw", {})
    assert (await agents_view.get("/api/reviews/mine"))["unseen"] == 0
    assert (await manager.get("/api/reviews", state="scored"))["reviews"][0]["seen_at"] is not None

    await put(manager, f"/api/reviews/{review['id']}", {"scores": {**SCORES, "speed": 4}})
    assert (await agents_view.get("/api/reviews/mine"))["unseen"] == 1, "it has changed since"


async def test_nothing_is_drawn_twice_and_what_was_skipped_stays_out(site: Site) -> None:
    bor, manager = await site.agent("Bor"), await site.signed_in("Ana")
    for n in range(3):
        await talked(site, bor, f"my lamp broke {n}")
    assert (await manager.post("/api/reviews/draw", {**ALL, "n": 2}))["drawn"] == 2
    first = (await manager.get("/api/reviews"))["reviews"][0]
    await manager.post(f"/api/reviews/{first['id']}/skip", {"skipped": True})
    assert first["id"] not in [each["id"] for each in (await manager.get("/api/reviews"))["reviews"]]
    assert (await manager.post("/api/reviews/draw", {**ALL, "n": 5}))["drawn"] == 1
    assert (await manager.post("/api/reviews/draw", {**ALL, "n": 5}))["drawn"] == 0
    await manager.post(f"/api/reviews/{first['id']}/skip", {"skipped": False})
    reviews = await manager.get("/api/reviews")
    assert reviews["counts"] == {"waiting": 3, "scored": 0}
    assert len({(each["conversation"], each["episode"]) for each in reviews["reviews"]}) == 3


async def test_a_period_and_agents_narrow_the_draw(site: Site) -> None:
    bor, manager = await site.agent("Bor"), await site.signed_in("Ana")
    await talked(site, bor, "my lamp broke")
    ((at,),) = site.rows("SELECT resolved_at FROM episodes WHERE agent IS NOT NULL")
    for since, until, of in ((at, at + 1, 1), (at + 1, at + 2, 0), (at - 1, at, 0)):
        found = await manager.post("/api/reviews/draw", {"since": since, "until": until, "agents": [bor.me["id"]]})
        assert found["of"] == of
    assert (await manager.post("/api/reviews/draw", {**ALL, "agents": ["a_nobody"]}))["of"] == 0


async def test_what_is_refused(site: Site) -> None:
    bor, manager, agent = await site.agent("Bor"), await site.signed_in("Ana"), await site.signed_in("Bor")
    other = await site.signed_in("Cene")
    await talked(site, bor, "my lamp broke")
    await manager.post("/api/reviews/draw", ALL)
    path = f"/api/reviews/{(await manager.get('/api/reviews'))['reviews'][0]['id']}"
    assert await refused(agent, "GET", "/api/reviews") == Code.FORBIDDEN
    assert await refused(agent, "POST", "/api/reviews/draw", ALL) == Code.FORBIDDEN
    assert await refused(agent, "PUT", path, {"scores": SCORES}) == Code.FORBIDDEN
    assert await refused(agent, "GET", path) == Code.NOT_FOUND, "not scored yet"
    for scores in ({}, {"speed": 3}, {**SCORES, "speed": 6}, {**SCORES, "speed": 0}, {**SCORES, "wit": 5}):
        assert await refused(manager, "PUT", path, {"scores": scores}) == Code.BAD_REQUEST
    await put(manager, path, {"scores": SCORES})
    assert await refused(other, "GET", path) == Code.NOT_FOUND, "another's"
    assert await refused(other, "POST", f"{path}/saw", {}) == Code.NOT_FOUND
    seen = await manager.get("/api/reviews/mine", agent=bor.me["id"])
    assert ([it["remark"] for it in seen["reviews"]], seen["unseen"]) == ([""], 1)
    assert await refused(manager, "POST", f"{path}/saw", {}) == Code.NOT_FOUND, "nobody reads it for another"
    assert await refused(other, "GET", f"/api/reviews/mine?agent={bor.me['id']}") == Code.FORBIDDEN
    assert await refused(manager, "POST", f"{path}/skip", {"skipped": True}) == Code.BAD_REQUEST
    assert await refused(manager, "PUT", "/api/reviews/w_none", {"scores": SCORES}) == Code.NOT_FOUND
    assert await refused(manager, "POST", "/api/reviews/draw", {"since": 2, "until": 1}) == Code.BAD_REQUEST


async def test_the_questions_are_the_managers(site: Site) -> None:
    manager, agent = await site.signed_in("Ana"), await site.signed_in("Bor")
    form = await agent.get("/api/reviews/form")
    changed = {**form["questions"], "speed": {"en": "Quick enough?"}}
    await put(manager, "/api/reviews/form", {"questions": changed})
    assert (await agent.get("/api/reviews/form"))["questions"]["speed"] == {"en": "Quick enough?"}
    assert await refused(agent, "PUT", "/api/reviews/form", {"questions": changed}) == Code.FORBIDDEN
    for questions in ({"speed": {"en": "Only one"}}, {**changed, "speed": {}}, {**changed, "speed": {"en": "  "}}):
        assert await refused(manager, "PUT", "/api/reviews/form", {"questions": questions}) == Code.BAD_REQUEST


async def put(browser: Browser, path: str, body: object) -> dict[str, object]:
    async with browser.http.put(path, json=body) as response:
        assert response.status == 200, await response.text()
        return dict(await response.json())
