(d => {
  for (const go of d.querySelectorAll(".b-gallery .go")) {
    const strip = go.previousElementSibling
    go.hidden = false
    go.addEventListener("click", e => {
      const to = e.target.closest("button")?.value
      const far = strip.firstElementChild.offsetWidth * (strip.matches(":dir(rtl)") ? -1 : 1)
      const still = matchMedia("(prefers-reduced-motion:reduce)").matches
      if (to) strip.scrollBy({left: to * far, behavior: still ? "instant" : "smooth"})
    })
  }
})(document)
