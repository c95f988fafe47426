"""Terms: which words of Valueflows 1.0.0 are used, and what each means here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.quantities import PARIS, plain

Node = dict[str, Any]
VOCABULARY: Final = "https://w3id.org/valueflows/ont/vf#"
OM: Final = "http://www.ontology-of-units-of-measure.org/resource/om-2/"
HERE: Final = "donnees/valueflows.jsonld"
"""Where the document is served; what has no page of its own is named under it."""
COMMONS: Final = f"{HERE}#commons"
EURO: Final = f"{HERE}#euro"
ONE: Final = "one"

LINKS: Final = (
    "accountingQuantity",
    "corrects",
    "conformsTo",
    "defaultUnitOfEffort",
    "defaultUnitOfResource",
    "effortQuantity",
    "fulfills",
    "hasUnit",
    "inputOf",
    "inScopeOf",
    "onhandQuantity",
    "outputOf",
    "plannedWithin",
    "primaryAccountable",
    "primaryLocation",
    "proposedTo",
    "provider",
    "publishes",
    "receiver",
    "resourceConformsTo",
    "resourceInventoriedAs",
    "resourceQuantity",
    "satisfies",
    "toResourceInventoriedAs",
)
INSTANTS: Final = ("created", "hasBeginning", "hasEnd", "hasPointInTime")
ADDRESSES: Final = ("currentVirtualLocation", "omUnitIdentifier")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def context(address: str) -> Node:
    """Return what tells a reader of JSON-LD the meaning of every name."""
    return {
        "@base": f"{address}/fr/",
        "@vocab": VOCABULARY,
        "action": {"@type": "@vocab"},
        "purpose": {"@type": "@vocab"},
        "hasNumericalValue": {"@type": f"{XSD}decimal"},
        **{name: {"@type": "@id"} for name in LINKS},
        **{name: {"@type": f"{XSD}dateTimeStamp"} for name in INSTANTS},
        **{name: {"@type": f"{XSD}anyURI"} for name in ADDRESSES},
    }


@dataclass(frozen=True)
class Flow:
    """The action that a gift is, what it is measured in, and how a process has it."""

    action: str
    measured_by: Literal["effortQuantity", "resourceQuantity"]
    side: Literal["inputOf", "outputOf"] | None


WORK: Final = Flow("work", "effortQuantity", "inputOf")
USE: Final = Flow("use", "effortQuantity", "inputOf")
LEND: Final = Flow("transferCustody", "resourceQuantity", None)
SERVE: Final = Flow("deliverService", "resourceQuantity", "outputOf")
PRODUCE: Final = Flow("produce", "resourceQuantity", "outputOf")
FLOWS: Final[Mapping[tuple[Nature, Unit], Flow]] = {
    (Nature.TIME, Unit.HOUR): WORK,
    (Nature.TIME, Unit.DAY): WORK,
    (Nature.TIME, Unit.SESSION): WORK,
    (Nature.PLACE, Unit.HOUR): USE,
    (Nature.PLACE, Unit.DAY): USE,
    (Nature.PLACE, Unit.SESSION): USE,
    (Nature.PLACE, Unit.ITEM): LEND,
    (Nature.KNOW_HOW, Unit.DAY): SERVE,
    (Nature.KNOW_HOW, Unit.SESSION): SERVE,
    (Nature.KNOW_HOW, Unit.ITEM): PRODUCE,
}
"""What each nature is in each unit that counts it; custody, for nobody says "given"."""

UNIT_IDENTIFIERS: Final[Mapping[str, str]] = {
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.SESSION: "one",
    Unit.ITEM: "one",
    ONE: "one",
}
"""Sessions and items are counted: each is a unit here, both are ones elsewhere."""


def told(**parts: object) -> Node:
    """Return a node, without the parts of which nothing is known."""
    kept = {n: v for n, v in parts.items() if v is not None and v not in ("", [])}
    return {{"id": "@id", "type": "@type"}.get(n, n): v for n, v in kept.items()}


def unit_id(unit: str) -> str:
    """Return the name of a unit."""
    return f"{HERE}#unit-{unit}"


def specification_id(nature: Nature, unit: Unit) -> str:
    """Return the name of what is given: a nature, counted in a unit."""
    return f"{HERE}#{nature}-{unit}"


def measure(quantity: Decimal | int, unit: str) -> Node:
    """Return an exact quantity; equal ones are one node."""
    value = f"{plain(Decimal(quantity)):f}"
    return told(
        id=f"{HERE}#{value}-{unit}",
        type="Measure",
        hasNumericalValue=value,
        hasUnit=unit_id(unit),
    )


def instant(at: datetime) -> str:
    """Write an instant with its zone, as the vocabulary asks."""
    text = at.astimezone(UTC).isoformat(timespec="seconds")
    return text.replace("+00:00", "Z")


def dawn(day: date) -> str:
    """Write the beginning of a day, which is midnight in Paris."""
    return datetime.combine(day, time(), PARIS).isoformat()


def dusk(day: date) -> str:
    """Write the end of a day: the next one's beginning."""
    return dawn(day + timedelta(days=1))
