"""Where content and drawings are: the installed package's own, or the checkout's."""

from pathlib import Path


def shipped(name: str) -> Path:
    """The folder `content` or `assets` that came with the kiosk."""
    package = Path(__file__).parents[1]
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parents[1] / name
