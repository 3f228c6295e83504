"""A model's folder on this machine: where it is, what it is for, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.suggest.suggester import UnusableSuggester

TASKS: Final = ("token", "text", "nli")
"""Token classification, text classification of sentences, natural language inference."""
_REPOSITORY = re.compile(r"[\w.-]+(/[\w.-]+)?")
_LARGEST_CONFIG = 10_000_000
_NEEDED = ("*.json", "*.txt", "*.model", "*.safetensors")


@dataclass(frozen=True, slots=True)
class Folder:
    """A model in Hugging Face layout.

    Attributes:
        name: What it was asked for by.
        path: The folder that holds ``config.json``.
        config: What that file says.
    """

    name: str
    path: Path
    config: dict[str, Any]

    @property
    def labels(self) -> tuple[str, ...]:
        """The model's own labels, in the order of its outputs."""
        table = self.config.get("id2label")
        if isinstance(table, dict):
            return tuple(str(label) for label in table.values())
        return ("LABEL_0", "LABEL_1")

    @property
    def task(self) -> str:
        """The task that its architecture and labels speak of; empty if they do not."""
        architecture = " ".join(map(str, self.config.get("architectures") or ()))
        if "ForTokenClassification" in architecture:
            return "token"
        if "ForSequenceClassification" in architecture:
            entails = any(label.lower().startswith("entail") for label in self.labels)
            return "nli" if entails else "text"
        return ""

    def fingerprint(self) -> str:
        """Return the SHA-256 of all that the model computes with, as hexadecimal digits."""
        total = hashlib.sha256()
        for file in sorted({file for pattern in _NEEDED for file in self.path.glob(pattern)}):
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            total.update(f"{file.name}\0{digest}\n".encode())
        return total.hexdigest()


def find_model(name: str, revision: str = "", *, download: bool = False) -> Folder:
    """Find a model: a folder, or a name on the hub whose files are in the local cache.

    Args:
        name: The folder, or ``owner/model``.
        revision: A branch, tag or commit of a hub model; its main branch where empty.
        download: Whether a hub model that is not in the cache may be fetched.

    Raises:
        UnusableSuggester: If there is no such model here, or it cannot be used.
    """
    path = Path(name).expanduser()
    if not path.is_dir():
        if not _REPOSITORY.fullmatch(name) or name.startswith("."):
            raise UnusableSuggester(f"hub:{name}: there is no such folder; correct its name")
        path = _cached(name, revision, download=download)
    config = _config(name, path / "config.json")
    if not any(path.glob("*.safetensors")):
        raise UnusableSuggester(
            f"hub:{name}: the folder {path} holds no *.safetensors; other weights can run code of "
            "their own when they are loaded and are not used: save the model as safetensors"
        )
    return Folder(name, path, config)


def _cached(name: str, revision: str, *, download: bool) -> Path:
    from huggingface_hub import snapshot_download, try_to_load_from_cache

    if download:
        try:
            found = snapshot_download(name, revision=revision or None, allow_patterns=list(_NEEDED))
        except Exception as error:  # the hub's client has a dozen kinds, from four packages
            reason = " ".join(str(error).split())[:300]
            raise UnusableSuggester(
                f"hub:{name}: cannot be downloaded ({reason}); put the model's files into a "
                "folder yourself and name that"
            ) from error
        return Path(found)
    config = try_to_load_from_cache(name, "config.json", revision=revision or None)
    if not isinstance(config, str):
        raise UnusableSuggester(
            f"hub:{name}: neither a folder nor a model in the local Hugging Face cache, and "
            f"nothing is downloaded unasked; allow it once with 'hub:{name}?download=yes', "
            "or name a folder"
        )
    return Path(config).parent


def _config(name: str, file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST_CONFIG:
            raise UnusableSuggester(f"hub:{name}: {file} is far too large for a config.json")
        config = json.loads(file.read_bytes())
    except OSError as error:
        raise UnusableSuggester(
            f"hub:{name}: {file} cannot be read ({error.strerror}); name a folder in the layout "
            "that save_pretrained makes"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnusableSuggester(f"hub:{name}: {file} is not JSON ({error})") from error
    if not isinstance(config, dict):
        raise UnusableSuggester(f"hub:{name}: {file} holds no object")
    return config
