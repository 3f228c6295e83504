"""Which terms count in a data set is learned from what its training part marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation_data import WEASEL, write_data
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_encoder import make_encoder

from annotator.evaluate.baselines import LexiconSuggester
from annotator.evaluate.counting import Term, counted, cues_of, learn_shares, terms_of
from annotator.evaluate.guesses import cues
from annotator.evaluate.items import Item, Marked
from annotator.evaluate.reading import read_item
from annotator.evaluate.run import evaluate_sets
from annotator.evaluate.sets import conll, public_sets, sequoia
from annotator.suggest import load_suggester
from annotator.suggest.joined import JoinedSuggester
from annotator.suggest.model.encoder import Encoder
from annotator.text import document_from_text
from rubric import Span

MANY = "In autumn many drinkers refuse ice."
MAY = "The harbour may be old."


def item(name: str, text: str, *marked: str) -> Item:
    document = document_from_text(name, text, language="en")
    spans = tuple(
        Marked((Span(text.index(part), text.index(part) + len(part)),)) for part in marked
    )
    sentences = (Span(0, len(text)),)
    return Item(name, name, document, spans={conll.CUE: spans}, sentences=sentences)


def words(found: list[Marked], text: str) -> list[str]:
    return [one.pieces[0].of(text) for one in found]


def test_terms_are_told_with_and_without_their_conditions() -> None:
    found = {(term.words, term.held) for term in terms_of(item("a", MAY).document)}
    assert ("may", True) in found
    held = {t.words: t.held for t in terms_of(item("b", "In May it rained.").document)}
    assert held.get("may") is False


def test_what_the_training_part_marks_counts_and_nothing_else() -> None:
    marks_many = [item(str(n), MANY, "many drinkers") for n in range(30)]
    marks_none = [item(str(n), MAY) for n in range(30)]
    shares = learn_shares([*marks_many, *marks_none], conll.CUE)
    assert words(counted(list(terms_of(item("x", MANY).document)), shares, 0.5), MANY) == ["many"]
    assert counted(list(terms_of(item("y", MAY).document)), shares, 0.5) == []


def test_an_unseen_term_goes_by_its_rule_and_an_unseen_rule_never_counts() -> None:
    shares = learn_shares([item(str(n), MANY, "many") for n in range(30)], conll.CUE)
    (known,) = {t for t in terms_of(item("x", MANY).document) if t.held and shares(t) > 0.5}
    sibling = Term(known.rule, "never seen", True, known.place)
    assert shares(sibling) == shares.of_rules[known.rule, True]
    assert shares(Term("no.such.rule", "many", True, known.place)) == 0


@settings(deadline=None)
@given(st.integers(0, 20), st.integers(0, 20))
def test_shares_are_probabilities_between_the_counts_and_the_prior(yes: int, no: int) -> None:
    data = [item(f"y{n}", MANY, "many") for n in range(yes)]
    shares = learn_shares([*data, *(item(f"n{n}", MANY) for n in range(no))], conll.CUE)
    assert all(0 < share < 1 for share in shares.of_terms.values())
    assert bool(shares.of_terms) == bool(yes + no)


def test_only_what_goes_by_the_lexicon_is_asked_for_its_terms(tmp_path: Path) -> None:
    shares = learn_shares([item(str(n), MANY, "many") for n in range(30)], conll.CUE)
    one = item("x", MANY)
    guess, answer = conll.cues(shares), conll.uncertain(shares)
    rules = read_item(load_suggester("rules"), one)
    assert words(list(guess(rules)), MANY) == ["many"]
    assert [a.label for a in answer(rules)] == ["uncertain"]
    plain = read_item(LexiconSuggester(), one)
    assert words(list(guess(plain)), MANY) == [
        MANY[s.mark.start : s.mark.end] for s in plain.suggestions if s.mark.layer == "hedge"
    ]
    joined = read_item(JoinedSuggester(Encoder.load(make_encoder(tmp_path / "tiny"))), one)
    assert any(mark.pieces[0].overlaps(Span(10, 14)) for mark in guess(joined))
    assert len(answer(joined)) == 1


def test_a_set_learns_from_its_training_part_only(tmp_path: Path) -> None:
    """The made-up set marks "Some say", which the codebook's weasels cover in part."""
    data = write_data(tmp_path)
    (one,) = (found for found in public_sets() if found.name == "conll2010_wiki")
    ready = one.ready(data)
    assert ready.learned is None
    assert [m.name for m in ready.measures] == [m.name for m in one.measures]
    results, _ = evaluate_sets([one], [load_suggester("rules")], data, "test")
    found = {(r.measure, r.suggester): r for r in results if r.unit != "exact"}
    uncertain = found["uncertain", "rules"]
    assert uncertain.f1 is not None
    assert uncertain.f1.value == pytest.approx(1)
    assert WEASEL.startswith("Some say")


def test_a_cue_without_a_source_counts_where_frames_are_asked_for() -> None:
    text = "Le port rouvrira, selon toute vraisemblance et selon laquelle."
    document = document_from_text("d", text, language="fr")
    reading = read_item(load_suggester("rules"), Item("d", "d", document))
    offered = {p for one in sequoia.SET.measures[0].guess(reading) for p in one.pieces}  # type: ignore[union-attr]
    told = {piece for one in cues()(reading) for piece in one.pieces}
    assert told <= offered
    assert {one.pieces[0] for one in cues_of(document)} <= offered
