/* `ms-picture`: a picture by drop, paste, file or camera, described and cropped. */
import { words } from "./say.js";
import { PATIENCE, PERIOD, stateOf, upload } from "./upload.js";

class Picture extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.part("crop-button").hidden = this.part("remove-button").hidden = !this.asset;
    this.part("file")?.removeAttribute("name");
    this.addEventListener("change", (event) => {
      if (event.target.type !== "file") return;
      this.take(event.target.files[0]);
      event.target.value = "";
    });
    this.addEventListener("input", () => this.remind());
    this.part("crop-button").addEventListener("click", () => this.crop());
    this.part("remove-button").addEventListener("click", () => this.clear());
    this.addEventListener("paste", (event) => {
      const file = imageIn(event.clipboardData);
      if (file) this.take(file);
    });
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.classList.add("is-over");
    });
    this.addEventListener("dragleave", () => this.classList.remove("is-over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("is-over");
      const file = imageIn(event.dataTransfer);
      if (file) this.take(file);
    });
    this.lookWhenSeen();
  }

  /** Ask how far the picture is, but not for each of a hundred rows that are closed. */
  lookWhenSeen() {
    const closed = this.closest("details:not([open])");
    if (closed) closed.addEventListener("toggle", () => this.lookWhenSeen(), { once: true });
    else if (this.asset) this.look(this.dataset.stateUrl);
  }

  part(name) {
    return name === "file"
      ? this.querySelector("input[type=file]")
      : this.querySelector(`[data-part="${name}"]`);
  }

  get asset() {
    return this.part("asset").value;
  }

  say(text, isBad = false) {
    const status = this.part("status");
    status.textContent = text;
    status.className = isBad ? "errorlist" : "help";
  }

  remind() {
    const isTold = this.part("alt").value.trim() || this.part("decorative").checked;
    if (this.asset && !isTold && !this.busy) this.say(words("PictureAlt"));
    else if (this.part("status").textContent === words("PictureAlt")) this.say("");
  }

  /** Upload a file and put it on the card. */
  async take(file) {
    if (!file) return;
    this.busy = true;
    this.say(words("PictureUploading"));
    this.show(URL.createObjectURL(file));
    const bar = this.part("progress");
    bar.hidden = false;
    try {
      const answer = await upload(file, "picture", (share) => {
        bar.value = share;
      });
      this.put(answer);
    } catch (error) {
      this.restore();
      this.say(error.message, true);
    } finally {
      bar.hidden = true;
      bar.value = 0;
      this.busy = false;
    }
  }

  put({ id, state_url: stateUrl }) {
    this.part("asset").value = id;
    this.part("crop").value = "";
    this.dataset.asset = id;
    this.dataset.stateUrl = stateUrl;
    this.part("words").hidden = false;
    this.part("crop-button").hidden = this.part("remove-button").hidden = false;
    const choose = this.part("choose");
    choose.textContent = choose.dataset.replace;
    this.changed();
    this.look(stateUrl);
  }

  clear() {
    this.part("asset").value = "";
    this.part("crop").value = "";
    this.part("frame").hidden = this.part("words").hidden = true;
    this.part("crop-button").hidden = this.part("remove-button").hidden = true;
    this.say("");
    this.changed();
    this.part("file").focus();
  }

  changed() {
    this.part("asset").dispatchEvent(new Event("input", { bubbles: true }));
  }

  show(url) {
    const frame = this.part("frame");
    let image = this.part("image");
    if (!image) {
      image = document.createElement("img");
      image.alt = "";
      image.dataset.part = "image";
      frame.append(image);
    }
    image.onload = () => this.frame();
    if (url && image.src !== url) image.src = url;
    frame.hidden = false;
    this.frame();
  }

  restore() {
    if (this.asset) this.look(this.dataset.stateUrl);
    else this.part("frame").hidden = true;
  }

  /** Show only the part that was chosen. */
  frame() {
    const image = this.part("image");
    const crop = this.part("crop").value.split(",").map(Number);
    const [x, y, width, height] = crop.length === 4 ? crop : [0, 0, 1, 1];
    image.style.cssText =
      crop.length === 4
        ? `width:${100 / width}%;height:${100 / height}%;left:${(-100 * x) / width}%;top:${(-100 * y) / height}%;object-fit:fill`
        : "";
  }

  /** Wait until the picture is made ready, and show it. */
  async look(url) {
    for (let turn = 0; turn < PATIENCE && this.isConnected; turn += 1) {
      const state = await stateOf(url);
      if (state?.id !== this.asset) return;
      if (state.state === "ready") {
        if (!this.part("image")?.src.startsWith("blob:")) this.show(state.preview_url);
        this.previewUrl = state.preview_url;
        if (turn) {
          this.say(words("PictureReady"));
          this.changed();
        }
        this.remind();
        return;
      }
      if (state.state === "failed") return void this.say(state.message, true);
      this.say(words("PicturePreparing"));
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  }

  async crop() {
    const { choosePart } = await import("./crop.js");
    const image = this.part("image");
    const chosen = await choosePart(this.previewUrl ?? image.src, this.part("crop").value);
    if (chosen === null) return;
    this.part("crop").value = chosen;
    this.frame();
    this.changed();
    this.part("crop-button").focus();
    if (chosen) this.waitForPart(chosen);
  }

  /** Wait until that part is made ready, so that the preview can show it. */
  async waitForPart(chosen) {
    const [x, y, width, height] = chosen.split(",");
    const body = new URLSearchParams({ x, y, width, height });
    for (let turn = 0; turn < PATIENCE && this.part("crop").value === chosen; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
      const answer = await stateOf(`${this.dataset.stateUrl}crops/`, { method: "POST", body });
      if (answer?.state !== "pending") break;
    }
    this.changed();
  }
}

function imageIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/") || !file.type);
}

customElements.define("ms-picture", Picture);
