"""The rubric: layers and their labels, document ratings, constraints, and their texts.

Everything here is data read from TOML (see :mod:`rubric.loading`); no label of the built-in rubric
is named in code, so a trainer's own rubric works wherever the built-in one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Literal, TypeVar

from rubric.mark import Mark

RATING: Final = "rating"
"""The ``layer`` of a mark that rates the whole document; its ``label`` is the rating's name."""

GRADES: Final = ("A", "B", "C", "D")
"""Grades of a source, from one that anyone can look up to nobody in particular."""

UnitName = Literal["sentence", "span"]
Text = TypeVar("Text")


def _in(texts: Mapping[str, Text], language: str) -> Text:
    """Return the text in ``language``, or in the rubric's first language where there is none."""
    return texts[language] if language in texts else next(iter(texts.values()))


@dataclass(frozen=True, slots=True)
class SchemeTerm:
    """What a label corresponds to in a published scheme.

    Attributes:
        scheme: ``id`` of one of the rubric's schemes.
        term: The scheme's own name for it.
        match: How well it corresponds, in SKOS terms: ``exact``, ``close``, ``broad`` (the
            scheme's term is wider), ``narrow`` (it is narrower) or ``related``.
    """

    scheme: str
    term: str
    match: str = "close"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A published annotation scheme that labels are mapped to."""

    id: str
    citation: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class LabelText:
    """What people read about a label, in one language.

    Attributes:
        name: A short name for people.
        definition: When the label applies.
        examples: Where it applies; asterisks enclose the words that are marked.
        counterexamples: Where it does not, with the reason where it is not plain.
    """

    name: str
    definition: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a layer.

    Attributes:
        name: Identifier in marks and records.
        key: Keyboard key. For a sentence layer it sets the label at once; for a span layer it is
            pressed after the layer's key. Empty where there is none.
        letter: Sign in the margin, one cell wide; empty where the layer's is used.
        grade: For a source, one of :data:`GRADES`; else empty.
        hedging: Whether a sentence with such a mark counts as hedged.
        texts: The label's texts by language.
        maps: What it corresponds to in published schemes.
    """

    name: str
    key: str
    letter: str
    grade: str
    hedging: bool
    texts: Mapping[str, LabelText] = field(hash=False)
    maps: tuple[SchemeTerm, ...] = ()

    def text(self, language: str) -> LabelText:
        """Return the texts in ``language``, or in the rubric's first language."""
        return _in(self.texts, language)


@dataclass(frozen=True, slots=True)
class LayerText:
    """What people read about a layer, in one language."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A set of labels for one aspect of the text.

    Attributes:
        name: Identifier in marks and records.
        unit: What is marked: whole sentences, or spans inside them.
        exclusive: Whether a sentence or span bears at most one label of the layer.
        key: Keyboard key that adds a mark of the layer; empty where the labels' keys do.
        letter: Sign in the margin of a sentence that has a mark of the layer, one cell wide.
        column: Column of the margin, from 1; layers may share one.
        links: Layer whose spans the marks of this one point to with ``Mark.sources``, or empty.
        labels: In the order in which they are to be considered: the first that fits wins.
        texts: The layer's texts by language.
    """

    name: str
    unit: UnitName
    exclusive: bool
    key: str
    letter: str
    column: int
    links: str
    labels: tuple[Label, ...]
    texts: Mapping[str, LayerText] = field(hash=False)

    def label(self, name: str) -> Label:
        """Return the label called ``name``.

        Raises:
            LookupError: If the layer has no such label.
        """
        for label in self.labels:
            if label.name == name:
                return label
        raise LookupError(f"the layer {self.name!r} has no label {name!r}")

    def text(self, language: str) -> LayerText:
        """Return the texts in ``language``, or in the rubric's first language."""
        return _in(self.texts, language)


