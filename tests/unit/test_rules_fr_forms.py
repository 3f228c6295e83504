"""What the form of French alone betrays: headings, datelines, exclamations and slips."""

import pytest

from annotator.suggest.rules.slips import slips
from annotator.suggest.rules.suggester import RuleSuggester
from annotator.text import document_from_text


def labels(text: str) -> list[str]:
    document = document_from_text("t", text, language="fr")
    found = RuleSuggester().suggest(document)
    return [one.mark.label for one in found if one.mark.layer == "claim"]


@pytest.mark.parametrize(
    "line",
    [
        "22 mai 2012.",
        "1er août 2012.",
        "Londres, le 27 mars 2024.",
        "Quel pied !",
        "Mouais.",
        "Tard en soirée.",
        "Ceci est une traduction de l'article anglais.",
    ],
)
def test_asserts_nothing(line: str) -> None:
    text = f"Le maire a fermé le pont mardi. {line} La ville a payé les travaux."
    assert labels(text) == ["unsupported", "not_checkable", "unsupported"]


@pytest.mark.parametrize("line", ["Le maire démissionne.", "Dix élus sont partis.", "Il neige."])
def test_short_statements_stay(line: str) -> None:
    assert labels(f"La ville a payé les travaux. {line}")[-1] == "unsupported"


def test_a_line_without_end_mark_is_a_heading() -> None:
    text = "Mali : le vote est reporté d'un mois\nLe maire a fermé le pont. La ville a payé."
    document = document_from_text("t", text, language="fr")
    found = RuleSuggester().suggest(document)
    assert next(o.mark.label for o in found if o.mark.layer == "claim") == "not_checkable"
    assert not [o for o in found if o.mark.layer == "source"]


def test_an_opinion_does_not_end_a_quotation() -> None:
    text = "« Dix ponts sont tombés, affirme la police. C'est très grave. Deux autres ont brûlé. »"
    assert labels(text) == ["supported", "not_checkable", "supported"]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Les élus ont laissés exploser leur joie.", "laissés"),
        ("La ville a demandée une aide.", "demandée"),
        ("François Boko à réclamé un report.", "à"),
        ("Des orages sont a prévoir.", "a"),
        ("Neuf civils ont périt hier.", "ont périt"),
        ("Elle succéde à Madrid.", "succéde"),
        ("la commission éléctorale", "éléctorale"),
        ("des milliers de passionés", "passionés"),
        ("Elle règne ddepuis 1953.", "ddepuis"),
        ("la publications des notes", "la publications"),
        ("La ville est belle.Elle est vieille.", "belle.Elle"),
    ],
)
def test_slips(text: str, slip: str) -> None:
    assert [text[start:end] for start, end in slips(text)] == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "Les mesures que le maire a annoncées ont été saluées.",
        "Il les a rencontrés hier et l'a remerciée.",
        "Quelles villes ont-ils visitées ? Combien de lettres a-t-elle envoyées ?",
        "Le prix à payer est élevé ; il a été élu à l'unanimité.",
        "Il a dit, écrit et fait ce qu'il a produit.",
        "Nous mentions la vérité quand nous la portions.",
        "Le siècle, la pièce et le modèle ont été présentés à 1 500 personnes.",
        "Voir le site www.Exemple.fr ou écrire à a.b@c.fr.",
        "Une idée précédente, différente et récente.",
    ],
)
def test_no_slips(text: str) -> None:
    assert list(slips(text)) == []


def test_slips_take_linear_time() -> None:
    assert list(slips("a " * 100_000)) == []
