/* Dragging blocks, and the entries of a block, into another order. */
import Sortable from "./vendor/sortable-1.15.7/sortable.core.esm.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Let blocks be dragged (`moved(item, place)`) and rows (`sorted(form, list)`). */
export function enableDragging(root, { moved, sorted }) {
  const options = { handle: "[data-grip]", animation: still.matches ? 0 : 150 };
  for (const list of root.querySelectorAll("[data-block-list]")) {
    Sortable.create(list, {
      ...options,
      draggable: "[data-block]",
      onEnd: ({ item, oldDraggableIndex, newDraggableIndex }) => {
        if (oldDraggableIndex !== newDraggableIndex) moved(item, newDraggableIndex);
      },
    });
  }
  for (const list of root.querySelectorAll("[data-sortable]")) {
    Sortable.create(list, {
      ...options,
      draggable: "[data-row]",
      onEnd: () => {
        number(list);
        sorted(list.closest("form"), list.closest("[data-rows]"));
      },
    });
  }
}

function number(list) {
  [...list.children].forEach((row, index) => {
    row.querySelector('[name$="-ORDER"]').value = index + 1;
  });
}
