"""The suggester that joins rules and model: what the program uses unless told otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.suggest.merge import (
    MODEL_HEDGE,
    MODEL_LOADED,
    POLICIES,
    Policy,
    merge_attributions,
    merge_hits,
    model_spans,
)
from annotator.suggest.rules.assemble import (
    claim_suggestion,
    hit_suggestion,
    in_order,
    source_suggestions,
)
from annotator.suggest.rules.claims import Claim, decide_claims
from annotator.suggest.rules.damage import damage
from annotator.suggest.rules.lexicon import Rule
from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.resolve import resolve
from annotator.suggest.rules.suggester import find_attributions, rules_fingerprint
from annotator.suggest.rules.view import Attribution, Clause, View, look
from rubric import Document, Suggestion

if TYPE_CHECKING:
    from annotator.suggest.model.encoder import Encoder
    from annotator.suggest.model.prediction import SentencePrediction

NAME = "joined"


class JoinedSuggester:
    """Suggests marks in all five layers by rules, the bundled model and what joins them."""

    name = NAME

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Take an encoder; the shipped one, opened at the first document, by default."""
        self._given = encoder

    @property
    def _encoder(self) -> Encoder:
        from annotator.suggest.model.encoder import shipped_encoder

        return self._given or shipped_encoder()

    @property
    def fingerprint(self) -> str:
        """Changes whenever a rule, the model, the policy or the calibration does."""
        from annotator.suggest.model.encoder import SHIPPED, fingerprint

        # Read off the files: whoever has nothing left to suggest need not open the model.
        model = self._given.fingerprint if self._given else fingerprint(SHIPPED)
        parts = f"{rules_fingerprint()} {model} {POLICIES}"
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    def suggest(self, document: Document) -> list[Suggestion]:
        """Return suggestions in the order of the text, one claim for each sentence among them."""
        view = look(document)
        policy = POLICIES.get(document.language, Policy())
        return in_order(join(view, find_attributions(view), self.predict(view), policy))

    def predict(self, view: View) -> list[SentencePrediction]:
        """Ask the model about each sentence's folded text, which has one way of writing."""
        sentences = [clause.text for clause in view.clauses]
        return self._encoder.predict(sentences, view.document.language)


def join(
    view: View,
    found: Sequence[Attribution],
    predictions: Sequence[SentencePrediction],
    policy: Policy,
) -> list[Suggestion]:
    """Join what the rules found in a document with what the model says of its sentences."""
    attributions = resolve(view, merge_attributions(view, found, predictions, policy))
    claims = decide_claims(view, attributions)
    return [
        *(
            claim_suggestion(view, _checked(claim, prediction, policy), NAME)
            for claim, prediction in zip(claims, predictions, strict=True)
        ),
        *source_suggestions(view, attributions, NAME),
        *_hits(view, predictions, policy),
        *damage(view.document, NAME),
    ]


def _checked(claim: Claim, prediction: SentencePrediction, policy: Policy) -> Claim:
    """Let the model say that a sentence claims nothing, or doubt that it does."""
    chance = prediction.probabilities["checkable"]
    if claim.label == "not_checkable":
        return claim
    if chance < (policy.opinion if claim.sources else policy.unchecked):
        why = "the model reads it as opinion, advice or the like, and not as a claim of fact"
        return Claim(claim.sentence, "not_checkable", (), (), "", 1 - chance, why)
    return claim._replace(confidence=claim.confidence * (0.7 + 0.3 * chance))


def _hits(
    view: View, predictions: Sequence[SentencePrediction], policy: Policy
) -> Iterator[Suggestion]:
    """Join hedges and loaded wording; damage to the text is the rules' alone to find."""
    for clause, prediction in zip(view.clauses, predictions, strict=True):
        for layer, silent, threshold in (
            ("hedge", policy.unhedged, policy.hedge),
            ("loaded", policy.unloaded, policy.loaded),
        ):
            found = clause.longest_hits(view.folded, layer)
            hits = merge_hits(clause, found, prediction, layer, silent, policy)
            hits += _model_hits(clause, found, prediction, layer, threshold)
            for hit in hits:
                yield hit_suggestion(view, clause, hit, layer, NAME)
        for hit in clause.longest_hits(view.folded, "integrity"):
            yield hit_suggestion(view, clause, hit, "integrity", NAME)


def _model_hits(
    clause: Clause,
    found: Sequence[Hit],
    prediction: SentencePrediction,
    layer: str,
    threshold: float,
) -> list[Hit]:
    """Label the model's own spans by the lexicon term in them, or as the model reads them."""
    terms = clause.candidates.get(layer, ())
    why = MODEL_HEDGE if layer == "hedge" else MODEL_LOADED
    hits = []
    for (start, end), span in model_spans(clause, found, prediction, layer, threshold):
        labels = [rule.label for left, right, rule in terms if left < end and start < right]
        label = labels[0] if labels else span.kind or "loaded_word"
        rule = Rule("model", layer, label, (), span.probability, why)
        hits.append(Hit(rule, start, end))
    return hits
