"""Which of the configured languages a short text is in.

The n-gram models of lingua judge, in their small form. Beside them count letters that only some of the languages
have, words that only some of the languages' articles hold, and the language that the contact last used.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .abroad import Abroad
from .article import Article
from .normalize import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

# beyond a-z and what Cyrillic alphabets share; a language that is not listed is not judged by its letters
_LETTERS = {
    "be": "іўёыэʼ",
    "bg": "ищъ",
    "cs": "áčďéěíňóřšťúůýž",
    "de": "äöüß",
    "en": "",
    "es": "áéíñóúü",
    "fr": "àâæçéèêëîïôœùûü",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "id": "",
    "it": "àèéìíòóùú",
    "mk": "иѓѕјљњќџ",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșşțţ",
    "ru": "иёщъыэ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sr": "иђјљњћџčćđšž",
    "sv": "åäö",
    "tr": "çğıöşüâ",
    "uk": "иіїєґщ",
}
_FOREIGN = 0.05  # what a letter leaves of the chance of a language that has no such letter
_UNHEARD = 0.1  # the same for a word that the articles of other languages hold and its own do not
_LOYALTY = 20.0  # how much likelier the contact's last language is than another
_SURE = 0.6  # without a last language: the chance from which on a language is named
_SURE_WORD = 0.9  # the same for a single word, which may be a name
_CLEAR_WORDS = 3  # of a text that tells its language whatever was spoken before; fewer do in another script
_FOR_EACH = 2  # words of another language beside one of the last, which a sentence in the last may borrow
_STRAY = 0.25  # of a text's words: so many may be of a language that it is not in, such as names
_ELSEWHERE = 0.7  # chance of another language than these, from which on a text is in none of them
_RECENT = 100  # texts of which it is kept what was judged
_NOT_PROSE = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|[\d_]+")
_LATIN = re.compile(r"[a-zA-Z]")  # in which so much is written that letters alone name no language
_WORDS = re.compile(r"[^\W\d_]+")


class Detector:
    """Of a few languages. The models load with the first text: 0.02 s and 10 MB for five languages."""

    def __init__(self, languages: Sequence[str], articles: Iterable[Article] = ()) -> None:
        self._languages = {code.partition("-")[0]: code for code in reversed(languages)}
        self._letters = {code: frozenset(_LETTERS[code]) for code in self._languages if code in _LETTERS}
        self._telling = frozenset().union(*self._letters.values())
        self._heard: defaultdict[str, set[str]] = defaultdict(set)  # word -> languages
        self._voiced: set[str] = set()  # languages of which words were heard
        self._judged: dict[str, dict[str, float]] = {}  # what speaks for each language, by prose
        for article in articles:
            self.learn(article)
        self._abroad = Abroad(self._languages)
        self._loading = threading.Lock()
        self._models: LanguageDetector | None = None

    def learn(self, article: Article) -> None:
        """Takes the words of its translations for words of their languages."""
        for told in article.translations:
            for text in (told.title, *told.variants, told.answer):
                self.hear(text, told.language)

    def hear(self, text: str, language: str) -> None:
        """Takes its words for words of this language."""
        code = language.partition("-")[0]
        for word in words(text):
            self._heard[word].add(code)
            self._voiced.add(code)
        self._judged.clear()

    def prepare(self, text: str) -> None:
        """Lets the models judge it now, so that nobody need wait for them."""
        if len(self._languages) > 1:
            self._judge(_prose(text))
        self.is_foreign(text)

    def rest(self) -> None:
        """Gives the models' memory back until the next text."""
        self._abroad.rest()
        if self._models:
            self._models.unload_language_models()  # type: ignore[no-untyped-call]

    def detect(self, text: str, prior: str | None = None) -> str | None:
        """One of the languages; `prior` is the one that the contact last used.

        A single word does not outweigh it (names, "ok", a place), nor does a number or a link, nor words that none of
        these languages knows: the nearest is not theirs. None where the text says too little and there is no prior.
        """
        if len(self._languages) == 1:
            return next(iter(self._languages.values()))
        last = prior.partition("-")[0] if prior else None
        prose = _prose(text)
        chances = self._chances(prose, last)
        if not chances:
            return prior
        best = max(chances, key=lambda code: chances[code])
        alone = len(_WORDS.findall(prose)) < 2
        likely = last is not None and chances.get(last, 0.0) > 0
        if last and ((alone and likely) or ((likely or _LATIN.search(prose)) and not self._knows(prose, best))):
            best = last
        elif not last and chances[best] < (_SURE_WORD if alone else _SURE):
            return None
        return self._languages[best]

    def _knows(self, prose: str, code: str) -> bool:
        """Whether some word of it is one of that language, or nothing is known of the language's words."""
        return code not in self._voiced or any(code in self._heard.get(word, ()) for word in words(prose))

    def is_foreign(self, text: str) -> bool:
        """Whether it is in none of the languages: it holds few words of each, and another one is likelier.

        False for less than three words, and while the words of some language are not known. Takes half a second when
        the first such text comes, unless it was prepared.
        """
        prose = _prose(text)
        said = words(prose)
        if len(said) < _CLEAR_WORDS or not self._languages.keys() <= self._voiced:
            return False
        most = max(sum(code in self._heard.get(word, ()) for word in said) for code in self._languages)
        return most <= _STRAY * len(said) and self._abroad.chance(prose) >= _ELSEWHERE

    def is_clearly(self, text: str, language: str, last: str) -> bool:
        """Whether it can hardly be in the language that was last used, rather than hold a few words of another."""
        if self.detect(text) != language or self.is_mixed(text, language, last):
            return False
        prose = _prose(text)
        return len(words(prose)) >= _CLEAR_WORDS or not self._chances(prose, None).get(last.partition("-")[0])

    def is_mixed(self, text: str, language: str, last: str) -> bool:
        """Whether of the words that only one of the two languages has, too many are of the last one to have left it."""
        now, before = language.partition("-")[0], last.partition("-")[0]
        heard = [self._heard[word] for word in words(text) if word in self._heard]
        left = sum(before in some and now not in some for some in heard)
        come = sum(now in some and before not in some for some in heard)
        return left > 0 and come <= _FOR_EACH * left

    def _chances(self, prose: str, last: str | None) -> dict[str, float]:
        """Per language what speaks for it, 1 in all; none where nothing does."""
        judged = self._judge(prose)
        if last in judged:
            judged = judged | {last: judged[last] * _LOYALTY}
        total = sum(judged.values())
        return {code: value / total for code, value in judged.items()} if total else {}

    def _judge(self, prose: str) -> dict[str, float]:
        """Whatever was spoken before; a message is judged several times while it is being answered."""
        judged = self._judged.get(prose)
        if judged is None:
            if len(self._judged) >= _RECENT:
                self._judged.clear()
            judged = self._judged[prose] = self._weighed(prose)
        return judged

    def _weighed(self, prose: str) -> dict[str, float]:
        found = self._loaded().compute_language_confidence_values(prose)
        judged = {each.language.iso_code_639_1.name.lower(): each.value for each in found}
        letters = self._telling.intersection(prose.casefold())
        for code, own in self._letters.items():
            judged[code] = judged.get(code, 0.0) * _FOREIGN ** len(letters - own)
        for heard in filter(None, (self._heard.get(word) for word in words(prose))):
            for code in judged:
                judged[code] *= 1 if code in heard else _UNHEARD
        return judged

    def _loaded(self) -> LanguageDetector:
        with self._loading:
            if self._models is None:
                from lingua import Language, LanguageDetectorBuilder  # heavy, so not before it is needed

                known = [each for each in Language.all() if each.iso_code_639_1.name.lower() in self._languages]
                builder = LanguageDetectorBuilder.from_languages(*known)
                self._models = builder.with_low_accuracy_mode().build()
            return self._models


def _prose(text: str) -> str:
    return _NOT_PROSE.sub(" ", text)
