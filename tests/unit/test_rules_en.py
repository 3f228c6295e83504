"""Who says what in English, whom it means, and what that makes of the claim."""

import time

import pytest

from annotator.suggest.rules.suggester import RuleSuggester
from annotator.text import document_from_text
from rubric import Mark


def marks(text: str, layer: str) -> list[Mark]:
    document = document_from_text("t", text, language="en")
    return [s.mark for s in RuleSuggester().suggest(document) if s.mark.layer == layer]


def sources(text: str) -> list[tuple[str, str]]:
    return [(mark.label, text[mark.start : mark.end]) for mark in marks(text, "source")]


def claims(text: str) -> list[str]:
    return [mark.label for mark in marks(text, "claim")]


@pytest.mark.parametrize(
    ("text", "label", "source"),
    [
        ("The minister said that taxes will rise.", "unnamed", "The minister"),
        (
            "Jason Tower, a co-author of the report, states that it grew.",
            "named_person",
            "Jason Tower",
        ),
        ("“It is over,” said Moxon.", "named_person", "Moxon"),
        ("“It is over,” said Ana Moxon, a doctor.", "named_person", "Ana Moxon"),
        ("“It is over,” Ana Moxon told reporters.", "named_person", "Ana Moxon"),
        ("“It,” said Ana Moxon, “is over.”", "named_person", "Ana Moxon"),
        ("It is over, police said.", "organisation", "police"),
        ("According to the World Bank, growth slowed.", "organisation", "the World Bank"),
        ("Growth slowed, according to experts.", "vague", "experts"),
        ("Growth slowed, according to China watchers.", "vague", "China watchers"),
        ("A resident said the water was brown.", "unnamed", "A resident"),
        ("Two witnesses said the car was red.", "unnamed", "Two witnesses"),
        ("Critics say the plan will fail.", "vague", "Critics"),
        ("Reports suggest that the party has links.", "vague", "Reports"),
        (
            "A study published in Nature found that mice sleep.",
            "document",
            "A study published in Nature",
        ),
        ("The report was confirmed by the ministry.", "organisation", "the ministry"),
        ("U.S. Secretary of State John Kerry said talks go on.", "named_person", "John Kerry"),
        ("Stein spokeswoman Melezia Ortiz said she left.", "named_person", "Melezia Ortiz"),
        ("The Los Angeles Times reported that it shut.", "organisation", "The Los Angeles Times"),
        ("INTERPOL warned that fraud grows.", "organisation", "INTERPOL"),
        ("Their head of policy, Jeff Knott, stated: “No.”", "named_person", "Jeff Knott"),
        ("Ana Moxon, who runs the port, put the cost at $40.", "named_person", "Ana Moxon"),
        ("A doctor who was not there said it hurt.", "unnamed", "A doctor"),
        (
            "“It hurts,” said lead author Dr. Ana Moxon of the University of Ulm.",
            "named_person",
            "Ana Moxon",
        ),
        (
            "In practice, Ana Moxon, the group's coordinator, told this paper, “no.”",
            "named_person",
            "Ana Moxon",
        ),
        ("Labour's Ana Moxon claimed that it fell.", "named_person", "Ana Moxon"),
        ("“It is wrong,” fumed leader of opposition Ana Moxon.", "named_person", "Ana Moxon"),
        ("Booking portal Tripwise acknowledged that 40 left.", "organisation", "Tripwise"),
        ("The Ledger-Post reported that it shut.", "organisation", "The Ledger-Post"),
        ("The trade, two of them recalled, was slow.", "unnamed", "two of them"),
        ("The memo calls the fees “the least painful option”.", "document", "The memo"),
        (
            "Section 75 of the Elections Act leaves the court no room.",
            "document",
            "Section 75 of the Elections Act",
        ),
        ("Under California law the firm had 45 days.", "document", "California law"),
        ("In a trial published in Nature, mice slept.", "document", "a trial published in Nature"),
        ("It was a snub, some analysts believe.", "vague", "some analysts"),
        ("It is widely rumoured that he fled.", "vague", "It is widely rumoured"),
        ("Some of her own advisers concede that it failed.", "vague", "Some of her own advisers"),
        ("A person surnamed Li told us that he was beaten.", "unnamed", "A person surnamed Li"),
    ],
)
def test_source(text: str, label: str, source: str) -> None:
    assert (label, source) in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        "The department reopened the pools.",
        "Russia announced a suspension of the contract.",
        "He refused to say more.",
        "The so-called expert left the room.",
        "All went according to plan.",
        "The council called for calm.",
        "Nobody said anything for a minute.",
        "The judge dismissed the jury.",
        "No injuries were reported that day.",
    ],
)
def test_an_actor_is_no_source(text: str) -> None:
    assert sources(text) == []
    assert claims(text) == ["unsupported"]


def test_pronoun_surname_and_report_point_back() -> None:
    text = (
        "A report titled “A Growing Crime,” released by the Peace Institute, sheds light on it. "
        "Jason Tower, a co-author of the report, states that it grew. Tower adds that it moved. "
        "He says that it pays. The report warns that more will come."
    )
    entities = {text[m.start : m.end]: m.entity for m in marks(text, "source")}
    assert entities["Tower"] == "Jason Tower"
    assert entities["He"] == "Jason Tower"
    assert "A Growing Crime" in entities["The report"]


