/* The look of the QR code: each choice is tried by the server at once, not yet kept. */
const form = document.querySelector("#qr-form");
const PAUSE = 250; // milliseconds, so that a colour that is dragged is tried once
let timer;
let running;

for (const button of form.querySelectorAll("[data-try]")) button.hidden = true;
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(attempt, PAUSE);
});

async function attempt() {
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.set("do", "try");
  const shown = document.querySelector("#qr-shown");
  shown.classList.add("is-trying");
  try {
    const { signal } = running;
    const response = await fetch(location.href, { method: "POST", body, signal });
    const text = await response.text();
    if (response.ok || response.status === 422) show(text);
  } catch {
    // Replaced by a later choice, or offline: what is shown stays.
  } finally {
    shown.classList.remove("is-trying");
  }
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["qr-shown", "qr-proof"]) {
    const answer = page.getElementById(id);
    if (answer) document.getElementById(id).replaceChildren(...answer.childNodes);
  }
  for (const list of form.querySelectorAll(".errorlist")) {
    const answer = page.getElementById(list.id);
    list.hidden = answer?.hidden ?? true;
    list.replaceChildren(...(answer?.childNodes ?? []));
  }
  for (const field of form.querySelectorAll("[name]")) {
    const answer = page.getElementById(field.id);
    if (!answer?.hasAttribute("aria-invalid")) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
}
