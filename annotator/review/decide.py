"""How accepting, rejecting, labelling and marking become decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.review.item import Item, Status
from annotator.review.pen import Pen, RefusedError
from annotator.review.state import ReviewState, same
from rubric import Action, Mark, Span, Suggestion
from rubric.scheme import Layer


def accept(pen: Pen, suggestion: Suggestion) -> None:
    """Accept a suggestion; of rivals for the only label of a sentence, it is the one that stays."""
    state, mark = pen.state, suggestion.mark
    mark = replace(mark, sources=_not_rejected(state, mark))
    number = standing_same(state, mark)
    if number:
        own = state.annotations[number]
        merged = own if own.sources else replace(own, sources=mark.sources, cues=mark.cues)
        pen.write(
            Action.ACCEPT, annotation=number, suggestion=suggestion.id, before=own, after=merged
        )
    else:
        for rival in _sentence_marks(state, mark):
            take_away(pen, rival)
        action = Action.ACCEPT if mark == suggestion.mark else Action.EDIT
        pen.write(action, suggestion=suggestion.id, before=suggestion.mark, after=mark)
    _reject_rivals(pen, mark)


def reject(pen: Pen, suggestion: Suggestion) -> None:
    """Reject a suggestion that no annotation stands for."""
    pen.write(Action.REJECT, suggestion=suggestion.id, before=suggestion.mark)


def take_away(pen: Pen, number: int) -> None:
    """Remove an annotation, reject what it goes back to, and cut the links that point to it."""
    state = pen.state
    mark = state.annotations[number]
    origins = state.standing.origin.get(number, ())
    if not origins:
        pen.write(Action.REMOVE, annotation=number, before=mark)
    for place, origin in enumerate(origins):
        pen.write(Action.REJECT, annotation=0 if place else number, suggestion=origin, before=mark)
    move_links(pen, mark, None)


def relabel(pen: Pen, item: Item, label: str) -> None:
    """Give an item another label, with the links that suit it."""
    after = _best_linked(pen.state, replace(item.mark, label=label), item)
    change(pen, item, after)
    _reject_rivals(pen, after)


def change(pen: Pen, item: Item, after: Mark) -> None:
    """Let ``after`` stand for an item."""
    suggestion = item.suggestion
    # A note says something of the mark; it does not make it another one.
    agrees = suggestion is not None and replace(after, note="") == replace(suggestion.mark, note="")
    before = item.mark if item.stands or suggestion is None else suggestion.mark
    pen.write(
        Action.ACCEPT if agrees else Action.EDIT,
        annotation=item.annotation,
        suggestion=suggestion.id if suggestion else None,
        before=before,
        after=after,
    )
    if item.stands and before.span != after.span:
        move_links(pen, before, after.span)


def add(pen: Pen, mark: Mark) -> None:
    """Add a mark of the reviewer's own, or decide the suggestion or mark that lies right there."""
    for item in pen.state.items(mark.sentence or 0):
        there = item.mark.layer == mark.layer and item.mark.span == mark.span
        exclusive = pen.state.rubric.layer(mark.layer).exclusive
        if there and item.mark.label == mark.label and item.stands:
            raise RefusedError("this mark stands already")
        if there and item.mark.label == mark.label and item.suggestion:
            accept(pen, item.suggestion)
            return
        if there and exclusive and item.status is not Status.REJECTED:
            relabel(pen, item, mark.label)
            return
    pen.write(Action.ADD, after=_best_linked(pen.state, mark, None))
    _reject_rivals(pen, mark)


def link_if_missing(pen: Pen, source: Mark) -> None:
    """Link the sentence's mark to a source just marked there, if it lacks one and needs it."""
    state = pen.state
    sentence = source.sentence
    if sentence is None:
        return
    for number in state.standing.by_sentence.get(sentence, ()):
        mark = state.annotations[number]
        links = mark.layer in {layer.name for layer in linking(state, source.layer)}
        if not links or mark.sources or not state.problems(sentence):
            continue
        item = next(i for i in state.items(sentence) if i.annotation == number)
        linked = replace(mark, sources=(source.span,))
        trial = Pen(state, 0.0)
        change(trial, item, linked)
        if len(trial.state.problems(sentence)) < len(state.problems(sentence)):
            change(pen, item, linked)


