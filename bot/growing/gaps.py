"""The gaps as managers see them: grouped, with what agents replied, and turned into drafts."""

import re
from collections.abc import Sequence
from itertools import chain, count

import numpy as np

import knowledge.gaps
from bot.answers.answers import Answers
from bot.dialogue.phrases import Meaning
from bot.dialogue.phrases import meaning as said_beside
from bot.dialogue.references import stands_alone
from bot.embedding.compared import meaning
from bot.errors import NotFound
from bot.model import Text
from bot.store import messages, unanswered
from bot.store.engine import Engine, Tx
from knowledge import drafts, versions
from knowledge.article import TITLE_LENGTH, Article, Translation
from knowledge.gaps import Gap, State, Unanswered, typical
from knowledge.key import key_of
from knowledge.match import Match
from knowledge.matcher import Matcher
from knowledge.normalize import normalize
from knowledge.variants import LONGEST, personal

READ_S = 3.0  # what questions mean is waited for; what has not been read by then is compared by its letters
VARIANTS = 20  # wordings of a gap that become variants of its draft, in each language

_POLITE = {Meaning.GREETING, Meaning.THANKS, Meaning.GOODBYE, Meaning.WELLBEING, Meaning.NOTED, Meaning.YES}
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
_ADDRESSED = 4  # words of a greeting with a name: "Good morning, Ms Novak"


async def every(engine: Engine, answers: Answers, now: int) -> list[Gap]:
    """Of the newest questions, the dearest first. `now`: UTC ms."""

    def facts(tx: Tx) -> tuple[list[Unanswered], dict[str, int]]:
        return [it for it in unanswered.newest(tx, now) if stands_alone(it.text)], unanswered.published(tx)

    questions, published = await engine.read(facts)
    vectors = await answers.vectors([it.text for it in reversed(questions)], READ_S)

    def work(matcher: Matcher) -> list[Gap]:
        directions = matcher.directions(np.array(list(vectors.values()))) if vectors else None
        meanings = None if vectors is None or directions is None else dict(zip(vectors, directions, strict=True))
        return knowledge.gaps.gaps(questions, published, meanings)

    return await answers.study(work)


async def nearest(answers: Answers, gaps: Sequence[Gap]) -> list[Match | None]:
    """What the bot would make of each today; None: nothing comes near."""
    readings = await answers.study(lambda matcher: [matcher.readings(gap.wording) for gap in gaps])
    vectors = await answers.vectors(list(chain.from_iterable(readings)), READ_S)

    def work(matcher: Matcher) -> list[Match | None]:
        found = (
            matcher.search(gap.wording, limit=1, meaning=meaning(some, vectors) if vectors else None)
            for gap, some in zip(gaps, readings, strict=True)
        )
        return [next(iter(matches), None) for matches in found]

    return await answers.study(work)


async def find(engine: Engine, answers: Answers, now: int, question: str) -> Gap:
    """The one that holds the question with this id. Raises NotFound."""
    gap = knowledge.gaps.find(await every(engine, answers, now), question)
    if gap is None:
        raise NotFound("There is no such gap any more.")
    return gap


def draft(tx: Tx, gap: Gap, of: Unanswered | None, author: str, at: int) -> str:
    """Begins an article for the gap; its key. What is being written for it already stays as it is.

    Its answer is what an agent replied to `of`, None: to the newest of its questions that has a reply and was not
    rated low. Wordings in other languages become translations that lack their answer.
    """
    if gap.state is State.OPEN and gap.article is not None and drafts.get(tx, gap.article) is not None:
        return gap.article
    of, said = _replied(tx, gap) if of is None else (of, replies(tx, of))
    answer = "\n\n".join(filter(None, map(cleaned, said)))
    language = of.language if of is not None and answer else gap.language
    languages = [language, *(other for other in gap.languages if other != language)]
    told = [_translation(gap, one, answer if one == language else "") for one in languages]
    article = Article(_free(tx, key_of(told[0].title)), translations=tuple(told))
    drafts.save(tx, article, None, at, author)
    unanswered.draft(tx, gap.questions, article.key)
    return article.key


def replies(tx: Tx, it: Unanswered) -> list[str]:
    """What agents wrote to the customer after the question, in its episode, in order."""
    said = messages.of_agents(tx, it.conversation, it.episode, it.seq)
    return [message.body.text for message in said if isinstance(message.body, Text)]


def _replied(tx: Tx, gap: Gap) -> tuple[Unanswered | None, list[str]]:
    """The question whose reply makes the best answer, with it."""
    fits = sorted(gap.questions, key=lambda it: (it.rated_low, it.language != gap.language, -it.at))
    for it in fits:
        if said := replies(tx, it):
            return it, said
    return None, []


def _translation(gap: Gap, language: str, answer: str) -> Translation:
    asked = list({normalize(it.text): _line(it.text) for it in gap.questions if it.language == language}.values())
    fit = [text for text in asked if len(text) <= LONGEST and not personal(text)]
    title = typical(fit or asked)
    variants = [text for text in fit if text != title]
    return Translation(language, title[:TITLE_LENGTH], answer, variants=tuple(variants[-VARIANTS:]))


def _line(text: str) -> str:
    return " ".join(text.split())


def _free(tx: Tx, wanted: str) -> str:
    """The key, or with the first number behind it that no article and no draft has."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if not versions.current(tx, name) and drafts.get(tx, name) is None)


def cleaned(reply: str) -> str:
    """An agent's reply without the hello before it and the goodbye after it; "" where it is nothing else."""
    sentences = [match[0] for match in _SENTENCE.finditer(reply) if match[0]]
    while sentences and _is_polite(sentences[0]):
        sentences.pop(0)
    while sentences and _is_polite(sentences[-1]):
        sentences.pop()
    return "".join(sentences).strip()


def _is_polite(sentence: str) -> bool:
    """Also where it ends in a name: "Hello Maja!"."""
    said = sentence.split()
    if said_beside(sentence) in _POLITE:
        return True
    starts = (" ".join(said[:length]) for length in range(1, len(said)))
    return len(said) <= _ADDRESSED and any(said_beside(start) is Meaning.GREETING for start in starts)
