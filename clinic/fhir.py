"""Kept sessions as a FHIR R4 bundle: session, pain and ranges of motion as Observations.

The bundle is built of the models of `fhir.resources`, which refuse what FHIR does not allow. That
library has R4B in place of R4; for Bundle, Patient and Observation as used here the two agree.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from clinic.history import ranges_over_time
from clinic.kept import KeptPain, KeptSession
from clinic.people import Profile
from stretches.registry import stretch_named
from stretches.report import words

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
PAIN_CODE = {
    "coding": [
        {
            "system": LOINC,
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ],
    "text": "Pain, 0 to 10",
}
METHOD = {"text": "Estimated from camera pictures; good to about 5 to 7 degrees"}
NAMESPACE = uuid.UUID("6f2d1c1e-7c0b-4f0e-9d59-0d7f6f1f5a10")
"""Any: the same session always gets the same identifiers."""

Resource = dict[str, Any]


def bundle(patient: Profile, sessions: Iterable[KeptSession], made_at: datetime) -> str:
    """A FHIR R4 bundle of type `collection`, as JSON.

    Args:
        patient: whose sessions they are.
        sessions: oldest first.
        made_at: the moment, with its zone.
    """
    who = {"reference": _urn(f"patient/{patient.id}"), "display": patient.name or "Patient"}
    entries = [_entry(f"patient/{patient.id}", _patient(patient))]
    for session in sessions:
        entries += _session_entries(session, who)
    made = Bundle.model_validate(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": made_at.isoformat(),
            "entry": entries,
        }
    )
    return str(made.model_dump_json(indent=1))


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, key)}"


def _entry(key: str, resource: Resource) -> Resource:
    return {"fullUrl": _urn(key), "resource": resource}


def _patient(patient: Profile) -> Resource:
    return {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": _urn(f"patient/{patient.id}")}],
        "name": [{"text": patient.name or "Patient"}],
    }


def _session_entries(session: KeptSession, who: Resource) -> list[Resource]:
    parts = [
        *[(f"{session.id}/pain/{kept.number}", _pain(kept, who)) for kept in session.pains],
        *_ranges(session, who),
    ]
    key = f"session/{session.id}"
    return [
        _entry(key, _session(session, who, [_urn(part) for part, _ in parts])),
        *[_entry(part, resource) for part, resource in parts],
    ]


def _observation(session_ended: bool, category: str, code: Resource, who: Resource) -> Resource:
    return {
        "resourceType": "Observation",
        "status": "final" if session_ended else "preliminary",
        "category": [{"coding": [{"system": CATEGORIES, "code": category}]}],
        "code": code,
        "subject": who,
    }


def _session(session: KeptSession, who: Resource, members: list[str]) -> Resource:
    period = {"start": session.began_at.isoformat()}
    if session.ended_at is not None:
        period["end"] = session.ended_at.isoformat()
    code = {"text": "Session of guided stretching"}
    resource = _observation(session.ended_at is not None, "activity", code, who)
    resource |= {"effectivePeriod": period, "component": _components(session)}
    if session.end_reason is not None:
        resource["valueString"] = f"Ended: {session.end_reason}"
    if members:
        resource["hasMember"] = [{"reference": member} for member in members]
    return resource


def _components(session: KeptSession) -> list[Resource]:
    components = [
        _component("Time held in good form", session.good_s, "s", "s"),
        _component("Completed holds", session.completed_holds, "holds", "{holds}"),
    ]
    for cycles in session.cycles:
        side = f", {cycles.side}" if cycles.side else ""
        name = f"{stretch_named(cycles.stretch).name}{side}: counted cycles"
        components.append(_component(name, cycles.counted, "cycles", "{cycles}"))
    return components


def _component(name: str, value: float, unit: str, code: str) -> Resource:
    return {"code": {"text": name}, "valueQuantity": _quantity(value, unit, code)}


def _quantity(value: float, unit: str, code: str) -> Resource:
    return {"value": round(value, 1), "unit": unit, "system": UCUM, "code": code}


def _pain(kept: KeptPain, who: Resource) -> Resource:
    resource = _observation(True, "survey", PAIN_CODE, who)
    resource |= {
        "effectiveDateTime": kept.at.isoformat(),
        "valueQuantity": _quantity(kept.pain.score, "score", "{score}"),
        "note": [{"text": _when(kept.after)}],
    }
    where = [("Where it is felt", ", ".join(kept.pain.places))] if kept.pain.places else []
    if kept.pain.tingling:
        where.append(("Numbness or tingling", "yes"))
    if where:
        resource["component"] = [
            {"code": {"text": name}, "valueString": value} for name, value in where
        ]
    return resource


def _when(after: str) -> str:
    if after in ("before", "end"):
        return "Before the session" if after == "before" else "At the end of the session"
    return f"After: {stretch_named(after).name}"


def _ranges(session: KeptSession, who: Resource) -> list[tuple[str, Resource]]:
    found = []
    for trend in ranges_over_time([session]):
        point = trend.points[0]
        text = f"{words(trend.name).capitalize()}, {trend.side}, best 3 s average of a hold"
        resource = _observation(True, "exam", {"text": text}, who)
        resource |= {
            "effectiveDateTime": session.began_at.isoformat(),
            "valueQuantity": _quantity(point.best, "degrees", "deg"),
            "method": METHOD,
        }
        found.append((f"{session.id}/{trend.name}/{trend.stretch}/{trend.side}", resource))
    return found
