"""What is measured: labelled texts, what is expected in them, and what a suggester guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.evaluate.rows import DataError, Row
from rubric import Document, Span, Suggestion

if TYPE_CHECKING:
    from annotator.evaluate.measures import Measure


@dataclass(frozen=True, slots=True)
class Marked:
    """A span, perhaps in several pieces, that data expect or a suggester guesses.

    Attributes:
        pieces: Where it stands; more than one where it is discontinuous.
        label: What it is called; compared only by measures that compare labels.
        confidence: A guess's probability of being right, in [0, 1].
    """

    pieces: tuple[Span, ...]
    label: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A label for a whole sentence and, for a guess, its probability of being right."""

    label: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled text.

    Attributes:
        name: Its identifier in the data set.
        group: What it is sampled with: its document, where the data set tells.
        document: The text, cut into sentences as the program cuts it.
        spans: What is expected, by the measure's name.
        ignored: Spans that a guess may touch without being right or wrong, by the measure's name.
        labels: The expected label of each sentence that is asked for, by the measure's name.
        sentences: The sentences that ``labels`` are about.
        stratum: The part whose figure is averaged with the others' (a fold); 0 where there is one.
    """

    name: str
    group: str
    document: Document
    spans: Mapping[str, tuple[Marked, ...]] = field(default_factory=dict)
    ignored: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: tuple[Span, ...] = ()
    stratum: int = 0


@dataclass(frozen=True, slots=True)
class Attributed:
    """A source and its reporting cue, as a suggester reads them; either may be missing.

    Attributes:
        source: Where the source stands.
        cues: Where the cue stands, in one or more pieces.
        kind: What sort of attribution, for suggesters that tell; else empty.
        confidence: Probability that a trained reader agrees.
    """

    source: Span | None
    cues: tuple[Span, ...]
    kind: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a suggester says of a whole sentence, apart from any span.

    Attributes:
        sentence: Where it stands.
        probabilities: Of each sentence label.
        positive: The labels that it gives the sentence.
        spans: What it marks in the sentence, each with its layer as label, before any join.
    """

    sentence: Span
    probabilities: Mapping[str, float]
    positive: frozenset[str]
    spans: tuple[Marked, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a suggester made of an item.

    Attributes:
        item: What it read.
        suggestions: What it suggested.
        attribute: Finds the attributions; asked once at most, and only by measures that need them.
        judge: Judges whole sentences; None for a suggester that only finds spans.
        by_rules: Whether it goes by the rules' lexicon, so that a data set may ask for its terms.
        ask_model: What the model alone says of sentences; None for a suggester without one.
    """

    item: Item
    suggestions: tuple[Suggestion, ...]
    attribute: Callable[[], Iterable[Attributed]]
    judge: Callable[[], Iterable[Judgement]] | None = None
    by_rules: bool = False
    ask_model: Callable[[], Iterable[Judgement]] | None = None

    @cached_property
    def attributions(self) -> tuple[Attributed, ...]:
        """Who says what in the item."""
        return tuple(self.attribute())

    @cached_property
    def judgements(self) -> tuple[Judgement, ...] | None:
        """What is said of whole sentences; None where only spans are told."""
        return None if self.judge is None else tuple(self.judge())

    @cached_property
    def predictions(self) -> tuple[Judgement, ...]:
        """What the model alone says of whole sentences; nothing where there is none."""
        return () if self.ask_model is None else tuple(self.ask_model())


@dataclass(frozen=True, slots=True)
class DataSet:
    """A labelled data set, how it is read and what is measured on it.

    Attributes:
        name: Its folder's name.
        language: ``en``, ``fr`` or ``zh``.
        about: What is counted, and what to beware of, in a sentence or two.
        measures: What is measured.
        rows: From the set's folder and ``train``, ``dev`` or ``test`` to the rows of that part.
        item: From a row to an item; None for a row about which nothing is asked.
        parts: The parts that are measured on, ``dev`` and perhaps ``test``, and what each is.
        published: The best published figure for a measure's name, with its origin.
        learned: From the items of the training part to the measures, where what counts is learned
            there.
    """

    name: str
    language: str
    about: str
    measures: tuple[Measure, ...]
    rows: Callable[[Path, str], Iterator[Row]]
    item: Callable[[Row], Item | None]
    parts: Mapping[str, str]
    published: Mapping[str, str] = field(default_factory=dict)
    learned: Callable[[Iterable[Item]], tuple[Measure, ...]] | None = None

    def ready(self, folder: Path) -> DataSet:
        """Return the set with its measures as its training part teaches them.

        Args:
            folder: Holds the set's folder.

        Raises:
            annotator.evaluate.DataError: If the training part cannot be read.
        """
        if self.learned is None:
            return self
        rows = self.rows(folder / self.name, "train")
        items = (item for row in rows if (item := self._item(row)))
        return replace(self, measures=self.learned(items), learned=None)

    def part(self, split: str) -> str:
        """Return the part that stands for a split: ``dev`` where there is no other."""
        return split if split in self.parts else "dev"

    def items(
        self, folder: Path, split: str, keep: Callable[[Row], bool] = lambda _: True
    ) -> list[Item]:
        """Read the items of a split.

        Args:
            folder: Holds the set's folder.
            split: ``dev`` or ``test``.
            keep: Tells which rows may be measured on.

        Raises:
            annotator.evaluate.DataError: If a row is not as it must be.
        """
        rows = self.rows(folder / self.name, self.part(split))
        return [item for row in rows if keep(row) and (item := self._item(row))]

    def _item(self, row: Row) -> Item | None:
        try:
            return self.item(row)
        except KeyError as error:
            where = f"{self.name}: row {row.get('id')!r}"
            raise DataError(f"{where}: no {error}; fetch the data set again") from None
