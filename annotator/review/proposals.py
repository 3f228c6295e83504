"""The suggestions for one document, found by number and by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rubric import Suggestion
from rubric.scheme import RATING, Rubric


@dataclass(frozen=True, slots=True)
class Proposals:
    """Suggestions, indexed once.

    Attributes:
        by_id: The suggestions by their number in the store.
        by_sentence: Numbers of each sentence's suggestions, in the rubric's order of layers, then
            of the text, then the most confident first.
    """

    by_id: Mapping[int, Suggestion] = field(default_factory=dict)
    by_sentence: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, suggestions: Iterable[Suggestion], rubric: Rubric) -> Proposals:
        """Index suggestions; those that the rubric has no label for cannot be decided, so go.

        Raises:
            ValueError: If a suggestion was never stored: a decision could not refer to it.
        """
        ranks = {layer.name: rank for rank, layer in enumerate(rubric.layers)}
        by_id: dict[int, Suggestion] = {}
        sentences: dict[int, list[tuple[int, int, int, float, int]]] = {}
        for suggestion in suggestions:
            mark, number = suggestion.mark, suggestion.id
            if number is None:
                raise ValueError(f"a suggestion without a number cannot be decided: {suggestion}")
            known = mark.layer != RATING and rubric.knows(mark.layer, mark.label)
            if known and mark.sentence is not None:
                by_id[number] = suggestion
                key = (ranks[mark.layer], mark.start, mark.end, -suggestion.confidence, number)
                sentences.setdefault(mark.sentence, []).append(key)
        ordered = {
            sentence: tuple(key[-1] for key in sorted(keys)) for sentence, keys in sentences.items()
        }
        return cls(by_id, ordered)
