"""How the database came to look as it does: named steps in SQL that SQLite and PostgreSQL share.

A step that has been released is never changed; a later one mends it.
Times are UTC milliseconds. JSON stands as text.
"""

import knowledge.migrations

Step = tuple[str, tuple[str, ...]]

_LOG = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE streams (id TEXT PRIMARY KEY, last_seq BIGINT NOT NULL)",
    """CREATE TABLE events (
        stream TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (stream, seq))""",
    # One row for each thing that somebody sent us under an id of theirs; the result is given again.
    """CREATE TABLE deeds (
        sender TEXT NOT NULL, client_id TEXT NOT NULL, body_hash TEXT NOT NULL, result TEXT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (sender, client_id))""",
    "CREATE INDEX deeds_at ON deeds (at)",
)

_PEOPLE = (
    "CREATE TABLE contacts (id TEXT PRIMARY KEY, name TEXT, language TEXT NOT NULL, created_at BIGINT NOT NULL)",
    """CREATE TABLE addresses (
        channel TEXT NOT NULL, external_id TEXT NOT NULL, contact TEXT NOT NULL REFERENCES contacts (id),
        PRIMARY KEY (channel, external_id))""",
    "CREATE INDEX addresses_contact ON addresses (contact)",
    """CREATE TABLE contact_tokens (
        hash TEXT PRIMARY KEY, contact TEXT NOT NULL REFERENCES contacts (id), created_at BIGINT NOT NULL)""",
    """CREATE TABLE agents (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('agent', 'manager')), created_at BIGINT NOT NULL, disabled_at BIGINT)""",
    """CREATE TABLE logins (
        hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, agent TEXT NOT NULL REFERENCES agents (id),
        device TEXT NOT NULL, created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, ended_at BIGINT)""",
    "CREATE INDEX logins_agent ON logins (agent)",
    """CREATE TABLE agent_invitations (
        hash TEXT PRIMARY KEY, role TEXT NOT NULL, created_by TEXT, created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL, used_at BIGINT)""",
)

_CONVERSATIONS = (
    # A contact has one thread per channel; what comes and goes are its episodes.
    """CREATE TABLE conversations (
        id TEXT PRIMARY KEY, contact TEXT NOT NULL REFERENCES contacts (id), channel TEXT NOT NULL,
        owner TEXT NOT NULL CHECK (owner IN ('bot', 'line', 'agent', 'nobody')), agent TEXT REFERENCES agents (id),
        fence BIGINT NOT NULL, episode BIGINT NOT NULL, language TEXT NOT NULL, opened_at BIGINT NOT NULL,
        last_at BIGINT NOT NULL, excerpt TEXT NOT NULL, unanswered_since BIGINT,
        misses BIGINT NOT NULL, silence_due_at BIGINT,
        UNIQUE (contact, channel), CHECK ((owner = 'agent') = (agent IS NOT NULL)))""",
    "CREATE INDEX conversations_owner ON conversations (owner, last_at)",
    "CREATE INDEX conversations_last ON conversations (last_at)",
    "CREATE INDEX conversations_silence ON conversations (silence_due_at)",
    """CREATE TABLE messages (
        conversation TEXT NOT NULL REFERENCES conversations (id), seq BIGINT NOT NULL, episode BIGINT NOT NULL,
        at BIGINT NOT NULL, author TEXT NOT NULL, words TEXT NOT NULL, message TEXT NOT NULL,
        PRIMARY KEY (conversation, seq))""",
    """CREATE TABLE episodes (
        conversation TEXT NOT NULL REFERENCES conversations (id), number BIGINT NOT NULL, opened_at BIGINT NOT NULL,
        article TEXT, agent TEXT, handler TEXT NOT NULL, resolved_at BIGINT, resolved_by TEXT,
        PRIMARY KEY (conversation, number))""",
    "CREATE INDEX episodes_article ON episodes (article)",
    """CREATE TABLE notes (
        conversation TEXT NOT NULL, seq BIGINT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (conversation, seq))""",
    """CREATE TABLE escalations (
        id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), episode BIGINT NOT NULL,
        reason TEXT NOT NULL, queued_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'taken', 'abandoned')), agent TEXT, ended_at BIGINT)""",
    "CREATE UNIQUE INDEX escalations_open ON escalations (conversation) WHERE state = 'queued'",
    "CREATE INDEX escalations_queue ON escalations (state, queued_at)",
    """CREATE TABLE gaps (
        conversation TEXT NOT NULL, seq BIGINT NOT NULL, language TEXT NOT NULL, question TEXT NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (conversation, seq))""",
)

