"""The words of a language, as pages fetch them: all, or of the parts that a light page names."""

import asyncio
from functools import cache

from aiohttp import web

from bot.errors import NotFound
from bot.locale import NAMES, catalogue_json
from bot.web.compression import Packed, pack, respond

PAGES = "bot/web/static/"
REFUSALS = (
    "bot/surveys/answering.py",
    *(
        f"bot/desk/{name}.py"
        for name in (
            "asking", "base", "customers", "reaching/unasked", "speaking", "surveys/rating", "surveys/rating_links",
            "thread", "visiting", "wishes",
        )
    ),
)  # fmt: skip
"""What the desk refuses a customer, which pages show in its words."""
PARTS = {
    "shared": (f"{PAGES}shared/",),
    "widget": (f"{PAGES}widget/",),
    "talk": (
        *(
            f"{PAGES}widget/{name}.js"
            for name in ("cards", "offers", "suggestions", "thread", "unasked-switch", "waiting")
        ),
        *REFUSALS,
    ),
    "survey": (f"{PAGES}shared/survey/",),
    "call": (f"{PAGES}call/", f"{PAGES}shared/recordings.js", "bot/desk/calls/", "bot/desk/pictures.py", *REFUSALS),
    "rate": (f"{PAGES}rate/", *REFUSALS),
    "kiosk": (f"{PAGES}kiosk/",),
    "book": (f"{PAGES}book/", "bot/desk/booking/"),
}
"""Files and folders by part."""
ASIDE = {
    *PARTS["talk"], *PARTS["survey"], *PARTS["call"],
    f"{PAGES}shared/theme.js",
}  # fmt: skip
"""What is in a part's folder and not of it: it comes later, or it is shown to agents, whose pages fetch all words."""
JSON = {"Content-Type": "application/json"}


async def catalogue(request: web.Request) -> web.Response:
    language = request.match_info["language"]
    if language not in NAMES:
        raise NotFound("There is no such language.")
    parts = frozenset(PARTS).intersection(request.query.get("parts", "").split(","))
    packed = await asyncio.to_thread(_catalogue, language, parts)
    return respond(request, packed, {**JSON, "Cache-Control": "no-cache"})


def places_of(parts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The files and folders whose words are in them, and those in these that are not."""
    places = frozenset(place for part in parts for place in PARTS[part])
    return places, frozenset(ASIDE - places) if parts else frozenset()


@cache
def _catalogue(language: str, parts: frozenset[str]) -> Packed:
    return pack(catalogue_json(language, *places_of(parts)))
