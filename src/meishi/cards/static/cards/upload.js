/* Files on their way to the server, and how far it is with them. */
import { words } from "./say.js";

export const PATIENCE = 90; // times that we ask how far a picture is
export const PERIOD = 1000; // milliseconds between

const token = () => document.querySelector("meta[name=csrf-token]").content;

/** Ask how far an asset is; null where that cannot be told. */
export async function stateOf(url, options = {}) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  try {
    const response = await fetch(url, { headers, ...options });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/**
 * Send a file of that kind ("picture", "video", "audio", "captions"), telling `progress` how much
 * of it is sent; resolves to the asset. `signal` can stop it.
 */
export function upload(file, kind, progress, signal) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.set("file", file);
  return new Promise((resolve, reject) => {
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.onerror = () => reject(new Error(words("PictureFailed")));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve(answer);
      else reject(new Error(answer?.message ?? words("PictureFailed")));
    };
    signal?.addEventListener("abort", () => request.abort());
    const to = document.getElementById("editor").dataset;
    const others = {
      video: to.uploadVideo,
      audio: to.uploadAudio,
      captions: to.uploadCaptions,
    };
    request.open("POST", others[kind] ?? to.upload);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token());
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
