"""A rubric in canonical form: the schema of its TOML file, as JSON that is always the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from rubric.scheme import Label, Layer, Rating, Rubric, SchemeTerm

Content = dict[str, Any]


def dumps(rubric: Rubric) -> str:
    """Return the whole content of a rubric as one line of JSON.

    Formatting, comments, the order of keys and the division into files of the TOML that it was
    read from leave no trace. :func:`rubric.loads` reads it back.
    """
    return json.dumps(content(rubric), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(rubric: Rubric) -> str:
    """Return the SHA-256 of :func:`dumps` in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(dumps(rubric).encode()).hexdigest()


def content(rubric: Rubric) -> Content:
    """Return what the TOML file of a rubric says, without what is empty or false."""
    return _said(
        rubric={
            "id": rubric.id,
            "version": rubric.version,
            "languages": list(rubric.languages),
        },
        layers=[_layer(layer) for layer in rubric.layers],
        ratings=[_rating(rating) for rating in rubric.ratings],
        constraints=[
            _said(name=rule.name, kind=rule.kind, layers=rule.layers, labels=rule.labels)
            for rule in rubric.constraints
        ],
        schemes=[
            _said(id=scheme.id, citation=scheme.citation, url=scheme.url)
            for scheme in rubric.schemes
        ],
        migrations=[
            {"version": migration.version, "labels": dict(migration.labels)}
            for migration in rubric.migrations
        ],
        texts={language: _texts(rubric, language) for language in rubric.languages},
    )


def _said(**values: object) -> Content:
    """Leave out what is empty or false, which is the same as not said."""
    kept = {}
    for key, value in values.items():
        plain = list(value) if isinstance(value, tuple) else value
        if plain not in ("", [], {}) and plain is not False:
            kept[key] = plain
    return kept


def _maps(maps: Iterable[SchemeTerm]) -> list[Content]:
    return [{"scheme": term.scheme, "term": term.term, "match": term.match} for term in maps]


def _layer(layer: Layer) -> Content:
    return _said(
        name=layer.name,
        unit=layer.unit,
        exclusive=layer.exclusive,
        key=layer.key,
        letter=layer.letter,
        column=layer.column,
        links=layer.links,
        labels=[_label(label) for label in layer.labels],
    )


def _label(label: Label) -> Content:
    return _said(
        name=label.name,
        key=label.key,
        letter=label.letter,
        grade=label.grade,
        hedging=label.hedging,
        maps=_maps(label.maps),
    )


def _rating(rating: Rating) -> Content:
    return _said(name=rating.name, low=rating.low, high=rating.high, maps=_maps(rating.maps))


def _texts(rubric: Rubric, language: str) -> Content:
    own = rubric.texts[language]
    return _said(
        name=own.name,
        definition=own.definition,
        layers={layer.name: _layer_texts(layer, language) for layer in rubric.layers},
        ratings={rating.name: _rating_texts(rating, language) for rating in rubric.ratings},
        constraints={
            rule.name: {"rule": rule.text(language).rule, "remedy": rule.text(language).remedy}
            for rule in rubric.constraints
        },
    )


def _layer_texts(layer: Layer, language: str) -> Content:
    text = layer.text(language)
    labels = {label.name: _label_texts(label, language) for label in layer.labels}
    return {"name": text.name, "definition": text.definition, "labels": labels}


def _label_texts(label: Label, language: str) -> Content:
    text = label.text(language)
    return _said(
        name=text.name,
        definition=text.definition,
        examples=text.examples,
        counterexamples=text.counterexamples,
    )


def _rating_texts(rating: Rating, language: str) -> Content:
    text = rating.text(language)
    anchors = {str(step): words for step, words in text.anchors.items()}
    return {"name": text.name, "definition": text.definition, "anchors": anchors}
