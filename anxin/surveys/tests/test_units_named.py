"""Under which unit a card is made: the deepest one that the ledger names, else the ledger's own."""

import pytest

from anxin.families.models import Household
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level, Unit
from anxin.surveys.details import Places

from .ledger.books import SURVEY, member, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(tree):
    """The county's units, with a longer-named town and two villages of one name."""

    def add(code, name, level, parent):
        kind = Kind.REGION
        return add_unit(by=OPERATOR, code=code, name=name, kind=kind, level=level, parent=parent)

    upper = add("990102102", "上河东镇", Level.TOWNSHIP, tree.county)
    add("990102101201", "凤林村", Level.VILLAGE, tree.town)
    add("990102102201", "凤林村", Level.VILLAGE, upper)
    units = Unit.objects.under(tree.county.path).exclude(kind=Kind.ORGANISATION).select_related("parent")
    return Places(list(units))


@pytest.mark.parametrize(
    ("text", "town", "code"),
    [
        ("安和县河东镇人民政府", "", "990102101"),
        ("河东镇", "", "990102101"),
        ("安和县上河东镇人民政府", "", "990102102"),
        ("安和县河东镇凤林村", "", "990102101201"),
        ("安和县上河东镇凤林村", "", "990102102201"),
        ("凤林村", "", None),
        ("凤林村", "河东镇", "990102101"),
        ("安和县卫生健康局", "", "990102-WJ"),
        ("安和县卫生健康局监督所", "河东镇", "990102-WJ"),
        ("安和县第二中学", "河东镇", "990102101"),
        ("安和县第二中学", "铁山镇", None),
        ("中共安和县委组织部", "", None),
        ("", "", None),
    ],
)
def test_the_unit_named_keeps_the_card(places, text, town, code):
    found = places.unit_of(text, town)

    assert (found.code if found else None) == code
    assert places.unit_of(text, town) is found


def test_a_card_is_made_under_the_township_that_the_ledger_names(bring, tree, tmp_path):
    heading = (*SURVEY, "生前工作单位")
    other = member(officer="钱志远", name="孙小兰", number="", born="1960")
    rows = [heading, [*member(), "安和县河东镇人民政府"], [*other, "省里的单位"]]

    bring(xlsx(tmp_path / "ledger.xlsx", rows))

    homes = {one.bereavements.get().officer.person.name: one.unit for one in Household.objects.all()}
    assert homes == {"王正平": tree.town, "钱志远": tree.county}


def test_a_card_stays_where_it_is_when_a_later_ledger_names_another_unit(bring, tree, tmp_path):
    bring(xlsx(tmp_path / "one.xlsx", [SURVEY, member()]))

    done = bring(xlsx(tmp_path / "two.xlsx", [(*SURVEY, "生前工作单位"), [*member(), "河东镇人民政府"]])).done

    assert (done.opened, done.changed) == (0, 1)
    assert Household.objects.get().unit == tree.county
