"""Ratings on Telegram, the whole way: taps, choices, words, changes of mind; and taps that come twice or too late."""

from msgspec.structs import replace

from bot.desk.booking.bookings import Bookings
from bot.desk.calls import Calls
from bot.store import surveys
from bot.store.engine import Tx
from tests.bot.channels.conftest import PUBLIC_URL, Running
from tests.fakes.bot_api import BotApi, Fault, Sent
from tests.fakes.media import NotedMedia
from tests.fakes.shop import until

MAJA = 77
BOOK = "📅 Book a call"
WRONG, UNKIND = "The answer was wrong", "Not friendly"


async def asked(api: BotApi) -> Sent:
    """Maja asks, says that it helped, and is asked for a rating: the card."""
    api.text(MAJA, "where is my order")
    await until(lambda: any("My orders" in sent.text for sent in api.chats[MAJA]))
    api.tap(MAJA, "Yes")
    return await until(lambda: next((sent for sent in api.chats[MAJA] if "5 ★" in sent.labels), None))


async def ratings(chat: Running) -> list[tuple[int, str | None, int]]:
    rows = await chat.shop.rows("SELECT value, comment, revision FROM ratings")
    return [(row["value"], row["comment"], row["revision"]) for row in rows]


async def reasons(chat: Running) -> list[str]:
    return [row["choice"] for row in await chat.shop.rows("SELECT choice FROM rating_answers ORDER BY choice")]


async def answered(api: BotApi, taps: int) -> None:
    await until(lambda: len(api.answered) == taps)


async def test_a_rating_is_changed_and_never_doubled(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    assert card.labels == ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]
    api.tap(MAJA, "2 ★")
    await until(lambda: "★★☆☆☆" in card.text)
    api.tap(MAJA, "Change the rating")
    await until(lambda: card.labels == ["1 ★", "✓ 2 ★", "3 ★", "4 ★", "5 ★"])
    api.tap(MAJA, "4 ★", sent=card)
    await until(lambda: "★★★★☆" in card.text)
    assert [row[:2] for row in await ratings(chat)] == [(4, None)]
    assert sum("★" in sent.text for sent in api.chats[MAJA]) == 1


