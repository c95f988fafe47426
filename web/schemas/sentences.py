"""Sentences: what is said of a wrong answer, whatever the question."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from web.forms.field import Text

Said = Mapping[str, Text]


def missing(label: Text) -> Text:
    """Return what is said where an answer must be given and is not."""
    return lazy_gettext("Answer this question: “%(label)s”", label=label)


def of_text(label: Text, at_least: int) -> Said:
    """Return what may be wrong with a text."""
    short = lazy_gettext("Use %(min)s characters at least", min=at_least)
    return {
        "missing": missing(label),
        "too_short": missing(label) if at_least <= 1 else short,
        "too_long": lazy_gettext("Shorten this to %(max)s characters: it has %(now)s"),
        "invalid": lazy_gettext("Write a text"),
    }


def of_choice(_label: Text) -> Said:
    """Return what may be wrong with one answer among several."""
    choose = lazy_gettext("Choose one of the answers")
    return {"missing": choose, "invalid": choose}


def of_day(_label: Text) -> Said:
    """Return what may be wrong with a day."""
    return {
        "missing": lazy_gettext("Enter the day, the month and the year"),
        "invalid": lazy_gettext("This date does not exist: for example 27 3 2026"),
        "year": lazy_gettext("Enter the year with four digits"),
    }


def of_quantity(_label: Text) -> Said:
    """Return what may be wrong with a quantity."""
    return {
        "missing": lazy_gettext("Enter how much"),
        "invalid": lazy_gettext(
            "Write the quantity with digits only, such as 12 or 7.5"
        ),
    }


def of_euros() -> Said:
    """Return what may be wrong with an amount of money."""
    return {
        "missing": lazy_gettext("Enter the amount in euros"),
        "invalid": lazy_gettext("Write the amount with digits only, such as 1,234.50"),
        "decimals": lazy_gettext("An amount has two decimals at most"),
    }


def of_whole(label: Text) -> Said:
    """Return what may be wrong with a whole number."""
    return {
        "missing": missing(label),
        "invalid": lazy_gettext("Write a whole number, such as 1"),
    }


def of_yes_no(label: Text) -> Said:
    """Return what may be wrong with a yes or no."""
    return {"missing": missing(label), "invalid": lazy_gettext("Say yes or no")}


def of_file(_label: Text) -> Said:
    """Return what may be wrong with a file that was named."""
    return {"invalid": lazy_gettext("Choose this file again")}