@dataclass(frozen=True, slots=True)
class RatingText:
    """What people read about a rating, in one language; ``anchors`` explain steps of the scale."""

    name: str
    definition: str
    anchors: Mapping[int, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Rating:
    """A dimension on which the whole document is rated, from ``low`` to ``high``."""

    name: str
    low: int
    high: int
    texts: Mapping[str, RatingText] = field(hash=False)
    maps: tuple[SchemeTerm, ...] = ()

    def text(self, language: str) -> RatingText:
        """Return the texts in ``language``, or in the rubric's first language."""
        return _in(self.texts, language)


@dataclass(frozen=True, slots=True)
class ConstraintText:
    """A constraint in words: the rule, and what to do where it is broken."""

    rule: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule that the marks of a document keep.

    Attributes:
        name: Identifier in reports.
        kind: One of :data:`rubric.constraints.KINDS`.
        layers: The layers it holds for.
        labels: The labels of those layers that it holds for; empty for all.
        texts: The rule and its remedy by language.
    """

    name: str
    kind: str
    layers: tuple[str, ...]
    labels: tuple[str, ...]
    texts: Mapping[str, ConstraintText] = field(hash=False)

    def text(self, language: str) -> ConstraintText:
        """Return the texts in ``language``, or in the rubric's first language."""
        return _in(self.texts, language)

    def holds_for(self, mark: Mark) -> bool:
        """Tell whether the constraint speaks of ``mark``."""
        return mark.layer in self.layers and (not self.labels or mark.label in self.labels)


@dataclass(frozen=True, slots=True)
class Migration:
    """How labels of older versions are called since ``version``.

    Attributes:
        version: The version that made the change.
        labels: Pairs of ``layer.label``: the old name and the new; an empty new name means that
            the label was given up and a person has to decide again.
    """

    version: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RubricText:
    """What people read about the rubric as a whole, in one language."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """A versioned codebook.

    Attributes:
        id: Identifier, the same in all versions.
        version: ``MAJOR.MINOR.PATCH``; see :mod:`rubric.versions` for what raises which.
        fingerprint: SHA-256 of the content in canonical form, as hexadecimal digits.
        languages: Languages of the texts; the first stands in for one that is missing.
        layers: In the order of the margin and of work.
        ratings: Dimensions of the document rating, in the order of the form.
        constraints: Rules that marks keep.
        schemes: Published schemes that labels are mapped to.
        migrations: Changes of names since older versions, oldest first.
        texts: The rubric's own texts by language.
    """

    id: str
    version: str
    fingerprint: str
    languages: tuple[str, ...]
    layers: tuple[Layer, ...]
    ratings: tuple[Rating, ...]
    constraints: tuple[Constraint, ...]
    schemes: tuple[Scheme, ...]
    migrations: tuple[Migration, ...]
    texts: Mapping[str, RubricText] = field(hash=False)

    def text(self, language: str) -> RubricText:
        """Return the texts in ``language``, or in the rubric's first language."""
        return _in(self.texts, language)

    def layer(self, name: str) -> Layer:
        """Return the layer called ``name``.

        Raises:
            LookupError: If the rubric has no such layer.
        """
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise LookupError(f"the rubric {self.id!r} has no layer {name!r}")

    def label(self, layer: str, name: str) -> Label:
        """Return the label ``name`` of ``layer``.

        Raises:
            LookupError: If the rubric has no such layer, or the layer no such label.
        """
        return self.layer(layer).label(name)

    def rating(self, name: str) -> Rating:
        """Return the rating called ``name``.

        Raises:
            LookupError: If the rubric has no such rating.
        """
        for rating in self.ratings:
            if rating.name == name:
                return rating
        raise LookupError(f"the rubric {self.id!r} has no rating {name!r}")

    def knows(self, layer: str, label: str) -> bool:
        """Tell whether a mark may bear ``label`` in ``layer``, ratings included."""
        if layer == RATING:
            return any(rating.name == label for rating in self.ratings)
        return self._find(layer, label) is not None

    def hedges(self, mark: Mark) -> bool:
        """Tell whether a sentence with this mark counts as hedged."""
        label = self._find(mark.layer, mark.label)
        return label is not None and label.hedging

    def grade(self, mark: Mark) -> str:
        """Return the grade of a source mark; empty where its label has none or is not known."""
        label = self._find(mark.layer, mark.label)
        return label.grade if label is not None else ""

    def _find(self, layer: str, name: str) -> Label | None:
        labels = (found.labels for found in self.layers if found.name == layer)
        return next((label for label in chain.from_iterable(labels) if label.name == name), None)
