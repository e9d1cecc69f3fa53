/* What every page of the app does with JavaScript; each works without it too. */
import htmx from "./vendor/htmx-4.0.1.esm.min.js";

htmx.config.includeIndicatorCSS = false;

const token = () => document.querySelector("meta[name=csrf-token]")?.content;

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRFToken"] = token();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
