/* `ms-recording`: a film or a sound by drop or file, uploaded and made ready. */
import { words } from "./say.js";
import { PERIOD, stateOf, upload } from "./upload.js";

const PATIENCE = 1200; // times that we ask how far a film is

class Recording extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.input = this.querySelector("input[type=file]");
    this.input.removeAttribute("name"); // else the form would send the file as well
    this.input.addEventListener("change", () => {
      this.take(this.input.files[0]);
      this.input.value = "";
    });
    this.part("cancel").addEventListener("click", () => this.upload?.abort());
    this.part("remove").addEventListener("click", () => this.clear());
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.classList.add("is-over");
    });
    this.addEventListener("dragleave", () => this.classList.remove("is-over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("is-over");
      this.take(event.dataTransfer.files[0]);
    });
    this.part("remove").hidden = !this.asset;
    if (this.asset) this.look(this.dataset.stateUrl);
  }

  disconnectedCallback() {
    this.upload?.abort();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get asset() {
    return this.part("asset").value;
  }

  say(text, isBad = false) {
    const status = this.part("status");
    status.textContent = text;
    status.className = isBad ? "errorlist" : "help";
  }

  /** Upload a file and put it on the card; what was there stays until that is done. */
  async take(file) {
    if (!file || this.upload) return;
    if (file.size > Number(this.dataset.most)) {
      return void this.say(`${words("RecordingLarge")} ${this.part("hint").textContent}`, true);
    }
    this.upload = new AbortController();
    const bar = this.part("progress");
    const before = this.part("name").textContent;
    this.busy(true);
    this.name(file.name);
    this.say(words("PictureUploading"));
    try {
      const answer = await upload(
        file,
        this.dataset.kind,
        (share) => {
          bar.value = share;
          if (share === 1) this.say(words("RecordingKeeping"));
        },
        this.upload.signal,
      );
      this.put(answer);
    } catch (error) {
      const isCancelled = error.name === "AbortError";
      this.name(before);
      this.say(isCancelled ? words("RecordingCancelled") : error.message, !isCancelled);
    } finally {
      this.busy(false);
      this.upload = null;
    }
  }

  busy(is) {
    const bar = this.part("progress");
    bar.hidden = !is;
    bar.value = 0;
    this.part("cancel").hidden = !is;
    this.input.closest("label").hidden = is;
    this.part("remove").hidden = is || !this.asset;
    if (is) this.part("cancel").focus();
    else this.input.focus();
  }

  put({ id, state_url: stateUrl }) {
    this.part("asset").value = id;
    this.dataset.stateUrl = stateUrl;
    this.part("hint").hidden = true;
    this.label("replace");
    this.part("frame").hidden = true;
    this.changed();
    this.look(stateUrl);
  }

  clear() {
    this.part("asset").value = "";
    this.part("frame").hidden = this.part("remove").hidden = true;
    this.part("hint").hidden = false;
    this.label("first");
    this.name("");
    this.say("");
    this.changed();
    this.input.focus();
  }

  label(which) {
    const choose = this.part("choose");
    choose.textContent = choose.dataset[which];
  }

  changed() {
    this.part("asset").dispatchEvent(new Event("input", { bubbles: true }));
  }

  name(text) {
    this.part("name").textContent = text;
    this.part("name").hidden = !text;
  }

  /** Wait until it is made ready, and show what stands for it. */
  async look(url) {
    for (let turn = 0; turn < PATIENCE && this.isConnected; turn += 1) {
      const state = await stateOf(url);
      if (state && state.id !== this.asset) return;
      if (state) this.name(`${state.name} ${state.seconds ? length(state.seconds) : ""}`.trim());
      if (state?.state === "failed") return void this.say(state.message, true);
      if (state?.state === "ready") return void this.show(state, turn > 0);
      const isLong = this.dataset.kind !== "captions";
      this.say(words(isLong ? "RecordingPreparing" : "PicturePreparing"));
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  }

  show(state, isNew) {
    const frame = this.part("frame");
    if (state.preview_url) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = state.preview_url;
      frame.replaceChildren(image);
      frame.hidden = false;
    }
    this.say(isNew ? words("RecordingReady") : "");
    if (isNew) this.changed();
  }
}

/** Write seconds as players do. */
function length(seconds) {
  const whole = Math.round(seconds);
  return `(${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")})`;
}

customElements.define("ms-recording", Recording);
