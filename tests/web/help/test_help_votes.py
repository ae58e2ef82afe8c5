"""Whether an article helped."""

import pytest

from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands
from tests.web.help.visitor import DAY_MS, Visitor


async def test_a_visitor_says_whether_it_helped(site: Site, visitor: Visitor) -> None:
    path = "/help/sl/repairs/warranty"
    seen = await visitor.sees(path)
    assert await visitor.press(path, seen, "yes") == (303, f"{path}?said=yes#helped")
    thanked = await visitor.sees(f"{path}?said=yes")
    assert thanked.all("p", role="status")
    assert not thanked.all("form", method="post")
    assert thanked.canonical == seen.canonical
    assert (await visitor.press(path, seen, "no"))[0] == 303
    rows = site.rows("SELECT article, language, helped FROM help_votes")
    assert rows == [("repairs/warranty", "sl", 0)], "the last word of a visitor on a day counts, once"
    assert (await visitor.sees(f"{path}?said=no")).all("a", **{"data-talk": "How long is the warranty?"})


async def test_votes_are_counted_without_knowing_whose_they_are(start: StartSite) -> None:
    clock = Hands()
    site = await start(clock)
    visitor = await Visitor.at(site)
    for path in ("/help/en/track-order", "/help/en/search"):
        seen = await visitor.sees(path)
        for device in ("one", "two", "one"):
            assert (await visitor.press(path, seen, "yes", **{"User-Agent": device}))[0] == 303
    salt = site.rows("SELECT value FROM meta WHERE name = 'help_salt'")
    marks = [mark for (mark,) in site.rows("SELECT visitor FROM help_votes")]
    assert len(marks) == 4
    assert len(set(marks)) == 4, "no two articles' votes can be told to be of the same visitor"
    clock.turn(DAY_MS / 1000)
    seen = await visitor.sees("/help/en/track-order")
    await visitor.press("/help/en/track-order", seen, "yes", **{"User-Agent": "one"})
    assert site.rows("SELECT COUNT(*) FROM help_votes") == [(5,)]
    ana = await site.signed_in()
    figures = await ana.get("/api/figures", days=7)
    assert figures["help"] == {
        "track-order": {"helped": 3, "not_helped": 0}, "search": {"helped": 2, "not_helped": 0},
    }  # fmt: skip
    assert figures["articles"] == {}, "nothing of it counts in the conversations' figures"
    assert "track-order" in figures["never_shown"]
    clock.turn(8 * DAY_MS / 1000)
    assert (await (await site.signed_in("Bor")).request("GET", "/api/figures"))[0] == 403
    assert (await ana.get("/api/figures", days=7))["help"] == {}
    assert site.rows("SELECT value FROM meta WHERE name = 'help_salt'") != salt, "of yesterday nothing can be computed"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": "http://evil.test"}, "helped=yes", 403),
        ({"Origin": "null"}, "helped=yes", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "helped=yes", 403),
        ({"Origin": ORIGIN}, "helped=perhaps", 400),
        ({"Origin": ORIGIN}, "", 400),
    ],
    ids=str,
)
async def test_a_vote_that_is_none_is_not_counted(
    site: Site, visitor: Visitor, headers: dict[str, str], body: str, status: int
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    async with visitor.http.post("/help/en/track-order", data=body, headers={**headers, **form}) as response:
        assert response.status == status
    async with visitor.http.post(
        "/help/en/labelled", data="helped=yes", headers={"Origin": ORIGIN, **form}
    ) as response:
        assert response.status == 404
    assert site.rows("SELECT COUNT(*) FROM help_votes") == [(0,)]


async def test_the_forms_page_lets_its_origin_be_seen_by_us_alone(visitor: Visitor) -> None:
    async with visitor.http.get("/help/en/track-order") as response:
        assert response.headers["Referrer-Policy"] == "same-origin"
    async with visitor.http.get("/help/en/") as response:
        assert response.headers["Referrer-Policy"] == "no-referrer"
