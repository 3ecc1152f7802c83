"""`kiosk journal`: looks after the record."""

import argparse
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add, group, print_json

if TYPE_CHECKING:
    from kiosk.settings import InForce

_AT_ONCE = 20_000
"""Events that a purge removes in one go: a running kiosk writes in between."""


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "journal", "look after the record: what it holds, whether it is whole, backup, purge")
    info = add(actions, "info", "What the journal holds, how far back it goes, and how long visits are kept.", _info)
    verify = add(actions, "verify", "Whether every entry is as it was written; names the first that is not.", _verify)
    for one in (info, verify):
        one.add_argument("--json", action="store_true", help="as an object")
    purge = add(actions, "purge", "Remove the visits that are older, for good.", _purge)
    purge.add_argument("--older-than", type=_days, metavar="DAYS", required=True, help="in days; 1 is yesterday")
    backup = add(actions, "backup", "Copy the journal to a file, while the kiosk runs; without tickets.", _backup)
    backup.add_argument("file", metavar="FILE", type=Path, help="where to; what stands there is replaced")
    add(actions, "rebuild", "Make the daily sums anew from the entries.", _rebuild)


def _days(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 36_500):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of days; write 1 or more, such as 365")
    return int(text)


def _info(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.info import info

    found, keep = info(force.settings.folder), force.settings.keep_days
    if chosen.json:
        print_json(asdict(found) | {"keep_days": keep})
        return DONE
    print(f"journal: {found.file} ({_size(found.bytes)}, version {found.version})")
    print(f"entries: {found.events}, from {found.first or 'never'} to {found.newest or 'never'}")
    print(f"visits: {found.visits}, {found.under_way} of them under way")
    print(f"kept: {'for ever' if keep is None else f'{keep} days'} (keep_days in the settings)")
    if found.purged_at:
        print(f"purged: up to entry {found.purged_through}, last at {found.purged_at}")
    print(f"last link: {found.last or 'none'}")
    return DONE


def _verify(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.verify import verify

    found = verify(force.settings.folder)
    if chosen.json:
        print_json(asdict(found))
        return MEND if found.fault or not found.sums_fit else DONE
    if found.since:
        print(f"The entries up to {found.since} were purged; the rest is read from there.")
    if found.clock:
        print(found.clock)
    if found.fault:
        print(f"{found.fault} The {found.checked} before it fit. Compare with the last backup that verifies.")
        return MEND
    print(f"All {found.checked} entries are as they were written. Last link: {found.last or 'none'}")
    if not found.sums_fit:
        print("The daily sums do not fit them. Make them anew: kiosk journal rebuild")
        return MEND
    print("The daily sums fit them.")
    return DONE


def _purge(chosen: argparse.Namespace, force: "InForce") -> int:
    from contextlib import closing

    from kiosk.journal.store import Journal

    events = visits = through = 0
    with closing(Journal(force.settings.folder)) as journal:
        journal.close_abandoned()
        while (purged := journal.purge(timedelta(days=chosen.older_than), _AT_ONCE)).events:
            events, visits, through = events + purged.events, visits + purged.visits, purged.through
    if events:
        print(f"Removed {visits} visits ({events} entries, up to entry {through}).")
    else:
        print(f"No visit is older than {chosen.older_than} days; nothing was removed.")
    return DONE


def _backup(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.backup import backup

    size = backup(force.settings.folder, chosen.file)
    print(f"{chosen.file}: {_size(size)}, readable for this user alone.")
    return DONE


def _rebuild(_: argparse.Namespace, force: "InForce") -> int:
    from contextlib import closing

    from kiosk.journal.store import Journal

    with closing(Journal(force.settings.folder)) as journal:
        journal.rebuild()
    print("The daily sums were made anew.")
    return DONE


def _size(count: int) -> str:
    """Bytes, so that a small file is not called empty."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
