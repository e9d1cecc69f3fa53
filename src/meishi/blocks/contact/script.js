for (const e of document.querySelectorAll("[data-clock]")) {
  const tick = () => e.textContent = ", " + new Date().toLocaleTimeString(document.documentElement.lang || [], {timeZone: e.dataset.clock, timeStyle: "short"})
  tick()
  setInterval(tick, 3e4)
}
