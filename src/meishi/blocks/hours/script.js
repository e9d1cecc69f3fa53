for (const e of document.querySelectorAll("[data-hours]")) {
  const d = JSON.parse(e.dataset.hours), n = t => (t.getUTCDay() + 6) % 7,
  on = t => d.days[t.toISOString().slice(0, 10)] || d.week[n(t)],
  tick = () => {
    const [day, now] = new Date().toLocaleString("sv", {timeZone: d.zone}).split(" "),
    t = new Date(day), m = now.slice(0, 2) * 60 + +now.slice(3, 5),
    is = on(t).some(([a, b]) => a <= m && m < b) || on(new Date(t - 864e5)).some(([, b]) => m + 1440 < b)
    e.textContent = is ? d.open : d.closed
    e.className = is ? "on" : ""
    for (const r of e.closest("section").querySelectorAll("[data-day]")) r.className = r.dataset.day == n(t) ? "today" : ""
  }
  tick()
  setInterval(tick, 3e4)
}
