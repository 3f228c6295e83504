"""Join the evidence of rules and model.

The policy, layer by layer:

* Where both find a span, it is suggested with more confidence than either has.
* Where only the rules find it, it stays, with less confidence. What the rules were unsure of can be
  dropped where the model sees nothing in the whole sentence; the thresholds say for which layers.
* Where only the model finds it, it is suggested if the model is sure enough.
* A source has the label the rules give it by its words, unless the model is sure of another and the
  source does not point back to somebody. The model's own hedges have the label it reads them with,
  or that of the lexicon term in them.
* Acts and beliefs, easily mistaken for the statement beside them, need the model's consent there.
* Claims are decided last, by the codebook's order, from the joined attributions; the model can say
  that a sentence, also one with a source, claims nothing that could be checked.

The thresholds were chosen on the development set, its second part weighing more: no rule was
written with that part in view, so it shows what the model adds on unseen text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from annotator.suggest.rules.match import Hit
from annotator.suggest.rules.suggester import SEARCHES
from annotator.suggest.rules.view import Attribution, Clause, Range, View

if TYPE_CHECKING:
    from annotator.suggest.model.prediction import SentencePrediction, SpanPrediction

BOTH = "; the model sees it too"
RULES_ONLY = "; the model does not see it"
MODEL_SOURCE = "the model reads it as who answers for the statement"
MODEL_KIND = "; the model reads the source as {}"
MODEL_HEDGE = "the model reads it as a hedge"
MODEL_LOADED = "the model reads it as wording that judges"


LOOSE_KINDS = frozenset({"act", "cognition", "belief"})
"""Kinds that are mistaken for another's statement beside them; the model has to see them there."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How sure the model must be, as probabilities.

    Attributes:
        attributed: To add an attribution the rules did not find: for the sentence.
        source: The same: for the source span.
        hedge: To add a hedge the rules did not find.
        unhedged: Below it for a sentence, the model sees no hedge at all.
        loaded: To add loaded wording the rules did not find.
        unloaded: Below it for a sentence, the model sees no loaded wording at all.
        unchecked: Below it a sentence without a source is taken to claim nothing checkable.
        opinion: The same for a sentence with a source.
        kind: To give a source another label than the rules do.
        unsure: Rules less confident than this give way to a model that sees nothing.
    """

    attributed: float = 0.5
    source: float = 0.5
    hedge: float = 0.8
    unhedged: float = 0.02
    loaded: float = 0.9
    unloaded: float = 0.0
    unchecked: float = 0.1
    opinion: float = 0.0
    kind: float = 0.95
    unsure: float = 0.6


POLICIES = {
    "en": Policy(
        source=0.4,
        unhedged=0.1,
        loaded=0.3,
        unloaded=0.2,
        unchecked=0.4,
        opinion=0.4,
        kind=0.8,
        unsure=0.7,
    ),
    "fr": Policy(source=0.6, loaded=0.3, unloaded=0.1, unchecked=0.2, opinion=0.4),
    "zh": Policy(
        attributed=0.7,
        source=0.8,
        hedge=0.7,
        unloaded=0.2,
        unchecked=0.4,
        opinion=0.3,
    ),
}


def merge_attributions(
    view: View,
    found: Iterable[Attribution],
    predictions: Sequence[SentencePrediction],
    policy: Policy,
) -> list[Attribution]:
    """Join attributions found by rules with the model's sources and cues.

    Args:
        view: The document.
        found: What the rules found, antecedents not yet resolved.
        predictions: One for each sentence, spans in offsets of the sentence's folded text.
        policy: How sure the model must be.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in found:
        by_sentence.setdefault(attribution.sentence, []).append(attribution)
    merged: list[Attribution] = []
    for clause, prediction in zip(view.clauses, predictions, strict=True):
        known = by_sentence.get(clause.index, [])
        merged += _kept(clause, known, prediction, policy)
        merged += _added(view, clause, known, prediction, policy)
    return merged


def _kept(
    clause: Clause, known: list[Attribution], prediction: SentencePrediction, policy: Policy
) -> list[Attribution]:
    """Weigh what the rules found by what the model sees."""
    spans = [span for span in prediction.spans if span.label in ("source", "cue")]
    kept = []
    for attribution in known:
        parts = [*attribution.cues, *([attribution.source] if attribution.source else [])]
        seen = any(_overlap(clause, span, part) for span in spans for part in parts)
        chance = prediction.probabilities["attributed"]
        elsewhere = not seen and chance >= policy.attributed
        if elsewhere and attribution.kind in LOOSE_KINDS:
            continue
        if seen:
            confidence = 1 - (1 - attribution.confidence) * (1 - 0.5 * chance)
            both = attribution._replace(confidence=confidence, why=attribution.why + BOTH)
            kept.append(_relabelled(clause, both, spans, policy))
        else:
            confidence = attribution.confidence * (0.75 + 0.25 * chance)
            why = attribution.why + RULES_ONLY
            kept.append(attribution._replace(confidence=confidence, why=why))
    return kept


