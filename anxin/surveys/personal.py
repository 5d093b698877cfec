"""The personal fields of surveys (see ground.access.personal): a department's ledger as it came in."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

BRING = "surveys.bring"
LEDGER = _("to take a department's ledger over and return its faults")

personal("surveys.Ledger", "name", purpose=LEDGER, readers=BRING, mask="text", keep="work")
personal("surveys.Ledger", "content", purpose=LEDGER, readers=BRING, mask="never", keep="work")
personal(
    "surveys.Ledger",
    "families members sound merged opened changed kept faults mended",
    purpose=LEDGER,
    readers=BRING,
    keep="work",
)

ROUND = _("to answer which families of officers who died on duty there are, with a name behind it")
personal("surveys.Round", "paper words", purpose=ROUND, readers="surveys.rounds", keep="case")
personal(
    "surveys.Answer",
    "signatory nil officers unknown families",
    purpose=ROUND,
    readers="surveys.rounds",
    keep="case",
)
personal("surveys.AnswerStep", "to why", purpose=ROUND, readers="surveys.rounds", mask="text", keep="case")
