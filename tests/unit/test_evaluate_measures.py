"""Spans and labels are counted as documented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.evaluate.items import Answer, Attributed, Item, Marked, Reading
from annotator.evaluate.measures import LabelMeasure, SpanMeasure
from annotator.text import document_from_text
from rubric import Span

TEXT = "Officials said on Monday that the bridge may close, and nobody knows when it will open."
DOCUMENT = document_from_text("d", TEXT, language="en")
edges = st.integers(0, 40)
spans = st.builds(lambda a, n: Span(a, a + n), edges, st.integers(1, 8))
marks = st.builds(lambda s, label: Marked((s,), label), spans, st.sampled_from("xy"))
many = st.lists(marks, max_size=6)


def reading(
    expected: Iterable[Marked], guessed: Iterable[Marked], ignored: Iterable[Span] = ()
) -> tuple[SpanMeasure, Reading]:
    item = Item(
        "d", "d", DOCUMENT, spans={"thing": tuple(expected)}, ignored={"thing": tuple(ignored)}
    )

    def guess(_: Reading) -> Iterator[Marked]:
        yield from guessed

    return SpanMeasure("thing", guess), Reading(item, (), tuple)


def scores(measure: SpanMeasure, read: Reading, unit: str) -> list[float]:
    found, _ = measure.count(read)
    return [float(value) for value in measure.figures(found, unit)]


@settings(deadline=None)
@given(many, many)
def test_exact_is_never_better_than_overlap(expected: list[Marked], guessed: list[Marked]) -> None:
    measure, read = reading(expected, guessed)
    exact, overlap = scores(measure, read, "exact"), scores(measure, read, "overlap")
    assert all(one <= other for one, other in zip(exact, overlap, strict=True))


@settings(deadline=None)
@given(st.lists(marks, min_size=1, max_size=6))
def test_guessing_what_is_expected_is_perfect(expected: list[Marked]) -> None:
    for unit in ("overlap", "exact"):
        assert scores(*reading(expected, expected), unit) == [1, 1, 1]


@settings(deadline=None)
@given(many, many)
def test_overlap_agrees_with_comparing_characters(
    expected: list[Marked], guessed: list[Marked]
) -> None:
    distinct = {(guess.pieces, guess.label): guess for guess in guessed}.values()
    hits = [
        any(set(range(*_ends(guess))) & set(range(*_ends(one))) for one in expected)
        for guess in distinct
    ]
    measure, read = reading(expected, guessed)
    found, faults = measure.count(read)
    assert list(found[:2]) == [sum(hits), len(hits)]
    assert sum(fault.fault == "wrong" for fault in faults) == len(hits) - sum(hits)


def _ends(marked: Marked) -> tuple[int, int]:
    return marked.pieces[0].start, marked.pieces[0].end


@settings(deadline=None)
@given(many, many, st.randoms())
def test_order_and_repetition_of_guesses_change_nothing(
    expected: list[Marked], guessed: list[Marked], chance: object
) -> None:
    shuffled = guessed * 2
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    counted = [measure.count(read)[0] for measure, read in _both(expected, guessed, shuffled)]
    assert np.array_equal(*counted)


def _both(expected: list[Marked], *guessed: list[Marked]) -> Iterator[tuple[SpanMeasure, Reading]]:
    return (reading(expected, one) for one in guessed)


def test_labels_count_only_where_they_are_asked_for() -> None:
    expected, guess = Marked((Span(0, 9),), "vague"), Marked((Span(0, 9),), "unnamed")
    measure, read = reading([expected], [guess])
    assert scores(measure, read, "overlap") == [1, 1, 1]
    strict = SpanMeasure("thing", measure.guess, labelled=True)
    assert scores(strict, read, "overlap") == [0, 0, 0]


def test_a_guess_on_ignored_text_counts_for_nothing_unless_it_is_right() -> None:
    right, beside = Marked((Span(0, 5),)), Marked((Span(10, 14),))
    measure, read = reading([right], [right, beside], ignored=[Span(12, 13), Span(0, 2)])
    assert scores(measure, read, "overlap") == [1, 1, 1]
    measure, read = reading([right], [right, beside])
    assert scores(measure, read, "overlap") == pytest.approx([0.5, 1, 2 / 3])


def test_pieces_of_one_mark_are_one_guess() -> None:
    split = Marked((Span(0, 3), Span(10, 14)))
    measure, read = reading([split], [Marked((Span(12, 13),))])
    assert scores(measure, read, "overlap") == [1, 1, 1]
    assert scores(measure, read, "exact") == [0, 0, 0]
    found, _ = measure.count(read)
    assert measure.sizes(found) == (1, 1)


def test_faults_name_what_was_wrong_and_what_was_missed() -> None:
    measure, read = reading([Marked((Span(0, 9),), "vague")], [Marked((Span(41, 44),), "modal")])
    _, faults = measure.count(read)
    assert [(fault.fault, fault.quote) for fault in faults] == [
        ("wrong", TEXT[41:44]),
        ("missed", "Officials"),
    ]


classes = ("a", "b", "c")
answers = st.lists(
    st.tuples(st.sampled_from(classes), st.sampled_from(classes), st.floats(0, 1)),
    min_size=1,
    max_size=30,
)


def labelled(
    given_: Sequence[tuple[str, str, float]], positive: str = "", stratum: int = 0, strata: int = 1
) -> tuple[LabelMeasure, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    item = Item(
        "d",
        "d",
        DOCUMENT,
        labels={"kind": tuple(expected for expected, _, _ in given_)},
        sentences=(Span(0, 9),) * len(given_),
        stratum=stratum,
    )
    measure = LabelMeasure(
        "kind",
        lambda _: [Answer(guess, sure) for _, guess, sure in given_],
        classes,
        positive,
        strata,
    )
    return measure, measure.count(Reading(item, (), tuple))[0]


def by_hand(given_: Sequence[tuple[str, str, float]], label: str) -> list[float]:
    right = sum(e == g == label for e, g, _ in given_)
    guessed = sum(g == label for _, g, _ in given_)
    expected = sum(e == label for e, _, _ in given_)
    precision = right / guessed if guessed else 0
    recall = right / expected if expected else 0
    both = precision + recall
    return [precision, recall, 2 * precision * recall / both if both else 0]


@settings(deadline=None)
@given(answers)
def test_figures_of_one_label_and_of_all(given_: list[tuple[str, str, float]]) -> None:
    measure, found = labelled(given_, positive="b")
    assert list(measure.figures(found, "sentence")) == pytest.approx(by_hand(given_, "b"))
    measure, found = labelled(given_)
    each = [by_hand(given_, label) for label in classes]
    mean = [sum(values) / 3 for values in zip(*each, strict=True)]
    assert list(measure.figures(found, "macro")) == pytest.approx(mean)
    assert measure.sizes(found) == (len(given_), len(given_))


@settings(deadline=None)
@given(answers, answers)
def test_strata_are_averaged(
    one: list[tuple[str, str, float]], other: list[tuple[str, str, float]]
) -> None:
    measure, first = labelled(one, stratum=0, strata=2)
    _, second = labelled(other, stratum=1, strata=2)
    alone = [m.figures(c, "macro") for m, c in (labelled(one), labelled(other))]
    together = measure.figures(first + second, "macro")
    assert list(together) == pytest.approx(list((alone[0] + alone[1]) / 2))


def test_a_reading_without_a_source_offers_only_its_cue() -> None:
    from annotator.evaluate.guesses import attributed, cues, sources

    item = Item("d", "d", DOCUMENT, sentences=(Span(0, 50), Span(51, len(TEXT))))
    told = Attributed(Span(0, 9), (Span(10, 14),), "speech", 0.9)
    bare = Attributed(None, (Span(10, 14),), "act", 0.8)
    read = Reading(item, (), lambda: (told, bare))
    assert [m.pieces for m in sources()(read)] == [(Span(0, 9),)]
    assert [m.confidence for m in cues()(read)] == [0.9, 0.8]
    assert [m.confidence for m in cues(with_source=True)(read)] == [0.9]
    assert [m.confidence for m in cues(("act",))(read)] == [0.8]
    assert [a.label for a in attributed()(read)] == ["attributed", "none"]
