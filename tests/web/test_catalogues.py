"""A light page fetches the words of all that it shows, when it shows it, and none that only agents read."""

import re
from pathlib import Path

import pytest

from bot.web.catalogues import PARTS, places_of
from tests.conftest import Site
from tests.web.test_preloads import STATIC, modules

ROOT = STATIC.parents[2]
SHARED = {"shared", "widget"}
WORDS = re.compile(r"(?<![\w.$])(?:t|tn|mark)\(")


def told(module: Path, parts: set[str]) -> bool:
    places, without = places_of(frozenset(parts))
    path = module.relative_to(ROOT).as_posix()
    return path.startswith(tuple(places)) and not path.startswith(tuple(without))


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("widget/main.js", SHARED),
        ("widget/talk.js", SHARED | {"talk"}),
        ("shared/survey/card.js", SHARED | {"survey"}),
        ("rate/main.js", {"shared", "rate", "survey"}),
        ("kiosk/main.js", {"shared", "kiosk", "survey"}),
        ("book/main.js", {"shared", "book"}),
        ("call/main.js", {"shared", "call"}),
    ],
)
def test_what_a_page_shows_it_has_the_words_of(entry: str, parts: set[str]) -> None:
    own = [module for module in modules(STATIC / entry) if "vendor" not in module.parts]
    own = [module for module in own if WORDS.search(module.read_text())]
    assert len(own) > 2
    assert [module.name for module in own if not told(module, parts)] == []


def test_what_comes_later_has_its_words_later() -> None:
    for name in ("widget/thread.js", "shared/survey/card.js", "rooms/rooms.js", "shared/recordings.js"):
        assert not told(STATIC / name, SHARED)
    assert all((ROOT / place).exists() for places in PARTS.values() for place in places)


async def test_the_words_come_by_parts(site: Site) -> None:
    page = await site.browser()
    every = await page.get("/locale/sl.json")
    first = await page.get("/locale/sl.json?parts=shared,widget")
    later = await page.get("/locale/sl.json?parts=talk")
    assert every["Did this help?"] == later["Did this help?"] and "Did this help?" not in first
    assert 0 < len(first) < len(every) / 10
    assert later["This rating can no longer be changed."] and "There is no such recording." not in later
    assert await page.get("/locale/sl.json?parts=nothing") == every
