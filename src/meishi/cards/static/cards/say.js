/* What the editor says: in its bar, and to screen readers. */

const editor = () => document.getElementById("editor");

/** Return the words of that name, which the page brings in the reader's language. */
export const words = (name) => editor()?.dataset[`words${name}`] ?? "";

/** Show how far saving is. `kind` is "good", "busy" or "bad". */
export function sayState(text, kind = "good") {
  const state = document.querySelector("[data-save-state]");
  if (!state) return;
  state.dataset.state = kind;
  if (state.textContent !== text) state.textContent = text;
}

let live;

/** Tell screen readers what is only to be seen. */
export function announce(text) {
  if (!live) {
    live = document.createElement("p");
    live.className = "visually-hidden";
    live.setAttribute("role", "status");
    document.body.append(live);
  }
  live.textContent = text;
}

const TOAST = 12_000; // milliseconds that it stays

/** Let the message about what was removed go by itself. */
export function fadeToast() {
  const toast = document.querySelector("[data-toast]");
  if (toast) setTimeout(() => toast.remove(), TOAST);
}

/** Say what was done, with a button that takes it back. */
export function offerUndo(text) {
  const undo = document.querySelector("[data-undo]");
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.toast = "";
  toast.setAttribute("role", "status");
  const [said, button] = [document.createElement("span"), document.createElement("button")];
  said.textContent = text;
  button.className = "button";
  button.textContent = undo.textContent.trim();
  button.setAttribute("form", "actions");
  button.formAction = undo.formAction;
  document.getElementById("said").replaceChildren(toast);
  toast.append(said, button);
  fadeToast();
}
