"""Searching the help centre."""

from urllib.parse import urlencode

from bot.web.help.views import worth
from knowledge.match import Match
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands
from tests.web.help.visitor import EVIL, Visitor


async def test_a_search_finds_in_any_language_and_shows_the_readers(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/en/search/?q=kje+je+paket")
    assert "Where is my order?" in seen.text
    assert seen.meta("robots") == "noindex"
    assert "Where is my order?" not in (await visitor.sees("/help/sl/search/?q=track+my+parcel")).text


async def test_a_misspelt_search_is_mended(visitor: Visitor) -> None:
    seen = await visitor.sees("/help/en/search/?q=Track+my+pacrel")
    assert seen.all("a", href="/help/en/search/?q=Track+my+parcel")
    assert seen.all("a", href="/help/en/track-order")


async def test_a_search_that_finds_nothing_is_kept_for_those_who_write(site: Site, visitor: Visitor) -> None:
    for text in ("quantum flux", "Quantum  flux!"):
        seen = await visitor.sees(f"/help/en/search/?{urlencode({'q': text})}")
        assert seen.all("section", **{"class": "missed"})
        assert [it["data-talk"] for it in seen.all("a") if it.get("data-talk")] == [" ".join(text.split())]
    await visitor.sees("/help/en/search/?q=track+my+parcel")
    await visitor.sees("/help/en/search/")
    await visitor.sees("/help/en/search/?q=%21%3F")
    assert site.rows("SELECT language, text, count FROM help_searches") == [("en", "quantum flux", 2)]


async def test_managers_see_what_was_searched_in_vain_and_set_it_aside(site: Site, visitor: Visitor) -> None:
    for text in ("quantum flux", "quantum flux", "warp coil"):
        await visitor.sees(f"/help/en/search/?{urlencode({'q': text})}")
    ana = await site.signed_in()
    found = (await ana.get("/api/help/searches"))["searches"]
    assert [(it["text"], it["count"], it["language"]) for it in found] == [
        ("quantum flux", 2, "en"), ("warp coil", 1, "en"),
    ]  # fmt: skip
    await ana.post("/api/help/searches/forget", {"language": "en", "text": "quantum flux"})
    assert [it["text"] for it in (await ana.get("/api/help/searches", days=1))["searches"]] == ["warp coil"]


async def test_what_is_typed_comes_back_as_text(visitor: Visitor) -> None:
    seen = await visitor.sees(f"/help/en/search/?{urlencode({'q': EVIL})}")
    assert "alert(1)" not in "".join(seen.scripts)
    assert seen.all("input", name="q")[0]["value"] == EVIL
    long = await visitor.sees(f"/help/en/search/?q={'x' * 5000}")
    assert len(long.all("input", name="q")[0]["value"]) == 200


async def test_searching_has_a_limit(start: StartSite) -> None:
    visitor = await Visitor.at(await start(Hands()))
    statuses = [(await visitor.get("/help/en/search/?q=parcel"))[0] for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert (await visitor.get("/help/en/"))[0] == 200


def test_a_search_by_meaning_shows_what_stands_out() -> None:
    scores = (49.0, 33.0, 22.0, 18.0, 12.0)
    shown = {
        tier: [match.score for match in worth([Match(f"a{it}", "", "en", it, 0.5, tier) for it in scores])]
        for tier in ("lexical", "semantic")
    }
    assert shown == {"lexical": [49.0, 33.0, 22.0, 18.0, 12.0], "semantic": [49.0, 33.0, 22.0]}
    assert worth([]) == worth([Match("a", "", "en", 19.0, 0.2, "semantic")]) == []
