"""What stands on each page of the help centre."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.telling import only_in, unwritten
from bot.config import Config
from bot.errors import Code, NotFound
from bot.locale import Words, words
from bot.web.help import addresses, markup
from bot.web.help.centre import Opening, Page, page
from bot.web.help.prose import Prose, prose
from bot.web.help.rendering import Crumb, Head, render, title
from bot.web.help.shelf import Entry, Shelf
from bot.web.help.sitemap import iso, told_in

ASKED = 6
LISTED = 100  # articles on a page of a category
FIRST = 10  # of each, where all categories stand on one page
DESCRIPTION = 155  # characters that search engines show


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads in which language what is there now. `started_at`: since when the pages look as they do, UTC ms."""

    config: Config
    opening: Opening
    language: str
    started_at: int

    @property
    def shelf(self) -> Shelf:
        return self.opening.shelf

    @property
    def tongue(self) -> Words:
        return words(self.language)

    @property
    def site(self) -> str:
        return title(self.config, self.tongue)

    def crumbs(self, *further: Crumb) -> tuple[Crumb, ...]:
        return (Crumb(self.site, addresses.home(self.language)), *further)

    def everywhere(self, path: str) -> dict[str, str]:
        """The same page in each language, given its path in this one."""
        rest = path.removeprefix(addresses.home(self.language))
        return {language: addresses.home(language) + rest for language in self.config.bot.languages}

    def list_head(self, name: str, description: str, path: str, default: str, *crumbs: Crumb) -> Head:
        paths = self.everywhere(path)
        alternates = addresses.alternates(paths, default, self.config.public_url)
        return Head(name, description, paths, path, alternates, self.crumbs(*crumbs))

    def page(self, template: str, head: Head, changed_at: int = 0, **values: object) -> Page:
        text = render(template, self.config, self.language, head, shelf=self.shelf, **values)
        return page(text, max(changed_at, self.started_at))


def intro(reader: Reader) -> str:
    return reader.config.help.intro or reader.tongue.t("Answers to what people ask us, and a person when you need one.")


def home(reader: Reader) -> Page:
    path = addresses.home(reader.language)
    return reader.page(
        "home.html",
        reader.list_head(reader.site, intro(reader), path, addresses.ROOT),
        reader.shelf.changed_at,
        intro=intro(reader),
        asked=reader.shelf.most_asked(reader.language, ASKED),
        groups=reader.shelf.by_category(reader.language),
    )


def everything(reader: Reader) -> Page:
    path = addresses.categories(reader.language)
    name = reader.tongue.t("All articles")
    default = addresses.categories(reader.shelf.fallback)
    return reader.page(
        "list.html",
        reader.list_head(name, intro(reader), path, default, Crumb(name, path)),
        reader.shelf.changed_at,
        groups=reader.shelf.by_category(reader.language),
        first=FIRST,
    )


def category(reader: Reader, name: str, number: int) -> Page:
    """`number`: which page of it, from 1. Raises NotFound behind the last one, KeyError where no article is in it."""
    everything = reader.shelf.by_category(reader.language)[name]
    entries = everything[(number - 1) * LISTED : number * LISTED]
    if not entries:
        raise NotFound("There is no such page.")
    path, shown = addresses.category(reader.language, name, number), reader.shelf.label(name, reader.language)
    titles = "; ".join(reader.shelf.told(entry, reader.language).title for entry in entries)
    default = addresses.category(reader.shelf.fallback, name, number)
    return reader.page(
        "list.html",
        reader.list_head(shown, shortened(titles), path, default, Crumb(shown, path)),
        reader.shelf.changed_at,
        groups={name: entries},
        first=None,
        total=len(everything),
        earlier=addresses.category(reader.language, name, number - 1) if number > 1 else None,
        later=addresses.category(reader.language, name, number + 1) if number * LISTED < len(everything) else None,
    )


def article(reader: Reader, entry: Entry, near: Sequence[str], said: str) -> Page:
    """`near`: keys of like articles, the nearest first; `said`: whether it helped, "yes", "no", or "" = not said."""
    shelf, language, site = reader.shelf, reader.language, reader.config.public_url
    told = shelf.told(entry, language)
    answer = _answer(reader, entry)
    paths = told_in(entry.key, entry.languages, reader.config.bot.languages)
    original = paths.get(told.language) or addresses.article(shelf.fallback, entry.key)
    default = paths.get(shelf.fallback, original)
    asked = markup.question(
        told.title,
        answer.html,
        language=told.language,
        url=site + original,
        updated=iso(entry.updated_at),
        public_url=site,
    )
    head = Head(
        told.title,
        shortened(answer.plain) or told.title,
        reader.everywhere(addresses.article(language, entry.key)),
        original,
        addresses.alternates(paths, default, site),
        _way(reader, entry, told.title),
        [asked] if told.answer else (),
    )
    return reader.page(
        "article.html",
        head,
        entry.updated_at,
        entry=entry,
        told=told,
        note=only_in(told.language, reader.tongue) if told.language != language else None,
        answer=answer,
        link=told.link or entry.article.link,
        related=shelf.related(entry, near, 4),
        said=said,
    )


def _way(reader: Reader, entry: Entry, name: str) -> tuple[Crumb, ...]:
    last = Crumb(name, addresses.article(reader.language, entry.key))
    named = entry.article.category
    if named is None:
        return reader.crumbs(last)
    shown = reader.shelf.label(named, reader.language)
    return reader.crumbs(Crumb(shown, addresses.category(reader.language, named)), last)


def _answer(reader: Reader, entry: Entry) -> Prose:
    told = reader.shelf.told(entry, reader.language)
    markdown = told.answer or unwritten(told.link or entry.article.link, reader.tongue)
    return prose(markdown, reader.opening.attributes, reader.language, reader.shelf.fallback)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    text: str  # "" = nothing was searched for
    meant: str | None  # the text with its spelling mended; None: nothing was to mend
    entries: Sequence[Entry]  # the best first
    known: bool  # False: these are guesses


def results(reader: Reader, found: Found) -> Page:
    tongue, path = reader.tongue, addresses.search(reader.language)
    name = tongue.t("Search: {words}", words=found.text) if found.text else tongue.t("Search")
    paths = {code: addresses.search(code, found.text) for code in reader.config.bot.languages}
    excerpts = [(entry, _answer(reader, entry).excerpt) for entry in found.entries]
    return reader.page(
        "search.html",
        Head(name, name, paths, crumbs=reader.crumbs(Crumb(tongue.t("Search"), path))),
        found=found,
        results=excerpts,
    )


def problem(reader: Reader, code: Code) -> Page:
    """In place of a page that cannot be shown."""
    tongue = reader.tongue
    name, sentence = {
        Code.NOT_FOUND: (
            tongue.t("This page is not here"),
            tongue.t("It may have been moved or removed. Search for what you need, or ask us."),
        ),
        Code.TOO_MANY: (tongue.t("A little slower, please"), tongue.t("Wait a moment, then try again.")),
    }.get(code, (tongue.t("This did not work"), tongue.t("Go back and try again, or ask us.")))
    paths = {language: addresses.home(language) for language in reader.config.bot.languages}
    return reader.page("problem.html", Head(name, sentence, paths), sentence=sentence)


def shortened(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    beginning, _, rest = text[:DESCRIPTION].rpartition(" ")
    return (beginning or rest).rstrip(" ,.;:") + "…"
