"""The reference of the benchmarks: the least Textual app that shows a text and answers a key with another one."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

TEXT = "What will happen today, one step at a time. " * 8


class BareApp(App[None]):
    """One text, another one at each key."""

    presses = 0

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(f"Page 0 {TEXT}", markup=False)

    def on_key(self, event: Key) -> None:
        """The next text."""
        if event.key != "ctrl+q":
            self.presses += 1
            self.query_one(Static).update(f"Page {self.presses} {TEXT}")


if __name__ == "__main__":
    BareApp().run()
