"""The suggester that asks a language model behind a server."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from annotator.suggest.completion import complete
from annotator.suggest.rules.assemble import in_order
from annotator.suggest.rules.suggester import RuleSuggester
from annotator.suggest.server.answer import Answered
from annotator.suggest.server.asking import Asking
from annotator.suggest.server.placing import Placing
from annotator.suggest.server.prompt import VERSION
from annotator.suggest.suggester import LOG
from annotator.suggest.watching import advanced
from annotator.text import display_text
from rubric import Document, Rubric, Suggestion


@dataclass
class ServerSuggester:
    """Suggests what a language model answers, checked and placed.

    Attributes:
        asking: Whom it asks, and how.
        batch: How many sentences it asks about at a time.
        filled: Whether the rules give a label to sentences that need one and were given none.
    """

    asking: Asking
    batch: int = 8
    filled: bool = True
    _noticed: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        """What its suggestions are signed with."""
        return "http:" + display_text(self.asking.model)[:60]

    @property
    def notice(self) -> str:
        """Where the text goes; told before any is sent."""
        place = self.asking.endpoint
        where = "a server on this machine" if place.local else "ANOTHER MACHINE"
        bare = "" if place.local or place.scheme == "https" else ", unencrypted"
        return f"the text of the documents leaves this process: to {place.address}, {where}{bare}"

    @property
    def fingerprint(self) -> str:
        """Changes with server, model, rubric and prompt; a server may change without a sign."""
        parts = (
            VERSION,
            self.asking.endpoint,
            self.asking.model,
            self._rubric.fingerprint,
            self.batch,
            RuleSuggester().fingerprint if self.filled else "",
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def _rubric(self) -> Rubric:
        return self.asking.rubric

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text.

        Raises:
            annotator.suggest.SuggesterFailed: If the server does not answer for all sentences.
        """
        if not self._noticed:
            LOG.warning("%s", self.notice)
            self._noticed = True
        dropped: Counter[str] = Counter()
        answers = self._answers(document, dropped)
        found = Placing(document, self._rubric, self.name, dropped).place(answers)
        if dropped:
            told = ", ".join(f"{count} {why}" for why, count in dropped.most_common())
            LOG.warning("%s: %s: marks dropped: %s", display_text(document.name), self.name, told)
        return complete(document, found, self._rubric) if self.filled else in_order(found)

    def _answers(self, document: Document, dropped: Counter[str]) -> list[Answered]:
        asked = [one for one in document.sentences if document.quote(one.span).strip()]
        found: list[Answered] = []
        for at in range(0, len(asked), self.batch):
            advanced(at, len(asked))
            found += self.asking.marks(document, asked[at : at + self.batch], dropped)
        return found
