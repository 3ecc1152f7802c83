"""`kiosk launch` where a kiosk waits: in real terminals, through the private socket."""

import json
import logging
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from folders import KIOSK, kiosk, nobodys
from journal_reader import ask
from kiosk.door import MOST, NAME, Door, Reply, knock
from kiosk.journal.lock import one_at_a_time
from kiosk.model.error import HandOverError
from kiosk.visit.order import Order
from plain_user import plain_user
from terminal import Terminal

ORDER = Order("sialogram", ("contrast",), "A12", "es", True, "large")


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Terminal]:
    """A kiosk that waits, with its door open."""
    environment = nobodys(tmp_path) | {"KIOSK_COMFORT_FIRST": "false", "KIOSK_VOICE": "false"}
    with Terminal.start([str(KIOSK)], env=environment) as terminal:
        terminal.wait_for("Welcome")
        terminal.wait_until((tmp_path / "journal" / NAME).exists, "it has no door")
        yield terminal


def launch(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return kiosk(place, "launch", *arguments)


def test_launch_hands_over_to_the_kiosk_that_waits(tmp_path: Path, waiting: Terminal) -> None:
    ended = launch(tmp_path, "sialogram", "--ticket", "A12", "--with", "contrast")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "Started on the kiosk that waits here: Sialogram.\n"
    waiting.wait_for("Is this your procedure?")
    waiting.wait_for("A12")
    assert ask(tmp_path / "journal", "SELECT kind, options FROM events") == [("launched", "contrast=yes")]
    assert ask(tmp_path / "journal", "SELECT ticket FROM tickets") == [("A12",)]


def test_in_another_language(tmp_path: Path, waiting: Terminal) -> None:
    assert launch(tmp_path, "sialogram", "--language", "es").returncode == 0
    waiting.wait_for("¿Es este su procedimiento?")


def test_a_second_launch_disturbs_nobody_and_says_so(tmp_path: Path, waiting: Terminal) -> None:
    assert launch(tmp_path, "sialogram").returncode == 0
    waiting.wait_for("Is this your procedure?")
    waiting.rest(0.5)  # until the whole page stands there
    before = waiting.screen()
    ended = launch(tmp_path, "77417")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The kiosk that waits here is in use, so nothing was started.")
    waiting.rest(0.3)
    assert waiting.screen() == before


def test_of_two_launches_at_once_one_wins(tmp_path: Path, waiting: Terminal) -> None:
    with ThreadPoolExecutor() as both:
        ended = list(both.map(lambda one: launch(tmp_path, one), ["sialogram", "radiotherapy-port-images"]))
    assert sorted(one.returncode for one in ended) == [0, 1]
    assert len(ask(tmp_path / "journal", "SELECT * FROM events")) == 1
    waiting.wait_for("Is this your procedure?")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["zzz"], "No procedure fits “zzz”."),
        (["sialogram", "--with", "sedation"], "“--with sedation” is not an option of sialogram."),
        (["sialogram", "--language", "xx"], "The kiosk does not speak “xx”."),
        (["--resume", "Z9"], "No visit with the ticket Z9 was ended here today"),
    ],
)
def test_what_is_not_known_is_said_and_the_kiosk_waits(
    tmp_path: Path, waiting: Terminal, typed: list[str], says: str
) -> None:
    waiting.rest(0.5)  # until the whole page stands there
    before = waiting.screen()
    ended = launch(tmp_path, *typed)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(says)
    waiting.rest(0.3)
    assert waiting.screen() == before


@pytest.mark.parametrize(
    "typed",
    [[], ["sialogram", "--resume", "A12"], ["--resume", "A12", "--ticket", "B1"], ["--resume", "Mary Smith"]],
)
def test_what_cannot_be_meant_is_said_before_anybody_is_asked(tmp_path: Path, typed: list[str]) -> None:
    ended = launch(tmp_path, *typed)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_visit_that_was_stopped_goes_on_by_its_ticket(tmp_path: Path, waiting: Terminal) -> None:
    assert launch(tmp_path, "sialogram", "--ticket", "A12").returncode == 0
    waiting.wait_for("Is this your procedure?")
    waiting.press_until(b"\r", "How this works")
    waiting.kill(15)
    waiting.wait_exit()
    with Terminal.start([str(KIOSK)], env=nobodys(tmp_path) | {"KIOSK_VOICE": "false"}) as terminal:
        terminal.wait_for("Welcome")
        terminal.wait_until((tmp_path / "journal" / NAME).exists, "it has no door")
        ended = launch(tmp_path, "--resume", "A12")
        assert (ended.returncode, ended.stdout) == (0, "Started on the kiosk that waits here: Sialogram.\n")
        terminal.wait_for("How this works")


def test_here_means_here(tmp_path: Path, waiting: Terminal) -> None:
    with Terminal.start([str(KIOSK), "launch", "sialogram", "--here"], env=nobodys(tmp_path)) as terminal:
        terminal.wait_for("How would you like it?")
        assert "Welcome" in "\n".join(waiting.screen())


