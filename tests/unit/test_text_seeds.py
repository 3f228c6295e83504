"""The five seeds: their bytes, what is said of them, their sentences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import seeds
from annotator.text import LANGUAGES, detect_language, read

GOLDEN = Path(__file__).parent.parent / "golden" / "text_sentences.json"
SHA256 = {
    "000_ea349f37e70389c6.txt": "618b2c40c038699e1512c29aed0eef63bda1c6c56054fe22bb4a96d435d10143",
    "001_10fcccc89ebce768.txt": "33234110051892ab9c6f2e679415750288ce45f766053ceee561baa794507eeb",
    "002_53c9a1fb5ac66c7d.txt": "724675e5d35e5a12ee73d99e858ae0203fb9fe46608f956b3ec24b6d0c2b20c0",
    "003_3aa504f5e9e154d9.txt": "b38c9959e54beaed4839cd75c5d1594681dd5e1367b9858e624de891fd5c5eac",
    "004_8a3f3756a9fee7a7.txt": "7ef280673c4406eb3696b0ebe396ad8e702f44733a389d2dcecd317bced6fd74",
}
SEEDS = seeds.load()


def test_the_files_are_byte_for_byte_what_they_were() -> None:
    found = {path.name: path for path in seeds.FOLDER.glob("*.txt")}
    assert {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in found.items()} == SHA256


def test_each_file_is_described() -> None:
    assert [seed.file for seed in SEEDS] == sorted(SHA256)
    for seed in SEEDS:
        assert seed.language in LANGUAGES
        assert min(len(seed.title), len(seed.kind), len(seed.origin)) > 5
        assert len(seed.teaches) > 100


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.file[:3])
def test_language_is_recognised_and_characters_kept(seed: seeds.Seed) -> None:
    document = read(seed.path)
    assert document.language == seed.language
    assert document.text.encode() == document.original == seed.path.read_bytes()
    assert detect_language(document.text[:200]) == seed.language


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.file[:3])
def test_sentences_are_the_golden_ones(seed: seeds.Seed) -> None:
    """Made by the program and then read through, sentence by sentence."""
    document = read(seed.path)
    found = [[s.unit.value, s.start, s.end, document.quote(s.span)] for s in document.sentences]
    assert found == json.loads(GOLDEN.read_text("utf-8"))[seed.file]
