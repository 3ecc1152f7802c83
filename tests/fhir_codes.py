"""The codes of FHIR R4 (4.0.1) that the export may use, written down from the standard's value sets.

`fhir.resources` reads types and cardinalities; a code outside its value set it lets pass.
"""

from collections.abc import Iterator
from typing import Any

ALLOWED = {
    # http://hl7.org/fhir/R4/valueset-bundle-type.html
    ("Bundle", "type"): {
        "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
        "searchset", "collection",
    },
    # http://hl7.org/fhir/R4/valueset-publication-status.html
    ("Questionnaire", "status"): {"draft", "active", "retired", "unknown"},
    # http://hl7.org/fhir/R4/valueset-questionnaire-answers-status.html
    ("QuestionnaireResponse", "status"): {
        "in-progress", "completed", "amended", "entered-in-error", "stopped",
    },
    # http://hl7.org/fhir/R4/valueset-event-status.html
    ("Communication", "status"): {
        "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown",
    },
    # http://hl7.org/fhir/R4/valueset-item-type.html
    ("item", "type"): {
        "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url",
        "choice", "open-choice", "attachment", "reference", "quantity",
    },
    # http://hl7.org/fhir/R4/valueset-questionnaire-enable-operator.html
    ("enableWhen", "operator"): {"exists", "=", "!=", ">", "<", ">=", "<="},
    # http://hl7.org/fhir/R4/valueset-resource-types.html, as far as a patient's questionnaire goes
    ("Questionnaire", "subjectType"): {"Patient"},
}  # fmt: skip
"""By resource or element, and its field."""

SYSTEMS = {
    # http://hl7.org/fhir/R4/codesystem-communication-category.html
    "http://terminology.hl7.org/CodeSystem/communication-category": {
        "alert", "notification", "reminder", "instruction",
    },
    # http://hl7.org/fhir/R4/v3/ParticipationMode/cs.html
    "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode": {
        "ELECTRONIC", "PHYSICAL", "REMOTE", "VERBAL", "DICTATE", "FACE", "PHONE", "VIDEOCONF", "WRITTEN", "FAXWRIT",
        "HANDWRIT", "MAILWRIT", "ONLINEWRIT", "EMAILWRIT", "TYPEWRIT",
    },
}  # fmt: skip
"""By code system."""


def wrong_codes(thing: Any, name: str = "") -> Iterator[str]:
    """Every code in a resource that its value set does not have."""
    if isinstance(thing, list):
        for one in thing:
            yield from wrong_codes(one, name)
    if not isinstance(thing, dict):
        return
    name = thing.get("resourceType", name)
    for field, value in thing.items():
        allowed = ALLOWED.get((name, field))
        values = value if isinstance(value, list) else [value]
        if allowed:
            yield from (f"{name}.{field} {one}" for one in values if one not in allowed)
        yield from wrong_codes(value, field)
    system = SYSTEMS.get(thing.get("system", ""))
    if system and thing.get("code") not in system:
        yield f"{thing['system']} {thing.get('code')}"