def test_where_none_waits_it_starts_here(tmp_path: Path) -> None:
    """For one visit: whoever launches next does not get into it, for no door stands there."""
    environment = nobodys(tmp_path) | {"KIOSK_COMFORT_FIRST": "false", "KIOSK_VOICE": "false"}
    with Terminal.start([str(KIOSK), "launch", "sialogram", "--ticket", "A12"], env=environment) as terminal:
        terminal.wait_for("Is this your procedure?")
        terminal.wait_for("Sialogram")
        terminal.wait_for("A12")
        terminal.press_until(b"\r", "How this works")  # by now a door would have opened
        assert ask(tmp_path / "journal", "SELECT ticket FROM tickets") == [("A12",)]
        assert not (tmp_path / "journal" / NAME).exists()
        assert knock(tmp_path / "journal", ORDER) is None


def test_a_kiosk_that_was_killed_leaves_a_door_that_nobody_minds(tmp_path: Path, waiting: Terminal) -> None:
    waiting.kill(9)
    waiting.wait_exit()
    assert (tmp_path / "journal" / NAME).exists()
    assert knock(tmp_path / "journal", ORDER) is None
    with Terminal.start([str(KIOSK)], env=nobodys(tmp_path)) as terminal:
        terminal.wait_for("Welcome")
        terminal.wait_until(lambda: _answers(tmp_path / "journal"), "its door does not open")


def _answers(folder: Path) -> bool:
    return knock(folder, Order("zzz")) is not None


def test_a_kiosk_that_ends_closes_its_door(tmp_path: Path, waiting: Terminal) -> None:
    waiting.kill(15)
    waiting.wait_exit()
    assert not (tmp_path / "journal" / NAME).exists()


def test_the_door_is_this_users_alone(tmp_path: Path, waiting: Terminal) -> None:
    assert stat.S_IMODE((tmp_path / "journal" / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "journal").stat().st_mode) == 0o700


async def ask_from(folder: Path, line: bytes) -> bytes:
    """What the door answers to a line."""
    import asyncio

    reader, writer = await asyncio.open_unix_connection(str(folder / NAME))
    writer.write(line)
    answered = await asyncio.wait_for(reader.read(MOST), 20)
    writer.close()
    return answered


KNOCK = """
import socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
try:
    line.sendall(b'{"procedure": "sialogram"}' + bytes([10]))
    print(line.recv(100))
except OSError:  # it has hung up already
    print(b"")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
async def test_another_user_is_not_answered_even_where_no_mode_keeps_them_out() -> None:
    import asyncio

    heard: list[Order] = []
    with plain_user() as place:
        door = Door(place / "state")
        assert await door.open(lambda order: Reply("started", str(heard.append(order))))
        typed = [sys.executable, "-c", KNOCK, str(place / "state" / NAME)]
        roots = await asyncio.create_subprocess_exec(*typed, stdout=-1, preexec_fn=lambda: os.seteuid(0))
        assert (await asyncio.wait_for(roots.communicate(), 20))[0].strip() == b"b''"
        await door.close()
    assert heard == []


LISTEN = """
import os, socket, sys
os.setuid(65534)
line = socket.socket(socket.AF_UNIX)
line.bind(sys.argv[1])
line.listen()
print("listens", flush=True)
asked = line.accept()[0]
print(asked.recv(100), flush=True)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_to_another_user_nothing_is_handed_over() -> None:
    """Somebody who may write in the folder puts a socket of their own there: they do not learn the ticket."""
    with TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o777)
        typed = [sys.executable, "-c", LISTEN, str(place / NAME)]
        with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            assert other.stdout.readline() == "listens\n"
            with pytest.raises(HandOverError, match="somebody else than this user answers"):
                knock(place, ORDER)
            assert other.stdout.readline() == "b''\n"


def test_a_folder_that_is_closed_to_this_user_is_said_in_a_sentence() -> None:
    with plain_user() as place:
        (place / "state").mkdir()
        (place / "state").chmod(0)
        with pytest.raises(HandOverError, match="Permission denied"):
            knock(place / "state", ORDER)
        (place / "state").chmod(0o700)


async def test_what_stands_in_its_place_is_not_followed_or_written_to(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / NAME).symlink_to(tmp_path / "precious")
    door = Door(tmp_path)
    assert await door.open(lambda order: Reply("started", order.procedure))
    assert (tmp_path / "precious").read_text() == "precious"
    assert stat.S_ISSOCK((tmp_path / NAME).lstat().st_mode)
    assert stat.S_IMODE((tmp_path / NAME).lstat().st_mode) == 0o600
    await door.close()


async def test_who_says_nothing_or_far_too_much_keeps_nobody_waiting(tmp_path: Path) -> None:
    import asyncio

    door = Door(tmp_path)
    assert await door.open(lambda order: Reply("started", order.procedure))
    silent = [await asyncio.open_unix_connection(str(tmp_path / NAME)) for _ in range(50)]
    for _, writer in silent:
        writer.write(b"{")
    with suppress(ConnectionError):  # it hangs up in the middle
        assert not await ask_from(tmp_path, b"x" * 1_000_000)
    assert await asyncio.wait_for(asyncio.to_thread(knock, tmp_path, ORDER), 2) == Reply("started", "sialogram")
    for _, writer in silent:
        writer.close()
    await door.close()


