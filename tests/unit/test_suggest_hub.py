"""Hugging Face models as suggesters, with tiny models made on the spot."""

from __future__ import annotations

import json
import logging
import socket
from pathlib import Path
from typing import Any

import pytest
from tiny_models import make_model

import rubric
from annotator.suggest import SuggesterFailed, UnusableSuggester, load_suggester
from annotator.text import document_from_text
from rubric import Document, Suggestion

pytest.importorskip("torch", reason="needs the extra annotator[torch]")
pytest.importorskip("transformers", reason="needs the extra annotator[torch]")

Shown = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cache apart, and let nothing reach a network."""
    monkeypatch.setenv("ANNOTATOR_CACHE", str(tmp_path / "cache"))

    def refuse(*_: object) -> None:
        raise AssertionError("a model must not reach for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def spans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {
        "may": "B-MODAL",
        "might": "B-MODAL",
        "well": "I-MODAL",
        "sug": "B-EPISTEMIC",
        "可": "B-MODAL",
        "能": "I-MODAL",
        "ana": "B-PER",
    }
    labels = ["O", "B-MODAL", "I-MODAL", "B-EPISTEMIC", "B-PER"]
    folder = tmp_path_factory.mktemp("models") / "tiny-hedges"
    return make_model(folder, "Token", labels, words, pieces=["##gests"])


@pytest.fixture(scope="session")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {"said": "supported", "experts": "weakly-supported", "killed": "Non étayée"}
    labels = ["Not checkable", "supported", "weakly-supported", "Non étayée"]
    return make_model(tmp_path_factory.mktemp("models") / "tiny-claims", "Sequence", labels, words)


@pytest.fixture(scope="session")
def bias(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {"horde": "LABEL_1", "regime": "LABEL_1"}
    folder = tmp_path_factory.mktemp("models") / "tiny-bias"
    return make_model(folder, "Sequence", ["LABEL_0", "LABEL_1"], words)


@pytest.fixture(scope="session")
def inference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model that finds that a hypothesis follows if it speaks of what is ``named``."""
    words = {"named": "entailment", "nommée": "entailment"}
    labels = ["contradiction", "neutral", "entailment"]
    folder = tmp_path_factory.mktemp("models") / "tiny-nli"
    return make_model(folder, "Sequence", labels, words, positions=256)


def document(text: str, language: str = "en") -> Document:
    return document_from_text("a.txt", text, language=language)


def shown(doc: Document, found: list[Suggestion], by: str = "hub") -> Shown:
    own = [s for s in found if s.suggester.startswith(by)]
    return [(f"{s.mark.layer}.{s.mark.label}", doc.quote(s.mark.span)) for s in own]


def test_words_get_the_codebooks_labels_at_exact_places(spans: Path) -> None:
    doc = document("\ufeffHe  may well go.\n\nNobody 𝒳 suggests — “might” it?")
    found = load_suggester(f"hub:{spans}?complete=no").suggest(doc)
    assert shown(doc, found) == [
        ("hedge.modal", "may well"),
        ("hedge.epistemic", "suggests"),  # of which the model labels only the first piece
        ("hedge.modal", "might"),
    ]
    assert all(0.9 < s.confidence <= 1 for s in found)
    assert found[0].rationale.startswith("tiny-hedges calls this MODAL (")
    assert [s.mark.sentence for s in found] == [0, 1, 1]


def test_chinese_is_marked_by_character(spans: Path) -> None:
    doc = document("他可能会来。", "zh")
    found = load_suggester(f"hub:{spans}?complete=no").suggest(doc)
    assert shown(doc, found) == [("hedge.modal", "可能")]


def test_a_sentence_longer_than_the_model_is_read_in_windows(spans: Path) -> None:
    doc = document("It may " + "and so on " * 300 + "might be.")
    found = load_suggester(f"hub:{spans}?complete=no").suggest(doc)
    assert shown(doc, found) == [("hedge.modal", "may"), ("hedge.modal", "might")]