async def test_who_looks_at_the_scale_again_and_stays_with_it_changes_nothing(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.tap(MAJA, "5 ★")
    await until(lambda: "Change the rating" in card.labels)
    api.tap(MAJA, "Change the rating")
    await until(lambda: "✓ 5 ★" in card.labels)
    api.tap(MAJA, "✓ 5 ★")
    await until(lambda: "Change the rating" in card.labels)
    assert await ratings(chat) == [(5, None, 1)]


async def test_reasons_are_ticked_one_by_one(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.tap(MAJA, "1 ★")
    await until(lambda: WRONG in card.labels)
    api.tap(MAJA, WRONG)
    await until(lambda: f"✓ {WRONG}" in card.labels)
    api.tap(MAJA, UNKIND)
    await until(lambda: f"✓ {UNKIND}" in card.labels)
    assert len(await reasons(chat)) == 2 and f"{WRONG}, {UNKIND}" in card.text
    api.tap(MAJA, f"✓ {WRONG}")
    await until(lambda: WRONG in card.labels)
    assert len(await reasons(chat)) == 1
    api.tap(MAJA, "Done")
    await until(lambda: card.labels == ["Change the rating"])
    assert UNKIND in card.text


async def test_two_taps_on_a_reason_are_one_and_so_is_a_replayed_one(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.tap(MAJA, "1 ★")
    await until(lambda: WRONG in card.labels)
    before = len(api.answered)
    first = api.tap(MAJA, WRONG)
    api.tap(MAJA, WRONG)  # drawn before the first one is shown
    await answered(api, before + 2)
    api.push({"callback_query": first["callback_query"]})
    await answered(api, before + 3)
    await until(lambda: f"✓ {WRONG}" in card.labels)
    assert len(await reasons(chat)) == 1
    assert len(await chat.shop.rows("SELECT 1 FROM ratings WHERE revision = 2")) == 1


async def test_a_button_of_a_question_that_went_with_another_value_is_answered_plainly(
    chat: Running, api: BotApi
) -> None:
    card = await asked(api)
    api.tap(MAJA, "1 ★")
    await until(lambda: WRONG in card.labels)
    old = Sent(card.message_id, MAJA, card.text, [], card.keyboard)
    api.tap(MAJA, "Change the rating")
    await until(lambda: "5 ★" in card.labels)
    api.tap(MAJA, "5 ★")
    await until(lambda: "★★★★★" in card.text)
    api.tap(MAJA, WRONG, sent=old)
    await until(lambda: api.told == ["That is no longer possible."])
    assert await reasons(chat) == []


async def test_words_go_with_the_rating(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.tap(MAJA, "3 ★")
    await until(lambda: "✏️ Add a comment" in card.labels)
    api.tap(MAJA, "Add a comment")
    api.tap(MAJA, "Add a comment")
    prompt = await until(lambda: next((sent for sent in api.chats[MAJA] if sent.force_reply), None))
    assert prompt.reply_to == card.message_id and prompt.text.startswith("What should have been better?")
    api.text(MAJA, "A bit <slow>", reply_to=prompt.message_id)
    await until(lambda: "A bit <slow>" in card.text)
    assert [row[:2] for row in await ratings(chat)] == [(3, "A bit <slow>")]
    assert [each["type"] for each in card.entities].count("blockquote") == 1
    assert sum(sent.force_reply for sent in api.chats[MAJA]) == 1

    api.text(MAJA, "Then quick", reply_to=card.message_id)  # a plain reply to the rating itself
    await until(lambda: "Then quick" in card.text)
    api.tap(MAJA, "Change the rating")
    await until(lambda: "5 ★" in card.labels)
    api.tap(MAJA, "5 ★", sent=card)
    await until(lambda: "★★★★★" in card.text)
    assert [row[:2] for row in await ratings(chat)] == [(5, "Then quick")]


async def test_a_reply_before_any_rating_is_an_ordinary_message(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.text(MAJA, "I want to return a gift", reply_to=card.message_id)
    await until(lambda: any("Bring the card." in sent.text for sent in api.chats[MAJA]))
    assert await ratings(chat) == []


async def test_a_tap_whose_query_telegram_has_forgotten_still_counts(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    before = len(api.answered)
    api.tap(MAJA, "5 ★", old=True)
    await until(lambda: "★★★★★" in card.text)
    assert len(api.answered) == before
    assert await ratings(chat) == [(5, None, 1)]


async def test_a_change_that_cannot_be_shown_at_once_is_shown_later(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    api.script("editMessageText", Fault(502), Fault(429, retry_after=0))
    api.tap(MAJA, "2 ★")
    await until(lambda: "★★☆☆☆" in card.text)
    assert await ratings(chat) == [(2, None, 1)]


async def test_after_the_deadline_taps_are_answered_plainly_and_words_are_a_message(chat: Running, api: BotApi) -> None:
    card = await asked(api)
    star = data_of(card, "1 ★")
    api.tap(MAJA, "5 ★")
    await until(lambda: "★★★★★" in card.text)
    await chat.shop.engine.write(lambda tx: tx.execute("UPDATE rating_requests SET edit_until = 0"))
    api.text(MAJA, "I want to return a gift", reply_to=card.message_id)
    await until(lambda: any("Bring the card." in sent.text for sent in api.chats[MAJA]))
    assert len(card.labels) > 1
    forge(api, MAJA, star, card)
    await until(lambda: "This rating is closed." in api.told)
    await until(lambda: card.labels == [])
    assert await ratings(chat) == [(5, None, 1)]


async def test_what_somebody_was_asked_is_not_for_others_to_answer(chat: Running, api: BotApi) -> None:
    star = data_of(await asked(api), "1 ★")
    api.text(78, "where is my order")
    theirs = await until(lambda: next((sent for sent in api.chats[78] if "My orders" in sent.text), None))
    forge(api, 78, star, theirs)
    await until(lambda: api.told == ["That is no longer possible."])
    assert await ratings(chat) == []


def data_of(sent: Sent, label: str) -> str:
    return str(sent.button(label)["callback_data"])


def forge(api: BotApi, chat: int, data: str, sent: Sent) -> None:
    """A tap that means `data`, on a message whose buttons say other things."""
    sent.keyboard = [[{"text": "forged", "callback_data": data}], *sent.keyboard]
    api.tap(chat, "forged", sent=sent)
    del sent.keyboard[0]


async def test_a_low_rating_leads_to_a_booked_call(chat: Running, api: BotApi) -> None:
    def offer(tx: Tx) -> None:
        (csat,) = [kept.survey for kept in surveys.every(tx) if kept.survey.id == "csat"]
        surveys.save(tx, replace(csat, after="book", book_for=(1, 2)), by=None, at=0)

    await chat.shop.engine.write(offer)
    card = await asked(api)
    assert BOOK not in card.labels
    api.tap(MAJA, "1 ★")
    await until(lambda: BOOK in card.labels)
    old = Sent(card.message_id, MAJA, card.text, [], card.keyboard)
    api.tap(MAJA, BOOK)
    told = await until(lambda: next((sent for sent in api.chats[MAJA] if "Choose a time" in sent.labels), None))
    (address,) = [button["url"] for row in told.keyboard for button in row]
    bookings = Bookings(chat.shop.ground, Calls(chat.shop.ground, NotedMedia()).link)
    assert (await bookings.look(address.removeprefix(f"{PUBLIC_URL}/book/#"))).booking is None
    api.tap(MAJA, "Done")
    await until(lambda: card.labels == [BOOK, "Change the rating"])

    api.tap(MAJA, "Change the rating")
    await until(lambda: "5 ★" in card.labels)
    api.tap(MAJA, "5 ★")
    await until(lambda: "★★★★★" in card.text)
    assert BOOK not in card.labels
    api.tap(MAJA, BOOK, sent=old)
    await until(lambda: api.told == ["That is no longer possible."])
    assert "★★★★★" in card.text and "Change the rating" in card.labels
