"""The waiting kiosk's door: a private socket, at which other programs of its user ask for a walkthrough."""

import json
import logging
import os
import socket
import stat
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kiosk.journal.lock import one_at_a_time
from kiosk.model.error import HandOverError
from kiosk.model.frozen import dataclass
from kiosk.visit.order import TICKET, Order

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger(__name__)

NAME = "door"
"""The socket's name in the data folder."""

MOST = 4096
"""Bytes of an order; an answer may be as long."""

PATIENCE = 5.0
"""Seconds that either side waits for the other."""

Answer = Literal["started", "busy", "unknown", "refused"]
"""Started; a visit or the staff are in the way; no such walkthrough, option or visit; it cannot be started."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the kiosk says to an order."""

    answer: Answer
    says: str
    """In a sentence, for who sent it."""


Hear = Callable[[Order], Reply]
"""Carries an order out."""


def knock(folder: Path, order: Order) -> Reply | None:
    """Give an order to the kiosk that waits here; None where none does.

    Raises:
        HandOverError: A kiosk is there and does not answer, or somebody else is there.
    """
    try:
        if not (folder / NAME).exists():
            return None
        with socket.socket(socket.AF_UNIX) as line, _short(folder) as name:
            line.settimeout(PATIENCE)
            try:
                line.connect(name)
            except (ConnectionRefusedError, FileNotFoundError):
                return None  # the kiosk that had it was killed
            if not _is_ours(line):
                raise HandOverError(
                    f"At {folder / NAME} somebody else than this user answers, so nothing was handed over. Launch as "
                    "the kiosk's user, or on a screen of its own with --here; and let only that user write there."
                )
            line.sendall(json.dumps(asdict(order)).encode() + b"\n")
            with line.makefile("rb") as lines:
                said = json.loads(lines.readline(MOST))
            return Reply(said["answer"], str(said["says"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HandOverError(
            f"The kiosk that waits here does not answer at {folder / NAME} ({error or type(error).__name__}). "
            "Look at its screen, or start the walkthrough on a screen of its own with --here."
        ) from error


class Door:
    """The kiosk's side. It opens after the first page stands, and closes when the kiosk ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: asyncio.Server | None = None
        self._own: os.stat_result | None = None

    async def open(self, hear: Hear) -> bool:
        """Answer from now on; whether that can be: another kiosk may answer here already.

        Raises:
            OSError: There can be no such socket here.
        """
        import asyncio

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _short(self._folder) as name:
            # In a thread: another kiosk that opens is waited for, and meanwhile somebody may press a key here.
            line = await asyncio.to_thread(self._take_place, name)
            if line is None:
                return False
            self._server = await asyncio.start_unix_server(_answering(hear), sock=line, limit=MOST)
        return True

    async def close(self) -> None:
        """Answer no more."""
        server, self._server = self._server, None
        if server:
            place = self._folder / NAME
            with suppress(OSError):  # the folder may be gone by now
                # Somebody may have removed it, and another kiosk opened its own.
                if self._own and os.path.samestat(self._own, place.lstat()):
                    place.unlink()
            server.close()

    def _take_place(self, name: str) -> socket.socket | None:
        """Listens; None where another kiosk does. Between looking and listening no other may do the same."""
        with one_at_a_time(self._folder), socket.socket(socket.AF_UNIX) as line:
            if _is_answered(name):
                return None
            with suppress(FileNotFoundError):
                Path(name).unlink()
            line.bind(name)
            Path(name).chmod(0o600)  # before anybody is listened to
            self._own = Path(name).lstat()
            line.listen()
            line.setblocking(False)
            return line.dup()


def _answering(hear: Hear) -> Any:
    import asyncio

    async def answer(reader: "asyncio.StreamReader", writer: "asyncio.StreamWriter") -> None:
        # Who hangs up or says nothing gets no answer; nor does anybody when the kiosk ends meanwhile.
        gone = suppress(OSError, ValueError, TimeoutError, asyncio.CancelledError)
        line = b""
        with gone:
            if _is_ours(writer.get_extra_info("socket")):
                line = await asyncio.wait_for(reader.readline(), PATIENCE)
        if line:
            reply = json.dumps(asdict(_reply(line, hear))).encode()
            with gone:
                writer.write(reply + b"\n")
                await asyncio.wait_for(writer.drain(), PATIENCE)
        writer.close()

    return answer


def _reply(line: bytes, hear: Hear) -> Reply:
    order = _read(line)
    if order is None:
        return Reply("unknown", "That is no order. Use `kiosk launch`.")
    try:
        return hear(order)
    except Exception as error:  # noqa: BLE001 - whoever ordered is told, and the kiosk waits on
        _log.error("An order met a fault of the kiosk's own", exc_info=error)
        return Reply(
            "refused",
            "The kiosk that waits here met a fault of its own. Look at its screen; its log says what happened, "
            "and `kiosk settings` says where that is.",
        )


def _is_ours(line: Any) -> bool:
    """Whether it is this user at the other end; root may enter every folder, so the mode alone does not say it."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    asked: bytes = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return bool(struct.unpack("3i", asked)[1] == os.geteuid())


def _read(line: bytes) -> Order | None:
    """An order as it was sent; None for anything else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):  # the latter from thousands of brackets
        return None
    if not isinstance(said, dict) or not set(said) <= {one.name for one in fields(Order)}:
        return None
    options = said.get("options", [])
    texts = [said.get(name, "") for name in ("procedure", "ticket", "language", "size")]
    switches = [said.get(name, False) for name in ("aloud", "resume")]
    if not isinstance(options, list) or not all(isinstance(one, str) for one in (*texts, *options)):
        return None
    procedure, ticket, language, size = texts
    fits = (not ticket or TICKET.fullmatch(ticket)) and size in ("", "small", "usual", "large", "largest")
    if not fits or not all(isinstance(one, bool) for one in switches):
        return None
    return Order(procedure, tuple(options), ticket, language, switches[0], size, switches[1])


def _is_answered(name: str) -> bool:
    try:
        if not stat.S_ISSOCK(Path(name).stat().st_mode):
            return False
    except FileNotFoundError:
        return False
    with socket.socket(socket.AF_UNIX) as line:
        line.setblocking(False)  # others wait for the lock meanwhile
        try:
            line.connect(name)
        except ConnectionRefusedError:
            return False
        except BlockingIOError:
            return True  # somebody listens, and has much to do
    return True


@contextmanager
def _short(folder: Path) -> Iterator[str]:
    """The socket's name as the system takes it: at most 107 bytes, however deep the folder is."""
    name = str(folder / NAME)
    if len(os.fsencode(name)) < 100 or not Path("/proc/self/fd").is_dir():
        yield name
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{NAME}"
    finally:
        os.close(handle)
