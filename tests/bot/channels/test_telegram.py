"""The whole way: a customer on the emulated Telegram, a real desk, the delivery."""

from bot.desk.calls import Caller
from bot.locale import words
from bot.store import articles
from knowledge.article import Article, Translation
from tests.bot.channels.conftest import PUBLIC_URL, Running
from tests.fakes.bot_api import BotApi, Fault, Sent
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


async def test_buttons_speak_the_language_of_the_conversation(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "Kje je moje naročilo?", language="sl")
    answer = await until(lambda: said(api, MAJA, "Odprite Moja naročila."))
    tongue = words("sl")
    assert answer.labels[1:] == [f"👍 {tongue.t('Yes')}", f"👎 {tongue.t('No')}", tongue.t("Talk to a person")]
    assert tongue.t("Talk to a person") != "Talk to a person"


async def ask(api: BotApi, text: str = "where is my order", shows: str = "My orders") -> Sent:
    api.text(MAJA, text)
    return await until(lambda: said(api, MAJA, shows))


async def test_a_doubtful_question_is_answered_after_a_tap(chat: Running, api: BotApi) -> None:
    asked = await ask(api, "return something", "Which of these")
    assert asked.labels[-1] == "Talk to a person"
    assert all(len(row) == 1 for row in asked.keyboard)
    label = next(label for label in asked.labels if "gift" in label)
    api.tap(MAJA, label)
    await until(lambda: said(api, MAJA, "Bring the card."))
    await until(lambda: asked.text.endswith(f"✓ {label}"))
    assert asked.keyboard == []


async def test_a_picture_stands_above_the_answer_and_stays_there(chat: Running, api: BotApi) -> None:
    picture = "/pictures/" + "0" * 32 + "-640x480"
    told = Translation(
        "en", "How do I reset the lamp?", f"Press ![the red button]({picture}) here.", video="https://films.example/1"
    )
    await chat.shop.engine.write(lambda tx: articles.put(tx, Article("reset-lamp", translations=(told,)), 1))
    await chat.shop.ground.answers.follow()
    answer = await ask(api, "how do I reset the lamp", "red button")
    assert answer.picture == PUBLIC_URL + picture
    assert answer.labels[0] == "Watch the video"
    api.tap(MAJA, "No")
    await until(lambda: "did not help" in answer.text)
    assert answer.picture == PUBLIC_URL + picture


async def test_a_vote_changes_the_message_it_stands_under(chat: Running, api: BotApi) -> None:
    answer = await ask(api)
    api.tap(MAJA, "No")
    await until(lambda: said(api, MAJA, "sorry"))
    await until(lambda: "did not help" in answer.text)
    assert answer.labels == ["Read the whole article", "Talk to a person"]


