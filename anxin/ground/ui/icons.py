"""Line icons, drawn for a 24 × 24 box; always beside a word or with an aria-label on the control."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "list": '<path d="M4 6.5l1.5 1.5L8 5.5M4 16.5l1.5 1.5L8 15.5M12 7h8M12 17h8"/>',
    "home": '<path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z"/>',
    "pen": '<path d="M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3"/>',
    "me": '<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "tel": '<path d="M6.2 3.5h3l1.6 4.3-2 1.5a12 12 0 0 0 5.9 5.9l1.5-2 4.3 1.6v3c0 1-.8 1.8-1.8 1.7'
    'C10.6 19 5 13.4 4.5 5.3c0-1 .7-1.8 1.7-1.8z"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "key": '<circle cx="7.5" cy="12" r="4"/><path d="M11.5 12H21v4M17 12v3"/>',
    "off": '<rect x="5.5" y="2.5" width="13" height="19" rx="2.5"/><path d="M12 7v7M9 11l3 3 3-3"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "download": '<path d="M12 4v11M8 11l4 4 4-4M5 20h14"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5z'
    'M12 6.5v13"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
}


def svg_icon(name: str) -> SafeString:
    """An icon as inline SVG, hidden from readers. Raises KeyError for an unknown name."""
    shape = mark_safe(SHAPES[name])  # our own constants
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shape)
