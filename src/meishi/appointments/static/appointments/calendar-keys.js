/* Moving a booking by keys: the handle picks it up, arrows carry it, Enter puts it down. */
import { draw, placeOf, say, start, when, within } from "./calendar-place.js";

const columns = () => [...document.querySelectorAll("[data-column]")];

/** Let the handle of an entry be used by keyboard; `drop(entry, instant)` moves it. */
export function enableKeys(entry, grip, drop, words) {
  let target = null;
  const show = (next) => {
    target = next;
    draw(entry, target);
    say(words("Moved").replace("{time}", when(target)));
  };
  const leave = () => {
    if (!target) return;
    target = null;
    draw(entry, null);
    say(words("Left"));
  };
  grip.addEventListener("click", (event) => {
    if (event.detail) return; // by pointer
    if (target) return;
    target = placeOf(entry);
    draw(entry, target);
    say(words("Hint"));
  });
  grip.addEventListener("blur", leave);
  grip.addEventListener("keydown", (event) => {
    if (!target) return;
    const next = after(target, event);
    if (next) show(next);
    else if (event.key === "Escape") leave();
    else if (event.key === "Enter") {
      const chosen = start(target);
      target = null;
      if (+chosen === +new Date(entry.dataset.at)) draw(entry, null);
      else drop(entry, chosen);
    } else return;
    event.preventDefault();
  });
}

/** Return where an arrow key leads from a place, null for other keys. */
function after({ column, minutes }, { key, shiftKey }) {
  const step = shiftKey ? 5 : 15;
  if (key === "ArrowUp") return within(column, minutes - step);
  if (key === "ArrowDown") return within(column, minutes + step);
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const all = columns();
  const next = all[all.indexOf(column) + (key === "ArrowRight" ? 1 : -1)];
  return next ? within(next, minutes) : { column, minutes };
}