def test_every_sentence_gets_one_claim_the_rules_where_the_model_has_none(spans: Path) -> None:
    doc = document("Ana Ruiz, the mayor, said that it may rain. Who pays?")
    found = load_suggester(f"hub:{spans}").suggest(doc)
    assert shown(doc, found) == [("hedge.modal", "may")]
    ruled = [s for s in found if s.suggester == "rules"]
    assert {s.mark.layer for s in ruled} <= {"claim", "source"}
    assert [s.mark.sentence for s in found if s.mark.layer == "claim"] == [0, 1]
    assert rubric.violations(rubric.load(), doc, [s.mark for s in found]) == []


def test_labels_are_known_by_name_in_any_language_of_the_rubric(claims: Path) -> None:
    doc = document("He goes. Ana said so. Experts know. They killed him.")
    found = load_suggester(f"hub:{claims}").suggest(doc)
    assert shown(doc, found) == [
        ("claim.not_checkable", "He goes."),
        ("claim.supported", "Ana said so."),
        ("claim.weakly_supported", "Experts know."),
        ("claim.unsupported", "They killed him."),
    ]
    assert {s.suggester for s in found} == {"hub:tiny-claims"}


def test_labels_without_names_need_a_map(bias: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableSuggester, match=r"none of its labels \(LABEL_0, LABEL_1\)"):
        load_suggester(f"hub:{bias}")
    mapped = tmp_path / "map of bias.toml"
    mapped.write_text('[labels]\nLABEL_0 = ""\nLABEL_1 = "loaded.loaded_word"\n')
    doc = document("A horde came. A man came.")
    found = load_suggester(f"hub:{bias}?map={mapped}&complete=no").suggest(doc)
    assert shown(doc, found) == [("loaded.loaded_word", "A horde came.")]
    strict = load_suggester(f"hub:{bias}?map={mapped}&complete=no&threshold=1")
    assert strict.suggest(doc) == []


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("", "has no table"),
        ("labels = 1", "has no table"),
        ("[labels", "is no TOML"),
        ("\xff", "is no TOML"),
        ('[labels]\nLABEL_7 = "hedge.modal"', "labels.LABEL_7: the model has no such label"),
        ('[labels]\nLABEL_1 = "hedge.no"', "labels.LABEL_1: 'hedge.no' is none of the rubric"),
        ('[labels]\nLABEL_1 = "modal"', "'modal' is none of the rubric"),
        ("[labels]\nLABEL_1 = 3", "labels.LABEL_1: 3 is none of the rubric"),
        ('[labels]\nLABEL_1 = ""', "none of its labels"),
    ],
)
def test_a_wrong_map_is_told_with_its_key(
    bias: Path, tmp_path: Path, content: str, wrong: str
) -> None:
    mapped = tmp_path / "map.toml"
    mapped.write_bytes(content.encode("latin-1"))
    with pytest.raises(UnusableSuggester, match=wrong):
        load_suggester(f"hub:{bias}?map={mapped}")
    with pytest.raises(UnusableSuggester, match="cannot be read"):
        load_suggester(f"hub:{bias}?map={tmp_path / 'none.toml'}")


def test_labels_of_words_cannot_stand_for_sentences(spans: Path, tmp_path: Path) -> None:
    mapped = tmp_path / "map.toml"
    mapped.write_text('[labels]\nPER = "claim.supported"\n')
    with pytest.raises(UnusableSuggester, match="PER are of words"):
        load_suggester(f"hub:{spans}?map={mapped}")


