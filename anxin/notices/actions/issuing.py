"""Issuing a notice."""

from django.db import transaction

from anxin.ground.journal.actions import Actor, record
from anxin.notices.content.notice_2017_04_12 import NOTICE
from anxin.notices.content.shapes import NoticeContent, Paragraph
from anxin.notices.models import Notice, NoticeAddressee, NoticeItem, NoticeParagraph, NoticeState


@transaction.atomic
def issue_notice(*, by: Actor, content: NoticeContent, is_first: bool = False) -> Notice:
    """Put a notice into the register, with its paragraphs, what it asks, and whom it addresses."""
    notice = Notice.objects.create(
        number=content.number, title=content.title.zh, title_en=content.title.en,
        issuer=content.issuer.zh, issuer_en=content.issuer.en, issued_on=content.issued_on,
        source=content.source.zh, source_en=content.source.en, is_first=is_first, state=NoticeState.ISSUED,
    )  # fmt: skip
    _address(notice, content)
    _tell(notice, content.paragraphs)
    record("notices.issued", by=by, on=notice, path="")
    return notice


@transaction.atomic
def issue_first_notice(*, by: Actor) -> Notice:
    """Issue the notice of 2017-04-12 as notice no. 1; where it stands already, give that one back."""
    standing = Notice.objects.filter(is_first=True).first()
    return standing or issue_notice(by=by, content=NOTICE, is_first=True)


def _address(notice: Notice, content: NoticeContent) -> None:
    NoticeAddressee.objects.bulk_create(
        NoticeAddressee(
            notice=notice,
            order=order,
            kind=one.kind,
            level=one.level,
            words=one.words.zh,
            words_en=one.words.en,
        )
        for order, one in enumerate(content.addressees, 1)
    )


def _tell(notice: Notice, paragraphs: tuple[Paragraph, ...]) -> None:
    place = 0
    for order, one in enumerate(paragraphs):
        paragraph = NoticeParagraph.objects.create(
            notice=notice, order=order, name=one.name.zh, name_en=one.name.en,
            words=one.words.zh, words_en=one.words.en,
        )  # fmt: skip
        for item in one.items:
            place += 1
            NoticeItem.objects.create(
                notice=notice, paragraph=paragraph, order=place, asks=item.asks,
                words=item.words.zh, words_en=item.words.en,
            )  # fmt: skip
