import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.journeys.stage import CHROMIUM, FLAGS, Heard, Stage
from tests.process import free_port


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"))
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)  # the browser's loop


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data after a first start: to read the sample costs each server a second."""
    with closing(heard_in(tmp_path_factory.mktemp("begun"))) as heard:
        heard.start()
        heard.wait_healthy()
        heard.stop()
        return heard.database.parent


def heard_in(folder: Path, data: Path | None = None) -> Heard:
    """Not started yet, with a copy of `data`."""
    heard = Heard(folder)
    heard.set("media", port=free_port(), host="127.0.0.1")
    if data is not None:
        shutil.copytree(data, heard.database.parent, dirs_exist_ok=True)
    return heard


@pytest.fixture
def heard_at(tmp_path: Path, begun: Path) -> Iterator[Heard]:
    """A server of the test's own, not started yet, so that the test may set what it needs."""
    with closing(heard_in(tmp_path, begun)) as heard:
        yield heard


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, begun: Path) -> Iterator[Heard]:
    """The server that the tests of a file share; it runs."""
    with closing(heard_in(tmp_path_factory.mktemp("heard"), begun)) as heard:
        heard.start()
        heard.wait_healthy()
        yield heard


@pytest_asyncio.fixture(loop_scope="session")
async def stage(heard: Heard, browser: Browser) -> AsyncIterator[Stage]:
    async with Stage(browser, heard) as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="session")
async def own_stage(heard_at: Heard, browser: Browser) -> AsyncIterator[Stage]:
    """Before the test's own server, which the test starts."""
    async with Stage(browser, heard_at) as stage:
        yield stage
