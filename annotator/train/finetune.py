"""Fine-tune the base encoder: sigmoid labels, masked where a corpus says nothing."""

import logging
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator.suggest.model.labels import ID2LABEL, LABEL2ID, SENTENCE_LABELS, TOKEN_LABELS
from annotator.suggest.model.pieces import load_tokenizer
from annotator.train import prefix
from annotator.train.batches import Batch, Encoded, batches, draw, encode
from annotator.train.examples import Example

if TYPE_CHECKING:
    import torch
    from transformers import BertForTokenClassification

log = logging.getLogger(__name__)
STATES: Final = "states.npy"

REPEATS: Final[Mapping[str, tuple[float, float]]] = {
    "conll2010_wiki": (1.0, 0.6),
    "mist_modals": (0.4, 0.25),
    "newssd_eng": (2.5, 2.0),
    "wiki_npov": (1.0, 0.25),
    "asfalda_fr_sequoia": (1.5, 1.0),
    "attribution_zh_gcdt": (3.0, 1.0),
    "ud_attribution_fr": (2.5, 0.9),
    "frwiki_citation_needed": (1.0, 0.5),
    "raw_news": (3.0, 1.0),
}
"""How often an epoch shows a set's (positive, negative) sentences."""
LABELLED: Final[Mapping[str, tuple[float, float]]] = {
    "gold": (2.0, 2.0),
    "composed": (1.5, 1.5),
    "conll2010_wiki": (1.0, 0.3),
    "mist_modals": (0.3, 0.15),
    "newssd_eng": (1.5, 1.0),
    "wiki_npov": (0.6, 0.15),
    "asfalda_fr_sequoia": (1.5, 0.8),
    "attribution_zh_gcdt": (3.0, 0.8),
    "ud_attribution_fr": (2.5, 0.8),
    "frwiki_citation_needed": (0.0, 0.0),
    "raw_news": (1.0, 0.3),
}
"""The same for the second round: news labelled by the codebook, the rest so as not to forget it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train; the defaults are the shipped recipe."""

    layers: int = 6
    frozen: int = 3
    epochs: int = 3
    batch: int = 32
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    positive_weight: float = 2.0
    token_share: float = 0.1
    kind_share: float = 0.1
    loaded_share: float = 0.3
    seed: int = 20100
    device: str = "cpu"
    workers: int = 2
    repeats: Mapping[str, tuple[float, float]] = field(default_factory=lambda: REPEATS)


def start(base: Path, settings: Settings) -> "BertForTokenClassification":
    """Load the base encoder's lower layers under its output layer, a fresh one if it has none.

    Dropping the upper layers costs a fine-tuned encoder least (Sajjad et al. 2023); freezing the
    table and the lowest layers keeps the languages aligned for transfer between them (Wu and
    Dredze 2019), and is cheap.
    """
    import torch
    from transformers import BertForTokenClassification

    torch.manual_seed(settings.seed)
    model = BertForTokenClassification.from_pretrained(
        base,
        num_hidden_layers=settings.layers,
        num_labels=len(ID2LABEL),
        id2label=ID2LABEL,
        label2id=LABEL2ID,
        problem_type="multi_label_classification",
        dtype=torch.float32,
    )
    model.bert.embeddings.word_embeddings.requires_grad_(requires_grad=False)
    for layer in model.bert.encoder.layer[: settings.frozen]:
        layer.requires_grad_(requires_grad=False)
    if "classifier.bias" not in _names(base):
        with torch.no_grad():  # most tokens carry no label: start from that
            model.classifier.bias[: len(TOKEN_LABELS)] = -3.0
    return model


def _names(base: Path) -> frozenset[str]:
    """Names of the weights in a folder; a fine-tuned model has an output layer among them."""
    from safetensors import safe_open

    with safe_open(base / "model.safetensors", framework="numpy") as weights:
        return frozenset(weights.keys())


def loss(
    logits: "torch.Tensor", batch: Mapping[str, "torch.Tensor"], settings: Settings
) -> "torch.Tensor":
    """Binary cross-entropy over what is known, per sentence.

    Args:
        logits: Shape (B, T, L), in the order of ``ID2LABEL``.
        batch: ``tokens`` (B, T, C) in the order of ``COLUMNS`` and ``sentence`` (B, 4), below zero
            where unknown.
        settings: Shares of the parts.
    """
    first, last = len(TOKEN_LABELS), len(TOKEN_LABELS) + len(SENTENCE_LABELS)
    sentence = batch["sentence"]
    whole = _entropy(logits[:, 0, first:last], sentence)
    spans = _entropy(logits[..., :first], batch["tokens"][..., :first], settings.positive_weight)
    kinds = _entropy(logits[..., last:], batch["tokens"][..., first:])
    parts = settings.token_share * spans + settings.kind_share * kinds
    return (whole + parts + settings.loaded_share * _somewhere(logits, batch)) / len(logits)


def _entropy(
    logits: "torch.Tensor", truth: "torch.Tensor", positive: float = 1.0
) -> "torch.Tensor":
    """Sum of the binary cross-entropies of what is known, positives weighing ``positive``."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy

    weight = torch.tensor(positive, device=logits.device)
    each = entropy(logits, truth.clamp(min=0), reduction="none", pos_weight=weight)
    return (each * (truth >= 0)).sum()


def _somewhere(logits: "torch.Tensor", batch: Mapping[str, "torch.Tensor"]) -> "torch.Tensor":
    """A sentence known to be loaded, no word of it known: at least one word is.

    That is multiple-instance learning: only the likeliest word answers.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy

    column = TOKEN_LABELS.index("loaded")
    loaded = batch["sentence"][:, SENTENCE_LABELS.index("loaded")] == 1
    open_ = loaded & ~((batch["tokens"][..., column] >= 0).any(dim=1))
    inside = (batch["mask"][:, 1:] > 0) & open_[:, None]
    peaks = logits[:, 1:, column].masked_fill(~inside, -30.0).amax(dim=1)
    return (entropy(peaks, torch.ones_like(peaks), reduction="none") * open_).sum()


