"""What every page and file carries, and what cannot be fetched."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.config import Server, Widget
from bot.web.pages import PAGES, STATIC, without_comments
from bot.web.routes import ROUTES
from tests.conftest import PASSWORD, Site, StartSite

NODE = shutil.which("node")


async def test_every_answer_forbids_sniffing_and_documents_framing_and_referrers(site: Site) -> None:
    page = await site.browser()
    for route in ROUTES:
        path = re.sub(r"{\w+(?::[^}]*)?}", "none", route.path)
        async with page.http.request(route.method, path, allow_redirects=False) as response:
            headers, kind = response.headers, response.content_type
        if response.status == 308:
            continue
        assert headers["X-Content-Type-Options"] == "nosniff", path
        if kind not in ("text/javascript", "text/css"):
            assert headers["Referrer-Policy"] == "no-referrer", path
            assert "frame-ancestors" in headers["Content-Security-Policy"], path
            assert "Cross-Origin-Opener-Policy" in headers, path
        assert "Strict-Transport-Security" not in headers, path


async def test_over_https_browsers_are_told_to_stay_there(start_site: StartSite) -> None:
    site = await start_site(server=Server(port=0, public_url="https://heard.test"))
    page = await site.browser()
    for path in ("/", "/healthz", "/nothing"):
        async with page.http.get(path) as response:
            assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    async with page.http.post(
        "/api/login",
        json={"email": "ana@linden.example", "password": PASSWORD},
        headers={"Origin": "https://heard.test"},
    ) as response:
        assert response.cookies["heard_login"]["secure"] is True


def policy_of(header: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_runs_its_own_scripts_only(site: Site, path: str) -> None:
    page = await site.browser()
    nonces = []
    for _ in range(2):
        async with page.http.get(path) as response:
            text, policy = await response.text(), policy_of(response.headers["Content-Security-Policy"])
            assert response.headers["Cache-Control"] == "no-store"
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
        assert "'unsafe-inline'" not in str(policy)
        assert "'unsafe-eval'" not in str(policy)
        nonces += [source for source in policy["script-src"] if source.startswith("'nonce-")]
        assert "{{nonce}}" not in text
        for script in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in script or f'nonce="{nonces[-1][7:-1]}"' in script, script
        assert not re.search(r"\son\w+=|javascript:|\sstyle=", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "a request to a third party"
    assert len(set(nonces)) == 2


async def test_only_the_widget_may_be_framed_and_only_where_it_is_allowed(start_site: StartSite) -> None:
    site = await start_site(widget=Widget(allowed_origins=("https://shop.example.com",)))
    page = await site.browser()
    for path in PAGES:
        async with page.http.get(path) as response:
            ancestors = policy_of(response.headers["Content-Security-Policy"])["frame-ancestors"]
        assert ancestors == (["'self'", "https://shop.example.com"] if path == "/widget/" else ["'none'"]), path


async def test_the_loader_may_be_loaded_by_other_sites(site: Site) -> None:
    page = await site.browser()
    async with page.http.get("/widget/loader.js") as response:
        assert response.status == 200
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.content_type == "text/javascript"


@pytest.mark.parametrize("path", [path.rstrip("/") for path in PAGES if path != "/"])
async def test_a_missing_slash_is_forgiven(site: Site, path: str) -> None:
    page = await site.browser()
    async with page.http.get(path, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (308, f"{path}/")


@pytest.mark.parametrize(
    "path",
    [
        "../../../bot/errors.py", "..%2f..%2ferrors.py", "%2e%2e/%2e%2e/errors.py", "....//errors.py",
        "..\\..\\config.py",
        "%2e%2e%2fpages.py", "shared/../../pages.py", "/etc/passwd", "%2fetc%2fpasswd", "shared", "shared/",
        "jsconfig.json",
        "desk/index.html", "shared/base.css%00.js", "a" * 5000, "shared/none.js", "%ff.js",
    ],
)  # fmt: skip
async def test_what_is_not_for_pages_cannot_be_fetched(site: Site, path: str) -> None:
    reply = await raw(site, f"/static/{path}")
    assert reply.split(b" ", 2)[1] in (b"400", b"404"), reply[:200]
    assert b"dataclass" not in reply
    assert b"root:" not in reply


async def raw(site: Site, path: str) -> bytes:
    """Asked for just so: clients tidy addresses up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: heard.test\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer


