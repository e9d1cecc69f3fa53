/* Where a time is in the grid, and which time is at a place. Days are as long as they are. */

const grid = () => document.querySelector("[data-grid]");
const MINUTE = 60_000; // milliseconds
const SHOWN = 12_000; // milliseconds that a message stays
let gone;

/** Whether hours are shown from above to below; on a phone the week is a list. */
export const isGrid = () => Boolean(grid()) && getComputedStyle(grid().querySelector("[data-column]")).position === "relative";

/** Return the column at that place of the window, null beside the grid. */
export function columnAt(x) {
  const inside = (column) => {
    const { left, right } = column.getBoundingClientRect();
    return left <= x && x < right;
  };
  return [...grid().querySelectorAll("[data-column]")].find(inside) ?? null;
}

/** Return the place (column, minutes) nearest to `top`, on a step, within what is shown. */
export function place(entry, column, top, step) {
  const { from, hours } = grid().dataset;
  const box = column.getBoundingClientRect();
  const minutes = Number(from) * 60 + ((top - box.top) / box.height) * Number(hours) * 60;
  return within(column, Math.round(minutes / step) * step);
}

/** Return the place with its minutes kept in the day. */
export function within(column, minutes) {
  const longest = Number(column.dataset.length) - 5;
  return { column, minutes: Math.min(Math.max(0, minutes), longest) };
}

/** Return the place of an entry as it is now. */
export function placeOf(entry) {
  const column = entry.closest("[data-column]");
  const minutes = (new Date(entry.dataset.at) - new Date(column.dataset.start)) / MINUTE;
  return { column, minutes };
}

/** Return the instant at a place. */
export const start = ({ column, minutes }) => new Date(+new Date(column.dataset.start) + minutes * MINUTE);

/** Show an entry at a place, or back where it belongs (null). */
export function draw(entry, target) {
  entry.classList.toggle("is-moving", Boolean(target));
  const { style } = entry;
  if (!target) {
    for (const name of ["inset-block-start", "inset-inline-start", "inline-size", "translate"]) style.removeProperty(name);
    entry.querySelector(".entry-time").textContent = entry.dataset.time ?? entry.querySelector(".entry-time").textContent;
    return;
  }
  entry.dataset.time ??= entry.querySelector(".entry-time").textContent;
  const home = entry.closest("[data-column]").getBoundingClientRect();
  const there = target.column.getBoundingClientRect();
  const { from, hours } = grid().dataset;
  const share = (target.minutes / 60 - Number(from)) / Number(hours);
  style.setProperty("inset-block-start", `${share * 100}%`);
  style.setProperty("inset-inline-start", "0");
  style.setProperty("inline-size", "100%");
  style.setProperty("translate", `${there.left - home.left}px 0`);
  entry.querySelector(".entry-time").textContent = clock(target);
}

/** Return what clocks say at a place, as the column's own day tells them. */
export function clock(target) {
  const at = start(target);
  const { zone } = grid().dataset;
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
}

/** Return the day and time at a place, in words. */
export function when(target) {
  const { zone } = grid().dataset;
  const parts = { timeZone: zone, weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  return new Intl.DateTimeFormat("en-GB", parts).format(start(target));
}

/** Say something, to be heard and to be seen. */
export function say(text, isBad = false) {
  document.getElementById("cal-said").textContent = text;
  const message = document.getElementById("cal-message");
  message.textContent = text;
  message.classList.toggle("is-bad", isBad);
  clearTimeout(gone);
  gone = setTimeout(() => (message.textContent = ""), SHOWN);
}
