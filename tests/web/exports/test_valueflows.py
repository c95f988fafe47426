"""What the export says in Valueflows is held against the ontology, and the pages."""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDFS
from rdflib.term import Node

from projections.commons.contribution_totals import cells, sums_of
from tests.web.exports.telling import commons_told
from tests.web.running import Running, running_commun
from web.exports.valueflows.left_out import REASONS, What

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
VF = Namespace("https://w3id.org/valueflows/ont/vf#")
ONTOLOGY = Path("tests/vectors/valueflows/all_vf-1.0.0.ttl")
BASE = "http://localhost/fr/"
NUMERIC = "http://www.linkedmodel.org/schema/dtype#numericUnion"


@dataclass
class Exported:
    """The running commons, the answer's bytes, and the graph they say."""

    running: Running
    body: bytes
    graph: Graph
    ontology: Graph
    left_out: list[dict[str, str]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exported]:
    with running_commun(tmp_path_factory.mktemp("valueflows")) as running:
        commons_told(running)
        answer = running.app.test_client().get("/fr/donnees/valueflows.jsonld")
        assert answer.status_code == 200
        assert answer.content_type == "application/ld+json"
        listed = running.app.test_client().get("/fr/donnees/valueflows.csv")
        yield Exported(
            running,
            answer.data,
            Graph().parse(data=answer.data, format="json-ld"),
            Graph().parse(ONTOLOGY, format="turtle"),
            list(csv.DictReader(io.StringIO(listed.get_data(as_text=True)))),
        )


def at(name: str) -> URIRef:
    return URIRef(f"{BASE}{name}")


def test_every_word_is_of_the_ontology(exported: Exported) -> None:
    """Classes, properties, actions and purposes are all of Valueflows 1.0.0."""
    known = set(exported.ontology.subjects())
    used = set(exported.graph.predicates()) - {RDF.type}
    used |= set(exported.graph.objects(None, RDF.type))
    used |= set(exported.graph.objects(None, VF.action))
    used |= set(exported.graph.objects(None, VF.purpose))
    assert used
    assert used <= known, used - known


def test_actions_are_actions(exported: Exported) -> None:
    """What is done is one of the vocabulary's actions, and each kind of gift is met."""
    done = Counter(exported.graph.objects(None, VF.action))
    for action in done:
        assert (action, RDF.type, VF.Action) in exported.ontology
    wanted = "work use transferCustody deliverService produce copy accept modify cite"
    assert {VF[name] for name in [*wanted.split(), "transfer"]} == set(done)


def classes_of(ontology: Graph, named: Node) -> set[Node]:
    """Return a class with its parts, or its heirs."""
    found = {named}
    for union in ontology.objects(named, OWL.unionOf):
        for part in Collection(ontology, union):
            found |= classes_of(ontology, part)
    for heir in ontology.subjects(RDFS.subClassOf, named):
        found |= classes_of(ontology, heir)
    return found


def test_domains_hold(exported: Exported) -> None:
    """Every property stands on a thing of a class that it is for."""
    for subject, predicate in set(exported.graph.subject_predicates()):
        if predicate == RDF.type:
            continue
        kinds = set(exported.graph.objects(subject, RDF.type))
        assert kinds, f"{subject} has no class"
        for domain in exported.ontology.objects(predicate, RDFS.domain):
            allowed = classes_of(exported.ontology, domain)
            assert kinds & allowed, (subject, predicate, kinds)


def test_ranges_hold(exported: Exported) -> None:
    """Every property leads to a thing of a class, or a value of a type, that it may."""
    known = exported.graph + exported.ontology
    for _subject, predicate, value in exported.graph:
        for wanted in exported.ontology.objects(predicate, RDFS.range):
            if isinstance(value, Literal):
                assert str(wanted) in types_of(value), (predicate, value, wanted)
                continue
            kinds = set(known.objects(value, RDF.type))
            assert kinds & classes_of(exported.ontology, wanted), (predicate, value)


def types_of(value: Literal) -> set[str]:
    """Return the types that the vocabulary would take such a value for."""
    found = {str(value.datatype or XSD.string)}
    return found | ({NUMERIC} if value.datatype == XSD.decimal else set())


