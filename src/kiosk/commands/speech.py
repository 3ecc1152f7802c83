"""`kiosk speech`: tries the voice, and writes it into files."""

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, WHICH, add, group
from kiosk.commands.parts import library_of
from kiosk.log import log_to
from kiosk.model.error import UsageError

if TYPE_CHECKING:
    from kiosk.settings import InForce, Settings
    from kiosk.speech.protocol import Manner

_log = logging.getLogger(__name__)


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "speech", "try the voice")
    say = add(actions, "say", "Say a text.", _say)
    say.add_argument("text", nargs="+", help="what to say")
    about = "Write a sound (WAV) and a transcript for each page of a walkthrough."
    render = add(actions, "render", about, _render)
    render.add_argument("procedure", metavar="PROCEDURE", nargs="+", help=WHICH)
    render.add_argument("--to", metavar="DIR", type=Path, required=True, help="the folder to write into")
    about = "Keep a recorded sentence, or one that the voice makes, to be played instead of the voice."
    clip = add(actions, "clip", about, _clip)
    clip.add_argument("text", nargs="+", help="the sentence, as it stands on the page")
    clip.add_argument("--to", metavar="DIR", type=Path, required=True, help="the folder that the settings call clips")
    about = "a recording of it at the usual speed: WAV, one channel, 16 bits"
    clip.add_argument("--from", dest="recording", metavar="FILE", type=Path, help=about)
    add(actions, "voices", "List the voices.", _voices)
    about = "Tell whether this machine has a voice and can sound: a line each, code 1 if not."
    add(actions, "check", about, _check)


def _say(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.speech import commands
    from kiosk.voice import pronunciation_of

    log_to(force.settings.folder)
    library = library_of(force.settings)
    text = pronunciation_of(library.layers, force.settings.language).spoken(" ".join(chosen.text), "").text
    commands.say(text, _manner(force.settings))
    return DONE


def _voices(_: argparse.Namespace, force: "InForce") -> int:
    from kiosk.speech import commands

    log_to(force.settings.folder)
    print("\n".join(commands.voices()))
    return DONE


def _check(_: argparse.Namespace, force: "InForce") -> int:
    from kiosk.speech import commands

    log_to(force.settings.folder)
    lines, well = commands.check(_manner(force.settings))
    print("\n".join(lines))
    return DONE if well else MEND


def _render(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.speech.render import render
    from kiosk.visit.tour import tour
    from kiosk.visit.visit import Limits, Visit
    from kiosk.voice import pronunciation_of

    settings, library = force.settings, library_of(force.settings)
    words, limits = library.words(), Limits(settings.idle, settings.answer)
    visit, _ = Visit.begin("", library.find(" ".join(chosen.procedure)), words, limits, 0)
    rules = pronunciation_of(library.layers, words.id)
    try:
        for name in render(tour(visit), words, rules, _manner(settings), chosen.to, _log.info):
            print(name)
    except OSError as error:
        raise UsageError(f"Nothing can be written into {chosen.to}: {error.strerror}. Name another folder.") from error
    return DONE


def _clip(chosen: argparse.Namespace, force: "InForce") -> int:
    import wave

    from kiosk.speech.clips import Clips
    from kiosk.speech.render import one_sound
    from kiosk.speech.sound import read_wav
    from kiosk.voice import pronunciation_of

    log_to(force.settings.folder)
    manner, library = _manner(force.settings), library_of(force.settings)
    # Found again by what the best voice would be given to say.
    said = pronunciation_of(library.layers, manner.language).spoken(" ".join(chosen.text), "").text
    try:
        sound = read_wav(chosen.recording) if chosen.recording else one_sound(said, manner, _log.info)
        print(Clips(chosen.to).keep(manner.language, manner.voice, said, sound))
    except (wave.Error, EOFError) as error:
        raise UsageError(
            f"{chosen.recording} is no such recording: {error}. Save it as WAV, one channel, 16 bits."
        ) from error
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be read or written: {error.strerror}.") from error
    return DONE


def _manner(settings: "Settings") -> "Manner":
    from kiosk.speech.protocol import Manner

    return Manner(settings.language, settings.voice_name)
