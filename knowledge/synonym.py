"""Words that mean the same, and names that are to be read as they stand: a product's, a place's."""

from __future__ import annotations

from dataclasses import dataclass

from .article import LABEL_LENGTH, LANGUAGE

MANY = 50  # terms in one synonym


class SynonymError(ValueError):
    """A synonym that cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """Terms of one to a few words each, the first of which is the one to read the others as.

    Terms are kept tidy: trimmed, single spaces between words. Raises SynonymError.
    """

    terms: tuple[str, ...]  # two or more, of a name one or more; no two the same but for their case
    language: str | None = None  # BCP 47; None = in every language
    name: bool = False  # a name: never mended as a misspelling

    def __post_init__(self) -> None:
        terms = tuple(" ".join(term.split()) for term in self.terms)
        object.__setattr__(self, "terms", terms)  # frozen for everybody else
        if self.language is not None and not LANGUAGE.fullmatch(self.language):
            raise SynonymError(f"{self.language[:20]!r} is not a language code such as 'en'.")
        if not all(terms) or not terms:
            raise SynonymError("A term is empty.")
        if len(terms) < 2 and not self.name:
            raise SynonymError(f"{terms[0][:40]!r} stands alone: a synonym has two terms or more.")
        if len(terms) > MANY:
            raise SynonymError(f"These are {len(terms)} terms; {MANY} fit.")
        for term in terms:
            if len(term) > LABEL_LENGTH or not term.isprintable():
                raise SynonymError(f"{term[:40]!r} is too long ({LABEL_LENGTH} characters fit) or holds controls.")
        if len({term.casefold() for term in terms}) < len(terms):
            raise SynonymError(f"A term of {terms[0][:40]!r} is there twice.")
