"""Rooms, who is in them, what is kept of them."""

CALLS = (
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

CALLERS = (
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

RECORDINGS = (
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

PICTURES = (
    # Pictures taken in calls; a message of the conversation shows each.
    """CREATE TABLE conversation_pictures (
        id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), type TEXT NOT NULL,
        bytes BYTEA NOT NULL, at BIGINT NOT NULL)""",
    "CREATE INDEX conversation_pictures_of ON conversation_pictures (conversation)",
)
