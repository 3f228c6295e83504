"""Options of a suggester's spec: ``TARGET?name=value&name=value``."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from annotator.suggest.suggester import UnusableSuggester


class Options:
    """The options of one spec, each of which must be asked for by the suggester.

    Names and values may be percent-encoded; a plus sign stands for itself.
    """

    def __init__(self, query: str, owner: str) -> None:
        """Take ``query`` apart; ``owner`` is what complaints begin with.

        Raises:
            UnusableSuggester: If a part is no ``name=value``, or a name stands twice.
        """
        self._owner = owner
        self._asked: list[str] = []
        self._left: dict[str, str] = {}
        for part in filter(None, query.split("&")):
            name, equals, value = part.partition("=")
            if not equals or unquote(name) in self._left:
                raise UnusableSuggester(
                    f"{owner}: {part!r} is no option; write each once, as name=value, "
                    "and put & between them"
                )
            self._left[unquote(name)] = unquote(value)

    def text(self, name: str, default: str = "") -> str:
        """Return an option as it stands."""
        self._asked.append(name)
        return self._left.pop(name, default)

    def choice(self, name: str, values: Sequence[str], default: str) -> str:
        """Return an option that must be one of ``values``.

        Raises:
            UnusableSuggester: If it is none of them.
        """
        value = self.text(name, default)
        if value not in values and value != default:
            raise UnusableSuggester(
                f"{self._owner}: {name}={value!r} is unknown; it may be {', '.join(values)}"
            )
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Return an option that is ``yes`` or ``no``.

        Raises:
            UnusableSuggester: If it is neither.
        """
        return self.choice(name, ("yes", "no"), "yes" if default else "no") == "yes"

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """Return an option that is a number in ``[low, high]``.

        Raises:
            UnusableSuggester: If it is not.
        """
        value = self.text(name)
        try:
            number = float(value) if value else default
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise UnusableSuggester(
                f"{self._owner}: {name}={value!r} must be a number from {low:g} to {high:g}"
            )
        return number

    def close(self) -> None:
        """Refuse what nobody asked for.

        Raises:
            UnusableSuggester: If an option is left.
        """
        if self._left:
            unknown, known = ", ".join(self._left), ", ".join(sorted(self._asked))
            raise UnusableSuggester(f"{self._owner}: unknown option {unknown}; there are: {known}")
