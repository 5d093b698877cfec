"""What the journal's codes of signing in mean."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell

tell(
    {
        "access.password_changed": _("changed one's own password"),
        "access.password_reset": _("gave an initial secret to somebody"),
        "access.factor_added": _("set up a second factor"),
        "access.factor_removed": _("removed a second factor"),
        "access.factors_cleared": _("removed the second factor of somebody who lost it"),
        "access.codes_renewed": _("made new recovery codes"),
        "access.sessions_ended": _("ended sessions"),
        "access.language_chosen": _("chose the language of the pages"),
        "access.subject_bound": _("bound a single sign-on to an account"),
    }
)
