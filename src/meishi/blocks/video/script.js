for (const a of document.querySelectorAll("[data-player]")) a.addEventListener("click", e => {
  if (e.metaKey || e.ctrlKey || e.shiftKey) return
  e.preventDefault()
  const f = document.createElement("iframe"), {ping} = a
  if (ping) navigator.sendBeacon(ping)
  f.title = a.dataset.title
  f.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture"
  f.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"
  f.referrerPolicy = "strict-origin-when-cross-origin"
  f.src = a.dataset.player
  a.replaceWith(f)
  f.focus()
})