async def test_waiting_for_a_person_and_leaving_again(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/person")
    queued = await until(lambda: said(api, MAJA, "in the line"))
    assert queued.labels == ["Leave the line"]
    assert queued.entities[0]["type"] == "italic"
    api.tap(MAJA, "Leave the line")
    await until(lambda: said(api, MAJA, "You left the line"))
    await until(lambda: queued.keyboard == [])


async def test_asking_twice_for_a_person_is_answered_too(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/person")
    await until(lambda: said(api, MAJA, "You are in the line."))
    api.text(MAJA, "/person")
    await until(lambda: said(api, MAJA, "You are in the line already."))
    assert len(await chat.shop.rows("SELECT 1 FROM escalations")) == 1


async def talk(chat: Running, api: BotApi) -> tuple[str, int]:
    """Maja and Ana talk: the conversation, and the fence under which Ana has it."""
    api.text(MAJA, "/person")
    await until(lambda: said(api, MAJA, "in the line"))
    (row,) = await chat.shop.rows("SELECT id FROM conversations")
    fence = await chat.shop.desk.take(chat.shop.agent, row["id"])
    await until(lambda: said(api, MAJA, "Ana joined"))
    return row["id"], fence


async def test_a_person_answers_and_sees_that_it_arrived(chat: Running, api: BotApi) -> None:
    conversation, fence = await talk(chat, api)
    receipt = await chat.shop.desk.reply(
        chat.shop.agent, conversation, fence, "m1", text="Good <day> & welcome", article=None
    )
    reply = await until(lambda: said(api, MAJA, "Good <day> & welcome"))
    assert reply.text == "Ana\nGood <day> & welcome"
    await until(lambda: delivered(chat, conversation, receipt.seq, "sent"))


async def test_who_has_blocked_the_bot_is_not_written_to_in_silence(chat: Running, api: BotApi) -> None:
    conversation, fence = await talk(chat, api)
    api.script_chat(MAJA, Fault(403, "Forbidden: bot was blocked by the user"))
    receipt = await chat.shop.desk.reply(chat.shop.agent, conversation, fence, "m1", text="Hello?", article=None)
    await until(lambda: delivered(chat, conversation, receipt.seq, "failed"))
    message = await chat.shop.desk.message(conversation, receipt.seq)
    assert message.problem == "The customer has blocked the bot on Telegram."
    await chat.shop.desk.retry(conversation, receipt.seq)
    await until(lambda: delivered(chat, conversation, receipt.seq, "sent"))


async def test_telegram_is_left_alone_for_as_long_as_it_says(chat: Running, api: BotApi) -> None:
    conversation, fence = await talk(chat, api)
    api.script_chat(MAJA, Fault(429, "Too Many Requests: retry after 1", retry_after=1))
    for number in range(3):
        text = f"line {number}"
        await chat.shop.desk.reply(chat.shop.agent, conversation, fence, text, text=text, article=None)
    await until(lambda: said(api, MAJA, "line 2"))
    sent = [call.at for call in api.calls if call.method == "sendMessage" and "line 0" in call.params["text"]]
    assert sent[1] - sent[0] >= 1
    assert [s.text for s in api.chats[MAJA][-3:]] == ["Ana\nline 0", "Ana\nline 1", "Ana\nline 2"]


async def test_a_call_is_joined_by_a_button_that_does_not_outlive_it(chat: Running, api: BotApi) -> None:
    conversation, fence = await talk(chat, api)
    room = await chat.calls.start(chat.shop.agent, conversation, fence)
    card = await until(lambda: said(api, MAJA, "Ana invites you to a video call"))
    invitation = card.button("Join the video call")["url"].removeprefix("https://help.linden.example/call/#")
    assert (await chat.calls.look(invitation)).by == chat.shop.agent
    await until(lambda: no_link_kept(chat))
    await chat.calls.end(Caller(chat.shop.agent.id, "agent", chat.shop.agent.name), room)
    await until(lambda: "no longer valid" in card.text)
    assert card.labels == ["Call me back"]
    api.tap(MAJA, "Call me back")
    await until(lambda: "asked to be called back" in card.text)
    await until(lambda: said(api, MAJA, "Ana will call you"))


async def test_who_asks_for_a_call_waits_for_it_in_the_line(chat: Running, api: BotApi) -> None:
    asked = await ask(api, "can we do a video call", "A person can call you")
    assert asked.labels == ["Ask for a call", "Talk to a person"]
    api.tap(MAJA, "Ask for a call")
    promised = await until(lambda: said(api, MAJA, "We will call you"))
    assert promised.labels == ["Leave the line"]
    api.text(MAJA, "/call")
    await until(lambda: said(api, MAJA, "above already"))
    (row,) = await chat.shop.rows("SELECT id, callback FROM conversations WHERE owner = 'line'")
    assert row["callback"] == 1
    fence = await chat.shop.desk.take(chat.shop.agent, row["id"])
    await chat.calls.start(chat.shop.agent, row["id"], fence)
    await until(lambda: said(api, MAJA, "Ana invites you to a video call"))


async def no_link_kept(chat: Running) -> bool:
    return await chat.shop.rows("SELECT 1 FROM outbox WHERE link IS NOT NULL") == []


async def delivered(chat: Running, conversation: str, seq: int, state: str) -> bool:
    message = await chat.shop.desk.message(conversation, seq)
    return message.delivery == state


async def test_start_greets_and_speaks_the_language_that_is_chosen(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/start", language="sl")
    greeting = await until(lambda: next(iter(api.chats[MAJA]), None))
    assert greeting.labels[:2] == ["English", "Slovenščina"]
    api.tap(MAJA, "English")
    await until(lambda: greeting.edits == 1)
    (row,) = await chat.shop.rows("SELECT language FROM contacts")
    assert row["language"] == "en"


async def test_help_and_language_answer_without_touching_the_conversation(chat: Running, api: BotApi) -> None:
    api.text(MAJA, "/help")
    api.text(MAJA, "/language@heard_bot")
    await until(lambda: len(api.chats[MAJA]) == 2)
    assert "/person" in api.chats[MAJA][0].text
    assert api.chats[MAJA][1].labels == ["English", "Slovenščina"]
    assert await chat.shop.rows("SELECT 1 FROM conversations") == []


async def test_what_is_not_text_is_noted_with_its_caption(chat: Running, api: BotApi) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    api.push({"message": api.message(MAJA, photo=photo, caption="zz look")})
    await until(lambda: said(api, MAJA, "only read text"))
    (row,) = await chat.shop.rows("SELECT id FROM conversations")
    body = (await chat.shop.messages(row["id"]))[0].body
    assert (body.what, body.text) == ("photo", "zz look")


async def test_an_edited_question_is_asked_anew_and_marked(chat: Running, api: BotApi) -> None:
    update = api.text(MAJA, "zzzz")
    await until(lambda: said(api, MAJA, "do not know"))
    api.edit(MAJA, update["message"], "where is my order")
    await until(lambda: said(api, MAJA, "My orders"))
    (row,) = await chat.shop.rows("SELECT id FROM conversations")
    texts = [m.body.text for m in await chat.shop.messages(row["id"]) if m.author.kind == "contact"]
    assert texts == ["zzzz", "✏️ where is my order"]


async def test_a_group_is_told_once_and_else_left_alone(chat: Running, api: BotApi) -> None:
    group = {"id": -5, "type": "group", "title": "Friends"}
    for text in ("/start@heard_bot", "hello"):
        api.push({"message": api.message(-5, text=text, chat=group)})
    await ask(api)
    assert [sent.text for sent in api.chats[-5]] == ["I answer in private chats only. https://t.me/heard_bot"]
    assert len(await chat.shop.rows("SELECT 1 FROM conversations")) == 1


async def test_text_longer_than_a_message_of_ours_is_kept_whole(chat: Running, api: BotApi) -> None:
    text = "ž" * 4096
    api.text(MAJA, text)
    await until(lambda: api.chats[MAJA])
    (row,) = await chat.shop.rows("SELECT id FROM conversations")

    async def all_there() -> bool:
        said = [m.body.text for m in await chat.shop.messages(row["id"]) if m.author.kind == "contact"]
        return "".join(said) == text

    await until(all_there)


async def test_the_menu_names_the_commands_in_each_language(chat: Running, api: BotApi) -> None:
    await until(lambda: set(api.commands) == {"", "en", "sl"})
    assert [command["command"] for command in api.commands[""]] == ["person", "call", "language", "messages", "help"]
