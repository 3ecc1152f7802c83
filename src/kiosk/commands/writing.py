"""`kiosk content draft`, `new`, `copy` and `schema`: the files of a walkthrough to be written."""

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, add
from kiosk.model.error import ContentError, OutputError, UsageError

if TYPE_CHECKING:
    from kiosk.content.skeleton import Skeleton
    from kiosk.settings import InForce

MOST_BYTES = 1_000_000
"""A larger page is no page."""


def add_to(actions: Any) -> None:
    """Add the commands."""
    about = "Turn a source's page into a folder: its facts with their hedges, and a walkthrough to be written."
    draft = add(actions, "draft", about, _draft)
    draft.add_argument("page", metavar="PAGE.txt", type=Path, help="the page, saved as plain text")
    draft.add_argument("--id", type=_id, help="what the folder is to be called, if not after the title")
    draft.add_argument("--title", type=_title, help="the title, if not as the page says")
    new = add(actions, "new", "Make the folder of a walkthrough to be written, without any source yet.", _new)
    new.add_argument("id", metavar="ID", type=_id, help="small letters, digits and hyphens, such as knee-scan")
    new.add_argument("--title", type=_title, required=True, help="what it is called")
    copy = add(actions, "copy", "Copy a walkthrough, to change the copy.", _copy)
    copy.add_argument("procedure", metavar="PROCEDURE", help="its id")
    schema = add(actions, "schema", "Write the JSON Schemas from which editors complete and check files.", _schema)
    about = "the folder that gets them; else schemas/ in the folder that one is in"
    schema.add_argument("--to", metavar="DIR", type=Path, default=Path("schemas"), help=about)
    for one in (draft, new, copy):
        about = "the folder that gets the new one; else the folder that one is in"
        one.add_argument("--to", metavar="DIR", type=Path, default=Path(), help=about)


def _id(text: str) -> str:
    if not re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", text):
        raise argparse.ArgumentTypeError(f"“{text}” cannot be an id; use small letters, digits and hyphens")
    return text


def _title(text: str) -> str:
    if text.strip() and text.isprintable():
        return text
    raise argparse.ArgumentTypeError("a title has letters, and nothing that cannot be seen")


def _draft(chosen: argparse.Namespace, _: "InForce") -> int:
    from kiosk.content.draft import draft
    from kiosk.content.source_page import decoded

    try:
        if chosen.page.stat().st_size > MOST_BYTES:
            raise UsageError(f"{chosen.page} is larger than 1 MB. Save the page as plain text, without pictures.")
        text = decoded(chosen.page.read_bytes())
    except OSError as error:
        raise ContentError(f"{chosen.page} cannot be read: {error.strerror}. Name a file of plain text.") from error
    made = draft(text, chosen.page.name, date.today(), procedure_id=chosen.id or "", title=chosen.title or "")
    return _written(made, chosen.to)


def _new(chosen: argparse.Namespace, _: "InForce") -> int:
    from kiosk.content.draft import blank

    return _written(blank(chosen.id, chosen.title, date.today()), chosen.to)


def _schema(chosen: argparse.Namespace, _: "InForce") -> int:
    import json

    from kiosk.content.schema import KINDS, schemas
    from kiosk.journal.whole_file import whole_text
    from kiosk.speech.pronounce import PronunciationFile

    kinds: dict[str, tuple[type[Any], str]] = {**KINDS, "pronunciation": (PronunciationFile, "pronunciation/??.yaml")}
    globs: dict[str, str] = {}
    try:
        chosen.to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {chosen.to} cannot be made: {error.strerror}. Name another one with --to."
        ) from error
    for name, found in schemas(kinds).items():
        path = chosen.to / f"{name}.schema.json"
        with whole_text(path) as file:
            file.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        globs[str(path)] = kinds[name][1]
    print(f"{len(globs)} schemas are in {chosen.to}. An editor with a YAML extension takes them from its settings;")
    print("for VS Code, .vscode/settings.json in the content folder:")
    print(json.dumps({"yaml.schemas": globs}, indent=1))
    return DONE


def _written(skeleton: "Skeleton", into: Path) -> int:
    home = skeleton.write(into)
    facts = [fact for fact in skeleton.facts if not fact.is_added]
    hedged = sum(bool(fact.hedge) for fact in facts)
    print(f"{home}: {len(facts)} facts, {hedged} of them with a hedge.")
    print(f"What is still to be written: kiosk content check {home}")
    return DONE


def _copy(chosen: argparse.Namespace, force: "InForce") -> int:
    import shutil

    from kiosk.commands.parts import library_of
    from kiosk.model.error import UnknownProcedureError

    library = library_of(force.settings)
    if not library.layers.has(chosen.procedure):
        raise UnknownProcedureError(library.nearest(chosen.procedure))
    home = chosen.to / chosen.procedure
    try:
        shutil.copytree(library.layers.home(chosen.procedure), home)
    except FileExistsError as error:
        raise UsageError(f"{home} is there already. Move it away first, or name another folder with --to.") from error
    except (OSError, shutil.Error) as error:
        raise UsageError(f"{home} cannot be written: {error}. Name another folder with --to.") from error
    print(f"{home}: change it as you like. What is wrong with it: kiosk content check {home}")
    return DONE
