"""The whole way: a customer on the emulated Telegram, a real desk, the delivery."""

from tests.channels.conftest import Running
from tests.fakes.bot_api import BotApi, Sent
from tests.fakes.shop import until

MAJA = 77


def said(api: BotApi, chat: int, words: str) -> Sent | None:
    return next((sent for sent in reversed(api.chats[chat]) if words in sent.text), None)


async def test_a_question_is_answered_with_the_article(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "where is my order")
    answer = await until(lambda: said(api, MAJA, "My orders"))
    assert answer.text == "Where is my order?\n\n1. Open My orders.\n2. Select Track.\n\nDid this help?"
    assert answer.entities[0]["type"] == "bold"
    assert answer.labels == ["Read the whole article", "👍 Yes", "👎 No", "Talk to a person"]
