"""What is known of a customer: labels of the page around the widget, labels and attributes that agents set."""

import pytest

from tests.client import Refused
from tests.conftest import Site


async def test_a_page_labels_its_visitor_and_agents_see_it(site: Site) -> None:
    page = await site.browser()
    token = (await page.post("/api/widget/start", {"language": "en"}))["token"]
    customer = await page.socket()
    await customer.hello("contact", token, labels=["business", " big  shop ", "a,b"])
    conversation = (await customer.ask("Where is my parcel?"))["conversation"]
    agent = await site.agent()
    snapshot = await agent.subscribe(f"inside:{conversation}")
    assert snapshot["state"]["traits"] == {"labels": ["business", "big shop"]}

    again = await page.socket()
    await again.hello("contact", token, labels=["reseller", "business"])
    assert (await agent.event("traits"))["traits"]["labels"] == ["business", "big shop", "reseller"]
    assert "labels" not in again.me and "traits" not in (await again.subscribe(f"conversation:{conversation}"))["state"]


async def test_agents_set_and_take_off(site: Site) -> None:
    customer, agent, other = await site.contact(), await site.agent(), await site.agent("Bor")
    conversation = (await customer.ask("Where is my parcel?"))["conversation"]
    await other.subscribe(f"inside:{conversation}")
    await agent.call("label", conversation=conversation, label="business", value=True)
    assert (await other.event("traits"))["traits"] == {"labels": ["business"]}
    await agent.call("label", conversation=conversation, label="business", value=True)  # tells nothing new
    await agent.call("attribute", conversation=conversation, name="model", value="a1")
    assert (await other.event("traits"))["traits"] == {"labels": ["business"], "attributes": {"model": "a1"}}
    await agent.call("label", conversation=conversation, label="business", value=False)
    assert (await other.event("traits"))["traits"] == {"attributes": {"model": "a1"}}
    await agent.call("attribute", conversation=conversation, name="model", value=None)
    assert (await other.event("traits"))["traits"] == {}


async def test_what_cannot_be_known_is_refused(site: Site) -> None:
    customer, agent = await site.contact(), await site.agent()
    conversation = (await customer.ask("Where is my parcel?"))["conversation"]
    with pytest.raises(Refused, match="without a comma"):
        await agent.call("label", conversation=conversation, label="a,b", value=True)
    with pytest.raises(Refused, match="name of a-z"):
        await agent.call("attribute", conversation=conversation, name="Model", value="a1")
    with pytest.raises(Refused, match="not_found"):
        await agent.call("label", conversation="v_none", label="business", value=True)
    with pytest.raises(Refused, match="forbidden"):
        await customer.call("label", conversation=conversation, label="business", value=True)


async def test_an_article_for_an_audience_is_told_to_those_alone(site: Site) -> None:
    manager = await site.signed_in()
    article = {
        "key": "invoices",
        "audience": ["business"],
        "translations": [{"language": "en", "title": "Can I pay by monthly invoice?", "answer": "Yes."}],
    }
    saved = await manager.request("PUT", "/api/articles/invoices/draft", {"article": article, "revision": None})
    await manager.post("/api/articles/invoices/publish", {"revision": saved[1]["draft"]["revision"]})
    page = await site.browser()
    token = (await page.post("/api/widget/start", {"language": "en"}))["token"]
    business, private = await page.socket(), await site.contact()
    await business.hello("contact", token, labels=["business"])
    for customer, hears in ((business, True), (private, False)):
        receipt = await customer.ask("Can I pay by monthly invoice?")
        state = (await customer.subscribe(f"conversation:{receipt['conversation']}"))["state"]
        assert ("invoices" in str(state["messages"])) is hears


async def test_the_browsers_time_zone_is_kept_where_it_is_one(site: Site) -> None:
    page = await site.browser()
    token = (await page.post("/api/widget/start", {"language": "en"}))["token"]
    zones = (
        ("Europe/Ljubljana", "Europe/Ljubljana"),
        ("Nowhere/There", "Europe/Ljubljana"),
        ("Asia/Jakarta", "Asia/Jakarta"),
    )
    for told, kept in zones:
        customer = await page.socket()
        await customer.hello("contact", token, timezone=told)
        assert site.rows("SELECT timezone FROM contacts") == [(kept,)]
