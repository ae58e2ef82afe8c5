"""What happened to contacts elsewhere, and what follows from it."""

TOUCHPOINTS = (
    # For programs: `hash` of the key's secret; `scopes` as a JSON array.
    """CREATE TABLE api_keys (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, scopes TEXT NOT NULL,
        created_at BIGINT NOT NULL, created_by TEXT NOT NULL, used_at BIGINT, ended_at BIGINT)""",
    # `name`: its sender's id of it, once each.
    """CREATE TABLE touchpoints (
        id TEXT PRIMARY KEY, sender TEXT NOT NULL, name TEXT NOT NULL, body_hash TEXT NOT NULL, contact TEXT NOT NULL,
        kind TEXT NOT NULL, at BIGINT NOT NULL, product TEXT, place TEXT, facts TEXT NOT NULL DEFAULT '{}',
        received_at BIGINT NOT NULL, UNIQUE (sender, name))""",
    "CREATE INDEX touchpoints_contact ON touchpoints (contact, at)",
    "CREATE INDEX touchpoints_at ON touchpoints (at)",
    # Whether a contact wants to hear from us unasked; the newest row counts.
    """CREATE TABLE permissions (
        contact TEXT NOT NULL REFERENCES contacts (id), at BIGINT NOT NULL, allowed BIGINT NOT NULL, how TEXT NOT NULL,
        PRIMARY KEY (contact, at))""",
    # `removed_at`: it may be brought back.
    """CREATE TABLE journeys (
        id TEXT PRIMARY KEY, version BIGINT NOT NULL, enabled BIGINT NOT NULL, position BIGINT NOT NULL,
        removed_at BIGINT)""",
    """CREATE TABLE journey_versions (
        journey TEXT NOT NULL REFERENCES journeys (id), version BIGINT NOT NULL, definition TEXT NOT NULL,
        created_at BIGINT NOT NULL, created_by TEXT, PRIMARY KEY (journey, version))""",
    # `step` from 0. `look_at`: when it is looked at next. `detail` says more of the reason, such as a kind.
    # `conversation` and `seq`: the first of the messages that it sent.
    """CREATE TABLE journey_steps (
        id TEXT PRIMARY KEY, journey TEXT NOT NULL, version BIGINT NOT NULL, step BIGINT NOT NULL,
        touchpoint TEXT NOT NULL REFERENCES touchpoints (id), contact TEXT NOT NULL, due_at BIGINT NOT NULL,
        look_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'skipped')), reason TEXT, detail TEXT,
        settled_at BIGINT, conversation TEXT, seq BIGINT, UNIQUE (journey, touchpoint, step))""",
    "CREATE INDEX journey_steps_due ON journey_steps (look_at) WHERE state = 'planned'",
    "CREATE INDEX journey_steps_contact ON journey_steps (contact, state)",
    "CREATE INDEX journey_steps_settled ON journey_steps (settled_at)",
    # One-time links that bring a contact's Telegram chat to what is known of them.
    """CREATE TABLE contact_links (
        hash TEXT PRIMARY KEY, contact TEXT NOT NULL REFERENCES contacts (id), created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL, used_at BIGINT)""",
    "CREATE INDEX contact_tokens_contact ON contact_tokens (contact)",
    # Who this contact has turned out to be; all that was theirs is that one's.
    "ALTER TABLE contacts ADD COLUMN same_as TEXT",
)

SAME = (
    # Who has turned out to be whom.
    "CREATE INDEX contacts_same_as ON contacts (same_as) WHERE same_as IS NOT NULL",
)
