"""What a tablet asks for and brings. Whoever has the kiosk's link may; nobody signs in."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta, field

from bot.clock import DAY_MS
from bot.desk.surveys.kiosks import Given, Opened
from bot.errors import NotFound
from bot.limits import Limit
from bot.model import CardAnswer, CardQuestion, Metric, Struct, SurveyLook
from bot.store.kiosks import Kiosk
from bot.surveys import wording
from bot.surveys.wording import Tongue
from bot.web.http import Body, answer, read
from bot.web.security import address
from bot.web.services import Services, services

ANSWERS_LIMIT = web.AppKey("kiosk_answers_limit", Limit)
ANSWERS, ANSWERS_PER_S = 1000, 0.5
"""Of one kiosk: a busy week without a network at once, then a customer every other second."""
MISSES_LIMIT = web.AppKey("kiosk_misses_limit", Limit)
MISSES, MISSES_PER_S = 60, 0.5
"""Links that lead nowhere, from one address."""
EVER_MS = 10 * 365 * DAY_MS

Secret = Annotated[str, Meta(min_length=1, max_length=128)]


class OpenBody(Body, frozen=True):
    kiosk: Secret


class AnswerBody(Body, frozen=True):
    kiosk: Secret
    id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    survey: Annotated[str, Meta(max_length=32)]
    version: Annotated[int, Meta(ge=1, le=2**31)]
    language: Annotated[str, Meta(min_length=2, max_length=35)]
    value: Annotated[int, Meta(ge=0, le=10)]
    ago_ms: Annotated[float, Meta(ge=0)]
    answers: Annotated[dict[str, CardAnswer], Meta(max_length=20)] = field(default_factory=dict)


class QuestionTold(CardQuestion, frozen=True, kw_only=True):
    values: tuple[int, ...] = ()  # of the rating that it goes with; none: any


class WordsTold(Struct, frozen=True, kw_only=True):
    text: str
    low: str = ""
    high: str = ""
    thanks: str = ""
    questions: tuple[QuestionTold, ...] = ()


class View(Struct, frozen=True, kw_only=True, omit_defaults=False):
    kiosk: str
    place: str
    language: str
    title: str
    accent: str
    survey: str
    version: int
    metric: Metric
    look: SurveyLook
    words: dict[str, WordsTold]  # by language, those that the question is written in


async def open_(request: web.Request) -> web.Response:
    body = await read(request, OpenBody)
    kiosk = await _kiosk(request, body.kiosk)
    return answer(_view(services(request), await services(request).kiosks.open(kiosk)))


async def take(request: web.Request) -> web.Response:
    body = await read(request, AnswerBody)
    kiosk = await _kiosk(request, body.kiosk)
    request.app[ANSWERS_LIMIT].take(kiosk.id)
    given = Given(
        id=body.id,
        survey=body.survey,
        version=body.version,
        language=body.language,
        value=body.value,
        answers=body.answers,
        ago_ms=round(min(body.ago_ms, EVER_MS)),
    )
    await services(request).kiosks.take(kiosk, given)
    return answer({})


async def _kiosk(request: web.Request, secret: str) -> Kiosk:
    """Raises NotFound, and TooMany for whoever goes on trying."""
    it = services(request)
    try:
        return await it.kiosks.found(secret)
    except NotFound:
        request.app[MISSES_LIMIT].take(address(request, it.config))
        raise


def _view(it: Services, opened: Opened) -> View:
    survey, kiosk = opened.survey, opened.kiosk
    spoken = [code for code in it.config.bot.languages if code in survey.question] or list(survey.question)
    return View(
        kiosk=kiosk.id,
        place=kiosk.place,
        language=kiosk.language if kiosk.language in spoken else spoken[0],
        title=it.config.widget.title,
        accent=it.config.widget.accent,
        survey=survey.id,
        version=opened.version,
        metric=survey.metric,
        look=survey.look,
        words={code: _words(opened, Tongue(code, kiosk.language, {})) for code in spoken},
    )


def _words(opened: Opened, tongue: Tongue) -> WordsTold:
    survey = opened.survey
    return WordsTold(
        text=tongue.said(survey.question),
        low=tongue.said(survey.low),
        high=tongue.said(survey.high),
        thanks=tongue.said(survey.thanks),
        questions=tuple(_question(wording.question(each, tongue), each.values) for each in survey.follow_ups),
    )


def _question(it: CardQuestion, values: tuple[int, ...]) -> QuestionTold:
    return QuestionTold(
        id=it.id,
        kind=it.kind,
        text=it.text,
        choices=it.choices,
        many=it.many,
        low=it.low,
        high=it.high,
        values=values,
    )
