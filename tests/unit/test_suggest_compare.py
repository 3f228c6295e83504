"""How far two suggesters agree: counts that can be done by hand, and properties."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.compare import Compared, agreements, cohens_kappa, differences, matched
from annotator.text import document_from_text
from rubric import Mark, Suggestion, load

DOC = document_from_text("a.txt", "It may rain. It might well snow. Who knows?", language="en")
HEDGES = [label.name for label in load().layer("hedge").labels]


def suggestions(*marks: tuple[str, str, str]) -> list[Suggestion]:
    found = []
    for layer, label, quote in marks:
        start = DOC.text.index(quote)
        sentence = DOC.sentence_at(start)
        assert sentence
        mark = Mark(layer, label, start, start + len(quote), sentence.index)
        found.append(Suggestion(mark, 0.5, "x", "y"))
    return found


FIRST = suggestions(
    ("claim", "unsupported", "It may rain."),
    ("claim", "unsupported", "It might well snow."),
    ("claim", "not_checkable", "Who knows?"),
    ("hedge", "modal", "may"),
    ("hedge", "modal", "might"),
    ("hedge", "booster", "knows"),
)
SECOND = suggestions(
    ("claim", "unsupported", "It may rain."),
    ("claim", "supported", "It might well snow."),
    ("claim", "not_checkable", "Who knows?"),
    ("hedge", "modal", "may"),
    ("hedge", "modal", "might well"),
    ("hedge", "epistemic", "knows"),
    ("hedge", "weasel", "snow"),
)


def test_agreement_is_counted_by_layer() -> None:
    claim, source, hedge, *_ = agreements([Compared(DOC, FIRST, SECOND)], load())
    assert (claim.first, claim.second, claim.same, claim.relabelled) == (3, 3, 2, 1)
    assert claim.agreement == pytest.approx(2 / 3)
    assert claim.kappa == pytest.approx((2 / 3 - 1 / 3) / (1 - 1 / 3))
    assert (hedge.first, hedge.second) == (3, 4)
    assert (hedge.same, hedge.touching, hedge.relabelled) == (1, 1, 1)
    assert hedge.agreement == pytest.approx(2 / 7)
    assert hedge.kappa is None
    assert (source.first, source.second, source.agreement) == (0, 0, None)


def test_differences_stand_in_the_order_of_the_text() -> None:
    found = list(differences([Compared(DOC, FIRST, SECOND)], load()))
    assert [(DOC.quote(d.mark.span), d.first, d.second) for d in found] == [
        ("It might well snow.", "unsupported", "supported"),
        ("might", "modal", "modal"),
        ("snow", "", "weasel"),
        ("knows", "booster", "epistemic"),
    ]


def test_documents_are_pooled() -> None:
    one = Compared(DOC, FIRST, SECOND)
    once, twice = agreements([one], load()), agreements([one, one], load())
    assert [2 * a.same for a in once] == [a.same for a in twice]
    assert [a.agreement for a in once] == [a.agreement for a in twice]


def test_kappa_of_a_published_table() -> None:
    """The table of Cohen's kappa that textbooks work through: 20 and 15 agree, 5 and 10 do not."""
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)
    assert cohens_kappa([]) is None
    assert cohens_kappa([("a", "a")] * 3) is None


marks = st.lists(
    st.builds(
        lambda start, length, label: Mark("hedge", label, start, start + length, start // 10),
        st.integers(0, 60),
        st.integers(1, 8),
        st.sampled_from(HEDGES),
    ),
    max_size=12,
    unique=True,
)


@given(marks, marks)
def test_every_mark_is_in_one_pair(first: list[Mark], second: list[Mark]) -> None:
    pairs = matched(first, second)
    assert Counter(a for a, _ in pairs if a) == Counter(first)
    assert Counter(b for _, b in pairs if b) == Counter(second)
    assert all(a.span.overlaps(b.span) for a, b in pairs if a and b)


@given(marks)
def test_a_suggester_agrees_with_itself(same: list[Mark]) -> None:
    found = [Suggestion(mark, 0.5, "x", "y") for mark in same]
    again = [Suggestion(replace(mark), 0.1, "z", "w") for mark in reversed(same)]
    one = Compared(DOC, found, again)
    hedge = agreements([one], load())[2]
    assert hedge.same == len(same)
    assert list(differences([one], load())) == []
