"""Made-up articles that read like questions: words of likely syllables in the frames of five languages."""

import random

from knowledge.article import Article, Translation

FRAMES = {
    "en": ("How do I {} the {} {}?", "I want to {} my {} {}", "My {} does not {} the {}"),
    "sl": ("Kako lahko {} svoj {} {}?", "Rad bi {} moj {} {}", "Zakaj moj {} ne {} več {}"),
    "be": ("Як мне {} мой {} {}?", "Я хачу {} свой {} {}", "Чаму мой {} не {} больш {}"),
    "ru": ("Как мне {} мой {} {}?", "Я хочу {} свой {} {}", "Почему мой {} больше не {} {}"),
    "id": ("Bagaimana cara {} {} {} saya?", "Saya ingin {} {} {} saya", "Mengapa {} saya tidak {} {} lagi"),
}
LATIN = (
    "ba",
    "der",
    "fi",
    "gon",
    "ka",
    "lo",
    "mer",
    "ni",
    "pra",
    "ro",
    "sta",
    "tel",
    "un",
    "ver",
    "zi",
    "tor",
    "an",
    "is",
)
CYRILLIC = (
    "ба",
    "дер",
    "фі",
    "гон",
    "ка",
    "ло",
    "мер",
    "ні",
    "пра",
    "ро",
    "ста",
    "тэл",
    "ун",
    "вер",
    "зі",
    "тор",
    "ан",
    "іс",
)
WORDS = 1_500  # of each alphabet; the first are used most, as in any language


class Questions:
    """The same ones for the same seed."""

    def __init__(self, articles: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        latin, cyrillic = self._words(LATIN), self._words(CYRILLIC)
        self._vocabulary = {language: cyrillic if language in ("be", "ru") else latin for language in FRAMES}
        self.articles = [self._article(number) for number in range(articles)]

    def _words(self, syllables: tuple[str, ...]) -> list[str]:
        return ["".join(self._random.choices(syllables, k=self._random.choice((2, 2, 3, 3, 4)))) for _ in range(WORDS)]

    def _article(self, number: int) -> Article:
        language = self._random.choice(list(FRAMES))
        vocabulary = self._vocabulary[language]
        topic = [vocabulary[int(self._random.paretovariate(0.6)) % WORDS] for _ in range(3)]
        title, *variants = (frame.format(*topic) for frame in FRAMES[language])
        answer = (
            f"1. **{topic[0]}** {topic[1]}.\n2. *{topic[2]}*.\n\n"
            + " ".join(self._random.choices(vocabulary, k=25))
            + "."
        )
        return Article(
            f"article-{number}",
            link=f"https://linden.example/help/{number}",
            translations=(Translation(language, title, answer, variants=tuple(variants)),),
        )

    def ask(self) -> str:
        """One of the articles' phrasings, mistyped."""
        told = self._random.choice(self.articles).translations[0]
        return self._mistyped(self._random.choice((told.title, *told.variants)))

    def _mistyped(self, text: str) -> str:
        at = self._random.randrange(1, len(text) - 1)
        slips = (
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at] + text[at:],
            text,
        )
        return self._random.choice(slips)
