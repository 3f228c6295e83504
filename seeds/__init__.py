"""The five seed documents, as they are, and what is known of them (`seeds.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Seed:
    """One seed document.

    Attributes:
        file: The file's name in this folder.
        title: A title for people.
        language: ``en``, ``fr`` or ``zh``.
        kind: What sort of text it is.
        origin: Where it comes from.
        teaches: What a trainee can learn from it.
    """

    file: str
    title: str
    language: str
    kind: str
    origin: str
    teaches: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return FOLDER / self.file


def load() -> tuple[Seed, ...]:
    """Return the seeds in order."""
    data = tomllib.loads((FOLDER / "seeds.toml").read_text("utf-8"))
    return tuple(Seed(**entry) for entry in data["document"])
