"""Who says what in French news, and how sure the text is of it, on sentences made up for it."""

import pytest

from annotator.suggest import load_suggester
from annotator.text import document_from_text
from rubric import Suggestion


def suggested(text: str) -> list[Suggestion]:
    return load_suggester("rules").suggest(document_from_text("made.txt", text, language="fr"))


def quotes(text: str, layer: str) -> list[tuple[str, str]]:
    return [
        (text[one.mark.start : one.mark.end], one.mark.label)
        for one in suggested(text)
        if one.mark.layer == layer
    ]


def claims(text: str) -> list[str]:
    return [one.mark.label for one in suggested(text) if one.mark.layer == "claim"]


@pytest.mark.parametrize(
    ("text", "source", "label"),
    [
        ("Le maire Paul Roux a affirmé que l'eau baissait.", "Paul Roux", "named_person"),
        (
            "« L'eau baisse », a dit mardi à la presse la maire, Anne Roux.",
            "Anne Roux",
            "named_person",
        ),
        ("« L'eau baisse », confirma le préfet Jean Blanc.", "Jean Blanc", "named_person"),
        ("L'eau baisse, précise-t-elle.", "elle", "unnamed"),
        ("« L'eau monte », témoigne Léa, 34 ans, mère de deux enfants.", "Léa", "named_person"),
        (
            "M. Roux, âgé de 70 ans (il vit à Nice), a démenti, mardi, avoir menti.",
            "Roux",
            "named_person",
        ),
        (
            "Le porte-parole de l'armée, le colonel Jean Blanc, dit que non.",
            "Jean Blanc",
            "named_person",
        ),
        (
            "L'avocate de la famille, Me Anne Roux, a fait savoir qu'il partait.",
            "Anne Roux",
            "named_person",
        ),
        (
            "Comme l'a rappelé Anne Roux, présidente du club, rien ne change.",
            "Anne Roux",
            "named_person",
        ),
        (
            "Interrogée hier, la juge Anne Roux, élue en mai, se fâche : « Assez ! »",
            "Anne Roux",
            "named_person",
        ),
        (
            "Le gouvernement togolais dément toute fraude.",
            "Le gouvernement togolais",
            "organisation",
        ),
        (
            "L'Organisation mondiale de la santé (OMS) estime que le mal recule.",
            "Organisation mondiale de la santé",
            "organisation",
        ),
        ("L'Iran affirme que son programme est civil.", "Iran", "organisation"),
        (
            "La justice vient d'annoncer que onze hommes étaient morts.",
            "La justice",
            "organisation",
        ),
        ("Les pompiers sont accusés par la mairie de dormir.", "la mairie", "organisation"),
        (
            "Dans un entretien, Interpol indique avoir arrêté dix hommes.",
            "Interpol",
            "organisation",
        ),
        (
            "Le rapport de la Cour des comptes pointe des dérives.",
            "Le rapport de la Cour des comptes",
            "document",
        ),
        ("Selon la loi française, l'injure est punie.", "la loi française", "document"),
        (
            "Une étude publiée dans la revue Nature révèle que la mer monte.",
            "Une étude publiée dans la revue Nature",
            "document",
        ),
        (
            "Un porte-parole de la police a indiqué que tout allait bien.",
            "Un porte-parole de la police",
            "unnamed",
        ),
        ("Un proche du dossier confie que l'accord est signé.", "Un proche du dossier", "unnamed"),
        ("Certains habitants disent que l'eau monte.", "Certains habitants", "vague"),
        ("Selon des sources concordantes, il est parti.", "des sources concordantes", "vague"),
        ("Il est parti, a-t-on appris de source policière.", "source policière", "vague"),
        ("On raconte aussi que le roi dort.", "On", "vague"),
        ("La rumeur veut que le roi dorme.", "La rumeur", "vague"),
        ("D'après les experts, la crise durera.", "les experts", "vague"),
    ],
)
def test_a_source_is_found_and_graded(text: str, source: str, label: str) -> None:
    assert (source, label) in quotes(text, "source")


