"""A database as a large support team has it after three years: a million ratings over five million messages.

Everything is drawn from one seed. Rows are written by sqlite3 itself; the desk would take a night for it.
"""

import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.store.sqlite import connect, migrate

DAY_MS = 86_400_000
YEARS_3_MS = 3 * 365 * DAY_MS
ANSWERED = 0.625  # of the askings
MESSAGES = 3.125  # of each conversation
AT_ONCE = 100_000

AGENTS, TEAMS, ARTICLES, TOPICS = 40, 5, 400, 12
CHANNELS = ("widget", "telegram")
LANGUAGES = ("en", "sl", "be", "ru", "id")
HANDLERS = ("article", "bot", "agent", "call")
MOMENTS = ("episode", "call", "later", "touchpoint", "kiosk")
METRICS = {"episode": "csat", "call": "csat", "later": "ces", "touchpoint": "nps", "kiosk": "csat"}
OUTCOMES = ("recovered", "not_recovered", "unanswered")
HAPPENED = ("bought", "shipped", "delivered", "returned")
LABELS = ("[]", '["business"]', '["vip","newsletter"]')
PLACES = ("delivered", "bought", "Main street", "Station")
REASONS = ("slow", "unclear", "unsolved", "rude", "other")
COMMENTS = (
    "The {} was answered very fast, thank you", "I waited too long for the {}", "Nobody could help me with the {}",
    "The {} is still not solved", "Friendly and clear about the {}", "Hvala za hitro pomoč glede: {}",
    "Долго ждали ответа про {}", "Дзякуй, усё зразумела пра {}", "Terima kasih, {} saya sudah beres",
    "I had to explain the {} three times", "Great help with my {}", "The answer about the {} was wrong",
)  # fmt: skip
THINGS = (
    "order", "parcel", "refund", "invoice", "password", "delivery", "exchange", "warranty", "coupon", "account", "card",
    "address", "size", "return label", "subscription",
)  # fmt: skip

