"""A week of the demo shop, lived through its own verbs while the clock runs fast."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.clock import now_ms
from tests.client import Browser, Client, browser
from tests.journeys.stage import MANAGER, PASSWORD, email

HOUR_MS = 3_600_000
AGENTS = (MANAGER, "Bor Kos", "Cene Zupan")


class Past:
    """A clock that is behind, and catches up."""

    def __init__(self, behind_ms: int) -> None:
        self.behind_ms = behind_ms

    def __call__(self) -> int:
        return now_ms() - self.behind_ms


@dataclass(frozen=True)
class Talk:
    """What somebody asked, who answered (None: the bot), and what they said of it afterwards (0: nothing)."""

    language: str
    question: str
    stars: int
    comment: str = ""
    agent: str | None = None
    answer: str = ""


TALKS = (
    Talk("en", "where is my order", 5),
    Talk("sl", "kako vrnem izdelek", 5, "Hitro in jasno, hvala."),
    Talk("ru", "сколько стоит доставка", 4),
    Talk("en", "do you deliver to Norway", 4),
    Talk("sl", "kje je moje narocilo", 5),
    Talk("be", "як ачысціць кававарку", 5, "Усё зразумела, крок за крокам."),
    Talk("en", "The lamp flickers when I dim it", 5, "Bor knew at once which part it was. Wonderful.", "Bor Kos",
         "That is the dimmer. A new one is in the post, free of charge."),
    Talk("id", "berapa lama garansinya", 5),
    Talk("en", "how do i pay in instalments", 0),
    Talk("ru", "как вернуть товар", 5),
    Talk("sl", "Paket je prišel odprt", 4, "", MANAGER, "To mi je žal. Nov paket odpošljemo še danes."),
    Talk("en", "pair my headphones", 3, "The steps were right, but I had to look for the button."),
    Talk("ru", "забыл пароль", 5),
    Talk("en", "gift card", 5),
    Talk("sl", "kdaj dobim denar nazaj", 4),
    Talk("id", "cara mengembalikan barang", 4, "Terima kasih, cepat sekali!"),
    Talk("en", "I was charged twice for the pendant", 2, "Solved, but I had to explain it twice.", "Cene Zupan",
         "I see both payments. The second one is on its way back to you."),
    Talk("sl", "odpiralni čas", 5),
    Talk("en", "robot vacuum does not charge", 4),
    Talk("be", "дзе мая замова", 5),
    Talk("ru", "Кувшин пришёл с трещиной", 5, "Заменили без лишних вопросов. Спасибо!", "Cene Zupan",
         "Простите за это. Новый кувшин отправим завтра утром."),
    Talk("en", "cancel my order", 5),
    Talk("sl", "slušalke se nočejo povezati", 5),
    Talk("en", "can i get a company invoice", 0),
    Talk("en", "The coffee maker is louder than before", 5, "Showed it on video, fixed in four minutes!", MANAGER,
         "Thank you for showing me. It was the seal, as we saw."),
    Talk("sl", "strošek dostave", 4),
    Talk("id", "di mana pesanan saya", 5),
    Talk("en", "which bulb fits the lamp", 5),
    Talk("ru", "гарантия", 1, "Бот ответил не на то, о чём я спрашивал."),
    Talk("sl", "Ali imate Zoro v rdeči barvi?", 5, "Prijazno in hitro.", "Bor Kos",
         "V rdeči pride v sredo; eno sem vam odložil."),
)  # fmt: skip


async def live(port: int, origin: str, clock: Past, first_link: str) -> None:
    """Makes the accounts and has the conversations, evenly over the time that `clock` is behind."""
    async with AsyncExitStack() as stack:

        async def person() -> Browser:
            return await stack.enter_async_context(browser(port, origin))

        agents = await _accounts(person, first_link)
        step = (clock.behind_ms - HOUR_MS) // len(TALKS)
        for talk in TALKS:
            await _have(talk, await (await person()).contact(talk.language), agents)
            clock.behind_ms -= step
        clock.behind_ms = 0


async def _accounts(person: Callable, first_link: str) -> dict[str, Client]:
    sockets: dict[str, Client] = {}
    manager: Browser | None = None
    for name in AGENTS:
        link = first_link if manager is None else (await manager.post("/api/invitations", {"role": "agent"}))["url"]
        signed_in = await person()
        account = {"invitation": link.split("#")[1], "name": name, "email": email(name), "password": PASSWORD}
        await signed_in.post("/api/join", account)
        sockets[name] = await signed_in.agent()
        manager = manager or signed_in
    return sockets


async def _have(talk: Talk, customer: Client, agents: dict[str, Client]) -> None:
    await customer.ask(talk.question)
    assert customer.conversation is not None
    await customer.subscribe(f"conversation:{customer.conversation}")
    if talk.agent is None:
        await customer.call("solved")
    else:
        await customer.call("person")
        await _answer(agents[talk.agent], customer.conversation, talk.answer)
    request = (await customer.says("rating"))["body"]["request"]
    if talk.stars:
        await customer.call(
            "rate", request=request, value=talk.stars, **({"comment": talk.comment} if talk.comment else {})
        )


async def _answer(agent: Client, conversation: str, answer: str) -> None:
    fence = (await agent.call("take", conversation=conversation))["fence"]
    held = {"conversation": conversation, "fence": fence}
    await agent.call("reply", client_message_id=conversation, text=answer, **held)
    await agent.call("resolve", **held)
