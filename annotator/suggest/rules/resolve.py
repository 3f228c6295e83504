"""Whom a source means: pronouns, surnames and short forms followed back through the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from annotator.suggest.rules.view import Attribution, View

_NAME = r"((?:[^\W\d_a-zß-ÿ][\w'.-]* (?:(?:de|van|von|bin|al|el|du|la|le) )?){1,3})"
_PERSONAL = frozenset({"person", "surname"})


@dataclass(slots=True)
class _Entity:
    """Somebody or something that was a source: what it is called and what it is."""

    name: str
    label: str
    standing: bool
    description: str


@dataclass(slots=True)
class _Memory:
    """The sources of a document so far, latest last."""

    view: View
    known: list[_Entity] = field(default_factory=list)

    def latest(self, fits: Callable[[_Entity], bool]) -> _Entity | None:
        return next((entity for entity in reversed(self.known) if fits(entity)), None)

    def remember(self, entity: _Entity) -> None:
        """Put an entity last, adding to what was known of it."""
        for earlier in self.known:
            if earlier.name == entity.name and earlier.label == entity.label:
                entity.standing = entity.standing or earlier.standing
                entity.description = entity.description or earlier.description
                self.known.remove(earlier)
                break
        self.known.append(entity)


def resolve(view: View, attributions: list[Attribution]) -> list[Attribution]:
    """Give each source the name, label and standing of whom it means.

    A source whose antecedent is not found stays as it is, named by its own words.
    """
    memory = _Memory(view)
    resolved = []
    for attribution in attributions:
        if attribution.source is None:
            resolved.append(attribution)
            continue
        attribution = _person_called_like_a_place(memory, attribution)
        found = _antecedent(memory, attribution)
        settled = _settle(view, attribution, found)
        if attribution.anaphor != "self" and settled.entity:
            memory.remember(
                _Entity(
                    settled.entity,
                    settled.label,
                    settled.standing,
                    attribution.description or (found.description if found else ""),
                )
            )
        resolved.append(settled)
    return resolved


def _person_called_like_a_place(memory: _Memory, attribution: Attribution) -> Attribution:
    """Take "Paris" for the person of that surname, where one has spoken before."""
    if attribution.label == "organisation" and memory.latest(
        lambda e: e.label == "named_person" and e.name.split()[-1] == attribution.entity
    ):
        return replace(attribution, label="named_person", anaphor="surname", entity="")
    return attribution


def _settle(view: View, attribution: Attribution, found: _Entity | None) -> Attribution:
    if found is not None:
        why = attribution.why
        if attribution.source and found.name != view.text(attribution.source):
            why += f"; “{view.text(attribution.source)}” means {found.name}"
        standing = found.standing or (attribution.standing and bool(attribution.description))
        return replace(
            attribution, entity=found.name, label=found.label, standing=standing, why=why
        )
    if attribution.entity or attribution.source is None:
        return attribution
    label = attribution.label
    if attribution.anaphor == "thing":
        label = "vague"
    return replace(
        attribution,
        entity=view.text(attribution.source),
        label=label,
        standing=attribution.standing and attribution.anaphor not in _PERSONAL,
    )


def _antecedent(memory: _Memory, attribution: Attribution) -> _Entity | None:
    """Return whom an anaphoric source points back to."""
    words = memory.view.text(attribution.source).lower() if attribution.source else ""
    match attribution.anaphor:
        case "person":
            return memory.latest(lambda e: e.label in ("named_person", "unnamed"))
        case "people":
            return memory.latest(lambda e: e.label != "named_person") or memory.latest(bool)
        case "thing":
            return memory.latest(lambda e: e.label in ("organisation", "document"))
        case "document":
            return memory.latest(lambda e: e.label == "document")
        case "organisation":
            noun = words.split()[-1] if words else ""
            return memory.latest(
                lambda e: e.label == "organisation" and noun in e.name.lower()
            ) or memory.latest(lambda e: e.label == "organisation")
        case "role":
            noun = words.split()[-1] if words else ""
            return memory.latest(lambda e: e.label == "named_person" and noun in e.description)
        case "surname":
            return _by_surname(memory, attribution)
    return None


def _by_surname(memory: _Memory, attribution: Attribution) -> _Entity | None:
    """Find the full name that a lone name is part of, among the sources or in the text."""
    if attribution.source is None:
        return None
    surname = memory.view.text(attribution.source)
    known = memory.latest(lambda e: e.label == "named_person" and surname in e.name.split())
    if known or attribution.description:
        return known
    text = memory.view.folded.text
    pattern = re.compile(rf"{_NAME}{re.escape(surname)}\b")
    for match in pattern.finditer(text, 0, attribution.source[1]):
        name = match.group().strip()
        return _Entity(name, "named_person", _introduced(text, match.start(), match.end()), "")
    pattern = re.compile(rf"\b{re.escape(surname)} [^\W\d_a-zß-ÿ][\w'-]+")
    if match := pattern.search(text, 0, attribution.source[1]):
        return _Entity(
            match.group(), "named_person", _introduced(text, match.start(), match.end()), ""
        )
    return None


def _introduced(text: str, start: int, end: int) -> bool:
    """Tell whether a name in the text has a description before it or behind it."""
    before = text[max(0, start - 25) : start].rstrip()
    return text[end : end + 2] in (", ", " (") or bool(re.search(r"[a-zß-ÿ]{4}$", before))