def test_rationale_names_whom_a_pronoun_means() -> None:
    text = "Ana Moxon, a doctor, said it hurt. She said it stopped."
    document = document_from_text("t", text, language="en")
    told = [s for s in RuleSuggester().suggest(document) if s.mark.layer == "source"]
    assert "means Ana Moxon" in told[1].rationale


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ana Moxon, a doctor, said the wound was deep.", "supported"),
        ("Ana Moxon said the wound was deep.", "weakly_supported"),
        ("China watcher Shi Shan adds that it failed.", "weakly_supported"),
        ("Experts say the wound was deep.", "weakly_supported"),
        ("The Apple Daily, citing an insider, told another story.", "weakly_supported"),
        ("Under the Clean Air Act, plants must close.", "supported"),
        ("The wound was deep.", "unsupported"),
        ("Was the wound deep?", "not_checkable"),
        ("We must act now.", "not_checkable"),
        ("Because doctors said so, he left the town at once.", "unsupported"),
        ("Tyagi, the head of the union, dismissed the report as propaganda.", "supported"),
        ("She is furious at having been left out.", "not_checkable"),
        ("It is a shambles.", "not_checkable"),
        ("Wake up before it is too late.", "not_checkable"),
        ("Registries without an owner should be struck from the list.", "not_checkable"),
        ("What happens on Saturday is anyone's guess.", "not_checkable"),
        ("It is tragic that 30 people died in the fire on Monday.", "unsupported"),
        ("The ugly house by the river burned down.", "unsupported"),
        ("“These people are a disgrace,” Ana Moxon, a doctor, said.", "not_checkable"),
    ],
)
def test_claim(text: str, label: str) -> None:
    assert claims(text)[0] == label


@pytest.mark.parametrize(
    "line",
    [
        "9.15pm",
        "A digital hub!",
        "Moxon greets voters in Ulm on Sunday. (Staff photo)",
        "The facts",
    ],
)
def test_a_line_whose_shape_tells_that_it_asserts_nothing(line: str) -> None:
    text = f"The car burned on Monday.\n{line}\nThe road was shut until noon."
    assert claims(text)[1] == "not_checkable"


def test_a_text_without_end_marks_is_not_all_headings() -> None:
    text = "the car burned on monday\n\nthe road was shut until noon\n\nthe driver fled on foot"
    assert "unsupported" in claims(text)


def test_a_quotation_goes_on_over_sentences() -> None:
    text = "“It is over,” said Ana Moxon, a doctor. “We all saw it. Nobody came.” The car burned."
    assert claims(text) == ["supported", "supported", "supported", "unsupported"]


def test_a_quotation_whose_source_is_named_at_its_end() -> None:
    text = "“Our army crossed the river. It met nobody”, said KCNA."
    assert claims(text) == ["supported", "supported"]


def test_told_to_an_outlet_is_secondary() -> None:
    text = "Ana Moxon, a doctor, told the LA Times that it hurt."
    assert marks(text, "claim")[0].proximity == "secondary"
    assert marks("Ana Moxon, a doctor, said it hurt.", "claim")[0].proximity == "direct"


def test_every_mark_lies_in_its_sentence() -> None:
    text = "Experts say it may rain. About 40 roads are shut, police said. Read more"
    document = document_from_text("t", text, language="en")
    for suggestion in RuleSuggester().suggest(document):
        sentence = document.sentences[suggestion.mark.sentence or 0]
        assert sentence.start <= suggestion.mark.start < suggestion.mark.end <= sentence.end
        assert 0 < suggestion.confidence <= 1
        assert suggestion.rationale


@pytest.mark.parametrize(
    "text",
    [
        "It was shut down (mostly through DoS attacks), until one owner named Jon Moxon took it.",
        "For some planetariums show stars below the horizon.",
        "Of Of said it.",
        "The De said that La knows.",
    ],
)
def test_capitals_on_small_words_do_no_harm(text: str) -> None:
    assert len(claims(text)) == 1


HOSTILE = [
    "said " * 400,
    "“" * 2000,
    "Ana, Bob, " * 300 + "said it.",
    "the of the of " * 300,
    "some people " * 300,
    "that is to say " * 200,
    "A" * 5000,
    "(" * 3000,
]


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(text: str) -> float:
        document = document_from_text("t", text, language="en")
        taken = []
        for _ in range(4):  # the best of several: the machine may be busy with other things
            start = time.process_time()
            RuleSuggester().suggest(document)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(piece)
    small = max(seconds(piece * 2), 0.005)
    assert seconds(piece * 16) < small * 8 * 6


@pytest.mark.parametrize(
    ("text", "label", "source"),
    [
        (
            "“It is dear,” said the Secretary of the Treasury.",
            "unnamed",
            "the Secretary of the Treasury",
        ),
        ("Chart B shows that the dose fell.", "document", "Chart B"),
        ("Cases rose, according to a report by Fortune.", "document", "a report by Fortune"),
        ("The President of France, Emmanuel Macron, said no.", "named_person", "Emmanuel Macron"),
        ("The Chief of Police Ana Moxon said it rained.", "named_person", "Ana Moxon"),
        ("“We told them,” said its director, Kev Brannigan.", "named_person", "Kev Brannigan"),
    ],
)
def test_what_identifies_a_source(text: str, label: str, source: str) -> None:
    assert sources(text) == [(label, source)]


def test_a_pronoun_means_somebody_only_mentioned() -> None:
    text = "On Friday Health Minister Chipo Ndlela met donors. “We failed them,” she said."
    assert sources(text) == [("named_person", "she")]
    assert sources("Rain fell on the town. “We failed,” she said.") == [("unnamed", "she")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A new poll shows that he is behind.", [("vague", "A new poll")]),
        ("Experts claims rose.", []),
        ("“WALLACE: I do not want to stop you there.", [("named_person", "WALLACE")]),
        ("CORRECTION: This story had the wrong name of the town.", []),
        (
            "Jo Lee, a clerk, was quoted by Interfax as saying that it was late.",
            [("named_person", "Jo Lee")],
        ),
    ],
)
def test_constructions_of_saying(text: str, expected: list[tuple[str, str]]) -> None:
    assert sources(text) == expected
