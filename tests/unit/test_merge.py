"""How rules and model are joined: agreement raises confidence, disagreement lowers it."""

from dataclasses import dataclass, field

from annotator.suggest.calibration import raw_confidence
from annotator.suggest.joined import join
from annotator.suggest.merge import (
    BOTH,
    MODEL_HEDGE,
    MODEL_KIND,
    MODEL_SOURCE,
    RULES_ONLY,
    Policy,
)
from annotator.suggest.model.prediction import SentencePrediction, SpanPrediction
from annotator.suggest.rules.suggester import RuleSuggester, find_attributions
from annotator.suggest.rules.view import look
from annotator.text import document_from_text
from rubric import Suggestion

POLICY = Policy(attributed=0.7, source=0.75)


@dataclass
class Says:
    """What a model would say of one sentence."""

    text: str
    attributed: float = 0.0
    hedged: float = 0.0
    loaded: float = 0.0
    checkable: float = 1.0
    spans: list[tuple[str, str, float]] = field(default_factory=list)
    kinds: dict[str, dict[str, float]] = field(default_factory=dict)

    def prediction(self) -> SentencePrediction:
        chances = {
            "attributed": self.attributed,
            "hedged": self.hedged,
            "loaded": self.loaded,
            "checkable": self.checkable,
        }
        spans = tuple(
            SpanPrediction(
                label,
                at := self.text.index(words),
                at + len(words),
                probability,
                self.kinds.get(words, {}),
            )
            for label, words, probability in self.spans
        )
        return SentencePrediction(chances, frozenset(), spans)


def joined(*says: Says, language: str = "en", policy: Policy = POLICY) -> list[Suggestion]:
    document = document_from_text("t", " ".join(one.text for one in says), language=language)
    assert len(document.sentences) == len(says)
    view = look(document)
    predictions = [one.prediction() for one in says]
    with raw_confidence():
        return join(view, find_attributions(view), predictions, policy)


def by_rules(text: str) -> list[Suggestion]:
    with raw_confidence():
        return RuleSuggester().suggest(document_from_text("t", text, language="en"))


def of(suggestions: list[Suggestion], layer: str) -> list[Suggestion]:
    return [one for one in suggestions if one.mark.layer == layer]


SAID = "Ana Moxon, a doctor, said the wound was deep."


def test_agreement_raises_confidence() -> None:
    spans = [("source", "Ana Moxon", 0.9), ("cue", "said", 0.9)]
    (both,) = of(joined(Says(SAID, attributed=0.9, spans=spans)), "source")
    (alone,) = of(by_rules(SAID), "source")
    assert both.confidence > alone.confidence
    assert both.rationale.endswith(BOTH)


def test_what_only_the_rules_see_loses_confidence_and_says_so() -> None:
    (doubted,) = of(joined(Says(SAID)), "source")
    (alone,) = of(by_rules(SAID), "source")
    assert doubted.confidence < alone.confidence
    assert doubted.rationale.endswith(RULES_ONLY)


def test_unsure_rules_give_way_to_a_silent_model() -> None:
    text = "The two firms have ties to the mafia."
    strict = Policy(unloaded=0.1)
    (told,) = of(joined(Says(text, loaded=0.5), policy=strict), "loaded")
    assert told.confidence < strict.unsure
    assert of(joined(Says(text, loaded=0.05), policy=strict), "loaded") == []


def test_the_model_adds_a_source_that_the_rules_classify() -> None:
    text = "In the words spoken by the ministry, the roads stay shut."
    says = Says(
        text, attributed=0.95, spans=[("source", "the ministry", 0.9), ("cue", "spoken by", 0.9)]
    )
    assert of(by_rules(text), "source") == []
    (source,) = of(joined(says), "source")
    assert (source.mark.label, source.mark.start) == ("organisation", text.index("the ministry"))
    assert source.rationale == MODEL_SOURCE
    (claim,) = of(joined(says), "claim")
    assert claim.mark.label == "supported"
    assert [span.of(text) for span in claim.mark.sources] == ["the ministry"]


def test_a_model_sure_of_another_label_outvotes_the_rules_and_says_so() -> None:
    spans = [("source", "Ana Moxon", 0.9), ("cue", "said", 0.9)]
    kinds = {"Ana Moxon": {"organisation": 0.9, "named_person": 0.1}}
    says = Says(SAID, attributed=0.9, spans=spans, kinds=kinds)
    (firm,) = of(joined(says, policy=Policy(kind=0.95)), "source")
    assert firm.mark.label == "named_person"
    (moved,) = of(joined(says, policy=Policy(kind=0.8)), "source")
    assert moved.mark.label == "organisation"
    assert moved.rationale.endswith(MODEL_KIND.format("organisation"))


