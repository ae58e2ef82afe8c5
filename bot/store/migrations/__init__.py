"""How the database came to look as it does: named steps in SQL that SQLite and PostgreSQL share.

A step that has been released is never changed; a later one mends it.
Times are UTC milliseconds. JSON stands as text.
"""

import knowledge.migrations
from bot.store.migrations import answers, calls, conversations, journeys, recovery, reports, surveys

Step = tuple[str, tuple[str, ...]]

STEPS: tuple[Step, ...] = (
    ("m001_log", conversations.LOG),
    ("m002_people", conversations.PEOPLE),
    ("m003_conversations", conversations.CONVERSATIONS),
    ("m004_ratings", conversations.RATINGS),
    ("m005_calls", calls.CALLS),
    ("m006_telegram", conversations.TELEGRAM),
    ("m007_questions", answers.QUESTIONS),
    ("m008_labels", conversations.LABELS),
    ("m009_dialogue", conversations.DIALOGUE),
    ("m012_help", answers.HELP),
    ("m013_growth", answers.GROWTH),
    ("m014_callers", calls.CALLERS),
    ("m015_recordings", calls.RECORDINGS),
    ("m016_pictures", calls.PICTURES),
    ("m017_surveys", surveys.SURVEYS),
    ("m018_kiosks", surveys.KIOSKS),
    ("m019_bookings", surveys.BOOKINGS),
    ("m020_thanks", surveys.THANKS),
    ("m021_cases", recovery.CASES),
    ("m022_alerts", recovery.ALERTS),
    ("m023_touchpoints", journeys.TOUCHPOINTS),
    ("m024_figures", reports.FIGURES),
    ("m025_reviews", reports.REVIEWS),
    ("m026_digests", reports.DIGESTS),
    ("m027_kiosks_by_id", surveys.KIOSKS_BY_ID),
    ("m028_same_as", journeys.SAME),
    ("m029_codes_in_order", surveys.CODES_IN_ORDER),
    ("m030_moved_calls", surveys.MOVED_CALLS),
    ("m031_going_on", conversations.GOING_ON),
    ("m032_booked_from", surveys.BOOKED_FROM),
    ("m033_comments_read", reports.COMMENTS_READ),
)

SETS: dict[str, tuple[Step, ...]] = {"bot": STEPS, "knowledge": knowledge.migrations.STEPS}
