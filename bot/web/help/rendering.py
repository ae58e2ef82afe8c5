"""Templates and words made into a page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import Config
from bot.locale import NAMES, Words, words
from bot.web.help import addresses, markup
from bot.web.help.addresses import Alternate
from bot.web.help.sitemap import iso

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Crumb:
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to browsers and search engines."""

    title: str
    description: str
    paths: dict[str, str]
    """By language: the page itself, as its reader switches to it."""
    canonical: str | None = None  # a path; None: not for search engines at all
    alternates: Sequence[Alternate] = ()
    crumbs: Sequence[Crumb] = ()  # from the home page on, the last one being the page
    linked: Sequence[dict[str, Any]] = ()  # JSON-LD beside that of the crumbs


def render(template: str, config: Config, language: str, head: Head, **values: Any) -> str:
    tongue = words(language)
    linked = [*_linked(head, config.public_url)] if head.canonical else []
    return _environment().get_template(template).render(
        t=tongue.t,
        tn=tongue.tn,
        language=language,
        languages=[(code, NAMES[code], head.paths[code]) for code in config.bot.languages],
        names=NAMES,
        site=title(config, tongue),
        settings=config.help,
        accent=config.help.accent or config.widget.accent,
        public_url=config.public_url,
        head=head,
        linked=markup.script(*linked) if linked else None,
        at=addresses,
        iso=iso,
        date=_dates(language),
        **values,
    )  # fmt: skip


def title(config: Config, tongue: Words) -> str:
    return config.help.title or tongue.t("{title} help", title=config.widget.title)


def _linked(head: Head, public_url: str) -> Iterable[dict[str, Any]]:
    yield from head.linked
    if len(head.crumbs) > 1:
        yield markup.breadcrumb([(crumb.name, public_url + crumb.path) for crumb in head.crumbs])


def _dates(language: str) -> Callable[[int], str]:
    def date(at: int) -> str:
        """The day of a moment (UTC ms), written out."""
        from babel.dates import format_date

        locale = "en_GB" if language == "en" else language  # day before month, as all the others have it
        return format_date(datetime.fromtimestamp(at / 1000, UTC), "long", locale=locale)

    return date


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # a twentieth of a second, for those who read

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
