"""The visits as xAPI statements (1.0.3) in the order and with the context that the cmi5 profile asks for.

Source: cmi5 Specification Profile for xAPI, "Quartz", sections 7.1.3, 9.3 to 9.7. The kiosk stands in for both sides:
`launched` and `abandoned` are the learning system's statements, the others the walkthrough's own. Nobody is graded, so
there is neither `passed` nor `failed` nor a score.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from uuid import NAMESPACE_URL, UUID, uuid5

from kiosk.journal.export.json_stream import Thing, write_array
from kiosk.journal.export.source import HOME, Words, happened, reason, seconds, shown
from kiosk.journal.visits import Visit, sittings
from kiosk.model.procedure import Question

_ADL = "http://adlnet.gov/expapi"
_CMI5 = "https://w3id.org/xapi/cmi5/context"

_VERBS = {name: f"{_ADL}/verbs/{name}" for name in ("launched", "initialized", "experienced", "answered", "completed")}
_VERBS |= {"terminated": f"{_ADL}/verbs/terminated", "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned"}

_ALLOWED = ("experienced", "answered")
"""What cmi5 allows and does not define: without its category."""


def write_xapi(visits: Iterable[Visit], out: TextIO, words: Words) -> None:
    """Writes all statements as one array."""
    write_array((statement for visit in visits for statement in statements(visit, words)), out)
    out.write("\n")


def statements(visit: Visit, words: Words) -> Iterator[Thing]:
    """The statements of one visit, in cmi5's order."""
    was_begun, spent = False, 0.0
    for sitting in sittings(visit):
        begun = happened(sitting, "initialized") or (sitting[0] if was_begun else None)
        yield from _session(visit, sitting, begun, spent, words)
        was_begun = begun is not None
        spent += seconds((begun or sitting[0])["at"], sitting[-1]["at"])


def _session(visit: Visit, sitting: Visit, begun: sqlite3.Row | None, spent: float, words: Words) -> Iterator[Thing]:
    """The statements from one launch to its end.

    Args:
        visit: All of the visit.
        sitting: This part of it.
        begun: Since when the patient was there; at once, where they had begun in an earlier part.
        spent: The seconds of the earlier parts.
        words: The walkthroughs as they are now.
    """
    for event in sitting:
        match event["kind"]:
            case "launched":
                yield _statement(visit, event, "launched", words, extensions=_launch(event))
                if event is begun:
                    again = _id(visit, f"{event['id']}/initialized")
                    yield _statement(visit, event, "initialized", words) | {"id": again}
            case "initialized":
                yield _statement(visit, event, "initialized", words)
            case "viewed":
                lasted = {"duration": _duration(event["seconds"])}
                yield _statement(visit, event, "experienced", words, about=f"steps/{event['step']}", result=lasted)
            case "felt":
                yield _feeling(visit, event, words)
            case "answered":
                yield _answer(visit, event, words)
            case "completed":
                lasts = spent + seconds((begun or sitting[0])["at"], event["at"])
                result = {"completion": True, "duration": _duration(lasts)}
                yield _statement(visit, event, "completed", words, result=result)
            case "terminated" | "abandoned":
                # A session that never began cannot terminate; the learning system notes that it was abandoned.
                verb = "terminated" if begun and event["kind"] == "terminated" else "abandoned"
                lasted = {"duration": _since(begun if verb == "terminated" and begun else sitting[0], event)}
                result = {**lasted, "extensions": {f"{HOME}/xapi/reason": reason(sitting)}}
                yield _statement(visit, event, verb, words, result=result)


def _statement(
    visit: Visit,
    event: sqlite3.Row,
    verb: str,
    words: Words,
    *,
    about: str = "",
    definition: Thing | None = None,
    result: Thing | None = None,
    extensions: Thing | None = None,
) -> Thing:
    procedure, version, digest, language = shown(event)
    activity = f"{HOME}/procedures/{procedure}"
    session = registration(visit)
    known = words.of(shown(event))
    made: dict[str, Any] = {
        "id": _id(visit, str(event["id"])),
        "actor": {"objectType": "Agent", "account": {"homePage": f"{HOME}/visits", "name": visit[0]["visit"]}},
        "verb": {"id": _VERBS[verb], "display": {"en": verb}},
        "object": {"objectType": "Activity", "id": f"{activity}/{about}" if about else activity},
        "context": {
            "registration": str(session),
            "revision": f"{version} ({digest})",
            "platform": "procedure-kiosk",
            "language": language,
            "contextActivities": {"grouping": [{"id": f"{HOME}/published/{procedure}"}]} | _categories(verb),
            "extensions": {f"{_CMI5}/extensions/sessionid": event["visit"], **(extensions or {})},
        },
        "timestamp": event["at"],
    }
    if definition or (known and not about):
        made["object"]["definition"] = definition or {"name": {language: known.title if known else procedure}}
    if result:
        made["result"] = result
    return made


def registration(visit: Visit) -> UUID:
    """The visit's id as a UUID, the same in every export."""
    return uuid5(NAMESPACE_URL, f"{HOME}/visits/{visit[0]['visit']}")


def _id(visit: Visit, name: str) -> str:
    return str(uuid5(registration(visit), name))


def _categories(verb: str) -> Thing:
    if verb in _ALLOWED:
        return {}
    named = ["cmi5", "moveon"] if verb == "completed" else ["cmi5"]
    return {"category": [{"id": f"{_CMI5}/categories/{name}"} for name in named]}


def _launch(event: sqlite3.Row) -> Thing:
    procedure, *_ = shown(event)
    return {
        f"{_CMI5}/extensions/launchmode": "Normal",
        f"{_CMI5}/extensions/launchurl": f"{HOME}/procedures/{procedure}",
        f"{_CMI5}/extensions/moveon": "Completed",
    }


def _answer(visit: Visit, event: sqlite3.Row, words: Words) -> Thing:
    name, language = event["question"], event["language"]
    question = words.questions(shown(event)).get(name)
    interaction = {"type": f"{_ADL}/activities/cmi.interaction", "interactionType": "choice"}
    return _statement(
        visit,
        event,
        "answered",
        words,
        about=f"questions/{name}",
        definition=interaction | (_asked(question, language) if question else {}),
        result={"response": event["option"], "success": event["result"] == "right"},
        extensions={f"{HOME}/xapi/attempt": event["attempt"], f"{HOME}/xapi/result": event["result"]},
    )


def _feeling(visit: Visit, event: sqlite3.Row, words: Words) -> Thing:
    spoken, language = words.spoken(event["language"]), event["language"]
    asked = {language: getattr(spoken.feeling, event["item"])} if spoken else {}
    return _statement(
        visit,
        event,
        "answered",
        words,
        about=f"questions/feeling-{event['item']}",
        definition={"type": f"{_ADL}/activities/cmi.interaction", "interactionType": "numeric"}
        | ({"description": asked} if asked else {}),
        result={"response": event["option"]},
    )


def _asked(question: Question, language: str) -> Thing:
    return {
        "description": {language: question.ask},
        "correctResponsesPattern": [question.right],
        "choices": [{"id": one.id, "description": {language: one.text}} for one in question.options],
    }


def _since(begin: sqlite3.Row, event: sqlite3.Row) -> str:
    return _duration(seconds(begin["at"], event["at"]))


def _duration(lasted: float) -> str:
    """ISO 8601, to a hundredth of a second as xAPI compares it."""
    return f"PT{lasted:.2f}S"