def test_cardinalities_hold(exported: Exported) -> None:
    """At most one where at most one is allowed, and one where one is due."""
    ontology, graph = exported.ontology, exported.graph
    single = set(ontology.subjects(OWL.maxCardinality)) | set(
        ontology.subjects(OWL.cardinality)
    )
    assert len(single) == 82
    counted = Counter((s, p) for s, p, _o in graph if p in single)
    assert not [pair for pair, count in counted.items() if count > 1]
    flows = [
        flow
        for kind in (VF.EconomicEvent, VF.Commitment, VF.Intent)
        for flow in graph.subjects(RDF.type, kind)
    ]
    assert flows
    assert all(graph.value(flow, VF.action) is not None for flow in flows)
    units = list(graph.subjects(RDF.type, VF.Unit))
    assert all(graph.value(unit, VF.label) is not None for unit in units)


def test_actions_are_used_as_the_ontology_says(exported: Exported) -> None:
    """Inputs are inputs, outputs outputs; an action's quantity is of its own sort."""
    ontology, graph = exported.ontology, exported.graph
    for event in graph.subjects(RDF.type, VF.EconomicEvent):
        action = graph.value(event, VF.action)
        side = ontology.value(action, VF.inputOutput)
        for linked, allowed in (
            (VF.inputOf, {VF.input, VF.outputInput}),
            (VF.outputOf, {VF.output, VF.outputInput}),
        ):
            if graph.value(event, linked) is not None:
                assert side in allowed, (event, action)
        counted = ontology.value(action, VF.eventQuantity)
        if graph.value(event, VF.effortQuantity) is not None:
            assert counted in {VF.effort, VF.both}, (event, action)
        if graph.value(event, VF.resourceQuantity) is not None:
            assert counted in {VF.resource, VF.both}, (event, action)
        assert graph.value(event, VF.created) is not None


def quantity_of(graph: Graph, event: Node) -> tuple[str, Decimal]:
    measure = graph.value(event, VF.effortQuantity) or graph.value(
        event, VF.resourceQuantity
    )
    unit = graph.value(measure, VF.hasUnit)
    value = graph.value(measure, VF.hasNumericalValue)
    return str(graph.value(unit, VF.label)), Decimal(str(value))


def test_quantities_add_up_to_the_totals_of_the_pages(exported: Exported) -> None:
    """The sum of a unit's events, without what is listed apart, is the page's total."""
    graph = exported.graph
    apart = {
        row["record"]
        for row in exported.left_out
        if row["what"] in {"contested", "not_counted"}
    }
    assert apart, "one is contested"
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for event in graph.subjects(RDF.type, VF.EconomicEvent):
        of = str(graph.value(event, VF.corrects) or event)
        if of.startswith(f"{BASE}contributions/") and of not in apart:
            unit, quantity = quantity_of(graph, event)
            sums[unit] += quantity
    with exported.running.wiring.views.shelf() as shelf:
        expected = sums_of(cells(shelf), {})
    assert {unit: total for unit, total in sums.items() if total} == {
        str(unit): total for unit, total in expected.items()
    }


def test_a_correction_is_an_event_of_its_own(exported: Exported) -> None:
    """It has the difference, what it corrects, and the same links."""
    graph = exported.graph
    corrections = list(graph.subject_objects(VF.corrects))
    assert {str(o) for _s, o in corrections} >= {
        str(at("contributions/corrected")),
        str(at("contributions/gone")),
    }
    for event, first in corrections:
        for same in (VF.action, VF.provider, VF.receiver, VF.inputOf, VF.outputOf):
            assert graph.value(event, same) == graph.value(first, same)
    found = {
        str(first): quantity_of(graph, event)
        for event, first in corrections
        if str(first).startswith(f"{BASE}contributions/")
    }
    assert found[str(at("contributions/corrected"))] == ("hour", Decimal("-1.5"))
    assert found[str(at("contributions/gone"))] == ("item", Decimal(-2))


def test_a_fork_is_a_copy_and_a_reuse_cites(exported: Exported) -> None:
    """Whose method is carried further, and where, is said with their pages' names."""
    graph = exported.graph
    copies = list(graph.subjects(VF.action, VF.copy))
    assert copies
    for event in copies:
        origin = graph.value(event, VF.resourceInventoriedAs)
        made = graph.value(event, VF.toResourceInventoriedAs)
        assert origin != made
        assert (made, RDF.type, VF.EconomicResource) in graph
        assert (origin, RDF.type, VF.EconomicResource) in graph
    assert list(graph.subjects(VF.action, VF.cite))


def test_an_offer_that_was_kept_is_followed_to_its_event(exported: Exported) -> None:
    """Intent, commitment, event: each names the one before."""
    graph = exported.graph
    kept = list(graph.subject_objects(VF.fulfills))
    assert kept
    for event, commitment in kept:
        assert (event, RDF.type, VF.EconomicEvent) in graph
        assert graph.value(commitment, VF.finished).toPython() is True  # type: ignore[union-attr]  # it is a literal
        assert list(graph.objects(commitment, VF.satisfies))


