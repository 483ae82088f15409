"""Lucide icons: each page holds the shapes it uses once, and every icon refers to one of them."""

from __future__ import annotations

import functools
from xml.etree import ElementTree

from flask import Flask, g
from lucide import IconDoesNotExist
from lucide.jinja import lucide
from markupsafe import Markup

# Drawn for us: an icon of leaving that points to the left, and the mark, two crossed squares.
_OWN = {
    "log-out-left": '<path d="m8 17-5-5 5-5"/><path d="M3 12h12"/>'
    '<path d="M15 21h4a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2h-4"/>',
    "star": '<path d="'
    "M12 1l3.22 3.22h4.56v4.56l3.22 3.22-3.22 3.22v4.56h-4.56l-3.22 3.22-3.22-3.22h-4.56v-4.56l"
    "-3.22-3.22 3.22-3.22v-4.56h4.56zM12 2.8l2.69 2.69h3.81v3.81l2.69 2.69-2.69 2.69v3.81h-3.81"
    "l-2.69 2.69-2.69-2.69h-3.81v-3.81l-2.69-2.69 2.69-2.69v-3.81h3.81zM12 4l2.34 2.34h3.31v3.3"
    "1l2.34 2.34-2.34 2.34v3.31h-3.31l-2.34 2.34-2.34-2.34h-3.31v-3.31l-2.34-2.34 2.34-2.34v-3."
    "31h3.31z"
    '"/>',
}


def install_icons(app: Flask) -> None:
    """Let every template and macro draw icons."""
    app.jinja_env.globals.update(icon=icon, shapes=shapes)


def icon(name: str, css: str = "i") -> Markup:
    """Return an icon that refers to its shape; width and height keep it small without the style sheet.

    Args:
        name: a Lucide name, or one of ours.
        css: the class, ``i`` for line icons, ``star`` for the mark.

    Returns:
        The ``svg`` element, hidden from screen readers: a word always stands beside it.

    Raises:
        IconDoesNotExist: there is no such icon.
    """
    if not exists(name):
        raise IconDoesNotExist(f"There is no icon '{name}'.")
    used: dict[str, None] = g.setdefault("icons", {})
    used[name] = None
    return Markup(
        '<svg class="{}" width="24" height="24" aria-hidden="true"><use href="#i-{}"/></svg>'
    ).format(css, name)


def shapes() -> Markup:
    """Return the shapes of all icons used on the page so far, for the end of its body."""
    used: dict[str, None] = g.get("icons", {})
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24">{_shape(name)}</symbol>' for name in sorted(used)
    )
    return Markup(f'<svg hidden width="0" height="0" aria-hidden="true">{symbols}</svg>')


def exists(name: str) -> bool:
    """Say whether there is an icon of this name."""
    try:
        return bool(_shape(name))
    except IconDoesNotExist:
        return False


@functools.cache
def _shape(name: str) -> str:
    if name in _OWN:
        return _OWN[name]
    drawing = ElementTree.fromstring(str(lucide(name)))
    return "".join(ElementTree.tostring(child, encoding="unicode").strip() for child in drawing)
