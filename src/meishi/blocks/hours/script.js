for (const e of document.querySelectorAll("[data-hours]")) {
  const d = JSON.parse(e.dataset.hours), n = t => (t.getUTCDay() + 6) % 7,
  at = t => d.days[t.toJSON().slice(0,10)] || d.week[n(t)],
  go = () => {
    const [day, now] = new Date().toLocaleString("sv", {timeZone: d.zone}).split(" "),
    t = new Date(day), m = now.slice(0,2) * 60 + +now.slice(3, 5),
    on = at(t).some(([a, b]) => a <= m && m < b) || at(new Date(t - 864e5)).some(([, b]) => m + 1440 < b)
    e.textContent = on ? d.open : d.closed
    e.className = on ? "on" : ""
    for (const r of e.closest("section").querySelectorAll("tr")) r.className = r.dataset.day == n(t) ? "today" : ""
  }
  go()
  setInterval(go, 3e4)
}
