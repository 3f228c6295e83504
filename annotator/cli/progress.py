"""The telling on standard error: what is being done, and how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.service import Progress


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """Give a function that shows progress on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _all, _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    from annotator.text import display_text

    class Name(ProgressColumn):
        """The document at hand; its name is never taken for markup."""

        def render(self, task: Task) -> Text:
            return Text(display_text(str(task.fields["name"])), style="dim")

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Name(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None, name="")

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=name)

        yield show
