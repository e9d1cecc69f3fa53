// Nicer, not needed: the zone is guessed, arrow keys walk the days, the hold counts down.
const terms = document.querySelector("[data-zone]");
if (terms) {
  const zone = terms.elements.zone;
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...zone.options].some((option) => option.value === guess);
  const go = (method) => {
    const query = new URLSearchParams(new FormData(terms));
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    location[method](`?${query}`);
  };
  terms.addEventListener("change", () => go("assign"));
  if (!("said" in terms.dataset) && known && guess !== zone.value) {
    zone.value = guess;
    const asked = new URLSearchParams(location.search);
    asked.set("zone", guess);
    location.replace(`?${asked}`);
  }
}

const days = document.querySelector("[data-days]");
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -1, End: 1 };
days?.addEventListener("keydown", (event) => {
  let by = steps[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
  if (document.dir === "rtl" && event.key.startsWith("Arrow") && Math.abs(by) === 1) by = -by;
  const cells = [...days.querySelectorAll("td")];
  const free = cells.filter((cell) => cell.querySelector("a"));
  const ends = { Home: cells.indexOf(free[0]), End: cells.indexOf(free.at(-1)) };
  let at = ends[event.key] ?? cells.indexOf(event.target.closest("td")) + by;
  const way = Math.sign(by);
  while (at >= 0 && at < cells.length && !cells[at].querySelector("a")) at += way;
  cells[at]?.querySelector("a")?.focus();
  event.preventDefault();
});

const held = document.querySelector("[data-left]");
if (held) {
  const end = Date.now() + held.dataset.left * 1000;
  const tick = setInterval(() => {
    if (Date.now() < end) return;
    clearInterval(tick);
    held.textContent = held.dataset.over;
    document.querySelector("#said").textContent = held.dataset.over;
  }, 1000);
}
