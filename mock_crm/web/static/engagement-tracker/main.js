import { actionMenu } from "./action-menu.js";
import { openDialog, sendDialogs } from "./dialogs.js";
import { Selection, describe, showSelection } from "./selection.js";

const results = document.querySelector("[data-results]");
if (results) {
  const total = Number(results.dataset.total);
  const pages = Number(results.dataset.pages);
  const notice = results.querySelector("[data-notice]");
  const selection = new Selection(results.dataset.search, total);

  const showNotice = (text) => {
    notice.textContent = text;
    notice.hidden = !text;
  };
  showSelection(results, selection, () => showNotice(""));
  sendDialogs(selection);
  actionMenu(results.querySelector("[data-action-menu]"), (action) => {
    if (selection.count === 0) showNotice("Select at least one contact first.");
    else openDialog(action, `${describe(selection, total, pages)}.`);
  });
}
