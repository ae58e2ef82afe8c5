"""What is asked of customers, when, and what they answer."""

SURVEYS = (
    # `version`: the newest, by which is asked; older ones stay for the answers that were given to them, and so does
    # a survey that was removed.
    """CREATE TABLE surveys (
        id TEXT PRIMARY KEY, version BIGINT NOT NULL, enabled BIGINT NOT NULL, position BIGINT NOT NULL,
        removed_at BIGINT)""",
    """CREATE TABLE survey_versions (
        survey TEXT NOT NULL REFERENCES surveys (id), version BIGINT NOT NULL, definition TEXT NOT NULL,
        created_at BIGINT NOT NULL, created_by TEXT, PRIMARY KEY (survey, version))""",
    # An asking to come: at `due_at`, if nothing speaks against it then. `about`: the occasion as JSON.
    """CREATE TABLE planned_askings (
        id TEXT PRIMARY KEY, survey TEXT NOT NULL, subject TEXT NOT NULL, occasion BIGINT NOT NULL,
        moment TEXT NOT NULL, contact TEXT NOT NULL, conversation TEXT, episode BIGINT, about TEXT NOT NULL,
        due_at BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'asked', 'skipped')), reason TEXT, created_at BIGINT NOT NULL,
        UNIQUE (subject, occasion, moment))""",
    "CREATE INDEX planned_askings_due ON planned_askings (due_at) WHERE state = 'planned'",
    "CREATE INDEX planned_askings_contact ON planned_askings (contact)",
    # Who spoke is fixed when the episode closes. `moment` is episode, call, later, touchpoint, reask, kiosk or link.
    # `place`: which kiosk, which kind of touchpoint. `edit_until` is the deadline. `link`: the hash of its secret.
    "ALTER TABLE rating_requests ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE rating_requests ADD COLUMN metric TEXT NOT NULL DEFAULT 'csat'",
    "ALTER TABLE rating_requests ADD COLUMN moment TEXT NOT NULL DEFAULT 'episode'",
    "ALTER TABLE rating_requests ADD COLUMN conversation TEXT",
    "ALTER TABLE rating_requests ADD COLUMN episode BIGINT",
    "ALTER TABLE rating_requests ADD COLUMN team TEXT",
    "ALTER TABLE rating_requests ADD COLUMN article TEXT",
    "ALTER TABLE rating_requests ADD COLUMN topic TEXT",
    "ALTER TABLE rating_requests ADD COLUMN place TEXT",
    "ALTER TABLE rating_requests ADD COLUMN link TEXT",
    # `placeholders`: what stood for them in the texts, as JSON. `remind_at` NULL: no reminder is to come. `closed_at`:
    # when the card was closed after the deadline; requests of before have none to close.
    "ALTER TABLE rating_requests ADD COLUMN placeholders TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE rating_requests ADD COLUMN remind_at BIGINT",
    "ALTER TABLE rating_requests ADD COLUMN reminded_at BIGINT",
    "ALTER TABLE rating_requests ADD COLUMN closed_at BIGINT",
    "UPDATE rating_requests SET conversation = subject, episode = occasion, closed_at = edit_until",
    # One asking for one occasion, whichever survey asks.
    "CREATE UNIQUE INDEX rating_requests_once ON rating_requests (subject, occasion, moment)",
    "CREATE INDEX rating_requests_remind ON rating_requests (remind_at) WHERE remind_at IS NOT NULL",
    "CREATE INDEX rating_requests_open ON rating_requests (edit_until) WHERE closed_at IS NULL",
    "CREATE UNIQUE INDEX rating_requests_link ON rating_requests (link) WHERE link IS NOT NULL",
    "CREATE INDEX rating_requests_contact ON rating_requests (contact, asked_at)",
    "CREATE INDEX rating_requests_conversation ON rating_requests (conversation, episode)",
    # On the scale of the survey: CSAT 1-5, NPS 0-10, CES 1-7.
    """CREATE TABLE wider_ratings (
        request TEXT PRIMARY KEY REFERENCES rating_requests (id), value BIGINT NOT NULL CHECK (value BETWEEN 0 AND 10),
        comment TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, revision BIGINT NOT NULL)""",
    "INSERT INTO wider_ratings SELECT request, value, comment, created_at, updated_at, revision FROM ratings",
    "DROP TABLE ratings",
    "ALTER TABLE wider_ratings RENAME TO ratings",
    # To follow-up questions: a row per chosen choice, or `choice` '' with `text` or `value`.
    """CREATE TABLE rating_answers (
        request TEXT NOT NULL REFERENCES rating_requests (id), question TEXT NOT NULL, choice TEXT NOT NULL,
        text TEXT, value BIGINT, at BIGINT NOT NULL, PRIMARY KEY (request, question, choice))""",
    # A setting that is changed on a page, as JSON.
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at BIGINT NOT NULL, changed_by TEXT)""",
    # IANA name, as the browser told; NULL: that of the installation.
    "ALTER TABLE contacts ADD COLUMN timezone TEXT",
    "ALTER TABLE agents ADD COLUMN team TEXT NOT NULL DEFAULT ''",
)

KIOSKS = (
    # A tablet in a shop. `link`: the hash of its secret.
    """CREATE TABLE kiosks (
        id TEXT PRIMARY KEY, place TEXT NOT NULL, survey TEXT NOT NULL, language TEXT NOT NULL,
        link TEXT NOT NULL UNIQUE,
        created_at BIGINT NOT NULL, created_by TEXT NOT NULL, ended_at BIGINT, seen_at BIGINT)""",
)

KIOSKS_BY_ID = (
    # What each has ever asked: a tablet may bring late what was said before another survey took its place.
    """CREATE TABLE kiosk_surveys (
        kiosk TEXT NOT NULL REFERENCES kiosks (id), survey TEXT NOT NULL, PRIMARY KEY (kiosk, survey))""",
    "INSERT INTO kiosk_surveys (kiosk, survey) SELECT id, survey FROM kiosks"
    " UNION SELECT DISTINCT subject, survey FROM rating_requests WHERE moment = 'kiosk'",
    # Links that were replaced, by their hashes: whoever still has one is told so.
    "CREATE TABLE withdrawn_kiosk_links (link TEXT PRIMARY KEY, kiosk TEXT NOT NULL REFERENCES kiosks (id),"
    " at BIGINT NOT NULL)",
    # Names change: answers belong to the kiosk itself.
    "UPDATE rating_requests SET place = subject WHERE moment = 'kiosk'",
)

BOOKINGS = (
    # When an agent can be booked, in the installation's time zone: minutes of the day, weekday 0 is Monday.
    """CREATE TABLE agent_hours (
        agent TEXT NOT NULL REFERENCES agents (id), weekday BIGINT NOT NULL, start_min BIGINT NOT NULL,
        end_min BIGINT NOT NULL, PRIMARY KEY (agent, weekday, start_min))""",
    """CREATE TABLE agent_absences (
        id TEXT PRIMARY KEY, agent TEXT NOT NULL REFERENCES agents (id), since BIGINT NOT NULL, until BIGINT NOT NULL,
        note TEXT NOT NULL DEFAULT '')""",
    # The way to a booking of one's own, given after a survey; `link`: the hash of its secret.
    """CREATE TABLE booking_links (
        link TEXT PRIMARY KEY, request TEXT NOT NULL REFERENCES rating_requests (id), contact TEXT NOT NULL,
        conversation TEXT NOT NULL, created_at BIGINT NOT NULL, until BIGINT NOT NULL)""",
    """CREATE TABLE bookings (
        id TEXT PRIMARY KEY, request TEXT NOT NULL REFERENCES rating_requests (id), contact TEXT NOT NULL,
        conversation TEXT NOT NULL REFERENCES conversations (id), agent TEXT NOT NULL REFERENCES agents (id),
        since BIGINT NOT NULL, until BIGINT NOT NULL, zone TEXT NOT NULL, note TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'started', 'missed')), created_at BIGINT NOT NULL,
        reminded_at BIGINT, room TEXT)""",
    "CREATE UNIQUE INDEX bookings_of_request ON bookings (request) WHERE state = 'booked'",
    "CREATE INDEX bookings_since ON bookings (since)",
    # One agent, one time: what is cancelled makes room.
    "CREATE UNIQUE INDEX bookings_once ON bookings (agent, since) WHERE state <> 'cancelled'",
)

THANKS = (
    """CREATE TABLE thank_you_codes (
        code TEXT PRIMARY KEY, batch TEXT NOT NULL, loaded_at BIGINT NOT NULL, valid_until BIGINT,
        contact TEXT, request TEXT, given_at BIGINT)""",
    "CREATE INDEX thank_you_codes_free ON thank_you_codes (batch) WHERE given_at IS NULL",
    # What a happy customer was given or invited to; counts towards the cap.
    """CREATE TABLE thank_yous (
        request TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('code', 'review')), contact TEXT NOT NULL,
        at BIGINT NOT NULL, PRIMARY KEY (request, kind))""",
    "CREATE INDEX thank_yous_contact ON thank_yous (contact, at)",
)

CODES_IN_ORDER = (
    # Where a code stood in its list: they are given in that order.
    "ALTER TABLE thank_you_codes ADD COLUMN place BIGINT NOT NULL DEFAULT 0",
)

MOVED_CALLS = (
    # A booked call that was moved or handed over stays the same one.
    "ALTER TABLE bookings ADD COLUMN moves BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE bookings ADD COLUMN moved_at BIGINT",
)

BOOKED_FROM = (
    # A keyed hash of the internet address, only while the call is to come, of customers for whom nothing vouches.
    "ALTER TABLE bookings ADD COLUMN origin TEXT",
    "CREATE INDEX bookings_origin ON bookings (origin) WHERE origin IS NOT NULL",
)
