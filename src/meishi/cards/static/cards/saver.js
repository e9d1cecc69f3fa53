/* Saves forms while they are filled in: one after the other, and nothing is lost. */
import { showAnswer } from "./fields.js";
import { sayState, words } from "./say.js";
import { page, send, Unsent } from "./send.js";

const PAUSE = 700; // milliseconds after the last key
const LONGEST_WAIT = 30_000; // between two tries

export class Saver {
  #unsaved = new Set();
  #timer;
  #running = null;
  #tries = 0;

  /** `saved(answer)` is called after each success, `conflict()` asks the person. */
  constructor({ saved, conflict }) {
    this.saved = saved;
    this.conflict = conflict;
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => {
      const refused = document.querySelector('[data-whole][data-message]:not([data-message=""])');
      if (this.#unsaved.size || refused) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }

  get draftNumber() {
    return document.getElementById("bar").dataset.draftNumber;
  }

  set draftNumber(number) {
    document.getElementById("bar").dataset.draftNumber = number;
  }

  /** Note that the form has changed, and save it after a pause. */
  touch(form) {
    form.revision = (form.revision ?? 0) + 1;
    this.#unsaved.add(form);
    sayState(words("Unsaved"), "busy");
    this.#later(PAUSE);
  }

  /** Whether that form waits to be saved. */
  isUnsaved(form) {
    return this.#unsaved.has(form);
  }

  /** Save all that waits. Resolves to false where something could not be sent. */
  flush() {
    clearTimeout(this.#timer);
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Give up what waits, since the page is loaded anew. */
  forget() {
    clearTimeout(this.#timer);
    this.#unsaved.clear();
  }

  /** Send a form with a button of its own; return the page that answers, or null. */
  async press(form, button) {
    await this.flush();
    const body = this.#body(form);
    body.set(button.name, button.value);
    sayState(words("Saving"), "busy");
    try {
      const response = await send(form.action, { body });
      const answer = await page(response);
      if (response.status === 409) {
        const theirs = answer.getElementById("bar").dataset.draftNumber;
        if (!(await this.#settled(theirs))) return null;
        return this.press(form, button);
      }
      this.#unsaved.delete(form);
      this.settle();
      return answer;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  /** Say how things stand. */
  settle() {
    const open = [...document.querySelectorAll("form[data-autosave]")];
    const invalid = open.find((form) => form.dataset.message);
    if (this.#unsaved.size) return;
    if (invalid) sayState(invalid.dataset.message, "bad");
    else sayState(words("Saved"));
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  async #saveAll() {
    while (this.#unsaved.size) {
      const [form] = this.#unsaved;
      if (!form.isConnected) {
        this.#unsaved.delete(form);
        continue;
      }
      sayState(words("Saving"), "busy");
      try {
        if (!(await this.#save(form))) return false;
      } catch (error) {
        this.#failed(error);
        return false;
      }
    }
    this.#tries = 0;
    this.settle();
    return true;
  }

  async #save(form) {
    const revision = form.revision;
    const response = await send(form.action, {
      body: this.#body(form),
      accept: "application/json",
    });
    if (!response.headers.get("Content-Type")?.includes("json")) {
      throw new Unsent(words("SignedOut"), true);
    }
    const answer = await response.json();
    if (response.status === 409) return this.#settled(answer.draft_number);
    if (response.status === 410) {
      this.#unsaved.delete(form);
      sayState(answer.message, "bad");
      return false;
    }
    if (form.revision === revision) this.#unsaved.delete(form);
    form.dataset.message = answer.message;
    this.draftNumber = answer.draft_number;
    if (form.revision === revision) showAnswer(form, answer);
    this.saved(answer);
    return true;
  }

  /** Ask whose text counts; true to go on with mine over theirs. */
  async #settled(theirs) {
    sayState(words("Unsaved"), "bad");
    if (!(await this.conflict())) return false;
    this.draftNumber = theirs;
    return true;
  }

  #failed(error) {
    if (!(error instanceof Unsent)) throw error;
    sayState(error.message, "bad");
    if (!error.again) return;
    this.#tries += 1;
    this.#later(Math.min(2 ** this.#tries * 1000, LONGEST_WAIT));
  }

  #body(form) {
    const body = new FormData(form);
    for (const [name, value] of [...body]) {
      if (value instanceof File) body.delete(name); // pictures upload on their own
    }
    body.set("draft_number", this.draftNumber);
    return body;
  }
}
