"""How many family cards a minute come out as PDF: `python bench/paper_cards.py [--cards N]`.

Every card differs in every name, number and sentence, as real ones do (typst remembers text that repeats).
Prints cards a minute by the clock and by CPU time for one PDF a card, and for one PDF with all of them.
"""

import argparse
import random
import sys
import time

from anxin.ground.paper.pdf import sheet_pdf, sheets_pdf
from anxin.ground.paper.shapes import (
    Cell,
    Column,
    Columns,
    Halves,
    KeyValues,
    Mark,
    Pair,
    Panel,
    Section,
    Sheet,
    Table,
)

HAN = "安和青石镇溪口村东山林水田园春秋冬夏明月清风学医保养老抚育就读走访慰问喆㛃䶮𬭎𫖯𠅤𠮷"
STATES = ("done", "going", "over", "missing", "none")


def words(dice: random.Random, length: int) -> str:
    return "".join(dice.choices(HAN, k=length))


def day(dice: random.Random) -> str:
    return f"{dice.randint(1950, 2030)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def table(dice: random.Random, kinds: str, rows: int) -> Table:
    """`kinds`: one letter a column (l lead, w whole, n number, t text, m mark)."""
    names = {"l": "lead", "w": "whole", "n": "number"}
    columns = tuple(Column(words(dice, 3), names.get(kind, "text")) for kind in kinds)
    return Table(columns, tuple(tuple(cell(dice, kind) for kind in kinds) for _ in range(rows)))


def cell(dice: random.Random, kind: str) -> Cell:
    if kind == "m":
        return Mark(dice.choice(STATES), words(dice, 3))
    texts = {"l": words(dice, 4), "w": day(dice), "n": f"{dice.randint(1000, 10**7):,}.00"}
    return texts.get(kind) or words(dice, dice.randint(4, 16))


def card(dice: random.Random) -> Sheet:
    pairs = tuple(Pair(words(dice, 4), words(dice, dice.randint(4, 18))) for _ in range(6))
    panels = tuple(
        Panel(words(dice, 3), words(dice, 3), words(dice, 9), ("139 0000 1866",)) for _ in range(3)
    )
    ahead, visits = (Section(words(dice, 5), table(dice, "wlt", 3), words(dice, 9)) for _ in range(2))
    return Sheet(
        title=words(dice, 3) + "家庭",
        subtitle="家庭档案卡（一户一档）",
        number=f"安和 青石 {dice.randint(0, 9999):04}",
        classification="内部资料，用后归档",
        sections=(
            Section("殉职干部", KeyValues(pairs), words(dice, 12)),
            Section("家庭成员", table(dice, "lwwwtt", 4), words(dice, 6)),
            Section("谁负责", Columns(panels)),
            Section("需求与措施", table(dice, "ltttwm", 4), words(dice, 12)),
            Section("待遇测算", table(dice, "ltnwm", 2), words(dice, 12)),
            Halves(ahead, visits),
        ),
        signatures=("责任人", "家属（看过、无误）", "年　　月　　日"),
        qr=f"HTTPS://ANXIN.EXAMPLE/C/{dice.getrandbits(50):010X}",
        foot="中共安和县委组织部　2026年11月23日打印，打印人 沈静",
    )


def report(name: str, cards: int, started: tuple[float, float]) -> None:
    wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    clock, each = cards / wall * 60, cpu / cards * 1000
    sys.stdout.write(f"{name}: {clock:,.0f} cards/minute by the clock, {each:.1f} CPU ms a card\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cards", type=int, default=300)
    count = arguments.parse_args().cards
    dice = random.Random(20170412)
    sheet_pdf(card(dice))  # fonts and layout are read once a process
    cards = [card(dice) for _ in range(count)]
    started = time.perf_counter(), time.process_time()
    for sheet in cards:
        sheet_pdf(sheet)
    report("one PDF a card", count, started)
    cards = [card(dice) for _ in range(count)]
    started = time.perf_counter(), time.process_time()
    sheets_pdf(cards)
    report("one PDF for all", count, started)


if __name__ == "__main__":
    main()
