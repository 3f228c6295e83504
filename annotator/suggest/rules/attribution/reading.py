"""One sentence in reading, as the search for sources goes through it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from annotator.suggest.rules.attribution.classify import classify
from annotator.suggest.rules.attribution.grammar import Grammar
from annotator.suggest.rules.attribution.phrase import Phrase
from annotator.suggest.rules.attribution.source import Source
from annotator.suggest.rules.attribution.tokens import Tokens
from annotator.suggest.rules.view import Clause, Range, View


@dataclass(slots=True)
class Reading:
    """One sentence in reading: its tokens and what of it stands between quotation marks."""

    view: View
    clause: Clause
    tokens: Tokens
    grammar: Grammar
    quoted: list[Range]
    sources: dict[Phrase, Source | None] = field(default_factory=dict)

    def source(self, phrase: Phrase | None) -> Source | None:
        """Classify a phrase of the sentence, each once."""
        if phrase is None:
            return None
        if phrase not in self.sources:
            self.sources[phrase] = classify(self.tokens, phrase, self.grammar)
        return self.sources[phrase]

    def in_quotation(self, offset: int) -> bool:
        """Tell whether ``offset`` lies between quotation marks."""
        at = bisect_left(self.quoted, (offset, 0)) - 1
        return at >= 0 and self.quoted[at][0] < offset < self.quoted[at][1]

    def wholly_quoted(self) -> bool:
        """Tell whether one quotation holds the whole sentence."""
        if not self.quoted:
            return False
        start, end = self.quoted[0]
        return start <= self.clause.start + 1 and end >= self.clause.end
