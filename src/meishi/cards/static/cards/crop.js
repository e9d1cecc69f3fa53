/* Choosing a part of a picture, in a dialog around Cropper. */
import Cropper from "./vendor/cropper-2.2.0/cropper.esm.min.js";

const TEMPLATE = `
<cropper-canvas background>
  <cropper-image></cropper-image>
  <cropper-shade hidden></cropper-shade>
  <cropper-selection initial-coverage="0.8" movable resizable outlined keyboard>
    <cropper-grid role="grid" bordered covered></cropper-grid>
    <cropper-handle action="move" theme-color="rgba(255, 255, 255, 0)"></cropper-handle>
    ${["n", "e", "s", "w", "ne", "nw", "se", "sw"]
      .map((side) => `<cropper-handle action="${side}-resize"></cropper-handle>`)
      .join("")}
  </cropper-selection>
</cropper-canvas>`;

/** Let a person choose; resolves to `x,y,width,height`, "" for all, null for none. */
export async function choosePart(url, before) {
  const dialog = document.getElementById("crop-dialog");
  const stage = dialog.querySelector("[data-stage]");
  const image = new Image();
  image.src = url;
  dialog.showModal();
  const cropper = new Cropper(image, { container: stage, template: TEMPLATE });
  const picture = cropper.getCropperImage();
  const selection = cropper.getCropperSelection();
  await picture.$ready();
  picture.$center("contain");
  const room = () => boxWithin(picture, cropper.getCropperCanvas());
  selection.addEventListener("change", (event) => {
    if (!isInside(event.detail, room())) event.preventDefault();
  });
  start(selection, room(), before);
  const chosen = await answerOf(dialog, selection, room);
  stage.replaceChildren();
  return chosen;
}

function answerOf(dialog, selection, room) {
  const ratios = dialog.querySelector("[data-ratios]");
  ratios.onclick = ({ target }) => {
    if (!("ratio" in target.dataset)) return;
    mark(ratios, target);
    selection.aspectRatio = Number(target.dataset.ratio) || Number.NaN;
    fit(selection, room());
  };
  return new Promise((resolve) => {
    const finish = (value) => {
      dialog.oncancel = null;
      if (dialog.open) dialog.close();
      resolve(value);
    };
    dialog.oncancel = () => finish(null);
    dialog.querySelector("[data-cancel]").onclick = () => finish(null);
    dialog.querySelector("[data-whole]").onclick = () => finish("");
    dialog.querySelector("[data-done]").onclick = () =>
      finish(fractions(selection, room()));
  });
}

function mark(group, chosen) {
  for (const button of group.children) {
    button.setAttribute("aria-pressed", button === chosen);
  }
}

function start(selection, box, before) {
  const parts = before.split(",").map(Number);
  if (parts.length !== 4) {
    selection.aspectRatio = 1;
    fit(selection, box);
    return;
  }
  const [x, y, width, height] = parts;
  const free = document.querySelector('[data-ratio=""]');
  mark(free.parentElement, free);
  selection.aspectRatio = Number.NaN;
  selection.$change(
    box.x + x * box.width,
    box.y + y * box.height,
    width * box.width,
    height * box.height,
  );
}

/** The largest frame of its shape in the middle of the picture. */
function fit(selection, box) {
  const ratio = selection.aspectRatio || box.width / box.height;
  const width = Math.min(box.width, box.height * ratio) * 0.9;
  const height = width / ratio;
  selection.$change(
    box.x + (box.width - width) / 2,
    box.y + (box.height - height) / 2,
    width,
    height,
  );
}

function boxWithin(inner, outer) {
  const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
  return { x: a.x - b.x, y: a.y - b.y, width: a.width, height: a.height };
}

function isInside({ x, y, width, height }, box) {
  const slack = 0.5; // pixels
  return (
    width > 8 &&
    height > 8 &&
    x >= box.x - slack &&
    y >= box.y - slack &&
    x + width <= box.x + box.width + slack &&
    y + height <= box.y + box.height + slack
  );
}

function fractions({ x, y, width, height }, box) {
  const within = (value) => Math.min(1, Math.max(0, value));
  const left = within((x - box.x) / box.width);
  const top = within((y - box.y) / box.height);
  return [
    left,
    top,
    Math.min(1 - left, width / box.width),
    Math.min(1 - top, height / box.height),
  ]
    .map((part) => part.toFixed(5))
    .join(",");
}
