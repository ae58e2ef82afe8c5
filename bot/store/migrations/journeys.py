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
    """CREATE TABLE journeys (
        id TEXT PRIMARY KEY, version BIGINT NOT NULL, enabled BIGINT NOT NULL, position BIGINT NOT NULL)""",
    """CREATE TABLE journey_versions (
        journey TEXT NOT NULL REFERENCES journeys (id), version BIGINT NOT NULL, definition TEXT NOT NULL,
        created_at BIGINT NOT NULL, created_by TEXT, PRIMARY KEY (journey, version))""",
    """CREATE TABLE journey_steps (
        id TEXT PRIMARY KEY, journey TEXT NOT NULL, version BIGINT NOT NULL, step BIGINT NOT NULL,
        touchpoint TEXT NOT NULL REFERENCES touchpoints (id), contact TEXT NOT NULL, due_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'skipped')), reason TEXT, settled_at BIGINT,
        conversation TEXT, seq BIGINT, UNIQUE (journey, touchpoint, step))""",
    "CREATE INDEX journey_steps_due ON journey_steps (due_at) WHERE state = 'planned'",
    "CREATE INDEX journey_steps_contact ON journey_steps (contact)",
)
