"""English opinion is told from fact by what weighs more in a sentence."""

from functools import partial
from itertools import pairwise
from timeit import repeat

import pytest

from annotator.suggest.rules.attribution.opinion import opinions
from annotator.suggest.rules.view import look
from annotator.text import document_from_text

OPINIONS = [
    "We should be ashamed of what our silence says about us.",
    "What we have lost is the sense that truth matters to all of us.",
    "And so the only question is whether you will have the courage to be free.",
    "No doctrine is worth more than the freedom of those who must live under it.",
]
FACTS = [
    "The council approved the budget on Tuesday after police cleared the hall.",
    "Two men were arrested in March and charged with the murder of a shopkeeper.",
    "Exports fell by 12 percent last year, the lowest rate since 1998.",
    "The river rises in the hills and reaches the sea near the old port.",
]


def judged(*sentences: str) -> list[bool]:
    view = look(document_from_text("d", "\n".join(sentences), language="en"))
    found = opinions(view, set(), set())
    assert len(view.clauses) == len(sentences)
    return [clause.index in found for clause in view.clauses]


@pytest.mark.parametrize("sentence", OPINIONS)
def test_opinion_is_told(sentence: str) -> None:
    assert judged(sentence) == [True]


@pytest.mark.parametrize("sentence", FACTS)
def test_facts_are_left(sentence: str) -> None:
    assert judged(sentence) == [False]


def test_the_text_around_a_sentence_weighs_in() -> None:
    between = "It is simple."
    assert judged(between, *FACTS)[0] <= judged(between, *OPINIONS)[0]
    assert [True, *(True for _ in OPINIONS)] == judged(between, *OPINIONS)
    assert judged(between, *FACTS, *FACTS)[0] is False


def test_what_names_its_source_is_not_weighed() -> None:
    view = look(document_from_text("d", OPINIONS[0], language="en"))
    assert opinions(view, {0}, set()) == {}


def test_time_grows_with_length() -> None:
    views = [
        look(document_from_text("d", " ".join(OPINIONS * n) + ".", language="en"))
        for n in (50, 100, 200)
    ]
    took = [min(repeat(partial(opinions, view, set(), set()), number=1)) for view in views]
    assert all(after < 6 * before + 0.05 for before, after in pairwise(took))
