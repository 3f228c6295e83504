"""Tiny Hugging Face models whose answers are known, made on the spot.

A model has one layer without attention worth the name: the classifier looks at each word's own
embedding, which is set so that chosen words get chosen labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def make_model(
    folder: Path,
    kind: str,
    labels: Sequence[str],
    words: Mapping[str, str],
    *,
    pieces: Sequence[str] = (),
    positions: int = 64,
) -> Path:
    """Save a BERT whose head gives each word of ``words`` its label.

    Args:
        folder: Where to save it.
        kind: ``Token`` or ``Sequence``.
        labels: Its labels, in the order of its outputs; the first is for all other words.
        words: Label of each word; for ``Sequence``, the label of a sentence that has the word.
        pieces: More entries of the vocabulary, such as ``##s``.
        positions: How many tokens it takes.
    """
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    vocabulary = [*SPECIAL, *dict.fromkeys([*words, *pieces])]
    width = max(8, len(labels) * 2)
    width += width % 2
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=width,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=positions,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    torch.manual_seed(0)
    model: Any = getattr(transformers, f"BertFor{kind}Classification")(config).eval()
    with torch.no_grad():
        for value in model.parameters():
            value.zero_()
        for name, value in model.named_parameters():
            if name.endswith("LayerNorm.weight"):
                value.fill_(1)
        _teach(model, labels, words, vocabulary, kind)
    model.save_pretrained(folder)
    _tokenizer(folder, vocabulary, positions)
    return folder


def _teach(
    model: Any, labels: Sequence[str], words: Mapping[str, str], vocabulary: list[str], kind: str
) -> None:
    """Give each label two units of the embedding, one up and one down, and let the head see it."""
    table = model.bert.embeddings.word_embeddings.weight
    for number in range(len(vocabulary)):
        label = labels.index(words.get(vocabulary[number], labels[0]))
        table[number, 2 * label] = 4.0
        table[number, 2 * label + 1] = -4.0
    for label in range(len(labels)):
        model.classifier.weight[label, 2 * label] = 3.0
        model.classifier.weight[label, 2 * label + 1] = -3.0
    if kind == "Sequence":
        _gather(model, labels)


def _gather(model: Any, labels: Sequence[str]) -> None:
    """Let the first token see the mean of all, where rare labels weigh more than the first one."""
    import torch

    attention = model.bert.encoder.layer[0].attention
    attention.self.value.weight.copy_(torch.eye(attention.self.value.weight.shape[0]))
    attention.output.dense.weight.copy_(torch.eye(attention.output.dense.weight.shape[0]) * 40)
    for label in range(1, len(labels)):
        for unit in (2 * label, 2 * label + 1):
            attention.output.dense.weight[unit, unit] = 400
    model.bert.pooler.dense.weight.copy_(torch.eye(model.bert.pooler.dense.weight.shape[0]))


def _tokenizer(folder: Path, vocabulary: list[str], positions: int) -> None:
    import tokenizers
    import transformers

    words = {word: number for number, word in enumerate(vocabulary)}
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(words, unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer(strip_accents=False)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    made.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=positions,
    ).save_pretrained(folder)
