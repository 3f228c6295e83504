"""The shipped model opens, is small, and reads plain cases in three languages."""

import json

import pytest

from annotator.suggest.model.calibration import read_calibration
from annotator.suggest.model.encoder import SHIPPED, Encoder
from annotator.suggest.model.labels import ID2LABEL, LANGUAGES


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load(threads=1)


def test_the_folder_is_small_and_in_the_hugging_face_layout():
    files = {path.name: path.stat().st_size for path in SHIPPED.iterdir()}
    assert sum(files.values()) <= 45_000_000
    config = json.loads((SHIPPED / "config.json").read_text("utf-8"))
    assert config["architectures"] == ["BertForTokenClassification"]
    assert {int(at): name for at, name in config["id2label"].items()} == ID2LABEL
    assert (SHIPPED / "README.md").read_text("utf-8").startswith("---\nlicense:")


def test_every_label_has_a_threshold_that_can_be_reached():
    calibration = read_calibration(SHIPPED / "thresholds.json")
    for curves in (*calibration.sentence.values(), *calibration.token.values()):
        assert all(0 < curve.threshold < 1 and curve.slope > 0 for curve in curves.values())
        assert set(curves) <= {"any", *LANGUAGES}


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "hedge"),
    [
        (
            "en",
            "Maria Lopez said on Tuesday that the bridge is probably damaged.",
            "Maria Lopez",
            "said",
            "probably",
        ),
        (
            "fr",
            "Selon le ministre, le pont pourrait rester fermé jusqu'au printemps.",
            "ministre",
            "Selon",
            "pourrait",
        ),
        ("zh", "外交部发言人表示，会谈可能推迟到明年。", "发言人", "表示", "可能"),
    ],
)
def test_a_plain_sentence_is_read(encoder, language, text, source, cue, hedge):
    [found] = encoder.predict([text], language)
    assert {"attributed", "hedged"} <= found.positive
    for label, part in (("source", source), ("cue", cue), ("hedge", hedge)):
        at = text.index(part)
        assert any(s.label == label and s.start <= at < s.end for s in found.spans), label


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge over the river was closed in March 2015."),
        ("fr", "Le pont sur le fleuve a été fermé en mars 2015."),
        ("zh", "这座桥于2015年3月关闭。"),
    ],
)
def test_a_plain_fact_is_nobodys_and_not_hedged(encoder, language, text):
    [found] = encoder.predict([text], language)
    assert not {"attributed", "hedged"} & found.positive
    assert "checkable" in found.positive
