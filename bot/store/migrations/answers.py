"""What was asked, what was answered, what is to be learnt from it."""

QUESTIONS = (
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

HELP = (
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

GROWTH = (
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
