"""Marks that keep the codebook break no rule; each way of breaking one is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rubric
from rubric import RATING, Document, Mark, Sentence, Span

TEXT = "Aid may stop, Rosa Lindt said. She added that it hurts. A horde came. Why?"
BOUNDS = [(0, 30), (31, 55), (56, 69), (70, 74)]
DOCUMENT = Document(
    "d.txt", TEXT, "en", tuple(Sentence(i, start, end) for i, (start, end) in enumerate(BOUNDS))
)
ROSA, SHE = Span(14, 24), Span(31, 34)
BOOK = rubric.load()
EXAMPLE = rubric.load(Path(__file__).parents[2] / "docs" / "examples" / "fact-or-opinion.toml")


def claim(sentence: int, label: str, *sources: Span) -> Mark:
    return Mark("claim", label, *BOUNDS[sentence], sentence, sources=sources)


def legal() -> dict[str, Mark]:
    return {
        "first": claim(0, "supported", ROSA),
        "second": claim(1, "weakly_supported", SHE, ROSA),
        "third": claim(2, "unsupported"),
        "fourth": claim(3, "not_checkable"),
        "rosa": Mark("source", "named_person", ROSA.start, ROSA.end, 0, entity="Rosa Lindt"),
        "she": Mark("source", "named_person", SHE.start, SHE.end, 1, entity="Rosa Lindt"),
        "may": Mark("hedge", "modal", 4, 7, 0),
        "horde": Mark("loaded", "loaded_word", 58, 63, 2),
        "rating": Mark(RATING, "sourcing", 0, 0, value=3),
    }


def broken(marks: dict[str, Mark]) -> list[tuple[str, int | None]]:
    return [(v.constraint, v.sentence) for v in rubric.violations(BOOK, DOCUMENT, marks.values())]


def test_the_example_text_is_divided_as_the_tests_say() -> None:
    assert [TEXT[s:e][-1] for s, e in BOUNDS] == [".", ".", ".", "?"]
    assert (ROSA.of(TEXT), SHE.of(TEXT), TEXT[4:7], TEXT[58:63]) == (
        "Rosa Lindt",
        "She",
        "may",
        "horde",
    )


def test_legal_marks_break_nothing() -> None:
    assert broken(legal()) == []


def without(name: str) -> Callable[[dict[str, Mark]], None]:
    return lambda marks: marks.__delitem__(name)


def changed(name: str, **fields: object) -> Callable[[dict[str, Mark]], None]:
    def change(marks: dict[str, Mark]) -> None:
        marks[name] = replace(marks[name], **fields)  # type: ignore[arg-type]

    return change


def added(mark: Mark) -> Callable[[dict[str, Mark]], None]:
    return lambda marks: marks.__setitem__("more", mark)


BREAKS: dict[str, tuple[Callable[[dict[str, Mark]], None], str, int | None]] = {
    "no claim": (without("third"), "one_claim", 2),
    "part of a sentence": (changed("third", end=60), "claim_covers_sentence", 2),
    "supported by nothing": (changed("first", sources=()), "claim_has_source", 0),
    "weakly supported by nothing": (changed("second", sources=()), "claim_has_source", 1),
    "a later source": (changed("first", sources=(SHE,)), "source_not_later", 0),
    "an unmarked source": (without("rosa"), "source_is_marked", 0),
    "across sentences": (changed("horde", end=72), "span_in_sentence", 2),
    "in another sentence": (changed("horde", sentence=0), "span_in_sentence", 0),
    "off the scale": (changed("rating", value=6), "rating_on_scale", None),
    "no value": (changed("rating", value=None), "rating_on_scale", None),
    "rated twice": (added(Mark(RATING, "sourcing", 0, 0, value=4)), "rated_once", None),
    "unknown label": (changed("may", label="maybe"), "legal", 0),
    "unknown layer": (changed("may", layer="mood"), "legal", 0),
    "unknown rating": (changed("rating", label="beauty"), "legal", None),
    "empty span": (changed("may", end=4), "legal", 0),
    "beyond the text": (changed("horde", end=99), "legal", 2),
    "no such sentence": (changed("may", sentence=9), "legal", 9),
    "marked twice": (added(Mark("hedge", "modal", 4, 7, 0)), "legal", 0),
    "two labels on a cue": (added(Mark("hedge", "epistemic", 4, 7, 0)), "legal", 0),
}


@pytest.mark.parametrize(("break_", "constraint", "sentence"), BREAKS.values(), ids=BREAKS)
def test_each_broken_rule_is_told_once_with_place_and_remedy(
    break_: Callable[[dict[str, Mark]], None], constraint: str, sentence: int | None
) -> None:
    marks = legal()
    break_(marks)
    found = rubric.violations(BOOK, DOCUMENT, marks.values())
    told = [v for v in found if v.constraint == constraint and v.sentence == sentence]
    assert len(told) == 1, found
    allowed = {constraint, "source_is_marked"} if "source" in constraint else {constraint}
    assert {v.constraint for v in found} <= allowed, found
    assert told[0].message
    assert told[0].remedy
    assert ("document" if sentence is None else f"sentence {sentence}") in str(told[0])


def test_two_claims_on_a_sentence_are_one_too_many() -> None:
    marks = legal()
    marks["more"] = claim(2, "not_checkable")
    assert broken(marks) == [("legal", 2), ("one_claim", 2)]


def test_layers_that_are_not_exclusive_may_have_two_labels_on_the_same_words() -> None:
    marks = legal()
    marks["more"] = Mark("loaded", "insinuation", 58, 63, 2)
    assert broken(marks) == []


def test_a_mark_without_a_sentence_belongs_to_the_one_it_stands_in() -> None:
    marks = {name: replace(mark, sentence=None) for name, mark in legal().items()}
    assert broken(marks) == []


def test_rules_are_told_in_the_readers_language() -> None:
    marks = [mark for name, mark in legal().items() if name != "third"]
    told = {
        language: rubric.violations(BOOK, DOCUMENT, marks, language)[0].message
        for language in ("en", "fr", "zh", "de")
    }
    assert told["fr"] == BOOK.constraints[0].texts["fr"].rule
    assert told["zh"] == BOOK.constraints[0].texts["zh"].rule
    assert told["de"] == told["en"]


def test_a_rubric_of_ones_own_keeps_its_own_rules() -> None:
    labels = ["opinion", "fact", "fact", "neither"]
    marks = [
        Mark("statement", label, *BOUNDS[number], number) for number, label in enumerate(labels)
    ]
    marks.append(Mark(RATING, "fairness", 0, 0, value=4))
    found = rubric.violations(EXAMPLE, DOCUMENT, marks)
    assert [(v.constraint, v.sentence) for v in found] == [
        ("opinion_has_speaker", 0),
        ("scale", None),
    ]


def test_overlapping_marks_are_told_where_a_rule_forbids_them() -> None:
    rule = rubric.Constraint("apart", "no_overlap", ("hedge",), (), BOOK.constraints[0].texts)
    book = replace(BOOK, constraints=(rule,))
    cues = [(0, 9), (1, 3), (4, 6), (9, 12)]
    marks = [Mark("hedge", "modal", start, end, 0) for start, end in cues]
    found = rubric.violations(book, DOCUMENT, marks)
    assert [v.mark and v.mark.span for v in found] == [Span(1, 3), Span(4, 6)]


layers = st.sampled_from([*(layer.name for layer in BOOK.layers), RATING, "mood"])
labels = st.sampled_from(
    [*(label.name for layer in BOOK.layers for label in layer.labels), "sourcing", "?"]
)
offsets = st.integers(-5, len(TEXT) + 5)
spans = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda pair: Span(*sorted(pair)))
any_marks = st.builds(
    Mark,
    layers,
    labels,
    offsets,
    offsets,
    st.none() | st.integers(-2, 6),
    sources=st.lists(spans, max_size=2).map(tuple),
    value=st.none() | st.integers(-1, 7),
)


@given(st.lists(any_marks, max_size=12))
def test_any_marks_are_judged_without_an_error(marks: list[Mark]) -> None:
    found = rubric.violations(BOOK, DOCUMENT, marks)
    assert all(str(violation) for violation in found)
    unknown = [mark for mark in marks if not BOOK.knows(mark.layer, mark.label)]
    refused = [v.mark for v in found if v.constraint == "legal"]
    assert all(mark in refused for mark in unknown)
    for mark in marks:
        known = BOOK.knows(mark.layer, mark.label) and mark.layer == "hedge"
        assert BOOK.hedges(mark) is (known and mark.label != "booster")
        assert (BOOK.grade(mark) != "") is (
            mark.layer == "source" and BOOK.knows("source", mark.label)
        )
