import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.database import existing, opened
from bot.commands.settings import fail
from bot.config import Config
from knowledge.formats import FORMATS

if TYPE_CHECKING:
    from bot.exchange.importing import Order, Outcome

SHOWN = 20  # keys of each kind that a dry run names


@click.group()
def knowledge() -> None:
    """Articles in and out."""


@knowledge.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By the name or the content where not given.")
@click.option("--columns", help="Of a table without a header, such as key,language,question,answer; - is passed over.")
@click.option("--language", help="Of rows and files that name none; the fallback language where not given.")
@click.option("--dry-run", is_flag=True, help="Say what would be new, changed and removed, and change nothing.")
@click.option("--prune", is_flag=True, help="Remove the articles that the file does not have.")
@click.pass_obj
def import_(
    config: Config,
    path: Path,
    kind: str | None,
    columns: str | None,
    language: str | None,
    dry_run: bool,
    prune: bool,
) -> None:
    """Take articles from a file, a folder, or a zip of one.

    \b
    csv, tsv   a table with a header; rows of one key are one article
    jsonl      an article a line
    markdown   a folder: <language>/<key>.md with front matter, and the pictures that the pages show
    faq        saved web pages with FAQ markup (schema.org FAQPage)
    zendesk    what Zendesk's Help Center API gives: articles, translations, sections
    chatwoot   what Chatwoot's help centre API gives

    An article with a key that exists is replaced, its history kept. Exit status 1 when something could not be read.
    """
    from bot.exchange.importing import Order

    names = [name.strip() for name in columns.split(",")] if columns else None
    order = Order(path, kind, names, language or config.bot.fallback_language, dry_run, prune)
    try:
        outcome = asyncio.run(_import(config, order))
    except (ValueError, OSError) as error:
        fail(str(error))
    for problem in outcome.problems:
        click.echo(str(problem), err=True)
    if dry_run:
        _name(outcome)
    click.echo(_sum(outcome, "would be " if dry_run else ""))
    if outcome.kept:
        click.echo("Nothing was removed: that is done only where every article of the file could be read.", err=True)
    if outcome.lost:
        raise SystemExit(1)


async def _import(config: Config, order: "Order") -> "Outcome":
    from bot.clock import now_ms
    from bot.exchange.importing import take_in

    async with opened(config) as engine:
        with click.progressbar(length=1, label="Reading", show_pos=True) as bar:

            def progress(done: int, total: int) -> None:
                bar.label, bar.length = "Comparing" if order.dry_run else "Storing", total
                bar.update(done - bar.pos)

            return await take_in(engine, order, now_ms, progress)


def _name(outcome: "Outcome") -> None:
    for what, keys in (("new", outcome.new), ("changed", outcome.changed), ("removed", outcome.removed)):
        for key in keys[:SHOWN]:
            click.echo(f"{what:8} {key}")
        if len(keys) > SHOWN:
            click.echo(f"{what:8} … and {len(keys) - SHOWN} more")


def _sum(outcome: "Outcome", would_be: str) -> str:
    return (
        f"{outcome.articles} articles with {outcome.phrasings} phrasings in {len(outcome.languages)} languages read:"
        f" {len(outcome.new)} {would_be}new, {len(outcome.changed)} {would_be}changed, {outcome.same} the same,"
        f" {len(outcome.removed)} {would_be}removed; {len(outcome.problems)} problems."
    )


@knowledge.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By the name of the file where not given.")
@click.pass_obj
def export(config: Config, path: Path, kind: str | None) -> None:
    """Write all articles to a file that `import` takes again.

    The name tells the format: .csv, .tsv, .jsonl, .html (a page with FAQ markup), .zendesk.json, .chatwoot.json;
    a folder, or a .zip of one, is Markdown. Tables have no place for pictures, all others take them along.
    """
    from bot.store.sqlite import connect, read_only
    from knowledge import exporting, pictures, store

    tx = read_only(connect(existing(config)))
    count = store.count(tx)
    try:
        exporting.write(store.articles(tx), path, kind or exporting.format_of(path), partial(pictures.get, tx))
    except (ValueError, OSError) as error:
        fail(str(error))
    click.echo(f"{count} articles written to {path}.")
