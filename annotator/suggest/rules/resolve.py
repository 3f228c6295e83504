"""Whom a source means: pronouns, surnames and short forms followed back through the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from annotator.suggest.rules.attribution.grammar import load_grammar
from annotator.suggest.rules.introduced import Person, gender_of, introduced, latest
from annotator.suggest.rules.mentioned import bare_name, mentioned
from annotator.suggest.rules.view import Attribution, View

_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_GIVEN_NAMES = re.compile(
    rf"\b(?:{_CAPITAL}(?:\w{{0,2}}\.(?:-?\w\.)*|[\w'-]*) "
    r"(?:(?:de|van|von|bin|al|el|du|la|le) )?){1,3}\Z"
)
_SECOND_NAME = re.compile(rf" {_CAPITAL}[\w'-]+")
_NO_GIVEN_NAMES = frozenset(
    ("selon", "pour", "m.", "mm.", "mme", "mlle", "me", "dr", "mr.", "mrs.", "ms.", "dr.")
)
_MEMORY = 200
"""How many sources back a pronoun or short form may point."""
_REACH = 50_000
"""How many characters back a name may have been introduced."""
_PERSONAL = frozenset({"person", "surname"})
_NEAR = 3000
"""How many characters back a role or pronoun may point to somebody who was only named."""
_ANY_ROLE = frozenset(
    (
        *("intéressé", "intéressée", "élu", "élue", "chercheur", "chercheuse"),
        *("scientifique", "officier", "dirigeant", "dirigeante", "auteur", "auteure"),
        *("autrice", "édile", "responsable", "militant", "militante", "trentenaire"),
        *("quadragénaire", "quinquagénaire", "sexagénaire", "septuagénaire", "octogénaire"),
        *("nonagénaire", "magistrat", "magistrate", "avocat", "avocate", "comédien"),
        *("comédienne", "chanteur", "chanteuse", "cinéaste", "romancier", "romancière"),
        *("écrivain", "artiste", "patron", "patronne", "ministre", "élu", "parlementaire"),
        *("diplomate", "opposant", "opposante", "universitaire"),
    )
)
"""Nouns that point back to whoever was named last, whatever was said of him."""


@dataclass(slots=True)
class _Entity:
    """Somebody or something that was a source: what it is called and what it is."""

    name: str
    label: str
    standing: bool
    description: str
    gender: str = ""


@dataclass(slots=True)
class _Memory:
    """The sources of a document so far, latest last, and the full names found for surnames."""

    view: View
    known: dict[tuple[str, str], _Entity] = field(default_factory=dict)
    full_names: dict[str, _Entity | None] = field(default_factory=dict)
    people: list[Person] | None = None

    def introduced(self, before: int) -> Iterable[Person]:
        """Return whom a French text introduces before an offset and not too far, latest first."""
        if self.view.document.language != "fr":
            return ()
        if self.people is None:
            self.people = introduced(self.view.folded.text)
        return latest(self.people, before, _NEAR)

    def latest(self, fits: Callable[[_Entity], bool]) -> _Entity | None:
        """Return the latest source that fits, among those not too far back."""
        recent = islice(reversed(self.known.values()), _MEMORY)
        return next((entity for entity in recent if fits(entity)), None)

    def remember(self, entity: _Entity) -> None:
        """Put an entity last, adding to what was known of it."""
        if earlier := self.known.pop((entity.name, entity.label), None):
            entity.standing = entity.standing or earlier.standing
            entity.description = entity.description or earlier.description
            entity.gender = entity.gender or earlier.gender
        self.known[entity.name, entity.label] = entity


def resolve(view: View, attributions: list[Attribution]) -> list[Attribution]:
    """Give each source the name, label and standing of whom it means.

    A source whose antecedent is not found stays as it is, named by its own words.
    """
    memory = _Memory(view)
    resolved = []
    for found_attribution in attributions:
        attribution = _person_called_like_a_place(memory, found_attribution)
        if attribution.source is None:
            resolved.append(attribution)
            continue
        found = _antecedent(memory, attribution)
        settled = _settle(view, attribution, found)
        if attribution.anaphor != "self" and settled.entity:
            memory.remember(
                _Entity(
                    settled.entity,
                    settled.label,
                    settled.standing,
                    attribution.description or (found.description if found else ""),
                    _gender(view, attribution),
                )
            )
        resolved.append(settled)
    return _as_written(view, resolved)


def _as_written(view: View, attributions: list[Attribution]) -> list[Attribution]:
    """Name each source in the document's own characters, not in those of the folded view."""
    if view.folded.text == view.document.text:
        return attributions
    written: dict[str, str] = {}
    renamed = []
    for attribution in attributions:
        name = attribution.entity
        if name and name not in written and attribution.source:
            written[name] = view.as_written(name, attribution.source[0])
        own = written.get(name, name)
        if own == name:
            renamed.append(attribution)
            continue
        renamed.append(
            attribution._replace(
                entity=own,
                why=attribution.why.replace(f" means {name}", f" means {own}"),
            )
        )
    return renamed


def _person_called_like_a_place(memory: _Memory, attribution: Attribution) -> Attribution:
    """Take "Paris" for the person of that surname, where one has spoken before."""
    if attribution.label == "organisation" and memory.latest(
        lambda e: (
            e.label == "named_person"
            and e.name.endswith(attribution.entity)
            and e.name.split()[-1] == attribution.entity
        )
    ):
        return attribution._replace(label="named_person", anaphor="surname", entity="")
    return attribution


