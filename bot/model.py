"""What the product talks about: contacts, agents, conversations, messages.

All times are UTC, integer milliseconds. The same structs are stored as JSON, sent
over the socket and described in bot/web/PROTOCOL.md.
"""

from enum import StrEnum
from typing import Literal

import msgspec


class Struct(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Frozen; a field at its default is left out of the JSON."""


class Channel(StrEnum):
    WIDGET = "widget"
    TELEGRAM = "telegram"
    LINK = "link"  # the contact has nothing but the link to a call, and what the call page shows


class Role(StrEnum):
    AGENT = "agent"
    MANAGER = "manager"  # may do all that an agent may


class Contact(Struct, frozen=True, kw_only=True):
    id: str
    name: str | None = None  # None: never told
    language: str


class CallCheck(Struct, frozen=True, kw_only=True):
    """What a browser found of itself and of its way to the server before a call."""

    at: int
    microphone: Literal["granted", "denied", "missing", "busy", "unasked"] = "unasked"
    camera: Literal["granted", "denied", "missing", "busy", "unasked"] = "unasked"
    speaker: Literal["heard", "unheard", "unasked"] = "unasked"
    way: Literal["udp", "relay", "tcp", "none", "unasked"] = "unasked"
    relay: Literal["works", "fails", "unasked"] = "unasked"  # the TURN server, which "udp" does without
    rtt_ms: int | None = None  # there and back; None: not measured
    loss_pct: float | None = None  # 0-100; None: not measured
    screen: bool = False  # it can share one
    browser: str = ""  # such as "Chrome 156, Android"


class Traits(Struct, frozen=True, kw_only=True):
    """What is known of a contact, for agents' eyes and the bot's choice of articles."""

    labels: tuple[str, ...] = ()  # such as "business"; from the page's embed code or an agent, so never a permission
    attributes: dict[str, str] = {}  # of knowledge.attribute: name -> value
    check: CallCheck | None = None  # the newest that was not made in a call


class Person(Struct, frozen=True, kw_only=True):
    """An agent as a customer may see one."""

    id: str
    name: str


class Agent(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    email: str
    role: Role
    created_at: int
    disabled_at: int | None = None
    team: str = ""  # "": none


# -- who owns a conversation ------------------------------------------------


class OwnerKind(StrEnum):
    BOT = "bot"
    LINE = "line"
    AGENT = "agent"
    NOBODY = "nobody"  # the episode has ended


class Owner(Struct, frozen=True, kw_only=True):
    kind: OwnerKind
    agent: Person | None = None  # set exactly when kind is agent


class Conversation(Struct, frozen=True, kw_only=True):
    id: str
    contact: Contact
    channel: Channel
    owner: Owner
    fence: int  # rises with every change of owner
    episode: int  # 1..n
    language: str
    opened_at: int  # of this episode
    last_at: int  # of the newest message
    continues_in: str | None = None  # the conversation in which the customer goes on; None: in this one


# -- what is said -----------------------------------------------------------


class AuthorKind(StrEnum):
    CONTACT = "contact"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Author(Struct, frozen=True, kw_only=True):
    kind: AuthorKind
    id: str | None = None
    name: str | None = None


class Choice(Struct, frozen=True, kw_only=True):
    article: str
    label: str
    value: str | None = None  # of the attribute that is asked for


class Text(Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    text: str
    offer: tuple[Literal["person", "call", "tell_me", "works", "need_help", "stop", "allow"], ...] = ()  # buttons below
    article: str | None = None  # the choice or starter that was tapped


class ArticleReply(Struct, frozen=True, kw_only=True, tag_field="kind", tag="article"):
    article: str
    language: str
    title: str
    markdown: str
    html: str  # sanitised by the server
    link: str | None = None
    video: str | None = None  # the address of a film that shows it
    helped: bool | None = None  # None: not said
    note: str | None = None  # stands above it: that it is in another language than the conversation
    offer: tuple[Literal["stop"], ...] = ()  # what is sent unasked can be stopped by a button below it


class Choices(Struct, frozen=True, kw_only=True, tag_field="kind", tag="choices"):
    """Which article is meant, or with `attribute` what must be known of the customer before one is told."""

    text: str
    choices: tuple[Choice, ...]  # none where any words will do for the attribute
    chosen: str | None = None  # the article, or the attribute's value; "": none of them
    attribute: str | None = None
    article: str | None = None  # that is told then; set exactly when `attribute` is


Metric = Literal["csat", "nps", "ces"]
SurveyLook = Literal["stars", "faces", "numbers", "thumbs"]
Moment = Literal["episode", "call", "later", "touchpoint", "reask", "kiosk", "link"]
"""What a customer is asked after: the end of an episode, one with a call in it, some days later, something that
happened elsewhere, a recovery; on a tablet in a shop; by a link alone.
"""


class Chip(Struct, frozen=True, kw_only=True):
    id: str
    label: str


class CardQuestion(Struct, frozen=True, kw_only=True):
    """What is asked beside the value."""

    id: str
    kind: Literal["chips", "text", "scale"]
    text: str
    choices: tuple[Chip, ...] = ()  # of chips
    many: bool = True  # chips: more than one may be chosen
    low: str = ""  # the words at the ends of a scale, which is 1..5
    high: str = ""


class CardAnswer(Struct, frozen=True, kw_only=True):
    """To one such question; each kind has its own field."""

    choices: tuple[str, ...] = ()
    text: str | None = None
    value: int | None = None  # 1..5


class RatingCard(Struct, frozen=True, kw_only=True, tag_field="kind", tag="rating"):
    request: str
    text: str
    value: int | None = None  # CSAT 1..5 (thumbs: 5 and 1), NPS 0..10, CES 1..7; None: not given
    comment: str | None = None  # the customer's words, whichever question they answer
    survey: str = "csat"
    metric: Metric = "csat"
    look: SurveyLook = "stars"
    low: str = ""  # the words at the ends of the scale
    high: str = ""
    questions: tuple[CardQuestion, ...] = ()  # that follow from the value; none before there is one
    answers: dict[str, CardAnswer] = {}  # by the question's id
    thanks: str | None = None  # said once there is a value; None: the page's own words
    until: int | None = None  # exclusive: from then on nothing is changed any more; None: not told
    closed: bool = False  # the time is over
    moment: Moment = "episode"
    offer: tuple[Literal["book"], ...] = ()  # shown as buttons below, once there is a value


CallKind = Literal["video", "voice", "screen"]
"""What is proposed first; either side may add the rest later."""


CallEvent = Literal["joined", "left", "shared", "unshared", "recorded", "unrecorded", "snapshot", "taken_over"]


class CallMoment(Struct, frozen=True, kw_only=True):
    what: CallEvent
    role: Literal["customer", "agent", "supervisor"]
    at: int
    name: str | None = None  # of agents and supervisors
    person: str | None = None  # the id of whoever it was; None: told before ids were kept


class CallState(StrEnum):
    OFFERED = "offered"  # an agent asks the customer in
    RINGING = "ringing"  # the customer asks for an agent
    RUNNING = "running"
    ENDED = "ended"
    DECLINED = "declined"
    MISSED = "missed"  # nobody came while it was offered, or rang


class CallCard(Struct, frozen=True, kw_only=True, tag_field="kind", tag="call"):
    room: str
    state: CallState
    media: CallKind = "video"
    asked: bool = False  # by the customer
    by: Person | None = None  # the agent; None: the customer has asked, and nobody has accepted
    expires_at: int  # of the offer, or of the ringing
    moments: tuple[CallMoment, ...] = ()
    started_at: int | None = None  # both were there for the first time
    ended_at: int | None = None
    ended_by: Literal["agent", "customer", "system"] | None = None
    reason: str | None = None
    check: CallCheck | None = None  # the customer's newest
    callback: bool = False  # nothing came of it, and the customer wants to be called back
    recorded: bool = False  # a recording of it was made


class PictureCard(Struct, frozen=True, kw_only=True, tag_field="kind", tag="picture"):
    """A picture taken in a call or sent by an agent; only those may see it who may read the conversation."""

    picture: str  # its id
    width: int  # pixels, as it is shown
    height: int
    alt: str  # what it shows, in the conversation's language


class Notice(Struct, frozen=True, kw_only=True, tag_field="kind", tag="notice"):
    """A line between the messages; pages word it by `code`."""

    code: Literal[
        "queued",
        "callback",
        "left_line",
        "joined",
        "transferred",
        "released",
        "handed_back",
        "resolved",
        "reopened",
        "stopped",
        "allowed",
        "signed_in",
    ]
    agent: Person | None = None


class Unsupported(Struct, frozen=True, kw_only=True, tag_field="kind", tag="unsupported"):
    """Something the channel brought that cannot be shown, with its caption."""

    what: str  # photo, voice, sticker …
    text: str = ""


Body = Text | ArticleReply | Choices | RatingCard | CallCard | PictureCard | Notice | Unsupported


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have arrived
    FAILED = "failed"


class Message(Struct, frozen=True, kw_only=True):
    seq: int  # of the event that brought it, 1..n within the conversation
    episode: int
    at: int
    author: Author
    body: Body
    client_message_id: str | None = None
    delivery: DeliveryState | None = None  # None: read from the stream, nothing to deliver
    problem: str | None = None  # why delivery failed, a plain sentence


class Note(Struct, frozen=True, kw_only=True):
    """What agents write for each other."""

    seq: int
    at: int
    author: Person
    text: str


class Summary(Struct, frozen=True, kw_only=True):
    """A conversation as a row of the desk's lists."""

    id: str
    contact: Contact
    channel: Channel
    owner: Owner
    fence: int
    episode: int
    last_at: int
    waiting_since: int | None = None  # in line since; None: not in line
    reason: str | None = None  # why it went to the line: asked, unmatched, low_rating, transfer, released, call
    excerpt: str = ""  # the customer's newest words, at most 140 characters
    unanswered_since: int | None = None  # the customer wrote and no person has replied since
    callback: bool = False  # the customer wants to be called, and no call has been started since
    continues_in: str | None = None  # the conversation in which the customer goes on
