"""A locked kiosk under a million random bytes: it lives, comes to rest, and is the same as before.

    python benchmarks/random_bytes.py [--bytes 1000000] [--seed 1]

Ends with an assertion that says after which byte it failed.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from flood import flood
from locked import Prankster, hasty, lock
from terminal import Terminal


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bytes", type=int, default=1_000_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [*hasty(2, 1), *lock(Path(folder), patients_choose="true")]
        with Terminal.start(command, 80, 24) as terminal:
            began = time.monotonic()
            flood(Prankster(terminal), given.bytes, given.seed)
            took = time.monotonic() - began
            memory = psutil.Process(terminal.process.pid).memory_info().rss / 2**20
    print(f"{given.bytes} random bytes with the seed {given.seed}: {took:.0f} s, then the first page; {memory:.0f} MiB")


if __name__ == "__main__":
    main()
