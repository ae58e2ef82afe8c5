"""How each message of a conversation looks on Telegram: its text and the buttons below it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.telling import Look
from bot.channels.telegram import rating_card, text
from bot.channels.telegram.post import Button, Post, Rows, shortened
from bot.channels.telegram.taps import (
    CheckedIn,
    Choose,
    Helped,
    LeaveLine,
    NoneOfThese,
    Permit,
    Speak,
    TellMe,
    WantCall,
    WantPerson,
)
from bot.channels.telegram.text import Run, plain
from bot.locale import NAMES, Words
from bot.model import (
    ArticleReply,
    Author,
    AuthorKind,
    CallCard,
    CallKind,
    CallState,
    Choices,
    Message,
    Moment,
    Notice,
    Owner,
    PictureCard,
    RatingCard,
    Text,
    Unsupported,
)

UNASKED: frozenset[Moment] = frozenset({"later", "touchpoint"})  # comes out of a talk: who gets it may stop that
ICONS: dict[CallKind, str] = {"video": "📹", "voice": "📞", "screen": "🖥"}


def card(message: Message, words: Words, base: str, link: str | None = None, photo: bytes | None = None) -> Post:
    """`base`: the address that links without a host belong to; `link`: the invitation of a call, where it is known;
    `photo`: what a picture shows, where it is known.
    """
    match message.body:
        case Text() as body:
            return Post(_name(message) + plain(body.text), _offers(message.seq, body, words))
        case ArticleReply() as body:
            return _article(message, body, words, base)
        case Choices() as body:
            return _choices(message, body, words)
        case RatingCard() as body:
            return _rating(message, body, words)
        case CallCard() as body:
            return _call(body, words, base, link)
        case PictureCard() as body:
            return Post(_name(message) + plain(body.alt), photo=photo)
        case Notice() as body:
            return _notice(body, words)
        case Unsupported() as body:
            return Post(_name(message) + plain(body.text or body.what))


def _name(message: Message) -> list[Run]:
    """Who speaks, where it is a person: the bot's own name stands above the chat already."""
    if message.author.kind is AuthorKind.AGENT and message.author.name:
        return [Run(message.author.name, ("b",)), Run("\n")]
    return []


def _offers(seq: int, body: Text, words: Words) -> Rows:
    buttons = {
        "call": Button(words.t("Ask for a call"), WantCall()),
        "person": Button(words.t("Talk to a person"), WantPerson()),
        "tell_me": Button(words.t("Tell me when there is an answer"), TellMe(seq)),
        "works": Button(f"👍 {words.t('Yes, all works')}", CheckedIn(seq, True)),
        "need_help": Button(words.t("I need help"), CheckedIn(seq, False)),
        "stop": stop_button(seq, words),
        "allow": Button(words.t("Write to me again"), Permit(seq, True)),
    }
    return tuple((buttons[one],) for one in body.offer)


def stop_button(seq: int, words: Words) -> Button:
    return Button(words.t("No more of these messages"), Permit(seq, False))


def _rating(message: Message, body: RatingCard, words: Words) -> Post:
    post = rating_card.post(message.seq, body, words)
    if body.moment not in UNASKED or body.value is not None or body.closed:
        return post
    return replace(post, rows=(*post.rows, (stop_button(message.seq, words),)))


def _person_row(words: Words) -> Rows:
    return ((Button(words.t("Talk to a person"), WantPerson()),),)


# -- what the bot knows ------------------------------------------------------------


def look(body: ArticleReply | RatingCard, language: str, base: str) -> Look:
    """What the bot says as it would be sent; `language`: of the words around it."""
    message = Message(seq=1, episode=1, at=0, author=Author(kind=AuthorKind.BOT), body=body)
    post = card(message, Words(language), base)
    return Look(
        tuple(text.markup(runs) for runs in text.pieces(post.runs)),
        post.picture,
        tuple(tuple(button.label for button in row) for row in post.rows),
    )


