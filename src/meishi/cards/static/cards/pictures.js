/* `ms-pictures`: many pictures at once, each with its progress and its result. */
import { words } from "./say.js";
import { stateOf, upload } from "./upload.js";

const AT_ONCE = 2; // uploads
const PATIENCE = 300; // times that we ask how far a picture is
const PERIOD = 1500; // milliseconds between

const batches = new Map(); // by the id of their form, which may be replaced meanwhile

/** All files that were given to one form, and what became of each. */
class Batch {
  waiting = [];
  running = 0;
  pending = Promise.resolve();
  placed = Promise.resolve(); // that all files before the next one have their place
  unplaced = new Set(); // assets that are uploaded, but not in a form from the server
  counts = { all: 0, done: 0, bad: 0 };

  constructor(id) {
    this.id = id;
    this.list = document.createElement("ul");
    this.list.className = "uploads";
  }

  get host() {
    return document.querySelector(`#${this.id} ms-pictures`);
  }

  take(files) {
    for (const file of files) {
      this.counts.all += 1;
      const before = this.placed;
      this.placed = new Promise((resolve) => {
        const placed = () => before.then(resolve);
        this.waiting.push({ file, line: this.line(file.name), before, placed });
      });
    }
    this.next();
  }

  line(name) {
    const line = document.createElement("li");
    line.innerHTML = '<span class="upload-name" dir="auto"></span><progress max="1" value="0"></progress><span class="upload-state"></span>';
    line.firstChild.textContent = name;
    line.querySelector("progress").ariaLabel = name;
    this.list.append(line);
    return line;
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) {
      this.running += 1;
      this.send(this.waiting.shift()).finally(() => {
        this.running -= 1;
        this.next();
      });
    }
    this.tell();
    if (!this.running && !this.waiting.length) this.host?.settle();
  }

  async send({ file, line, before, placed }) {
    const bar = line.querySelector("progress");
    try {
      this.check();
      const asset = await upload(file, "picture", (share) => {
        bar.value = share;
        say(line, share < 1 ? "" : words("PictureChecking"));
      });
      await before; // a small file may have overtaken a large one
      this.check();
      this.unplaced.add(asset.id);
      this.host?.place(asset.id);
      say(line, words("PicturePreparing"));
      bar.removeAttribute("value");
      this.pending = this.pending.then(() => this.wait(asset, line));
    } catch (error) {
      this.end(line, error.message, true);
    } finally {
      placed();
    }
  }

  check() {
    if (this.host?.isFull) throw new Error(words("PicturesFull"));
  }

  /** Wait until it is made ready. One after the other, as the worker makes them. */
  async wait({ state_url: url }, line) {
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      const state = await stateOf(url);
      if (state?.state === "failed") return this.end(line, state.message, true);
      if (state?.state === "ready") return this.end(line, words("PictureDone"));
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  }

  end(line, text, isBad = false) {
    line.querySelector("progress").remove();
    line.classList.add(isBad ? "is-bad" : "is-done");
    say(line, text);
    this.counts[isBad ? "bad" : "done"] += 1;
    this.tell();
  }

  tell() {
    const { all, done, bad } = this.counts;
    if (this.host) this.host.say(all ? told(all, done, bad) : "", done + bad === all && all > 0);
  }

  clear() {
    this.list.replaceChildren();
    this.counts = { all: 0, done: 0, bad: 0 };
    this.tell();
  }
}

addEventListener("beforeunload", (event) => {
  if ([...batches.values()].some((batch) => batch.running)) event.preventDefault();
});

const say = (line, text) => {
  line.querySelector(".upload-state").textContent = text;
};

function told(all, done, bad) {
  const text = words("PicturesDone").replace("{n}", done).replace("{all}", all);
  return bad ? `${text} ${words("PicturesBad").replace("{n}", bad)}` : text;
}

class Pictures extends HTMLElement {
  connectedCallback() {
    if (this.batch) return;
    this.hidden = false;
    this.form = this.closest("form");
    if (!batches.has(this.form.id)) batches.set(this.form.id, new Batch(this.form.id));
    this.batch = batches.get(this.form.id);
    this.querySelector("[data-part=list]").append(this.batch.list);
    this.querySelector("input[type=file]").addEventListener("change", ({ target }) => {
      this.batch.take([...target.files]);
      target.value = "";
    });
    this.querySelector("[data-part=clear]").addEventListener("click", () => this.batch.clear());
    this.acceptDrops();
    this.form.addEventListener("paste", (event) => {
      const files = filesIn(event.clipboardData);
      if (!files.length || event.target.closest("ms-picture")) return;
      event.preventDefault();
      this.batch.take(files);
    });
    // What was uploaded while the server made this form is not yet in it.
    for (const id of this.batch.unplaced) {
      if (this.form.querySelector(`[value="${id}"]`)) this.batch.unplaced.delete(id);
      else this.place(id);
    }
    this.batch.tell();
  }

  acceptDrops() {
    const over = (isOver) => this.classList.toggle("is-over", isOver);
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    this.addEventListener("dragleave", () => over(false));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      this.batch.take(filesIn(event.dataTransfer));
    });
  }

  get count() {
    return this.form.elements[`${this.dataset.rows}-TOTAL_FORMS`];
  }

  get isFull() {
    return Number(this.count.value) >= Number(this.dataset.most);
  }

  /** Put an asset into the form as a new row, and have it saved. */
  place(id) {
    const start = `${this.dataset.rows}-${this.count.value}`;
    const album = this.querySelector("[data-part=album]")?.value ?? "";
    for (const [name, value] of [["picture", id], ["album", album]]) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: `${start}-${name}`, value });
      this.form.append(input);
    }
    this.count.value = Number(this.count.value) + 1;
    this.count.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Have the new rows shown, once nobody is writing in an old one. */
  settle() {
    if (!this.batch.unplaced.size) return;
    if (this.form.querySelector("[data-rows] :is(input[type=text], textarea):focus")) {
      this.form.addEventListener("focusout", () => setTimeout(() => this.isConnected && this.settle()), { once: true });
    } else {
      this.dispatchEvent(new CustomEvent("ms-rows", { bubbles: true }));
    }
  }

  say(text, isOver) {
    const status = this.querySelector("[data-part=status]");
    if (status.textContent !== text) status.textContent = text;
    this.querySelector("[data-part=clear]").hidden = !isOver;
  }
}

const filesIn = (transfer) => [...(transfer?.files ?? [])];

/** A small picture in a row, which may still be in the making. */
class Thumb extends HTMLElement {
  connectedCallback() {
    const image = this.querySelector("img");
    if (image.complete && !image.naturalWidth && image.src) this.wait(image);
    image.addEventListener("error", () => this.wait(image), { once: true });
  }

  async wait(image) {
    image.hidden = true; // rather than broken
    for (let turn = 0; turn < PATIENCE && this.isConnected; turn += 1) {
      const state = await stateOf(this.dataset.stateUrl);
      if (state?.state === "ready") {
        image.hidden = false;
        image.src = `${state.preview_url}?small`;
        this.dispatchEvent(new Event("input", { bubbles: true })); // the preview can show it
        return;
      }
      if (!state || state.state === "failed") {
        this.classList.add("is-bad");
        this.parentNode.querySelector(".badge").textContent = words("PictureUseless");
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 2 * PERIOD));
    }
  }
}

customElements.define("ms-thumb", Thumb);
customElements.define("ms-pictures", Pictures);
