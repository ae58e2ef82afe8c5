"""An article as a customer is told it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot import richtext
from bot.locale import Words, words
from bot.model import ArticleReply
from knowledge import conditions
from knowledge.article import Article
from knowledge.attribute import Attribute, named


@dataclass(frozen=True, slots=True)
class Look:
    """How a message looks on a channel that has pages of its own."""

    messages: tuple[str, ...]  # HTML, with line breaks as they are
    picture: str | None  # the address of one above the first message
    buttons: tuple[tuple[str, ...], ...]  # their labels, row by row, below the last message


@dataclass(frozen=True, slots=True)
class Listener:
    """What of whom an answer is told to decides which of its parts are."""

    known: Mapping[str, str] = field(default_factory=dict)  # values of attributes
    unnamed: Collection[str] = ()  # attributes that they were asked for in vain: all parts that depend on them are told


NOBODY = Listener()  # of whom nothing is known


def reply(
    article: Article,
    language: str,
    fallback: str,
    listener: Listener = NOBODY,
    attributes: Mapping[str, Attribute] | None = None,
) -> ArticleReply:
    """In `language`, else in `fallback`, which its `language` and its `note` then say.

    `attributes`, by name, hold what customers call their values.
    An article that nobody has written an answer for is answered with its title and its link.
    """
    told = article.answered(language, fallback)
    link = told.link or article.link
    tongue = words(language)
    shown = _parts(told.answer, listener, attributes or {}, language, fallback)
    markdown = "\n\n".join(shown) or unwritten(link, tongue)
    return ArticleReply(
        article=article.key,
        language=told.language,
        title=told.title,
        markdown=markdown,
        html=richtext.html(markdown),
        link=link,
        video=told.video,
        note=only_in(told.language, tongue) if told.language != language else None,
    )


def unwritten(link: str | None, tongue: Words) -> str:
    """What stands in place of an answer that nobody has written."""
    if link:
        return tongue.t("We have a help page about this.")
    return tongue.t("Nobody has written this answer down yet. A person can help you.")


def only_in(language: str, tongue: Words) -> str:
    """That an answer is not there in the reader's language."""
    match language:
        case "en":
            return tongue.t("This answer is only there in English.")
        case "sl":
            return tongue.t("This answer is only there in Slovenian.")
        case "be":
            return tongue.t("This answer is only there in Belarusian.")
        case "ru":
            return tongue.t("This answer is only there in Russian.")
        case "id":
            return tongue.t("This answer is only there in Indonesian.")
    return tongue.t("This answer is only there in another language.")


def _parts(
    answer: str, listener: Listener, attributes: Mapping[str, Attribute], language: str, fallback: str
) -> Iterator[str]:
    """Those that are told, where not all of them concern the listener under whom they do."""
    if not listener.unnamed:
        yield from filter(None, [conditions.resolve(answer, listener.known)])
        return
    for part in conditions.parts(answer):
        if part.name is not None and part.name in listener.unnamed:
            names = ", ".join(named(attributes.get(part.name), part.values, language, fallback))
            yield f"**{_concerned(part.among, names, words(language))}**\n\n{part.markdown}"
        elif part.concerns(listener.known):
            yield part.markdown


def _concerned(among: bool, names: str, tongue: Words) -> str:
    if among:
        return tongue.t("Only for: {names}", names=names)
    return tongue.t("For all but: {names}", names=names)
