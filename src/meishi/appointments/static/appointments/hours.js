/* Hours: one day copied to others, and the holidays of a country, in place. */

const form = document.getElementById("hours");
const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  event.preventDefault();
  const days = button.dataset.to === "weekdays" ? WEEK.slice(0, 5) : WEEK;
  const { value } = form.elements[button.dataset.copy];
  for (const day of days) form.elements[day].value = value;
  const menu = button.closest("details");
  menu.open = false;
  menu.querySelector("summary").focus();
});

form.addEventListener("change", async ({ target }) => {
  if (!target.name.startsWith("holidays_")) return;
  const body = new FormData(form);
  body.set("do", "regions");
  const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!response?.ok) return;
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = answer.getElementById("holidays");
  if (!next) return;
  document.getElementById("holidays").replaceWith(document.importNode(next, true));
  form.elements[target.name].focus();
});
