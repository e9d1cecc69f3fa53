/* The live preview: loaded behind the one that is shown, so that nothing blinks. */

let loading = null;
let isStale = false;

/** Show the draft as it is now; while one is loading, once more after it. */
export function refreshPreview() {
  const frame = document.querySelector("iframe[data-preview]");
  if (!frame) return;
  if (loading) {
    isStale = true;
    return;
  }
  loading = frame.cloneNode();
  loading.classList.add("is-next");
  loading.setAttribute("aria-hidden", "true");
  loading.addEventListener("load", () => show(frame, loading), { once: true });
  frame.after(loading);
}

/** Let an example show its block, below the face of the card. */
export function showBlock(frame) {
  const block = frame.contentDocument?.querySelector("[class^=b-]");
  if (block) frame.contentWindow.scrollTo(0, block.getBoundingClientRect().top - 16);
}

function show(frame, next) {
  const { scrollX, scrollY } = frame.contentWindow ?? {};
  next.contentWindow?.scrollTo(scrollX ?? 0, scrollY ?? 0);
  next.classList.remove("is-next");
  next.removeAttribute("aria-hidden");
  frame.remove();
  loading = null;
  if (isStale) {
    isStale = false;
    refreshPreview();
  }
}
