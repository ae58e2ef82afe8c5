"""What customers say on Telegram beside questions and taps on an answer."""

from bot.model import Choices
from tests.bot.channels.conftest import Running
from tests.fakes.bot_api import BotApi
from tests.fakes.shop import until

MAJA = 77


async def sees(api: BotApi, words: str) -> object:
    return await until(lambda: next((sent for sent in reversed(api.chats[MAJA]) if words in sent.text), None))


async def test_a_choice_is_taken_by_its_number(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "return something")
    await sees(api, "Which of these")
    api.text(MAJA, "1")
    await until(lambda: any("Did this help?" in sent.text for sent in api.chats[MAJA]))
    asked = next(sent for sent in api.chats[MAJA] if "Which of these" in sent.text)
    await until(lambda: "✓" in asked.text and asked.keyboard == [])


async def test_none_of_the_choices_is_a_button(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "return something")
    await sees(api, "Which of these")
    api.tap(MAJA, "None of these")
    await sees(api, "Then tell me in other words")
    asked = next(sent for sent in api.chats[MAJA] if "Which of these" in sent.text)
    await until(lambda: asked.text.endswith("✓ None of these"))
    (row,) = await chat.shop.rows("SELECT id FROM conversations")
    bodies = [message.body for message in await chat.shop.messages(row["id"])]
    assert [body.chosen for body in bodies if isinstance(body, Choices)] == [""]


async def test_a_language_is_named_with_the_command_or_in_words(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/language sl")
    await sees(api, "Odslej govoriva slovensko.")
    api.text(MAJA, "english please")
    await sees(api, "From now on we speak English.")
    api.text(MAJA, "/language xx")
    await sees(api, "Which language do you prefer?")


async def test_the_chat_shows_that_somebody_is_writing(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "where is my order")
    await sees(api, "My orders")
    (row,) = await chat.shop.rows("SELECT id FROM conversations")
    stop = chat.shop.ground.bus.listen(lambda streams: None, chat.telegram.typing.heard)
    for kind in ("contact", "bot"):
        chat.shop.ground.bus.tell("typing", {"conversation": row["id"], "author": {"kind": kind}})
    await until(lambda: api.count("sendChatAction") == 1)
    chat.shop.ground.bus.tell("typing", {"conversation": "v_none", "author": {"kind": "agent"}})
    stop()
    assert api.count("sendChatAction") == 1
