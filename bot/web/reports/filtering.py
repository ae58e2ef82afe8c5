"""What a request narrows its figures to."""

from aiohttp import web

from bot.clock import DAY_MS
from bot.errors import BadRequest
from bot.reports import figures
from bot.reports.filter import DIMENSIONS, METRICS, MOODS, OF_RATINGS, Filter
from bot.web.http import limit, whole
from bot.web.services import services

DAYS_30_MS = 30 * DAY_MS
LATEST = 253_370_764_799_999
"""The last moment of the year 9998: calendars here end with the next."""
MOST_KEYS, LONGEST_KEY = 100, 200
MOST = 200  # rows of a page

OTHER = "other."
"""Before the name of what is different in the second of two groups."""


def filter_of(request: web.Request) -> Filter:
    """Raises BadRequest."""
    return _filter(request, "")


def other_of(request: web.Request, first: Filter) -> Filter:
    """What `first` is compared with: the same but for what is asked for with OTHER before it; `other=previous`: the
    stretch of the same length before it. Raises BadRequest.
    """
    if request.query.get("other") == "previous":
        return _filter(request, OTHER, (2 * first.since - first.until, first.since))
    return _filter(request, OTHER, (first.since, first.until))


def figures_of(request: web.Request, default: tuple[str, ...]) -> tuple[str, ...]:
    """Raises BadRequest for one that is not known."""
    wanted = tuple(dict.fromkeys(request.query.getall("figure", default)))
    for figure in wanted:
        if figure not in figures.UNITS:
            raise BadRequest(f"figure must be one of {', '.join(figures.UNITS)}.")
    return wanted


def limit_of(request: web.Request, default: int = 50) -> int:
    return limit(request, default, MOST)


def _filter(request: web.Request, prefix: str, period: tuple[int, int] | None = None) -> Filter:
    since, until = _period(request, prefix, period)
    return Filter(
        since=since,
        until=until,
        **{name: _keys(request, prefix, name) for name in (*DIMENSIONS, *OF_RATINGS, "reason")},
        value=_numbers(request, prefix, "value", 0, 10),
        mood=tuple(mood for mood in MOODS if mood in _one_of(request, prefix, "mood", MOODS)),
        answered=_yes(request, prefix, "answered"),
        commented=_yes(request, prefix, "commented"),
        hour=_numbers(request, prefix, "hour", 0, 23),
        weekday=_numbers(request, prefix, "weekday", 0, 6),
        again=False,  # whoever asks for it names the moment
    )


def _period(request: web.Request, prefix: str, period: tuple[int, int] | None) -> tuple[int, int]:
    since, until = whole(request, f"{prefix}from"), whole(request, f"{prefix}to")
    if until is None:
        until = period[1] if period else services(request).clock() + 1
    if since is None:
        since = period[0] if period else until - DAYS_30_MS
    if since >= until:
        raise BadRequest("The period must begin before it ends.")
    if until > LATEST:
        raise BadRequest("The period must end before the year 9999.")
    return max(since, 0), until


def _all(request: web.Request, prefix: str, name: str) -> list[str]:
    """What was asked for; in the second group what stands there, else as in the first."""
    query = request.query
    found = query.getall(f"{prefix}{name}", None)
    return [value for value in (found if found is not None else query.getall(name, [])) if value]


def _keys(request: web.Request, prefix: str, name: str) -> tuple[str, ...]:
    found = tuple(_all(request, prefix, name))
    if len(found) > MOST_KEYS or any(len(key) > LONGEST_KEY for key in found):
        raise BadRequest(f"{name} has at most {MOST_KEYS} values of {LONGEST_KEY} characters.")
    if name == "metric":
        _one_of(request, prefix, name, METRICS)
    return found


def _numbers(request: web.Request, prefix: str, name: str, least: int, most: int) -> tuple[int, ...]:
    try:
        found = tuple(int(value) for value in _all(request, prefix, name))
    except ValueError:
        found = (-1,)
    if any(not least <= number <= most for number in found):
        raise BadRequest(f"{name} must be a whole number from {least} to {most}.")
    return found


def _one_of(request: web.Request, prefix: str, name: str, known: tuple[str, ...]) -> list[str]:
    found = _all(request, prefix, name)
    if any(value not in known for value in found):
        raise BadRequest(f"{name} must be one of {', '.join(known)}.")
    return found


def _yes(request: web.Request, prefix: str, name: str) -> bool | None:
    found = _one_of(request, prefix, name, ("yes", "no", "any"))
    return {"yes": True, "no": False}.get(found[0]) if found else None


def yes(request: web.Request, name: str) -> bool | None:
    """None: not asked for. Raises BadRequest."""
    return _yes(request, "", name)
