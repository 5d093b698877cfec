"""Why a package is refused: each reason says where the fault lies and what to do about it."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.jobs.refusals import Refused

COPIED_BADLY = _(
    "Copy the file again from where it was handed over; if it is refused again, have it packed anew."
)
SENTENCES = {
    "not_a_package": _(
        "The first line does not say that this is a package. Choose the .anxin file itself, not a picture of"
        " it or an archive that holds it."
    ),
    "too_large": _("The file is larger than %(most)s MB. Have the attachments made smaller and pack again."),
    "older_version": _(
        "The first line names version %(version)s, which is no longer read here (version %(ours)s is). Have"
        " the sender bring their Anxin up to date and pack again."
    ),
    "newer_version": _(
        "The first line names version %(version)s; this installation reads version %(ours)s. Have it brought"
        " up to date, or have the sender pack for version %(ours)s."
    ),
    "head": _("The second line (from, for, number) cannot be read. %(again)s"),
    "for_another": _(
        "The second line says that the package is for the key %(fingerprint)s, which is not one of this"
        " installation. Ask the sender to pack it for the key that the page “Keys of packages” shows."
    ),
    "unknown_signer": _(
        "The second line says that the key %(fingerprint)s signed it, and nobody here has taken that key in."
        " The system administrator takes it in once it was compared by telephone."
    ),
    "ended_signer": _(
        "The key %(fingerprint)s that signed it is no longer trusted here. Ask the sender for their new key."
    ),
    "signature": _("The signature in the third line does not fit the rest of the file: it was changed or cut"
                   " short on the way. %(again)s"),
    "cipher": _("What follows the third line does not open with the key of this installation. %(again)s"),
    "unpacked": _("What the package holds cannot be unpacked, or is larger than %(most)s MB."
                  " Have it packed anew."),
    "inner_head": _("The package lies in an envelope that is not its own. Do not use it; tell the sender."),
    "content": _("%(place)s of the content is missing or wrong. Have the sender bring their Anxin up to date"
                 " and pack again."),
    "kind": _("This key is not one from which such a package is taken: notices and answers come from above,"
              " reports and receipts from below. Ask the system administrator how the key was taken in."),
}  # fmt: skip


class BadPackage(Refused):
    """A package that was refused; nothing of it was kept."""

    def __init__(self, fault: str, **told: object) -> None:
        super().__init__(f"packages.{fault}", SENTENCES[fault], again=COPIED_BADLY, **told)