async def test_what_was_ordered_arrives_as_it_was_ordered(tmp_path: Path) -> None:
    import asyncio

    heard: list[Order] = []

    def hear(order: Order) -> Reply:
        heard.append(order)
        return Reply("started", "Started.")

    deep = tmp_path / ("d" * 100)  # longer than a socket's name may be
    door = Door(deep)
    assert await door.open(hear)
    assert await asyncio.to_thread(knock, deep, ORDER) == Reply("started", "Started.")
    assert heard == [ORDER]
    assert not await Door(deep).open(hear), "two kiosks must not share a door"
    await door.close()
    assert await asyncio.to_thread(knock, deep, ORDER) is None


async def test_of_two_kiosks_that_open_at_once_one_has_the_door(tmp_path: Path) -> None:
    """The other stands between making its socket and listening at it, where it cannot be seen to answer."""
    import asyncio

    with socket.socket(socket.AF_UNIX) as other:
        with one_at_a_time(tmp_path):
            other.bind(os.path.relpath(tmp_path / NAME))
            opening = asyncio.create_task(Door(tmp_path).open(lambda order: Reply("started", "")))
            assert not (await asyncio.wait({opening}, timeout=0.3))[0], "it does not wait for the other"
            other.listen()
        assert not await asyncio.wait_for(opening, 20)
        with socket.socket(socket.AF_UNIX) as asked:
            asked.connect(os.path.relpath(tmp_path / NAME))
            other.accept()[0].close()  # the door is still the other's


async def test_a_kiosk_that_has_much_to_do_keeps_its_door(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other, socket.socket(socket.AF_UNIX) as asks:
        other.bind(os.path.relpath(tmp_path / NAME))
        other.listen(0)
        asks.connect(os.path.relpath(tmp_path / NAME))  # nobody else fits in
        assert not await Door(tmp_path).open(lambda order: Reply("started", ""))
        other.accept()[0].close()


async def test_closing_leaves_another_kiosks_door_alone(tmp_path: Path) -> None:
    import asyncio

    first, second = Door(tmp_path), Door(tmp_path)
    assert await first.open(lambda order: Reply("started", "First."))
    (tmp_path / NAME).unlink()
    assert await second.open(lambda order: Reply("started", "Second."))
    await first.close()
    assert await asyncio.to_thread(knock, tmp_path, ORDER) == Reply("started", "Second.")
    await second.close()
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize("fault", [ValueError, OSError, KeyError, TimeoutError])
async def test_a_fault_in_carrying_out_is_logged_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: type[Exception]
) -> None:
    import asyncio

    def hear(order: Order) -> Reply:
        raise fault("spoiled")

    door = Door(tmp_path)
    assert await door.open(hear)
    with caplog.at_level(logging.ERROR, "kiosk.door"):
        reply = await asyncio.to_thread(knock, tmp_path, ORDER)
    await door.close()
    assert reply is not None
    assert reply.answer == "refused"
    assert reply.says.startswith("The kiosk that waits here met a fault of its own.")
    assert "spoiled" not in reply.says
    assert fault.__name__ in caplog.text
    assert ORDER.ticket not in caplog.text


async def test_who_hangs_up_without_a_word_is_not_answered(tmp_path: Path) -> None:
    import asyncio

    door = Door(tmp_path)
    assert await door.open(lambda order: Reply("started", ""))
    reader, writer = await asyncio.open_unix_connection(str(tmp_path / NAME))
    writer.write_eof()
    assert await asyncio.wait_for(reader.read(), 20) == b""
    writer.close()
    await door.close()


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"[]\n",
        b"null\n",
        b"nonsense\n",
        b"\xff\xfe\n",
        b'{"name": "Mary Smith"}\n',
        b'{"procedure": 7}\n',
        b'{"procedure": "sialogram", "ticket": "Mary Smith"}\n',
        b'{"procedure": "sialogram", "options": "contrast"}\n',
        b'{"procedure": "sialogram", "aloud": 1}\n',
        b'{"procedure": "sialogram", "size": "huge"}\n',
        b"[" * 4000 + b"\n",
    ],
)
async def test_what_is_no_order_is_not_carried_out_and_the_next_one_is(tmp_path: Path, line: bytes) -> None:
    heard: list[Order] = []
    door = Door(tmp_path)

    def hear(order: Order) -> Reply:
        heard.append(order)
        return Reply("started", "Started.")

    await door.open(hear)
    said = json.loads(await ask_from(tmp_path, line))
    assert said == {"answer": "unknown", "says": "That is no order. Use `kiosk launch`."}
    assert heard == []
    assert json.loads(await ask_from(tmp_path, b'{"procedure": "sialogram"}\n'))["answer"] == "started"
    await door.close()


def test_a_kiosk_that_does_not_answer_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as line, ThreadPoolExecutor() as other:
        line.bind(os.path.relpath(tmp_path / NAME))
        line.listen()
        asked = other.submit(knock, tmp_path, ORDER)
        line.accept()[0].close()
        with pytest.raises(HandOverError, match="--here"):
            asked.result()
