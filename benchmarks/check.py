"""How long `kiosk content check` takes for all walkthroughs in all languages.

    python benchmarks/check.py [--times 5]

Ends with code 1 if the limit is passed. Processor time counts, so that other work on the machine changes nothing.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from pseudo_terminal import median

MOST_SECONDS = 2.0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=5)
    kiosk = str(Path(sys.executable).with_name("kiosk"))
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(arguments.parse_args().times):
            before = _used()
            command = [kiosk, "content", "check", "--data", folder]
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            took.append(_used() - before)
    tables = sum(line.strip().startswith("PEMAT") for line in text.splitlines())
    value = median(took)
    print(f"{tables} walkthroughs and languages are checked in {value:.2f} s (at most {MOST_SECONDS:g})")
    return 1 if value > MOST_SECONDS else 0


def _used() -> float:
    """Processor time of all commands so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
