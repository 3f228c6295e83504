"""Silver labels: sure cues label, unsure ones are left out, the rest counts as absent."""

import pytest

from annotator.train.examples import Example, Target
from annotator.train.silver import checkable, label, lexicon


def silver(text, language, *layers):
    return label(Example(text, language, "made", "train", "1"), frozenset(layers))


def quotes(example, layer, value=1.0):
    return [
        example.text[t.start : t.end]
        for t in example.targets
        if t.label == layer and t.value == value
    ]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "The bridge may close.", "may"),
        ("fr", "Le pont serait fermé.", "serait"),
        ("zh", "大桥可能关闭。", "可能"),
    ],
)
def test_a_sure_hedge_labels_word_and_sentence(language, text, cue):
    example = silver(text, language, "hedge")
    assert quotes(example, "hedge") == [cue]
    assert example.sentence["hedged"] == 1.0
    assert "hedge" in example.closed


def test_an_unsure_word_supervises_neither_itself_nor_the_sentence():
    example = silver("The bridge would close.", "en", "hedge")
    assert quotes(example, "hedge", None) == ["would"]
    assert "hedged" not in example.sentence


def test_a_sentence_without_any_cue_is_a_negative():
    assert silver("The bridge closed.", "en", "hedge").sentence["hedged"] == 0.0


def test_the_month_is_no_modal():
    assert quotes(silver("It closed in May 2015.", "en", "hedge"), "hedge") == []


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "The minister of trade resigned, Ann Lee said.", "Ann Lee"),
        ("en", "According to the survey, prices fell.", "the survey"),
        ("fr", "Selon le rapport, les prix baissent.", "le rapport"),
        ("zh", "外交部表示，会谈已经结束。", "外交部"),
    ],
)
def test_who_stands_at_a_sure_cue_is_its_source(language, text, source):
    example = silver(text, language, "cue")
    assert quotes(example, "source") == [source]
    assert example.sentence["attributed"] == 1.0


def test_labels_of_the_corpus_win():
    known = Example("It may rain.", "en", "made", "train", "1", sentence={"hedged": 0.0})
    assert label(known, frozenset({"hedge"})).sentence["hedged"] == 0.0


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("Who closed the bridge?", "en", 0.0),
        ("Bridge closed", "en", 0.0),
        ("I think the bridge over the Rhine should close in 2015.", "en", 0.0),
        ("The bridge over the Rhine was closed in 2015 for repairs.", "en", 1.0),
        ("The old bridge was closed for some time after that.", "en", None),
        ("他们是谁？", "zh", 0.0),
    ],
)
def test_form_tells_whether_a_fact_is_asserted(text, language, known):
    assert checkable(text, language) == known


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_no_cue_is_both_sure_and_plainly_wrong(language):
    words = lexicon(language)
    for layer in ("hedge", "cue", "loaded"):
        assert not words.sure[layer].search("")


def test_targets_are_kept():
    known = Example("x may y", "en", "made", "train", "1", targets=(Target("hedge", 0, 1),))
    assert Target("hedge", 0, 1) in label(known, frozenset({"hedge"})).targets
