/* The editor: everything works without this script; with it, nothing has to reload. */
import { show as showHandle } from "./handle.js";
import { enableDragging } from "./order.js";
import "./picture.js";
import "./pictures.js";
import { refreshPreview, showBlock } from "./preview.js";
import { enhance } from "./publish.js";
import "./recording.js";
import { Saver } from "./saver.js";
import { announce, fadeToast, offerUndo, sayState, words } from "./say.js";
import { page, send, Unsent } from "./send.js";
import { focus, swap } from "./swap.js";

const EVERYTHING = ["said", "identity", "address", "blocks", "settings", "design", "css", "bar"];
const BLOCKS = ["said", "blocks", "bar"];
const editor = document.getElementById("editor");
const byId = (id) => document.getElementById(id);

document.body.classList.add("has-script");

const saver = new Saver({ saved: showSaved, conflict: askWhoseCounts });

/* Typing */

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form && event.target.type !== "file") saver.touch(form);
});

document.addEventListener("change", (event) => {
  const country = event.target.name?.endsWith("-country_code");
  if (country) reorder(event.target.closest("form"), event.target.closest("[data-rows]"));
});

document.addEventListener("ms-rows", ({ target }) => {
  const form = target.closest("form");
  reorder(form, form.querySelector("[data-rows]"));
});

function showSaved(answer) {
  const bar = byId("bar");
  bar.querySelector("[data-undo]").disabled = !answer.can_undo;
  bar.querySelector("[data-redo]").disabled = !answer.can_redo;
  const title = bar.querySelector("[data-title]");
  title.textContent = answer.title || title.dataset.empty;
  for (const [id, text] of Object.entries(answer.summaries)) {
    const summary = document.querySelector(`[data-summary="${id}"]`);
    if (summary) summary.textContent = text;
  }
  const handle = document.querySelector("#address input[name=handle]");
  if (handle && handle.value === handle.defaultValue) {
    handle.value = handle.defaultValue = answer.handle;
  }
  refreshPreview();
}

function askWhoseCounts() {
  const dialog = byId("conflict");
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.querySelector("[data-keep]").onclick = () => {
      dialog.close();
      resolve(true);
    };
    dialog.querySelector("[data-reload]").onclick = () => {
      saver.forget();
      location.assign(location.pathname + location.search); // a reload keeps what was typed
    };
    dialog.oncancel = () => resolve(false);
  });
}

document.addEventListener(
  "load",
  (event) => {
    if (event.target.matches?.(".example iframe")) showBlock(event.target);
  },
  true,
);

/* Buttons */

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.matches("[data-autosave]")) {
    event.preventDefault();
    if (submitter?.name === "do") pressRow(form, submitter);
    else saver.touch(form), saver.flush();
  } else if (form.matches("[data-actions]") && !submitter?.matches("[data-leave]")) {
    event.preventDefault();
    act(form, submitter);
  } else if (form.matches("[data-handle]")) {
    event.preventDefault();
    useHandle(form);
  } else if (form.id === "publish") {
    event.preventDefault();
    publish(form, submitter);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open], a[data-publish]");
  const view = event.target.closest("button[data-view]");
  const close = event.target.closest("dialog [data-close]");
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button);
  if (view) switchView(view);
  if (close) {
    event.preventDefault();
    close.closest("dialog").close();
  }
  if (link && isPlain) {
    event.preventDefault();
    if (link.matches("[data-publish]")) askToPublish(link.href);
    else go(link.href);
  }
});

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("a[role=button]");
  if (link && event.key === " ") {
    event.preventDefault();
    link.click();
  }
});

async function guarded(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unsent)) throw error;
    sayState(error.message, "bad");
    return null;
  }
}

const act = (form, button) =>
  guarded(async () => {
    await saver.flush();
    const body = new FormData(form, button);
    const response = await send(button?.formAction ?? form.action, { body });
    history.replaceState(null, "", new URL(response.url).pathname + searchOf(response));
    const isBlocks = button?.formAction.includes("/blocks/");
    show(await page(response), isBlocks ? BLOCKS : EVERYTHING);
    byId("actions").elements.open.value = openBlock();
    afterAction(button, response);
    refreshPreview();
  });

