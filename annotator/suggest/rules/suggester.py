"""The suggester that goes by rules: from a document to suggestions, each with its reason."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path

from annotator.suggest.calibration import calibration_fingerprint
from annotator.suggest.rules.assemble import (
    SPAN_LAYERS,
    claim_suggestion,
    hit_suggestion,
    in_order,
    source_suggestions,
)
from annotator.suggest.rules.claims import decide_claims
from annotator.suggest.rules.damage import damage
from annotator.suggest.rules.resolve import resolve
from annotator.suggest.rules.view import Attribution, View, look
from rubric import Document, Suggestion

NAME = "rules"
SEARCHES = {
    "en": "annotator.suggest.rules.attribution.extract",
    "fr": "annotator.suggest.rules.attribution.extract",
    "zh": "annotator.suggest.rules.chinese",
}
"""The module that finds attributions in each language."""


class RuleSuggester:
    """Suggests marks in all five layers by rules and lexicons."""

    name = NAME

    @property
    def fingerprint(self) -> str:
        """Changes whenever a rule or the calibration does."""
        return rules_fingerprint()

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text, one claim for each sentence among them."""
        view = look(document)
        found = read_attributions(view)
        return in_order(
            [
                *(claim_suggestion(view, claim, NAME) for claim in decide_claims(view, found)),
                *source_suggestions(view, found, NAME),
                *(
                    hit_suggestion(view, clause, hit, layer, NAME)
                    for clause in view.clauses
                    for layer in SPAN_LAYERS
                    if layer in clause.candidates
                    for hit in clause.longest_hits(view.folded, layer)
                ),
                *damage(document, NAME),
            ]
        )


def find_attributions(view: View) -> list[Attribution]:
    """Return who says what in a document, whom each source means not yet found out."""
    module = SEARCHES.get(view.document.language)
    found: list[Attribution] = import_module(module).attributions(view) if module else []
    return found


def read_attributions(view: View) -> list[Attribution]:
    """Return who says what in a document, whom each source means already found out."""
    return resolve(view, find_attributions(view))


@cache
def rules_fingerprint() -> str:
    """Return what changes whenever a rule, be it data or code, or the calibration does."""
    digest = hashlib.sha256(calibration_fingerprint().encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".toml", ".py"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