def finetune(base: Path, examples: Sequence[Example], settings: Settings, out: Path) -> None:
    """Train on a mixture and save model and tokenizer in the Hugging Face layout.

    On a CPU each worker is a process with one thread and its share of every batch: threads inside
    one operation wait for each other thousands of times a step, processes once.

    Args:
        base: Folder with the base encoder.
        examples: The mixture; every corpus needs an entry in ``settings.repeats``.
        settings: How to train.
        out: Folder to write ``config.json``, ``model.safetensors`` and ``tokenizer.json`` to.
    """
    import torch

    rng = random.Random(settings.seed)  # noqa: S311 - reproducible draws, no secret
    plan = [draw(examples, settings.repeats, rng) for _ in range(settings.epochs)]
    seen = sorted({member for epoch in plan for member in epoch})
    place = {member: at for at, member in enumerate(seen)}
    plan = [[place[member] for member in epoch] for epoch in plan]
    encoded = encode(load_tokenizer(base / "tokenizer.json"), [examples[member] for member in seen])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prefix.compute(start(base, settings), encoded, settings.frozen, folder / STATES)
        log.info("frozen layers done for %d sentences", len(encoded))
        arguments = (base, encoded, plan, settings, out, folder)
        if settings.workers == 1:
            _work(0, *arguments)
        else:
            torch.multiprocessing.spawn(_work, arguments, settings.workers)


def _work(
    rank: int,
    base: Path,
    encoded: Sequence[Encoded],
    plan: Sequence[Sequence[int]],
    settings: Settings,
    out: Path,
    folder: Path,
) -> None:
    import torch

    if settings.workers > 1:
        logging.basicConfig(
            level=logging.INFO if rank == 0 else logging.WARNING, format="%(asctime)s %(message)s"
        )
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)  # in its own process only: others count on tiny numbers
        meeting = f"file://{folder}/meeting"
        torch.distributed.init_process_group(
            "gloo", init_method=meeting, rank=rank, world_size=settings.workers
        )
    rng = random.Random(settings.seed)  # noqa: S311 - reproducible draws, no secret
    model = start(base, settings).to(settings.device).train()
    torch.manual_seed(settings.seed + rank)
    states = prefix.load(folder / STATES, encoded)
    steps = sum(-(-len(epoch) // settings.batch) for epoch in plan)
    optimiser = _optimiser(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _slope(step, steps, settings.warmup)
    )
    began, running = time.monotonic(), 0.0
    share = slice(rank, None, settings.workers)
    stream = (
        batch for epoch in plan for batch in batches(encoded, epoch, settings.batch, rng, share)
    )
    for step, batch in enumerate(_on(stream, states, settings.device), 1):
        value = _step(model, batch, settings)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        running = value if step == 1 else 0.98 * running + 0.02 * value
        if step % 50 == 0:
            log.info(
                "step %d of %d, loss %.4f, %.2f steps/s",
                step,
                steps,
                running,
                step / (time.monotonic() - began),
            )
        if rank == 0 and (step == steps or step % 500 == 0):
            _save(model, base, out)


def _step(
    model: "BertForTokenClassification", batch: Mapping[str, "torch.Tensor"], settings: Settings
) -> float:
    """Leave the batch's gradients on the model, averaged over workers; return the loss."""
    import torch

    with torch.autocast(settings.device, dtype=torch.bfloat16, enabled=settings.device != "cpu"):
        logits = prefix.upper(model, batch["states"], batch["mask"], settings.frozen)
    value = loss(logits.float(), batch, settings)
    value.backward()
    trained = [p for p in model.parameters() if p.grad is not None]
    if settings.workers > 1:
        flat = torch.nn.utils.parameters_to_vector([p.grad for p in trained if p.grad is not None])
        torch.distributed.all_reduce(flat)
        at = 0
        for p in trained:
            p.grad = flat[at : at + p.numel()].view_as(p) / settings.workers
            at += p.numel()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    return float(value.item())


def _save(model: "BertForTokenClassification", base: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (out / name).write_bytes((base / name).read_bytes())


def _on(
    stream: Iterator[Batch], states: prefix.Prefix, device: str
) -> "Iterator[dict[str, torch.Tensor]]":
    import torch

    for batch in stream:
        arrays = {
            "states": states.gather(batch),
            "mask": batch.mask,
            "tokens": batch.tokens,
            "sentence": batch.sentence,
        }
        yield {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}


def _optimiser(model: "BertForTokenClassification", settings: Settings) -> "torch.optim.Optimizer":
    import torch

    head = [p for name, p in model.named_parameters() if name.startswith("classifier")]
    body = [
        (n, p)
        for n, p in model.named_parameters()
        if p.requires_grad and not n.startswith("classifier")
    ]
    plain = [p for n, p in body if n.endswith("bias") or "LayerNorm" in n]
    groups: list[dict[str, Any]] = [
        {
            "params": [p for n, p in body if not (n.endswith("bias") or "LayerNorm" in n)],
            "lr": settings.rate,
        },
        {"params": plain, "lr": settings.rate, "weight_decay": 0.0},
        {"params": head, "lr": settings.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=settings.decay, betas=(0.9, 0.98))


def _slope(step: int, steps: int, warmup: float) -> float:
    rise = max(1, round(steps * warmup))
    return min(1.0, (step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))
