"""The ledger of a document under review: what stands, and what is proposed elsewhere."""

from __future__ import annotations

from annotator.review import ReviewState, Status
from annotator.suggest.ledger import Ledger, build_ledger
from rubric import Mark, Rubric

ASSERTS_NOTHING = frozenset({"not_checkable"})
"""The codebook's labels for sentences that nobody has to answer for."""


def ledger_of(state: ReviewState, about: str | None = None) -> Ledger:
    """Group the claims of a document by who is responsible for them.

    The reviewer's marks count where he or she decided; what is visibly proposed counts elsewhere.

    Raises:
        annotator.suggest.ledger.AboutError: If ``about`` is no regular expression.
    """
    marks = [mark for index in range(len(state.document.sentences)) for mark in _of(state, index)]
    linking = {layer.name: layer.links for layer in state.rubric.layers if layer.links}
    claims = [m for m in marks if m.layer in linking and m.label not in ASSERTS_NOTHING]
    sources = [mark for mark in marks if mark.layer in linking.values()]
    return build_ledger(state.document, claims, sources, about, _grades(state.rubric))


def _of(state: ReviewState, sentence: int) -> list[Mark]:
    items = [item for item in state.items(sentence) if item.status is not Status.REJECTED]
    exclusive = {layer.name for layer in state.exclusive_layers()}
    settled = {item.mark.layer for item in items if item.stands} & exclusive
    return [item.mark for item in items if item.stands or item.mark.layer not in settled]


def _grades(rubric: Rubric) -> dict[str, str]:
    linked = {layer.links for layer in rubric.layers if layer.links}
    return {
        label.name: label.grade
        for layer in rubric.layers
        if layer.name in linked
        for label in layer.labels
        if label.grade
    }
