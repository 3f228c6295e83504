"""The console examples of the documentation: run them, compare them, bring them up to date.

An example is a line ``$ command`` in a block of kind ``console``, followed by what it prints. A
line that is ``…`` alone stands for the rest of the output.

``python tests/project/console.py PAGE…`` rewrites what is shown by what is printed now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
REST = "…"
ALIKE = 0.8


@dataclass(frozen=True)
class Example:
    """A command and the lines that the page shows of its output."""

    command: str
    shown: tuple[str, ...]

    def agrees(self, printed: list[str]) -> bool:
        """Tell whether the lines shown look like those printed.

        What suggesters find changes more often than pages do, so figures and single rows may
        differ; the look of the output may not.
        """
        shown = list(self.shown)
        if REST in shown:
            shown = shown[: shown.index(REST)]
            printed = printed[: len(shown)]
        return SequenceMatcher(None, "\n".join(shown), "\n".join(printed), False).ratio() >= ALIKE

    def renewed(self, printed: list[str]) -> Example:
        """Return the example with what was printed, cut where it was cut before."""
        if REST in self.shown:
            printed = [*printed[: self.shown.index(REST)], REST]
        return Example(self.command, tuple(printed))


def examples(block: str) -> list[Example]:
    """Return the examples of one block."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        found.append(Example(command, tuple(shown)))
    return found


def run(command: str, folder: Path) -> list[str]:
    """Run a command in a shell, as the documentation's reader would; return what it prints.

    Raises:
        RuntimeError: If it fails.
    """
    seeds = folder / "seeds"
    if not seeds.exists():
        seeds.symlink_to(ROOT / "seeds")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ANNOTATOR_")}
    settings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "COLUMNS": "90",
        "LC_ALL": "C.UTF-8",
        "ANNOTATOR_REVIEWER": "ana",
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=kept | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stdout}")
    return [line.rstrip() for line in done.stdout.splitlines()]


def _renew(page: Path) -> None:
    blocks = BLOCK.findall(page.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        printed = {
            example.command: run(example.command, Path(folder))
            for block in blocks
            for example in examples(block)
        }

    def renewed(block: re.Match[str]) -> str:
        now = [example.renewed(printed[example.command]) for example in examples(block[0])]
        return "".join(f"{line}\n" for each in now for line in (f"$ {each.command}", *each.shown))

    page.write_text(BLOCK.sub(renewed, page.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        _renew(Path(name))
