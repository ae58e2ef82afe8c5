"""What people say to each other, and through which channel."""

LOG = (
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

PEOPLE = (
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

CONVERSATIONS = (
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

RATINGS = (
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

TELEGRAM = (
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

LABELS = (
    # What is known of a contact: labels as a JSON array, attributes as a JSON object of strings.
    "ALTER TABLE contacts ADD COLUMN labels TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE contacts ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'",
)

DIALOGUE = (
    # Messages from `reply_from` (a seq) on that the bot owes one reply to; it is due once the customer has paused.
    "ALTER TABLE conversations ADD COLUMN reply_from BIGINT",
    "ALTER TABLE conversations ADD COLUMN reply_due_at BIGINT",
    "CREATE INDEX conversations_reply ON conversations (reply_due_at) WHERE reply_due_at IS NOT NULL",
    # 1 where the customer has said or chosen it; else it is only what their browser or their words suggested.
    "ALTER TABLE contacts ADD COLUMN language_chosen BIGINT NOT NULL DEFAULT 0",
)

_COLUMNS = (
    "id, contact, channel, owner, agent, fence, episode, language, opened_at, last_at, excerpt, unanswered_since,"
    " misses, silence_due_at, reply_from, reply_due_at, callback"
)

GOING_ON = (
    # `continues_in`: the conversation of the same contact in which they go on, and of which this one is a part by now.
    """CREATE TABLE further_conversations (
        id TEXT PRIMARY KEY, contact TEXT NOT NULL REFERENCES contacts (id), channel TEXT NOT NULL,
        owner TEXT NOT NULL CHECK (owner IN ('bot', 'line', 'agent', 'nobody')), agent TEXT REFERENCES agents (id),
        fence BIGINT NOT NULL, episode BIGINT NOT NULL, language TEXT NOT NULL, opened_at BIGINT NOT NULL,
        last_at BIGINT NOT NULL, excerpt TEXT NOT NULL, unanswered_since BIGINT,
        misses BIGINT NOT NULL, silence_due_at BIGINT, reply_from BIGINT, reply_due_at BIGINT,
        callback BIGINT NOT NULL DEFAULT 0, continues_in TEXT,
        CHECK ((owner = 'agent') = (agent IS NOT NULL)))""",
    # What contacts had said before they turned out to be somebody who had a conversation already.
    f"""INSERT INTO further_conversations ({_COLUMNS}, continues_in)
        SELECT {_COLUMNS}, (SELECT w.id FROM contacts c JOIN conversations w ON w.contact = c.same_as
            AND w.channel = conversations.channel WHERE c.id = conversations.contact) FROM conversations""",
    """UPDATE further_conversations SET contact = (SELECT c.same_as FROM contacts c
        WHERE c.id = further_conversations.contact) WHERE continues_in IS NOT NULL""",
    "DROP TABLE conversations",
    "ALTER TABLE further_conversations RENAME TO conversations",
    "CREATE UNIQUE INDEX conversations_contact ON conversations (contact, channel) WHERE continues_in IS NULL",
    "CREATE INDEX conversations_whole ON conversations (contact)",
    "CREATE INDEX conversations_former ON conversations (continues_in) WHERE continues_in IS NOT NULL",
    "CREATE INDEX conversations_owner ON conversations (owner, last_at)",
    "CREATE INDEX conversations_last ON conversations (last_at)",
    "CREATE INDEX conversations_silence ON conversations (silence_due_at)",
    "CREATE INDEX conversations_reply ON conversations (reply_due_at) WHERE reply_due_at IS NOT NULL",
)
