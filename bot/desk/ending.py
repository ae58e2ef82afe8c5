"""How an episode ends: once, with one rating request."""

from bot.desk.thread import BY_BOT, NOBODY, Thread
from bot.locale import words
from bot.model import OwnerKind, Person, RatingCard
from bot.secret import new_id
from bot.store import episodes, escalations, ratings


def resolve(thread: Thread, by: str, edit_s: int, agent: Person | None = None) -> bool:
    """`by` is customer, silence or agent. False when nothing was open."""
    if thread.owner is OwnerKind.NOBODY:
        return False
    conversation = thread.conversation
    if thread.owner is OwnerKind.LINE:
        escalations.leave(thread.tx, thread.id, "abandoned", None, thread.now)
    episodes.resolve(thread.tx, thread.id, conversation.episode, by, thread.now)
    if agent is not None:
        thread.notice("resolved", agent)
    thread.own(NOBODY)
    _ask_rating(thread, edit_s)
    return True


def _ask_rating(thread: Thread, edit_s: int) -> None:
    conversation, episode = thread.conversation, thread.episode()
    if ratings.asked(thread.tx, thread.id, episode.number):
        return
    text = words(conversation.language).t("How was this conversation?")
    request = new_id("q")
    message = thread.say(BY_BOT, RatingCard(request=request, text=text))
    ratings.ask(
        thread.tx,
        ratings.Request(
            id=request,
            subject=thread.id,
            occasion=episode.number,
            contact=conversation.contact.id,
            channel=conversation.channel,
            language=conversation.language,
            agent=episode.agent,
            handler=episode.handler,
            seq=message.seq,
            asked_at=thread.now,
            edit_until=thread.now + edit_s * 1000,
        ),
    )
