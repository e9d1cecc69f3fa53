// Nicer, not needed: pictures only once they come near, the total of the chosen way
// alone, and copying.
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    const later = target.firstElementChild;
    later.outerHTML = later.textContent;
  }
}, { rootMargin: "100px" });
for (const shot of document.querySelectorAll(".shot:has(> noscript)")) near.observe(shot);

const order = document.querySelector(".order");
const tell = () => {
  const chosen = order.querySelector("[name=delivery]:checked")?.value;
  for (const row of order.querySelectorAll("[data-total]")) {
    row.hidden = Boolean(chosen) && row.dataset.total !== chosen;
  }
};
if (order) {
  order.addEventListener("change", tell);
  tell();
  order.addEventListener("submit", (event) => {
    if (order.dataset.sent) event.preventDefault();
    order.dataset.sent = "1";
  });
  addEventListener("pageshow", () => delete order.dataset.sent);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.done;
    document.querySelector("#said").textContent = button.dataset.done;
  });
}
