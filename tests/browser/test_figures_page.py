"""The figures in a real browser: charts anybody can use, and a way into the CSV."""

from __future__ import annotations

import pytest
from browser_seat import Server, watched
from playwright.sync_api import Browser
from test_access import WAYS, faults


@pytest.mark.parametrize(("locale", "scheme", "width"), WAYS)
def test_charts_and_tables_can_be_used_by_everybody(
    browser: Browser, server: Server, locale: str, scheme: str, width: int
) -> None:
    for segment in server.desk.document("page").segments[:2]:
        for number, text in enumerate(("Lang Fang", "Lang Fang lies in Ji."), 1):
            server.desk.revise(segment.id, text, base_revision=number, by="王芳")
        server.desk.approve(segment.id, base_revision=3, by="王芳")
    context = browser.new_context(
        locale=locale,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    page = watched(context.new_page())
    page.goto(server.url + "/figures/")
    page.locator("details summary").click()
    assert page.locator("svg.chart").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []
    with page.expect_download() as got:
        page.locator(".downloads a").first.click()
    assert got.value.suggested_filename == "duizhao-days.csv"
    context.close()
