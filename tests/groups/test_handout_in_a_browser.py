"""The page that a group is handed, in a real browser: looked at by axe, every rule of it, and at any width."""

from __future__ import annotations

import shutil

import pytest

import opsi_handbook as oh
from groups.test_handout import ROLES

sync_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("lang", "options"),
    [("en", {}), ("sv", {"by_role": True}), ("fi", {"by_role": True, "smallest": 1}), ("no", {"smallest": 50})],
)
def test_nothing_is_found_and_nothing_runs_over(browser, tmp_path, lang, options, width, scheme):
    hb = oh.load(lang)
    path = tmp_path / "page.html"
    path.write_text(hb.as_html(hb.workshop(ROLES, **options)), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert requests == [path.as_uri()]
    found = axe_api.Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    context.close()
