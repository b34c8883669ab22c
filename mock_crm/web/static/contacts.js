// A dialog with data-open comes back from the server with something to correct.

for (const dialog of document.querySelectorAll("dialog[data-open]")) {
  dialog.showModal();
}