_RATINGS = (
    """CREATE TABLE rating_requests (
        id TEXT PRIMARY KEY, survey TEXT NOT NULL, subject TEXT NOT NULL, occasion BIGINT NOT NULL,
        contact TEXT NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL, agent TEXT, handler TEXT NOT NULL,
        seq BIGINT NOT NULL, asked_at BIGINT NOT NULL, edit_until BIGINT NOT NULL,
        UNIQUE (survey, subject, occasion))""",
    "CREATE INDEX rating_requests_asked ON rating_requests (asked_at)",
    """CREATE TABLE ratings (
        request TEXT PRIMARY KEY REFERENCES rating_requests (id), value BIGINT NOT NULL CHECK (value BETWEEN 1 AND 5),
        comment TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, revision BIGINT NOT NULL)""",
)

_CALLS = (
    """CREATE TABLE rooms (
        id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), seq BIGINT NOT NULL,
        agent TEXT NOT NULL REFERENCES agents (id), contact TEXT NOT NULL REFERENCES contacts (id),
        offered_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, started_at BIGINT, ended_at BIGINT)""",
    "CREATE UNIQUE INDEX rooms_open ON rooms (conversation) WHERE ended_at IS NULL",
    # An invitation: the link's secret, and after Join the login of the browser that pressed it.
    """CREATE TABLE call_invitations (
        hash TEXT PRIMARY KEY, room TEXT NOT NULL REFERENCES rooms (id), contact TEXT NOT NULL,
        expires_at BIGINT NOT NULL, redeemed_at BIGINT, login_hash TEXT UNIQUE)""",
    """CREATE TABLE join_tokens (
        hash TEXT PRIMARY KEY, room TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, connection TEXT NOT NULL,
        expires_at BIGINT NOT NULL, used_at BIGINT)""",
)

_TELEGRAM = (
    # The raw update is here before Telegram hears that we have it; once handled only its id stays.
    """CREATE TABLE telegram_updates (
        update_id BIGINT PRIMARY KEY, chat TEXT NOT NULL, raw TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead')),
        tries BIGINT NOT NULL, next_at BIGINT NOT NULL, problem TEXT, at BIGINT NOT NULL)""",
    "CREATE INDEX telegram_updates_open ON telegram_updates (chat, update_id) WHERE state = 'pending'",
    "CREATE INDEX telegram_updates_at ON telegram_updates (state, at)",
    # What has to leave, in order per address. `parts` counts those of a long message that have arrived.
    """CREATE TABLE outbox (
        channel TEXT NOT NULL, address TEXT NOT NULL, position BIGINT NOT NULL,
        conversation TEXT NOT NULL, seq BIGINT NOT NULL, deed TEXT NOT NULL CHECK (deed IN ('send', 'edit', 'prompt')),
        link TEXT,
        state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'failed')),
        tries BIGINT NOT NULL, unsure BIGINT NOT NULL, parts BIGINT NOT NULL, next_at BIGINT NOT NULL,
        provider_id TEXT, at BIGINT NOT NULL,
        PRIMARY KEY (channel, address, position))""",
    "CREATE INDEX outbox_open ON outbox (channel, address, position) WHERE state IN ('pending', 'sending')",
    "CREATE INDEX outbox_settled ON outbox (next_at) WHERE deed = 'send' AND state IN ('sent', 'uncertain', 'failed')",
    "CREATE INDEX outbox_message ON outbox (conversation, seq)",
    "CREATE INDEX outbox_provider ON outbox (provider_id, channel, address)",
)

