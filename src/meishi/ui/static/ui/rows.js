/* Rows of a form come and go in place; without this the page comes anew. */

/** Send the form with what its button does, and put the lists of the answer in place. */
async function rearrange(form, button) {
  const body = new FormData(form, button);
  const response = await fetch(form.action, { method: "POST", body });
  if (!response.ok) return false;
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const id = button.value.split(":")[0];
  const next = answer.getElementById(id);
  if (!next) return false;
  document.getElementById(id).replaceWith(document.importNode(next, true));
  focusIn(id, button.value);
  return true;
}

/** Go to the new row, or back to the button that was pressed, or to the list. */
function focusIn(id, value) {
  const list = document.getElementById(id);
  const added = [...list.querySelectorAll("li")].at(-1)?.querySelector("select, input:not([type=hidden])");
  const same = list.querySelector(`[name="do"][value="${CSS.escape(value)}"]:not([disabled])`);
  const next = value.endsWith(":add") ? added : same;
  (next ?? list.querySelector("button"))?.focus();
}

let busy = null;

document.addEventListener("submit", async (event) => {
  const { submitter: button, target: form } = event;
  const isRows = button?.name === "do";
  if (!isRows && !busy) return;
  event.preventDefault();
  await busy;
  if (!isRows) return form.requestSubmit(button);
  busy = rearrange(form, button).catch(() => false);
  const done = await busy;
  busy = null;
  if (!done) sendWhole(form, button);
});

/** Let the browser load the answer as a page. */
function sendWhole(form, button) {
  const what = document.createElement("input");
  Object.assign(what, { type: "hidden", name: button.name, value: button.value });
  form.append(what);
  form.submit();
}
