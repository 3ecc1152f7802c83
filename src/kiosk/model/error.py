"""Errors that people meet: each is one plain sentence with cause and cure."""

from dataclasses import dataclass
from pathlib import Path


class KioskError(Exception):
    """Something a person can mend; the message is the whole of what is shown."""


class ContentError(KioskError):
    """A walkthrough or a language cannot be used."""


class UnknownProcedureError(ContentError):
    """No walkthrough, or more than one, fits what was asked for."""


class UnsignedError(ContentError):
    """The settings ask for a signature, and nobody has signed a walkthrough's words."""


class UsageError(KioskError):
    """A command was asked for something that it does not take."""


class UnknownVisitError(UsageError):
    """No visit can go on with the ticket that was named."""


class HandOverError(KioskError):
    """The kiosk that waits on this machine could not be given an order, or would not take it."""


class SettingsError(KioskError):
    """A setting is misspelt, out of range or unreadable."""


class JournalError(KioskError):
    """The journal cannot be read or written."""


class OutputError(KioskError):
    """A file that was asked for cannot be written."""


class TerminalError(KioskError):
    """The terminal cannot show pages."""


class FaultError(KioskError):
    """Something that is the kiosk's own fault; the log has it."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A mistake of an author, with where it stands and what to write instead."""

    file: Path
    """The file it stands in."""
    line: int
    """The line, counted from 1."""
    says: str
    """What is wrong."""
    cure: str
    """What to write instead."""
    rule: str = "format"
    """The rule it breaks: `format`, `reference`, or a row of the gate."""
    sentence: str = ""
    """The sentence that it is about, where it is about one."""
