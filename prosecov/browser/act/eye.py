"""What is drawn of an element, which may be other than what its accessible name and states say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from playwright.sync_api import Error, Locator

from prosecov.browser.screen.errors import ScreenError
from prosecov.browser.screen.node import Node
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import CONTROL_ROLES, OPENED, roles_of, word_for
from prosecov.text.names import contains, is_same, listing, plain

Marks = Literal["none", "its own", "inside"]

LOOK = r"""(element, {isOn, scrolls}) => {
  const style = (one, pseudo) => getComputedStyle(one, pseudo);
  const up = one => one.assignedSlot ?? one.parentElement ?? (one.getRootNode().host ?? null);
  const chain = one => { const all = []; for (; one; one = up(one)) all.push(one); return all; };
  const channels = text => (text.match(/[\d.]+/g) ?? []).map(Number);
  const alpha = colour => colour === 'transparent' ? 0 : channels(colour)[3] ?? 1;
  const opacity = one => chain(one).reduce((all, part) => all * style(part).opacity, 1);
  const isTiny = box => box.width <= 4 || box.height <= 4;
  const isCut = one => chain(one).some(part => {
    const {clip, clipPath, overflowX, overflowY} = style(part), box = part.getBoundingClientRect();
    return (isTiny(box) && overflowX !== 'visible' && overflowY !== 'visible') || clipPath.startsWith('inset(50%')
      || clipPath.startsWith('inset(100%') || /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(clip);
  });
  const isAway = box => box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
  const isHidden = one => !one.checkVisibility({checkVisibilityCSS: true}) || isTiny(one.getBoundingClientRect())
    || isAway(one.getBoundingClientRect()) || isCut(one) || opacity(one) < 0.1;
  const texts = one => {
    const found = [], walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
      const around = text.parentElement, range = document.createRange();
      if (!text.data.trim() || around.closest('script, style, option, [popover]:not(:popover-open)')) continue;
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (!box.width || isAway(box) || isCut(around) || opacity(around) < 0.1) continue;
      if (!around.checkVisibility({checkVisibilityCSS: true}) || parseFloat(style(around).fontSize) < 3) continue;
      found.push([text.data, around]);
    }
    return found;
  };
  const linear = c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const mix = (over, under) => { const a = over[3] ?? 1; return [0, 1, 2].map(i => over[i] * a + under[i] * (1 - a)); };
  const behind = one => {
    const layers = [];
    for (const part of chain(one)) {
      const {backgroundColor, backgroundImage} = style(part);
      if (backgroundImage !== 'none' || !/^(rgb|transparent)/.test(backgroundColor)) return null;
      if (alpha(backgroundColor)) layers.push(channels(backgroundColor));
      if (alpha(backgroundColor) === 1) break;
    }
    return layers.reduceRight((under, over) => mix(over, under), [255, 255, 255]);
  };
  const contrast = one => {
    const ground = behind(one), {color, webkitTextFillColor: fill, backgroundClip, textShadow} = style(one);
    const ink = fill || color;
    if (!ground || !ink.startsWith('rgb') || backgroundClip.includes('text') || textShadow !== 'none') return 21;
    const [a, b] = [light(mix(channels(ink), ground)), light(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const paints = one => {
    const {backgroundColor, backgroundImage} = style(one);
    return opacity(one) > 0.5 && (alpha(backgroundColor) > 0.7 || backgroundImage !== 'none'
      || one.matches('img, video, canvas, svg, iframe'));
  };
  const isBox = element.matches('input[type=checkbox], input[type=radio]');
  const labels = [...(element.labels ?? [])].filter(label => !isHidden(label));
  const drawn = isBox && isHidden(element) && labels.length ? labels[0] : element;
  const isInView = one => {
    const {x, y, width, height} = one.getBoundingClientRect(), across = x + width / 2, down = y + height / 2;
    return across >= 0 && down >= 0 && across < innerWidth && down < innerHeight;
  };
  if (scrolls) drawn.scrollIntoViewIfNeeded?.();
  if (scrolls && !isInView(drawn)) drawn.scrollIntoView({behavior: 'instant', block: 'center', inline: 'center'});
  const box = drawn.getBoundingClientRect();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const related = one => drawn.contains(one) || one.contains(drawn) || labels.some(label => label.contains(one));
  const cover = () => {
    if (!isInView(drawn)) return null;
    const hit = drawn.getRootNode().elementFromPoint(x, y);
    const top = hit && !related(hit) ? chain(hit).filter(one => !one.contains(drawn)).find(paints) : null;
    if (top) {
      const bar = chain(top).find(one => ['fixed', 'sticky'].includes(style(one).position));
      const isBar = bar && bar.getBoundingClientRect().height < innerHeight * 0.4;
      return isBar && document.documentElement.scrollHeight > innerHeight ? null : top;
    }
    if (drawn.closest(':modal, [popover]:popover-open')) return null;
    const later = one => drawn.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...document.querySelectorAll('*')].find(one => {
      const {pointerEvents, position, zIndex} = style(one);
      if (pointerEvents !== 'none' || position === 'static' || related(one) || !paints(one)) return false;
      const area = one.getBoundingClientRect();
      const isOver = area.left <= x && area.right > x && area.top <= y && area.bottom > y;
      return isOver && (later(one) ? zIndex === 'auto' || +zIndex >= 0 : +zIndex > 0) && one.checkVisibility();
    }) ?? null;
  };
  const marks = one => {
    const parts = [one, ...one.querySelectorAll('*')].flatMap(part => ['', '::before', '::after'].map(pseudo => {
      const look = style(part, pseudo || undefined);
      if (pseudo && (look.content === 'none' || look.content === 'normal')) return '';
      const keys = ['content', 'backgroundColor', 'backgroundImage', 'maskImage', 'borderTopColor', 'borderTopWidth',
        'boxShadow', 'opacity', 'transform', 'left', 'display', 'visibility', 'color', 'clipPath'];
      return keys.map(key => look[key]).join();
    }));
    return [...parts, one.querySelectorAll('svg, img, i').length, one.textContent.replace(/[\w\s]/g, '')].join('|');
  };
  const isMarked = () => {
    const isNative = isBox && !['none', ''].includes(style(element).appearance);
    if (isNative && !isHidden(element)) return true;
    const whole = isBox && isHidden(element) ? drawn : element;
    const kind = isBox ? `input[type=${element.type}]` : `[role=${element.getAttribute('role')}]`;
    const twins = [...document.querySelectorAll(kind)].filter(other => other.className === element.className);
    const isOff = other => isBox ? !other.checked : other.getAttribute('aria-checked') === 'false';
    const twin = twins.find(isOff);
    if (twin && whole === element) return marks(twin) !== marks(element);
    const ground = whole === element ? behind(up(whole)) : null;
    const parts = [whole, ...whole.querySelectorAll('*')];
    return parts.some(part => ['', '::before', '::after'].some(pseudo => {
      const look = style(part, pseudo || undefined);
      if (pseudo && ['none', 'normal'].includes(look.content)) return false;
      const isFilled = alpha(look.backgroundColor) > 0.1
        && (!ground || mix(channels(look.backgroundColor), ground).some((c, i) => Math.abs(c - ground[i]) > 24));
      return (pseudo && look.content !== '""' && look.content !== "''") || isFilled || look.backgroundImage !== 'none'
        || look.maskImage !== 'none' || part.matches('svg, img, i') || (pseudo && parseFloat(look.borderTopWidth) > 0);
    })) || /[✓✔☑✅●◉]/.test(whole.textContent);
  };
  const typed = 'input, select, textarea, [role=combobox], [role=listbox], [role=slider], [contenteditable]';
  const inside = element.matches(typed) ? [] : texts(element);
  const isField = element.matches('input, select, textarea, [role=checkbox], [role=radio], [role=switch]');
  const beside = isField ? labels.flatMap(label => texts(label).filter(([, one]) => !element.contains(one))) : [];
  const isPressed = element.matches('input[type=submit], input[type=button], input[type=reset]');
  const value = isPressed ? [[element.value, element]] : [];
  const read = [...inside, ...beside, ...value];
  const filled = element.matches('input, select, textarea') && element.value && !isBox ? [element] : [];
  const covering = cover();
  return {
    text: read.map(([text]) => text).join(' '),
    heading: element.matches('dialog, [role=dialog], [role=alertdialog]')
      ? [...element.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')].slice(0, 1)
        .flatMap(one => texts(one).map(([text]) => text)).join(' ') : '',
    width: box.width, height: box.height, opacity: opacity(drawn),
    isAway: isAway(box) || (style(drawn).position === 'fixed' && (box.x >= innerWidth || box.y >= innerHeight)),
    isCut: isCut(drawn),
    isBlank: !drawn.checkVisibility({checkVisibilityCSS: true}),
    contrast: Math.max(...[...read.map(([, one]) => one), ...filled].map(contrast), 0) || 21,
    cover: covering ? covering.cloneNode(false).outerHTML.slice(0, 120) : '',
    isMarked: isOn ? isMarked() : true,
    opensSomething: element.matches('[aria-haspopup]:not([aria-haspopup=false]), [aria-expanded], [popovertarget],'
      + 'summary, select, [role=combobox], [aria-controls]'),
  };
}"""
"""Returns what is drawn of an element; takes whether a check mark is expected, and whether to scroll to it before."""
UNMARKED = rf"""element => {{
  const look = {LOOK};
  const boxes = element.querySelectorAll('input[type=checkbox], [role=checkbox]');
  const isOn = box => box.checked ?? box.getAttribute('aria-checked') === 'true';
  const named = box => box.getAttribute('aria-label') || box.labels?.[0]?.textContent.trim() || 'check box';
  return [...boxes].filter(box => isOn(box) && !look(box, {{isOn: true}}).isMarked).map(named);
}}"""
"""Returns the names of the check boxes in an element that are checked and do not look so."""

_FEW_PIXELS = 4
_LEAST_OPACITY = 0.1
_LEAST_CONTRAST = 1.5
_NOT_A_WORD = re.compile(r"[^\w\s-]|(?<!\w)-|-(?!\w)")
_NAMED_BY_TEXT = aria.PRESSED | aria.BOXES | aria.MENU_ITEMS | aria.FIELDS | {"option", "generic"}


def see(
    screen: Screen,
    node: Node,
    locator: Locator,
    patience_ms: float,
    *,
    kind: str = "",
    marks: Marks = "none",
    called: str = "",
    scrolls: bool = False,
) -> None:
    """Check that what is drawn of a node says what its name and its states say.

    Args:
        screen: The screen.
        node: The node.
        locator: The node in the browser.
        patience_ms: How long to wait for it.
        kind: The word for the kind that a step claims.
        marks: Whether a check mark has to be drawn in the node, or in all checked boxes inside.
        called: What the article calls it; if that is its text, its name may be another one.
        scrolls: Whether to scroll to the node before, as a user does who is about to use it.

    Raises:
        ScreenError: It does not; the error says what the eye sees.
    """
    try:
        if marks == "inside":
            if unmarked := locator.evaluate(UNMARKED):
                raise ScreenError(f"no check mark is drawn in {len(unmarked)} boxes", [listing(unmarked, 5)])
            return
        how = {"isOn": marks == "its own" and node.role in aria.BOXES, "scrolls": scrolls}
        drawn = locator.evaluate(LOOK, how, timeout=patience_ms)
    except Error as error:
        raise ScreenError(f"{screen.describe(node)} vanished", [str(error).splitlines()[0]]) from None
    seen = replace(node, name="") if called and is_same(drawn["text"], called) else node
    if lies := list(disagreements(seen, drawn)):
        raise ScreenError(f"{screen.describe(node)} is not what the eye sees: {lies[0]}", lies[1:])
    if roles_of(kind, CONTROL_ROLES) == OPENED and node.role in aria.PRESSED and not drawn["opensSomething"]:
        raise ScreenError(f"{screen.describe(node)} is no {kind}: it says of no list or menu that it opens it")


def disagreements(node: Node, drawn: dict[str, Any]) -> Iterator[str]:
    """Yield what the eye cannot see of a node, or reads otherwise than its accessible name says.

    Args:
        node: The node, as assistive technology sees it.
        drawn: What is drawn of it; see `LOOK`.
    """
    if drawn["isBlank"] or drawn["width"] <= _FEW_PIXELS or drawn["height"] <= _FEW_PIXELS or drawn["isCut"]:
        yield "it takes up no more than a few pixels"
    elif drawn["isAway"]:
        yield "it is outside of the page"
    elif drawn["opacity"] < _LEAST_OPACITY:
        yield "it is transparent"
    elif drawn["cover"]:
        yield f"it is covered by something else: {drawn['cover']}"
    elif drawn["contrast"] < _LEAST_CONTRAST:
        yield "its text has the colour of what is behind it"
    if node.role in _NAMED_BY_TEXT and not _agree(node.name, drawn["text"]):
        yield f'its text is "{plain(drawn["text"])[:80]}"'
    if node.role in aria.DIALOGS and not _agree(node.name, drawn["heading"]):
        yield f'its heading is "{plain(drawn["heading"])[:80]}"'
    if not drawn["isMarked"]:
        yield f"no mark is drawn in the {word_for(node.role)}"


def _agree(name: str, text: str) -> bool:
    """Return whether a name contains the text that is seen, or the other way round, whatever symbols are in them."""
    said, seen = (" ".join(_NOT_A_WORD.sub(" ", plain(one)).split()) for one in (name, text))
    return not said or not seen or contains(said, seen) or contains(seen, said)
