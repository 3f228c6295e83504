"""What reviewers decided on one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.train.examples import Target


@dataclass(frozen=True, slots=True)
class Decided:
    """A sentence whose claim a reviewer decided.

    Attributes:
        document: Fingerprint of its document: the unit that is held out.
        text: The sentence, folded as suggesters read it.
        language: Of its document.
        labels: Sentence label to whether it holds; labels that were not decided are left out.
        weight: How much it counts; decisions made while suggestions were shown count less.
        targets: The marked spans, in code points of ``text``.
        closed: Token labels that are absent outside ``targets``.
    """

    document: str
    text: str
    language: str
    labels: Mapping[str, bool]
    weight: float = 1.0
    targets: tuple[Target, ...] = ()
    closed: frozenset[str] = frozenset()