def test_whom_a_pronoun_means_is_not_for_the_model_to_tell() -> None:
    text = "He said the wound was deep."
    spans = [("source", "He", 0.9), ("cue", "said", 0.9)]
    kinds = {"He": {"organisation": 0.99, "named_person": 0.01}}
    says = Says(text, attributed=0.9, spans=spans, kinds=kinds)
    (_, he) = of(joined(Says(SAID, attributed=0.9), says, policy=Policy(kind=0.5)), "source")
    assert he.mark.label == "named_person"


def test_an_unsure_model_adds_nothing() -> None:
    text = "In the words spoken by the ministry, the roads stay shut."
    spans = [("source", "the ministry", 0.5), ("cue", "spoken by", 0.5)]
    assert of(joined(Says(text, attributed=0.6, spans=spans)), "source") == []


def test_the_model_adds_a_hedge_with_the_label_it_reads_it_with() -> None:
    text = "Tongues wag that the roads stay shut."
    kinds = {"Tongues wag": {"weasel": 0.6, "epistemic": 0.4}}
    says = Says(text, hedged=0.95, spans=[("hedge", "Tongues wag", 0.95)], kinds=kinds)
    (hedge,) = of(joined(says), "hedge")
    assert hedge.mark.label == "weasel"
    assert hedge.rationale == MODEL_HEDGE


def test_a_sentence_that_claims_nothing() -> None:
    text = "Two ships lay by the sea."
    (claim,) = of(joined(Says(text, checkable=0.01)), "claim")
    assert claim.mark.label == "not_checkable"
    (claim,) = of(joined(Says(text, checkable=0.9)), "claim")
    assert claim.mark.label == "unsupported"


def test_every_sentence_has_one_claim() -> None:
    says = [Says(SAID, attributed=0.9), Says("The road is shut."), Says("Is it?")]
    assert [one.mark.sentence for one in of(joined(*says), "claim")] == [0, 1, 2]


def test_chinese_and_french_sources_are_classified_too() -> None:
    chinese = Says(
        "道路仍然关闭，外交部如是讲述。",
        attributed=0.95,
        spans=[("source", "外交部", 0.9), ("cue", "讲述", 0.9)],
    )
    french = Says(
        "Les routes restent fermées, aux mots du ministère.",
        attributed=0.95,
        spans=[("source", "ministère", 0.9), ("cue", "aux mots", 0.9)],
    )
    for says, language in ((chinese, "zh"), (french, "fr")):
        labels = {one.mark.label for one in of(joined(says, language=language), "source")}
        assert labels == {"organisation"}, language


def test_the_model_adds_nobody_where_somebody_answers_already() -> None:
    text = "Ana Moxon, a doctor, said the wound was deep, which surgeon Bo Rask doubted aloud."
    spans = [
        ("source", "Ana Moxon", 0.9),
        ("cue", "said", 0.9),
        ("source", "Bo Rask", 0.9),
        ("cue", "doubted aloud", 0.9),
    ]
    found = joined(Says(text, attributed=0.9, spans=spans))
    assert [text[s.mark.start : s.mark.end] for s in of(found, "source")] == ["Ana Moxon"]


def test_the_model_can_say_that_a_quoted_opinion_claims_nothing() -> None:
    spans = [("source", "Ana Moxon", 0.9), ("cue", "said", 0.9)]
    says = Says(SAID, attributed=0.9, checkable=0.05, spans=spans)
    (firm,) = of(joined(says), "claim")
    assert firm.mark.label == "supported"
    (claim,) = of(joined(says, policy=Policy(opinion=0.2)), "claim")
    assert claim.mark.label == "not_checkable"
    assert claim.mark.sources == ()
    assert len(of(joined(says, policy=Policy(opinion=0.2)), "source")) == 1


def test_a_belief_the_model_passes_over_gives_way_to_the_statement_it_sees() -> None:
    text = "Ana Moxon, a doctor, said the wound was deep, and the surgeons believed it would heal."
    spans = [("source", "Ana Moxon", 0.9), ("cue", "said", 0.9)]
    sure = of(joined(Says(text, attributed=0.9, spans=spans)), "source")
    assert [text[s.mark.start : s.mark.end] for s in sure] == ["Ana Moxon"]
    unsure = of(joined(Says(text, attributed=0.3, spans=spans)), "source")
    assert [text[s.mark.start : s.mark.end] for s in unsure] == ["Ana Moxon", "the surgeons"]