_REQUESTS = """INSERT INTO rating_requests (id, survey, subject, occasion, contact, channel, language, agent, handler,
    seq, asked_at, edit_until, metric, moment, conversation, episode, team, article, topic, place, closed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_EPISODES = """INSERT INTO episodes (conversation, number, opened_at, article, agent, handler, resolved_at, resolved_by,
    channel, language, team, topic, first_bot_ms, first_human_ms, wait_ms, handle_ms, person, questions, answered,
    stuck, again) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Sizes:
    """How much there is of all."""

    ratings: int

    @property
    def episodes(self) -> int:
        """Each is asked about once."""
        return round(self.ratings / ANSWERED)

    @property
    def contacts(self) -> int:
        return max(1, self.episodes // 4)

    @property
    def messages(self) -> int:
        return round(self.episodes * MESSAGES)


@dataclass(frozen=True)
class Drawn:
    """What is drawn for each episode, in the order of their ends."""

    conversation: Numbers
    number: Numbers
    ended_at: Numbers
    length_ms: Numbers
    channel: Numbers
    language: Numbers
    handler: Numbers
    agent: Numbers
    article: Numbers
    moment: Numbers
    value: Numbers  # -1: not answered
    luck: Numbers  # 0-1, for whatever else is drawn


def ident(kind: str, number: int) -> str:
    """As random as those of the product, and the same each time."""
    mixed = (number * 0x9E3779B97F4A7C15 + ord(kind[0])) % 2**64
    return f"{kind}_{urlsafe_b64encode(mixed.to_bytes(8, 'big') + number.to_bytes(4, 'big')).decode()}"


def make(path: Path, sizes: Sizes, now: int, seed: int = 1) -> None:
    """A database at `path`, which is not there yet; the newest conversation ended just before `now` (UTC ms)."""
    conn = connect(path)
    try:
        migrate(conn)
        conn.execute("PRAGMA synchronous=OFF")
        conn.execute("PRAGMA cache_size=-1000000")
        conn.execute("PRAGMA foreign_keys=off")
        it = _draw(sizes, now, np.random.default_rng(seed))
        for write in (_people, _conversations, _messages, _notes, _episodes, _waited, _asked, _happened):
            conn.execute("BEGIN")
            write(conn, sizes, it)
            conn.execute("COMMIT")
        conn.execute("ANALYZE")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        conn.close()


def _draw(sizes: Sizes, now: int, chance: np.random.Generator) -> Drawn:
    n = sizes.episodes
    conversation = chance.integers(0, sizes.contacts, n)
    handler = chance.choice(4, n, p=(0.45, 0.1, 0.38, 0.07))
    moment = chance.choice(5, n, p=(0.78, 0.07, 0.05, 0.07, 0.03))
    quality = chance.normal(0, 1, AGENTS) / 3
    agent = chance.integers(0, AGENTS, n)
    mood = 1 / (1 + np.exp(-(1.1 + 0.3 * (handler == 0) + np.where(handler >= 2, quality[agent], 0))))
    best = np.array([5, 5, 7, 10, 5])[moment]
    value = np.where(chance.random(n) < mood, best - chance.integers(0, 2, n), chance.integers(1, best))
    value = np.where(chance.random(n) < ANSWERED, value, -1)
    return Drawn(
        conversation=conversation,
        number=_nth(conversation),
        ended_at=np.sort(now - (YEARS_3_MS * chance.beta(1.2, 1, n)).astype(np.int64)) - 1,
        length_ms=chance.lognormal(13, 1, n).astype(np.int64),
        channel=chance.choice(2, n, p=(0.65, 0.35)),
        language=chance.choice(5, n, p=(0.4, 0.25, 0.1, 0.15, 0.1)),
        handler=handler,
        agent=agent,
        article=np.minimum(chance.zipf(1.3, n), ARTICLES) - 1,
        moment=moment,
        value=value,
        luck=chance.random(n),
    )


def _nth(conversation: Numbers) -> Numbers:
    """Of each episode which it is of its conversation, from 1."""
    order = np.argsort(conversation, kind="stable")
    first = np.searchsorted(conversation[order], conversation[order], "left")
    found = np.empty_like(conversation)
    found[order] = np.arange(len(conversation)) - first + 1
    return found


def _people(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    conn.executemany(
        "INSERT INTO agents (id, name, email, password_hash, role, created_at, team)"
        " VALUES (?, ?, ?, '-', 'agent', 0, ?)",
        [(ident("a", n), f"Agent {n}", f"agent{n}@linden.example", f"Team {n % TEAMS}") for n in range(AGENTS)],
    )
    conn.executemany(
        "INSERT INTO contacts (id, name, language, created_at, labels) VALUES (?, ?, ?, 0, ?)",
        ((ident("c", n), f"Customer {n}", "en", LABELS[n % len(LABELS)]) for n in range(sizes.contacts)),
    )


def _conversations(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    last = np.zeros(sizes.contacts, np.int64)
    number = np.ones(sizes.contacts, np.int64)
    np.maximum.at(last, it.conversation, it.ended_at)
    np.maximum.at(number, it.conversation, it.number)
    conn.executemany(
        "INSERT INTO conversations (id, contact, channel, owner, fence, episode, language, opened_at, last_at, excerpt,"
        " misses) VALUES (?, ?, ?, 'nobody', 1, ?, 'en', ?, ?, 'Where is my order?', 0)",
        (
            (ident("v", n), ident("c", n), CHANNELS[n % 2], episode, at, at)
            for n, (episode, at) in enumerate(zip(number.tolist(), last.tolist(), strict=True))
        ),
    )


_CONTACT = (
    '{{"seq":{0},"episode":{1},"at":{2},"author":{{"kind":"contact","id":"c","name":"Customer"}},'
    '"body":{{"kind":"text","text":"Where is my order? It should have been here on Monday."}}}}'
)
_REPLY = (
    '{{"seq":{0},"episode":{1},"at":{2},"author":{{"kind":"{3}"}},"body":{{"kind":"text",'
    '"text":"It is on its way: it left our house yesterday and arrives tomorrow between 8 and 12."}}}}'
)
_CARD = (
    '{{"seq":{0},"episode":{1},"at":{2},"author":{{"kind":"bot"}},"body":{{"kind":"rating","request":"{3}",'
    '"text":"How was this conversation?"}}}}'
)


def _messages(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    conn.executemany(
        "INSERT INTO messages (conversation, seq, episode, at, author, words, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
        islice(_said(it), sizes.messages),
    )


def _said(it: Drawn) -> Iterator[tuple[object, ...]]:
    columns = (it.conversation, it.number, it.ended_at, it.length_ms, it.handler)
    for n, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        conversation, number, ended_at, length, handler = row
        key, seq = ident("v", conversation), 8 * number
        began, who = ended_at - length, "agent" if handler >= 2 else "bot"
        yield key, seq, number, began, "contact", "Where is my order?", _CONTACT.format(seq, number, began)
        told = began + length // 2
        yield key, seq + 1, number, told, who, "It is on its way", _REPLY.format(seq + 1, number, told, who)
        card = _CARD.format(seq + 2, number, ended_at, ident("q", n))
        yield key, seq + 2, number, ended_at, "bot", "", card
        if n % 8 == 0:
            yield key, seq + 3, number, ended_at, "contact", "Thanks", _CONTACT.format(seq + 3, number, ended_at)


_NOTE = '{{"seq":{0},"at":{1},"author":{{"id":"{2}","name":"Agent"}},"text":"Asked the carrier about it."}}'


def _notes(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    """An agent's, in every fifth conversation that one had."""
    rows = np.flatnonzero(it.handler >= 2)[::5]
    columns = (column[rows].tolist() for column in (it.conversation, it.number, it.ended_at, it.length_ms, it.agent))
    conn.executemany(
        "INSERT INTO notes (conversation, seq, note) VALUES (?, ?, ?)",
        (
            (ident("v", conversation), number, _NOTE.format(number, at - length // 3, ident("a", agent)))
            for conversation, number, at, length, agent in zip(*columns, strict=True)
        ),
    )


def _happened(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    """Elsewhere, some hours before every third conversation."""
    began = (it.ended_at - it.length_ms)[::3].tolist()
    conn.executemany(
        "INSERT INTO touchpoints (id, sender, name, body_hash, contact, kind, at, product, facts, received_at)"
        " VALUES (?, 'shop', ?, '', ?, ?, ?, ?, '{\"total\":\"49.90\"}', ?)",
        (
            (ident("t", n), str(n), ident("c", contact), HAPPENED[n % 4], at - n % 24 * 3_600_000, THINGS[n % 15], at)
            for n, (contact, at) in enumerate(zip(it.conversation[::3].tolist(), began, strict=True))
        ),
    )


def _episodes(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    conn.executemany(_EPISODES, _lived(it))


def _lived(it: Drawn) -> Iterator[tuple[object, ...]]:
    columns = (
        it.conversation, it.number, it.ended_at, it.length_ms, it.channel, it.language, it.handler, it.agent,
        it.article, it.luck,
    )  # fmt: skip
    for row in zip(*(column.tolist() for column in columns), strict=True):
        conversation, number, ended_at, length, channel, language, handler, agent, article, luck = row
        person, told = handler >= 2, handler == 0
        team, topic = f"Team {agent % TEAMS}" if person else None, f"Topic {article % TOPICS}" if told else None
        yield (
            ident("v", conversation), number, ended_at - length, _article(article) if told else None,
            ident("a", agent) if person else None, HANDLERS[handler], ended_at, "customer", CHANNELS[channel],
            LANGUAGES[language], team, topic, 900 if told else None, length // 5 if person else None,
            length // 9 if person else None, length // 2 if person else None, int(person), 1, int(told),
            int(told and luck < 0.8), int(luck > 0.85),
        )  # fmt: skip


def _waited(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    """In the line, before a person had the conversation."""
    rows = np.flatnonzero(it.handler >= 2)
    columns = (rows, *(column[rows] for column in (it.conversation, it.number, it.ended_at, it.length_ms, it.agent)))
    conn.executemany(
        "INSERT INTO escalations (id, conversation, episode, reason, queued_at, state, agent, ended_at)"
        " VALUES (?, ?, ?, 'asked', ?, 'taken', ?, ?)",
        (
            (ident("e", n), ident("v", conversation), number, at - length, ident("a", agent), at - length + length // 9)
            for n, conversation, number, at, length, agent in zip(*(it.tolist() for it in columns), strict=True)
        ),
    )


def _article(number: int) -> str:
    return f"article-{number}"


def _asked(conn: sqlite3.Connection, sizes: Sizes, it: Drawn) -> None:
    conn.executemany(_REQUESTS, _requests(it))
    rated = np.flatnonzero(it.value >= 0)
    luck = it.luck[rated].tolist()
    values, moments, at = it.value[rated].tolist(), it.moment[rated].tolist(), it.ended_at[rated].tolist()
    rows = list(zip(rated.tolist(), values, moments, at, luck, strict=True))
    conn.executemany(
        "INSERT INTO ratings (request, value, comment, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, 1)",
        ((ident("q", n), value, _comment(n, luck), at + 60_000, at + 60_000) for n, value, _, at, luck in rows),
    )
    low = [(n, at, luck) for n, value, moment, at, luck in rows if moment < 2 and value <= 2]
    conn.executemany(
        "INSERT INTO rating_answers (request, question, choice, at) VALUES (?, 'reason', ?, ?)",
        ((ident("q", n), REASONS[n % 5], at) for n, at, luck in low if luck < 0.6),
    )
    conversations = it.conversation.tolist()
    conn.executemany(
        "INSERT INTO cases (id, request, contact, conversation, metric, value, channel, language, opened_at, revision,"
        " round, step, due_at, closed_at, outcome)"
        " VALUES (?, ?, ?, ?, 'csat', 1, 'widget', 'en', ?, 1, 1, 'closed', ?, ?, ?)",
        (
            (ident("k", n), ident("q", n), ident("c", conversations[n]), ident("v", conversations[n]), at, at,
             at + DAY_MS, OUTCOMES[n % 3])
            for n, at, luck in low
            if luck < 0.5
        ),
    )  # fmt: skip
    newest = int(it.ended_at[-1])
    again = [(n, at + DAY_MS) for n, at, luck in low if luck < 0.5 and n % 3 < 2 and at + DAY_MS <= newest]
    conn.executemany(_REQUESTS, (_asked_again(it, n, at) for n, at in again))
    conn.executemany(
        "INSERT INTO ratings (request, value, created_at, updated_at, revision) VALUES (?, ?, ?, ?, 1)",
        ((ident("g", n), 5 - 3 * (n % 3), at + 60_000, at + 60_000) for n, at in again),
    )


def _requests(it: Drawn) -> Iterator[tuple[object, ...]]:
    columns = (
        it.conversation, it.number, it.ended_at, it.channel, it.language, it.handler, it.agent, it.article, it.moment,
    )  # fmt: skip
    for n, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        conversation, number, at, channel, language, handler, agent, article, kind = row
        key, person, told, moment = ident("v", conversation), handler >= 2, handler == 0, MOMENTS[kind]
        place = PLACES[n % 2 + 2 * (moment == "kiosk")] if moment in ("touchpoint", "kiosk") else None
        yield (
            ident("q", n), moment, key, number, ident("c", conversation), CHANNELS[channel], LANGUAGES[language],
            ident("a", agent) if person else None, HANDLERS[handler], 8 * number + 2, at, at + 7 * DAY_MS,
            METRICS[moment], moment, key, number, f"Team {agent % TEAMS}" if person else None,
            _article(article) if told else None, f"Topic {article % TOPICS}" if told else None, place, at + 7 * DAY_MS,
        )  # fmt: skip


def _asked_again(it: Drawn, n: int, at: int) -> tuple[object, ...]:
    """After the recovery that the answer to the n-th asking has opened."""
    key, number = ident("v", int(it.conversation[n])), int(it.number[n])
    return (
        ident("g", n), "reask", ident("k", n), 1, ident("c", int(it.conversation[n])), CHANNELS[it.channel[n]],
        LANGUAGES[it.language[n]], ident("a", int(it.agent[n])), "agent", 8 * number + 4, at, at + 7 * DAY_MS, "csat",
        "reask", key, number, f"Team {it.agent[n] % TEAMS}", None, None, None, at + 7 * DAY_MS,
    )  # fmt: skip


def _comment(number: int, luck: float) -> str | None:
    if luck > 0.15:
        return None
    return COMMENTS[number % len(COMMENTS)].format(THINGS[number // 7 % len(THINGS)])