def _article(message: Message, body: ArticleReply, words: Words, base: str) -> Post:
    note = [Run(body.note, ("i",)), Run("\n\n")] if body.note else []
    runs = _name(message) + note + plain(body.title, "b")
    if answer := text.article(body.markdown, base):
        runs += [Run("\n\n"), *answer]
    # a picture that is shown stays a link in the text too: Telegram does not say whether it could fetch it
    picture = text.picture(body.markdown, base)
    rows: Rows = ()
    for label, address in ((words.t("Watch the video"), body.video), (words.t("Read the whole article"), body.link)):
        if address and (url := text.link(address, base)):
            rows += ((Button(label, url),),)
        elif address:
            runs += plain(f"\n\n{address}")
    if message.author.kind is AuthorKind.AGENT:
        return Post(runs, rows, picture=picture)
    stop = ((stop_button(message.seq, words),),) if "stop" in body.offer else ()
    if body.helped is None:
        yes, no = Helped(message.seq, True), Helped(message.seq, False)
        rows += ((Button(f"👍 {words.t('Yes')}", yes), Button(f"👎 {words.t('No')}", no)),)
        runs += [Run("\n\n"), Run(words.t("Did this help?"), ("i",))]
    elif body.helped:
        runs += [Run("\n\n"), Run(f"👍 {words.t('It helped.')}", ("i",))]
        return Post(runs, rows + stop, picture=picture)
    else:
        runs += [Run("\n\n"), Run(f"👎 {words.t('It did not help.')}", ("i",))]
    return Post(runs, rows + _person_row(words) + stop, picture=picture)


def _choices(message: Message, body: Choices, words: Words) -> Post:
    if body.chosen is not None:
        label = next((one.label for one in body.choices if body.chosen == (one.value or one.article)), None)
        if body.chosen == "":
            label = none_of(body, words)
        chosen = [Run("\n\n"), Run(f"✓ {label}", ("i",))] if label else []
        return Post(plain(body.text) + chosen)
    rows = tuple(
        (Button(shortened(choice.label), Choose(message.seq, index)),) for index, choice in enumerate(body.choices)
    )
    none = (Button(none_of(body, words), NoneOfThese(message.seq)),)
    return Post(plain(body.text), (*rows, none, *_person_row(words)))


def none_of(body: Choices, words: Words) -> str:
    """What the button says that takes none of the choices; as a message it means the same."""
    return words.t("I do not know") if body.attribute else words.t("None of these")


# -- calls and notices ---------------------------------------------------------------


def _call(body: CallCard, words: Words, base: str, link: str | None) -> Post:
    runs = plain(f"{ICONS[body.media]} {_call_words(body, words)}")
    if body.state is CallState.MISSED and not body.callback:
        return Post(runs, ((Button(words.t("Call me back"), WantCall()),),))
    if body.state is not CallState.OFFERED or link is None:
        return Post(runs)
    hint = words.t("The link is for you alone. Nothing starts before you press Join there.")
    if url := text.link(link, base):
        join = words.t("Join the video call") if body.media == "video" else words.t("Join the call")
        return Post([*runs, Run("\n"), Run(hint, ("i",))], ((Button(join, url),),))
    return Post([*runs, Run(f"\n\n{link}\n\n"), Run(hint, ("i",))])


def _call_words(body: CallCard, words: Words) -> str:
    name = body.by.name if body.by else ""
    match body.state:
        case CallState.RINGING:
            return words.t("You asked for a call.")
        case CallState.OFFERED:
            return _offered(body, name, words)
        case CallState.RUNNING:
            return words.t("The call with {name} is running.", name=name)
        case CallState.DECLINED:
            return words.t("The call was declined.")
        case CallState.MISSED if body.callback:
            return words.t("You asked to be called back.")
        case CallState.MISSED:
            return words.t("The invitation to a call is no longer valid.")
        case CallState.ENDED:
            if body.started_at is None or body.ended_at is None:
                return words.t("The call ended before it began.")
            length = duration(body.ended_at - body.started_at, words)
            if body.media == "video":
                return words.t("Video call, {duration}", duration=length)
            return words.t("Call, {duration}", duration=length)


def _offered(body: CallCard, name: str, words: Words) -> str:
    match body.media:
        case "video":
            return words.t("{name} invites you to a video call", name=name)
        case "voice":
            return words.t("{name} invites you to a call", name=name)
        case "screen":
            return words.t("{name} asks to look at your screen with you", name=name)


