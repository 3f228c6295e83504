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


@pytest.mark.parametrize(
    ("text", "source", "label"),
    [
        (
            "Une panne a touché la gare, rapporte le commissariat.",
            "le commissariat",
            "organisation",
        ),
        ("L'eau baisse, informe l'Agence ivoirienne de presse.", None, "organisation"),
        ("La SODECI affirme que l'eau baisse.", "SODECI", "organisation"),
        ("Le Parquet européen confirme qu'il enquête.", "Parquet européen", "organisation"),
        ("Le RC Lens assure que rien n'est signé.", "RC Lens", "organisation"),
        ("Le Belge Paul Roux affirme que l'eau baisse.", "Paul Roux", "named_person"),
        ("Rien ne presse, indique-t-on au parquet.", "parquet", "organisation"),
        ("L'assureur estime les pertes à 3,5 millions.", "L'assureur", None),
        ("Le code de l'énergie autorise cette mesure.", "Le code de l'énergie", "document"),
        ("Toutefois, Anne Roux, directrice du club souligne que l'eau baisse.", "Anne Roux", None),
        ("L'Alliance verte, conduite par Paul Roux (un élu), a dit que non.", None, "organisation"),
        ("« Rien de grave », minimise Paul Roux.", "Paul Roux", "named_person"),
        ("« Deux fois », s'est amusé Paul Roux.", "Paul Roux", "named_person"),
        ("Des spécialistes s'interrogent sur la digue.", "Des spécialistes", "vague"),
        ("Le rapport fait notamment état de dix morts.", "Le rapport", "document"),
    ],
)
def test_this_french_source_is_found(text: str, source: str | None, label: str | None) -> None:
    found = quotes(text, "source")
    assert any(source in (None, span) and label in (None, grade) for span, grade in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Paul Roux, maire du bourg, a annoncé sa démission.",
        "Le maire, Paul Roux, a lancé une enquête.",
        "Des cas ont été rapportés hier.",
    ],
)
def test_an_act_or_a_statement_without_speaker_has_no_source(text: str) -> None:
    assert quotes(text, "source") == []
    assert claims(text) == ["unsupported"]


def test_a_role_points_back_to_whom_the_text_named() -> None:
    text = "Le maire Paul Roux est venu hier. Le maire a dit que l'eau baissait."
    (mark,) = [one.mark for one in suggested(text) if one.mark.layer == "source"]
    assert (mark.label, mark.entity) == ("named_person", "Paul Roux")
    assert claims(text) == ["unsupported", "supported"]


def test_a_pronoun_agrees_with_whom_it_means() -> None:
    text = (
        "La maire Anne Roux affirme que l'eau baisse. Le préfet Jean Blanc dit que non. "
        "Elle ajoute que le pont tient."
    )
    meant = [one.mark.entity for one in suggested(text) if one.mark.layer == "source"]
    assert meant == ["Anne Roux", "Jean Blanc", "Anne Roux"]


@pytest.mark.parametrize(
    "text",
    [
        "L'homme est parti pour avoir, selon la police, menti.",
        "Le texte (d'après l'entreprise) est clair.",
        "C'est un travail qui, selon le maire, reste à faire.",
    ],
)
def test_what_is_attributed_in_passing_decides_nothing(text: str) -> None:
    assert claims(text) == ["unsupported"]


@pytest.mark.parametrize(
    "text",
    [
        "Raccrochez, puis rappelez votre banque.",
        "Encore faudrait-il trouver l'argent.",
        "L'agence conseille de consulter sans attendre.",
        "« Nous espérons que la raison l'emportera », a dit M. Roux.",
        "« C'est une honte », s'indigne le maire, Paul Roux.",
        "Le maire, Paul Roux, y voit une aumône.",
        "Les partis considèrent ce vote comme le début d'une ère.",
        "L'interprétation est séduisante, mais un peu courte.",
        "Cette note défend une thèse simple.",
    ],
)
def test_this_asserts_nothing_to_check(text: str) -> None:
    assert claims(text) == ["not_checkable"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Trois négociants toucheraient une commission.", "toucheraient"),
        ("L'homme boirait plus que de raison.", "boirait"),
        ("On nous serine que tout va bien.", "On nous serine"),
        ("Ils étaient une trentaine, à pied.", "une trentaine"),
    ],
)
def test_this_french_hedge_is_found(text: str, cue: str) -> None:
    assert cue in [span for span, _ in quotes(text, "hedge")]


def test_the_future_of_the_past_is_no_hedge() -> None:
    assert quotes("Dix ans plus tard, il dirigerait les arènes.", "hedge") == []
    assert quotes("Ils avaient écrit qu'ils s'abstiendraient.", "hedge") == []
