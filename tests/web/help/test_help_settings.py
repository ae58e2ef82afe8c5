"""The help centre as it is set up."""

from bot.config import Bot, Help, Server, Widget
from tests.conftest import ORIGIN, StartSite
from tests.web.help.visitor import Seen, Visitor


async def test_it_wears_the_sites_name_and_colour(start: StartSite) -> None:
    logo = "https://shop.example.com/logo.svg"
    settings = Help(title="Ask Lipa", intro="We <know>.", accent="#ffcc00", logo=logo, shop="https://shop.example.com/")
    visitor = await Visitor.at(await start(help=settings))
    async with visitor.http.get("/help/en/") as response:
        assert "img-src 'self' data: blob: https://shop.example.com;" in response.headers["Content-Security-Policy"]
        seen = Seen(await response.text())
    assert "<title>Ask Lipa</title>" in seen.text
    assert "We &lt;know&gt;." in seen.text
    assert seen.all("img", src=logo)
    assert seen.all("a", href="https://shop.example.com/")
    assert "--accent: #ffcc00" in (await visitor.sees("/help/theme.css")).text
    assert seen.all("script", **{"data-accent": "#ffcc00"})


async def test_it_can_be_switched_off(start: StartSite) -> None:
    visitor = await Visitor.at(await start(help=Help(enabled=False), widget=Widget(accent="#123456")))
    for path in ("/help/", "/help/en/", "/help/en/track-order", "/help//", "/help/sitemap.xml", "/help/theme.css"):
        assert (await visitor.get(path))[0] == 404
    assert "Sitemap" not in (await visitor.sees("/robots.txt")).text


async def test_it_speaks_what_the_bot_speaks(start: StartSite) -> None:
    bot = Bot(languages=("sl",), fallback_language="sl")
    visitor = await Visitor.at(await start(bot=bot, server=Server(port=0, public_url=ORIGIN)))
    assert not (await visitor.sees("/help/sl/")).all("details")
    assert (await visitor.get("/help/en/"))[0] == 404
    assert "Kje je moje naročilo?" in (await visitor.sees("/help/sl/track-order")).text
