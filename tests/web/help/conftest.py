import shutil
from pathlib import Path

import pytest

from bot.store import articles
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from tests.conftest import Site, StartSite
from tests.web.help.visitor import DAY_MS, MORE, Visitor


@pytest.fixture
async def start(start_site: StartSite, tmp_path: Path, furnished: Path) -> StartSite:
    database = tmp_path / "data" / "heard.sqlite"
    database.parent.mkdir()
    shutil.copy(furnished, database)
    engine = SqliteEngine(database)

    def put(tx: Tx) -> None:
        for article in MORE:
            articles.put(tx, article, DAY_MS)

    await engine.write(put)
    await engine.aclose()
    return start_site


@pytest.fixture
async def site(start: StartSite) -> Site:
    return await start()


@pytest.fixture
async def visitor(site: Site) -> Visitor:
    return await Visitor.at(site)
