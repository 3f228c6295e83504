"""From TOML tables to a rubric, noting every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from rubric.constraints import KINDS
from rubric.keys import check_keys, check_letter
from rubric.problem import Problem
from rubric.scheme import (
    GRADES,
    RATING,
    Constraint,
    ConstraintText,
    Label,
    LabelText,
    Layer,
    LayerText,
    Migration,
    Rating,
    RatingText,
    Rubric,
    RubricText,
    Scheme,
    SchemeTerm,
)
from rubric.table import Table
from rubric.versions import parse_version

_MATCHES = ("exact", "close", "broad", "narrow", "related")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
Text = TypeVar("Text")
Texts = dict[str, Table]


def parse(root: Table) -> Rubric:
    """Make a rubric of the table of a whole file.

    The result is a rubric only if ``root.problems`` stays empty; its fingerprint is still empty.
    """
    head = root.table("rubric", "add a [rubric] table with id, version and languages")
    head = head or Table({}, root.file, [], "rubric")
    texts = _languages(root, head)
    scheme_tables = root.tables("schemes")
    schemes = tuple(_scheme(table) for table in scheme_tables)
    _unique(scheme_tables, [scheme.id for scheme in schemes], "id")
    known = {scheme.id for scheme in schemes}
    tables = root.tables("layers")
    if not tables:
        root.report("layers", "no layer is defined", "add a [[layers]] table with its labels")
    layers = tuple(_layer(table, texts, known, place) for place, table in enumerate(tables, 1))
    check_keys(tables, layers)
    _unique(tables, [layer.name for layer in layers])
    _check_links(tables, layers)
    rating_tables = root.tables("ratings")
    ratings = tuple(_rating(table, texts, known) for table in rating_tables)
    _unique(rating_tables, [rating.name for rating in ratings])
    rules = root.tables("constraints")
    constraints = tuple(_constraint(table, texts, layers) for table in rules)
    _unique(rules, [constraint.name for constraint in constraints])
    rubric = Rubric(
        id=head.identifier("id"),
        version=_version(head, "version"),
        fingerprint="",
        languages=tuple(texts),
        layers=layers,
        ratings=ratings,
        constraints=constraints,
        schemes=schemes,
        migrations=tuple(_migration(table) for table in root.tables("migrations")),
        texts={
            language: RubricText(table.text("name"), table.text("definition"))
            for language, table in texts.items()
        },
    )
    _check_migrations(root, rubric)
    return rubric


def _languages(root: Table, head: Table) -> Texts:
    """Find the tables of texts of the declared languages, and no others."""
    declared = head.texts("languages", required=True)
    for code in declared:
        if not _LANGUAGE.fullmatch(code):
            head.report("languages", f"{code[:40]!r} is no language", "use a code such as 'fr'")
    parent = root.table("texts", "add the texts as [texts.LANGUAGE] tables, or as LANGUAGE.toml")
    found = {}
    for code in dict.fromkeys(declared) if parent else ():
        if parent and (table := parent.table(code, f"add the texts in {code!r}")):
            found[code] = table
    for code in parent.keys() if parent else ():
        if parent and code not in declared:
            child = parent.table(code) or parent
            child.problems.append(
                Problem(child.file, child.path, "is not a declared language", "add it to languages")
            )
            parent.forget(code)
    return found


def _texts(texts: Texts, group: str, name: str, read: Callable[[Table], Text]) -> dict[str, Text]:
    """Read the text of ``name`` in every language; ``group`` may be a path such as ``layers``."""
    found = {}
    for language, table in texts.items():
        place: Table | None = table
        for step in (*group.split("/"), name) if name else ():
            place = place.table(step, f"add its texts in {language!r}") if place else None
        if place:
            found[language] = read(place)
    return found


def _scheme(table: Table) -> Scheme:
    return Scheme(table.identifier("id"), table.text("citation"), table.text("url", required=False))


def _maps(table: Table, schemes: set[str]) -> tuple[SchemeTerm, ...]:
    return tuple(
        SchemeTerm(
            scheme=row.choice("scheme", sorted(schemes) or ["(none is defined)"]),
            term=row.text("term"),
            match=row.choice("match", _MATCHES, default="close"),
        )
        for row in table.tables("maps")
    )


def _layer(table: Table, texts: Texts, schemes: set[str], place: int) -> Layer:
    name = table.identifier("name")
    if name == RATING:
        table.report("name", f"{RATING!r} is kept for document ratings", "choose another name")
    labels = table.tables("labels")
    if not labels:
        table.report("labels", "the layer has no label", "add a [[layers.labels]] table")
    found = tuple(_label(label, name, texts, schemes) for label in labels)
    _unique(labels, [label.name for label in found])
    return Layer(
        name=name,
        unit="sentence" if table.choice("unit", ("sentence", "span")) == "sentence" else "span",
        exclusive=table.flag("exclusive"),
        key=table.text("key", required=False),
        letter=check_letter(table, required=True),
        column=table.number("column", 1, 20, place),
        links=table.text("links", required=False),
        labels=found,
        texts=_texts(
            texts,
            "layers",
            name,
            lambda text: LayerText(text.text("name"), text.text("definition")),
        ),
    )


def _label(table: Table, layer: str, texts: Texts, schemes: set[str]) -> Label:
    name = table.identifier("name")
    return Label(
        name=name,
        key=table.text("key", required=False),
        letter=check_letter(table, required=False),
        grade=table.choice("grade", GRADES, default=""),
        hedging=table.flag("hedging"),
        texts=_texts(texts, f"layers/{layer}/labels", name, _label_text) if layer else {},
        maps=_maps(table, schemes),
    )


def _label_text(table: Table) -> LabelText:
    return LabelText(
        name=table.text("name"),
        definition=table.text("definition"),
        examples=table.texts("examples"),
        counterexamples=table.texts("counterexamples"),
    )


def _rating(table: Table, texts: Texts, schemes: set[str]) -> Rating:
    low, high = table.number("low", 0, 99, 1), table.number("high", 1, 100, 5)
    if low >= high:
        table.report("high", "must be greater than low", "change the scale")
    name = table.identifier("name")
    return Rating(
        name=name,
        low=low,
        high=high,
        texts=_texts(texts, "ratings", name, lambda text: _rating_text(text, low, high)),
        maps=_maps(table, schemes),
    )


def _rating_text(table: Table, low: int, high: int) -> RatingText:
    anchors = {}
    steps = table.table("anchors", f"explain at least the steps {low} and {high}")
    scale = {str(step) for step in range(low, high + 1)}
    for key in steps.keys() if steps else ():
        if steps and key in scale:
            anchors[int(key)] = steps.text(key)
        elif steps:
            steps.report(key, "is no step of the scale", f"use {low} to {high}")
    for step in (low, high):
        if steps and step not in anchors:
            steps.report(str(step), "is missing", "explain both ends of the scale")
    return RatingText(table.text("name"), table.text("definition"), dict(sorted(anchors.items())))


def _constraint(table: Table, texts: Texts, layers: tuple[Layer, ...]) -> Constraint:
    name = table.identifier("name")
    kind = table.choice("kind", tuple(KINDS))
    constraint = Constraint(
        name=name,
        kind=kind,
        layers=table.texts("layers", required=KINDS[kind].needs != "rating"),
        labels=table.texts("labels"),
        texts=_texts(
            texts,
            "constraints",
            name,
            lambda text: ConstraintText(text.text("rule"), text.text("remedy")),
        ),
    )
    chosen = [layer for layer in layers if layer.name in constraint.layers]
    for layer_name in constraint.layers:
        if layer_name not in {layer.name for layer in chosen}:
            table.report("layers", f"no layer is called {layer_name[:40]!r}", "correct the name")
    names = {label.name for layer in chosen for label in layer.labels}
    for label_name in constraint.labels:
        if label_name not in names:
            table.report("labels", f"no label is called {label_name[:40]!r}", "correct the name")
    for layer in chosen:
        if remedy := KINDS[kind].misfit(layer):
            table.report("kind", f"{kind!r} does not fit the layer {layer.name!r}", remedy)
    return constraint


def _migration(table: Table) -> Migration:
    changes = table.table("labels", 'add the changed names: "layer.old" = "layer.new"')
    pairs = (
        sorted((key, changes.text(key, required=False)) for key in changes.keys())  # noqa: SIM118
        if changes
        else ()
    )
    return Migration(_version(table, "version"), tuple(pairs))


def _check_migrations(root: Table, rubric: Rubric) -> None:
    """Every migration leads, by way of the later ones, to a label of this version."""
    remedy = 'write "layer.old" = "layer.new", or "" where the label was given up'
    newest = parse_version(rubric.version)
    forward: dict[str, str] = {}
    for number, migration in reversed(list(enumerate(rubric.migrations, start=1))):
        where = f"migrations[{number}]"
        version = parse_version(migration.version)
        if version and newest and (version > newest or (forward and version == newest)):
            root.report(f"{where}.version", "is out of order", "sort them, the oldest first")
        newest = version or newest
        pairs = {old: forward.get(new, new) for old, new in migration.labels}
        for old, new in pairs.items():
            if old.count(".") != 1 or (new and not rubric.knows(*new.partition(".")[::2])):
                message = f"{old[:40]!a} does not lead to a label of this version"
                root.report(f"{where}.labels", message, remedy)
        forward |= pairs


def _version(table: Table, key: str) -> str:
    value = table.text(key)
    if value and parse_version(value) is None:
        table.report(key, f"{value[:40]!r} is no version", "write three numbers, such as 1.0.0")
    return value


def _unique(tables: list[Table], names: list[str], key: str = "name") -> None:
    seen: set[str] = set()
    for table, name in zip(tables, names, strict=True):
        if name and name in seen:
            table.report(key, f"{name[:40]!r} is used twice", "give each its own name")
        seen.add(name)


def _check_links(tables: list[Table], layers: tuple[Layer, ...]) -> None:
    spans = {layer.name for layer in layers if layer.unit == "span"}
    for table, layer in zip(tables, layers, strict=True):
        if layer.links and layer.links not in spans:
            table.report(
                "links", f"{layer.links[:40]!r} is no layer of spans", "name one, such as 'source'"
            )
