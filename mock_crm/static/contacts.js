// Opens and closes the dialogs of a page: data-opens names the dialog, data-closes stands inside it. A dialog with
// data-open comes back from the server with something to correct.

for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
}
for (const button of document.querySelectorAll("[data-closes]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
for (const dialog of document.querySelectorAll("dialog[data-open]")) {
  dialog.showModal();
}
