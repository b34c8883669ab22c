// The selected contacts of the results, on all pages.

/** A selection, stored with the id of its search until the tab is closed. */
export class Selection {
  #key;
  #total;
  #everything = false;
  // The ids of the selected contacts or, if everything is selected, of the contacts that are not.
  #ids = new Set();

  constructor(searchId, total) {
    this.#key = `selection:${searchId}`;
    this.#total = total;
    const saved = sessionStorage.getItem(this.#key);
    if (saved) {
      const { everything, ids } = JSON.parse(saved);
      this.#everything = everything;
      this.#ids = new Set(ids);
    }
  }

  get count() {
    return this.#everything ? this.#total - this.#ids.size : this.#ids.size;
  }

  get all() {
    return this.#total > 0 && this.count === this.#total;
  }

  has(id) {
    return this.#everything !== this.#ids.has(id);
  }

  set(id, selected) {
    if (this.#everything === selected) this.#ids.delete(id);
    else this.#ids.add(id);
    this.#save();
  }

  setAll(selected) {
    this.#everything = selected;
    this.#ids.clear();
    this.#save();
  }

  forget() {
    sessionStorage.removeItem(this.#key);
  }

  /** Add the selection to the data of a form. */
  addTo(data) {
    data.set("everything", this.#everything ? "yes" : "no");
    for (const id of this.#ids) data.append("contact", id);
  }

  #save() {
    sessionStorage.setItem(this.#key, JSON.stringify({ everything: this.#everything, ids: [...this.#ids] }));
  }
}

/** Show the selection in the check boxes of a page, and update it when they change. */
export function showSelection(results, selection, onChange) {
  const selectAll = results.querySelector("[data-select-all]");
  const boxes = [...results.querySelectorAll("[data-select]")];
  const status = results.querySelector("[data-selection]");
  const { total, pages } = results.dataset;

  const show = () => {
    for (const box of boxes) box.checked = selection.has(box.value);
    selectAll.checked = selection.all;
    selectAll.indeterminate = selection.count > 0 && !selection.all;
    status.textContent = describe(selection, Number(total), Number(pages));
    onChange();
  };
  selectAll?.addEventListener("change", () => {
    selection.setAll(selectAll.checked);
    show();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      selection.set(box.value, box.checked);
      show();
    });
  }
  if (selectAll) {
    show();
    for (const box of [selectAll, ...boxes]) box.disabled = false;
  }
}

export function describe(selection, total, pages) {
  if (selection.count === 0) return "";
  const contacts = total === 1 ? "contact" : "contacts";
  const onPages = selection.all && pages > 1 ? `, on ${pages} pages` : "";
  return `${selection.count.toLocaleString("en")} of ${total.toLocaleString("en")} ${contacts} selected${onPages}`;
}
