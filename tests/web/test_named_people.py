"""Named people: of whom a writer is warned, and of whom not."""

import pytest

from web.forms.named_people import people_named

KNOWN = ("Nadia Ferhat", "Marc Le Goff", "Zoé Élan", "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("M. Durand a ouvert le portail.", ["M. Durand"]),
        ("Mme Zola et Monsieur Ben Ali sont venus", ["Mme Zola", "Monsieur Ben Ali"]),
        ("Madame\u00a0d’Arc", ["Madame d’Arc"]),
        ("chez le Dr Faure, hier", ["Dr Faure"]),
        ("Mme de Sévigné écrit", ["Mme de Sévigné"]),
        ("Mrs Jones said so", ["Mrs Jones"]),
        ("M. Durand, M. Durand", ["M. Durand"]),
    ],
)
def test_a_title_before_a_name_names_somebody(text: str, named: list[str]) -> None:
    """In both languages, whatever the space between them, each once."""
    assert people_named([text], ()) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nadia ferhat nous l'a dit", ["Nadia Ferhat"]),
        ("Avec Ferhat, c'est simple", ["Ferhat"]),
        ("ZOE ELAN était là", ["Zoé Élan"]),
        ("Le Goff", ["Goff"]),
    ],
)
def test_people_of_the_commons_are_known(text: str, named: list[str]) -> None:
    """By both their names, or by the last with its capital; accents or not."""
    assert people_named([text], KNOWN) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On s'est parlé, puis on a planté.",
        "Nous avons pris notre élan.",
        "me promener, monsieur et madame tout le monde",
        "Les enfants sont venus d'abord, le maire après.",
        "12 m. carrés",
    ],
)
def test_a_text_that_names_nobody_warns_of_nobody(text: str) -> None:
    """Words of every day are not taken for people."""
    assert people_named([text], KNOWN) == []


def test_texts_are_looked_at_together() -> None:
    """Whatever the question they answer, in their order."""
    assert people_named(["Mme A. vient", "M. Bon", "M. Ange"], ()) == [
        "M. Bon",
        "M. Ange",
    ]


def test_a_flood_of_text_is_looked_at_soon() -> None:
    """A hundred thousand signs take no time that anybody would notice."""
    flood = ["M. " * 20_000, "a" * 100_000, "Mme et " * 10_000, "l'" * 50_000]
    assert people_named(flood, KNOWN) == []
