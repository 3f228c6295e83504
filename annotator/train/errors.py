"""Why nothing was learned: light to import, so that front ends can name these errors."""


class LearningError(RuntimeError):
    """Nothing was learned and nothing was written; the message says why and what may help."""


class TooFewDecisionsError(LearningError):
    """There is not enough to learn from; the message says what is missing."""


class WorseModelError(LearningError):
    """What was learned is no better on held-out documents, so nothing was written."""


class ForeignGraphError(LearningError, ValueError):
    """A graph has no weights under the names that ours have; the message names it."""


class MissingExtraError(LearningError):
    """A package is missing that only training needs; the message names the extra."""
