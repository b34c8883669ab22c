// The page with a new key: copy it.

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
      // Without TLS, or where the user forbids it, scripts have no clipboard.
      result.textContent = "The key is selected; press Ctrl+C to copy it.";
    }
  });
}
