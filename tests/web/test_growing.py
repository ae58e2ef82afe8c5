"""Knowledge that grows, on the real server: from a question that nothing answers to the next customer's answer."""

from typing import Any

import pytest

from bot.config import Bot, Knowledge
from tests.client import Browser, Client, Frame
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.shop import until

WRAPPING = {
    "ru": ("Есть подарочная упаковка?", "Есть ли подарочная упаковка"),
    "be": ("Ёсць падарункавая ўпакоўка?",),
}
REPLY = "Прывітанне! Так, мы спакуем падарунак бясплатна. Напішыце пра гэта ў заказе. Дзякуй!"
AT_ONCE = Bot(burst_s=0.0)


@pytest.fixture
async def site(start_site: StartSite, clock: Hands) -> Site:
    return await start_site(clock, bot=AT_ONCE)


async def ask(customer: Client, text: str) -> dict[str, Any]:
    """The bot's message that follows."""
    receipt = await customer.ask(text)
    snapshot = await customer.subscribe(f"conversation:{receipt['conversation']}")
    said = [message for message in snapshot["state"]["messages"] if message["seq"] > receipt["seq"]]
    return said[-1] if said else (await customer.event("message"))["message"]


async def in_vain(site: Site, language: str, text: str, *, wish: bool) -> Client:
    customer = await site.contact(language)
    message = await ask(customer, text)
    assert message["body"]["offer"] == ["person", "tell_me"]
    if wish:
        await customer.call("tell_me", seq=message["seq"])
        changed = (await customer.event("changed"))["message"]
        assert (changed["seq"], changed["body"]["offer"]) == (message["seq"], ["person"])
        await customer.says("text")
    return customer


