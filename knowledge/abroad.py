"""Whether words are of a language that is spoken elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

# those whose speakers come to any shop; each has a model of its own
_SPOKEN = frozenset({"de", "fr", "es", "it", "pt", "nl", "pl", "cs", "hr", "hu", "uk", "tr"})
_RECENT = 100  # texts of which it is kept what was judged


class Abroad:
    """The models load with the first text: 0.4 s and 25 MB."""

    def __init__(self, own: Collection[str]) -> None:
        """`own`: codes of two letters."""
        self._own = frozenset(own)
        self._judged: dict[str, float] = {}
        self._loading = threading.Lock()
        self._models: LanguageDetector | None = None

    def chance(self, prose: str) -> float:
        """That it is in a language beside the own ones, 0-1; 0 where it is in none."""
        found = self._judged.get(prose)
        if found is None:
            if len(self._judged) >= _RECENT:
                self._judged.clear()
            found = self._judged[prose] = self._weighed(prose)
        return found

    def rest(self) -> None:
        """Gives the models' memory back until the next text."""
        if self._models:
            self._models.unload_language_models()  # type: ignore[no-untyped-call]

    def _weighed(self, prose: str) -> float:
        judged = self._loaded().compute_language_confidence_values(prose)
        chances = {each.language.iso_code_639_1.name.lower(): each.value for each in judged}
        return sum(value for code, value in chances.items() if code not in self._own)

    def _loaded(self) -> LanguageDetector:
        with self._loading:
            if self._models is None:
                from lingua import Language, LanguageDetectorBuilder  # heavy, so not before it is needed

                wanted = self._own | _SPOKEN
                known = [each for each in Language.all() if each.iso_code_639_1.name.lower() in wanted]
                self._models = LanguageDetectorBuilder.from_languages(*known).with_low_accuracy_mode().build()
            return self._models
