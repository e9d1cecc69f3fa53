/* Whether a handle is free, said while it is typed. */

const PAUSE = 300; // milliseconds after the last key
let timer;

document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-check]");
  if (!field) return;
  clearTimeout(timer);
  const { value, defaultValue, form } = event.target;
  form.classList.toggle("is-changed", value !== defaultValue);
  timer = setTimeout(() => check(field, event.target), PAUSE);
});

async function check(field, input) {
  const asked = input.value;
  if (!asked.trim()) return;
  const url = `${field.dataset.check}?${new URLSearchParams({ handle: asked })}`;
  try {
    const answer = await (await fetch(url)).json();
    if (input.value === asked) show(field, answer);
  } catch {
    // The form itself says so when it is sent.
  }
}

/** Show what is known about the handle in that field. */
export function show(field, { state, message }) {
  const words = field.querySelector("[data-availability]");
  words.dataset.state = state;
  words.textContent = message;
  field.querySelector(".errorlist").hidden = true;
  field.querySelector("input").removeAttribute("aria-invalid");
}
