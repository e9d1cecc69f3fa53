/* What the server says of a form's fields, put beside each of them. */

/** Show errors, warnings and formatted values; keep what has the focus as it is. */
export function showAnswer(form, { errors, notes, shown, titles }) {
  const scopes = new Map();
  for (const field of form.querySelectorAll("[data-field]")) {
    scopes.set(field.dataset.field, field);
  }
  for (const [name, field] of scopes) {
    showErrors(field, errors[name] ?? []);
    if (name in notes) showNote(field, notes[name]);
    if (name in shown) showValue(field, shown[name]);
  }
  fill(form.querySelector("[data-general]"), errors[""] ?? []);
  for (const title of form.querySelectorAll("[data-row-title]")) {
    title.textContent = titles[title.dataset.rowTitle] || title.dataset.empty;
  }
}

function showErrors(field, errors) {
  const list = field.querySelector(":scope > .errorlist");
  fill(list, errors);
  for (const control of field.querySelectorAll("input, select, textarea")) {
    if (control.type === "hidden" || control.type === "file") continue;
    if (errors.length) {
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", list.id);
    } else if (control.hasAttribute("aria-invalid")) {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
    }
  }
}

function fill(list, errors) {
  if (!list) return;
  list.hidden = errors.length === 0;
  list.replaceChildren(
    ...errors.map((error) => {
      const item = document.createElement("li");
      item.textContent = error;
      return item;
    }),
  );
}

function showNote(field, text) {
  const note = field.querySelector("[data-note]");
  if (!note) return;
  note.hidden = !text;
  note.textContent = text;
}

function showValue(field, text) {
  const control = field.querySelector("input");
  if (control && control !== document.activeElement) control.value = text;
}
