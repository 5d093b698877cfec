"""The personal fields of care (see ground.access.personal)."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import Sensitivity, personal

READ = "care.read"
NEED = _("to know what the family needs and what was decided about it")
ASK = _("to ask a department for what the family needs")
STORY = _("to remember a visit and what was promised")
DUTY = _("to know who answers for the family")
CLOSED = _("to know why the care of a family was closed, and what came of it")

personal(
    "care.Need",
    "words settled_why checked_words",
    purpose=NEED,
    readers=READ,
    mask="hidden",
    keep="case",
    sensitivity=Sensitivity.HEALTH,
)
personal("care.Need", "how", purpose=NEED, readers=READ, keep="case")
personal("care.Need", "theme", purpose=NEED, readers=READ, keep="case")
personal(
    "care.Measure",
    "words reason proof ground case_by_case",
    purpose=NEED,
    readers=READ,
    mask="text",
    keep="case",
)
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
personal("care.Handover", "words told_words ended_why", purpose=DUTY, readers=READ, mask="text", keep="work")
personal("care.Handover", "why", purpose=DUTY, readers=READ, keep="work")
personal("care.Closing", "reason", purpose=CLOSED, readers=READ, keep="case")
personal("care.HandoverItem", "words", purpose=DUTY, readers=READ, mask="text", keep="work")
personal(
    "care.Closing",
    "outcome follow_up decided_why reopened_why",
    purpose=CLOSED,
    readers=READ,
    mask="text",
    keep="case",
)
personal("care.Responsibility", "why", purpose=DUTY, readers=READ, mask="text", keep="work")
personal("care.Visit", "news said promised", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.Promise", "words", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.PromiseStep", "words", purpose=STORY, readers=READ, mask="text", keep="work")

# visits: plans, notes
personal("care.VisitPlan", "festival_on occasion", purpose=STORY, readers=READ, keep="work")
personal("care.Promise", "told_on told_how", purpose=STORY, readers=READ, keep="work")
personal("care.VisitPlan", "why", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.PlanStep", "words", purpose=STORY, readers=READ, mask="text", keep="work")
personal("care.VisitNote", "words", purpose=STORY, readers=READ, mask="text", keep="work")

AHEAD = _("to see to what comes next for a person, in time")
personal(
    "care.Duty", "kind n day until expected planned_for decision", purpose=AHEAD, readers=READ, keep="case"
)
personal("care.DutyStep", "words", purpose=AHEAD, readers=READ, mask="text", keep="case")
personal("care.DutyStep", "decision", purpose=AHEAD, readers=READ, keep="case")
personal("care.Lookahead", "quiet again_on rules", purpose=AHEAD, readers=READ, keep="case")
personal("care.VisitDraft", "fields_json", purpose=STORY, readers="care.visit", mask="text", keep="draft")
WORD = _("to answer what the family says")
personal("care.FamilyWord", "words speaker", purpose=WORD, readers=READ, mask="text", keep="work")
personal(
    "care.FamilyWord", "channel said_on answered_on raised raised_on", purpose=WORD, readers=READ, keep="work"
)
personal("care.WordStep", "words", purpose=WORD, readers=READ, mask="text", keep="work")
personal(
    "care.DepartmentContact",
    "name phone",
    purpose=_("to know whom one speaks to in a department"),
    readers="care.measure",
    keep="post",
    basis="staff",
    sensitivity=Sensitivity.ORDINARY,
    clear="directory",
)
personal("care.TableStep", "words", purpose=NEED, readers=READ, mask="text", keep="case")
personal("care.JointRow", "told", purpose=ASK, readers="care.column", mask="text", keep="case")
personal("care.JointRow", "facts_json", purpose=ASK, readers="care.column", keep="case")
personal(
    "care.JointCell",
    "words handler case_by_case reason ground proof",
    purpose=ASK,
    readers="care.column",
    mask="text",
    keep="case",
)
personal("care.JointCell", "amount_fen", purpose=ASK, readers="care.column", keep="case")
