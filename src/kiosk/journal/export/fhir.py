"""The visits as a FHIR R4 (4.0.1) bundle: what was asked, what was answered, and that it was told. No patient in it.

`Questionnaire` for each content that was shown, `QuestionnaireResponse` and `Communication` for each visit. The codes
are those of the standard's value sets; a test holds every one against them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO
from uuid import NAMESPACE_URL, uuid5

from kiosk.journal.export.json_stream import Thing, write_array
from kiosk.journal.export.source import HOME, Shown, Words, feelings, happened, reason, shown
from kiosk.journal.visits import Visit, last_shown
from kiosk.model.procedure import UNSURE, Question
from kiosk.visit.feeling import MOST

_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
_BOUND = "http://hl7.org/fhir/StructureDefinition/{}Value"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/communication-category"
_MEDIUM = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"

_RESPONSE = {"finished": "completed", "": "in-progress"}
"""QuestionnaireResponse.status by why the visit ended; all others left before the end: `stopped`."""

_TOLD = {"finished": "completed", "": "in-progress", "not-started": "not-done"}
"""Communication.status, likewise."""

Asked = dict[tuple[str, int], set[str]]
"""The questions and tries that were answered, with the options that were chosen."""


def write_fhir(visits: Iterable[Visit], out: TextIO, words: Words, made: str) -> None:
    """Writes the bundle.

    Args:
        visits: What is in it.
        out: Where to.
        words: The walkthroughs as they are now.
        made: The time now, as the journal writes it.
    """
    head = json.dumps({"resourceType": "Bundle", "type": "collection", "timestamp": made})
    entries = _entries(visits, words)
    first = next(entries, None)
    if first is None:  # an empty list is not allowed in FHIR
        out.write(f"{head}\n")
        return
    out.write(f'{head[:-1]}, "entry": ')
    write_array(chain([first], entries), out)
    out.write("}\n")


def _entries(visits: Iterable[Visit], words: Words) -> Iterator[Thing]:
    contents: dict[Shown, Asked] = {}
    felt: dict[Shown, set[str]] = {}
    for visit in visits:
        asked = contents.setdefault(shown(last_shown(visit)), {})
        for event in visit:
            if event["kind"] == "answered":
                asked.setdefault((event["question"], event["attempt"]), set()).add(event["option"])
        felt.setdefault(shown(last_shown(visit)), set()).update(feelings(visit))
        if reason(visit) != "not-started":
            yield _entry(_response(visit, words))
        yield _entry(_communication(visit, words))
    # Last, since which questions an older walkthrough had is only known from the answers.
    for content, asked in contents.items():
        yield _entry(_questionnaire(content, asked, felt[content], words))


def _entry(resource: Thing) -> Thing:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join((HOME, *parts))))


def _url(content: Shown) -> str:
    procedure, _, _, language = content
    return f"{HOME}/Questionnaire/{procedure}-{language}"


def _version(content: Shown) -> str:
    _, version, digest, _ = content
    return f"{version}-{digest}"


def _system(content: Shown, question: str) -> str:
    return f"{HOME}/CodeSystem/{content[0]}-{question}"


def _visit_id(visit: Visit) -> Thing:
    return {"system": f"{HOME}/visits", "value": visit[0]["visit"]}


def _response(visit: Visit, words: Words) -> Thing:
    content, questions = shown(last_shown(visit)), words.questions(shown(last_shown(visit)))
    items: list[Thing] = [
        {
            "linkId": f"{event['question']}/{event['attempt']}",
            "answer": [{"valueCoding": _coding(content, event["question"], event["option"], questions)}],
        }
        for event in visit
        if event["kind"] == "answered"
    ]
    felt = {when: _felt(when) | {"answer": [{"valueInteger": value}]} for when, value in feelings(visit).items()}
    items = _around(felt, items)
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id("response", visit[0]["visit"]),
        "identifier": _visit_id(visit),
        "questionnaire": f"{_url(content)}|{_version(content)}",
        "status": _RESPONSE.get(reason(visit), "stopped"),
        "authored": visit[-1]["at"],
    } | ({"item": items} if items else {})


def _felt(when: str) -> Thing:
    return {"linkId": f"feeling/{when}"}


def _around(felt: Mapping[str, Thing], items: list[Thing]) -> list[Thing]:
    """The questions, with what was asked before the first and after the last of them."""
    before, after = ([felt[when]] if when in felt else [] for when in ("before", "after"))
    return [*before, *items, *after]


def _communication(visit: Visit, words: Words) -> Thing:
    content = shown(last_shown(visit))
    procedure, version, digest, language = content
    known, ended = words.of(content), reason(visit)
    media = ["WRITTEN", *(["VERBAL"] if happened(visit, "heard") else [])]
    made: dict[str, Any] = {
        "resourceType": "Communication",
        "id": _id("communication", visit[0]["visit"]),
        "identifier": [_visit_id(visit)],
        "status": _TOLD.get(ended, "stopped"),
        "category": [{"coding": [{"system": _CATEGORY, "code": "instruction"}]}],
        "medium": [{"coding": [{"system": _MEDIUM, "code": code}]} for code in media],
        "topic": {"text": known.title if known else procedure},
        "sent": visit[0]["at"],
        "payload": [{"contentString": f"{procedure}, version {version}, content {digest}, language {language}"}],
    }
    if ended != "not-started":
        made["about"] = [{"reference": f"urn:uuid:{_id('response', visit[0]['visit'])}"}]
    if ended == "finished":
        made["received"] = visit[-1]["at"]
    elif ended:
        made["statusReason"] = {"text": ended}
    made["payload"] += [{"contentString": f"To ask the nurse: {text}"} for text in _marked(visit, words)]
    return made


def _marked(visit: Visit, words: Words) -> list[str]:
    """The questions for the nurse that were marked in the end, in words where they are known."""
    known = words.of(shown(last_shown(visit)))
    texts = {note.id: note.line.text for note in known.to_ask} if known else {}
    marks = {event["item"]: event["marked"] for event in visit if event["kind"] == "marked"}
    return [texts.get(item, item) for item, on in marks.items() if on]


def _questionnaire(content: Shown, asked: Asked, felt: set[str], words: Words) -> Thing:
    known, questions = words.of(content), words.questions(content)
    tries = [(name, attempt) for name in questions for attempt in (1, 2)] or sorted(asked)
    items = [_item(content, name, attempt, asked.get((name, attempt), set()), questions) for name, attempt in tries]
    items = _around({when: _feeling(when, content, words) for when in felt}, items)
    return {
        "resourceType": "Questionnaire",
        "id": _id("questionnaire", *map(str, content)),
        "url": _url(content),
        "version": _version(content),
        "title": known.title if known else content[0],
        "status": "active" if known else "retired",
        "language": content[3],
        "subjectType": ["Patient"],
    } | ({"item": items} if items else {})


def _feeling(when: str, content: Shown, words: Words) -> Thing:
    """How one feels about it, from 0 to 10."""
    spoken = words.spoken(content[3])
    bounds = [{"url": _BOUND.format(which), "valueInteger": value} for which, value in (("min", 0), ("max", MOST))]
    text = getattr(spoken.feeling, when) if spoken else when
    return _felt(when) | {"text": text, "type": "integer", "extension": bounds}


def _item(content: Shown, name: str, attempt: int, chosen: set[str], questions: dict[str, Question]) -> Thing:
    question = questions.get(name)
    options = [*(one.id for one in question.options), UNSURE] if question else sorted(chosen)
    made: dict[str, Any] = {
        "linkId": f"{name}/{attempt}",
        "text": question.ask if question else name,
        "type": "choice",
        "answerOption": [
            {"valueCoding": _coding(content, name, option, questions) | _score(question, option)} for option in options
        ],
    }
    if question and attempt > 1:
        right = _coding(content, name, question.right, questions)
        made["enableWhen"] = [{"question": f"{name}/{attempt - 1}", "operator": "!=", "answerCoding": right}]
    return made


def _coding(content: Shown, name: str, option: str, questions: dict[str, Question]) -> Thing:
    texts = {one.id: one.text for one in questions[name].options} if name in questions else {}
    coding = {"system": _system(content, name), "code": option}
    return coding | ({"display": texts[option]} if option in texts else {})


def _score(question: Question | None, option: str) -> dict[str, Any]:
    """1 for the right option, 0 for the others."""
    if question is None:
        return {}
    return {"extension": [{"url": _ORDINAL, "valueDecimal": int(option == question.right)}]}
