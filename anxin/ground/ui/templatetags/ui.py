"""The tag library of every page, built in: no `load` needed. Each tag is one part of the gallery."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from anxin.ground.days.clock import local_day, now, today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui import calendar_words, icons, masks, navigation, parts
from anxin.ground.ui.pictures import ecomap as ecomap_picture
from anxin.ground.ui.pictures import timeline as timeline_picture
from anxin.ground.ui.pictures.shapes import Ecomap
from anxin.ground.ui.pictures.spans import MARK_SIGNS, MARK_WORDS, Timeline

register = template.Library()
HALF_A_YEAR = 183  # days
LIGHTS = frozenset({"ok", "soon", "late", "gap", "none"})


# — Days, money, masks —


@register.filter
def day(value: date | None) -> SafeString:
    """2026-11-23, for tables."""
    return _time(value, _solar(value).isoformat()) if value else SafeString()


@register.filter
def longday(value: date | None) -> SafeString:
    """2026年11月23日（星期一）, for papers and heads."""
    return _time(value, calendar_words.long_day(_solar(value))) if value else SafeString()


@register.filter
def shortday(value: date | None) -> SafeString:
    """11-23 周一, for lists of the near future; a year that is far off is named: 2025-09-01 周一."""
    if not value:
        return SafeString()
    solar = _solar(value)
    weekday = calendar_words.SHORT_WEEKDAYS[solar.weekday()]
    away = solar.year != today().year and abs((solar - today()).days) > HALF_A_YEAR
    said = f"{solar:%Y-%m-%d}" if away else f"{solar:%m-%d}"
    return format_html('<time datetime="{}">{}</time> <span class="quiet">{}</span>', solar, said, weekday)


@register.filter
def moment(value: datetime | None) -> SafeString:
    """11月23日08:42; another year is named."""
    if not value:
        return SafeString()
    local = timezone.localtime(value)
    said = calendar_words.moment(local, today())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), said)


@register.filter
def partial(value: PartialDate | None) -> str:
    """A partial date as it is known: 1971, 1971-11, 1971-11-03; a lunar one says so."""
    if not value:
        return ""
    text = value.isoformat()
    if value.calendar == "lunar":
        return pgettext("lunar date", "lunar %(date)s") % {
            "date": text.removeprefix("L").replace("R", pgettext("lunar date", " (leap)"))
        }
    return text


@register.filter
def partial_words(value: PartialDate | None) -> str:
    """A partial date as one reads it aloud: 1971年, 1971年11月, 1971年11月3日; a lunar one as it is known."""
    return calendar_words.partial_words(value) if value and value.calendar == "solar" else partial(value)


@register.filter
def grouped(number: int | None) -> str:
    """A large number as one reads it: 12,630."""
    return "" if number is None else f"{number:,}"


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as yuan with two decimals and separators: 123082000 → 1,230,820.00."""
    if fen is None:
        return ""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@register.filter
def masked_id(value: str | None) -> str:
    """1****************X."""
    return masks.masked_id(value) if value else ""


@register.filter
def masked_phone(value: str | None) -> str:
    """138****1234."""
    return masks.masked_phone(value) if value else ""


@register.filter
def masked_name(value: str | None) -> str:
    """周**."""
    return masks.masked_name(value) if value else ""


@register.filter
def masked_address(value: str | None) -> str:
    """河东镇沿河路**号."""
    return masks.masked_address(value) if value else ""


@register.filter
def masked_text(value: str | None) -> str:
    """Words in which identity numbers, telephones and accounts are masked."""
    return masks.masked_text(value) if value else ""


def _solar(value: date) -> date:
    return local_day(value) if isinstance(value, datetime) else value


