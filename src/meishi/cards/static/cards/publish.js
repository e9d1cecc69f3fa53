/* The pages about publishing: handle, copy, share. */
import "./handle.js";

/** Show the buttons that only work with this script. */
export function enhance(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
  }
  for (const button of root.querySelectorAll("[data-share]")) {
    button.hidden = !navigator.share;
  }
}

document.addEventListener("click", async (event) => {
  const copy = event.target.closest?.("[data-copy]");
  const share = event.target.closest?.("[data-share]");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    const words = copy.querySelector("span");
    const before = words.textContent;
    words.textContent = copy.dataset.done;
    document.querySelector("[data-said]").textContent = copy.dataset.done;
    setTimeout(() => {
      words.textContent = before;
    }, 2000);
  }
  if (share) {
    const { share: url, shareTitle: title } = share.dataset;
    navigator.share({ url, title }).catch(() => {}); // closed without sharing
  }
});

enhance(document);
