"""An article as a customer is told it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot import richtext
from bot.locale import Words, words
from bot.model import ArticleReply
from knowledge import conditions
from knowledge.article import Article


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer looks on a channel that has pages of its own."""

    messages: tuple[str, ...]  # HTML, with line breaks as they are
    picture: str | None  # the address of one above the first message
    buttons: tuple[tuple[str, ...], ...]  # their labels, row by row, below the last message


def reply(
    article: Article, language: str, fallback: str, known: Mapping[str, str], *, whole: bool = False
) -> ArticleReply:
    """In `language`, else in `fallback`, which its `language` and its `note` then say, for whom `known` is known of.

    `whole`: with the parts for everybody else too, each under the values that it is for.
    An article that nobody has written an answer for is answered with its title and its link.
    """
    told = article.answered(language, fallback)
    link = told.link or article.link
    tongue = words(language)
    answer = _whole(told.answer) if whole else conditions.resolve(told.answer, known)
    markdown = answer or unwritten(link, tongue)
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


def _whole(markdown: str) -> str:
    """All parts, each under its values."""
    return "\n\n".join(
        f"**{', '.join(part.values)}**\n\n{part.markdown}" if part.name and part.among else part.markdown
        for part in conditions.parts(markdown)
    )
