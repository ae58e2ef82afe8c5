"""What search engines are told to read: a sitemap with the languages of each page, and a feed per language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from bot.web.help import addresses
from bot.web.help.addresses import Alternate
from bot.web.help.shelf import Shelf

MOST = 20_000
"""URLs in one file. The protocol allows 50,000 and 50 MB; with their alternates in five languages so many are 25 MB."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
FEED_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Url:
    path: str
    changed_at: int  # UTC ms
    alternates: tuple[Alternate, ...]


def urls(shelf: Shelf, languages: Sequence[str], public_url: str) -> list[Url]:
    """Every page that stands for itself: homes, lists, and each article in each language that it is told in."""
    homes = {language: addresses.home(language) for language in languages}
    lists = {language: addresses.categories(language) for language in languages}
    pages = [(homes, addresses.ROOT, shelf.changed_at), (lists, lists[shelf.fallback], shelf.changed_at)]
    for name in sorted(shelf.categories):
        paths = {language: addresses.category(language, name) for language in languages}
        pages.append((paths, paths[shelf.fallback], shelf.changed_at))
    for entry in shelf.entries.values():
        paths = told_in(entry.key, entry.languages, languages)
        if paths:
            pages.append((paths, paths.get(shelf.fallback, next(iter(paths.values()))), entry.updated_at))
    return [
        Url(path, changed_at, tuple(addresses.alternates(paths, default, public_url)))
        for paths, default, changed_at in pages
        for path in paths.values()
    ]


def told_in(key: str, told: Iterable[str], languages: Sequence[str]) -> dict[str, str]:
    """The paths of an article, by the languages that it is told in and we speak."""
    known = set(told)
    return {language: addresses.article(language, key) for language in languages if language in known}


def files(urls: Sequence[Url]) -> int:
    """How many files they fill, at least one."""
    return max(1, -(-len(urls) // MOST))


def sitemap(urls: Sequence[Url], number: int, public_url: str) -> str:
    """The file of this number, from 1."""
    some = urls[(number - 1) * MOST : number * MOST]
    lines = chain.from_iterable(_url(each, public_url) for each in some)
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n' + "\n".join(lines) + "\n</urlset>\n"


def index(count: int, changed_at: int, public_url: str) -> str:
    """Names the files 1 to `count`."""
    rows = (
        f"<sitemap><loc>{escape(public_url)}{addresses.ROOT}sitemap-{number}.xml</loc>"
        f"<lastmod>{iso(changed_at)}</lastmod></sitemap>"
        for number in range(1, count + 1)
    )
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n' + "\n".join(rows) + "\n</sitemapindex>\n"


def _url(url: Url, public_url: str) -> Iterator[str]:
    yield f"<url><loc>{escape(public_url + url.path)}</loc><lastmod>{iso(url.changed_at)}</lastmod>"
    for each in url.alternates:
        yield f'<xhtml:link rel="alternate" hreflang={quoteattr(each.language)} href={quoteattr(each.url)}/>'
    yield "</url>"


def feed(shelf: Shelf, language: str, title: str, public_url: str) -> str:
    """Atom (RFC 4287): what was written or changed last in this language."""
    told = [entry for entry in shelf.entries.values() if language in entry.languages]
    newest = sorted(told, key=lambda entry: entry.updated_at, reverse=True)[:FEED_ENTRIES]
    own, site = public_url + addresses.feed(language), public_url + addresses.home(language)
    rows = [
        f"<title>{escape(title)}</title><id>{escape(site)}</id><updated>{iso(shelf.changed_at)}</updated>",
        f'<author><name>{escape(title)}</name></author><link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(site)}/>",
    ]
    for entry in newest:
        url = public_url + addresses.article(language, entry.key)
        rows.append(
            f"<entry><title>{escape(shelf.told(entry, language).title)}</title><id>{escape(url)}</id>"
            f"<updated>{iso(entry.updated_at)}</updated><link href={quoteattr(url)}/></entry>"
        )
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>'
    return f"{_HEAD}{head}\n" + "\n".join(rows) + "\n</feed>\n"


def iso(at: int) -> str:
    """A moment (UTC ms) as RFC 3339 writes it."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
