"""`python -m knowledge ask "…"`: what the bot would answer, in a shell."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import click
import sqlite_utils

from . import conditions, sample, store, vector_store, words
from .article import Article, Translation
from .doubt import WRONG_RATE, Confident, Policy, Unknown, Unsure, confident_from, judge
from .embedder import Embedder, EmbedderError, Local, check, identity, local
from .explanation import Explanation
from .language import Detector
from .match import Match
from .matcher import Matcher
from .tx import Tx

_DATABASE = Path("data/heard.sqlite")


@click.group()
def main() -> None:
    """The articles of a support desk, without the desk."""


@main.command()
@click.argument("question")
@click.option("--database", type=click.Path(path_type=Path), default=_DATABASE, show_default=True)
@click.option("--wrong-rate", type=click.FloatRange(0, 1), default=WRONG_RATE, show_default=True, help="As configured.")
@click.option("--language", help="Answer in this language; else in the question's.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--explain", is_flag=True, help="Say why: words mended, nearest wordings, scores.")
@click.pass_context
def ask(
    context: click.Context,
    question: str,
    database: Path,
    wrong_rate: float,
    language: str | None,
    as_json: bool,
    explain: bool,
) -> None:
    """Answer QUESTION as a stranger is answered now, or say which articles may, or that none does (exit status 1)."""
    articles, matcher, embedder = _known(database)
    policy = Policy(
        confident=confident_from(len(articles), matcher.threshold(wrong_rate)),
        own={article.key: article.confident for article in articles.values() if article.confident is not None},
    )
    language = language or _language(question, articles)
    now = time.time_ns() // 1_000_000
    standing = [key for key, article in articles.items() if article.stands(now, None, ())]
    meaning = embedder.embed(matcher.readings(question)) if embedder else None
    matches = matcher.search(question, keys=standing, meaning=meaning)
    verdict = judge(matches, policy)
    explanation = matcher.explain(question, keys=standing, meaning=meaning, policy=policy)
    if as_json:
        report = _report(verdict, language, matches, explanation.mended, articles)
        why = {"explanation": asdict(explanation)} if explain else {}
        click.echo(json.dumps(report | why, ensure_ascii=False))
    else:
        click.echo(_told(verdict, language, articles))
        if explain:
            click.echo("\n" + "\n".join(_why(explanation, policy)))
    context.exit(1 if isinstance(verdict, Unknown) else 0)


def _known(database: Path) -> tuple[dict[str, Article], Matcher, Embedder | None]:
    """What the database holds, or the sample where there is none."""
    if not database.exists():
        click.echo(f"There is no {database}: answering from the sample articles.", err=True)
        articles = sample.articles()
        return {article.key: article for article in articles}, Matcher.build(articles), None
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        try:
            tx = sqlite_utils.Database(connection)
            articles = list(store.articles(tx))
            matcher = Matcher.build(articles, words.synonyms(tx))
            return {article.key: article for article in articles}, matcher, _embedder(tx, matcher)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise click.ClickException(f"{database} cannot be read: {error}.") from error


def _embedder(tx: Tx, matcher: Matcher) -> Embedder | None:
    """The model that the bot has read the articles with, which the matcher then ranks by; None = by letters alone."""
    text_of = {vector_store.digest(text): text for text in matcher.unread()}
    for package in get_args(Local):
        try:
            check(package)
            names, vectors = vector_store.load(tx, identity(package), text_of)
            if names:
                matcher.understand([text_of[name] for name in names], vectors)
                matcher.attune()
            if matcher.attuned:
                return local(package)
        except EmbedderError:  # the next may do
            matcher.forget_vectors()
    return None


def _language(question: str, articles: dict[str, Article]) -> str | None:
    """The question's among those that the articles are told in; None when that is not clear."""
    told = sorted({each.language for article in articles.values() for each in article.translations})
    return Detector(told, articles.values()).detect(question) if told else None


def _told(verdict: Confident | Unsure | Unknown, language: str | None, articles: dict[str, Article]) -> str:
    match verdict:
        case Confident(best):
            answer = articles[best.article].translation(language)
            link = _link(articles[best.article], answer)
            return "\n\n".join(filter(None, (answer.title, *_parts(answer.answer), link)))
        case Unsure(likely):
            titles = [articles[each.article].translation(language).title for each in likely]
            return "\n".join(
                ["Did you mean one of these?", *(f"  {at}. {title}" for at, title in enumerate(titles, 1))]
            )
        case Unknown():
            return "I don't know."


def _parts(answer: str) -> Iterator[str]:
    """All of it: nothing is known of who asks in a shell, so that each part says whom it is for."""
    for part in conditions.parts(answer):
        if part.name is not None:
            yield f"[{part.name} {'=' if part.among else '!='} {', '.join(part.values)}]\n{part.markdown}"
        else:
            yield part.markdown


def _link(article: Article, told: Translation) -> str | None:
    return told.link or article.link


def _why(explanation: Explanation, policy: Policy) -> Iterator[str]:
    yield f"Words: {' '.join(explanation.words) or 'none'}"
    for word, meant in explanation.mended.items():
        yield f"{word} was read as {meant}"
    for swap in explanation.synonyms:
        yield f"{swap.term} was also read as {', '.join(swap.others)}"
    if not explanation.articles:
        yield "No stored wording shares anything with the question."
    for each in explanation.articles:
        yield ""
        where = f"{abs(each.lead):.0f} {'ahead' if each.lead > 0 else 'behind'}"
        least = policy.own.get(each.article, policy.confident)
        yield (
            f"{each.article}: score {each.score:.0f} of 100, {where},"
            f" confidence {each.confidence:.2f} (answered from {least:.2f} on)"
        )
        for near in each.nearest:
            what = near.wording if near.asked else f"the answer of {near.wording!r}"
            yield f"  {near.say:+.2f}  {near.near:.0%} alike  {near.language}  {what}"
        if abs(each.second) >= 1:
            why = "what the whole article means" if explanation.tier == "semantic" else "training on all wordings"
            yield f"  {each.second / 100:+.2f}  by {why}"
    yield ""
    yield f"Ranked by {'meaning' if explanation.tier == 'semantic' else 'letters'}; verdict: {explanation.verdict}."


def _report(
    verdict: Confident | Unsure | Unknown,
    language: str | None,
    matches: list[Match],
    mended: dict[str, str],
    articles: dict[str, Article],
) -> dict[str, Any]:
    told = [(each, articles[each.article], articles[each.article].translation(language)) for each in matches]
    return {
        "verdict": type(verdict).__name__.lower(),
        "language": language,
        "mended": mended,
        "matches": [
            {**asdict(each), "title": text.title, "answer": text.answer, "link": _link(article, text)}
            for each, article, text in told
        ],
    }


if __name__ == "__main__":
    main(prog_name="python -m knowledge")
