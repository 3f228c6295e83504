"""Silver labels: what the rules find labels, what they doubt is left out, the rest is absent."""

import pytest

from annotator.train.examples import Example
from annotator.train.silver import label, loaded_words, reports

EVERY = frozenset({"hedge", "cue", "loaded", "checkable"})


def silver(text, language, *layers):
    return label(Example(text, language, "made", "train", "1"), frozenset(layers) or EVERY)


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
        ("fr", "Le pont serait fermé, selon lui.", "serait fermé"),
        ("zh", "大桥可能关闭。", "可能"),
    ],
)
def test_a_hedge_of_the_rules_labels_word_and_sentence(language, text, cue):
    example = silver(text, language, "hedge")
    assert quotes(example, "hedge") == [cue]
    assert example.sentence["hedged"] == 1.0
    assert "hedge" in example.closed


def test_a_word_whose_conditions_fail_is_left_open_in_english_and_absent_elsewhere():
    assert quotes(silver("You may leave the room now.", "en", "hedge"), "hedge", None) == ["may"]
    french = silver("Vous devriez quitter la salle.", "fr", "hedge")
    assert french.sentence["hedged"] == 0.0
    assert french.targets == ()


def test_a_booster_is_left_open():
    example = silver("大桥显然关闭了。", "zh", "hedge")
    assert quotes(example, "hedge", None) == ["显然"]
    assert "hedged" not in example.sentence


def test_a_sentence_without_any_cue_is_a_negative():
    assert silver("The bridge closed.", "en", "hedge").sentence["hedged"] == 0.0


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "The minister of trade resigned, Ann Lee said.", "Ann Lee"),
        ("en", "According to the survey, prices fell.", "the survey"),
        ("fr", "Selon le rapport, les prix baissent.", "le rapport"),
        ("zh", "外交部表示，会谈已经结束。", "外交部"),
    ],
)
def test_who_is_said_to_say_it_is_the_source(language, text, source):
    example = silver(text, language, "cue")
    assert quotes(example, "source") == [source]
    assert example.sentence["attributed"] == 1.0
    assert {"source", "cue"} <= example.closed


def test_an_act_supervises_neither_its_words_nor_the_sentence():
    example = silver("Ann Lee vowed to close the bridge.", "en", "cue")
    assert quotes(example, "cue", None) == ["vowed to"]
    assert quotes(example, "source", None) == ["Ann Lee"]
    assert "attributed" not in example.sentence


def test_labels_of_the_corpus_win():
    known = Example("It may rain.", "en", "made", "train", "1", sentence={"hedged": 0.0})
    assert label(known, frozenset({"hedge"})).sentence["hedged"] == 0.0


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("Who closed the bridge?", "en", 0.0),
        ("Bridge closed", "en", 0.0),
        ("The bridge over the Rhine was closed in 2015 for repairs.", "en", 1.0),
        ("The old bridge was closed for some time after that.", "en", None),
        ("他们是谁？", "zh", 0.0),
    ],
)
def test_what_can_be_checked_is_told_by_rules_or_form(text, language, known):
    assert silver(text, language, "checkable").sentence.get("checkable") == known


def test_loaded_words_are_the_rules_own():
    example = Example("The regime sent its thugs.", "en", "made", "train", "1")
    words = [example.text[t.start : t.end] for t in loaded_words(example)]
    assert "thugs" in words


def test_a_reporting_word_is_told_from_others():
    assert reports("表示", "zh")
    assert not reports("大桥", "zh")
