"""To be told of an answer, on Telegram."""

from bot.store import articles, unanswered
from bot.store.engine import Tx
from knowledge.article import Article, Translation
from tests.bot.channels.conftest import Running
from tests.bot.channels.test_telegram import MAJA, ask, said
from tests.fakes.bot_api import BotApi
from tests.fakes.shop import until

TELL_ME = "Tell me when there is an answer"
PHYSICS = Article("physics", translations=(Translation("en", "What is quantum chromodynamics?", "A theory."),))


def publish(tx: Tx) -> None:
    articles.put(tx, PHYSICS, 1)
    unanswered.tell(tx, unanswered.newest(tx, 2), PHYSICS.key)


async def test_who_wants_to_know_is_told_once(chat: Running, api: BotApi) -> None:
    asked = await ask(api, "quantum chromodynamics", "do not know")
    assert asked.labels == ["Talk to a person", TELL_ME]
    api.tap(MAJA, TELL_ME)
    await until(lambda: said(api, MAJA, "as soon as there is an answer"))
    await until(lambda: asked.labels == ["Talk to a person"])
    await chat.shop.engine.write(publish)
    await chat.shop.ground.answers.follow()
    for _ in range(2):
        await chat.shop.desk.tell_wishes()
    answer = await until(lambda: said(api, MAJA, "A theory."))
    assert answer.text.startswith("What is quantum chromodynamics?\n\nA theory.")
    assert sum("“quantum chromodynamics”" in sent.text for sent in api.chats[MAJA]) == 1
    assert sum("A theory." in sent.text for sent in api.chats[MAJA]) == 1
