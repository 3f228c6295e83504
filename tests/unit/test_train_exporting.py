"""From fine-tuned weights to a model folder with thresholds, figures and a card."""

import json

import pytest
from safetensors.numpy import save_file
from tiny_encoder import HIDDEN, SHAPE, tiny_tokenizer, tiny_weights

from annotator.suggest.model.encoder import Encoder
from annotator.suggest.model.labels import ID2LABEL
from annotator.train import card, exporting, thresholds
from annotator.train.developing import DevSet
from annotator.train.examples import Example, Target
from annotator.train.finetune import Settings
from annotator.train.reporting import report

CLOSED = frozenset({"hedge"})


def made(text: str, hedged: bool) -> Example:
    start = text.find("may")
    targets = (Target("hedge", start, start + 3),) if hedged else ()
    return Example(text, "en", "made", "dev", text, {"hedged": float(hedged)}, targets, CLOSED)


EXAMPLES = tuple(
    made(f"{word} {verb} go{end}", verb == "may")
    for word in ("He", "She", "They", "Ann", "It")
    for verb in ("may", "said", "did", "may")
    for end in ".!?,"
)
DEV = DevSet("made", EXAMPLES, frozenset({"hedged"}), CLOSED)


@pytest.fixture(scope="module")
def tuned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tuned")
    config = {
        "model_type": "bert",
        "architectures": ["BertForTokenClassification"],
        "hidden_size": HIDDEN,
        "num_hidden_layers": SHAPE.num_hidden_layers,
        "num_attention_heads": SHAPE.num_attention_heads,
        "layer_norm_eps": SHAPE.layer_norm_eps,
        "id2label": ID2LABEL,
        "transformers_version": "0",
    }
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "tokenizer_config.json").write_text("{}", "utf-8")
    tiny_tokenizer().save(str(folder / "tokenizer.json"))
    save_file(tiny_weights(), folder / "model.safetensors")
    return folder


def test_an_export_opens_and_says_nothing_of_the_machine(tuned, tmp_path):
    folder = exporting.export(tuned, tmp_path / "out", quantised=True)
    assert "transformers_version" not in (folder / "config.json").read_text("utf-8")
    assert Encoder.load(folder).predict(["He may go."])


def test_the_same_weights_give_the_same_bytes(tuned, tmp_path):
    one, two = (exporting.export(tuned, tmp_path / name, quantised=True) for name in "ab")
    assert (one / "model.onnx").read_bytes() == (two / "model.onnx").read_bytes()


def test_a_graph_agrees_with_itself_and_nearly_with_its_quantised_form(tuned, tmp_path):
    full, small = (
        Encoder.load(exporting.export(tuned, tmp_path / str(q), quantised=q)) for q in (False, True)
    )
    same = exporting.compare(full, full, [DEV])
    assert (same.sentence_gap, same.token_gap, same.flips) == (0.0, 0.0, 0.0)
    assert same.texts == len(EXAMPLES)
    assert 0 < exporting.compare(full, small, [DEV]).sentence_gap < 0.2


def test_chosen_thresholds_serve_the_set_they_were_chosen_on(tuned, tmp_path):
    encoder = Encoder.load(exporting.export(tuned, tmp_path / "out", quantised=False))
    calibration = thresholds.choose(encoder, [DEV])
    assert set(calibration.sentence["hedged"]) == {"any", "en"}
    assert set(calibration.sentence["loaded"]) == {"any"}
    texts = [example.text for example in EXAMPLES]
    guesses = encoder.predict(texts, "en", calibration=calibration)
    truth = [example.sentence["hedged"] == 1.0 for example in EXAMPLES]
    right = sum(("hedged" in p.positive) == t for p, t in zip(guesses, truth, strict=True))
    assert right >= len(EXAMPLES) / 2
    mean = sum(p.probabilities["hedged"] for p in guesses) / len(guesses)
    assert mean == pytest.approx(sum(truth) / len(truth), abs=0.05)


def test_the_card_tells_every_figure(tuned, tmp_path):
    encoder = Encoder.load(exporting.export(tuned, tmp_path / "out", quantised=True))
    rows = report(encoder, [DEV])
    assert [(row.unit, row.label, row.positives) for row in rows] == [
        ("sentence", "hedged", 40),
        ("span", "hedge", 40),
    ]
    agreement = exporting.compare(encoder, encoder, [DEV])
    text = card.write(card.Made(Settings(), agreement, 123, 1.0, encoder.fingerprint), rows, rows)
    assert encoder.fingerprint in text
    assert text.count("| made | en | sentence | hedged | 80 | 40 ") == 2
    assert all(f"| {name} |" in text for name, _, _ in card.SETS)