def _added(
    view: View,
    clause: Clause,
    known: list[Attribution],
    prediction: SentencePrediction,
    policy: Policy,
) -> list[Attribution]:
    """Turn the model's surest source into an attribution where nobody answers for the sentence."""
    chance = prediction.probabilities["attributed"]
    cues = [span for span in prediction.spans if span.label == "cue"]
    answered = any(attribution.main and attribution.source for attribution in known)
    if answered or chance < policy.attributed or not cues:
        return []
    sources = (span for span in prediction.spans if span.label == "source")
    for span in sorted(sources, key=lambda span: -span.probability):
        if span.probability < policy.source:
            break
        place = (clause.start + span.start, clause.start + span.end)
        if any(a.source and _meet(a.source, place) for a in known):
            continue
        if attribution := _classified(view, clause, place):
            nearest = min(cues, key=lambda cue: abs(cue.start - span.end))
            own = attribution._replace(
                cues=((clause.start + nearest.start, clause.start + nearest.end),),
                confidence=chance * span.probability,
                why=MODEL_SOURCE,
            )
            return [_relabelled(clause, own, [span], policy)]
    return []


def _classified(view: View, clause: Clause, place: Range) -> Attribution | None:
    """Let the rules of the language tell what kind of source stands at a place."""
    module = SEARCHES.get(view.document.language)
    if module is None:
        return None
    attribution: Attribution | None = import_module(module).classify_range(view, clause, place)
    return attribution


def _relabelled(
    clause: Clause, attribution: Attribution, spans: Iterable[SpanPrediction], policy: Policy
) -> Attribution:
    """Give a source the label the model reads it with, where it is sure of another.

    What a source that points back means is for the document to tell, which the model does not see.
    """
    if attribution.source is None or attribution.anaphor:
        return attribution
    for span in spans:
        if span.label == "source" and _overlap(clause, span, attribution.source):
            kind = span.kind
            if kind == attribution.label or span.kinds.get(kind, 0.0) < policy.kind:
                return attribution
            why = attribution.why + MODEL_KIND.format(kind.replace("_", " "))
            return attribution._replace(label=kind, why=why)
    return attribution


def merge_hits(
    clause: Clause,
    hits: Iterable[Hit],
    prediction: SentencePrediction,
    kind: str,
    silent: float,
    policy: Policy,
) -> list[Hit]:
    """Weigh the hedges or loaded words that rules found in a sentence by what the model sees.

    Args:
        clause: The sentence.
        hits: What the rules found.
        prediction: What the model says; spans in offsets of the sentence's folded text.
        kind: ``hedge`` or ``loaded``.
        silent: Below this chance for the sentence, the model sees none in it.
        policy: How sure the model must be.
    """
    spans = [span for span in prediction.spans if span.label == kind]
    chance = prediction.probabilities["hedged" if kind == "hedge" else "loaded"]
    kept = []
    for hit in hits:
        rule = hit.rule
        if any(_overlap(clause, span, (hit.start, hit.end)) for span in spans):
            rule = replace(
                rule, confidence=1 - (1 - rule.confidence) * (1 - 0.5 * chance), why=rule.why + BOTH
            )
        elif chance < silent:
            if rule.confidence < policy.unsure:
                continue
            rule = replace(rule, confidence=rule.confidence * 0.75, why=rule.why + RULES_ONLY)
        kept.append(hit._replace(rule=rule))
    return kept


def model_spans(
    clause: Clause,
    hits: Sequence[Hit],
    prediction: SentencePrediction,
    kind: str,
    threshold: float,
) -> list[tuple[Range, SpanPrediction]]:
    """Return the model's spans that no rule found, with their places."""
    return [
        ((clause.start + span.start, clause.start + span.end), span)
        for span in prediction.spans
        if span.label == kind
        and span.probability >= threshold
        and not any(_overlap(clause, span, (hit.start, hit.end)) for hit in hits)
    ]


def _overlap(clause: Clause, span: SpanPrediction, part: Range) -> bool:
    return _meet((clause.start + span.start, clause.start + span.end), part)


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
