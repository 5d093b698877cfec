"""What the assurance tests tell of exemplars and study. The man is invented."""

from datetime import date

from anxin.exemplars.actions import Consent, Head, Held, Shown
from anxin.exemplars.content.shapes import Told, Words
from anxin.ground.days.clock import today

HEAD = Head(
    name="孟守桥", headline="守桥三十年的水利员", source="县水利局材料", source_on=date(2026, 3, 2),
    died_on=date(2025, 7, 9), age_at_death=57,
)  # fmt: skip
YES = Consent("spouse", date(2026, 3, 1), "档案2026-3")


def a_deed() -> Told:
    """One deed."""
    return Told(Words("他守了三十年的桥。"), Words("守桥"), theme="duty")


def held(subject: str = "学习先进事迹") -> Held:
    """A reading of twelve people today."""
    return Held(today(), "reading", subject, 12)


def shown() -> Shown:
    """A talk today."""
    return Shown("talk", "事迹报告会", "县礼堂", today(), "县委组织部")
