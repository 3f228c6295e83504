"""How little sure suggestions are, so that what teaches most can be reviewed first."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rubric import Suggestion


def uncertainty(
    suggestions: Iterable[Suggestion], layers: Collection[str], sentences: int
) -> float:
    """Return the share of a document's sentences whose suggested label is expected to be wrong.

    That is least-confidence sampling (Lewis and Gale 1994), averaged over the document, so that
    long documents do not come first for their length.

    Args:
        suggestions: Of one run, for one document.
        layers: Those of which each sentence bears one label, the codebook's claim.
        sentences: How many sentences the document has; one without a suggestion counts as
            wholly uncertain.
    """
    best: dict[int, float] = {}
    for suggestion in suggestions:
        mark = suggestion.mark
        if mark.layer in layers and mark.sentence is not None:
            best[mark.sentence] = max(best.get(mark.sentence, 0.0), suggestion.confidence)
    return 1 - sum(best.values()) / sentences if sentences else 0.0


def doubt(suggestions: Iterable[Suggestion], layers: Collection[str]) -> float:
    """Return how uncertain the least certain of a sentence's suggestions is, 0 to 1.

    Args:
        suggestions: Of one sentence; with none it is wholly uncertain.
        layers: Those of which a sentence bears one label; of rivals the more confident counts.
    """
    found = list(suggestions)
    sure = [one.confidence for one in found if one.mark.layer not in layers]
    for layer in layers:
        rivals = [one.confidence for one in found if one.mark.layer == layer]
        if rivals:
            sure.append(max(rivals))
    return 1 - min(sure, default=0.0)
