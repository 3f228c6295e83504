"""Which open sentence comes next: by the text, or by how uncertain its suggestions are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from annotator.review.item import Status
from annotator.review.state import ReviewState
from annotator.suggest.uncertainty import doubt


def least_certain_first(state: ReviewState) -> ReviewState:
    """Return the state that goes by uncertainty, at the least certain open sentence.

    Where suggestions are hidden the order goes by them all the same; it tells no label.
    """
    state = replace(state, uncertain=True)
    return _reach(state, min(_rank(state, n) for n in state.open)[1]) if state.open else state


def next_open(state: ReviewState, *, back: bool = False) -> ReviewState:
    """Return the state at the next sentence that waits, or the one before, round the ends.

    There must be one. By uncertainty the next is less certain than all that come after it; a
    sentence that was passed over comes again at the end.
    """
    if not state.uncertain:
        where = sorted(state.open)
        place = bisect_left(where, state.focus) - 1 if back else bisect_right(where, state.focus)
        return state.focused(where[place % len(where)])
    ranks = sorted(_rank(state, sentence) for sentence in state.open)
    here = _rank(state, state.focus)
    place = bisect_left(ranks, here) - 1 if back else bisect_right(ranks, here)
    return _reach(state, ranks[place % len(ranks)][1])


def _rank(state: ReviewState, sentence: int) -> tuple[float, int]:
    """The least certain first, and of equals the first in the text."""
    numbers = state.proposals.by_sentence.get(sentence, ())
    waiting = [n for n in numbers if n not in state.standing.tally.decided]
    layers = [layer.name for layer in state.exclusive_layers()]
    chosen = (state.proposals.by_id[n] for n in waiting or numbers)
    return -doubt(chosen, layers), sentence


def _reach(state: ReviewState, sentence: int) -> ReviewState:
    """Go to a sentence, and there to its least certain open item."""
    items = enumerate(state.items(sentence))
    sure = [(one.suggestion.confidence, n) for n, one in items
            if one.status is Status.OPEN and one.suggestion]  # fmt: skip
    return state.focused(sentence, min(sure)[1] if sure else None)
