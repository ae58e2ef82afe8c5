"""What went wrong, who repairs it, and who has to know."""

CASES = (
    # `step`: what is to be done next. One case for each request. `round`: how often it was opened.
    # `touched_at`: a person has begun with it, in this round. `reask_at`: when the customer is to be asked again;
    # `reask_until`: when it is looked whether they have answered. `lack`: what the knowledge lacks, which `article`
    # may name. `wake_at`: when time alone brings something about; NULL: it does not.
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY, request TEXT NOT NULL UNIQUE REFERENCES rating_requests (id), contact TEXT NOT NULL,
        conversation TEXT NOT NULL, episode BIGINT, metric TEXT NOT NULL, value BIGINT NOT NULL,
        channel TEXT NOT NULL, language TEXT NOT NULL, agent TEXT, opened_at BIGINT NOT NULL,
        revision BIGINT NOT NULL, round BIGINT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('hear', 'apologise', 'resolve', 'diagnose', 'closed')),
        owner TEXT REFERENCES agents (id), due_at BIGINT NOT NULL, remind_at BIGINT, reminded_at BIGINT,
        escalated_at BIGINT, touched_at BIGINT,
        heard_at BIGINT, apologised_at BIGINT, resolved_at BIGINT, diagnosed_at BIGINT, closed_at BIGINT,
        cause TEXT, tags TEXT NOT NULL DEFAULT '[]', article TEXT,
        lack TEXT CHECK (lack IN ('missing', 'wrong')), note TEXT,
        reask_at BIGINT, reasked_at BIGINT, reask_until BIGINT, reask TEXT, reask_value BIGINT,
        outcome TEXT CHECK (
            outcome IN ('recovered', 'not_recovered', 'unanswered', 'not_asked', 'dismissed')),
        wake_at BIGINT)""",
    "CREATE INDEX cases_open ON cases (due_at) WHERE closed_at IS NULL",
    "CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX cases_wake ON cases (wake_at) WHERE wake_at IS NOT NULL",
    "CREATE INDEX cases_opened ON cases (opened_at)",
    "CREATE INDEX cases_contact ON cases (contact)",
    "CREATE INDEX cases_conversation ON cases (conversation)",
    # What was done, by whom; `text`: what was noted, or whose it is.
    """CREATE TABLE case_moments (
        case_id TEXT NOT NULL REFERENCES cases (id), number BIGINT NOT NULL, at BIGINT NOT NULL, what TEXT NOT NULL,
        by_agent TEXT, text TEXT, PRIMARY KEY (case_id, number))""",
)

ALERTS = (
    # Where alerts and digests go. `url`: for Apprise, a secret. `service`: what it says of itself, such as "Telegram".
    # `language`: of what is sent there. `problem` since `problem_at`: why the newest did not arrive.
    """CREATE TABLE targets (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, service TEXT NOT NULL, language TEXT NOT NULL,
        created_at BIGINT NOT NULL, ended_at BIGINT, problem TEXT, problem_at BIGINT)""",
    # `definition` as JSON, see bot/alerts/rule.py.
    """CREATE TABLE alert_rules (
        id TEXT PRIMARY KEY, definition TEXT NOT NULL, enabled BIGINT NOT NULL, position BIGINT NOT NULL,
        revision BIGINT NOT NULL)""",
    # What a rule has found; once for each rule and subject. `name`: of the rule at that time. `fact` as JSON.
    """CREATE TABLE alerts (
        id TEXT PRIMARY KEY, rule TEXT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL, contact TEXT,
        conversation TEXT, fact TEXT NOT NULL, at BIGINT NOT NULL, UNIQUE (rule, subject))""",
    "CREATE INDEX alerts_at ON alerts (at)",
    "CREATE INDEX alerts_subject ON alerts (subject)",
    # What stands at an agent's desk.
    """CREATE TABLE desk_alerts (
        agent TEXT NOT NULL REFERENCES agents (id), subject TEXT NOT NULL, at BIGINT NOT NULL, read_at BIGINT,
        PRIMARY KEY (agent, subject))""",
    "CREATE INDEX desk_alerts_at ON desk_alerts (agent, at)",
    # One parcel for one target: alerts that belong together, or a digest with its `body` as JSON. `due_at`: not before
    # then. `tries` that certainly did not arrive, `unsure` that may have.
    """CREATE TABLE notifications (
        id TEXT PRIMARY KEY, target TEXT NOT NULL REFERENCES targets (id),
        kind TEXT NOT NULL CHECK (kind IN ('alerts', 'digest')), body TEXT,
        urgent BIGINT NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('gathering', 'sending', 'sent', 'uncertain', 'failed')),
        tries BIGINT NOT NULL DEFAULT 0, unsure BIGINT NOT NULL DEFAULT 0, first_try_at BIGINT, problem TEXT,
        settled_at BIGINT)""",
    "CREATE INDEX notifications_open ON notifications (due_at) WHERE state IN ('gathering', 'sending')",
    "CREATE INDEX notifications_target ON notifications (target, created_at)",
    """CREATE TABLE notified_alerts (
        notification TEXT NOT NULL REFERENCES notifications (id), alert TEXT NOT NULL REFERENCES alerts (id),
        PRIMARY KEY (notification, alert))""",
    "CREATE INDEX notified_alerts_alert ON notified_alerts (alert)",
)
