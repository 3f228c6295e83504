"""The ledger: who is responsible for which claims of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.ledger import AboutError, Ledger, build_ledger
from rubric import Document, Mark, Sentence, Span

GRADES = {"document": "A", "named_person": "B", "unnamed": "C", "vague": "D"}


class Story:
    """A document put together sentence by sentence, with its marks."""

    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Sentence] = []
        self.sources: list[Mark] = []
        self.claims: list[Mark] = []

    def says(self, sentence: str, *sources: tuple[str, str, str]) -> Story:
        """Add a sentence and its sources, each as wording, label and entity."""
        index, start = len(self.sentences), len(self.text)
        self.text += sentence + " "
        self.sentences.append(Sentence(index, start, start + len(sentence)))
        spans = []
        for wording, label, entity in sources:
            at = start + sentence.index(wording)
            spans.append(Span(at, at + len(wording)))
            self.sources.append(
                Mark("source", label, at, at + len(wording), sentence=index, entity=entity)
            )
        self.claims.append(
            Mark(
                "claim",
                "supported" if spans else "unsupported",
                start,
                start + len(sentence),
                sentence=index,
                sources=tuple(spans),
            )
        )
        return self

    def document(self) -> Document:
        return Document("story.txt", self.text, "en", tuple(self.sentences))

    def ledger(self, about: str | None = None) -> Ledger:
        return build_ledger(self.document(), self.claims, self.sources, about, GRADES)


@pytest.fixture
def story() -> Story:
    return (
        Story()
        .says("The party may have ties, say China watchers.", ("China watchers", "vague", ""))
        .says("A USIP report describes the scam.", ("A USIP report", "document", ""))
        .says("The report names a town.", ("The report", "document", "A USIP report"))
        .says("Ye Zhiqiu blames the Party.", ("Ye Zhiqiu", "named_person", ""))
        .says("Ye gives no proof.", ("Ye", "named_person", "Ye Zhiqiu"))
        .says("He adds that the Party fears harm.", ("He", "named_person", "Ye"))
        .says("The party is corrupt.")
    )


def test_mentions_are_followed_to_whom_they_mean(story: Story) -> None:
    counts = {entry.name: len(entry.claims) for entry in story.ledger().entries}
    assert counts == {"A USIP report": 2, "Ye Zhiqiu": 3, "China watchers": 1, "": 1}


def test_the_best_grade_comes_first_and_nobody_last(story: Story) -> None:
    entries = story.ledger().entries
    assert [entry.grade for entry in entries] == ["A", "B", "D", ""]
    assert [entry.nobody for entry in entries] == [False, False, False, True]


def test_about_counts_the_claims_whose_sentence_matches_in_any_case(story: Story) -> None:
    about = {entry.name: len(entry.about) for entry in story.ledger("PARTY|regime").entries}
    assert about == {"A USIP report": 0, "Ye Zhiqiu": 2, "China watchers": 1, "": 1}


def test_without_about_no_claim_is_singled_out(story: Story) -> None:
    assert all(entry.about == () for entry in story.ledger().entries)


def test_a_broken_expression_is_refused_with_its_place() -> None:
    with pytest.raises(AboutError, match=r"'CCP\['.*position 3"):
        Story().says("x").ledger("CCP[")


def test_a_claim_with_two_sources_is_listed_under_both_but_once_under_each() -> None:
    story = Story().says(
        "Tower and the USIP say so, says Tower",
        ("Tower", "named_person", "Jason Tower"),
        ("the USIP", "document", ""),
        ("says Tower", "named_person", "Jason  Tower"),
    )
    assert {e.name: len(e.claims) for e in story.ledger().entries} == {
        "Jason Tower": 1,
        "the USIP": 1,
    }


def test_a_pronoun_that_means_two_people_is_not_guessed() -> None:
    story = (
        Story()
        .says("He said a.", ("He", "named_person", "Ye Zhiqiu"))
        .says("He said b.", ("He", "named_person", "Shi Shan"))
        .says("He said c.", ("He", "named_person", ""))
    )
    assert {e.name: len(e.claims) for e in story.ledger().entries} == {
        "Ye Zhiqiu": 1,
        "Shi Shan": 1,
        "He": 1,
    }


def test_mentions_that_mean_each_other_are_one_source() -> None:
    story = (
        Story()
        .says("Ann said a.", ("Ann", "named_person", "Bo"))
        .says("Bo said b.", ("Bo", "named_person", "Ann"))
    )
    (entry,) = story.ledger().entries
    assert len(entry.claims) == 2


def test_a_source_that_was_rejected_still_answers_by_its_wording() -> None:
    story = Story().says("Residents say so.", ("Residents", "unnamed", ""))
    story.sources.clear()
    (entry,) = story.ledger().entries
    assert (entry.name, entry.grade) == ("Residents", "")


def test_a_claim_linked_to_more_words_than_its_source_finds_it() -> None:
    story = Story().says("China watcher Shi Shan agrees.", ("Shi Shan", "named_person", ""))
    claim = story.claims[0]
    wide = Mark(claim.layer, claim.label, claim.start, claim.end, 0, sources=(Span(0, 22),))
    ledger = build_ledger(story.document(), [wide], story.sources, None, GRADES)
    assert [entry.name for entry in ledger.entries] == ["Shi Shan"]


names = st.sampled_from(["Ann", "ann", "Bo", "le rapport", "报告", "Ａｎｎ", "he"])
sources = st.tuples(names, st.sampled_from([*GRADES, "unknown"]), st.one_of(st.just(""), names))


@given(st.lists(st.lists(sources, max_size=3), max_size=8), st.sampled_from([None, "a", "报"]))
def test_every_claim_is_listed_and_under_nobody_only_without_a_source(
    said: list[list[tuple[str, str, str]]], about: str | None
) -> None:
    story = Story()
    for named in said:
        story.says("Says " + ", ".join(wording for wording, _, _ in named) + ".", *named)
    ledger = story.ledger(about)
    listed = {mark for entry in ledger.entries for mark in entry.claims}
    assert listed == set(story.claims)
    for entry in ledger.entries:
        assert entry.nobody == all(not mark.sources for mark in entry.claims)
        assert set(entry.about) <= set(entry.claims)
        assert len(set(entry.claims)) == len(entry.claims)
    names = [entry.name for entry in ledger.entries]
    assert len({name.casefold() for name in names}) == len(names)