_QUESTIONS = (
    # What customers asked the bot, and what became of it. `text` NULL: the words of the whole message.
    """CREATE TABLE questions (
        conversation TEXT NOT NULL REFERENCES conversations (id), seq BIGINT NOT NULL, part BIGINT NOT NULL,
        episode BIGINT NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL, text TEXT, at BIGINT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('answered', 'choices', 'unknown', 'chosen')), article TEXT,
        confidence DOUBLE PRECISION NOT NULL, tier TEXT NOT NULL, helped BIGINT, meant TEXT,
        person BIGINT NOT NULL DEFAULT 0, decided TEXT CHECK (decided IN ('settled', 'dismissed')), drafted TEXT,
        wished_at BIGINT, told_at BIGINT, PRIMARY KEY (conversation, seq, part))""",
    "CREATE INDEX questions_at ON questions (at)",
    "CREATE INDEX questions_article ON questions (article)",
    """INSERT INTO questions (conversation, seq, part, episode, channel, language, text, at, verdict, confidence, tier)
        SELECT g.conversation, g.seq, 0, m.episode, v.channel, g.language, NULL, g.at, 'unknown', 0, ''
        FROM gaps g JOIN messages m ON m.conversation = g.conversation AND m.seq = g.seq
        JOIN conversations v ON v.id = g.conversation""",
    "UPDATE questions SET person = 1 WHERE EXISTS (SELECT 1 FROM escalations e WHERE"
    " e.conversation = questions.conversation AND e.episode = questions.episode)",
    "DROP TABLE gaps",
    # Stretches for which one agent had a conversation; those before this table as far as other rows tell.
    """CREATE TABLE holdings (
        conversation TEXT NOT NULL REFERENCES conversations (id), episode BIGINT NOT NULL, agent TEXT NOT NULL,
        since BIGINT NOT NULL, until BIGINT)""",
    "CREATE INDEX holdings_episode ON holdings (conversation, episode)",
    """INSERT INTO holdings (conversation, episode, agent, since, until)
        SELECT e.conversation, e.episode, e.agent, e.ended_at, p.resolved_at FROM escalations e
        JOIN episodes p ON p.conversation = e.conversation AND p.number = e.episode
        WHERE e.state = 'taken' AND e.agent IS NOT NULL AND e.ended_at IS NOT NULL AND p.resolved_at IS NOT NULL""",
    """INSERT INTO holdings (conversation, episode, agent, since, until)
        SELECT v.id, v.episode, v.agent, COALESCE((SELECT MAX(e.ended_at) FROM escalations e
            WHERE e.conversation = v.id AND e.episode = v.episode AND e.state = 'taken'), v.opened_at), NULL
        FROM conversations v WHERE v.owner = 'agent'""",
)

_LABELS = (
    # What is known of a contact: labels as a JSON array, attributes as a JSON object of strings.
    "ALTER TABLE contacts ADD COLUMN labels TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE contacts ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'",
)

_DIALOGUE = (
    # Messages from `reply_from` (a seq) on that the bot owes one reply to; it is due once the customer has paused.
    "ALTER TABLE conversations ADD COLUMN reply_from BIGINT",
    "ALTER TABLE conversations ADD COLUMN reply_due_at BIGINT",
    "CREATE INDEX conversations_reply ON conversations (reply_due_at) WHERE reply_due_at IS NOT NULL",
    # 1 where the customer has said or chosen it; else it is only what their browser or their words suggested.
    "ALTER TABLE contacts ADD COLUMN language_chosen BIGINT NOT NULL DEFAULT 0",
)

_HELP = (
    # Whether an article of the help centre helped: once a visitor and day. `day` counts from 1970, UTC; `visitor` means
    # nothing once the day's salt is gone (bot/store/help.py).
    """CREATE TABLE help_votes (
        article TEXT NOT NULL, day BIGINT NOT NULL, visitor TEXT NOT NULL, language TEXT NOT NULL,
        helped INTEGER NOT NULL CHECK (helped IN (0, 1)), at BIGINT NOT NULL,
        PRIMARY KEY (article, day, visitor))""",
    # What was searched there and not found.
    """CREATE TABLE help_searches (
        language TEXT NOT NULL, words TEXT NOT NULL, text TEXT NOT NULL, count BIGINT NOT NULL,
        nearest TEXT, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
        PRIMARY KEY (language, words))""",
    "CREATE INDEX help_searches_last ON help_searches (last_at)",
)

