"""An article as a customer is told it."""

from collections.abc import Mapping

from bot import richtext
from bot.locale import words
from bot.model import ArticleReply
from knowledge import conditions
from knowledge.article import Article


def reply(article: Article, language: str, fallback: str, known: Mapping[str, str]) -> ArticleReply:
    """In `language`, else in `fallback`, which its `language` then says, for somebody of whom `known` is known.

    An article that nobody has written an answer for is answered with its title and its link.
    """
    told = article.translation(language, fallback)
    link = told.link or article.link
    tongue = words(language)
    markdown = conditions.resolve(told.answer, known) or (
        tongue.t("We have a help page about this.")
        if link
        else tongue.t("Nobody has written this answer down yet. A person can help you.")
    )
    return ArticleReply(
        article=article.key,
        language=told.language,
        title=told.title,
        markdown=markdown,
        html=richtext.html(markdown),
        link=link,
        video=told.video,
    )
