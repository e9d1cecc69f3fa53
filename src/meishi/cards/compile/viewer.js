(d => {
  const box = d.getElementById("view"), [said, track, back, next, shut] = box.children
  let links, at, opener, turn
  const dress = (a, img, widest, sizes) => {
    const picture = d.createElement("picture"), [, name, most] = a.href.match(/(.+-)(\d+)\.webp$/) || []
    for (const type of name ? ["avif", "webp"] : []) {
      const source = d.createElement("source")
      source.type = "image/" + type
      source.srcset = [320, 640, 960, 1280, 1920].filter(w => w < most && w <= widest).concat(most <= widest ? most : []).map(w => name + w + "." + type + " " + w + "w")
      source.sizes = sizes
      picture.append(source)
    }
    picture.append(img)
    return picture
  },
  // Pictures come when they are near, once the first view is there.
  place = a => {
    const later = a.querySelector("noscript")
    if (!later) return
    a.innerHTML = later.textContent
    const img = a.firstChild
    a.append(dress(a, img, img.srcset ? 640 : 320, img.sizes))
  },
  near = new IntersectionObserver(seen => seen.forEach(e => e.isIntersecting && place(e.target)), {rootMargin: "200px"})
  addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    d.querySelectorAll("[data-view] noscript").forEach(e => near.observe(e.parentNode))
  })))
  const show = n => {
    at = n
    box.ariaLabel = said.textContent = box.dataset.words.replace("{n}", n + 1).replace("{all}", links.length)
    ;[...track.children].forEach((slide, i) => {
      slide.inert = i != n
      if (Math.abs(i - n) < 2) slide.querySelector("img").loading = "eager"
    })
  },
  go = n => {
    n = (n + links.length) % links.length
    track.scrollLeft = n * track.clientWidth * turn
    show(n)
  },
  slide = a => {
    place(a)
    const figure = a.closest("figure").cloneNode(true), img = figure.querySelector("img")
    img.src = a.href
    figure.querySelector("a").replaceWith(dress(a, img, 1920, "100vw"))
    img.className = ""
    return figure
  },
  wide = (picture, sizes) => picture.querySelectorAll("source").forEach(s => s.sizes = sizes)
  d.addEventListener("click", e => {
    const a = e.target.closest("[data-view] a")
    if (!a || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    if (a.ping) navigator.sendBeacon(a.ping)
    opener = a
    links = [...a.closest("[data-view]").querySelectorAll("a")]
    track.replaceChildren(...links.map(slide))
    back.hidden = next.hidden = links.length < 2
    // The phone's back then closes the picture, not the card.
    history.pushState({view: 1}, "")
    box.showModal()
    turn = box.matches(":dir(rtl)") ? -1 : 1
    go(links.indexOf(a))
    track.focus()
  })
  addEventListener("popstate", () => box.close())
  box.addEventListener("close", () => {
    if (history.state?.view) history.back()
    track.replaceChildren()
    opener.focus()
  })
  box.addEventListener("keydown", e => {
    const n = {ArrowRight: at + turn, ArrowLeft: at - turn, Home: 0, End: -1}[e.key]
    if (n === undefined) return
    e.preventDefault()
    go(n)
  })
  back.onclick = () => go(at - 1)
  next.onclick = () => go(at + 1)
  shut.onclick = () => box.close()
  track.onscroll = () => {
    const n = Math.round(Math.abs(track.scrollLeft) / track.clientWidth)
    if (links[n] && n != at && box.open) show(n)
  }
  // Who looks closer gets the larger picture.
  visualViewport.onresize = () => visualViewport.scale > 1.2 && box.open && wide(track.children[at], "200vw")
})(document)