@pytest.mark.parametrize(
    "text",
    [
        "Le roi a annoncé son départ.",
        "Cela varie selon les saisons.",
        "Le vol déclaré hier reste impuni.",
        "Elle a été arrêtée par la police.",
        "Il s'est fait remarquer par sa tenue.",
        "Je pense que cela suffit.",
        "Le ministère n'a pas confirmé l'information.",
        "Cela explique la chute des prix.",
    ],
)
def test_nobody_is_a_source_here(text: str) -> None:
    assert quotes(text, "source") == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Le pont a été fermé lundi à 8 heures.", "unsupported"),
        ("Le maire de Nice, Paul Roux, a dit que le pont était fermé.", "supported"),
        ("La police a dit que le pont était fermé.", "supported"),
        ("Paul Roux a dit que le pont était fermé.", "weakly_supported"),
        ("Un passant a dit que le pont était fermé.", "weakly_supported"),
        ("Le Monde, citant un proche du roi, affirme que le pont est fermé.", "weakly_supported"),
        ("Faut-il fermer le pont ?", "not_checkable"),
        ("Il faut fermer le pont.", "not_checkable"),
        ("Reste à savoir si le pont tiendra.", "not_checkable"),
        ("Tous droits réservés.", "not_checkable"),
        ("L'ONU a fait part de sa préoccupation.", "not_checkable"),
        ("« Je suis très fière de vous », a dit la maire de Nice, Anne Roux.", "not_checkable"),
    ],
)
def test_a_claim_is_judged_by_its_source(text: str, label: str) -> None:
    assert claims(text) == [label]


def test_a_pronoun_means_the_last_to_speak() -> None:
    text = "Le maire de Nice, Paul Roux, a dit que le pont était fermé. Il ajoute que l'eau monte."
    entities = [one.mark.entity for one in suggested(text) if one.mark.layer == "source"]
    assert entities == ["Paul Roux", "Paul Roux"]


def test_a_statement_told_to_an_outlet_is_second_hand() -> None:
    text = "Le pont est fermé, a déclaré au Los Angeles Times le maire de Nice, Paul Roux."
    (claim,) = (one.mark for one in suggested(text) if one.mark.layer == "claim")
    assert claim.proximity == "secondary"
    assert [claim_source.of(text) for claim_source in claim.sources] == ["Paul Roux"]


@pytest.mark.parametrize(
    ("text", "cue", "label"),
    [
        ("La crue aurait fait dix morts.", "aurait fait", "conditional"),
        (
            "Ils auraient d'ailleurs entraîné la chute.",
            "auraient d'ailleurs entraîné",
            "conditional",
        ),
        ("« Non », aurait-il répondu.", "aurait-il répondu", "conditional"),
        ("Il a dit qu'il y aurait eu un complice.", "aurait eu", "conditional"),
        ("Le suspect serait âgé de 25 ans.", "serait âgé", "conditional"),
        ("La hausse devrait atteindre 3 %.", "devrait", "modal"),
        ("Le pont pourrait céder.", "pourrait", "modal"),
        ("Le pont peut également causer des morts.", "peut", "modal"),
        ("Elle est sans doute partie.", "sans doute", "epistemic"),
        ("Le maire estime que le pont tiendra.", "estime", "epistemic"),
        ("Le tueur présumé a fui.", "présumé", "evidential"),
        ("Il vivrait, dit-on, à Rome.", "dit-on", "evidential"),
        ("Près de 40 maisons ont brûlé.", "Près de", "approximator"),
        ("Une dizaine de maisons ont brûlé.", "Une dizaine", "approximator"),
        ("Le groupe est en général connu pour ses fraudes.", "est en général connu pour", "weasel"),
        ("De nombreux observateurs pensent que non.", "De nombreux observateurs pensent", "weasel"),
        ("Il est clair que le pont tiendra.", "Il est clair que", "booster"),
    ],
)
def test_a_hedge_is_the_cue_alone(text: str, cue: str, label: str) -> None:
    assert (cue, label) in quotes(text, "hedge")


@pytest.mark.parametrize(
    "text",
    [
        "La réunion devrait se tenir lundi.",
        "L'État devrait agir.",
        "Il a dit qu'il viendrait.",
        "Il a annoncé que le pont serait reconstruit.",
        "S'il avait su, il serait venu.",
        "Il voudrait partir.",
        "Elle peut nager.",
        "Viens dès que possible.",
        "Il vit près de Lyon.",
        "Elle s'est présentée en mai.",
        "Il est accusé par le maire de mentir.",
        "Le pont, jusqu'à lundi, reste fermé.",
    ],
)
def test_this_is_no_hedge(text: str) -> None:
    assert quotes(text, "hedge") == []


def test_furniture_and_debris_are_told_from_the_article() -> None:
    text = "Horodatage:\n\nLe groupe compte 100 XNUMX esclaves.\n\nLire aussi : La guerre"
    assert [label for _, label in quotes(text, "integrity")] == [
        "boilerplate",
        "machine_translation",
        "boilerplate",
    ]


def test_marks_of_every_kind_read_alike() -> None:
    written = [
        "« L'eau baisse », a déclaré le maire Paul Roux.",
        "“L'eau baisse”, a déclaré le maire Paul Roux.",
        '"L\u2019eau baisse", a déclaré le maire Paul Roux.',
        "«\u00a0L'eau baisse\u00a0», a de\u0301clare\u0301 le maire Paul Roux.",
    ]
    assert {tuple(quotes(text, "source")) for text in written} == {(("Paul Roux", "named_person"),)}
