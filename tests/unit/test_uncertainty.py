"""What is least certain comes first, whatever its length."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.uncertainty import doubt, uncertainty
from rubric import Mark, Suggestion

CONFIDENCES = st.lists(st.floats(0, 1), min_size=1, max_size=20)


def claims(confidences: list[float]) -> list[Suggestion]:
    return [
        Suggestion(Mark("claim", "unsupported", at, at + 1, at), confidence, "made", "why")
        for at, confidence in enumerate(confidences)
    ]


@given(CONFIDENCES)
def test_it_is_the_expected_share_of_wrong_labels(confidences: list[float]) -> None:
    found = uncertainty(claims(confidences), {"claim"}, len(confidences))
    assert abs(found - sum(1 - one for one in confidences) / len(confidences)) < 1e-9
    twice = claims(confidences * 2)
    assert abs(uncertainty(twice, {"claim"}, len(twice)) - found) < 1e-9


def test_other_layers_do_not_count_and_gaps_are_doubt() -> None:
    hedge = Suggestion(Mark("hedge", "modal", 0, 1, 0), 0.9, "made", "why")
    assert uncertainty([hedge], {"claim"}, 2) == 1.0
    assert uncertainty([hedge, *claims([0.8])], {"claim"}, 2) == 0.6
    rival = claims([0.8]) + claims([0.3])
    assert uncertainty(rival, {"claim"}, 1) == 1 - 0.8
    assert uncertainty([], {"claim"}, 0) == 0.0


@given(CONFIDENCES)
def test_a_sentence_is_as_doubtful_as_its_least_certain_suggestion(
    confidences: list[float],
) -> None:
    hedges = [
        Suggestion(Mark("hedge", "modal", at, at + 1, 0), confidence, "made", "why")
        for at, confidence in enumerate(confidences)
    ]
    assert doubt(hedges, {"claim"}) == 1 - min(confidences)
    rivals = claims(confidences)
    assert doubt(rivals, {"claim"}) == 1 - max(confidences)
    assert doubt([*hedges, *rivals], {"claim"}) == 1 - min(confidences)
    assert doubt([], {"claim"}) == 1.0
