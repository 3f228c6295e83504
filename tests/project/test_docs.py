"""The documentation says what the program does, and its examples run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from annotator.cli.app import app

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PAGES = sorted(
    path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")] if path.name != "LICENSE.md"
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(group: Any, name: str = "annotator") -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name, the program itself first."""
    yield name, group
    for child in getattr(group, "commands", {}).values():
        yield from commands(child, f"{name} {child.name}")


COMMANDS = dict(commands(typer.main.get_command(app)))
SECTIONS = dict(
    re.findall(r"^##+ `(annotator[^`]*)`\n(.*?)(?=^##|\Z)", CLI, re.MULTILINE | re.DOTALL)
)


def test_every_command_is_documented_and_nothing_else() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_nothing_else(name: str) -> None:
    completion = {"--install-completion", "--show-completion"}
    real = {opt for param in COMMANDS[name].params for opt in param.opts if opt.startswith("--")}
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", SECTIONS[name]))
    real |= {"--help"} & told
    shared = set(re.findall(r"--[a-z-]+", CLI.partition("## `annotator`")[0]))
    assert real - completion - told - shared == set()
    assert told - real - shared == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    rules = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    blocks = [body for kind, body in FENCE.findall(page.read_text("utf-8")) if kind == "sh"]
    named = set(re.findall(r"^make ([a-z]+)", "\n".join(blocks), re.MULTILINE))
    assert named <= rules


def examples(page: Path) -> list[tuple[str, list[str]]]:
    """Return the commands of a page's console blocks, each with the output lines shown."""
    found: list[tuple[str, list[str]]] = []
    for kind, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for line in body.splitlines():
                if line.startswith("$ "):
                    found.append((line[2:], []))
                else:
                    found[-1][1].append(line)
    return found


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "docs" / "cli.md"], ids=lambda p: p.name
)
def test_examples_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    scripts = Path(sys.executable).parent
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    settings = {k: v for k, v in os.environ.items() if not k.startswith("ANNOTATOR_")} | {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    shown = examples(page)
    assert shown
    for command, expected in shown:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        missing = [
            line for line in expected if line.strip() != "…" and line.rstrip() not in printed
        ]
        assert missing == [], f"{command}\n{done.stdout}"
