// The Actions drop-down: a button that opens an editable combobox with its list.
// Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

/** Call onChoose with the name of the action that the user selects. */
export function actionMenu(menu, onChoose) {
  const toggle = menu.querySelector("[data-toggle]");
  const popup = menu.querySelector("[data-popup]");
  const search = menu.querySelector("[role=combobox]");
  const noneFound = menu.querySelector("[data-none-found]");
  const options = [...menu.querySelectorAll("[role=option]")];
  let active = null;

  const visible = () => options.filter((option) => !option.hidden);

  const activate = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option ?? null;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) search.setAttribute("aria-activedescendant", active.id);
    else search.removeAttribute("aria-activedescendant");
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const option of options) {
      const label = option.textContent.toLowerCase();
      option.hidden = !words.every((word) => label.includes(word));
    }
    const found = visible();
    noneFound.textContent = found.length ? "" : "No action matches.";
    activate(search.value.trim() ? found[0] : null);
  };

  const open = () => {
    popup.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    search.value = "";
    filter();
    search.focus();
  };

  const close = ({ refocus }) => {
    popup.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
    if (refocus) toggle.focus();
  };

  const choose = (option) => {
    close({ refocus: true });
    onChoose(option.dataset.action);
  };

  const move = (step) => {
    const found = visible();
    if (!found.length) return;
    const from = found.indexOf(active);
    const to = from < 0 ? (step > 0 ? 0 : found.length - 1) : (from + step + found.length) % found.length;
    activate(found[to]);
  };

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => active && choose(active),
    Escape: () => close({ refocus: true }),
  };

  toggle.addEventListener("click", () => (popup.hidden ? open() : close({ refocus: true })));
  toggle.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && popup.hidden) {
      event.preventDefault();
      open();
    }
  });
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  for (const option of options) {
    // Keep the focus in the search field; otherwise the drop-down closes before the click.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => choose(option));
  }
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && !popup.hidden) close({ refocus: false });
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !popup.hidden) close({ refocus: false });
  });
  toggle.disabled = false;
}
