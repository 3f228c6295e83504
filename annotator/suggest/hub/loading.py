"""From ``MODEL?option=value&…`` to a suggester."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from annotator.suggest.hub.cache import cache_file
from annotator.suggest.hub.folder import TASKS, Folder, find_model
from annotator.suggest.hub.labels import LabelMap, bare, explain, map_by_file, map_by_name
from annotator.suggest.hub.reading import Model
from annotator.suggest.hub.suggester import HubSuggester
from annotator.suggest.options import Options
from annotator.suggest.suggester import LOG, UnusableSuggester
from annotator.text import display_text
from rubric import Rubric, load

_OUTSIDE = frozenset({"o", "other", "none"})


def load_hub(argument: str, rubric: Rubric | None = None) -> HubSuggester:
    """Return the suggester that asks a model.

    Args:
        argument: ``MODEL`` or ``MODEL?name=value&…``: a folder, or a name on the hub whose files
            are in the local cache. The options are told in ``docs/suggesters.md``.
        rubric: The codebook; the built-in one by default.

    Raises:
        UnusableSuggester: If the model, an option, the map or the extra is wrong or missing.
    """
    if missing := [name for name in ("torch", "transformers") if find_spec(name) is None]:
        raise UnusableSuggester(
            f"hub:{argument}: needs {' and '.join(missing)}, which this installation lacks; "
            "pip install 'annotator[torch]'"
        )
    rubric = rubric or load()
    name, _, query = (argument, "", "") if Path(argument).is_dir() else argument.partition("?")
    if not name:
        raise UnusableSuggester("hub: name a model, as in hub:FOLDER or hub:OWNER/MODEL")
    options = Options(query, f"hub:{name}")
    task = options.choice("task", TASKS, "")
    batch = int(options.number("batch", 16, 1, 1024))
    threshold = options.number("threshold", 0, 0, 1)
    map_file = options.text("map")
    filled = options.choice("complete", ("rules", "no"), "rules") == "rules"
    cached = options.flag("cache", default=True)
    device = options.text("device", "cpu")
    revision = options.text("revision")
    download = options.flag("download", default=False)
    options.close()
    folder = find_model(name, revision, download=download)
    task = task or folder.task
    if not task:
        raise UnusableSuggester(
            f"hub:{name}: its config.json does not tell what it is for; add ?task={'|'.join(TASKS)}"
        )
    return HubSuggester(
        Model(folder, task, batch, device),
        rubric,
        _labels(folder, task, map_file, rubric),
        threshold,
        filled,
        cache_file() if cached else None,
    )


def _labels(folder: Folder, task: str, map_file: str, rubric: Rubric) -> LabelMap:
    if task == "nli":
        return _own_names(folder, map_file, rubric)
    if map_file:
        labels = map_by_file(Path(map_file).expanduser(), folder.labels, rubric)
    else:
        labels = map_by_name(folder.labels, rubric)
    told = display_text(", ".join(dict.fromkeys(map(bare, folder.labels))))[:400]
    if not labels.targets:
        raise UnusableSuggester(
            f"hub:{folder.name}: none of its labels ({told}) is one of the rubric's; "
            f"{explain(folder.labels, rubric)}"
        )
    sentences = {layer.name for layer in rubric.layers if layer.unit == "sentence"}
    whole = sorted(label for label, target in labels.targets.items() if target[0] in sentences)
    if task == "token" and whole:
        raise UnusableSuggester(
            f"hub:{folder.name}: its labels {', '.join(whole)} are of words, but stand for labels "
            "of whole sentences; map them to a layer of spans"
        )
    lost = [one for one in labels.ignored if one not in labels.chosen | {"O"}]
    if lost := [one for one in lost if one.casefold() not in _OUTSIDE]:
        told = display_text(", ".join(lost))[:400]
        LOG.warning("hub:%s: ignores the model's labels %s; a map can name them", folder.name, told)
    return labels


def _own_names(folder: Folder, map_file: str, rubric: Rubric) -> LabelMap:
    """Return the map of an inference model, whose readings bear the rubric's names already."""
    if map_file:
        raise UnusableSuggester(
            f"hub:{folder.name}: an inference model has no labels to map; leave map= away"
        )
    if not any(label.lower().startswith("entail") for label in folder.labels):
        raise UnusableSuggester(
            f"hub:{folder.name}: has no label 'entailment', so it infers nothing; "
            "leave task=nli away"
        )
    targets = {
        f"{layer.name}.{label.name}": (layer.name, label.name)
        for layer in rubric.layers
        if layer.unit == "sentence"
        for label in layer.labels
    }
    if not targets:
        raise UnusableSuggester(
            f"hub:{folder.name}: the rubric {rubric.id} labels no whole sentences"
        )
    return LabelMap(targets)
