"""A picture of a call on its way to a chat on Telegram."""

from bot.desk.calls import Caller, Calls
from bot.desk.pictures import Pictures
from bot.model import DeliveryState, PictureCard
from knowledge.picture import Picture
from tests.bot.channels.conftest import Running
from tests.fakes.bot_api import BotApi, Fault
from tests.fakes.media import NotedMedia
from tests.fakes.pictures import jpeg
from tests.fakes.shop import until

MAJA = 77


async def test_an_agents_picture_arrives_as_a_photo_and_is_tried_again(chat: Running, api: BotApi) -> None:
    shop = chat.shop
    api.text(MAJA, "talk to a person")
    await until(lambda: any("You are in the line" in sent.text for sent in api.chats[MAJA]))
    (row,) = await shop.rows("SELECT id FROM conversations")
    conversation = row["id"]
    fence = await shop.desk.take(shop.agent, conversation)
    room = await Calls(shop.ground, NotedMedia()).start(shop.agent, conversation, fence)
    api.script("sendPhoto", Fault(500))
    caller = Caller(shop.agent.id, "agent", shop.agent.name)
    receipt = await Pictures(shop.ground).put(caller, room, "one", Picture(jpeg(640, 480)), "screen", True)
    await until(lambda: any(sent.photo for sent in api.chats[MAJA]))
    shown = next(sent for sent in api.chats[MAJA] if sent.photo)
    assert shown.photo == jpeg(640, 480)
    assert shown.text == f"{shop.agent.name}\nPicture of the shared screen, with marks on it"
    assert api.count("sendPhoto") == 2

    async def delivered() -> bool:
        (message,) = [each for each in await shop.messages(conversation) if each.seq == receipt.seq]
        assert isinstance(message.body, PictureCard)
        return message.delivery is DeliveryState.SENT

    await until(delivered)


async def test_a_customers_own_picture_is_not_sent_back_to_them(chat: Running, api: BotApi) -> None:
    shop = chat.shop
    api.text(MAJA, "talk to a person")
    await until(lambda: any("You are in the line" in sent.text for sent in api.chats[MAJA]))
    (row,) = await shop.rows("SELECT id, contact FROM conversations")
    fence = await shop.desk.take(shop.agent, row["id"])
    room = await Calls(shop.ground, NotedMedia()).start(shop.agent, row["id"], fence)
    own = Caller(row["contact"], "customer", "Maja")
    await Pictures(shop.ground).put(own, room, "one", Picture(jpeg()), "photo", False)
    await shop.desk.reply(shop.agent, row["id"], fence, "r1", text="Thank you for the photo.", article=None)
    await until(lambda: any("Thank you for the photo." in sent.text for sent in api.chats[MAJA]))
    assert api.count("sendPhoto") == 0