async def helped_by_an_agent(customer: Client, agent: Client, clock: Hands) -> None:
    conversation = (await customer.call("person"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    clock.turn(6 * 60)
    held = {"conversation": conversation, "fence": fence}
    await agent.call("reply", client_message_id="r1", text=REPLY, **held)
    await agent.call("resolve", **held)
    card = await customer.says("rating")
    await customer.call("rate", request=card["body"]["request"], value=2)


def told_by_the_bot(frame: Frame) -> str:
    message = frame.get("event", {}).get("message", {})
    return str(message["body"].get("text", "")) if message and message["author"]["kind"] == "bot" else ""


async def gaps(manager: Browser, state: str = "open") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await manager.get("/api/gaps", state=state))["gaps"]
    return found


async def publish(manager: Browser, key: str) -> None:
    draft = (await manager.get(f"/api/articles/{key}"))["draft"]
    await manager.post(f"/api/articles/{key}/publish", {"revision": draft["revision"]})


async def test_a_question_that_nothing_answers_becomes_an_article(site: Site, clock: Hands) -> None:
    manager, agent = await site.signed_in("Ana"), await site.agent("Bor")
    first = await in_vain(site, "ru", WRAPPING["ru"][0], wish=True)
    clock.turn(60)
    second = await in_vain(site, "be", WRAPPING["be"][0], wish=True)
    await helped_by_an_agent(second, agent, clock)
    await in_vain(site, "ru", WRAPPING["ru"][1], wish=False)

    (gap,) = await gaps(manager)
    assert (gap["count"], gap["people"], gap["wish_to_know"]) == (3, 3, 2)
    assert (gap["language"], gap["languages"]) == ("ru", ["ru", "be"])
    assert gap["cost"] == {"agent_minutes": 6.0, "low_ratings": 1, "score": 19.0}
    assert gap["reasons"] == {"unknown": 3, "unhelpful": 0, "person": 0}
    assert [it.get("agent_reply") for it in gap["questions"]] == [None, REPLY, None]

    key = (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"]
    assert (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"] == key
    draft = (await manager.get(f"/api/articles/{key}"))["draft"]
    told = {it["language"]: it for it in draft["article"]["translations"]}
    assert told["be"]["answer"] == "Так, мы спакуем падарунак бясплатна. Напішыце пра гэта ў заказе."
    assert {told["ru"]["title"], *told["ru"]["variants"]} == set(WRAPPING["ru"])
    assert key == "yosts-padarunkavaya-upakouka"

    rehearsed = await manager.post(f"/api/articles/{key}/rehearse", {})
    assert (rehearsed["questions"], rehearsed["complete"]) == (3, True)
    assert {case["question"] for case in rehearsed["improves"]} == {*WRAPPING["ru"], *WRAPPING["be"]}
    assert not rehearsed["breaks"]

    status, refusal = await manager.request("POST", f"/api/gaps/{gap['id']}/tell", {})
    assert (status, refusal["error"]["code"]) == (400, "bad_request")
    await publish(manager, key)
    assert await gaps(manager) == []
    (settled,) = await gaps(manager, "settled")
    assert (settled["id"], settled["article"]) == (gap["id"], key)

    assert await manager.post(f"/api/gaps/{gap['id']}/tell", {}) == {"told": 2, "later": 0}
    for customer, question in ((first, WRAPPING["ru"][0]), (second, WRAPPING["be"][0])):
        await customer.until(lambda frame, words=question: words in told_by_the_bot(frame))
        assert (await customer.says("article"))["body"]["article"] == key
    assert await manager.post(f"/api/gaps/{gap['id']}/tell", {}) == {"told": 0, "later": 0}
    assert (await gaps(manager, "settled"))[0]["wish_to_know"] == 0

    next_one = await site.contact("ru")
    answer = (await ask(next_one, WRAPPING["ru"][1]))["body"]
    assert (answer["kind"], answer["article"], answer["language"]) == ("article", key, "be")


async def test_who_is_with_a_person_is_told_when_that_is_over(site: Site, clock: Hands) -> None:
    manager, agent = await site.signed_in("Ana"), await site.agent("Bor")
    customer = await in_vain(site, "en", "when will the van come", wish=True)
    conversation = (await customer.call("person"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    (gap,) = await gaps(manager)
    key = (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"]
    await publish(manager, key)
    assert await manager.post(f"/api/gaps/{gap['id']}/tell", {}) == {"told": 0, "later": 1}
    assert [frame for frame in customer.frames if "article" in str(frame)] == []
    notes = (await agent.subscribe(f"inside:{conversation}"))["state"]["notes"]
    assert [note["author"]["name"] for note in notes if "when will the van come" in note["text"]] == ["Ana"]
    assert await manager.post(f"/api/gaps/{gap['id']}/tell", {}) == {"told": 0, "later": 1}
    assert len((await agent.subscribe(f"inside:{conversation}"))["state"]["notes"]) == 1
    await agent.call("hand_back", conversation=conversation, fence=fence)
    assert (await customer.says("article"))["body"]["article"] == key


async def test_who_an_article_is_not_for_is_not_told_it(site: Site) -> None:
    manager = await site.signed_in("Ana")
    customer = await in_vain(site, "en", "when will the van come", wish=True)
    (gap,) = await gaps(manager)
    key = (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"]
    draft = (await manager.get(f"/api/articles/{key}"))["draft"]
    for_some = {"article": {**draft["article"], "audience": ["business"]}, "revision": draft["revision"]}
    assert (await manager.request("PUT", f"/api/articles/{key}/draft", for_some))[0] == 200
    await publish(manager, key)
    assert await manager.post(f"/api/gaps/{gap['id']}/tell", {}) == {"told": 0, "later": 0}
    assert [it["wish_to_know"] for it in await gaps(manager, "settled")] == [1]
    assert [frame for frame in customer.frames if "article" in str(frame)] == []


async def test_who_gets_the_article_from_an_agent_is_not_told_again(site: Site, clock: Hands) -> None:
    manager, agent = await site.signed_in("Ana"), await site.agent("Bor")
    customer = await in_vain(site, "en", "when will the van come", wish=True)
    conversation = (await customer.call("person"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    (gap,) = await gaps(manager)
    key = (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"]
    await publish(manager, key)
    assert (await manager.post(f"/api/gaps/{gap['id']}/tell", {}))["later"] == 1
    held = {"conversation": conversation, "fence": fence}
    await agent.call("reply", client_message_id="r1", article=key, **held)
    await agent.call("resolve", **held)
    assert site.rows("SELECT told_at, shown FROM questions") == [(clock(), None)]
    assert await gaps(manager) == []


async def test_a_wish_needs_a_question_that_nothing_answered(site: Site) -> None:
    customer = await site.contact()
    message = await ask(customer, "where is my order")
    assert message["body"]["kind"] == "article"
    for seq in (message["seq"], 1, 99):
        frame = await customer.raw(f'{{"type": "tell_me", "id": {100 + seq}, "seq": {seq}}}')
        assert frame["code"] in ("bad_request", "not_found")


async def test_a_dismissed_gap_is_heard_of_no_more_until_it_is_reopened(site: Site) -> None:
    manager = await site.signed_in("Ana")
    await in_vain(site, "en", "what is quantum chromodynamics", wish=False)
    (gap,) = await gaps(manager)
    await manager.post(f"/api/gaps/{gap['id']}/dismiss", {})
    await in_vain(site, "en", "quantum chromodynamics please", wish=False)
    assert await gaps(manager) == []
    (dismissed,) = await gaps(manager, "dismissed")
    assert dismissed["count"] == 2
    await manager.post(f"/api/gaps/{gap['id']}/reopen", {})
    assert [it["count"] for it in await gaps(manager)] == [2]


async def test_a_draft_that_is_thrown_away_leaves_its_gap_open(site: Site) -> None:
    manager = await site.signed_in("Ana")
    await in_vain(site, "en", "what is quantum chromodynamics", wish=False)
    (gap,) = await gaps(manager)
    key = (await manager.post(f"/api/gaps/{gap['id']}/draft", {}))["key"]
    assert [it["article"] for it in await gaps(manager)] == [key]
    assert (await manager.request("DELETE", f"/api/articles/{key}/draft"))[0] == 200
    assert [it["article"] for it in await gaps(manager)] == [None]


async def test_a_settled_gap_teaches_the_article_its_wordings(site: Site) -> None:
    manager = await site.signed_in("Ana")
    await in_vain(site, "en", "the postman never rang", wish=False)
    (gap,) = await gaps(manager)
    await manager.post(f"/api/gaps/{gap['id']}/settle", {"article": "track-order"})
    (suggested,) = await until(lambda: suggestions(manager))
    assert (suggested["article"], suggested["text"], suggested["source"]) == (
        "track-order", "the postman never rang", "gap",
    )  # fmt: skip
    await manager.post(f"/api/suggested-variants/{suggested['id']}/take", {})
    assert (await ask(await site.contact(), "the postman never rang"))["body"]["article"] == "track-order"
    undone = await manager.post(f"/api/suggested-variants/{suggested['id']}/undo", {})
    assert (undone["variant"]["state"], undone["variant"]["by"]) == ("open", None)
    assert (await ask(await site.contact(), "the postman never rang"))["body"]["kind"] == "text"


async def suggestions(manager: Browser, state: str = "open") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await manager.get("/api/suggested-variants", state=state))["variants"]
    return found


async def test_a_wording_that_an_agent_answered_with_an_article_is_taken_at_once_where_that_is_set(
    start_site: StartSite, clock: Hands
) -> None:
    site = await start_site(clock, bot=AT_ONCE, knowledge=Knowledge(take_variants=True, semantic="off"))
    manager, agent = await site.signed_in("Ana"), await site.agent("Bor")
    customer = await in_vain(site, "en", "the postman never rang", wish=False)
    conversation = (await customer.call("person"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    await agent.call("reply", conversation=conversation, fence=fence, client_message_id="r1", article="track-order")
    (taken,) = await until(lambda: suggestions(manager, "taken"))
    assert (taken["source"], taken["by"]["id"]) == ("agent", "bot")
    assert await gaps(manager) == []
    article = await manager.get("/api/articles/track-order")
    assert "the postman never rang" in article["article"]["translations"][0]["variants"]
    assert article["author"]["id"] == "bot"


async def test_figures_say_how_an_article_does(site: Site, clock: Hands) -> None:
    manager = await site.signed_in("Ana")
    happy, unhappy, gone = await site.contact(), await site.contact(), await site.contact()
    await happy.call("helped", seq=(await ask(happy, "where is my order"))["seq"], value=True)
    await unhappy.call("helped", seq=(await ask(unhappy, "track my parcel"))["seq"], value=False)
    await unhappy.call("person")
    await ask(gone, "where is my order")
    found = await manager.get("/api/figures", days=7)
    figure = found["articles"]["track-order"]
    assert {name: figure[name] for name in ("shown", "helped", "not_helped", "to_person", "ended", "stuck")} == {
        "shown": 3, "helped": 1, "not_helped": 1, "to_person": 1, "ended": 1, "stuck": 1,
    }  # fmt: skip
    assert figure["stick_rate"] == 1.0
    assert figure["interval"] == pytest.approx((0.2065, 1.0), abs=1e-3)
    assert found["never_shown"] == ["return-gift", "return-item"]
    for sort in ("shown", "stick", "people"):
        listed = (await manager.get("/api/articles", sort=sort, days=7))["articles"]
        assert [row["key"] for row in listed] == ["track-order", "return-gift", "return-item"], sort
    unshown = await manager.get("/api/articles", state="unshown")
    assert sorted(row["key"] for row in unshown["articles"]) == found["never_shown"]
    clock.turn(8 * 86_400)
    assert (await manager.get("/api/figures", days=7))["articles"] == {}
