"""Articles in and out over HTTP, on a real server."""

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.config import Knowledge
from bot.exchange.imports import KEPT_MS
from bot.web.knowledge.exchange import LARGEST
from tests.client import Browser
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.shop import until

NEW = {"key": "a/new", "translations": [{"language": "en", "title": "Is this new?", "answer": "Yes."}]}


def lines(*articles: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles)


def zipped(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


async def send(page: Browser, body: Any, query: str) -> tuple[int, Any]:
    return await page.request("POST", f"/api/import?{query}", data=body)


async def imported(page: Browser, body: Any, query: str) -> Any:
    """What the import did, when it is done."""
    status, job = await send(page, body, query)
    assert status == 200, job

    async def ended() -> Any:
        told = await page.get(f"/api/import/{job['id']}")
        return told if told["state"] != "running" else None

    return await until(ended)


async def exported(page: Browser, format: str) -> tuple[str, bytes]:
    """The name of the file and its bytes."""
    async with page.http.get(f"/api/export?format={format}") as response:
        assert response.status == 200
        return response.headers["Content-Disposition"], await response.read()


async def test_a_table_without_names_of_columns_is_told_them(site: Site) -> None:
    page, table = await site.signed_in(), b"chairs\tHow high is it?\t45 cm.\tours\n"
    assert (await imported(page, table, "format=tsv&dry_run=1"))["new"] == 0
    assert (await imported(page, table, "format=tsv&columns=key,question,answer,-"))["new"] == 1
    assert (await page.get("/api/articles/chairs"))["article"]["translations"][0]["answer"] == "45 cm."


@pytest.mark.parametrize(
    ("format", "suffix"),
    [
        ("csv", ".csv"),
        ("jsonl", ".jsonl"),
        ("markdown", ".zip"),
        ("faq", ".html"),
        ("zendesk", ".zendesk.json"),
        ("chatwoot", ".chatwoot.json"),
    ],
)
async def test_what_is_exported_is_the_same_when_it_comes_back(
    start_site: StartSite, clock: Hands, format: str, suffix: str
) -> None:
    page = await (await start_site(clock)).signed_in()
    told, data = await exported(page, format)
    assert f'filename="articles-2025-11-22{suffix}"' in told
    done = await imported(page, data, f"name=help{suffix}&prune=1")
    assert (done["state"], done["same"], done["new"], done["changed"], done["removed"]) == ("done", 3, 0, 0, 0)


async def test_an_import_is_found_by_customers_and_kept_in_the_history(site: Site) -> None:
    page, customer = await site.signed_in(), await site.contact()
    done = await imported(page, lines(NEW), "format=jsonl")
    assert (done["new"], done["total"], done["articles"]) == (1, 1, [{"key": "a/new", "fate": "new"}])
    assert site.rows("SELECT author, version FROM versions WHERE article = 'a/new'") == [("import", 1)]

    async def suggested() -> bool:
        choices = (await customer.call("suggest", text="is this new"))["choices"]
        return bool(choices) and choices[0]["article"] == "a/new"

    await until(suggested)


async def test_a_dry_run_tells_and_changes_nothing(site: Site) -> None:
    page = await site.signed_in()
    before = site.rows("SELECT key, version FROM articles ORDER BY key")
    done = await imported(page, lines(NEW), "format=jsonl&dry_run=1&prune=1")
    assert (done["dry_run"], done["new"], done["removed"]) == (True, 1, 3)
    assert [each["fate"] for each in done["articles"]] == ["new", "removed", "removed", "removed"]
    assert site.rows("SELECT key, version FROM articles ORDER BY key") == before


async def test_nothing_is_removed_where_something_could_not_be_read(site: Site) -> None:
    page = await site.signed_in()
    done = await imported(page, lines(NEW) + b"{broken\n", "name=my%20file.jsonl&prune=1")
    assert (done["new"], done["removed"], done["kept"]) == (1, 0, True)
    assert done["problems"] == [{"file": "my_file.jsonl", "line": 2, "message": "This is not JSON in UTF-8."}]
    done = await imported(page, lines(NEW), "format=jsonl&prune=1")
    assert (done["same"], done["removed"], done["kept"]) == (1, 3, False)
    assert site.rows("SELECT key FROM articles WHERE removed_at IS NULL") == [("a/new",)]


async def test_what_articles_have_no_place_for_holds_nothing_up(site: Site) -> None:
    page = await site.signed_in()
    done = await imported(page, b"key,question,colour\na,A?,red\n", "name=a.csv&prune=1")
    assert (done["problem_count"], done["removed"], done["kept"]) == (1, 3, False)


async def test_where_others_look_first_an_import_is_drafts(start_site: StartSite) -> None:
    page = await (await start_site(knowledge=Knowledge(review=True))).signed_in()
    draft = {**NEW, "key": "held"}
    assert (await page.request("PUT", "/api/articles/held/draft", {"article": draft, "revision": None}))[0] == 200
    other = {**NEW, "key": "held", "category": "Other"}
    done = await imported(page, lines(NEW, other), "name=help.jsonl&prune=1")
    assert (done["submitted"], done["new"], done["held"], done["removed"], done["kept"]) == (True, 1, 1, 0, True)
    told = await page.get("/api/articles/a%2Fnew")
    assert (told["draft"]["state"], told["draft"]["note"]) == ("review", "help.jsonl")
    assert told.get("article") is None and told["may_publish"] is False
    again = await imported(page, lines(NEW), "name=help.jsonl")
    assert (again["same"], again["new"]) == (1, 0)


async def test_a_form_with_a_file(site: Site) -> None:
    page, form = await site.signed_in(), aiohttp.FormData()
    form.add_field("file", b"question,answer\nIs it free?,No.\n", filename="faq.csv", content_type="text/csv")
    done = await imported(page, form, "default_language=sl")
    assert done["articles"] == [{"key": "is-it-free", "fate": "new"}]
    assert site.rows("SELECT language FROM translations WHERE article = 'is-it-free'") == [("sl",)]


async def test_what_cannot_be_begun_is_refused_in_words(site: Site) -> None:
    page = await site.signed_in()
    assert (await send(page, b"x", "format=docx"))[1]["error"]["code"] == "bad_request"
    assert (await send(page, b"x", "format=csv&dry_run=maybe"))[1]["error"]["code"] == "bad_request"
    assert (await send(page, b"x", "format=csv&default_language=!"))[1]["error"]["code"] == "bad_request"
    unknown = (await send(page, b"x", "format=csv&columns=key,questoin"))[1]["error"]
    assert unknown["message"] == "'questoin' is not a column; did you mean 'question'?"
    assert (await send(page, b"", "format=csv"))[1]["error"]["message"] == "The file is empty."
    failed = await imported(page, b"x", "name=words.docx")
    assert failed["state"] == "failed" and failed["message"].startswith("The name of words.docx")
    assert (await page.request("GET", "/api/export?format=docx"))[0] == 400


async def test_a_file_that_is_too_large_is_refused_early(site: Site) -> None:
    page = await site.signed_in()

    async def endless() -> Any:
        for _ in range(LARGEST // 1_000_000 + 20):
            yield bytes(1_000_000)

    try:
        status, answer = await send(page, endless(), "format=csv")
    except aiohttp.ClientError:
        return  # the server hung up on what it would not read
    assert (status, answer["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize("name", ["../en/out.md", "/en/out.md", "en\\..\\out.md", "c:/out.md"])
async def test_a_zip_that_leaves_its_folder_is_refused_whole(site: Site, name: str) -> None:
    page = await site.signed_in()
    body = zipped({"en/a.md": '+++\ntitle = "A?"\n+++\nYes.\n', name: '+++\ntitle = "B?"\n+++\n'})
    failed = await imported(page, body, "name=a.zip")
    assert failed["state"] == "failed" and "outside of itself" in failed["message"]
    assert (await imported(page, b"PK no zip", "name=a.zip"))["state"] == "failed"


async def test_what_is_said_of_a_file_names_it_as_its_sender_does(site: Site) -> None:
    page = await site.signed_in()
    told = [
        await imported(page, "key,question\na,A?\n".encode("utf-16"), "name=l.csv"),
        await imported(page, zipped({}), "name=shop.zip"),
        await imported(page, zipped({"inner.zip": zipped({"en/a.md": "x"})}), "name=shop.zip"),
    ]
    assert [(each["state"], each["message"]) for each in told] == [
        ("failed", "l.csv is UTF-16; save it as UTF-8."),
        *[("failed", "There is nothing in shop that holds articles: no .md, .html or .json.")] * 2,
    ]


async def test_no_upload_stays_behind(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = await site.signed_in()
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    await imported(page, zipped({"en/a.md": '+++\ntitle = "A?"\n+++\n'}), "name=a.zip")
    await imported(page, b"x", "name=a.docx")
    assert (await send(page, b"", "name=a.csv"))[0] == 400
    await exported(page, "markdown")
    await until(lambda: not list(folder.iterdir()))


async def test_a_result_is_kept_for_a_while(start_site: StartSite, clock: Hands) -> None:
    page = await (await start_site(clock)).signed_in()
    _, job = await send(page, lines(NEW), "format=jsonl")

    async def done() -> bool:
        return bool((await page.get(f"/api/import/{job['id']}"))["state"] == "done")

    await until(done)
    clock.turn(KEPT_MS / 1000 - 1)
    assert await done()
    clock.turn(2)
    assert (await page.request("GET", f"/api/import/{job['id']}"))[0] == 404


SYNONYMS = [{"terms": ["parcel", "package"], "language": "en"}, {"terms": ["Linden Go"], "name": True}]
MODEL = {
    "name": "model",
    "question": {"en": "Which model?"},
    "choices": [{"value": "a1", "labels": {"en": "Linden One"}}, {"value": "a2"}],
}
CATEGORIES = [{"name": "returns", "labels": {"en": "Returns", "ru": "Возврат"}}, {"name": "Repairs / warranty"}]


@pytest.mark.parametrize(
    ("table", "rows"), [("synonyms", SYNONYMS), ("attributes", [MODEL]), ("categories", CATEGORIES)]
)
async def test_a_table_of_words_is_replaced_under_its_revision(site: Site, table: str, rows: list[Any]) -> None:
    page, agent = await site.signed_in(), await site.signed_in("Bor")
    assert await agent.get(f"/api/{table}") == {table: [], "revision": 0}
    assert await page.request("PUT", f"/api/{table}", {table: rows, "revision": 0}) == (200, {"revision": 1})
    assert await agent.get(f"/api/{table}") == {table: rows, "revision": 1}
    status, stale = await page.request("PUT", f"/api/{table}", {table: [], "revision": 0})
    assert (status, stale["error"]["code"], stale["error"]["data"]) == (409, "stale", {"revision": 1})


async def test_customers_are_understood_by_the_new_words(site: Site) -> None:
    page, customer = await site.signed_in(), await site.contact()

    async def first() -> str:
        choices = (await customer.call("suggest", text="zorblat"))["choices"]
        return choices[0]["article"] if choices else ""

    order = (await customer.call("suggest", text="Where is my order?"))["choices"][0]["article"]
    assert await first() != order
    synonyms = [{"terms": ["where is my order", "zorblat"], "language": "en"}]
    assert (await page.request("PUT", "/api/synonyms", {"synonyms": synonyms, "revision": 0}))[0] == 200
    assert await first() == order


async def test_a_row_that_cannot_be_kept_is_named(site: Site) -> None:
    page = await site.signed_in()
    wrong = [*SYNONYMS, {"terms": ["alone"]}]
    status, refused = await page.request("PUT", "/api/synonyms", {"synonyms": wrong, "revision": 0})
    assert (status, refused["error"]["data"]) == (400, {"number": 2})
    twice = [MODEL, MODEL]
    assert (await page.request("PUT", "/api/attributes", {"attributes": twice, "revision": 0}))[0] == 400
    table = {"categories": [*CATEGORIES, {"name": "x", "labels": {"en": " "}}], "revision": 0}
    status, refused = await page.request("PUT", "/api/categories", table)
    assert (status, refused["error"]["data"]) == (400, {"number": 2})
    table["categories"] = [CATEGORIES[0]] * 2
    assert (await page.request("PUT", "/api/categories", table))[0] == 400
    assert (await page.get("/api/synonyms"))["revision"] == 0