def _settle(view: View, attribution: Attribution, found: _Entity | None) -> Attribution:
    if found is not None:
        why = attribution.why
        if attribution.source and found.name != view.text(attribution.source):
            why += f"; “{view.text(attribution.source)}” means {found.name}"
        standing = found.standing or (attribution.standing and bool(attribution.description))
        return attribution._replace(
            entity=found.name, label=found.label, standing=standing, why=why
        )
    if attribution.entity or attribution.source is None:
        return attribution
    label = attribution.label
    if attribution.anaphor == "thing":
        label = "vague"
    elif attribution.anaphor == "person":
        label = "unnamed"
    elif attribution.anaphor == "role" and view.document.language == "zh":
        label = "unnamed"  # an official known only by the office
    return attribution._replace(
        entity=view.text(attribution.source),
        label=label,
        standing=attribution.standing and attribution.anaphor not in _PERSONAL,
    )


def _antecedent(memory: _Memory, attribution: Attribution) -> _Entity | None:
    """Return whom an anaphoric source points back to."""
    words = memory.view.text(attribution.source).lower() if attribution.source else ""
    match attribution.anaphor:
        case "person":
            fitting = {"named_person", "unnamed"}
            if memory.view.document.language != "fr":
                return memory.latest(lambda e: e.label in fitting) or _mentioned(
                    memory, attribution
                )
            fitting.add("organisation")  # “il” and “elle” stand for things too
            gender = gender_of(words)
            places = load_grammar("fr").places
            said = memory.latest(
                lambda e: (
                    e.label in fitting and e.gender in ("", gender) and e.name.lower() not in places
                )
            )
            return said or _person(memory, attribution, gender, "")
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
            if memory.view.document.language == "fr":
                return _by_role(memory, attribution, words)
            return memory.latest(lambda e: e.label == "named_person" and _is_role(noun, e))
        case "surname":
            return _by_surname(memory, attribution)
    return None


def _is_role(noun: str, entity: _Entity) -> bool:
    """Tell whether a role means somebody; Chinese writes what he leads in front of it."""
    role = entity.description
    return noun in role or (len(role) > 1 and noun.endswith(role))


def _gender(view: View, attribution: Attribution) -> str:
    """Return the gender that the words of and before a French source show."""
    if view.document.language != "fr" or attribution.source is None:
        return ""
    start, end = attribution.source
    before = view.folded.text[max(0, start - 5) : start].split(" ")
    article = before[-1] if before[-1].endswith("'") else before[-2] if len(before) > 1 else ""
    return gender_of(f"{attribution.description} {article} {view.folded.text[start:end]}")


def _by_role(memory: _Memory, attribution: Attribution, words: str) -> _Entity | None:
    """Find whom a French role means: "le père", "l'élue", "le procureur de la République"."""
    said = words.replace("'", "' ").split()
    if len(said) < 2:
        return None
    noun, gender = said[1], gender_of(words)
    known = memory.latest(
        lambda e: e.label == "named_person" and noun in e.description.split() and len(said) <= 4
    )
    if known:
        return known
    if noun in _ANY_ROLE and len(said) <= 3:
        fits = ("", gender) if gender else ("", "f", "m")
        latest_person = memory.latest(lambda e: e.label == "named_person" and e.gender in fits)
        return latest_person or _person(memory, attribution, gender, "")
    return _person(memory, attribution, gender, noun) if len(said) <= 4 else None


def _person(memory: _Memory, attribution: Attribution, gender: str, noun: str) -> _Entity | None:
    """Find the latest person a French text introduced, of a gender and with a role."""
    if attribution.source is None:
        return None
    for person in memory.introduced(attribution.source[0]):
        agrees = not gender or person.gender in ("", gender)
        if agrees and (not noun or noun in re.findall(r"[\w-]+", person.description)):
            return _Entity(person.name, "named_person", True, person.description, person.gender)
    return None


def _mentioned(memory: _Memory, attribution: Attribution) -> _Entity | None:
    """Find whom a pronoun means among those an English text mentions and who said nothing yet."""
    if memory.view.document.language != "en" or attribution.source is None:
        return None
    found = mentioned(memory.view.folded.text, attribution.source[0])
    return _Entity(found, "named_person", True, "") if found else None


def _by_surname(memory: _Memory, attribution: Attribution) -> _Entity | None:
    """Find the full name that a lone name is part of, among the sources or in the text."""
    if attribution.source is None:
        return None
    surname = memory.view.text(attribution.source)
    known = memory.latest(lambda e: e.label == "named_person" and f" {surname} " in f" {e.name} ")
    if known or attribution.description:
        return known
    if surname not in memory.full_names:
        memory.full_names[surname] = _full_name(memory.view, surname, attribution.source[1])
    return memory.full_names[surname]


def _full_name(view: View, surname: str, before: int) -> _Entity | None:
    """Find the first full name in the text, up to ``before``, that ``surname`` is part of."""
    text = view.folded.text
    at = text.find(surname, max(0, before - _REACH), before)
    while at >= 0:
        end = at + len(surname)
        given = _GIVEN_NAMES.search(text, max(0, at - 60), at)
        if given and given.group().split()[0].lower() in _NO_GIVEN_NAMES:
            given = None
        family_first = None if given else _SECOND_NAME.match(text, end, before + 40)
        if (given or family_first) and not text[end : end + 1].isalnum():
            start = given.start() if given else at
            end = family_first.end() if family_first else end
            if view.document.language == "en":
                start, titled = bare_name(text, start, end)
                standing = titled or _introduced(text, start, end)
                return _Entity(text[start:end], "named_person", standing, "")
            return _Entity(text[start:end], "named_person", _introduced(text, start, end), "")
        at = text.find(surname, end, before)
    return None


def _introduced(text: str, start: int, end: int) -> bool:
    """Tell whether a name in the text has a description before it or behind it."""
    before = text[max(0, start - 25) : start].rstrip()
    return text[end : end + 2] in (", ", " (") or bool(re.search(r"[a-zß-ÿ]{4}$", before))
