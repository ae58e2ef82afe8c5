"""Thank-yous over HTTP, for managers: their terms, the codes, who got one."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.desk.surveys import thanking
from bot.errors import BadRequest
from bot.store import thanks
from bot.store.engine import Tx
from bot.surveys.thanks import Thanks
from bot.web.http import Body, answer, read
from bot.web.route import Route, Who
from bot.web.services import services
from bot.web.settings import change_settings

CODE = 64  # characters of a code
CODES = 10_000  # at once
BYTES = 1_000_000
NEWEST = 50


class CodesBody(Body, frozen=True):
    batch: Annotated[str, Meta(min_length=1, max_length=80)]
    codes: str  # one a line
    valid_until: Annotated[int, Meta(ge=0, le=2**53)] | None = None


async def look(request: web.Request) -> web.Response:
    it = services(request)

    def work(tx: Tx) -> dict[str, Any]:
        return {
            "terms": thanking.terms(tx),
            "batches": thanks.batches(tx),
            "newest": thanks.newest(tx, NEWEST),
        }

    return answer(await it.engine.read(work))


async def patch_terms(request: web.Request) -> web.Response:
    return answer(await change_settings(request, thanking.SETTINGS, Thanks, _reviewable))


def _reviewable(_: Tx, wanted: Thanks) -> None:
    if wanted.review and not wanted.review_url.startswith("https://"):
        raise BadRequest("Enter the address of the page for reviews. It begins with https://.", field="review_url")


async def load(request: web.Request) -> web.Response:
    body, it = await read(request, CodesBody, BYTES), services(request)
    codes = list(dict.fromkeys(filter(None, map(str.strip, body.codes.splitlines()))))
    if not codes:
        raise BadRequest("There are no codes. Write one on each line.", field="codes")
    if len(codes) > CODES:
        raise BadRequest("These are too many codes at once. Load them in several parts.", field="codes")
    long = next((code for code in codes if len(code) > CODE or not code.isprintable()), None)
    if long is not None:
        raise BadRequest("One of the lines is too long for a code. Write one code on each line.", field="codes")
    batch, at = body.batch.strip(), it.clock()
    if not batch:
        raise BadRequest("Give the list a name.", field="batch")
    added = await it.engine.write(lambda tx: thanks.load(tx, batch, codes, body.valid_until, at))
    return answer({"added": added, "known": len(codes) - added})


async def withdraw(request: web.Request) -> web.Response:
    batch = request.match_info["batch"]
    return answer({"withdrawn": await services(request).engine.write(lambda tx: thanks.withdraw(tx, batch))})


ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/thanks", Who.MANAGER, look),
    Route("PATCH", "/api/thanks/terms", Who.MANAGER, patch_terms),
    Route("POST", "/api/thanks/codes", Who.MANAGER, load),
    Route("DELETE", "/api/thanks/codes/{batch}", Who.MANAGER, withdraw),
)
