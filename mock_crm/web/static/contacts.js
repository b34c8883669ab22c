// The server sets data-open on a dialog with an error.

for (const dialog of document.querySelectorAll("dialog[data-open]")) {
  dialog.showModal();
}
