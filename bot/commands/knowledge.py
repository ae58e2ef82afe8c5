import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.commands.settings import fail
from bot.config import Config

if TYPE_CHECKING:
    from bot.store.engine import Tx
    from knowledge.article import Article

T = TypeVar("T")

CHUNK = 200  # articles in a transaction


@click.group()
def knowledge() -> None:
    """Articles in and out."""


@knowledge.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "tsv", "jsonl", "markdown"]),
    help="By the file's name where not given.",
)
@click.option("--columns", help="Of a table without a header, such as key,language,question,answer; - is passed over.")
@click.option("--language", help="Of rows and files that name none; the fallback language where not given.")
@click.option("--dry-run", is_flag=True, help="Read and count, change nothing.")
@click.pass_obj
def import_(
    config: Config, path: Path, kind: str | None, columns: str | None, language: str | None, dry_run: bool
) -> None:
    """Take articles from a file, or from a folder of Markdown.

    An article with a key that exists is replaced. Exit status 1 when something could not be read.
    """
    names = [name.strip() for name in columns.split(",")] if columns else None
    try:
        counts = asyncio.run(_import(config, path, kind, names, language or config.bot.fallback_language, dry_run))
    except (ValueError, OSError) as error:
        fail(str(error))
    done = "would be changed" if dry_run else "new or changed"
    click.echo(
        f"{counts['articles']} articles with {counts['phrasings']} phrasings in {counts['languages']} languages read;"
        f" {counts['changed']} {done}, {counts['problems']} problems."
    )
    if counts["problems"]:
        raise SystemExit(1)


async def _import(
    config: Config, path: Path, kind: str | None, columns: list[str] | None, language: str, dry_run: bool
) -> Counter[str]:
    from bot.clock import now_ms
    from bot.store.sqlite import SqliteEngine
    from knowledge.article import Article
    from knowledge.importing import Problem, read

    counts: Counter[str] = Counter()
    languages: set[str] = set()
    engine = SqliteEngine(config.database)
    try:
        found = read(path, kind, columns, language)
        with click.progressbar(found, label="Reading", show_pos=True) as reading:
            for chunk in _chunks(reading, CHUNK):
                good = [item for item in chunk if isinstance(item, Article)]
                for problem in (item for item in chunk if isinstance(item, Problem)):
                    counts["problems"] += 1
                    click.echo(f"\n{problem.file}:{problem.line}: {problem.message}", err=True)
                for article in good:
                    counts["articles"] += 1
                    counts["phrasings"] += sum(1 + len(told.variants) for told in article.translations)
                    languages |= {told.language for told in article.translations}
                if dry_run:
                    counts["changed"] += sum(await engine.read(partial(_differ, good=good)))
                else:
                    counts["changed"] += sum(await engine.write(partial(_put, good=good, at=now_ms())))
    finally:
        await engine.aclose()
    counts["languages"] = len(languages)
    return counts


def _put(tx: "Tx", good: list["Article"], at: int) -> list[bool]:
    from bot.store import articles

    return [articles.put(tx, article, at, "import") for article in good]


def _differ(tx: "Tx", good: list["Article"]) -> list[bool]:
    from knowledge import store

    return [store.get(tx, article.key) != article for article in good]


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


@knowledge.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(["csv", "tsv", "jsonl", "markdown"]), required=True)
@click.pass_obj
def export(config: Config, path: Path, kind: str) -> None:
    """Write all articles to a file, or with --format markdown to a folder."""
    from bot.store.sqlite import connect, read_only
    from knowledge import exporting, store

    if not config.database.exists():
        fail(f"There is no database at {config.database} yet.")
    tx = read_only(connect(config.database))
    count = store.count(tx)
    try:
        exporting.write(store.articles(tx), path, kind)
    except (ValueError, OSError) as error:
        fail(str(error))
    click.echo(f"{count} articles written to {path}.")
