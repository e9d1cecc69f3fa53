(d => {
  const by = i => d.getElementById(i), nav = navigator, ua = nav.userAgent,
  url = by("copy").dataset.url, copy = by("copy"), turn = by("turn")
  // Enter turns the card as Space does.
  turn.addEventListener("keydown", e => e.key == "Enter" && turn.click())
  if (nav.clipboard) {
    copy.hidden = false
    copy.addEventListener("click", async () => {
      await nav.clipboard.writeText(url)
      by("said").textContent = copy.textContent = copy.dataset.done
    })
  }
  if (nav.share) by("share").addEventListener("click", e => {
    e.preventDefault()
    nav.share({title: d.title, url}).catch(() => {})
  })
  // In-app browsers swallow the contact file without a word.
  if (/FBAN|FBAV|FB_IAB|Instagram|LinkedInApp|Twitter|TikTok|musical_ly|Snapchat|Pinterest|Line\/|MicroMessenger/.test(ua) || /iP(hone|ad|od)/.test(ua) && /AppleWebKit/.test(ua) && !/Safari\//.test(ua)) {
    by("in-app").hidden = false
    const b = copy.cloneNode(true)
    b.id = ""
    b.hidden = !nav.clipboard
    b.addEventListener("click", () => copy.click())
    by("in-app").append(" ", b)
  }
  // Browsers without `ping` on links say by script that one was followed.
  if (!("ping" in HTMLAnchorElement.prototype)) d.addEventListener("click", e => {
    const a = e.target.closest("a[ping]")
    if (a) nav.sendBeacon(a.getAttribute("ping"))
  })
})(document)
