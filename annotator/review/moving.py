"""Commands that move the focus, the selection or a filter and decide nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import singledispatch

from annotator.review.commands import (
    About,
    BeginSelection,
    Command,
    Find,
    FindNext,
    Focus,
    GrowSelection,
    MoveSelection,
    NextOpen,
    Reach,
    Select,
    Step,
    StepItem,
)
from annotator.review.queue import next_open
from annotator.review.state import ReviewState
from annotator.review.words import words_of
from rubric import Span


@singledispatch
def move(command: Command, _: ReviewState) -> ReviewState:
    """Carry out a command that decides nothing.

    Raises:
        TypeError: If the command is of no known kind.
    """
    raise TypeError(f"no such command: {command!r}")


@move.register
def _(command: Focus, state: ReviewState) -> ReviewState:
    return state.focused(command.sentence, command.item)


@move.register
def _(command: Step, state: ReviewState) -> ReviewState:
    return state.focused(state.focus + command.by)


@move.register
def _(command: StepItem, state: ReviewState) -> ReviewState:
    count = len(state.items(state.focus))
    return replace(state, item=(state.item + command.by) % count if count else 0)


@move.register
def _(command: NextOpen, state: ReviewState) -> ReviewState:
    if not state.open:
        return replace(state, message="nothing is open: rate the document, or go back to the list")
    return next_open(state, back=command.back)


@move.register
def _(command: Select, state: ReviewState) -> ReviewState:
    if not command.span:
        return replace(state, selection=None)
    sentence = state.document.sentence_at(command.span.start)
    if sentence is None:
        return replace(state, message="a selection begins inside a sentence")
    if sentence.index != state.focus:
        state = state.focused(sentence.index)
    end = min(command.span.end, sentence.end)
    return replace(state, selection=Span(command.span.start, max(end, command.span.start)))


@move.register
def _(_: BeginSelection, state: ReviewState) -> ReviewState:
    item = state.current()
    if item and state.rubric.layer(item.mark.layer).unit == "span":
        return replace(state, selection=item.mark.span)
    words = _words(state)
    return replace(state, selection=words[0] if words else None)


@move.register
def _(command: MoveSelection, state: ReviewState) -> ReviewState:
    words = _words(state)
    if not words:
        return state
    here = state.selection or words[0]
    if command.back:
        place = bisect_left([word.end for word in words], here.start + 1) - 1
        return replace(state, selection=words[max(place, 0)])
    place = bisect_left([word.start for word in words], here.end)
    return replace(state, selection=words[min(place, len(words) - 1)])


@move.register
def _(command: GrowSelection, state: ReviewState) -> ReviewState:
    if state.selection is None or not state.document.sentences:
        return state
    start, end = state.selection.start, state.selection.end
    limits = state.document.sentences[state.focus].span
    edge = start if command.start else end
    if command.reach is Reach.CHARACTER:
        edge += command.by
    else:
        stops = [word.start if command.start else word.end for word in _words(state)]
        ahead = command.by > 0
        place = bisect_right(stops, edge) if ahead else bisect_left(stops, edge) - 1
        edge = stops[min(max(place, 0), len(stops) - 1)] if stops else edge
    if command.start:
        start = min(max(edge, limits.start), end - 1)
    else:
        end = max(min(edge, limits.end), start + 1)
    return replace(state, selection=Span(max(start, limits.start), min(end, limits.end)))


def _words(state: ReviewState) -> list[Span]:
    sentences = state.document.sentences
    return words_of(state.document.text, sentences[state.focus].span) if sentences else []


@move.register
def _(command: Find, state: ReviewState) -> ReviewState:
    if not command.words:
        return replace(state, words="", found=())
    pattern = re.compile(re.escape(command.words), re.IGNORECASE)
    found = tuple(Span(*hit.span()) for hit in pattern.finditer(state.document.text))
    state = replace(state, words=command.words, found=found)
    if not found:
        return replace(state, message=f"not found: {command.words}")
    here = state.document.sentences[state.focus].start if state.document.sentences else 0
    return _at(state, bisect_left(found, Span(here, here)))


@move.register
def _(command: FindNext, state: ReviewState) -> ReviewState:
    if not state.found:
        return replace(state, message="nothing to find: / looks for words")
    here = state.selection
    if here is None and state.document.sentences:
        here = state.document.sentences[state.focus].span
    here = here or Span(0, 0)
    if command.back:
        return _at(state, bisect_left(state.found, here) - 1)
    return _at(state, bisect_right(state.found, here))


@move.register
def _(command: About, state: ReviewState) -> ReviewState:
    try:
        re.compile(command.pattern)
    except re.error as error:
        return replace(state, message=f"not a regular expression: {error}")
    return replace(state, about=command.pattern)


def _at(state: ReviewState, place: int) -> ReviewState:
    """Go to one of the places found, round the ends of the document."""
    place %= len(state.found)
    hit = state.found[place]
    sentence = state.document.sentence_at(hit.start)
    if sentence is not None:
        state = state.focused(sentence.index)
        state = replace(state, selection=Span(hit.start, min(hit.end, sentence.end)))
    return replace(state, message=f"{place + 1} of {len(state.found)}: {state.words}")