def test_nothing_links_to_what_is_not_there(exported: Exported) -> None:
    """Whatever a node names is a node of the document, or of the vocabulary."""
    graph = exported.graph
    for subject, predicate, value in graph:
        if isinstance(value, URIRef) and str(value).startswith(BASE):
            assert (value, RDF.type, None) in graph, (subject, predicate, value)


def test_a_person_has_no_name_here(exported: Exported) -> None:
    """An inhabitant takes part as a person; the name is listed as left out."""
    people = list(exported.graph.subjects(RDF.type, VF.Person))
    assert people
    left_out = {row["record"] for row in exported.left_out if row["what"] == "name"}
    for person in people:
        assert exported.graph.value(person, VF.name) is None
        assert str(person) in left_out


def test_what_is_left_out_is_listed_with_its_reason(exported: Exported) -> None:
    """Each line says which record, what of it, and why."""
    listed = exported.left_out
    assert all(row["record"].startswith(BASE) for row in listed)
    reasons = {row["reason"] for row in listed}
    assert "Le vocabulaire n’a pas de terme pour cela." in reasons
    assert set(REASONS) == set(What)
    whats = {row["what"] for row in listed}
    assert {"confirmations", "contested", "evaluation", "members", "text"} <= whats
    told = {(row["record"], row["what"]) for row in listed}
    assert (f"{BASE}contributions/silent", "text") in told


def test_a_withdrawn_text_is_in_neither(exported: Exported) -> None:
    """What was taken back is gone from the data as from the pages."""
    assert b"Nom de Camille" not in exported.body
    assert (at("contributions/silent"), RDF.type, VF.EconomicEvent) in exported.graph


def test_the_order_of_names_means_nothing(exported: Exported) -> None:
    """Turned round, it is read as the same triples."""
    turned = _turned(json.loads(exported.body))
    again = Graph().parse(data=json.dumps(turned), format="json-ld")
    assert set(again) == set(exported.graph)


def _turned(value: Any) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        named = cast("dict[str, Any]", value)
        return {name: _turned(part) for name, part in reversed(named.items())}
    if isinstance(value, list):
        parts = cast("list[object]", value)
        return [_turned(part) for part in reversed(parts)]
    return value


def test_the_same_position_gives_the_same_bytes(exported: Exported) -> None:
    """Asked again, after a rebuild too, not a byte is another."""
    client = exported.running.app.test_client()
    again = client.get("/fr/donnees/valueflows.jsonld")
    assert again.data == exported.body
    assert client.get("/en/donnees/valueflows.jsonld").data == exported.body
    position = again.headers["Commun-Position"]
    assert f"valueflows-p{position}" in again.headers["Content-Disposition"]


def test_who_has_it_is_told_so(exported: Exported) -> None:
    """With the mark of what one holds, nothing is sent."""
    client = exported.running.app.test_client()
    first = client.get("/fr/donnees/valueflows.jsonld")
    mark = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/fr/donnees/valueflows.jsonld", headers=mark).status_code == 304
    other = client.get("/fr/donnees/valueflows.jsonld?au=2026-06-15", headers=mark)
    assert other.status_code == 200


def test_a_past_day_has_what_was_recorded_by_then(exported: Exported) -> None:
    """As of a day, nothing of what came later is said."""
    client = exported.running.app.test_client()
    then = client.get("/fr/donnees/valueflows.jsonld?au=2026-06-15")
    graph = Graph().parse(data=then.data, format="json-ld")
    assert (at("contributions/g1"), RDF.type, VF.EconomicEvent) in graph
    assert (at("contributions/gone"), None, None) not in graph
    assert len(graph) < len(exported.graph)
    no_day = client.get("/fr/donnees/valueflows.jsonld?au=x").status_code
    assert 400 <= no_day == client.get("/fr/contributions?au=x").status_code < 500


@pytest.mark.parametrize("ending", ["jsonld", "csv"])
def test_a_reader_that_goes_away_holds_nothing(exported: Exported, ending: str) -> None:
    """However many leave before the end, those that come after are served."""
    client = exported.running.app.test_client()
    for _reader in range(exported.running.wiring.pool.max_size + 2):
        answer = client.get(f"/fr/donnees/valueflows.{ending}", buffered=False)
        assert answer.status_code == 200
        next(answer.iter_encoded())
        answer.close()
    assert client.get(f"/fr/donnees/valueflows.{ending}").data
