"""Reports, notices and reminders as official papers (GB/T 9704-2012): one shape for Word and PDF.

Papers are Chinese, whatever language their reader uses, as are the offices that file them.
"""

from collections.abc import Iterator

from anxin.ground.days.clock import local_day
from anxin.ground.paper.official import Annex, Block, Heading, Official, Paragraph, Table, long_date

from .composing import Composed, Line, Section, compose, plain, value_words
from .models import Chase, Delivery, FrozenFigure, Notice, Report
from .names import PAPER_NAMES, STATED
from .queries import Sum, signed_change, sums

UNSIGNED = "\u3000" * 3
ITEMS = "上述工作的要求事项、完成期限和完成依据如下："
LEDGER = "下级单位报告主要数据汇总表"
COMPARED = "主要数据与上次报告对照表"
LEDGER_CODES = (*STATED[:4], "measures.proposed", "measures.done", "care.visits_year")  # as a line holds


def report_paper(report: Report) -> Official:
    """The report as the paper layout takes it. A draft bears the day of its figures, and room for a signer:
    a document that goes up always names one."""
    composed = compose(report)
    day = report.signed_on or report.day
    annexes = tuple(_annexes(report))
    return Official(
        issuer=report.unit.name,
        number=report.number,
        title="\n".join(composed.title),
        blocks=tuple(_blocks(composed)),
        signature_unit=report.unit.name,
        date=day,
        printed_by=report.unit.name,
        printed_on=day,
        signer=report.signatory or UNSIGNED,
        addressee=report.to_unit.name,
        copies_to=report.copies,
        attachments=tuple(one.title for one in annexes),
        annexes=annexes,
    )


def notice_paper(notice: Notice) -> Official | None:
    """A notice of this house as a paper; None for one from outside, whose head is not ours to print."""
    if notice.unit is None:
        return None
    day = notice.issued_on or local_day(notice.made_at)
    return Official(
        issuer=notice.unit.name,
        number=notice.document,
        title=notice.title,
        blocks=tuple(_asked(notice)),
        signature_unit=notice.unit.name,
        date=day,
        printed_by=notice.unit.name,
        printed_on=day,
        addressee="，".join(one.label.replace("\u3000", "") for one in notice.addressees.all()),
        attachments=tuple(one.title for one in notice.attachments.all()),
        copies_to=notice.copies,
    )


def reminder_paper(chase: Chase) -> Official:
    """The letter (催办函) that goes out with a chase: which notice, to whom, what is still open."""
    notice, day, unit = chase.notice, local_day(chase.at), chase.by.unit
    cited = f"《{notice.title}》" + (f"（{notice.document}）" if notice.document else "")
    last = notice.sign_by(chase.level)
    asked = f"，要求{long_date(last)}前签收" if last else ""
    open_, please = _still_open(chase)
    texts = (
        f"{cited}已经印发{asked}。截至{long_date(day)}，{open_}没有签收。",
        f"请{please}尽快签收并组织落实。确有困难的，请说明原因和办结时限。",
        "特此函告。",
    )
    return Official(
        form="letter",
        issuer=unit.name,
        number="",
        title="关于催办签收通知的函",
        blocks=tuple(map(Paragraph, texts)),
        signature_unit=unit.name,
        date=day,
        printed_by=unit.name,
        printed_on=day,
        addressee=_receiver(chase),
    )


def _still_open(chase: Chase) -> tuple[str, str]:
    """Who has not signed, and whom the letter asks: the place itself, or units below it."""
    if chase.count == 1 and chase.level == chase.unit.level:
        return "你单位还", ""
    return f"{chase.unit.name}范围内还有{chase.count}个单位", "督促上述单位"


def _receiver(chase: Chase) -> str:
    """The office that signs for the place and gets the letter: of a region its organisation department."""
    there = Delivery.objects.filter(notice=chase.notice, path=chase.path).select_related("unit").first()
    return there.unit.name if there else chase.unit.name


def _blocks(composed: Composed) -> Iterator[Block]:
    yield Paragraph(composed.opening)
    for section in composed.sections:
        yield Heading(1, section.heading)
        yield from _section(section)
    yield Paragraph(composed.closing)


def _section(section: Section) -> Iterator[Block]:
    if section.pieces:
        yield Paragraph(plain(section.pieces))
    if section.table:
        yield Table(section.table.caption, section.table.heads, tuple(map(_cells, section.table.lines)))
    yield from (Paragraph(text) for text in section.narrative)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.name, *map(value_words, line.numbers))


def _asked(notice: Notice) -> Iterator[Block]:
    """The paragraphs of a notice as written, then what it asks: until when, and what proves it."""
    for paragraph in notice.paragraphs.all():
        if paragraph.name:
            yield Heading(1, paragraph.name)
        yield Paragraph(paragraph.words)
    items = list(notice.items.all())
    if items:
        yield Paragraph(ITEMS)  # no heading: a body often counts its own 一、二、三
    for place, item in enumerate(items, 1):
        due = f"{long_date(item.due)}前完成" if item.due else ""
        proof = f"以{item.proof}为准" if item.proof else ""
        said = "，".join(part for part in (item.words.rstrip("。"), due, proof) if part)
        yield Paragraph(f"{place}.{said}。")


def annex_titles(report: Report) -> list[str]:
    """What is annexed to a report, by name, as its page lists it."""
    found = ((LEDGER, report.brought.exists()), (COMPARED, report.before_id is not None))
    return [title for title, there in found if there]


def _annexes(report: Report) -> Iterator[Annex]:
    """The ledger of the reports below on a page across, and the figures beside those of the last report."""
    below = sums(report, LEDGER_CODES)
    if below:
        yield Annex(LEDGER, (_ledger(report, below),), across=True)
    if report.before:
        yield Annex(COMPARED, (_compared(report, report.before),))


def _ledger(report: Report, below: list[Sum]) -> Table:
    heads = ("单位", "数字截至", *(PAPER_NAMES[one.code] for one in below))
    units: dict[str, dict[str, FrozenFigure]] = {}
    for one in below:
        for part in one.parts:
            units.setdefault(part.report.unit.name, {})[one.code] = part
    rows = [
        (name, str(next(iter(kept.values())).day), *(_told(kept.get(one.code)) for one in below))
        for name, kept in units.items()
    ]
    together = ("合计", "", *(str(one.value) if one.value is not None else "—" for one in below))
    counted = ("本级汇总", str(report.day), *(_told(one.own) for one in below))
    return Table("", heads, (*rows, together, counted))


def _compared(report: Report, before: Report) -> Table:
    now = {one.code: one for one in report.figures.all()}
    last = {one.code: one for one in before.figures.all()}
    codes = [code for code in STATED if code in now]
    rows = tuple(
        (PAPER_NAMES[code], _told(last.get(code)), _told(now[code]), signed_change(last.get(code), now[code]))
        for code in codes
    )
    return Table("", ("项目", f"上次（{before.day}）", f"本次（{report.day}）", "增减"), rows)


def _told(figure: FrozenFigure | None) -> str:
    return "—" if figure is None else value_words(figure)
