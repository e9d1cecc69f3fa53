/* Bookings move by drag, or by keys on their handle. Without this they move by a form. */
import { enableKeys } from "./calendar-keys.js";
import { columnAt, draw, isGrid, place, say, start } from "./calendar-place.js";

const FAR = 6; // pixels, before a press is a drag
const words = (name) => document.getElementById("calendar").dataset[`words${name}`];

/** Ask the server for another time; the calendar then shows what is true. */
async function drop(entry, instant) {
  const body = new FormData();
  body.set("start", instant.toISOString().replace(/\.\d+Z$/, "Z"));
  const headers = { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };
  const sent = await fetch(entry.dataset.drop, { method: "POST", body, headers }).catch(() => null);
  const answer = sent?.headers.get("Content-Type")?.includes("json") ? await sent.json() : null;
  if (sent?.ok) await refresh();
  else draw(entry, null);
  say(answer?.message ?? words("Failed"), !sent?.ok);
  document.querySelector(`[data-drop="${entry.dataset.drop}"] [data-grip]`)?.focus();
}

async function refresh() {
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok) return location.reload();
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  document.getElementById("calendar").replaceWith(answer.getElementById("calendar"));
  enable();
}

/** Let an entry follow the pointer, from the grip at once, from its words once it is far. */
function follow(entry, event) {
  const from = { x: event.clientX, y: event.clientY };
  const box = entry.getBoundingClientRect();
  const offset = from.y - box.top;
  let target = null;
  const move = (now) => {
    const moved = Math.hypot(now.clientX - from.x, now.clientY - from.y);
    if (!target && moved < FAR) return;
    const column = columnAt(now.clientX) ?? target?.column ?? entry.closest("[data-column]");
    target = place(entry, column, now.clientY - offset, now.shiftKey ? 5 : 15);
    draw(entry, target);
  };
  const end = (now) => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
    if (!target) return;
    entry.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    if (now.type === "pointerup" && +start(target) !== +new Date(entry.dataset.at)) drop(entry, start(target));
    else draw(entry, null);
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
}

function enable() {
  for (const entry of document.querySelectorAll("[data-drop]")) {
    const grip = entry.querySelector("[data-grip]");
    grip.hidden = false;
    enableKeys(entry, grip, drop, words);
    entry.querySelector("a").draggable = false;
    entry.addEventListener("pointerdown", (event) => {
      const onGrip = event.target.closest("[data-grip]");
      const byTouch = event.pointerType === "touch";
      if (event.button !== 0 || !isGrid() || (byTouch && !onGrip)) return;
      follow(entry, event);
    });
  }
}

enable();
