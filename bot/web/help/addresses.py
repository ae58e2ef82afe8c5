"""Where the pages of the help centre are. An article's address never ends in a slash, every other page's does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

ROOT = "/help/"


def home(language: str) -> str:
    return f"{ROOT}{language}/"


def article(language: str, key: str) -> str:
    return f"{home(language)}{key}"  # a key holds nothing that has to be escaped


def categories(language: str) -> str:
    return f"{home(language)}categories/"


def category(language: str, name: str, page: int = 1) -> str:
    """`page`: from 1."""
    return f"{categories(language)}{quote(name, safe='')}/" + (f"?page={page}" if page > 1 else "")


def search(language: str, text: str = "") -> str:
    return f"{home(language)}search/" + (f"?{urlencode({'q': text})}" if text else "")


def feed(language: str) -> str:
    return f"{ROOT}feed/{language}.xml"


def language_of(path: str) -> str:
    """What stands at the place of the language; "" = nothing."""
    return path.removeprefix(ROOT).lstrip("/").partition("/")[0]


def meant(path: str, languages: Collection[str], articles: Collection[str], names: Collection[str]) -> str | None:
    """The page's own address, given one with slashes too many or too few; None where there is no other such page.

    `path`: percent-encoded, below ROOT. `articles`: their keys; `names`: of categories.
    """
    language, *rest = [unquote(part) for part in path.removeprefix(ROOT).split("/") if part] or [""]
    if language and language not in languages:
        return None
    found = None
    match rest:
        case []:
            found = home(language) if language else ROOT
        case _ if (key := "/".join(rest)) in articles:
            found = article(language, key)
        case ["search"]:
            found = search(language)
        case ["categories"]:
            found = categories(language)
        case ["categories", name] if name in names:
            found = category(language, name)
    return found if found and unquote(found) != unquote(path) else None


@dataclass(frozen=True, slots=True)
class Alternate:
    language: str  # or "x-default": for readers of all others
    url: str


def alternates(paths: dict[str, str], default: str, public_url: str) -> list[Alternate]:
    """For `hreflang`: the same page by language, and `default`, a path, for readers of other languages."""
    found = [Alternate(language, public_url + path) for language, path in paths.items()]
    return [*found, Alternate("x-default", public_url + default)] if found else []


def preferred(header: str, languages: Iterable[str], fallback: str) -> str:
    """Of `languages`, the one that an Accept-Language header wants most (RFC 9110, 12.5.4); else `fallback`."""
    known, best, most = set(languages), fallback, 0.0
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower().split("-")[0]
        wanted = _weight(weight)
        if language in known and wanted > most:
            best, most = language, wanted
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
