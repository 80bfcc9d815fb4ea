"""What is printed: recoveries per part, the attacks, and the ledger."""

import os
from collections.abc import Iterable

from chaos.assault import Assault
from chaos.attacks import Attack
from chaos.ledger import Ledger, Line
from chaos.load import Book
from chaos.recovery import Recovery


def recoveries(found: dict[str, list[Recovery]]) -> list[str]:
    head = f"{'killed':<22}{'times':>6}  {'median':>8}{'longest':>9}   longest until"
    lines = [head, f"{'':<22}{'':>6}  {'':>8}{'':>9}   accepted   moved  mailed   (seconds)"]
    for name, each in sorted(found.items()):
        whole = sorted(r.whole for r in each)
        lines.append(
            f"{name:<22}{len(each):>6}  {whole[len(whole) // 2]:>8.1f}{whole[-1]:>9.1f}   "
            f"{max(r.accepted for r in each):>8.1f}{max(r.moved for r in each):>8.1f}"
            f"{max(r.mailed for r in each):>8.1f}"
        )
    return lines


def attacks(found: Iterable[Attack]) -> list[str]:
    return [
        f"{a.name:<58}{a.seconds:>6.1f} s" + ("" if a.is_good else f"  over {a.limit:g} s")
        for a in found
    ]


def ledger(lines: Iterable[Line]) -> list[str]:
    shown = [f"{'ledger':<46}{'counted':>9}{'wrong':>7}"]
    for line in lines:
        shown.append(f"{line.promise:<46}{line.counted:>9}{line.wrong:>7}")
        shown += [f"    {example}" for example in line.examples]
    return shown


def sums(killed: Assault, book: Book, accounts: Ledger, rested: float) -> list[str]:
    accepted = sum(event.accepted or False for event in book.posted)
    shares = (
        f"{killed.count} kills; {len(book.posted)} events sent, {accepted} of them answered with"
        f" 200, {book.lost} requests without an answer; at rest after {rested:.0f} s."
    )
    order = (
        f"{accounts.reordered} customers were held against the order of the commits, for a timer"
        " fell due while an event was on its way, or was more than a minute late."
    )
    machine = (
        f"This machine has {len(os.sched_getaffinity(0))} cores; over the last five minutes"
        f" {os.getloadavg()[1]:.1f} processes wanted one."
    )
    return [shares, order, machine]
