"""Pico: a small voice that is easily understood. py-nanotts makes the sound; the pyttsx3 driver for it is ours."""

import re
import sys
import types
import wave
from typing import Any

from kiosk.speech.engines.engine import Engine
from kiosk.speech.rates import Pace
from kiosk.speech.voice import Voice

_RATE = 16_000
_LOUD = 0.7
"""At its full loudness it cuts off the peaks."""
_MARKUP = re.compile(r"[<>&\\]")
"""Signs that Pico would take as commands."""


class PicoEngine(Engine):
    """Pico behind pyttsx3."""

    name = "pico"

    def __init__(self) -> None:
        _register()
        super().__init__(self.name)

    def voices(self) -> tuple[Voice, ...]:
        """Its voices."""
        return tuple(Voice(f"pico/{voice.id}", self.name, voice.id) for voice in self.engine.getProperty("voices"))

    def tell_pace(self, pace: Pace) -> None:
        """How fast it shall speak."""
        self.engine.setProperty("rate", pace.rate)


class PicoDriver:
    """What pyttsx3 asks of a driver. Work is only noted in `save_to_file`: done there, the next call would hang."""

    def __init__(self, proxy: Any) -> None:
        import py_nanotts
        from pyttsx3.voice import Voice as ListedVoice

        self._proxy = proxy
        self._pico = py_nanotts.NanoTTS()
        self._noted: tuple[str, str] | None = None
        self._properties: dict[str, Any] = {
            "voices": [ListedVoice(one.value, f"Pico {one.value}", [one.value]) for one in py_nanotts.Voice],
            "voice": "en-US",
            "rate": 1.0,
            "volume": _LOUD,
        }

    def getProperty(self, name: str) -> Any:  # noqa: N802  pyttsx3's name
        """A property; KeyError if there is none such."""
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802  pyttsx3's name
        """Set a property; `rate` is times the normal speed."""
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        """Note what is to be written."""
        self._noted = (text, filename)

    def startLoop(self) -> None:  # noqa: N802  pyttsx3's name
        """Do what was noted."""
        self._proxy.setBusy(False)
        noted, self._noted = self._noted, None
        if noted is None:
            return
        self._proxy.setBusy(True)
        try:
            self._write(*noted)
        except (RuntimeError, ValueError, OSError, wave.Error) as error:
            self._proxy.notify("error", exception=error)
        else:
            self._proxy.notify("finished-utterance", completed=True)
        self._proxy.setBusy(False)

    def _write(self, text: str, filename: str) -> None:
        of = self._properties
        frames = self._pico.speak(_MARKUP.sub(" ", text), voice=of["voice"], speed=of["rate"], volume=of["volume"])
        with wave.open(filename, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE)
            file.writeframes(frames)

    def endLoop(self) -> None:  # noqa: N802  pyttsx3's name
        """Nothing loops here."""

    def stop(self) -> None:
        """A synthesis cannot be interrupted; it takes some hundredths of a second."""

    def destroy(self) -> None:
        """Nothing is held."""


def _register() -> None:
    """Let pyttsx3 find the driver, without a fork of pyttsx3."""
    module = types.ModuleType("pyttsx3.drivers.pico")
    module.buildDriver = PicoDriver  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
