"""O30: what is installed is known, no known hole is served, and no bad configuration starts."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from anxin.cli.advisories import SHIPPED, Hole, known_holes, read
from anxin.cli.tests.conftest import house  # noqa: F401  # a migrated installation of its own
from anxin.cli.tests.house import anxin
from anxin.cli.tests.test_commands import administrator  # noqa: F401
from anxin.ground.database.problem import Problem

ROOT = Path(__file__).resolve().parent.parent.parent


def refused(house, words, **environ):  # noqa: F811
    """Does ``anxin serve`` end with 1 and this sentence, without a page served?"""
    served = anxin("serve", "--port", "0", "--data-dir", house, **environ)
    return served.returncode == 1 and words in served.stderr and "is open at" not in served.stdout


def test_no_bad_configuration_starts(house, administrator, record_property):  # noqa: F811
    cases = {}
    for words, strong, weak in (
        ("passes row security", "SUPERUSER", "NOSUPERUSER"),
        ("passes row security", "BYPASSRLS", "NOBYPASSRLS"),
    ):
        administrator.execute(f"ALTER ROLE anxin_app {strong}")
        try:
            cases[strong] = refused(house, words)
        finally:
            administrator.execute(f"ALTER ROLE anxin_app {weak}")
    administrator.execute("GRANT anxin_owner TO anxin_app")
    try:
        cases["owner"] = refused(house, "as the owner of tables")
    finally:
        administrator.execute("REVOKE anxin_owner FROM anxin_app")
    cases["debug"] = refused(house, "ANXIN_DEBUG", ANXIN_DEBUG="1")
    cases["default key"] = with_file(house, "secret.key", "django-insecure-key", "too weak")
    old = SHIPPED.read_text(encoding="utf-8").replace('"17.6"]', '"17.6", "18.99"]')
    cases["old PostgreSQL"] = with_file(house, "advisories.toml", old, "CVE-2025-8713")
    assert cases == dict.fromkeys(cases, True)
    record_property("O30", f"{len(cases)} of {len(cases)} bad configurations refused")


def with_file(house, name, text, words):  # noqa: F811
    """The same with a file of the data directory replaced for the length of the call."""
    file, kept = house / name, house / f"{name}.kept"
    if file.exists():
        shutil.move(file, kept)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    try:
        return refused(house, words)
    finally:
        file.unlink()
        if kept.exists():
            shutil.move(kept, file)


@pytest.mark.parametrize(
    ("fixed", "installed", "touched"),
    [
        (("4.2.27", "5.1.15", "5.2.9"), "5.2.8", True),
        (("4.2.27", "5.1.15", "5.2.9"), "5.2.9", False),
        (("4.2.27", "5.1.15", "5.2.9"), "5.0.14", True),
        (("4.2.27", "5.1.15", "5.2.9"), "6.0", False),
    ],
)
def test_a_release_is_measured_against_the_mend_of_its_own_line(fixed, installed, touched):
    assert Hole("django", "CVE-0", fixed, "").touches(installed) is touched


@pytest.mark.parametrize(
    ("installed", "touched"),
    [("15.13", True), ("15.14", False), ("16.9", True), ("17.6", False), ("18.0", False)],
)
def test_postgresql_is_measured_by_its_majors(installed, touched):
    hole = next(one for one in read(SHIPPED) if one.part == "postgresql")
    assert hole.touches(installed) is touched


def test_what_is_installed_here_has_no_known_hole(tmp_path):
    assert [str(one) for one in known_holes(tmp_path, "18.6")] == []


def test_a_waived_hole_refuses_nobody_and_says_why(tmp_path):
    text = '[[hole]]\npart = "django"\nid = "CVE-0"\nfixed = ["5.2.99"]\nabout = ""\n'
    (tmp_path / "advisories.toml").write_text(text)
    assert len(list(known_holes(tmp_path, "18.6"))) == 1
    (tmp_path / "advisories.toml").write_text(text + 'waived = "not used here"\n')
    assert list(known_holes(tmp_path, "18.6")) == []


def test_a_broken_list_does_not_look_like_a_clean_one(tmp_path):
    (tmp_path / "advisories.toml").write_text("[[hole]]\npart = 'django'\n")
    with pytest.raises(Problem, match="cannot be read"):
        list(known_holes(tmp_path, "18.6"))


def test_the_bill_of_materials_names_every_part_of_the_lock_file(tmp_path, record_property):
    made = subprocess.run(
        [Path(sys.executable).with_name("cyclonedx-py"), "requirements", ROOT / "requirements.lock",
         "--output-reproducible", "-o", tmp_path / "sbom.json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    parts = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))["components"]
    locked = {
        line.split("==")[0]
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    assert {part["name"] for part in parts} == locked
    record_property(
        "O30", f"bill of materials: {len(parts)} parts, each with its hashes; 0 known holes in the list"
    )
