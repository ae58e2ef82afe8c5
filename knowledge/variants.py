"""Which of customers' own wordings are worth finding an article by from now on. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from .article import Article, Translation
from .match import Match
from .normalize import normalize

SURE = 0.9  # confidence, 0-1, from which one more wording would add nothing; answers are given from less
LONGEST = 200  # characters; what is longer tells a story of its own
_LETTERS = re.compile(r"[^\W\d_]{2}")

_PERSONAL = re.compile(
    r"""
      \S@\S                                # an e-mail address, a name somewhere
    | https?:// | www\.
    | (?<!\w)@\w                           # a name on Telegram
    | \d (?: [\s().+/-]{0,2} \d ){5,}      # a telephone number, a card, a date of birth
    | \w*\d{5,}\w*                         # an order, an account
    | (?<!\w) (?=\w*[A-Z]\w*\d\w*\d\w*\d) [A-Z0-9]{8,} (?!\w)  # a code of letters and digits, such as an IBAN
    """,
    re.VERBOSE,
)


def personal(text: str) -> bool:
    """Whether it shows at a glance that it is about one person: an address, a telephone or other long number.

    Names are not seen.
    """
    return bool(_PERSONAL.search(text))


def worth(text: str, article: Article, matches: Sequence[Match]) -> bool:
    """Whether the article would be found better by this wording, for which a search finds `matches` as it is."""
    if len(text) > LONGEST or not _LETTERS.search(text) or personal(text) or has(article, text):
        return False
    best = matches[0] if matches else None
    return best is None or best.article != article.key or best.confidence < SURE


def has(article: Article, text: str) -> bool:
    """Whether the article is found by this wording already, in whatever language."""
    asked = normalize(text)
    return any(asked == normalize(one) for told in article.translations for one in (told.title, *told.variants))


def told_in(article: Article, language: str) -> bool:
    """A variant belongs to a translation."""
    return any(told.language == language for told in article.translations)


def added(article: Article, language: str, text: str) -> Article:
    """With one more variant; as it is where it has this wording already, or is not told in the language."""
    if has(article, text):
        return article
    return _changed(article, language, lambda told: (*told.variants, " ".join(text.split())))


def taken_out(article: Article, language: str, text: str) -> Article:
    asked = normalize(text)
    return _changed(article, language, lambda told: tuple(one for one in told.variants if normalize(one) != asked))


def _changed(article: Article, language: str, variants: Callable[[Translation], tuple[str, ...]]) -> Article:
    return replace(
        article,
        translations=tuple(
            replace(told, variants=variants(told)) if told.language == language else told
            for told in article.translations
        ),
    )
