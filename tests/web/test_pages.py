"""What a browser gets of the pages: every file named by a page exists, is small, and says the same as the tree."""

import hashlib
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from shutil import which

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.locale import catalogue_json
from bot.web.compression import pack, respond
from bot.web.pages import PAGES, STATIC, asset, without_comments

VENDOR = STATIC / "vendor"
OWN = sorted(path for path in STATIC.rglob("*.js") if path.parent.name != "vendor")
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from\s+"(\.[^"]+)"', re.MULTILINE)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.preloaded: set[str] = set()
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get("href") if tag == "link" else values.get("src") if tag == "script" else None
        if address is None or not address.startswith("/static/"):
            return
        self.files.append(address.removeprefix("/static/"))
        if values.get("rel") == "modulepreload":
            self.preloaded.add(self.files[-1])
        if values.get("type") == "module":
            self.scripts.append(self.files[-1])


def _links(folder: str) -> _Links:
    links = _Links()
    links.feed((STATIC / folder / "index.html").read_text(encoding="utf-8"))
    return links


def _modules(entry: str) -> set[str]:
    """Everything that a module pulls in before it runs, itself not counted."""
    found: set[Path] = set()
    waiting = [STATIC / entry]
    while waiting:
        path = waiting.pop()
        for name in IMPORT.findall(path.read_text(encoding="utf-8").replace("}from", "} from")):
            if (module := (path.parent / name).resolve()) not in found:
                found.add(module)
                waiting.append(module)
    return {str(path.relative_to(STATIC)) for path in found} - {entry}


@pytest.mark.parametrize("folder", sorted(set(PAGES.values())))
def test_every_file_that_a_page_names_is_there(folder: str) -> None:
    missing = [name for name in _links(folder).files if not (STATIC / name).is_file()]
    assert missing == []


@pytest.mark.parametrize("folder", ["widget", "call"])
def test_light_pages_preload_all_of_their_modules_and_no_other(folder: str) -> None:
    links = _links(folder)
    vendored = {"vendor/preact.js", "vendor/preact-hooks.js", "vendor/signals-core.js", "vendor/signals.js"}
    assert links.preloaded - vendored == _modules(links.scripts[0]) - vendored
    assert links.preloaded >= vendored


@pytest.mark.skipif(which("node") is None, reason="there is no node here to read JavaScript with")
def test_without_comments_our_modules_are_still_javascript() -> None:
    sources = {str(path.relative_to(STATIC)): without_comments(path.read_text(encoding="utf-8")) for path in OWN}
    read = (
        "const { SourceTextModule } = require('vm');"
        " for (const [identifier, source] of Object.entries(JSON.parse(require('fs').readFileSync(0, 'utf8'))))"
        " new SourceTextModule(source, { identifier });"
    )
    command = ["node", "--experimental-vm-modules", "--no-warnings", "-e", read]
    checked = subprocess.run(command, input=json.dumps(sources), capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_comments_go_and_lines_stay() -> None:
    source = (
        '/**\n * Says so.\n */\nconst a = /** @type {any} */ (1); // why\n  // because\nconst b = "/* no comment */";\n'
    )
    assert without_comments(source) == '\n\n\nconst a = (1); // why\n\nconst b = "/* no comment */";\n'


def test_a_comment_before_code_on_its_line_takes_no_code_with_it() -> None:
    source = "  /** @type {number} */ #seq = 0;\n  #name = 1;\n  /* one */ #other = 2; /* two */\n"
    assert without_comments(source) == "  #seq = 0;\n  #name = 1;\n  /* one */ #other = 2; /* two */\n"


def test_what_others_wrote_is_served_as_it_is() -> None:
    path = STATIC / "vendor" / "preact.js"
    assert asset(path).body.plain == path.read_bytes()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", None), ("identity", None)],
)
def test_the_smallest_coding_that_the_browser_takes(accepted: str, coding: str | None) -> None:
    request = make_mocked_request("GET", "/", headers={"Accept-Encoding": accepted})
    response = respond(request, pack(b"words " * 100), {})
    assert response.headers.get("Content-Encoding") == coding
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_part_of_the_catalogue_is_what_its_files_say() -> None:
    whole, part = catalogue_json("sl"), catalogue_json("sl", frozenset({"bot/web/static/widget/"}))
    assert b"Talk to a person" in part
    assert 100 < len(part) < len(whole) / 2


def test_vendored_files_are_the_ones_that_their_readme_names() -> None:
    rows = re.findall(r"^\| (\S+\.js) \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.MULTILINE)
    assert len(rows) == 5
    assert {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name, _ in rows} == dict(rows)
