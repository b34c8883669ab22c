// The button that copies a new key.

const byId = (id) => document.getElementById(id);

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const source = byId(button.dataset.copies);
    const result = byId(button.dataset.says);
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
      result.textContent = "Copied.";
    } catch {
      // The clipboard is not available without TLS or without the user's permission.
      result.textContent = "The key is selected; press Ctrl+C to copy it.";
    }
  });
}
