"""Commands that decide: each writes its decisions with a pen, or is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from annotator.review import commands as c
from annotator.review.decide import (
    accept,
    add,
    change,
    first_fault,
    link_if_missing,
    reject,
    relabel,
    standing_same,
    take_away,
)
from annotator.review.item import Item, Status
from annotator.review.pen import Pen, RefusedError
from annotator.review.state import ReviewState
from rubric import Action, Mark, Span
from rubric.scheme import RATING


@singledispatch
def act(command: c.Command, _: Pen) -> None:
    """Write the decisions of a command.

    Raises:
        RefusedError: If it cannot be carried out.
        TypeError: If the command is of no known kind.
    """
    raise TypeError(f"no such command: {command!r}")


def _item(state: ReviewState) -> Item:
    item = state.current()
    if item is None:
        raise RefusedError("this sentence has nothing to decide yet: label it or mark its words")
    return item


@act.register
def _(_: c.AcceptAll, pen: Pen) -> None:
    state = pen.state
    if state.hides(state.focus):
        _show(pen)
        return
    waiting = [item for item in state.items(state.focus) if item.status is Status.OPEN]
    waiting.sort(key=lambda item: -(item.suggestion.confidence if item.suggestion else 0.0))
    for item in waiting:
        decided = pen.state.standing.tally.decided
        suggestion = item.suggestion
        if suggestion is None or suggestion.id in decided:
            continue
        trial = Pen(pen.state, 0.0)
        accept(trial, suggestion)
        answered = _answered(pen.state, suggestion.mark)
        if answered or first_fault(pen.state, trial.state, [state.focus]):
            reject(pen, suggestion)
        else:
            accept(pen, suggestion)


def _answered(state: ReviewState, mark: Mark) -> bool:
    """Tell whether the reviewer gave the sentence another label of the mark's exclusive layer."""
    layer = state.rubric.layer(mark.layer)
    if layer.unit != "sentence" or not layer.exclusive or standing_same(state, mark):
        return False
    return any(other.layer == mark.layer for other in state.standing.marks(state.focus))


def _show(pen: Pen) -> None:
    """Freeze the sentence's own marks and show its suggestions."""
    state = pen.state
    missing = [x for x in state.problems(state.focus) if x.mark is None]
    if missing:
        raise RefusedError(f"decide yourself first: {missing[0].remedy}")
    for number in state.proposals.by_sentence.get(state.focus, ()):
        if number not in state.withheld:
            mark = state.proposals.by_id[number].mark
            pen.write(Action.SHOW, suggestion=number, before=mark, shown=True)


@act.register
def _(_: c.Accept, pen: Pen) -> None:
    item = _item(pen.state)
    if item.suggestion is None:
        raise RefusedError("this is a mark of your own: it stands")
    if item.status in {Status.ACCEPTED, Status.EDITED}:
        raise RefusedError("this is accepted already")
    accept(pen, item.suggestion)


@act.register
def _(_: c.Reject, pen: Pen) -> None:
    item = _item(pen.state)
    if item.status is Status.REJECTED:
        raise RefusedError("this is rejected already")
    undecided = item.suggestion is not None and item.status in {Status.OPEN, Status.OWN}
    if item.stands:
        take_away(pen, item.annotation)
    if undecided and item.suggestion:
        reject(pen, item.suggestion)


@act.register
def _(command: c.RemoveMark, pen: Pen) -> None:
    if command.annotation not in pen.state.annotations:
        raise RefusedError("there is no such mark any more")
    take_away(pen, command.annotation)


@act.register
def _(command: c.SetLabel, pen: Pen) -> None:
    state = pen.state
    if not state.document.sentences:
        raise RefusedError("the document has no sentences")
    layer = state.rubric.layer(command.layer)
    sentence = state.document.sentences[state.focus]
    items = [item for item in state.items(state.focus) if item.mark.layer == layer.name]
    standing = [item for item in items if item.stands]
    equal = [item for item in items if item.mark.label == command.label]
    waiting = [item for item in items if item.status is Status.OPEN]
    mark = Mark(layer.name, command.label, sentence.start, sentence.end, sentence.index)
    if any(item in standing and item.status is not Status.OWN for item in equal):
        raise RefusedError("it is labelled so already")
    if layer.exclusive and standing:
        relabel(pen, standing[0], command.label)
    elif equal and equal[0].suggestion:
        accept(pen, equal[0].suggestion)
    elif layer.exclusive and waiting:
        relabel(pen, waiting[0], command.label)
    else:
        add(pen, mark)


@act.register
def _(command: c.EditLabel, pen: Pen) -> None:
    item = _item(pen.state)
    if item.stands and item.mark.label == command.label:
        raise RefusedError("it is labelled so already")
    if item.mark.label == command.label and item.suggestion:
        accept(pen, item.suggestion)
    else:
        relabel(pen, item, command.label)