_GROWTH = (
    # The article that the bot told for the question; when its wording was weighed as a variant of what it meant; the
    # article that is to be told to who wished to know, as soon as no person has the conversation.
    "ALTER TABLE questions ADD COLUMN shown TEXT",
    "ALTER TABLE questions ADD COLUMN weighed_at BIGINT",
    "ALTER TABLE questions ADD COLUMN telling TEXT",
    "UPDATE questions SET shown = article WHERE verdict IN ('answered', 'chosen')",
    "CREATE INDEX questions_unweighed ON questions (at) WHERE meant IS NOT NULL AND weighed_at IS NULL",
    "CREATE INDEX questions_telling ON questions (at) WHERE telling IS NOT NULL AND told_at IS NULL",
    # Wordings that articles may be found by from now on. `wording` is the text as it is compared, so that each comes
    # once; conversation and seq: who asked so last.
    """CREATE TABLE suggested_variants (
        id TEXT PRIMARY KEY, article TEXT NOT NULL, language TEXT NOT NULL, wording TEXT NOT NULL, text TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('chosen', 'helped', 'agent', 'gap')),
        conversation TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, count BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'dismissed')), decided_by TEXT, decided_at BIGINT,
        UNIQUE (article, language, wording))""",
    "CREATE INDEX suggested_variants_state ON suggested_variants (state, at)",
)

_PICTURES = (
    # Pictures taken in calls; a message of the conversation shows each.
    """CREATE TABLE conversation_pictures (
        id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), type TEXT NOT NULL,
        bytes BYTEA NOT NULL, at BIGINT NOT NULL)""",
    "CREATE INDEX conversation_pictures_of ON conversation_pictures (conversation)",
)

_CALLERS = (
    # `media` is proposed first; `ringing` 1: the customer has asked, and no agent has accepted yet. Whose call it is
    # follows from who has the conversation.
    "ALTER TABLE rooms DROP COLUMN agent",
    "ALTER TABLE rooms ADD COLUMN media TEXT NOT NULL DEFAULT 'video'",
    "ALTER TABLE rooms ADD COLUMN ringing BIGINT NOT NULL DEFAULT 0",
    # Who was let into a room, asked into it or sent out of it. `asked_by` is an agent, `rings_until` a time; `here` and
    # `shares` (a screen): 1 as far as the media worker has told.
    """CREATE TABLE room_members (
        room TEXT NOT NULL REFERENCES rooms (id), person TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('customer', 'agent', 'supervisor')), name TEXT NOT NULL,
        hidden BIGINT NOT NULL DEFAULT 0, asked_by TEXT, rings_until BIGINT,
        here BIGINT NOT NULL DEFAULT 0, shares BIGINT NOT NULL DEFAULT 0, removed_at BIGINT,
        PRIMARY KEY (room, person))""",
    # Wants to be called, and no call has been started since.
    "ALTER TABLE conversations ADD COLUMN callback BIGINT NOT NULL DEFAULT 0",
    # A CallCheck as JSON.
    "ALTER TABLE contacts ADD COLUMN call_check TEXT",
)

_RECORDINGS = (
    # `asked_at` names the question that everybody present agreed to. Running while `ended_at` is NULL. `size` in bytes.
    # The file is there until `removed_at`; `removed_by` NULL then: its time was over.
    """CREATE TABLE recordings (
        id TEXT PRIMARY KEY, room TEXT NOT NULL REFERENCES rooms (id), asked_at BIGINT NOT NULL,
        conversation TEXT NOT NULL REFERENCES conversations (id), file TEXT NOT NULL UNIQUE,
        started_by TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT, reason TEXT, length_ms BIGINT,
        size BIGINT, removed_at BIGINT, removed_by TEXT)""",
    "CREATE INDEX recordings_started ON recordings (started_at)",
    "CREATE INDEX recordings_room ON recordings (room)",
    # Kept also where nobody was recorded because somebody said no.
    """CREATE TABLE recording_consents (
        room TEXT NOT NULL REFERENCES rooms (id), asked_at BIGINT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
        role TEXT NOT NULL, agree BIGINT NOT NULL, at BIGINT NOT NULL, text TEXT NOT NULL)""",
    "CREATE INDEX recording_consents_room ON recording_consents (room, asked_at)",
)

STEPS: tuple[Step, ...] = (
    ("m001_log", _LOG),
    ("m002_people", _PEOPLE),
    ("m003_conversations", _CONVERSATIONS),
    ("m004_ratings", _RATINGS),
    ("m005_calls", _CALLS),
    ("m006_telegram", _TELEGRAM),
    ("m007_questions", _QUESTIONS),
    ("m008_labels", _LABELS),
    ("m009_dialogue", _DIALOGUE),
    ("m012_help", _HELP),
    ("m013_growth", _GROWTH),
    ("m014_callers", _CALLERS),
    ("m015_recordings", _RECORDINGS),
    ("m016_pictures", _PICTURES),
)

SETS: dict[str, tuple[Step, ...]] = {"bot": STEPS, "knowledge": knowledge.migrations.STEPS}
