"""Readability: sensible figures, and not one byte from the network."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from annotator.text import document_from_text, read, readability
from annotator.text.readability import english_syllables

EASY = "The dog ran. It was a big dog. The boy saw it. He ran too. They had fun at the park."
HARD = (
    "Notwithstanding considerable institutional reluctance, international organisations "
    "progressively acknowledged the disproportionate administrative responsibilities."
)
FACILE = "Le chat dort. Il fait beau. Le garçon joue avec son ami. Ils ont un ballon rouge."
DIFFICILE = (
    "L’institutionnalisation progressive des responsabilités administratives internationales "
    "nécessiterait inévitablement une réorganisation fondamentale des infrastructures."
)


def value(text: str, language: str, name: str) -> float:
    return readability(document_from_text("x", text, language=language)).measure(name).value


@pytest.mark.parametrize(
    ("easy", "hard", "language"), [(EASY, HARD, "en"), (FACILE, DIFFICILE, "fr")]
)
def test_easy_is_easier_than_hard(easy: str, hard: str, language: str) -> None:
    name = "flesch_reading_ease"
    assert value(easy, language, name) > 80
    assert value(hard, language, name) < 20
    assert value(easy, language, "lix") < value(hard, language, "lix")


def test_flesch_by_hand() -> None:
    # 21 words, 5 sentences, 21 syllables: 206.835 - 1.015 * 21/5 - 84.6 * 21/21
    document = document_from_text("x", EASY, language="en")
    assert readability(document).sentences == 5
    assert value(EASY, "en", "words_per_sentence") == 4.2
    assert value(EASY, "en", "flesch_reading_ease") == pytest.approx(118.0, abs=0.1)
    assert value(EASY, "en", "flesch_kincaid_grade") == pytest.approx(-2.2, abs=0.1)


def test_abbreviations_and_decimals_end_no_sentence() -> None:
    plain = "Mister Smith paid three point five euros to the American Army on Monday."
    dotted = "Mr. Smith paid 3.5 euros to the U.S. Army at 5 p.m. on Monday."
    for text in (plain, dotted):
        assert readability(document_from_text("x", text, language="en")).sentences == 1
    assert value(dotted, "en", "words_per_sentence") == 14


def test_chinese() -> None:
    text = "我们今天去公园。天气很好。"
    assert value(text, "zh", "characters_per_sentence") == 5.5
    assert value(text, "zh", "uncommon_characters") == 0
    rare = "饕餮魑魅魍魉。"
    assert value(rare, "zh", "uncommon_characters") == 1
    assert value("政府掃蕩電詐園區。", "zh", "uncommon_characters") == value(
        "政府扫荡电诈园区。", "zh", "uncommon_characters"
    )
    assert value("國(guó)際(jì)合作。", "zh", "characters_per_sentence") == 4


def test_the_seeds_have_words_for_people() -> None:
    for seed in seeds.load():
        result = readability(read(seed.path))
        assert result.sentences > 10
        assert all(measure.label and measure.verdict for measure in result.measures)
    essay = readability(read(seeds.FOLDER / "002_53c9a1fb5ac66c7d.txt"))
    assert essay.sentences == 57  # not its 21 headings, captions and links
    with pytest.raises(KeyError):
        essay.measure("flesch_kincaid_grade")


@settings(max_examples=50, deadline=None)
@given(st.text(), st.sampled_from(["en", "fr", "zh"]))
def test_any_text_can_be_measured(text: str, language: str) -> None:
    result = readability(document_from_text("x", text, language=language))
    assert bool(result.measures) == bool(result.sentences)


def test_syllables_by_rule_do_not_lean_either_way() -> None:
    truth = {
        "area": 3, "idea": 3, "about": 2, "organization": 5, "communist": 3, "military": 4,
        "people": 2, "reported": 3, "walked": 1, "government": 3, "media": 3, "police": 2,
        "table": 2, "little": 2, "whole": 1, "sources": 2, "watches": 2, "company": 3,
        "region": 2, "experience": 4, "used": 1, "created": 3, "community": 4, "the": 1,
        "business": 2, "every": 2, "hundred": 2, "situation": 4, "million": 2, "where": 1,
    }  # fmt: skip
    counted = sum(map(english_syllables, truth))
    assert abs(counted - sum(truth.values())) <= 3
    assert sum(english_syllables(word) == count for word, count in truth.items()) >= 25


def test_no_network_and_no_data_folder_are_needed(tmp_path: Path) -> None:
    code = """
import json, socket, sys
def refuse(*args, **kwargs):
    print("NETWORK", args)
    raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import seeds
from annotator.text import read, readability
results = [readability(read(seed.path)) for seed in seeds.load()]
print(json.dumps([[m.name, m.value] for r in results for m in r.measures]))
"""
    environment = {"HOME": str(tmp_path), "NLTK_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"}
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env=environment,
        cwd=Path(seeds.__file__).parent.parent,
    )  # fmt: skip
    assert "NETWORK" not in out.stdout
    assert list(tmp_path.iterdir()) == []
    here = [readability(read(seed.path)) for seed in seeds.load()]
    assert json.loads(out.stdout) == [[m.name, m.value] for r in here for m in r.measures]
