"""Messages and what is known when they come: what the tests of the dialogue decide about."""

from bot.dialogue.asked import Asked, Found
from bot.dialogue.context import Answer, Context, Offer
from bot.model import Choice
from knowledge.doubt import Policy
from knowledge.match import Match

POLICY = Policy(confident=0.6, unsure=0.2, margin=0.05)
LANGUAGES = ("en", "sl", "be", "ru", "id")


def match(article: str, confidence: float, wording: str = "") -> Match:
    return Match(article, wording or f"about {article}", "en", 100 * confidence, confidence)


SURE = Found([match("a", 0.9), match("b", 0.3)])
DOUBTFUL = Found([match("a", 0.5), match("b", 0.4), match("c", 0.3), match("d", 0.25)])
UNKNOWN = Found([match("a", 0.1)])

TWO = Offer(5, (Choice(article="item", label="Return an item"), Choice(article="gift", label="Return a gift")))
ONE = Offer(5, TWO.choices[:1])
CHOICES = Context(offer=TWO)
ANSWERED = Context(answer=Answer(7, "item", None, "how do i return this"), answered_last=True)
OFFERED_PERSON = Context(person_offered=True)
WHICH_MODEL = Context(offer=Offer(9, (), "model", "descale"))
TOLD = Context(answer=Answer(11, "descale", None, "how do i descale it"), answered_last=True)


def asked(text: str, context: Context | None = None, **rest: object) -> Asked:
    return Asked(text, context=context or Context(), languages=LANGUAGES, **rest)