function searchOf(response) {
  const url = new URL(response.url);
  url.searchParams.delete("removed");
  return url.search;
}

const openBlock = () => document.querySelector(".block.is-open")?.dataset.block ?? "";

function afterAction(button, response) {
  const id = new URL(response.url).searchParams.get("block");
  if (button?.name === "kind" || button?.formAction.endsWith("/duplicate/")) {
    byId("palette").open = false;
    byId(`block-${id}`)?.scrollIntoView({ block: "start" });
    (document.querySelector(`#form-${id} :is(input:not([type=hidden], .visually-hidden), textarea)`) ?? byId(`open-${id}`))?.focus({ preventScroll: true });
  }
  if (button?.name === "to") {
    const other = button.id.startsWith("up-") ? "down-" : "up-";
    if (byId(button.id)?.disabled) focus(button.id.replace(/^(up|down)-/, other));
    sayPlace(button.id.replace(/^(up|down)-/, ""));
  }
  fadeToast();
}

function sayPlace(id) {
  const blocks = [...document.querySelectorAll("[data-block]")];
  const place = blocks.findIndex((block) => block.dataset.block === id) + 1;
  announce(words("Moved").replace("{n}", place).replace("{all}", blocks.length));
}

const go = (href) =>
  guarded(async () => {
    await saver.flush();
    const response = await send(href);
    history.replaceState(null, "", href);
    show(await page(response), ["blocks"]);
    byId("actions").elements.open.value = openBlock();
    document.querySelector(".block.is-open")?.scrollIntoView({ block: "nearest" });
  });

/** Show parts of an answer; what is unsaved or has mistakes stays as it is. */
function show(answer, ids) {
  const keep = (form) => saver.isUnsaved(form) || Boolean(form.dataset.message);
  swap(answer, ids, keep);
  ready();
  saver.settle();
}

/* Rows of a form */

async function pressRow(form, button) {
  const [prefix, action, index] = button.value.split(":");
  const opened = [...document.querySelectorAll(`#${prefix} [data-row] details[open]`)].map((d) =>
    [...d.closest("ol, ul").children].indexOf(d.closest("[data-row]")),
  );
  const answer = await saver.press(form, button);
  if (!answer) return;
  swap(answer, [form.id, "bar"]);
  ready();
  saver.settle();
  openRows(prefix, opened, action, Number(index));
  focusRow(prefix, action, Number(index));
  if (action === "remove" && form.id.startsWith("form-")) offerUndo(words("Removed"));
  refreshPreview();
}

function openRows(prefix, opened, action, index) {
  const rows = [...document.querySelectorAll(`#${prefix} [data-row]`)];
  const swapped = { up: [index, index - 1], down: [index, index + 1] }[action];
  for (const before of opened) {
    let now = before;
    if (swapped?.includes(before)) now = swapped[0] + swapped[1] - before;
    if (action === "remove") now = before > index ? before - 1 : before < index ? before : -1;
    const details = rows[now]?.querySelector("details");
    if (details) details.open = true;
  }
}

function focusRow(prefix, action, index) {
  const rows = [...document.querySelectorAll(`#${prefix} [data-row]`)];
  if (action === "add") {
    const last = rows.at(-1);
    last?.querySelector("details.item-details")?.setAttribute("open", "");
    const fields = "select, textarea, input:not([type=hidden], .visually-hidden)";
    const wanted = last?.querySelector("input[type=tel], input[type=email]");
    (wanted ?? last?.querySelector(fields))?.focus();
  } else if (action === "remove") {
    document.querySelector(`#${prefix} [data-focus]`)?.focus();
  } else {
    const now = index + (action === "down" ? 1 : -1);
    const same = rows[now]?.querySelector(`[value="${prefix}:${action}:${now}"]`);
    const turned = action === "up" ? "down" : "up";
    const other = rows[now]?.querySelector(`[value="${prefix}:${turned}:${now}"]`);
    (same?.disabled ? other : same)?.focus();
  }
}