def move_links(pen: Pen, mark: Mark, to: Span | None) -> None:
    """Let links that point to ``mark`` point to ``to``; cut them if it is None."""
    state = pen.state
    layers = {layer.name for layer in linking(state, mark.layer)}
    sentence = state.document.sentence_at(mark.start)
    if not layers or sentence is None:
        return
    here = state.standing.marks(sentence.index)
    if any(other.layer == mark.layer and other.span == mark.span for other in here):
        return
    for number, claim in state.annotations.items():
        if claim.layer in layers and mark.span in claim.sources:
            kept = [span for span in claim.sources if span != mark.span] + ([to] if to else [])
            after = replace(claim, sources=tuple(sorted(set(kept))))
            pen.write(Action.EDIT, annotation=number, before=claim, after=after)


def linking(state: ReviewState, target: str) -> list[Layer]:
    """Return the layers whose marks link to marks of the layer ``target``."""
    return [layer for layer in state.rubric.layers if layer.links == target]


def standing_same(state: ReviewState, mark: Mark) -> int:
    """Return the number of the annotation that says the same as ``mark``; 0 if none does."""
    numbers = state.standing.by_sentence.get(mark.sentence, ())
    return next((n for n in numbers if same(state.annotations[n], mark)), 0)


def _sentence_marks(state: ReviewState, mark: Mark) -> list[int]:
    """Return the annotations that cannot stand beside ``mark`` in its exclusive sentence layer."""
    layer = state.rubric.layer(mark.layer)
    if layer.unit != "sentence" or not layer.exclusive:
        return []
    numbers = state.standing.by_sentence.get(mark.sentence, ())
    return [n for n in numbers if state.annotations[n].layer == mark.layer]


def _reject_rivals(pen: Pen, mark: Mark) -> None:
    """Reject the open suggestions that an exclusive sentence layer leaves no place for."""
    layer = pen.state.rubric.layer(mark.layer)
    if layer.unit != "sentence" or not layer.exclusive or mark.sentence is None:
        return
    for item in pen.state.items(mark.sentence):
        if item.status is Status.OPEN and item.mark.layer == mark.layer and item.suggestion:
            reject(pen, item.suggestion)


def _not_rejected(state: ReviewState, mark: Mark) -> tuple[Span, ...]:
    """Return the sources of a suggested mark without those that the reviewer rejected."""
    return tuple(span for span in mark.sources if not _rejected(state, mark.layer, span))


def _rejected(state: ReviewState, layer: str, span: Span) -> bool:
    target = state.rubric.layer(layer).links
    sentence = state.document.sentence_at(span.start)
    if sentence is None:
        return False
    there = [
        item
        for item in state.items(sentence.index)
        if item.mark.layer == target and item.mark.span == span
    ]
    return bool(there) and all(item.status is Status.REJECTED for item in there)


def _best_linked(state: ReviewState, mark: Mark, item: Item | None) -> Mark:
    """Return ``mark`` with the links that break the fewest constraints.

    Tried are those it has, those that were suggested, the only source of the sentence, and none.
    """
    layer = state.rubric.layer(mark.layer)
    if not layer.links or mark.sentence is None:
        return mark
    sources = [m.span for m in state.standing.marks(mark.sentence) if m.layer == layer.links]
    tries = [mark]
    if item and item.suggestion:
        told = item.suggestion.mark
        tries.append(replace(mark, sources=told.sources, cues=told.cues, proximity=told.proximity))
    if len(sources) == 1:
        tries.append(replace(mark, sources=tuple(sources)))
    tries.append(replace(mark, sources=(), cues=(), proximity=""))
    return min(tries, key=lambda attempt: _faults(state, attempt, item))


def _faults(state: ReviewState, mark: Mark, item: Item | None) -> int:
    """Count what would be wrong in the sentence with ``mark`` in it."""
    trial = Pen(state, 0.0)
    annotation = item.annotation if item else 0
    before = state.annotations.get(annotation)
    trial.write(Action.EDIT, annotation=annotation, before=before, after=mark)
    return len(trial.state.problems(mark.sentence or 0))


def first_fault(before: ReviewState, after: ReviewState, sentences: Iterable[int]) -> str:
    """Return why the rubric forbids to go from one state to the other; empty if it does not."""
    from annotator.review.legality import forbidden

    for sentence in sentences:
        old = {str(f) for f in forbidden(before.rubric, before.problems(sentence))}
        for fault in forbidden(after.rubric, after.problems(sentence)):
            if str(fault) not in old:
                return f"{fault.message}; {fault.remedy}"
    return ""