def test_labels_that_stand_for_nothing_are_told(
    spans: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load_suggester(f"hub:{spans}")
    assert caplog.messages == [f"hub:{spans}: ignores the model's labels PER; a map can name them"]


@pytest.mark.parametrize(("language", "rule"), [("en", "named"), ("fr", "nommée")])
def test_inference_asks_for_the_definitions_in_the_documents_language(
    inference: Path, tmp_path: Path, language: str, rule: str
) -> None:
    codebook = tmp_path / "own.toml"
    codebook.write_text(OWN_RUBRIC, encoding="utf-8")
    own = rubric.load(codebook)
    doc = document("Somebody came. Nobody came.", language)
    suggester: Any = load_suggester(f"hub:{inference}?complete=no", own)
    found = suggester.suggest(doc)
    assert shown(doc, found) == [("origin.told", "Somebody came."), ("origin.told", "Nobody came.")]
    groups, names = suggester._hypotheses(language)
    assert names == {
        label.text(language).definition: f"origin.{label.name}" for label in own.layers[0].labels
    }
    assert rule in groups[0][0][0]
    assert "follow most" in found[0].rationale


def test_the_builtin_claims_are_inferred_one_for_each_sentence(inference: Path) -> None:
    doc = document("Ana said so. Who pays?")
    found = load_suggester(f"hub:{inference}?complete=no").suggest(doc)
    assert [(s.mark.layer, s.mark.sentence) for s in found] == [("claim", 0), ("claim", 1)]
    assert {s.mark.span for s in found} == {s.span for s in doc.sentences}


def test_what_was_read_is_not_read_again(
    spans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = document("It may rain. It might snow. It may rain.")
    first = load_suggester(f"hub:{spans}").suggest(doc)
    cache = (tmp_path / "cache" / "hub.sqlite").read_bytes()
    assert b"MODAL" in cache
    assert b"rain" not in cache
    from annotator.suggest.hub.reading import Model

    read: list[str] = []
    whole = Model.read
    monkeypatch.setattr(
        Model, "read", lambda self, texts, *more: read.extend(texts) or whole(self, texts, *more)
    )
    assert load_suggester(f"hub:{spans}").suggest(doc) == first
    assert read == []
    load_suggester(f"hub:{spans}").suggest(document("It may rain. It may hail."))
    assert read == ["It may hail."]
    load_suggester(f"hub:{spans}?cache=no").suggest(document("It may rain."))
    assert read == ["It may hail.", "It may rain."]


def test_another_model_reads_for_itself(spans: Path, tmp_path: Path) -> None:
    doc = document("It may rain.")
    assert len(load_suggester(f"hub:{spans}?complete=no").suggest(doc)) == 1
    other = make_model(tmp_path / "other", "Token", ["O", "B-MODAL"], {"rain": "B-MODAL"})
    suggester = load_suggester(f"hub:{other}?complete=no")
    assert suggester.fingerprint != load_suggester(f"hub:{spans}?complete=no").fingerprint
    assert shown(doc, suggester.suggest(doc)) == [("hedge.modal", "rain")]


@pytest.mark.parametrize("spoilt", [b"no database at all" * 100, b""])
def test_a_spoilt_cache_is_told_and_does_not_matter(
    spans: Path, tmp_path: Path, spoilt: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "cache" / "hub.sqlite"
    file.parent.mkdir()
    file.write_bytes(spoilt)
    doc = document("It may rain.")
    found = load_suggester(f"hub:{spans}?complete=no").suggest(doc)
    assert shown(doc, found) == [("hedge.modal", "may")]
    told = [message for message in caplog.messages if "cache cannot be used" in message]
    assert len(told) == bool(spoilt)


@pytest.mark.parametrize(
    ("spec", "wrong"),
    [
        ("hub:", "name a model"),
        ("hub:/no/such/folder", "no such folder"),
        ("hub:./none", "no such folder"),
        ("hub:owner/model-that-is-not-here", "nothing is downloaded unasked.*download=yes"),
        ("hub:{spans}?colour=red", "unknown option colour"),
        ("hub:{spans}?task=poetry", "it may be token, text, nli"),
        ("hub:{spans}?task=nli", "infers nothing"),
        ("hub:{spans}?threshold=2", "must be a number from 0 to 1"),
        ("hub:{inference}?map=x", "no labels to map"),
    ],
)
def test_a_wrong_model_or_option_is_told(
    spec: str, wrong: str, spans: Path, inference: Path
) -> None:
    with pytest.raises(UnusableSuggester, match=wrong):
        load_suggester(spec.format(spans=spans, inference=inference))


def test_a_model_in_the_local_hub_cache_is_found_by_name(
    spans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    commit = "0" * 40
    home = tmp_path / "hub" / "models--ana--tiny-hedges"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text(commit)
    (home / "snapshots").mkdir()
    (home / "snapshots" / commit).symlink_to(spans)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    doc = document("It may rain.")
    suggester = load_suggester("hub:ana/tiny-hedges?complete=no")
    assert suggester.name == "hub:tiny-hedges"
    assert shown(doc, suggester.suggest(doc)) == [("hedge.modal", "may")]


@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "holds no object"),
        ("{}", r"holds no \*.safetensors"),
    ],
)
def test_a_folder_that_is_no_model_is_told(tmp_path: Path, config: str | None, wrong: str) -> None:
    if config is not None:
        (tmp_path / "config.json").write_text(config)
    (tmp_path / "pytorch_model.bin").write_bytes(b"a pickle")
    with pytest.raises(UnusableSuggester, match=wrong):
        load_suggester(f"hub:{tmp_path}")


def test_a_model_that_cannot_be_loaded_fails_with_a_reason(spans: Path, tmp_path: Path) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(spans, broken)
    (broken / "model.safetensors").write_bytes(b"\xff" * 100)
    suggester = load_suggester(f"hub:{broken}")
    with pytest.raises(SuggesterFailed, match=r"broken: the model failed \("):
        suggester.suggest(document("It may rain."))


def test_code_of_a_model_is_never_run(spans: Path, tmp_path: Path) -> None:
    import shutil

    hostile = tmp_path / "hostile"
    shutil.copytree(spans, hostile)
    config = json.loads((hostile / "config.json").read_bytes())
    config["model_type"] = "own"
    config["auto_map"] = {
        "AutoConfig": "own.Config",
        "AutoModelForTokenClassification": "own.Model",
    }
    (hostile / "config.json").write_text(json.dumps(config))
    (hostile / "own.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    suggester = load_suggester(f"hub:{hostile}")
    with pytest.raises(SuggesterFailed):
        suggester.suggest(document("It may rain."))
    assert not (tmp_path / "run").exists()


def test_names_that_act_on_a_terminal_are_made_harmless(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    labels = ["O", "hedge\x1b modal", "x\x1b[2J"]
    folder = make_model(tmp_path / "m\x1b[2J", "Token", labels, {"may": labels[1]})
    with caplog.at_level(logging.WARNING):
        suggester = load_suggester(f"hub:{folder}?complete=no")
        (found,) = suggester.suggest(document("It may rain."))
    assert (suggester.name + found.rationale).isprintable()


OWN_RUBRIC = """
[rubric]
id = "own"
version = "1.0.0"
languages = ["en", "fr"]

[[layers]]
name = "origin"
unit = "sentence"
exclusive = true
letter = "O"

[[layers.labels]]
name = "told"
key = "1"

[[layers.labels]]
name = "own"
key = "2"

[texts.en]
name = "Own"
definition = "Own."
[texts.en.layers.origin]
name = "Origin"
definition = "Origin."
[texts.en.layers.origin.labels.told]
name = "Told"
definition = "Somebody named says so."
[texts.en.layers.origin.labels.own]
name = "Own"
definition = "The writer says so."
[texts.fr]
name = "Own"
definition = "Own."
[texts.fr.layers.origin]
name = "Origine"
definition = "Origine."
[texts.fr.layers.origin.labels.told]
name = "Dit"
definition = "Une personne nommée le dit."
[texts.fr.layers.origin.labels.own]
name = "Propre"
definition = "L'auteur le dit."
"""
