"""``anxin personal-fields``: the catalogue of personal information. No database is asked."""

from rich.table import Table

from anxin.ground.database.problem import _

from .options import AsJson, DataDir
from .ready import late, prepare
from .screen import out, show_json
from .words import gettext


def personal_fields(data_dir: DataDir, as_json: AsJson = False) -> None:
    prepare(data_dir)
    told = [field.told() for field in late("anxin.ground.access.personal").registry()]
    if as_json:
        show_json(told)
        return
    heads = (_("Field"), _("Why it is held"), _("Who may read it"), _("Masked"), _("Kept"), _("Stored"))
    table = Table(*(gettext(head) for head in heads))
    for one in told:
        table.add_row(one["field"], one["purpose"], one["readers"], one["mask"], one["keep"], one["storage"])
    out.print(table)
