/* Choose all, and show only what the chosen action needs. */
const boxes = [...document.querySelectorAll('[name="product"]')];
const all = document.querySelector("[data-all]");
const action = document.querySelector("#id_action");

if (all) {
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
}

function tell() {
  for (const field of document.querySelectorAll("[data-for]")) {
    field.hidden = field.dataset.for !== action.value;
  }
}

if (action) {
  action.addEventListener("change", tell);
  tell();
}
