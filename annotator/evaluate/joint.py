"""Whether a sentence is attributed, by what rules and model say of it together.

The join of suggestions decides about spans. A question about the whole sentence is better answered
by weighing both: the model's probability, and whether the joined reading holds an attribution that
counts in the data set. A logistic regression with three coefficients, the same for all languages
and sets, fitted on the dev parts of GCDT and the UD sets, each set as weighty as the others.
"""

from __future__ import annotations

from annotator.suggest.calibration import from_log_odds, log_odds

OFFSET, BY_MODEL, BY_RULES = -2.13, 0.46, 2.13
LEAST = 0.3
"""The probability from which a sentence counts as attributed: near half of the F1 reached, where
F1 is greatest (Lipton, Elkan and Naryanaswamy 2014)."""


def attributed_chance(model: float, *, found: bool) -> float:
    """Return the probability that a sentence is attributed.

    Args:
        model: The model's probability, in [0, 1].
        found: Whether the joined reading holds an attribution in the sentence.
    """
    odds = OFFSET + BY_MODEL * log_odds(model) + BY_RULES * found
    return from_log_odds(odds)
