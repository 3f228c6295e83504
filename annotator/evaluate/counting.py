"""Which of the rules' terms a data set marks: learned on its training part, as a share each.

The codebook's hedges are not what every corpus marks: CoNLL-2010 also marks bare quantities
("many", "some") and praise without a source. The rules' lexicon knows those terms; the set's own
training part tells which of them count in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.evaluate.items import Item, Marked
from annotator.suggest.rules.view import look
from rubric import Document, Span

LAYERS = ("hedge", "vague")
"""The lexicon's layers whose terms may count as hedges."""
PULL = 5.0
"""How many sightings a rule's share is worth in the share of one of its terms."""
COMMON = 0.25
"""The share towards which a rule that was seen little is drawn."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon in a text.

    Attributes:
        rule: The rule that names it.
        words: The term.
        held: Whether the rule's conditions hold there.
        place: Where it stands.
    """

    rule: str
    words: str
    held: bool
    place: Span


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a data set marks what the lexicon finds.

    Attributes:
        of_rules: For a rule, and whether its conditions hold.
        of_terms: For a rule, a term of it, and whether its conditions hold.
    """

    of_rules: Mapping[tuple[str, bool], float]
    of_terms: Mapping[tuple[str, str, bool], float]

    def __call__(self, term: Term) -> float:
        """Return the share for a term; its rule's for an unseen one, 0 for an unseen rule."""
        known = self.of_terms.get((term.rule, term.words, term.held))
        return self.of_rules.get((term.rule, term.held), 0.0) if known is None else known


def terms_of(document: Document) -> Iterator[Term]:
    """Yield the terms of `LAYERS` in a document, whether or not their conditions hold."""
    view = look(document)
    for clause in view.clauses:
        for layer in LAYERS:
            held = clause.longest_hits(view.folded, layer)
            for start, end, rule in clause.candidates.get(layer, ()):
                holds = any(
                    hit.rule.id == rule.id and hit.start <= start and end <= hit.end for hit in held
                )
                words = view.folded.lower[start:end]
                yield Term(rule.id, words, holds, view.folded.original(start, end))


def cues_of(document: Document) -> Iterator[Marked]:
    """Yield the reporting cues whose conditions hold, whether or not anybody is named."""
    view = look(document)
    for clause in view.clauses:
        for hit in clause.hits(view.folded, "cue"):
            place = view.folded.original(hit.start, hit.end)
            yield Marked((place,), hit.rule.label, hit.rule.confidence)


def learn_shares(items: Iterable[Item], measure: str) -> Shares:
    """Count how often each term touches what a data set marks.

    A term's share is drawn to its rule's, as if that had been seen `PULL` times more; a rule's is
    drawn to `COMMON` in the same way.

    Args:
        items: The training part.
        measure: Under which name the items keep what is marked.
    """
    found: Counter[tuple[str, str, bool]] = Counter()
    marked: Counter[tuple[str, str, bool]] = Counter()
    for item in items:
        pieces = [piece for one in item.spans.get(measure, ()) for piece in one.pieces]
        for term in terms_of(item.document):
            key = (term.rule, term.words, term.held)
            found[key] += 1
            marked[key] += any(piece.overlaps(term.place) for piece in pieces)
    rules: Counter[tuple[str, bool]] = Counter()
    hits: Counter[tuple[str, bool]] = Counter()
    for (rule, words, held), number in found.items():
        rules[rule, held] += number
        hits[rule, held] += marked[rule, words, held]
    of_rules = {key: (hits[key] + PULL * COMMON) / (n + PULL) for key, n in rules.items()}
    of_terms = {
        (rule, words, held): (marked[rule, words, held] + PULL * of_rules[rule, held]) / (n + PULL)
        for (rule, words, held), n in found.items()
    }
    return Shares(of_rules, of_terms)


def counted(terms: Sequence[Term], shares: Shares, least: float) -> list[Marked]:
    """Return the terms with at least that share, the longest of those that overlap."""
    scored = [(term.place, shares(term)) for term in terms]
    kept: list[Marked] = []
    for place, share in sorted(scored, key=lambda s: (s[0].start - s[0].end, -s[1])):
        if share >= least and not any(place.overlaps(one.pieces[0]) for one in kept):
            kept.append(Marked((place,), "", share))
    return sorted(kept, key=lambda one: one.pieces[0].start)
