"""Words of the sample's interface, for the tests of extraction."""

from app.pages.wording import gettext as _


def greeting(name: str) -> str:
    """Return a greeting."""
    # Translators: shown at the top of every page
    return _("Hello, %(name)s", name=name)