@act.register
def _(command: c.EditSpan, pen: Pen) -> None:
    item = _item(pen.state)
    if pen.state.rubric.layer(item.mark.layer).unit != "span":
        raise RefusedError("a sentence's label has no boundaries to change")
    span = _selected(pen.state, command.span)
    if item.stands and span == item.mark.span:
        raise RefusedError("these are its boundaries already")
    change(pen, item, replace(item.mark, start=span.start, end=span.end))


@act.register
def _(command: c.AddMark, pen: Pen) -> None:
    state = pen.state
    if state.rubric.layer(command.layer).unit == "sentence":
        act(c.SetLabel(command.layer, command.label), pen)
        return
    span = _selected(state, command.span)
    sentence = state.document.sentence_at(span.start)
    mark = Mark(
        command.layer, command.label, span.start, span.end, sentence.index if sentence else None
    )
    add(pen, mark)
    link_if_missing(pen, mark)


def _selected(state: ReviewState, span: Span | None) -> Span:
    """Return a span without white space at its ends, all inside one sentence."""
    span = span or state.selection
    if span is None:
        raise RefusedError("select the words first: space, or drag with the mouse")
    text = span.of(state.document.text)
    start = span.start + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    sentence = state.document.sentence_at(start)
    if start == end or sentence is None or end > sentence.end:
        raise RefusedError("a mark covers words of one sentence: select them again")
    return Span(start, end)


@act.register
def _(command: c.LinkSource, pen: Pen) -> None:
    state = pen.state
    claim = _claim(state, command.layer)
    if command.span in claim.mark.sources and claim.stands:
        raise RefusedError("it rests on this source already")
    _stand_at(pen, state.rubric.layer(command.layer).links, command.span)
    sources = tuple(sorted({*claim.mark.sources, command.span}))
    change(pen, claim, replace(claim.mark, sources=sources))


@act.register
def _(command: c.UnlinkSource, pen: Pen) -> None:
    claim = _claim(pen.state, command.layer)
    if command.span not in claim.mark.sources:
        raise RefusedError("it does not rest on this source")
    kept = tuple(span for span in claim.mark.sources if span != command.span)
    change(pen, claim, replace(claim.mark, sources=kept))


def _claim(state: ReviewState, layer: str) -> Item:
    """Return the focused sentence's item in a layer that links: what stands, else what waits."""
    items = [item for item in state.items(state.focus) if item.mark.layer == layer]
    ranked = [i for i in items if i.stands] + [i for i in items if i.status is Status.OPEN]
    if not ranked:
        raise RefusedError("label the sentence first; then say on whom it rests")
    return ranked[0]


def _stand_at(pen: Pen, layer: str, span: Span) -> None:
    """See to it that a mark of the layer stands at ``span``."""
    sentence = pen.state.document.sentence_at(span.start)
    items = pen.state.items(sentence.index) if sentence else []
    there = [item for item in items if item.mark.layer == layer and item.mark.span == span]
    if any(item.stands for item in there):
        return
    if not there or there[0].suggestion is None:
        raise RefusedError("no source is marked there: select the words and mark them first")
    accept(pen, there[0].suggestion)


@act.register
def _(command: c.Rate, pen: Pen) -> None:
    state = pen.state
    rating = state.rubric.rating(command.rating)
    if not rating.low <= command.value <= rating.high:
        raise RefusedError(f"the scale goes from {rating.low} to {rating.high}")
    for number in state.standing.by_sentence.get(None, ()):
        before = state.annotations[number]
        if before.layer == RATING and before.label == rating.name:
            note = before.note if command.note is None else command.note
            after = replace(before, value=command.value, note=note)
            if after != before:
                pen.write(Action.RATE, annotation=number, before=before, after=after)
            return
    mark = Mark(RATING, rating.name, 0, 0, value=command.value, note=command.note or "")
    pen.write(Action.RATE, after=mark)


@act.register
def _(command: c.Comment, pen: Pen) -> None:
    item = _item(pen.state)
    if not item.stands:
        raise RefusedError("accept or label it first; then comment on it")
    note = command.text.strip()
    if note != item.mark.note:
        change(pen, item, replace(item.mark, note=note))


@act.register
def _(_: c.Undo, pen: Pen) -> None:
    if not pen.state.standing.tally.done:
        raise RefusedError("nothing to undo")
    pen.write(Action.UNDO)


@act.register
def _(_: c.Redo, pen: Pen) -> None:
    if not pen.state.standing.tally.undone:
        raise RefusedError("nothing to redo")
    pen.write(Action.REDO)