def _time(value: date, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', _solar(value).isoformat(), words)


# — Lights —


@register.simple_tag
def light(kind: str, label: object) -> SafeString:
    """Shape, word and colour. Raises ValueError for an unknown kind: a light is never without a meaning."""
    if kind not in LIGHTS:
        raise ValueError(f"no such light: {kind}")
    return format_html('<span class="light light--{}">{}</span>', kind, label)


@register.simple_tag
def due_light(value: date | None) -> SafeString:
    """How far a due day is, as a light."""
    if value is None:
        return SafeString()
    found = calendar_words.distance(_solar(value), today())
    return light(found.light, found.words)


@register.simple_tag
def due(value: date | None, done: bool = False) -> SafeString:
    """Day, weekday and how far it is; once done only the day, in grey."""
    if value is None:
        return SafeString()
    if done:
        return format_html('<span class="due quiet">{}</span>', shortday(value))
    return format_html('<span class="due one">{}{}</span>', shortday(value), due_light(value))


@register.inclusion_tag("ui/steps.html")
def steps(states: Mapping[str, str] | Iterable[str]) -> dict[str, Any]:
    """The six steps of a family card, in shapes and in hidden words."""
    found = parts.steps_of(states)
    return {
        "steps": found,
        "done": sum(step.state == "done" for step in found),
        "open": [s for s in found if s.words],
    }


@register.inclusion_tag("ui/steps_head.html")
def steps_head() -> dict[str, Any]:
    """The head of the column of steps: one character each."""
    return {"heads": [head for _code, head, _label in parts.STEPS]}


# — Forms —


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Label, hint, error and control of one field, tied together for readers."""
    widget = bound.field.widget
    kind = "box"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "picks"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "tick"
    return {"field": bound, "kind": kind, "short": getattr(bound.field, "short", False)}


@register.inclusion_tag("ui/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """The hidden and all visible fields of a form, without its error summary."""
    return {"form": form}


@register.inclusion_tag("ui/errors.html")
def errors(form: forms.BaseForm) -> dict[str, Any]:
    """What is wrong with a form, each fault a link to its field; nothing when all is well."""
    faults = [(bound, fault, _anchor(bound)) for bound in form for fault in bound.errors]
    hidden = [fault for bound in form.hidden_fields() for fault in bound.errors]
    return {
        "general": [*form.non_field_errors(), *hidden],
        "faults": [f for f in faults if not f[0].is_hidden],
    }


def _anchor(bound: BoundField) -> str:
    """The id of the first control of a field."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: str,
    name: str = "",
    value: object = "",
    kind: str = "",
    about: str = "",
) -> dict[str, Any]:
    """A form of one button. `about` completes the label for readers: "chase: county health bureau"."""
    return {
        "url": url,
        "label": label,
        "name": name,
        "value": value,
        "kind": kind,
        "about": about,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/reveal.html", takes_context=True)
def reveal(context: Context, masked: str, url: str = "", field: str = "", label: str = "") -> dict[str, Any]:
    """A masked value and, with a url, the button that shows it; the act behind it writes the journal."""
    return {
        "masked": masked,
        "url": url,
        "field": field,
        "label": label,
        "csrf_token": context.get("csrf_token"),
    }


# — Lists and frames —


@register.inclusion_tag("ui/pager.html")
def pager(slice: Any) -> dict[str, Any]:
    """The foot of a list: how many, how to go on, how many a page. Takes a `paging.Slice`."""
    return {"slice": slice}


@register.inclusion_tag("ui/empty.html")
def empty(sentence: str, url: str = "", label: str = "") -> dict[str, str]:
    """What to do when a list holds nothing: a sentence and the next step."""
    return {"sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("ui/tabs.html")
def tabs(links: Iterable[parts.Link], label: str) -> dict[str, Any]:
    """Tabs of a page; `label` names the group for readers."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/chips.html")
def chips(links: Iterable[parts.Link], label: str) -> dict[str, Any]:
    """Common filters with the number each would give."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/past.html")
def past(items: Iterable[Any]) -> dict[str, Any]:
    """What was done, newest first; each item has `on`, `what`, `who`."""
    return {"items": items}


@register.inclusion_tag("ui/strip.html")
def strip(days: Iterable[parts.StripDay]) -> dict[str, Any]:
    """The next fourteen days and what falls due on each."""
    return {
        "days": [(item, calendar_words.SHORT_WEEKDAYS[item.day.weekday()]) for item in days],
        "today": today(),
    }


@register.simple_block_tag
def panel(
    content: str, title: str, note: str = "", url: str = "", link: str = "", kind: str = ""
) -> SafeString:
    """A white box with a head; at its right a grey `note`, or `url` and `link` to the whole list."""
    aside = (
        format_html('<a href="{}">{}</a>', url, link)
        if url and link
        else format_html('<span class="quiet">{}</span>', note)
        if note
        else ""
    )
    classes = f"panel {kind}".strip()
    return format_html(
        '<section class="{}"><div class="panel__head"><h2>{}</h2>{}</div>{}</section>',
        classes,
        title,
        aside,
        content,
    )


@register.simple_tag(takes_context=True)
def list_acts(context: Context, place: str, **more: str) -> SafeString:
    """The buttons that upper rooms put on the head of a list, with the list's filters as they stand."""
    links = navigation.links_of_list(context["request"], place, **more)
    return format_html_join("", '<a class="btn" href="{}">{}</a>', ((one.url, one.label) for one in links))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, hidden from readers."""
    return icons.svg_icon(name)


@register.inclusion_tag("ui/updated.html")
def updated(at: datetime, by: str = "") -> dict[str, Any]:
    """When something was last changed, and by whom."""
    return {"at": at, "by": by}


@register.simple_tag
def present() -> datetime:
    """The present instant, from the one clock."""
    return now()


# — Pictures —


@register.inclusion_tag("ui/ecomap.html")
def ecomap(picture: Ecomap) -> dict[str, Any]:
    """一户一图: the picture, its legend and its table twin, all from the same rows."""
    return {"picture": picture, "svg": mark_safe(ecomap_picture.ecomap(picture))}


@register.inclusion_tag("ui/timeline.html")
def timeline(picture: Timeline, url: str = "", open: bool = False) -> dict[str, Any]:
    """关爱时间轴: the picture, its legend, its table twin (``open`` from the start) and, on a telephone, a
    list for each person, the next day first. ``url``: the page of its own, where this is a part of one."""
    return {
        "picture": picture,
        "svg": mark_safe(timeline_picture.timeline(picture)),
        "lanes": picture.by_next,
        "marks": [(MARK_SIGNS[mark], MARK_WORDS[mark]) for mark in picture.marks],
        "gaps": any(bar.state == "gap" for _lane, bar in picture.bars),
        "url": url,
        "open": open,
    }
