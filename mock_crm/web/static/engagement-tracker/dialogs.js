// The dialogs of the bulk actions. A dialog stays open with its values until the CRM has accepted them.

/** Open the dialog of an action. */
export function openDialog(name, scope) {
  const dialog = document.getElementById(`dialog-${name}`);
  dialog.querySelector("form").reset();
  dialog.querySelector("[data-scope]").textContent = scope;
  showProblem(dialog, "");
  dialog.showModal();
}

/** Submit the forms of all dialogs with the selection. */
export function sendDialogs(selection) {
  for (const dialog of document.querySelectorAll("dialog")) {
    const form = dialog.querySelector("[data-bulk-form]");
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = new FormData(form);
      selection.addTo(data);
      const button = form.querySelector("button:not([type=button])");
      button.disabled = true;
      try {
        await send(form.action, data, dialog, selection);
      } finally {
        button.disabled = false;
      }
    });
  }
}

async function send(address, data, dialog, selection) {
  let response;
  try {
    response = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
  } catch {
    showProblem(dialog, "The CRM cannot be reached. Nothing was changed; try again.");
    return;
  }
  if (response.headers.get("Content-Disposition")) {
    await download(response);
    dialog.close();
    return;
  }
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const answer = isJson ? await response.json() : { message: "The page was open for too long. Reload it and try again." };
  if (!response.ok || !isJson) {
    showProblem(dialog, answer.message);
    return;
  }
  selection.forget();
  dialog.close();
  location.assign(answer.location);
}

async function download(response) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = "contacts.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

function showProblem(dialog, text) {
  const problem = dialog.querySelector("[data-problem]");
  problem.textContent = text;
  problem.hidden = !text;
}