function reorder(form, rows) {
  const button = { name: "do", value: `${rows.dataset.rows}:sort` };
  return guarded(async () => {
    const focused = document.activeElement?.id;
    const answer = await saver.press(form, button);
    if (!answer) return;
    swap(answer, [form.id, "bar"]);
    ready();
    if (focused) focus(focused);
    refreshPreview();
  });
}

/* Address and publishing */

const useHandle = (form) =>
  guarded(async () => {
    const body = new FormData(form);
    const response = await send(form.action, { body, accept: "application/json" });
    const answer = await response.json();
    const field = form.querySelector("[data-check]");
    showHandle(field, { ...answer, state: answer.state === "refused" ? "bad" : answer.state });
    if (response.ok) {
      const input = form.elements.handle;
      input.value = input.defaultValue = answer.handle;
      form.classList.remove("is-changed");
      refreshPreview();
    }
  });

const askToPublish = (href) =>
  guarded(async () => {
    await saver.flush();
    const dialog = byId("publish-dialog");
    fillDialog(dialog, await page(await send(href)));
    dialog.showModal();
  });

const publish = (form, button) =>
  guarded(async () => {
    button.disabled = true;
    const response = await send(form.action, { body: new FormData(form) });
    const answer = await page(response);
    if (!answer.querySelector("#share, #publish")) {
      location.assign(response.url);
      return;
    }
    const dialog = byId("publish-dialog");
    fillDialog(dialog, answer);
    if (answer.querySelector("#share")) {
      const fresh = await page(await send(location.pathname));
      swap(fresh, ["address", "bar"]);
      ready();
      document.querySelector(".editor-preview > p")?.replaceWith(
        document.importNode(fresh.querySelector(".editor-preview > p"), true),
      );
    }
  });

function fillDialog(dialog, answer) {
  const content = answer.querySelector("#share, #publish");
  if (!content) return;
  dialog.replaceChildren(document.importNode(content, true));
  enhance(dialog);
  dialog.querySelector("[aria-invalid]")?.focus();
}

/* The rest */

function switchView({ dataset: { view } }) {
  editor.dataset.view = view;
  markView();
  scrollTo(0, 0);
}

function markView() {
  for (const button of document.querySelectorAll("button[data-view]")) {
    button.setAttribute("aria-pressed", button.dataset.view === editor.dataset.view);
  }
}

async function suggestCountry() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const blank = [...document.querySelectorAll('[name$="-country"]')].filter(
    (select) => select.matches("select") && !select.closest("[data-row]").querySelector("[type=tel]").value,
  );
  if (!blank.length) return;
  const url = `${editor.dataset.country}?${new URLSearchParams({ zone })}`;
  const { country } = await (await send(url, { accept: "application/json" })).json();
  for (const select of blank) if (country) select.value = country;
}

function suggestZone() {
  const select = byId("id_identity-time_zone");
  if (!select || select.value || select.parentElement.querySelector("[data-zone]")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (![...select.options].some((option) => option.value === zone)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet add";
  button.dataset.zone = "";
  button.textContent = editor.dataset.wordsZone.replace("{zone}", zone.split("/").at(-1).replaceAll("_", " "));
  button.onclick = () => {
    select.value = zone;
    button.remove();
    select.focus();
    saver.touch(select.form);
  };
  select.after(button);
}

function ready() {
  markView();
  suggestZone();
  enableDragging(document, {
    moved: (item, place) => dropBlock(item, place),
    sorted: reorder,
  });
}

const dropBlock = (item, place) => {
  const form = byId("actions");
  const button = document.createElement("button");
  button.name = "to";
  button.value = place;
  button.id = `up-${item.dataset.block}`;
  button.formAction = item.dataset.move;
  button.setAttribute("form", form.id);
  form.append(button);
  return act(form, button).finally(() => button.remove());
};

/** Whether a form was filled in before this script was there to see it. */
function isTouched(form) {
  return [...form.elements].some((control) => {
    if (["hidden", "file", "submit"].includes(control.type)) return false;
    if ("defaultChecked" in control && ["checkbox", "radio"].includes(control.type)) {
      return control.checked !== control.defaultChecked;
    }
    return "defaultValue" in control && control.value !== control.defaultValue;
  });
}

if (performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    if (isTouched(form)) saver.touch(form);
  }
}
ready();
guarded(suggestCountry);
