"""The built-in rubric is the whole codebook, in three languages."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import rubric
from rubric import Label, Layer, Rating, marked

CODEBOOK = {
    "claim": ["not_checkable", "supported", "weakly_supported", "unsupported"],
    "source": ["document", "named_person", "organisation", "unnamed", "vague"],
    "hedge": [
        "modal",
        "epistemic",
        "conditional",
        "evidential",
        "approximator",
        "weasel",
        "booster",
    ],
    "loaded": ["loaded_word", "generalisation", "insinuation"],
    "integrity": ["machine_translation", "encoding_noise", "boilerplate", "typo"],
}
RATINGS = ["sourcing", "support", "calibration", "neutrality", "integrity", "credibility"]
LANGUAGES = ("en", "fr", "zh")
BOOK = rubric.load()
LABELS = [(layer, label) for layer in BOOK.layers for label in layer.labels]
HAN = re.compile("[\u4e00-\u9fff]")


def name_of(value: object) -> str:
    return getattr(value, "name", str(value))


def test_layers_labels_and_ratings_are_the_codebooks_in_its_order() -> None:
    found = {layer.name: [label.name for label in layer.labels] for layer in BOOK.layers}
    assert list(found.items()) == list(CODEBOOK.items())
    assert [rating.name for rating in BOOK.ratings] == RATINGS
    assert (BOOK.id, BOOK.version, BOOK.languages) == ("news-credibility", "1.0.0", LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("layer", "label"), LABELS, ids=name_of)
def test_every_label_is_explained_with_examples_for_and_against(
    layer: Layer, label: Label, language: str
) -> None:
    text = label.texts[language]
    assert text.name
    assert len(text.definition) >= (10 if language == "zh" else 30)
    assert text.examples
    assert text.counterexamples
    if language == "zh":
        assert HAN.search(text.name)
        assert HAN.search(text.definition)
        assert all(HAN.search(words) for words in text.examples + text.counterexamples)


@pytest.mark.parametrize(("layer", "label"), LABELS, ids=name_of)
def test_no_text_is_left_untranslated(layer: Layer, label: Label) -> None:
    definitions = {text.definition for text in label.texts.values()}
    assert len(definitions) == len(LANGUAGES)
    french = {words for words in label.texts["fr"].examples if words in label.texts["en"].examples}
    assert french <= {words for words in french if label.name == "conditional"}


@pytest.mark.parametrize(("layer", "label"), LABELS, ids=name_of)
def test_examples_mark_spans_and_counterexamples_mark_nothing(layer: Layer, label: Label) -> None:
    for text in label.texts.values():
        for example in text.examples:
            pieces = marked(example)
            assert any(is_marked for _, is_marked in pieces) is (layer.unit == "span"), example
            assert "*" not in "".join(piece for piece, _ in pieces), example
        assert not any("*" in example for example in text.counterexamples)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rating", BOOK.ratings, ids=name_of)
def test_every_rating_has_anchors_for_1_3_and_5(rating: Rating, language: str) -> None:
    text = rating.texts[language]
    assert (rating.low, rating.high) == (1, 5)
    assert list(text.anchors) == [1, 3, 5]
    assert len(set(text.anchors.values())) == 3
    assert text.name
    assert text.definition


@pytest.mark.parametrize("language", LANGUAGES)
def test_layers_constraints_and_the_rubric_have_texts(language: str) -> None:
    assert BOOK.texts[language].definition
    for layer in BOOK.layers:
        assert layer.texts[language].definition
    for rule in BOOK.constraints:
        assert rule.texts[language].rule
        assert rule.texts[language].remedy


def test_keys_signs_and_links_are_data() -> None:
    claim = BOOK.layer("claim")
    assert [(label.key, label.letter) for label in claim.labels] == [
        ("1", "N"),
        ("2", "S"),
        ("3", "W"),
        ("4", "U"),
    ]
    assert (claim.unit, claim.exclusive, claim.links) == ("sentence", True, "source")
    spans = [(layer.name, layer.key, layer.letter, layer.unit) for layer in BOOK.layers[1:]]
    assert spans == [
        ("source", "s", "S", "span"),
        ("hedge", "h", "H", "span"),
        ("loaded", "l", "L", "span"),
        ("integrity", "i", "I", "span"),
    ]
    assert [layer.column for layer in BOOK.layers] == [1, 2, 3, 4, 4]


def test_sources_are_graded_and_nothing_else() -> None:
    grades = {label.name: label.grade for label in BOOK.layer("source").labels}
    assert grades == {
        "document": "A",
        "named_person": "B",
        "organisation": "B",
        "unnamed": "C",
        "vague": "D",
    }
    assert not any(label.grade for layer, label in LABELS if layer.name != "source")


def test_every_hedge_but_the_booster_makes_a_sentence_hedged() -> None:
    assert {label.name for _, label in LABELS if label.hedging} == {*CODEBOOK["hedge"]} - {
        "booster"
    }


def test_labels_are_mapped_to_the_published_schemes() -> None:
    used = {term.scheme for _, label in LABELS for term in label.maps}
    used |= {term.scheme for rating in BOOK.ratings for term in rating.maps}
    assert used == {scheme.id for scheme in BOOK.schemes}
    assert used >= {
        "conll2010",
        "vincze2013",
        "hyland2005",
        "publiceditor",
        "redi2019",
        "spangher2023",
        "polnear",
        "parc3",
        "zhang2018",
    }
    unmapped = {layer.name for layer, label in LABELS if not label.maps}
    assert unmapped == {"integrity"}


def test_looking_up_what_is_not_there_says_so() -> None:
    with pytest.raises(LookupError, match="no layer 'mood'"):
        BOOK.layer("mood")
    with pytest.raises(LookupError, match="no label 'angry'"):
        BOOK.label("hedge", "angry")
    with pytest.raises(LookupError, match="no rating 'mood'"):
        BOOK.rating("mood")
    assert BOOK.label("hedge", "modal").text("de") == BOOK.label("hedge", "modal").text("en")


def test_importing_the_package_reads_no_data() -> None:
    code = "import sys; had = {*sys.modules}; import rubric; print(*{*sys.modules} - had)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "rubric.loading" in loaded
    assert not loaded & {"tomllib", "json", "difflib", "rubric.parsing", "rubric.table"}
