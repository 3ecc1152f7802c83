"""Which of the keys that arrive count: held keys, hurried fingers, scanners."""

import pytest

from kiosk.ui.keys import AGAIN_AFTER, BURST, MOVE_AGAIN_AFTER, PRESSES, Guard


class Keyboard:
    """Sends keys at given moments, and lets go of a key that was held back as the app does."""

    def __init__(self, *, typing: bool = False) -> None:
        self.guard = Guard()
        self.typing = typing
        self.counted: list[str] = []
        self._release_at: float | None = None

    def send(self, key: str, at: float) -> None:
        self.until(at)
        self.counted += self.guard.arrives(key, at, typing=self.typing)
        if self.guard.held_back:
            self._release_at = at + BURST

    def until(self, at: float) -> None:
        while self._release_at is not None and self._release_at <= at:
            self.counted += self.guard.released(self._release_at)
            self._release_at = self._release_at + BURST if self.guard.held_back else None

    def hold(self, key: str, seconds: float, every: float) -> None:
        for number in range(int(seconds / every)):
            self.send(key, number * every)

    def burst(self, keys: list[str], every: float = 0.005, *, at: float = 10.0) -> None:
        for number, key in enumerate(keys):
            self.send(key, at + number * every)

    def after(self, seconds: float = 60.0) -> list[str]:
        """What counted in the end."""
        self.until(seconds)
        return self.counted


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.mark.holds(26)
@pytest.mark.parametrize("key", ["enter", "space", "right", "left", "f1", "down", "tab"])
def test_a_held_key_is_one_press(keyboard: Keyboard, key: str) -> None:
    keyboard.hold(key, 3, 0.033)
    assert keyboard.after() == [key]


@pytest.mark.parametrize("every", [0.02, 0.03, 0.033, 0.04])
def test_a_held_digit_is_one_press(keyboard: Keyboard, every: float) -> None:
    keyboard.send("2", 0)
    for number in range(100):
        unsteady = 0.004 * (number % 3 == 0)
        keyboard.send("2", 0.5 + number * every + unsteady)
    assert keyboard.after() == ["2"]


def test_a_held_key_counts_again_only_a_while_after_it_was_let_go(keyboard: Keyboard) -> None:
    keyboard.hold("enter", 3, 0.033)
    last = keyboard.guard.received["enter"]
    keyboard.send("enter", last + AGAIN_AFTER - 0.01)
    keyboard.send("enter", last + 2 * AGAIN_AFTER)
    assert keyboard.after() == ["enter", "enter"]


@pytest.mark.holds(26)
def test_two_presses_a_second_apart_are_two(keyboard: Keyboard) -> None:
    keyboard.send("enter", 0)
    keyboard.send("enter", 1)
    assert keyboard.after() == ["enter", "enter"]


def test_a_trembling_finger_presses_once(keyboard: Keyboard) -> None:
    for at in (0, 0.2, 0.45):
        keyboard.send("enter", at)
    assert keyboard.after() == ["enter"]


def test_two_different_keys_count_at_once(keyboard: Keyboard) -> None:
    keyboard.send("down", 0)
    keyboard.send("enter", 0.05)
    assert keyboard.after() == ["down", "enter"]


def test_the_focus_moves_again_sooner(keyboard: Keyboard) -> None:
    for number in range(4):
        keyboard.send("down", number * (MOVE_AGAIN_AFTER + 0.001))
    assert keyboard.after() == ["down"] * 4


def test_a_digit_alone_counts_once_it_is_clear_that_none_follows(keyboard: Keyboard) -> None:
    keyboard.send("3", 1)
    assert keyboard.counted == []
    assert keyboard.after() == ["3"]


def test_a_digit_and_then_enter_by_hand_are_two_presses(keyboard: Keyboard) -> None:
    keyboard.send("3", 1)
    keyboard.send("enter", 1.2)
    assert keyboard.after() == ["3", "enter"]


@pytest.mark.parametrize("scanned", ["40123455", "1-23", "A12 77", "00000000", "A12-77", "12", "1 1 1"])
def test_what_a_scanner_sends_is_no_press(keyboard: Keyboard, scanned: str) -> None:
    names = {"-": "minus", " ": "space"}
    keyboard.burst([names.get(letter, letter) for letter in scanned] + ["enter"])
    assert [PRESSES.get(key) for key in keyboard.after() if key in PRESSES] == []


def test_a_scanner_that_ends_with_tab_moves_nothing(keyboard: Keyboard) -> None:
    keyboard.burst([*"40123455", "tab"])
    assert keyboard.after() == []


def test_after_a_burst_the_next_key_counts(keyboard: Keyboard) -> None:
    keyboard.burst([*"40123455", "enter"])
    keyboard.send("enter", 11)
    keyboard.send("2", 12)
    assert keyboard.after() == ["enter", "2"]


def test_after_two_thousand_keys_a_second_the_next_key_counts(keyboard: Keyboard) -> None:
    keyboard.burst(["7", "enter", "x", "1"] * 1000, every=0.0005)
    assert keyboard.counted == []
    keyboard.send("right", 14)
    assert keyboard.after() == ["right"]


def test_staff_may_type_the_same_digit_twice_at_once() -> None:
    keyboard = Keyboard(typing=True)
    for at in (0, 0.08, 0.16):
        keyboard.send("7", at)
    keyboard.send("enter", 0.2)
    assert keyboard.after() == ["7", "7", "7", "enter"]


def test_staff_who_type_fast_lose_no_digit() -> None:
    keyboard = Keyboard(typing=True)
    keyboard.burst([*"4718", "enter"], every=0.02)
    assert keyboard.after() == [*"4718", "enter"]


def test_ctrl_q_twice_counts_twice(keyboard: Keyboard) -> None:
    keyboard.send("ctrl+q", 0)
    keyboard.send("ctrl+q", 0.2)
    assert keyboard.after() == ["ctrl+q", "ctrl+q"]


def test_the_same_spot_touched_twice_at_once_is_one_touch() -> None:
    guard = Guard()
    assert guard.touches("next", 0)
    assert not guard.touches("next", 0.3)
    assert guard.touches("back", 0.4)
    assert guard.touches("next", 2)
