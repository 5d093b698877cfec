"""The personal fields of care (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

READ = "care.read"
NEED = _("to know what the family needs and what was decided about it")
ASK = _("to ask a department for what the family needs")
STORY = _("to remember a visit and what was promised")
DUTY = _("to know who answers for the family")

personal(
    "care.Need",
    "words settled_why",
    purpose=NEED,
    readers=READ,
    mask="hidden",
    keep="case",
    sensitivity=Sensitivity.HEALTH,
)
personal("care.Need", "theme", purpose=NEED, readers=READ, keep="case")
personal("care.Measure", "words reason proof ground", purpose=NEED, readers=READ, mask="text", keep="case")
personal("care.Measure", "amount_fen", purpose=NEED, readers=READ, keep="case")
personal(
    "care.DepartmentRequest",
    "subject asked ground handler answer",
    purpose=ASK,
    readers="care.answer",
    mask="text",
    keep="case",
)
personal("care.DepartmentRequest", "facts_json", purpose=ASK, readers="care.answer", mask="id", keep="case")
personal(
    "care.DepartmentRequest",
    "amount_fen benefit_from benefit_until",
    purpose=ASK,
    readers="care.answer",
    keep="case",
)
personal("care.RequestStep", "words", purpose=ASK, readers="care.answer", mask="text", keep="case")
personal("care.Responsibility", "why", purpose=DUTY, readers=READ, mask="text", keep="work")
personal("care.Visit", "news said promised", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.Promise", "words", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.PromiseStep", "words", purpose=STORY, readers=READ, mask="text", keep="work")
