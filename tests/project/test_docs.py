"""The documentation says what the program does, and its examples run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from console import BLOCK, ROOT, examples, run

from annotator.cli.app import app

CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
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


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md"])
def test_examples_run_and_print_what_is_shown(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = [example for block in BLOCK.findall(text) for example in examples(block)]
    assert shown
    for example in shown:
        printed = run(example.command, tmp_path)
        assert example.agrees(printed), "\n".join(
            [f"`make docs` brings up to date: $ {example.command}", *printed]
        )
