"""The first minutes: start it, make the manager's account, sign in."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import heard_in
from tests.journeys.stage import PASSWORD, Heard, Stage, email

ANA = "Ana Novak"


@pytest.fixture
def heard_at(tmp_path: Path) -> Iterator[Heard]:
    """With nothing in its folder."""
    with closing(heard_in(tmp_path)) as heard:
        yield heard


async def test_the_printed_link_makes_the_manager_and_works_once(own_stage: Stage) -> None:
    heard = own_stage.heard
    heard.start()
    heard.wait_healthy()
    link = heard.first_link()
    for path in ("/", "/help/", "/desk/", "/knowledge/", "/reports/"):
        assert f"{heard.url}{path}\n" in heard.printed()

    ana = await own_stage.join(link, ANA)
    await expect(ana.get_by_text("Nobody waits")).to_be_visible()
    await ana.goto("/reports/")
    await expect(ana.get_by_text("Nobody was asked in this period")).to_be_visible()

    own_stage.excuse(r"410.*/api/invitation")
    thief = await (await own_stage.context()).new_page()
    await thief.goto(link)
    await expect(thief.get_by_role("alert")).to_be_visible()
    await expect(thief.get_by_label("Your name")).to_have_count(0)

    heard.stop()
    own_stage.excuse_outage()
    heard.start()
    heard.wait_healthy()
    heard.stop()
    assert heard.first_links() == [link], "there is a manager: no further link"


@pytest.mark.slow
async def test_who_has_an_account_signs_in_and_out(own_stage: Stage) -> None:
    heard = own_stage.heard
    heard.start()
    heard.wait_healthy()
    await own_stage.join(heard.first_link(), ANA)

    own_stage.excuse(r"401.*/api/(me|login)")
    page = await (await own_stage.context()).new_page()
    await page.goto("/reports/")
    await expect(page).to_have_url(re.compile("/login/"))
    await page.get_by_label("Email").fill(email(ANA))
    await page.get_by_label("Password", exact=True).fill("something else")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_text("do not belong together")).to_be_visible()
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page).to_have_url(re.compile("/reports/"))  # where they wanted to go

    await page.goto("/desk/")
    await page.get_by_role("button", name=re.compile("^Menu of ")).click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page).to_have_url(re.compile("/login/"))
    await page.goto("/desk/")
    await expect(page).to_have_url(re.compile("/login/"))


async def test_it_answers_as_it_comes(own_stage: Stage) -> None:
    """The configuration of a newcomer: thresholds out of the articles, and the model where it is installed."""
    heard = own_stage.heard
    heard.config.write_text(heard.config.read_text().replace('semantic = "off"\n', ""))
    heard.start()
    heard.wait_healthy()
    customer = await own_stage.customer()
    await customer.ask("quantum chromodynamics")
    await customer.hears(re.compile("I do not know"))
    await customer.ask("wher is my ordr")
    await customer.hears("Did this help?")
    await expect(customer.thread.get_by_role("heading", name="Where is my order?")).to_be_visible()
    await customer.ask("talk to a person")
    await expect(customer.widget.get_by_role("region", name="Waiting for a person")).to_contain_text("You are next")
