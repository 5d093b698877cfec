"""The ledger that was taken out comes in again: nothing changes, whether its numbers are masked or whole."""

from pathlib import Path

import pytest
from django.db import connection

from anxin.families.actions import Origin, record_fact
from anxin.families.kinship import KINSHIP
from anxin.families.models import FallenOfficer, Household, Source
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.paper.workbook import table_xlsx
from anxin.oversight.exports.kinds import Wish, get
from anxin.oversight.exports.reading import as_requester, lines
from anxin.oversight.exports.writing import _meta, _numbered
from anxin.oversight.models import Export
from anxin.surveys import actions
from anxin.surveys.ledger.template import RELATION_WORDS, TEMPLATE
from tests.assurance import exporting as ex
from tests.cast import client_of

SAMPLES = Path(__file__).parents[2] / "demo" / "samples"


def state_of_the_register() -> dict[str, str]:
    """A hash of every row of the register, cipher texts included."""
    with everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'families_%'")
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f"SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {name} t")
            found[name] = cursor.fetchone()[0]
    return found


def bring(post, tree, content: bytes, tmp_path: Path):
    path = tmp_path / "again.xlsx"
    path.write_bytes(content)
    found = actions.read(path)
    with scope(tree.county.path):
        ledger = actions.keep(by=post, unit=tree.county, name=path.name, content=content, found=found)
        return found, actions.take_in(by=post, ledger=ledger, found=found)


@pytest.fixture
def register(county_clerk, tree, tmp_path):
    """What two departments' ledgers made of the register: doubtful dates, lunar birthdays, facts, phones."""
    for name in ("survey", "register"):
        bring(county_clerk, tree, (SAMPLES / f"{name}.xlsx").read_bytes(), tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize("whole", [False, True], ids=["masked numbers, no children", "whole numbers, all"])
def test_the_same_file_again_changes_nothing(register, county_clerk, leader, tree, tmp_path, whole):
    client = client_of(county_clerk)
    ex.ask(client, **({"numbers": "on", "children": "on"} if whole else {}))
    if whole or ex.last(county_clerk).state == Export.State.WAITING:
        ex.agree(leader, ex.last(county_clerk))
        client.post(f"/exports/{ex.last(county_clerk).pk}/begin/")
    export = ex.made(county_clerk)
    word = ex.password(client, export)
    (content,) = ex.opened(b"".join(ex.fetch(client, export).streaming_content), word).values()
    before = state_of_the_register()
    found, done = bring(county_clerk, tree, content, tmp_path)
    assert found.template == TEMPLATE
    assert [(fault.row, fault.column, fault.code) for fault in found.faults] == []
    assert (done.opened, done.changed, done.kept) == (0, 0, 0)
    assert state_of_the_register() == before
    with scope(tree.county.path):
        assert len(found.families) == Household.objects.count()


@pytest.mark.django_db
def test_what_was_written_into_the_file_by_hand_comes_in(household, county_clerk, tree, tmp_path):
    with as_requester(county_clerk):
        kind, wish = get("families"), Wish()
        layout = kind.layout(wish)
        rows = [list(line.cells) for line in lines(county_clerk, kind, wish)]
    rows[0][18] = "县医院护士"  # what his wife does
    export = Export(serial="EX-1", post=county_clerk, counted=len(rows), purpose="check")
    content = table_xlsx(layout.columns, _numbered(layout, rows), layout.title, "", _meta(export, layout))
    _found, done = bring(county_clerk, tree, content, tmp_path)
    assert (done.opened, done.changed) == (0, 1)
    with scope(household.path):
        assert household.facts.get().value == "县医院护士"


def test_every_kinship_is_written_with_a_word_that_is_read_back():
    assert set(KINSHIP) <= set(RELATION_WORDS)


HOME, NUMBER = "安和县河东镇凤林村120号", "99012319800101002X"
TYPED = {"remark": f"其弟身份证号{NUMBER}", "difficulty": "联系13900001234", "housing": "自建房"}


@pytest.fixture
def written(household, county_clerk, in_county):
    """A household with an address, and numbers that somebody typed into free texts."""
    origin = Origin(Source.LEDGER, "台账", today())
    household.address, household.town = HOME, "河东镇"
    household.save(update_fields=["address", "town"])
    for code, words in TYPED.items():
        record_fact(by=county_clerk, household=household, code=code, value=words, origin=origin)
    FallenOfficer.objects.update(death_cause="连续工作后突发疾病，联系13900001234")
    return household


def cells_of(post, kind: str, **wish) -> str:
    with as_requester(post):
        return str([list(line.cells) for line in lines(post, get(kind), Wish(**wish))])


@pytest.mark.django_db
def test_a_masked_ledger_holds_no_house_number_and_no_number_from_a_text(written, county_clerk):
    masked = cells_of(county_clerk, "families")
    assert "凤林村**号" in masked
    assert "自建房" in masked
    for secret in ("120号", NUMBER, "13900001234"):
        assert secret not in masked
    whole = cells_of(county_clerk, "families", numbers=True)
    for told in (HOME, NUMBER, "13900001234"):
        assert told in whole


@pytest.mark.django_db
@pytest.mark.parametrize("whole", [False, True], ids=["masked", "whole"])
def test_addresses_and_free_texts_stay_when_the_ledger_comes_back(
    written, county_clerk, tree, tmp_path, whole
):
    wish, kind = Wish(numbers=whole), get("families")
    with as_requester(county_clerk):
        rows = [line.cells for line in lines(county_clerk, kind, wish)]
    layout = kind.layout(wish)
    export = Export(serial="EX-1", post=county_clerk, counted=len(rows), purpose="check", numbers=whole)
    content = table_xlsx(layout.columns, _numbered(layout, rows), layout.title, "", _meta(export, layout))
    before = state_of_the_register()
    _found, done = bring(county_clerk, tree, content, tmp_path)
    assert (done.opened, done.changed, done.kept) == (0, 0, 0)
    assert state_of_the_register() == before
    with scope(written.path):
        assert Household.objects.get(pk=written.pk).address == HOME
