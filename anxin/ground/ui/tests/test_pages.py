import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string

from anxin.ground.ui import views
from anxin.ground.ui.gallery import SampleForm

STATIC = Path(views.__file__).parent / "static/ui"
SHEETS = ("tokens.css", "parts.css", "phone.css", "print.css")
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")


@pytest.fixture
def gallery(request_of: Callable[..., HttpRequest]) -> str:
    return views.gallery(request_of()).content.decode()


class _Marks(HTMLParser):
    """Everything that a strict content security policy would drop, and everything from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(tag)
        self.wrong += [name for name in given if name == "style" or name.startswith("on")]
        self.wrong += [
            str(v) for k, v in attrs if k in ("src", "href") and re.match(r"(https?:)?//|data:", v or "")
        ]
        self.ids += [given["id"] or ""] if "id" in given else []


def test_a_page_needs_no_other_host_and_no_inline_code(gallery: str) -> None:
    marks = _Marks()
    marks.feed(gallery)
    assert marks.wrong == []
    assert len(marks.ids) == len(set(marks.ids)) or {i for i in marks.ids if marks.ids.count(i) > 1} <= {
        "ecomap-title",
        "ecomap-desc",
        *(i for i in marks.ids if i.startswith("id_")),  # the gallery shows one form twice
    }


def test_a_page_has_one_title_one_language_and_a_way_to_the_content(gallery: str) -> None:
    assert gallery.count("<h1") == 1
    assert '<html lang="en"' in gallery
    assert 'name="renderer" content="webkit"' in gallery
    assert '<a class="skip" href="#main">' in gallery
    assert 'id="main"' in gallery


def test_the_ribbon_marks_demo_data_only(request_of: Callable[..., HttpRequest], settings: object) -> None:
    settings.ANXIN_DEMO = False
    assert "ribbon" not in views.gallery(request_of()).content.decode()
    settings.ANXIN_DEMO = True
    assert "ribbon" in views.gallery(request_of()).content.decode()


def test_the_post_switcher_is_a_menu_only_with_more_than_one_post(
    request_of: Callable[..., HttpRequest],
) -> None:
    request = request_of()
    assert 'class="post"' not in views.gallery(request).content.decode()
    request.posts = [request.post, request.post]
    assert 'class="post"' in views.gallery(request).content.decode()


def test_the_browser_keeps_no_copy_of_personal_pages(gallery: str) -> None:
    assert '"historyCacheSize":0' in gallery
    assert '"allowEval":false' in gallery


@pytest.mark.parametrize("template", ERRORS)
def test_error_pages_say_what_to_do_and_need_nothing(template: str) -> None:
    html = render_to_string(template)
    assert html.count("<h1>") == 1
    assert "<p>" in html
    assert "Traceback" not in html


@pytest.mark.parametrize("template", ["ui/confirm.html", "ui/login.html"])
def test_forms_work_without_scripts(request_of: Callable[..., HttpRequest], template: str) -> None:
    asked = {
        "title": "End the handover",
        "sentence": "…",
        "consequences": ["a"],
        "action": "End",
        "back": "/",
    }
    html = render_to_string(template, {**asked, "form": SampleForm()}, request_of())
    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html


def test_the_style_sheets_stay_small_and_local() -> None:
    sheets = [(STATIC / name).read_text(encoding="utf-8") for name in SHEETS]
    assert sum(len(sheet.encode()) for sheet in sheets) <= 46 * 1024  # of the 150 KB a page may weigh
    assert not any(re.search(r"@import|@font-face|url\(", sheet) for sheet in sheets)


def _tokens() -> dict[str, str]:
    return dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (STATIC / "tokens.css").read_text(encoding="utf-8"))
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


INKS = ("ink", "ink-2", "ink-3", "brand", "brand-deep", "soon", "late")
PAIRS = [
    *product((*INKS, "ok"), ("paper", "desk")),
    *product(("ink", "ink-2", "ink-3", "brand-deep"), ("sunk", "brand-wash")),
    *product(("ink", "ink-2"), ("gap-1", "gap-2", "gap-3", "ok-wash", "soon-wash", "late-wash")),
    ("soon", "soon-wash"),
    ("late", "late-wash"),
    ("paper", "brand"),
    ("paper", "brand-deep"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_ink_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    tokens = _tokens()
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


def test_the_edge_of_a_box_can_be_seen() -> None:
    tokens = _tokens()
    assert contrast(tokens["edge"], tokens["paper"]) >= 3
