for (const e of document.querySelectorAll("[data-hours]")) {
  const d = JSON.parse(e.dataset.hours), n = t => (t.getUTCDay() + 6) % 7,
    at = t => d.days[t.toISOString().slice(0, 10)] || d.week[n(t)],
    tick = () => {
      const [day, time] = new Date().toLocaleString("sv-SE", {timeZone: d.zone}).split(" "),
        t = new Date(day), m = time.slice(0, 2) * 60 + +time.slice(3, 5),
        on = at(t).some(([a, b]) => a <= m && m < b) || at(new Date(t - 864e5)).some(([, b]) => m + 1440 < b)
      e.textContent = on ? d.open : d.closed
      e.className = on ? "on" : ""
      for (const r of e.closest("section").querySelectorAll("[data-day]")) r.classList.toggle("today", r.dataset.day == n(t))
    }
  tick()
  setInterval(tick, 3e4)
}
