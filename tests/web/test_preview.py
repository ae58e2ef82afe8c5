"""What an answer will look like, and which article a question would get, before customers see it."""

from io import BytesIO
from typing import Any

import pytest

from tests.client import Browser
from tests.conftest import ORIGIN, Site
from tests.fakes.pictures import png


async def previewed(page: Browser, markdown: str, **more: Any) -> Any:
    return await page.post("/api/articles/preview", {"markdown": markdown, "language": "en", **more})


@pytest.fixture
async def ana(site: Site) -> Browser:
    return await site.signed_in("Ana")


async def test_an_answer_is_shown_as_the_widget_and_telegram_will_show_it(site: Site, ana: Browser) -> None:
    draft = {"markdown": "Open **My orders**.", "title": "Where is it?", "video": "https://films.example/1"}
    told = await previewed(ana, **draft)
    assert told == {
        "html": "<p>Open <strong>My orders</strong>.</p>\n",
        "telegram": ["<b>Where is it?</b>\n\nOpen <b>My orders</b>.\n\n<i>Did this help?</i>"],
        "telegram_picture": None,
        "telegram_buttons": [["Watch the video"], ["👍 Yes", "👎 No"], ["Talk to a person"]],
        "problems": [],
    }
    # the very same once it is published
    article = {
        "key": "new",
        "translations": [{"language": "en", "title": "Where is my zebra?", "answer": draft["markdown"]}],
    }
    _, saved = await ana.request("PUT", "/api/articles/new/draft", {"article": article})
    await ana.post("/api/articles/new/publish", {"revision": saved["draft"]["revision"]})
    maja = await site.contact()
    await maja.ask("Where is my zebra?")
    (answer,) = [
        it["body"]
        for it in (await maja.subscribe(f"conversation:{maja.conversation}"))["state"]["messages"]
        if it["body"]["kind"] == "article"
    ]
    assert answer["html"] == told["html"]


async def test_an_agent_reads_an_article_as_a_reply_with_it_says_it(site: Site, ana: Browser) -> None:
    choices = [{"value": "a1", "labels": {"sl": "Aroma ena"}}, {"value": "b", "labels": {"sl": "Barista"}}]
    model = {"name": "model", "question": {"en": "Which one?"}, "choices": choices}
    await ana.request("PUT", "/api/attributes", {"attributes": [model], "revision": 0})
    markdown = "Pritisnite\n\n::: model = a1\nlevi gumb.\n:::\n\n::: model = b\ndesnega.\n:::"
    translation = {"language": "sl", "title": "Vklop", "answer": markdown}
    _, saved = await ana.request(
        "PUT",
        "/api/articles/on/draft",
        {"article": {"key": "on", "needs": ["model"], "translations": [translation]}},
    )
    await ana.post("/api/articles/on/publish", {"revision": saved["draft"]["revision"]})
    maja, bor = await site.contact("sl"), await site.signed_in("Bor")
    await maja.ask("Pozdravljeni")
    agent, conversation = await bor.agent(), maja.conversation
    held = {"conversation": conversation, "fence": (await agent.call("take", conversation=conversation))["fence"]}
    assert conversation is not None

    async def told_and_said(ident: str) -> str:
        told = await bor.get("/api/articles/on/told", conversation=conversation)
        await agent.call("reply", client_message_id=ident, article="on", **held)
        messages = (await maja.subscribe(f"conversation:{conversation}"))["state"]["messages"]
        assert messages[-1]["body"] == told
        await maja.call("unsubscribe", stream=f"conversation:{conversation}")
        return str(told["html"])

    both = await told_and_said("1")
    assert "levi" in both and "desnega" in both
    await agent.call("attribute", conversation=conversation, name="model", value="b")
    one = await told_and_said("2")
    assert "desnega" in one and "levi" not in one
    for article, of in (("none", conversation), ("on", "v_none")):
        assert (await bor.request("GET", f"/api/articles/{article}/told", params={"conversation": of}))[0] == 404


async def test_parts_are_shown_to_whom_they_concern(ana: Browser) -> None:
    markdown = "Press\n\n::: model = a1, a2\nthe left button.\n:::\n\n::: model = b\nthe right one.\n:::"
    assert "left" in (await previewed(ana, markdown, attributes={"model": "A2"}))["html"]
    assert "right" in (await previewed(ana, markdown, attributes={"model": "b"}))["html"]
    told = await previewed(ana, markdown)
    assert "left" not in told["html"] and "right" not in told["html"] and ":::" not in told["html"]
    everybodys = await previewed(ana, markdown, needs=["model"])  # who was asked for it in vain is told all of it
    assert "Only for: a1, a2" in everybodys["html"] and "right" in everybodys["html"]
    assert [(it["line"], it["message"]) for it in told["problems"]] == [
        (3, "There is no attribute 'model'."),
        (7, "There is no attribute 'model'."),
    ]


async def test_a_picture_that_nobody_will_see_is_a_problem(ana: Browser) -> None:
    headers = {"Origin": ORIGIN}
    async with ana.http.post("/api/pictures", data=BytesIO(png()), headers=headers) as response:
        kept = (await response.json())["url"]
    lost = "/pictures/" + "0" * 32 + "-3x2"
    told = await previewed(ana, f"![here]({kept})\n\nand\n\n- ![lost]({lost})\n- ![there](https://cats.example/1.png)")
    assert [it["line"] for it in told["problems"]] == [5, 6]
    assert told["problems"][0]["message"] == "This picture is not there."
    assert "https://cats.example/1.png" in told["html"]
    assert f'<img src="{kept}"' in told["html"]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"language": "english!"}, "language"), ({"link": "javascript:alert(1)"}, "link"), ({"video": "x"}, "video")],
)
async def test_what_cannot_be_kept_cannot_be_shown_either(ana: Browser, more: dict[str, str], field: str) -> None:
    body = {"markdown": "a", "language": "en", **more}
    status, answer = await ana.request("POST", "/api/articles/preview", body)
    assert (status, answer["error"]["data"]) == (400, {"field": field})


async def test_markup_stays_text(ana: Browser) -> None:
    told = await previewed(ana, "<script>alert(1)</script>", title="<img src=x onerror=alert(1)>")
    assert "<script" not in str(told) and "<img" not in str(told)


async def test_says_why_a_question_gets_an_article(ana: Browser) -> None:
    told = await ana.post("/api/articles/explain", {"question": "where is my ordr"})
    first = told["explanation"]["articles"][0]
    assert first["article"] == "track-order"
    assert told["titles"]["track-order"] == "Where is my order?"
    assert told["explanation"]["mended"] == {"ordr": "order"}
    assert told["language"] == "en"
    assert 0 <= told["thresholds"]["unsure"] <= told["thresholds"]["confident"] <= 1
    await ana.post("/api/articles/bulk", {"keys": ["track-order"], "deed": "channels", "value": ["telegram"]})
    asked = {"question": "where is my order", "channel": "widget"}
    found = (await ana.post("/api/articles/explain", asked))["explanation"]["articles"]
    assert "track-order" not in [it["article"] for it in found]
    await ana.post("/api/articles/bulk", {"keys": ["track-order"], "deed": "audience", "value": ["business"]})
    for labels in ([], ["business"]):
        asked = {"question": "where is my order", "labels": labels}
        found = (await ana.post("/api/articles/explain", asked))["explanation"]["articles"]
        assert ("track-order" in [it["article"] for it in found]) == bool(labels), "on whatever channel"
