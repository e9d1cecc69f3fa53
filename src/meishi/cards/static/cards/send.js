/* Requests of the editor. Each ends in an answer or in an error that says what to do. */
import { words } from "./say.js";

/** A request that did not get through; `again` tells whether trying again may help. */
export class Unsent extends Error {
  constructor(message, again) {
    super(message);
    this.again = again;
  }
}

const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";

/** Send `body` (or nothing) and return the response; raises Unsent. */
export async function send(url, { body, accept = "text/html" } = {}) {
  let response;
  try {
    response = await fetch(url, {
      method: body ? "POST" : "GET",
      body,
      headers: { Accept: accept, "X-CSRFToken": token() },
    });
  } catch {
    throw new Unsent(words("Offline"), true);
  }
  if (response.status >= 500) throw new Unsent(words("Trouble"), true);
  if ([401, 403, 404].includes(response.status)) {
    throw new Unsent(words("SignedOut"), true);
  }
  return response;
}

/** Return the document that a response holds. */
export async function page(response) {
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
