"""What a log of decisions adds up to, kept up to date one decision at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rubric import Action, Decision, Mark, Tally, tally

_HISTORY = (Action.UNDO, Action.REDO)


@dataclass(frozen=True, slots=True)
class Standing:
    """The log and what it adds up to, indexed for the screen.

    Attributes:
        log: All decisions, in the order of ``seq``.
        tally: What they add up to, by :func:`rubric.tally`.
        made: The annotation that each accepted or edited suggestion became.
        origin: The suggestions that each annotation goes back to.
        by_sentence: Numbers of the annotations of each sentence; None holds the ratings.
    """

    log: tuple[Decision, ...] = ()
    tally: Tally = field(default_factory=lambda: Tally({}, {}))
    made: dict[int, int] = field(default_factory=dict)
    origin: dict[int, tuple[int, ...]] = field(default_factory=dict)
    by_sentence: dict[int | None, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, log: Iterable[Decision]) -> Standing:
        """Add up a whole log."""
        log = tuple(log)
        total = tally(log)
        made: dict[int, int] = {}
        origin: dict[int, tuple[int, ...]] = {}
        for decision in (d for batch in total.done for d in batch):
            _trace(decision, made, origin)
        by_sentence: dict[int | None, tuple[int, ...]] = {}
        for number, mark in total.annotations.items():
            by_sentence[mark.sentence] = (*by_sentence.get(mark.sentence, ()), number)
        return cls(log, total, made, origin, by_sentence)

    @property
    def annotations(self) -> dict[int, Mark]:
        """The marks that stand, by number; not to be changed."""
        return self.tally.annotations

    def marks(self, sentence: int | None) -> list[Mark]:
        """Return the marks that stand on a sentence; the ratings for None."""
        return [self.annotations[number] for number in self.by_sentence.get(sentence, ())]

    def extended(self, batch: tuple[Decision, ...]) -> Standing:
        """Add one more batch; costs no more than copying pointers, unless it is an undo or redo."""
        if not batch:
            return self
        log = self.log + batch
        if batch[0].action in _HISTORY:
            return Standing.of(log)
        if batch[0].action is Action.SHOW:
            seen = self.tally.shown.union(d.suggestion for d in batch if d.suggestion is not None)
            return replace(self, log=log, tally=replace(self.tally, shown=seen))
        return self._after(log, batch)

    def _after(self, log: tuple[Decision, ...], batch: tuple[Decision, ...]) -> Standing:
        annotations, decided = dict(self.annotations), dict(self.tally.decided)
        made, origin, by_sentence = dict(self.made), dict(self.origin), dict(self.by_sentence)
        for decision in batch:
            _trace(decision, made, origin)
            if decision.suggestion is not None:
                decided[decision.suggestion] = decision.action
            number = decision.annotation
            if not number:
                continue
            old = annotations.get(number)
            if decision.after is None:
                annotations.pop(number, None)
                if old:
                    rest = tuple(n for n in by_sentence.pop(old.sentence) if n != number)
                    by_sentence |= {old.sentence: rest} if rest else {}
            else:
                annotations[number] = decision.after
                if old is None:
                    place = decision.after.sentence
                    by_sentence[place] = (*by_sentence.get(place, ()), number)
        total = replace(
            self.tally,
            annotations=annotations,
            decided=decided,
            done=(*self.tally.done, batch),
            undone=(),
        )
        return Standing(log, total, made, origin, by_sentence)


def _trace(decision: Decision, made: dict[int, int], origin: dict[int, tuple[int, ...]]) -> None:
    """Note which annotation a decided suggestion became, and from which it goes back."""
    suggestion, number = decision.suggestion, decision.annotation
    if suggestion is None:
        if number and decision.after is None:
            origin.pop(number, None)
        return
    old = made.pop(suggestion, None)
    if old is not None and old in origin:
        origin[old] = tuple(s for s in origin[old] if s != suggestion)
    if number and decision.after is not None:
        made[suggestion] = number
        origin[number] = (*origin.get(number, ()), suggestion)
