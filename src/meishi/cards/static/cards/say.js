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
