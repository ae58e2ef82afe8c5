"""Pictures over HTTP: taken as bytes, told by their content, given unchanged for ever."""

from io import BytesIO

import pytest

from knowledge.picture import LARGEST
from tests.client import Browser
from tests.conftest import ORIGIN, Site
from tests.fakes.pictures import jpeg, png


async def send(page: Browser, data: bytes, content_type: str = "image/png") -> tuple[int, dict[str, object]]:
    headers = {"Origin": ORIGIN, "Content-Type": content_type}
    async with page.http.post("/api/pictures", data=BytesIO(data), headers=headers) as response:
        return response.status, await response.json()


async def test_a_picture_is_given_to_everybody_as_it_was_sent(site: Site) -> None:
    status, told = await send(await site.signed_in("Ana"), png(30, 20))
    assert (status, told["width"], told["height"]) == (200, 30, 20)
    stranger = await site.browser()
    async with stranger.http.get(str(told["url"])) as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", png(30, 20))
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_its_content_says_what_it_is_whatever_the_sender_says(site: Site) -> None:
    page = await site.signed_in("Ana")
    _, told = await send(page, jpeg(), "text/html")
    async with page.http.get(str(told["url"])) as response:
        assert response.content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "bad_request"),
        (b"<svg onload='alert(1)'/>", 400, "bad_request"),
        (b"<script>alert(1)</script>", 400, "bad_request"),
        (png() + b"\0" * LARGEST, 413, "too_large"),
        (png(9000, 9000), 400, "bad_request"),
        (jpeg()[:-6], 400, "bad_request"),
    ],
    ids=["nothing", "SVG", "HTML", "too many bytes", "too many pixels", "half a JPEG"],
)
async def test_what_cannot_be_kept_is_refused(site: Site, data: bytes, status: int, code: str) -> None:
    got, answer = await send(await site.signed_in("Ana"), data)
    error = answer["error"]
    assert isinstance(error, dict)
    assert (got, error["code"]) == (status, code)
    assert str(error["message"]).endswith(".")


@pytest.mark.parametrize("name", ["none", "0" * 32, "0" * 32 + "-3x2", "..%2F..%2Fheard.sqlite", "%00"])
async def test_a_picture_that_is_not_there_is_said_to_be_so(site: Site, name: str) -> None:
    status, _ = await (await site.browser()).request("GET", f"/pictures/{name}")
    assert status == 404


async def test_an_agent_brings_none(site: Site) -> None:
    assert (await send(await site.signed_in("Bor"), png()))[0] == 403
