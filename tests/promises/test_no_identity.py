"""We ask for no name, number, account or e-mail. There is no form to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping


def test_no_page_has_a_field_that_sends_anything(frozen_pages: Mapping[str, str]) -> None:
    for path, page in frozen_pages.items():
        assert re.findall(r"<(?:input|textarea)\b", page) == [], path
        for form in re.findall(r"<form\b[^>]*>", page):
            # The city filter works on the page itself. Forgetting sends an empty form, to our own site.
            sends = "action=" in form or "method=" in form
            assert not sends or 'method="post" action="/forget"' in form, path
        assert re.findall(r'<select\b[^>]*\bname="', page) == [], path
