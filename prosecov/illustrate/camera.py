"""Takes pictures while walkthroughs run: a pytest plugin, which ``prosecov illustrate`` loads into its own pytest.

Every When in which something is used gets one picture. What stays where it is when it is used, such as a field or a
check box, is shown with what was chosen, as the screen is before anything else is done; what leads on, such as a link
or a button, is shown just before it is used.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import ElementHandle, Error, Locator, Page
from pytest_bdd.parser import Step

from prosecov.browser.record.watch import watch
from prosecov.browser.screen.snapshot import parse_snapshot
from prosecov.features import StepKind
from prosecov.geometry import clip, union
from prosecov.illustrate.places import box_on_page
from prosecov.illustrate.shots import Key, Shot, forget_shots, save_shot
from prosecov.illustrate.steady import hold_still
from prosecov.pytest_plugin.record import scenario_place, template_of

_PATIENCE_MS = 2_000
_NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_MOST_LOOKS = 20
_NOWHERE = (-1, -1)

_LOOK = """element => {
  const edges = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; };
  const text = e => (e?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const isBox = element.matches('input[type=checkbox], input[type=radio]');
  const isField = element.matches('input:not([type=button], [type=submit], [type=reset], [type=image]),'
    + 'textarea, select, [contenteditable]');
  const dialog = element.closest('dialog, [role=dialog], [role=alertdialog]');
  const titles = (dialog?.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
  const title = dialog?.getAttribute('aria-label')
    || titles.map(id => text(document.getElementById(id))).join(' ')
    || text(dialog?.querySelector('h1, h2, h3, h4, h5, h6'));
  const list = element.closest('[role=menu], [role=listbox]');
  // What opens with a list, such as the field to search in, belongs to it, and stands in the same box.
  const floats = e => ['absolute', 'fixed'].includes(getComputedStyle(e).position);
  const popup = list && [list.parentElement, list].find(floats);
  const around = dialog ?? popup ?? list;
  // However far the page was scrolled, it is shown from its top, or else with the control in the middle.
  const showInTheMiddle = () => element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
  showInTheMiddle();
  scrollTo({top: 0, left: 0, behavior: 'instant'});
  if ([around, element].some(e => e && e.getBoundingClientRect().bottom > innerHeight)) showInTheMiddle();
  return {
    screen: title || text(document.querySelector('main h1') ?? document.querySelector('h1')) || document.title,
    edges: [element, ...(isBox ? element.labels : [])].map(edges),
    around: around && edges(around),
    checked: isBox ? element.checked : element.getAttribute('aria-checked') === 'true',
    value: isBox || !isField ? '' : element.matches('[type=password]') ? ''
      : element.matches('select') ? [...element.selectedOptions].map(text).join(', ') : element.value ?? text(element),
  };
}"""
_STAYS = """element => element.matches([
  'input:not([type=button], [type=submit], [type=reset], [type=image])', 'textarea', 'select',
  '[contenteditable]', ...['checkbox', 'radio', 'switch', 'slider', 'spinbutton', 'textbox', 'searchbox']
    .map(role => `[role=${role}]`),
].join())"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that ``prosecov illustrate`` sets."""
    group = parser.getgroup("prosecov")
    group.addoption("--prosecov-camera", metavar="FOLDER", help="take pictures of scenarios, and put them there")
    group.addoption("--prosecov-scenario", metavar="FEATURE:LINE", action="append", default=[], help="run only this")


def pytest_configure(config: pytest.Config) -> None:
    """Get the camera ready."""
    if config.option.prosecov_camera:
        config.pluginmanager.register(Camera(Path(config.option.prosecov_camera), config.option.prosecov_scenario))


@dataclass(frozen=True, slots=True)
class _Use:
    """The use of a control, of which a picture is wanted."""

    key: Key
    page: Page
    control: ElementHandle
    role: str
    name: str


class Camera:
    """The plugin; it is at work in every process that runs tests.

    Whatever goes wrong with a picture ends in no picture, and never in another outcome of the scenario.
    """

    def __init__(self, folder: Path, scenarios: list[str]) -> None:
        """Begin to watch all pages of this process.

        Args:
            folder: Where pictures go.
            scenarios: What to run, each as the path of a feature, a colon and the line of a scenario.
        """
        self._folder = folder
        self._scenarios = frozenset(scenarios)
        self._thread = threading.get_ident()
        self._is_busy = False
        self._scenario = 0
        self._step: Step | None = None
        self._open: _Use | None = None
        self._pointers: deque[tuple[float, float]] = deque(maxlen=2)
        self._png = b""
        self._patch = watch(self)
        hold_still(self._patch)

    def pytest_unconfigure(self) -> None:
        """Stop watching."""
        self._patch.undo()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out everything else."""
        kept: list[pytest.Item] = []
        left: list[pytest.Item] = []
        for item in items:
            (kept if self._line(item) else left).append(item)
        if left:
            config.hook.pytest_deselected(items=left)
            items[:] = kept

    def _line(self, item: pytest.Item) -> int:
        """The line of the scenario that a test runs; 0 if it is not wanted."""
        template = template_of(item)
        path, line = scenario_place(template, item.config.rootpath) if template else ("", 0)
        return line if f"{path}:{line}" in self._scenarios else 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest) -> None:
        """Put in a new film."""
        self._scenario = self._line(request.node)
        self._step = self._open = None
        forget_shots(self._folder, self._scenario)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        """Go on to the next step."""
        self._step = step if step.type == StepKind.WHEN else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self) -> None:
        """Take the last picture."""
        self._step = None
        self._take_again()

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """A control is about to be used."""
        if self._is_elsewhere():
            return
        if self._step is None or (self._open and self._open.key != self._key):
            self._take_again()
        if self._step is not None and is_visible:
            with self._undisturbed():
                self._take_before(control)

    def looking(self, page: Page, control: Locator | None) -> None:
        """Nothing is used."""

    def visiting(self, page: Page) -> None:  # noqa: ARG002 - whichever page it is
        """A page is about to change as a whole."""
        if not self._is_elsewhere():
            self._take_again()

    @property
    def _key(self) -> Key:
        return self._scenario, self._step.line_number if self._step else 0

    def _is_elsewhere(self) -> bool:
        return self._is_busy or threading.get_ident() != self._thread

    @contextmanager
    def _undisturbed(self) -> Generator[None, None, None]:
        self._is_busy = True
        try:
            yield
        except (Error, OSError):
            pass  # the page is not there to be looked at; the scenario will tell if that is wrong
        finally:
            self._is_busy = False

    def _take_before(self, control: Locator) -> None:
        """Take a picture of a control that is about to be used, and note it if another one is wanted afterwards."""
        handle = control.first.element_handle(timeout=_PATIENCE_MS)
        # A snapshot of the ordinary kind would make Playwright forget by what the steps of the vocabulary find it.
        tree = parse_snapshot(control.first.aria_snapshot(mode="ai", timeout=_PATIENCE_MS))
        node = tree.children[0] if tree.children else tree
        use = _Use(self._key, control.page, handle, node.role, node.label)
        self._take(use)
        self._open = use if handle.evaluate(_STAYS) else None

    def _take_again(self) -> None:
        """Take the picture of a control that stays, now that it has been used and the screen has settled."""
        use, self._open = self._open, None
        if use is not None:
            with self._undisturbed():
                self._take(use)

    def _take(self, use: _Use) -> None:
        use.page.wait_for_load_state(timeout=_PATIENCE_MS)
        self._park_pointer(use)
        look = use.control.evaluate(_LOOK)
        self._png = png = _still(use.page, self._png)
        rectangle = use.control.bounding_box()
        if rectangle is None:
            return
        boxes = [box_on_page(edges, look["edges"][0], rectangle) for edges in look["edges"]]
        control = union(box for box in boxes if box.area)
        if size := use.page.viewport_size:
            control = clip(control, size["width"], size["height"])
        around = box_on_page(look["around"], look["edges"][0], rectangle) if look["around"] else None
        pointer = (rectangle["x"] + rectangle["width"] / 2, rectangle["y"] + rectangle["height"] / 2)
        if pointer not in self._pointers:
            self._pointers.appendleft(pointer)
        if control is not None:
            shot = Shot(look["screen"], use.role, use.name, look["value"], look["checked"], control, around)
            save_shot(self._folder, use.key, shot, png)

    def _park_pointer(self, use: _Use) -> None:
        """Take the pointer off the page, so that nothing looks different under it; except what is there only then."""
        for pointer in (_NOWHERE, *self._pointers):
            use.page.mouse.move(*pointer)
            if use.control.is_visible():
                break


def _still(page: Page, last: bytes) -> bytes:
    """A picture of a page as it is when it has come to rest: two looks in a row, ``last`` included, are the same."""
    for _ in range(_MOST_LOOKS):
        png = page.screenshot(type="png", scale="css", animations="disabled", caret="hide", timeout=_PATIENCE_MS)
        if png == last:
            break
        last = png
        page.evaluate(_NEXT_FRAME)
    return last