async def test_a_file_is_sent_small_and_once(site: Site) -> None:
    page = await site.browser()
    path = "/static/shared/base.css"
    async with page.http.get(path, headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        text, etag = await packed.text(), packed.headers["ETag"]
    async with page.http.get(path, headers={"Accept-Encoding": "identity"}) as plain:
        assert "Content-Encoding" not in plain.headers
        assert await plain.text() == text
    async with page.http.get(path, headers={"If-None-Match": etag}) as again:
        assert (again.status, await again.read()) == (304, b"")


def test_every_file_that_a_page_names_is_there() -> None:
    for folder in PAGES.values():
        text = (STATIC / folder / "index.html").read_text(encoding="utf-8")
        for path in re.findall(r"(?:src|href)=\"/static/([^\"]+)\"", text):
            assert (STATIC / path).is_file(), f"{folder}: {path}"


def modules() -> list[Path]:
    return [path for path in sorted(STATIC.rglob("*.js")) if "vendor" not in path.parts]


@pytest.mark.skipif(NODE is None, reason="no node on this machine")
def test_without_their_comments_modules_are_still_modules(tmp_path: Path) -> None:
    for number, path in enumerate(modules()):
        source = path.read_text(encoding="utf-8")
        stripped = without_comments(source)
        assert stripped.count("\n") == source.count("\n"), path
        (tmp_path / f"{number}-{path.stem}.mjs").write_text(stripped, encoding="utf-8")
    parse = "import vm from 'vm'; import fs from 'fs'; for (const file of process.argv.slice(1))"
    parse += " new vm.SourceTextModule(fs.readFileSync(file, 'utf8'), { identifier: file });"
    command = [NODE or "", "--experimental-vm-modules", "--input-type=module", "-e", parse]
    result = subprocess.run([*command, *map(str, tmp_path.iterdir())], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr


# -- what anybody may ask for ------------------------------------------------------------------


async def test_the_widget_is_told_how_it_looks_and_starts(site: Site) -> None:
    page = await site.browser()
    settings = await page.get("/api/widget/settings")
    assert settings["title"] == "Linden"
    assert [language["code"] for language in settings["languages"]] == ["en", "sl", "be", "ru", "id"]
    assert settings["agents_present"] is False
    assert settings["starters"] == {code: [] for code in ("en", "sl", "be", "ru", "id")}
    await (await site.contact()).ask("how do i return a gift")
    for _ in range(2):
        await (await site.contact()).ask("where is my order")
    starters = (await page.get("/api/widget/settings"))["starters"]
    assert [starter["article"] for starter in starters["en"]] == ["track-order", "return-gift"]
    assert starters["sl"] == [{"article": "track-order", "label": "Kje je moje naročilo?"}]


@pytest.mark.parametrize(("wanted", "given"), [("sl", "sl"), ("sl-SI", "sl"), ("RU", "ru"), ("fr", "en"), ("", "en")])
async def test_a_contact_starts_in_a_language_that_is_offered(site: Site, wanted: str, given: str) -> None:
    started = await (await site.browser()).post("/api/widget/start", {"language": wanted})
    assert started["contact"]["language"] == given
    assert site.rows("SELECT COUNT(*) FROM contact_tokens WHERE hash = ?", started["token"]) == [(0,)]


async def test_contacts_are_not_made_without_end(site: Site) -> None:
    page = await site.browser()
    made = [(await page.request("POST", "/api/widget/start", {}))[0] for _ in range(50)]
    assert made.count(200) in range(30, 40)
    assert made[-1] == 429


async def test_the_catalogue_of_a_language(site: Site) -> None:
    page = await site.browser()
    assert await page.get("/locale/en.json") == {}
    assert (await page.get("/locale/sl.json"))["Did this help?"]
    assert (await page.request("GET", "/locale/xx.json"))[0] == 404
