"""What the figures rest on."""

FIGURES = (
    # Fixed when the episode ends, see bot/store/episode_figures.py; `channel` NULL: that is yet to be done. Lengths in
    # ms; NULL: there was none. `first_human_ms` since a person was first wanted, `wait_ms` in the line until an agent
    # took it or it was given up, `handle_ms` held by agents. `person` 1: one was wanted or stepped in. `again` 1: it
    # began within a week after the contact's last, whose `returned_at` says when this one ended. `questions` to the
    # bot, how many of them it `answered` by an article, and after how many of these neither a "no" nor a person
    # followed (`stuck`).
    "ALTER TABLE episodes ADD COLUMN channel TEXT",
    "ALTER TABLE episodes ADD COLUMN language TEXT",
    "ALTER TABLE episodes ADD COLUMN team TEXT",
    "ALTER TABLE episodes ADD COLUMN topic TEXT",
    "ALTER TABLE episodes ADD COLUMN first_bot_ms BIGINT",
    "ALTER TABLE episodes ADD COLUMN first_human_ms BIGINT",
    "ALTER TABLE episodes ADD COLUMN wait_ms BIGINT",
    "ALTER TABLE episodes ADD COLUMN handle_ms BIGINT",
    "ALTER TABLE episodes ADD COLUMN person BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE episodes ADD COLUMN questions BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE episodes ADD COLUMN answered BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE episodes ADD COLUMN stuck BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE episodes ADD COLUMN again BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE episodes ADD COLUMN returned_at BIGINT",
    "CREATE INDEX episodes_returned ON episodes (returned_at) WHERE returned_at IS NOT NULL",
    "CREATE INDEX episodes_unfixed ON episodes (resolved_at) WHERE channel IS NULL AND resolved_at IS NOT NULL",
    "CREATE INDEX escalations_episode ON escalations (conversation, episode)",
    "CREATE INDEX rooms_conversation ON rooms (conversation, started_at)",
    "CREATE INDEX rooms_contact ON rooms (contact, started_at)",
    "CREATE INDEX ratings_updated ON ratings (updated_at)",
    "CREATE INDEX case_moments_at ON case_moments (at)",
    "CREATE INDEX episodes_resolved ON episodes (resolved_at)",
    "CREATE INDEX episodes_agent ON episodes (agent, resolved_at)",
)

REVIEWS = (
    # A supervisor's look at one episode. `scores` as a JSON object: quality -> 1-5. `seed`: of the chance that drew it.
    # One that was skipped stays, so that it is not drawn again.
    """CREATE TABLE reviews (
        id TEXT PRIMARY KEY, conversation TEXT NOT NULL, episode BIGINT NOT NULL, agent TEXT NOT NULL,
        drawn_at BIGINT NOT NULL, drawn_by TEXT NOT NULL, seed TEXT NOT NULL, reviewer TEXT, scores TEXT, remark TEXT,
        scored_at BIGINT, seen_at BIGINT, skipped_at BIGINT, UNIQUE (conversation, episode, agent))""",
    "CREATE INDEX reviews_agent ON reviews (agent, scored_at)",
)

DIGESTS = (
    # `every`: day, week, month; `definition` as JSON. `sent_for`: the end of the last period that was sent.
    """CREATE TABLE digests (
        id TEXT PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id), target TEXT NOT NULL REFERENCES targets (id),
        every TEXT NOT NULL CHECK (every IN ('day', 'week', 'month')), definition TEXT NOT NULL,
        created_at BIGINT NOT NULL, ended_at BIGINT, sent_for BIGINT)""",
)

COMMENTS_READ = (
    # Until when a manager has read what customers wrote with their ratings.
    "ALTER TABLE agents ADD COLUMN comments_read_at BIGINT NOT NULL DEFAULT 0",
)
