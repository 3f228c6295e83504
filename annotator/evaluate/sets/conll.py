"""CoNLL-2010 shared task, Wikipedia: uncertain sentences and their cues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from annotator.evaluate.counting import Shares, counted, learn_shares, terms_of
from annotator.evaluate.guesses import HEDGES, any_span, spans
from annotator.evaluate.items import Answer, DataSet, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.evaluate.rows import Row, held_out_rows
from annotator.evaluate.sets.making import item_of, span_of, with_spans
from annotator.suggest.calibration import from_log_odds, log_odds

CUE = "hedge cue"
LEAST = 0.35
"""The share from which a term counts; best in five-fold cross-validation on the training part."""
LEAST_JOINED = 0.5
"""The share, and the model's probability, from which a span counts where both are asked."""
LEAST_AGREED = 0.1
"""The share of a term from which it speaks for a span the model is less sure of; from dev."""
OFFSET, BY_MODEL, BY_TERMS = 0.0, 0.7, 0.28
"""Logistic regression of "uncertain" on the log-odds of model and likeliest term; fitted on dev."""
LEAST_SENTENCE = 0.28
_ANSWERS = ("uncertain", "certain")
_by_suggestions = any_span("hedge", *_ANSWERS, HEDGES)
_suggested = spans("hedge", HEDGES)


def _item(row: Row) -> Item:
    cues = tuple(Marked((span_of(span),)) for span in row["spans"])
    return with_spans(item_of(row, labels={"uncertain": row["label"]}), {CUE: cues})


def cues(shares: Shares) -> Callable[[Reading], Iterable[Marked]]:
    """Offer what counts as a hedge in this set.

    A suggester that goes by the rules is asked for the lexicon's terms that the set marks often
    enough; one that joins them with the model, also for the model's own spans; any other for its
    suggestions.
    """

    def guess(reading: Reading) -> Iterable[Marked]:
        if not reading.by_rules:
            return _suggested(reading)
        terms = list(terms_of(reading.item.document))
        if reading.ask_model is None:
            return counted(terms, shares, LEAST)
        agreed = counted(terms, shares, LEAST_AGREED)
        seen = [
            span
            for one in reading.predictions
            for span in one.spans
            if span.label == "hedge" and (span.confidence >= LEAST_JOINED or _touches(span, agreed))
        ]
        found = [one for one in counted(terms, shares, LEAST_JOINED) if not _touches(one, seen)]
        return (*seen, *found)

    return guess


def _touches(one: Marked, others: Iterable[Marked]) -> bool:
    return any(one.pieces[0].overlaps(other.pieces[0]) for other in others)


def uncertain(shares: Shares) -> Callable[[Reading], list[Answer]]:
    """Answer whether a sentence holds a hedge as this set understands it; see `cues`."""

    def guess(reading: Reading) -> list[Answer]:
        if not reading.by_rules:
            return _by_suggestions(reading)
        chance = max(map(shares, terms_of(reading.item.document)), default=0.0)
        least = LEAST
        if reading.ask_model is not None:
            model = max((one.probabilities["hedged"] for one in reading.predictions), default=0.0)
            odds = OFFSET + BY_MODEL * log_odds(model) + BY_TERMS * log_odds(chance)
            chance, least = from_log_odds(odds), LEAST_SENTENCE
        return [Answer("uncertain", chance) if chance >= least else Answer("certain")]

    return guess


def _measures(training: Iterable[Item]) -> tuple[LabelMeasure, SpanMeasure]:
    shares = learn_shares(training, CUE)
    return (
        LabelMeasure("uncertain", uncertain(shares), _ANSWERS, "uncertain"),
        SpanMeasure(CUE, cues(shares)),
    )


SET = DataSet(
    "conll2010_wiki",
    "en",
    "Weasels are marked as much as hedges, bare quantities among them, and cues are longer than "
    "the codebook's. Of rules and joined those terms of the lexicon count that the training part "
    "marks often enough; of others, any hedge but a booster. Published: the best of the shared "
    "task; a plain lexicon reached 55.1.",
    (
        LabelMeasure("uncertain", _by_suggestions, _ANSWERS, "uncertain"),
        SpanMeasure(CUE, _suggested),
    ),
    partial(held_out_rows, document="doc"),
    _item,
    {"dev": "a tenth of the training articles", "test": "test"},
    {"uncertain": "60.2"},
    _measures,
)
