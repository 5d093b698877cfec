"""``anxin package`` between two real installations, each with a database, keys and a tree of its own."""

import json
import shutil

import pytest

from anxin.ground.database.server import serving
from tests.ready import folder

from .house import anxin, python

PLANT = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from anxin.ground.database.scope import everywhere
    from anxin.ground.days.clock import today
    from anxin.ground.journal.actions import OPERATOR
    from anxin.notices.tests.composed import sent
    from datetime import timedelta
    from tests.cast import hire, plant_tree
    with everywhere():
        tree = plant_tree()
        unit = getattr(tree, sys.argv[2])
        clerk, leader = hire("shen", unit, "clerk", "沈静"), hire("zheng", unit, "leader", "郑国平")
        hire("wu", tree.town, "township", "吴晓峰")
        if sys.argv[2] == "city_office":
            print(sent(clerk, leader, receive_by=today() + timedelta(20)).pk)
"""
PASS_DOWN = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from anxin.ground.access.models import Post
    from anxin.ground.database.scope import everywhere
    from anxin.notices import actions
    from anxin.notices.delivering import deliver
    from anxin.notices.models import Notice
    from anxin.notices.tests.composed import signed_for
    posts = Post.objects.select_related("account", "unit", "scope_root")
    clerk, leader, township = (posts.get(account__login=login) for login in ("shen", "zheng", "wu"))
    with everywhere():
        notice = Notice.objects.get()
        child = actions.pass_down(by=clerk, delivery=signed_for(clerk, notice))
        actions.address(by=clerk, notice=child, said=actions.Addressed(level=4))
        child = actions.approve(by=leader, notice=actions.hand_in(by=clerk, notice=child))
        actions.issue(by=clerk, notice=child)
        deliver(child.pk)
        signed_for(township, child)
        print(notice.pk)
"""
TOLD = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from anxin.notices.models import Carried, Delivery
    signed = Delivery.objects.get(unit__code="990102-ZZB").stand
    print(signed, *(f"{one.signed}/{one.due} {one.document}" for one in Carried.objects.all()))
"""
TRUST = """
import sys
from pathlib import Path
from anxin.cli.ready import database
with database(Path(sys.argv[1])):
    from anxin.ground.days.clock import now
    from anxin.ground.units.models import Unit
    from anxin.notices.models import PackageKey
    from anxin.notices.packages.keys import PublicKey
    public = PublicKey.read(sys.argv[3])
    unit = Unit.objects.get(code="990102") if sys.argv[2] == "below" else None
    PackageKey.objects.create(way=sys.argv[2], name="他网", line=public.text, fingerprint=public.fingerprint,
                              unit=unit, trusted_at=now())
    print(public.fingerprint)
"""


@pytest.fixture(scope="module")
def other():
    """The county's installation, beside the city's (``house``)."""
    place = folder("anxin-t-")
    with serving(place, embedded=True):
        done = anxin("migrate", "--data-dir", place)
        assert done.returncode == 0, done.stderr
        yield place
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def notice(house):
    """The city's installation with its people, and the notice it has sent out."""
    return python(PLANT, house, "city_office").strip()


def line_of(house):
    """The line of the key that an installation makes for itself."""
    made = anxin("package", "keys", "--make", "--json", "--data-dir", house)
    assert made.returncode == 0, made.stderr
    (key,) = json.loads(made.stdout)["keys"]
    assert "AGE-SECRET" not in made.stdout
    return key["line"]


def test_a_notice_is_carried_from_one_installation_to_another(house, other, notice, tmp_path):
    python(PLANT, other, "county_office")
    lines = {place: line_of(place) for place in (house, other)}
    key = python(TRUST, house, "below", lines[other]).strip()
    above = python(TRUST, other, "above", lines[house]).strip()
    file = tmp_path / "notice.anxin"

    packed = anxin(
        "package", "pack", file, "--by", "shen", "--what", notice, "--to", key[:8], "--data-dir", house
    )
    assert packed.returncode == 0, packed.stderr
    first, second = (
        anxin("package", "open", file, "--by", "shen", "--json", "--data-dir", other) for _n in range(2)
    )
    assert first.returncode == 0, first.stderr
    assert [json.loads(one.stdout)["again"] for one in (first, second)] == [False, True]

    receipt = tmp_path / "receipt.anxin"
    taken = python(PASS_DOWN, other).strip()
    packed = anxin(
        "package", "pack", receipt, "--by", "shen", "--what", taken, "--to", above, "--data-dir", other
    )
    assert packed.returncode == 0, packed.stderr
    for again in (False, True):
        done = anxin("package", "open", receipt, "--by", "shen", "--json", "--data-dir", house)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["again"] is again
    assert python(TOLD, house).strip().startswith("signed 1/1 安组通〔")

    file.write_bytes(file.read_bytes()[:-1])
    refused = anxin("package", "open", file, "--by", "shen", "--data-dir", other, "--lang", "zh")
    assert refused.returncode == 1
    assert "第三行" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.usefixtures("notice")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("open", "none.anxin", "--by", "shen"), "none.anxin"),
        (("open", "none.anxin", "--by", "nobody"), "nobody"),
        (("open",), "file of the package"),
        (("pack", "new.anxin", "--by", "shen", "--what", "x", "--to", ""), "key"),
    ],
)
def test_what_is_missing_is_told_in_one_sentence(house, tmp_path, words, says):
    verb, *rest = words
    rest = [tmp_path / word if word.endswith(".anxin") else word for word in rest]
    done = anxin("package", verb, *rest, "--data-dir", house, "--lang", "en")
    assert done.returncode == 2
    assert says in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