def duration(length_ms: int, words: Words) -> str:
    minutes, seconds = divmod(round(length_ms / 1000), 60)
    if minutes:
        return words.t("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    return words.t("{seconds} s", seconds=seconds)


def _notice(body: Notice, words: Words) -> Post:
    waiting = body.code in ("queued", "released") or (body.code == "callback" and body.agent is None)
    rows = ((Button(words.t("Leave the line"), LeaveLine()),),) if waiting else ()
    return Post(plain(_notice_words(body, words), "i"), rows, quiet=body.code not in ("joined", "transferred"))


def _notice_words(body: Notice, words: Words) -> str:
    name = body.agent.name if body.agent else None
    match body.code:
        case "queued":
            return words.t("You are in the line. A person will answer you here.")
        case "callback" if name is not None:
            return words.t("{name} will call you: the invitation will arrive here.", name=name)
        case "callback":
            return words.t("We will call you: the invitation will arrive here.")
        case "left_line":
            return words.t("You left the line")
        case "joined":
            return words.t("{name} joined", name=name)
        case "transferred":
            return words.t("{name} takes over", name=name)
        case "released" if name is not None:
            return words.t("{name} put you back in line, at your old place", name=name)
        case "released":
            return words.t("You are back in line, at your old place")
        case "handed_back":
            return words.t("The bot answers again")
        case "resolved":
            return words.t("This conversation has ended. Write any time to start again.")
        case "reopened":
            return words.t("The conversation goes on")
        case "stopped":
            return words.t("You get no messages unasked any more")
        case "allowed":
            return words.t("You get messages about what you buy")
        case "signed_in":
            return words.t("You are signed in: what you wrote in another browser is here as well")


# -- what is said beside the conversation --------------------------------------------


def greeting(name: str, words: Words, languages: Sequence[str]) -> Post:
    return _welcome(words.t("Hello! This is {name}.", name=name), words, languages)


def language_chosen(words: Words, languages: Sequence[str]) -> Post:
    return _welcome(words.t("From now on we speak English."), words, languages)


def _welcome(first: str, words: Words, languages: Sequence[str]) -> Post:
    said = (
        words.t("Ask me in your own words and I will look for the answer. Typos are fine."),
        words.t("If you would rather talk to a person, say so at any time."),
    )
    return Post([Run(first, ("b",)), Run("\n\n" + "\n".join(said))], _language_rows(languages) + _person_row(words))


def language_question(words: Words, languages: Sequence[str]) -> Post:
    return Post(plain(words.t("Which language do you prefer?")), _language_rows(languages))


def _language_rows(languages: Sequence[str]) -> Rows:
    buttons = [Button(NAMES[language], Speak(language)) for language in languages]
    if len(buttons) < 2:
        return ()
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def help_card(words: Words) -> Post:
    runs = [
        Run(words.t("Write what you want to know. What else there is:")),
        Run(f"\n\n/person – {words.t('Talk to a person')}"),
        Run(f"\n/call – {words.t('Ask for a call')}"),
        Run(f"\n/language – {words.t('Change the language')}"),
        Run(f"\n/messages – {words.t('Messages about your purchases')}"),
        Run(f"\n/help – {words.t('What I can do')}"),
    ]
    return Post(runs)


def private_only(words: Words, address: str | None) -> Post:
    """`address`: the bot's own on Telegram; None while it is not known."""
    said = words.t("I answer in private chats only.")
    return Post(plain(f"{said} https://t.me/{address}" if address else said))


def person_already(owner: Owner, words: Words) -> Post:
    """For who asks for a person while one is there, or on the way."""
    if owner.agent is not None:
        return Post(plain(words.t("{name} is here and reads what you write.", name=owner.agent.name), "i"))
    said = words.t("You are in the line already. A person will answer you here.")
    return Post(plain(said, "i"), ((Button(words.t("Leave the line"), LeaveLine()),),))


def call_already(words: Words) -> Post:
    """For who asks for a call while one is promised, or there."""
    return Post(plain(words.t("Your invitation to the call arrives here, or is above already."), "i"))


def too_late(words: Words) -> Post:
    return Post(plain(words.t("That is no longer possible."), "i"))


def unreadable(words: Words) -> Post:
    return Post(plain(words.t("I could not read that. Please write it as plain text."), "i"))


def unasked(words: Words, allowed: bool | None) -> Post:
    """Whether the shop may write by itself, and the button that changes it. `allowed` None: never said."""
    if allowed:
        said = words.t("We write to you about what you buy from us.")
        return Post(plain(said), ((stop_button(0, words),),))
    said = words.t("We do not write to you unasked.")
    return Post(plain(said), ((Button(words.t("Write to me about what I buy"), Permit(0, True)),),))


def link_useless(words: Words, *, used: bool) -> Post:
    """`used`: or it has run out; else it belongs to somebody else."""
    if used:
        return Post(plain(words.t("This link was used or has expired. Ask the shop for a new one."), "i"))
    return Post(plain(words.t("This link belongs to another customer. You can write here all the same."), "i"))


COMMANDS = ("person", "call", "language", "messages", "help")


def commands(words: Words) -> list[tuple[str, str]]:
    """For Telegram's menu: the command and what it does."""
    does = (
        words.t("Talk to a person"),
        words.t("Ask for a call"),
        words.t("Change the language"),
        words.t("Messages about your purchases"),
        words.t("What I can do"),
    )
    return list(zip(COMMANDS, does, strict=True))
