/* Parts of the page replaced by those of an answer, with focus and openness kept. */

/** Replace the elements with these ids. `keep(form)` tells which forms stay. */
export function swap(answer, ids, keep = () => false) {
  const focused = document.activeElement?.id;
  for (const id of ids) {
    const before = document.getElementById(id);
    const after = answer.getElementById(id);
    if (!before || !after) continue;
    const next = document.importNode(after, true);
    keepOpen(before, next);
    for (const form of before.querySelectorAll("form[id]")) {
      if (keep(form)) next.querySelector(`#${form.id}`)?.replaceWith(form);
    }
    before.replaceWith(next);
  }
  if (focused && document.activeElement?.id !== focused) focus(focused);
}

function keepOpen(before, next) {
  for (const details of before.querySelectorAll("details[id]")) {
    const twin = next.querySelector(`#${details.id}`);
    if (twin && details.open) twin.open = true;
  }
}

/** Focus the element with that id, if it can have it. */
export function focus(id) {
  const element = document.getElementById(id);
  if (element && !element.disabled) element.focus({ preventScroll: true });
}
