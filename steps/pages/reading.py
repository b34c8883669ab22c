"""Read what the eye can read of an element: text that is drawn, large enough, and of another colour than the page."""

from playwright.sync_api import Locator, expect

READ_JS = """
  const grounds = new Map();
  const rgba = color => {
    const [red, green, blue, alpha = 1] = color.match(/[\\d.]+/g).map(Number);
    return {red, green, blue, alpha};
  };
  const ground = element => {
    if (!element) return {red: 255, green: 255, blue: 255};
    if (!grounds.has(element)) {
      const own = rgba(getComputedStyle(element).backgroundColor);
      grounds.set(element, own.alpha > 0.5 ? own : ground(element.parentElement));
    }
    return grounds.get(element);
  };
  const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
  const isLegible = element => {
    const style = getComputedStyle(element), ink = rgba(style.color), paper = ground(element);
    const contrast = ["red", "green", "blue"].reduce((sum, part) => sum + Math.abs(ink[part] - paper[part]), 0);
    return style.visibility === "visible" && parseFloat(style.fontSize) >= 4 && ink.alpha > 0.3 && contrast > 60;
  };
  const shown = node => {
    if (node.nodeType === Node.TEXT_NODE)
      return isLegible(node.parentElement) ? node.textContent.replace(/\\s+/g, " ") : "";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.tagName === "BR") return "\\n";
    const style = getComputedStyle(node);
    if (style.display === "none" || style.opacity < 0.3) return "";
    const inside = [...node.childNodes].map(shown).join("");
    return style.display === "block" ? `\\n${inside}\\n` : inside;
  };
  const tidy = line => line.replace(/ +/g, " ").trim();
  const read = element =>
    opacity(element) < 0.3 ? "" : shown(element).split("\\n").map(tidy).filter(Boolean).join("\\n");
"""
"""JavaScript that defines `read`: the text of an element that can be read, with a line for each block."""


def expect_readable(element: Locator, text: str) -> None:
    """Check that an element says a text, and that the eye can read it."""
    expect(element).to_contain_text(text, use_inner_text=True)
    seen = " ".join(element.evaluate(f"element => {{ {READ_JS} return read(element); }}").split())
    assert text in seen, f"the eye reads only {seen!r}"
