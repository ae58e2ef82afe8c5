"""What becomes of an article before it is published: how it would look, and which article a question would get."""

import asyncio
from collections.abc import Collection
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web
from msgspec import Meta

from bot import richtext
from bot.answers import telling
from bot.answers.answers import Answers
from bot.errors import BadRequest
from bot.store.engine import Tx
from bot.web.http import Body, answer, read
from bot.web.knowledge.editing import LARGEST
from bot.web.services import services
from knowledge import conditions, pictures
from knowledge.article import ANSWER_LENGTH, Article, ArticleError, Translation
from knowledge.picture import ADDRESS

UNTITLED = "…"


class PreviewBody(Body, frozen=True):
    markdown: Annotated[str, Meta(max_length=ANSWER_LENGTH)]
    language: str
    title: str = ""
    link: str | None = None
    video: str | None = None
    attributes: dict[str, str] = msgspec.field(default_factory=dict)  # what is known of whom it is told
    needs: tuple[str, ...] = ()  # the article's: where they are not known, they were asked for in vain


class ExplainBody(Body, frozen=True):
    question: Annotated[str, Meta(min_length=1, max_length=4000)]
    channel: Literal["widget", "telegram"] | None = None  # None: whatever may be told somewhere
    labels: tuple[str, ...] = ()  # of whom it is told


async def preview(request: web.Request) -> web.Response:
    """By the same code that tells customers."""
    it, body = services(request), await read(request, PreviewBody, LARGEST)
    try:
        translation = Translation(
            body.language, body.title.strip() or UNTITLED, body.markdown, body.link, video=body.video
        )
        article = Article("preview", translations=(translation,))
    except ArticleError as error:
        raise BadRequest(str(error), field=error.field) from None

    listener = telling.Listener(body.attributes, [name for name in body.needs if not body.attributes.get(name)])

    def shown() -> dict[str, Any]:  # a long answer takes its time, and a language's words may have to be read first
        reply = telling.reply(article, body.language, body.language, listener, it.answers.articles.attributes)
        look = it.telegram_look(reply, body.language)
        return {
            "html": reply.html,
            "telegram": [richtext.clean(message) for message in look.messages],
            "telegram_picture": look.picture,
            "telegram_buttons": look.buttons,
        }

    looks = await asyncio.to_thread(shown)
    sources = await asyncio.to_thread(richtext.pictures, body.markdown)
    kept = await it.engine.read(lambda tx: _kept(tx, {source for _, source in sources}))
    return answer({**looks, "problems": [*_flaws(body.markdown, it.answers), *_lost(sources, kept)]})


def _flaws(markdown: str, answers: Answers) -> list[dict[str, Any]]:
    values = {name: [choice.value for choice in known.choices] for name, known in answers.articles.attributes.items()}
    return [{"line": flaw.line, "message": flaw.message} for flaw in conditions.flaws(markdown, values)]


def _lost(sources: list[tuple[int, str]], kept: Collection[str]) -> list[dict[str, Any]]:
    """Pictures that the answer names and nobody will see."""
    ours, elsewhere = "This picture is not there.", "This picture lies elsewhere: customers see a link to it."
    return [
        {"line": line, "message": ours if ADDRESS.fullmatch(source) else elsewhere}
        for line, source in sources
        if source not in kept
    ]


def _kept(tx: Tx, sources: Collection[str]) -> set[str]:
    found = {source: ADDRESS.fullmatch(source) for source in sources}
    return {source for source, match in found.items() if match and pictures.has(tx, match[1])}


async def explain(request: web.Request) -> web.Response:
    it, body = services(request), await read(request, ExplainBody)
    answers = it.answers
    keys = answers.articles.scope.keys(it.clock(), body.channel, body.labels)
    policy = answers.policy(it.config.bot)
    explanation = await answers.explain(body.question, policy, keys)
    language = answers.language(body.question, it.config.bot.fallback_language)
    return answer(
        {
            "explanation": explanation,
            "language": language,
            "titles": {it.article: answers.articles.title(it.article, language) for it in explanation.articles},
            "thresholds": {"confident": policy.confident, "unsure": policy.unsure, "margin": policy.margin},
        }
    )
