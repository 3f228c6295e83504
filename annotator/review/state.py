"""The state of a review: a document, what is proposed, what was decided, where the reviewer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.review.item import Item, Status
from annotator.review.legality import sentence_violations
from annotator.review.mode import Mode
from annotator.review.proposals import Proposals
from annotator.review.standing import Standing
from rubric import Action, Decision, Document, Mark, Span, Suggestion
from rubric.constraints import Violation
from rubric.scheme import Layer, Rubric

_STATUS = {
    Action.ACCEPT: Status.ACCEPTED,
    Action.EDIT: Status.EDITED,
    Action.REJECT: Status.REJECTED,
}


@dataclass(frozen=True, slots=True)
class ReviewState:
    """One reviewer's work on one document of a session, at one moment.

    Attributes:
        document: What is reviewed.
        rubric: The codebook that says which marks are legal.
        mode: When suggestions are shown.
        proposals: The suggestions.
        withheld: Suggestions never shown, by their number.
        standing: The log of decisions and what it adds up to.
        open: Sentences that wait for a decision.
        focus: Index of the sentence in hand.
        item: Index of the item in hand among the sentence's items.
        selection: The selected range of the text.
        words: What was looked for last.
        found: Where it stands.
        about: Regular expression of the ledger's filter.
        message: What the reviewer should know about the last command; empty if it just worked.
        document_id: The document's number in the store.
        session: The session's name.
        reviewer: Who decides.
        language: Language of the rubric's words.
        uncertain: Whether the least certain open sentence comes next, not the next in the text.
    """

    document: Document
    rubric: Rubric
    mode: Mode = Mode.ASSISTED
    proposals: Proposals = field(default_factory=Proposals)
    withheld: frozenset[int] = frozenset()
    standing: Standing = field(default_factory=Standing)
    open: frozenset[int] = frozenset()
    focus: int = 0
    item: int = 0
    selection: Span | None = None
    words: str = ""
    found: tuple[Span, ...] = ()
    about: str = ""
    message: str = ""
    document_id: int = 0
    session: str = ""
    reviewer: str = ""
    language: str = "en"
    uncertain: bool = False

    @classmethod
    def start(
        cls,
        document: Document,
        rubric: Rubric,
        suggestions: Iterable[Suggestion] = (),
        log: Iterable[Decision] = (),
        *,
        mode: Mode | str = Mode.ASSISTED,
        withheld: Iterable[int] = (),
        document_id: int = 0,
        session: str = "",
        reviewer: str = "",
        language: str = "en",
    ) -> ReviewState:
        """Open a document where its log left off, at the first sentence that waits.

        Args:
            document: What is reviewed.
            rubric: The session's codebook.
            suggestions: Stored suggestions; each needs its number.
            log: The reviewer's decisions on this document in this session, in order.
            mode: When suggestions are shown.
            withheld: Numbers of the suggestions that are never shown.
            document_id: The document's number in the store.
            session: The session's name.
            reviewer: Who decides.
            language: Language of the rubric's words.

        Raises:
            ValueError: If a suggestion has no number.
        """
        state = cls(
            document=document,
            rubric=rubric,
            mode=Mode(mode),
            proposals=Proposals.of(suggestions, rubric),
            withheld=frozenset(withheld),
            standing=Standing.of(log),
            document_id=document_id,
            session=session,
            reviewer=reviewer,
            language=language,
        )
        state = state.surveyed()
        return state.focused(min(state.open, default=0))

    @property
    def log(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        return self.standing.log

    @property
    def annotations(self) -> dict[int, Mark]:
        """The marks that stand, by number; not to be changed."""
        return self.standing.annotations

    @property
    def finished(self) -> int:
        """How many sentences wait for nothing more."""
        return len(self.document.sentences) - len(self.open)

    @property
    def complete(self) -> bool:
        """Whether nothing waits: every suggestion is decided and no constraint is broken."""
        return not self.open

    def hides(self, sentence: int) -> bool:
        """Tell whether the sentence has suggestions to show once its own marks are frozen."""
        if self.mode is not Mode.COMMIT_FIRST:
            return False
        numbers = self.proposals.by_sentence.get(sentence, ())
        shown = self.standing.tally.shown
        return shown.isdisjoint(numbers) and not self.withheld.issuperset(numbers)

    def visible(self, sentence: int) -> list[Suggestion]:
        """Return the suggestions of a sentence that the reviewer may see now."""
        if self.mode is Mode.BLIND or self.hides(sentence):
            return []
        numbers = self.proposals.by_sentence.get(sentence, ())
        return [self.proposals.by_id[n] for n in numbers if n not in self.withheld]

    def items(self, sentence: int) -> list[Item]:
        """Return the items of a sentence in the rubric's order of layers, then of the text."""
        found: list[Item] = []
        covered: set[int] = set()
        for suggestion in self.visible(sentence):
            item = self._item(suggestion, sentence)
            if not (item.stands and item.annotation in covered):
                found.append(item)
                covered.add(item.annotation)
        found += [
            Item(self.annotations[number], Status.OWN, number)
            for number in self.standing.by_sentence.get(sentence, ())
            if number not in covered
        ]
        ranks = {layer.name: rank for rank, layer in enumerate(self.rubric.layers)}
        last = len(ranks)
        found.sort(key=lambda i: (ranks.get(i.mark.layer, last), i.mark.start, i.mark.end))
        return found

    def current(self) -> Item | None:
        """Return the item in hand."""
        items = self.items(self.focus)
        return items[min(self.item, len(items) - 1)] if items else None

    def exclusive_layers(self) -> list[Layer]:
        """Return the layers of which a sentence bears one label."""
        return [x for x in self.rubric.layers if x.unit == "sentence" and x.exclusive]

    def _item(self, suggestion: Suggestion, sentence: int) -> Item:
        number = suggestion.id or 0
        annotation = self.standing.made.get(number, 0)
        action = self.standing.tally.decided.get(number)
        if annotation in self.annotations:
            status = _STATUS.get(action or Action.ACCEPT, Status.ACCEPTED)
            return Item(self.annotations[annotation], status, annotation, suggestion)
        if action in _STATUS:
            return Item(suggestion.mark, Status.REJECTED, 0, suggestion)
        for own in self.standing.by_sentence.get(sentence, ()):
            if same(self.annotations[own], suggestion.mark):
                return Item(self.annotations[own], Status.OWN, own, suggestion)
        return Item(suggestion.mark, Status.OPEN, 0, suggestion)

    # where the reviewer is

    def focused(self, sentence: int, item: int | None = None) -> ReviewState:
        """Return the state with another sentence in hand, and there the first open item."""
        last = max(len(self.document.sentences) - 1, 0)
        moved = replace(self, focus=min(max(sentence, 0), last), item=0, selection=None)
        items = moved.items(moved.focus)
        if item is None:
            places = (n for n, one in enumerate(items) if one.status is Status.OPEN)
            item = next(places, 0)
        return replace(moved, item=min(max(item, 0), max(len(items) - 1, 0)))

    # what changed

    def extended(self, batch: tuple[Decision, ...]) -> ReviewState:
        """Return the state after one more batch of decisions."""
        standing = self.standing.extended(batch)
        state = replace(self, standing=standing)
        touched = {m.sentence for d in batch for m in (d.before, d.after) if m}
        if batch and batch[0].action in {Action.UNDO, Action.REDO}:
            history = self.standing.tally
            stack = history.done if batch[0].action is Action.UNDO else history.undone
            touched = {m.sentence for d in stack[-1] for m in (d.before, d.after) if m}
        waiting = set(self.open)
        for sentence in touched:
            if sentence is not None:
                (waiting.add if state.waits(sentence) else waiting.discard)(sentence)
        return replace(state, open=frozenset(waiting))

    def surveyed(self) -> ReviewState:
        """Return the state with every sentence looked at for what it waits for."""
        everywhere = range(len(self.document.sentences))
        return replace(self, open=frozenset(n for n in everywhere if self.waits(n)))

    def suggested(self, suggestions: Iterable[Suggestion]) -> ReviewState:
        """Return the state with suggestions that arrived late."""
        state = replace(self, proposals=Proposals.of(suggestions, self.rubric)).surveyed()
        return replace(state.focused(state.focus), selection=self.selection)

    def waits(self, sentence: int) -> bool:
        """Tell whether a sentence waits for a decision: a suggestion, or a broken constraint."""
        if self.hides(sentence):
            return True
        if any(item.status is Status.OPEN for item in self.items(sentence)):
            return True
        return bool(self.problems(sentence))

    def problems(self, sentence: int) -> list[Violation]:
        """Return what the rubric finds wrong or missing in a sentence."""
        marks = self.standing.marks(sentence)
        targets = {span for mark in marks for span in mark.sources}
        elsewhere = {self.document.sentence_at(span.start) for span in targets}
        linked = [
            mark
            for other in elsewhere
            if other and other.index != sentence
            for mark in self.standing.marks(other.index)
            if mark.span in targets
        ]
        return sentence_violations(
            self.rubric, self.document, sentence, marks, linked=linked, language=self.language
        )


def same(one: Mark, other: Mark) -> bool:
    """Tell whether two marks say the same of the same text, links and notes aside."""
    return (one.layer, one.label, one.start, one.end) == (
        other.layer,
        other.label,
        other.start,
        other.end,
    )
