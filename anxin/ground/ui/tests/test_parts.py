import re
from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from django.http import HttpRequest

from anxin.ground.ui.gallery import SampleForm
from anxin.ground.ui.parts import Link


def test_a_light_has_a_shape_and_a_word_and_a_known_meaning(render: Callable[..., str]) -> None:
    assert render('{% light "late" "overdue" %}') == '<span class="light light--late">overdue</span>'
    with pytest.raises(ValueError, match="no such light"):
        render('{% light "green" "fine" %}')


def test_a_due_day_that_is_done_has_no_light(render: Callable[..., str]) -> None:
    assert "light--late" in render("{% due d %}", d=date(2026, 11, 19))
    assert "light" not in render("{% due d done=True %}", d=date(2026, 11, 19))
    assert render("{% due d %}{% due_light d %}", d=None) == ""


def test_the_six_steps_are_said_in_words_too(render: Callable[..., str]) -> None:
    html = render("{% steps s %}", s=["done", "done", "half", "miss", "done", "todo"])
    assert "3 of 6 steps done" in html
    assert "measures: under way; responsible person: missing; first visit: not begun" in html
    assert html.count("<i") == 6
    assert render("{% steps s %}", s={"survey": "done"}).count('class="done"') == 1
    assert "1 of 6" in render("{% steps s %}", s={"survey": "done"})


def test_words_of_people_are_escaped(
    render: Callable[..., str], request_of: Callable[..., HttpRequest]
) -> None:
    bad = "<b>王"
    html = render(
        '{% light "ok" w %}{% panel w note=w %}{{ w }}{% endpanel %}{% reveal w "/x" %}'
        "{% empty w %}{% tabs t w %}",
        request_of(),
        w=bad,
        t=[Link(bad, "/")],
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") >= 6


def test_every_field_ties_its_hint_and_its_fault_to_the_control(render: Callable[..., str]) -> None:
    html = render("{% field f.born %}", f=SampleForm({"born": "1971年13月"}))
    ids = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert ids
    assert all(f'id="{one}"' in html for one in ids[1].split())
    assert 'aria-invalid="true"' in html
    assert 'for="id_born"' in html


def test_the_error_summary_links_to_each_field(render: Callable[..., str]) -> None:
    form = SampleForm({"name": "", "born": "x"})
    html = render("{% errors f %}{% fields f %}", f=form)
    anchors = re.findall(r'<a href="#([^"]+)"', html)
    assert anchors
    assert all(f'id="{anchor}"' in html for anchor in anchors)
    assert render("{% errors f %}", f=SampleForm()).strip() == ""


def test_faults_of_the_whole_form_are_shown_first(render: Callable[..., str]) -> None:
    class Refusing(forms.Form):
        name = forms.CharField()

        def clean(self) -> None:
            raise forms.ValidationError("the card is sealed")

    assert "the card is sealed" in render("{% errors f %}", f=Refusing({"name": "x"}))


def test_every_kind_of_control_has_a_label(render: Callable[..., str]) -> None:
    html = render("{% fields f %}", f=SampleForm())
    for control in re.findall(r"<(?:input|select|textarea)[^>]*\bid=\"([^\"]+)\"", html):
        assert f'for="{control}"' in html, control


def test_a_post_button_carries_the_token_and_names_its_object(
    render: Callable[..., str], request_of: Callable[..., HttpRequest]
) -> None:
    html = render(
        '{% post_button "/chase" "chase" name="item" value=7 about="health bureau" %}', request_of()
    )
    assert "csrfmiddlewaretoken" in html
    assert 'name="item" value="7"' in html
    assert "health bureau" in html


def test_a_value_that_may_not_be_shown_has_no_button(
    render: Callable[..., str], request_of: Callable[..., HttpRequest]
) -> None:
    assert "<form" not in render('{% reveal "138****1234" %}', request_of())
    assert "this is recorded" in render('{% reveal "138****1234" "/r" "phone" "telephone" %}', request_of())
