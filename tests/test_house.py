"""The order of the house where a linter cannot see it: relations between models, folders, sizes."""

from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
ORDER = [
    "ground",
    "families",
    "entitlements",
    "surveys|care|officers|notices|exemplars",
    "desk|oversight|rights|family_page",
    "demo",
]


def _floor(module: str) -> int:
    room = module.split(".")[1]
    return next(floor for floor, rooms in enumerate(ORDER) if room in rooms.split("|"))


def test_relations_between_models_go_down_only():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("anxin.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model.__module__.startswith("anxin.")
        if _floor(field.related_model.__module__) > _floor(model.__module__)
        or (
            _floor(field.related_model.__module__) == _floor(model.__module__)
            and field.related_model.__module__.split(".")[1] != model.__module__.split(".")[1]
            and not model.__module__.startswith("anxin.ground")
        )
    ]
    assert upward == []


def test_every_folder_of_code_is_a_package():
    bare = [
        str(folder)
        for folder in {file.parent for file in (ROOT / "anxin").rglob("*.py")}
        if not (folder / "__init__.py").exists()
    ]
    assert bare == []


@pytest.mark.parametrize(("ending", "most"), [("*.py", 400), ("*.html", 150), ("*.js", 400)])
def test_no_file_is_too_long(ending, most):
    long = [
        f"{file.relative_to(ROOT)}: {lines}"
        for place in ("anxin", "tests", "bench")
        for file in (ROOT / place).rglob(ending)
        if "migrations" not in file.parts
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > most
    ]
    assert long == []


def test_a_test_that_patches_nothing_is_not_taken_for_one_that_does(request):
    """Else nothing that a process keeps would be shared by its tests (conftest.py): the first page of each
    wrote it anew, which takes 0.6 to 2 CPU s."""
    assert "monkeypatch" not in request.fixturenames
