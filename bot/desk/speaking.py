"""What the bot says and does in a thread once it is decided."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from bot.desk import ending, lookup
from bot.desk.base import Ground
from bot.desk.surveys import rating
from bot.desk.thread import BY_BOT, Thread
from bot.dialogue.actions import (
    OFFERING,
    Action,
    AdmitNotKnowing,
    AskWhich,
    Choose,
    Decline,
    Forget,
    Handoff,
    Know,
    Line,
    Rate,
    Reject,
    Say,
    SendArticle,
    Solve,
    Speak,
    Vote,
)
from bot.dialogue.asked import Found
from bot.dialogue.references import mentioned
from bot.dialogue.wording import worded
from bot.errors import BadRequest, Conflict
from bot.events import LINE, ContactChanged, Ranked, inside_stream
from bot.locale import words
from bot.model import ArticleReply, Choice, Choices, Contact, Message, OwnerKind, Text
from bot.store import contacts, episodes, log, messages, questions
from bot.surveys.answering import Tap
from knowledge.attribute import Attribute
from knowledge.match import Match

CHOICES_LOOKED_BACK = 20  # messages
RANKED = 3  # matches that agents are shown


class Speaking:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def do(self, thread: Thread, question: int, text: str, actions: Sequence[Action], found: Found) -> None:
        """`text`: what the message `question` asked, or several that it is the last of."""
        parts = dict((*found.parts, *found.clauses))
        for action in actions:
            match action:
                case SendArticle(match, part):
                    others = (other for other in parts.get(part or "", found.whole) if other != match)
                    self.note(thread, question, part or text, "answered", (match, *others))
                    self._know(thread, self._named_in(part or text, match.article))
                    self.send_article(thread, match.article)
                case AskWhich(matches):
                    self.note(thread, question, text, "choices", matches)
                    self._ask_which(thread, matches)
                case AdmitNotKnowing(line):
                    self.note(thread, question, text, "unknown", found.whole)
                    self._say_line(thread, line)
                    thread.set(misses=thread.misses + 1)
                case Say(line):
                    self._say_line(thread, line)
                case Choose(seq, article):
                    self._take(thread, thread.message(seq), article, article)
                    self.send_article(thread, article)
                case Decline(seq):
                    self._decline(thread, seq)
                case Vote(seq, value):
                    self.vote(thread, seq, value)
                case Reject(seq):
                    self._mark_helped(thread, thread.message(seq), False)
                case Know(attribute, value, article):
                    self._settle_attribute(thread, attribute, value)
                    self._know(thread, {attribute: value})
                    self.send_article(thread, article)
                case Forget(article):
                    self._know(thread, dict.fromkeys(self._ground.answers.articles.needs(article)))
                    self.send_article(thread, article, anew=True)
                case Speak(language, article):
                    self._speak(thread, language, article)
                case Rate(request, value):
                    with suppress(Conflict):  # it could be changed for some days
                        rating.give(thread, self._ground.config, request, Tap(value))
                case Handoff(reason):
                    self.hand_off(thread, reason)
                case Solve():
                    ending.resolve(thread, "customer", self._ground.config)

    # -- words ------------------------------------------------------------------------

    def say(self, thread: Thread, text: str, *, offer: bool = False, call: bool = False, tell: bool = False) -> None:
        """`offer` a person; `call`: also to be called; `tell`: also to be told when there is an answer."""
        person, called, wish = ("person",) if offer else (), ("call",) if call else (), ("tell_me",) if tell else ()
        thread.say(BY_BOT, Text(text=text, offer=(*called, *person, *wish)))
        self.expect(thread)

    def _say_line(self, thread: Thread, line: Line) -> None:
        conversation = thread.conversation
        tongue, languages = words(conversation.language), self._ground.config.bot.languages
        text = worded(line, tongue, languages, conversation.contact.name)
        tell = line in (Line.UNKNOWN, Line.STILL_UNKNOWN)
        self.say(thread, text, offer=line in OFFERING, call=line is Line.CALL, tell=tell)

    def expect(self, thread: Thread) -> None:
        """From here on silence counts."""
        if thread.owner is OwnerKind.BOT:
            thread.set(silence_due_at=thread.now + self._ground.config.bot.silence_s * 1000)

    # -- articles -----------------------------------------------------------------------

    def send_article(self, thread: Thread, key: str, *, anew: bool = False) -> None:
        """The article, or first the question for what it needs to know; `anew`: also for what could not be said."""
        articles = self._ground.answers.articles
        if not articles.knows(key):
            return
        known = contacts.traits(thread.tx, thread.conversation.contact.id).attributes if articles.depends(key) else {}
        unnamed = frozenset() if anew else self._unnamed(thread, key) - known.keys()
        lacking = [name for name in articles.needs(key) if name not in known and name not in unnamed]
        if lacking:
            self._ask_attribute(thread, key, articles.attributes[lacking[0]])
            return
        thread.say(BY_BOT, articles.reply(key, thread.conversation.language, known, unnamed))
        episodes.answered(thread.tx, thread.id, thread.conversation.episode, key)
        thread.set(misses=0)
        self.expect(thread)

    def _unnamed(self, thread: Thread, key: str) -> frozenset[str]:
        """Of what the article needs, the attributes that the customer was asked for in vain in this episode."""
        needs, episode = self._ground.answers.articles.needs(key), thread.conversation.episode
        if not needs:
            return frozenset()
        asked = [body for message, body in self._newest_choices(thread) if message.episode == episode]
        return frozenset(
            body.attribute for body in asked if body.attribute and body.attribute in needs and body.chosen == ""
        )

    def _ask_attribute(self, thread: Thread, key: str, attribute: Attribute) -> None:
        language, fallback = thread.conversation.language, self._ground.answers.fallback
        choices = tuple(
            Choice(article=key, label=choice.label(language, fallback), value=choice.value)
            for choice in attribute.choices
        )
        text = attribute.asked(language, fallback)
        thread.say(BY_BOT, Choices(text=text, choices=choices, attribute=attribute.name, article=key))
        self.expect(thread)

    def _named_in(self, text: str, key: str) -> dict[str, str | None]:
        """Values of what the article needs to know that are named in its question."""
        found: dict[str, str | None] = {}
        for name in self._ground.answers.articles.needs(key):
            choices = self._ground.answers.articles.attributes[name].choices
            place = mentioned(text, [choice.names for choice in choices])
            if place is not None:
                found[name] = choices[place].value
        return found

    def _know(self, thread: Thread, values: dict[str, str | None]) -> None:
        """Keeps what the contact is or has; None forgets it."""
        contact = thread.conversation.contact.id
        traits = contacts.traits(thread.tx, contact)
        known = {name: value for name, value in (traits.attributes | values).items() if value is not None}
        if known != traits.attributes:
            traits = msgspec.structs.replace(traits, attributes=known)
            for stream in contacts.know(thread.tx, contact, traits, thread.now):
                thread.touch(stream)

    # -- choices ------------------------------------------------------------------------

    def _ask_which(self, thread: Thread, found: Sequence[Match]) -> None:
        language, articles = thread.conversation.language, self._ground.answers.articles
        choices = tuple(articles.worded(match, language) for match in found if articles.knows(match.article))
        text = worded(Line.WHICH if len(choices) > 1 else Line.PERHAPS, words(language), ())
        thread.say(BY_BOT, Choices(text=text, choices=choices))
        self.expect(thread)

    def mark_chosen(self, thread: Thread, article: str, label: str | None = None) -> bool:
        """False where the article is not among choices that are open.

        `label` tells the values of an attribute apart, which all stand for the same article.
        """
        for message, body in self._newest_choices(thread):
            picked = next((one for one in body.choices if _is_picked(one, article, label)), None)
            if picked is None or body.chosen is not None:
                continue
            self._take(thread, message, article, picked.value or article)
            if body.attribute is not None:
                self._know(thread, {body.attribute: picked.value})
            return True
        return False

    def _take(self, thread: Thread, message: Message, article: str, chosen: str) -> None:
        assert isinstance(message.body, Choices)
        thread.change(message, msgspec.structs.replace(message.body, chosen=chosen))
        if message.body.attribute is None:
            questions.chosen(thread.tx, thread.id, message.seq, article)
            self._know(thread, self._named_in(lookup.asked_before(thread, message.seq), article))

    def _newest_choices(self, thread: Thread) -> list[tuple[Message, Choices]]:
        newest = messages.newest(thread.tx, thread.id, CHOICES_LOOKED_BACK)
        return [(message, message.body) for message in reversed(newest) if isinstance(message.body, Choices)]

    def _settle_attribute(self, thread: Thread, attribute: str, value: str | None) -> None:
        for message, body in self._newest_choices(thread):
            if body.attribute == attribute and body.chosen is None:
                thread.change(message, msgspec.structs.replace(body, chosen=value or ""))

    def _decline(self, thread: Thread, seq: int) -> None:
        message = thread.message(seq)
        assert isinstance(message.body, Choices)
        thread.change(message, msgspec.structs.replace(message.body, chosen=""))
        thread.set(misses=thread.misses + 1)

    # -- the rest ------------------------------------------------------------------------

    def vote(self, thread: Thread, seq: int, value: bool) -> None:
        """Whether an article did help; True also ends the episode while the bot has it. Raises NotFound, BadRequest."""
        message = thread.message(seq)
        if not self._mark_helped(thread, message, value):
            return
        if thread.owner is not OwnerKind.BOT or message.episode != thread.conversation.episode:
            return
        if value:
            ending.resolve(thread, "customer", self._ground.config)
        else:
            tongue = words(thread.conversation.language)
            text = tongue.t("I am sorry that this did not help. Tell me more in other words, or talk to a person.")
            self.say(thread, text, offer=True)

    def _mark_helped(self, thread: Thread, message: Message, value: bool) -> bool:
        """False when it was known already."""
        if not isinstance(message.body, ArticleReply):
            raise BadRequest("Only an article can be voted on.")
        if message.body.helped is value:
            return False
        thread.change(message, msgspec.structs.replace(message.body, helped=value))
        questions.voted(thread.tx, thread.id, message.seq, message.body.article, value)
        return True

    def hand_off(self, thread: Thread, reason: str) -> None:
        thread.queue(reason)
        thread.notice("queued")
        if not self._ground.presence.here():
            tongue = words(thread.conversation.language)
            text = tongue.t("Nobody is at the desk right now. Your message is kept, and a person will reply here.")
            thread.say(BY_BOT, Text(text=text))

    def _speak(self, thread: Thread, language: str, article: str | None) -> None:
        contact = msgspec.structs.replace(thread.conversation.contact, language=language)
        introduce(thread, contact, chosen=True)
        thread.speak(language)
        self.say(thread, words(language).t("From now on we speak English."))
        if article is not None:
            self.send_article(thread, article)

    def note(self, thread: Thread, question: int, text: str, verdict: str, matches: Sequence[Match]) -> None:
        """That the message `question` asked `text`; `matches`: what answers it, else what comes nearest, best first."""
        best = matches[0] if matches else None
        questions.note(
            thread.tx,
            thread.id,
            question,
            episode=thread.conversation.episode,
            channel=thread.conversation.channel,
            language=thread.conversation.language,
            text=text,
            at=thread.now,
            verdict=verdict,
            article=best.article if best else None,
            confidence=best.confidence if best else 0.0,
            tier=best.tier if best else "",
        )
        stream = inside_stream(thread.id)
        ranked = tuple(self._ground.answers.articles.ranked(match) for match in matches[:RANKED])
        tier = best.tier if best else ""
        log.append(thread.tx, stream, thread.now, Ranked(seq=question, verdict=verdict, tier=tier, matches=ranked))
        thread.touch(stream)


def _is_picked(choice: Choice, article: str, label: str | None) -> bool:
    return choice.article == article and (choice.value is None or label in (None, choice.label))


def introduce(thread: Thread, contact: Contact, *, chosen: bool = False) -> None:
    """Keeps what the contact is called and speaks, and tells it; `chosen`: the customer wants this language."""
    contacts.save(thread.tx, contact, chosen=chosen)
    log.append(thread.tx, thread.stream, thread.now, ContactChanged(contact=contact))
    thread.introduce(contact)
    thread.touch(thread.stream)
    thread.touch(LINE)
