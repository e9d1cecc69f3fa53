/* Turns notifications on for this device. Asks for nothing before the button is pressed. */
const box = document.querySelector("[data-notifications]");
const state = box.querySelector("[data-state]");
const button = box.querySelector("[data-turn-on]");
const token = () => document.querySelector("meta[name=csrf-token]").content;

function say(name, canTurnOn = false) {
  state.textContent = box.dataset[`words${name}`];
  button.hidden = !canTurnOn;
}

/** The key as PushManager wants it: bytes. */
function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function keep(subscription) {
  const response = await fetch(box.dataset.add, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(subscription),
  });
  if (!response.ok) {
    const { message } = await response.json().catch(() => ({}));
    throw new Error(message || box.dataset.wordsFailed);
  }
}

async function turnOn() {
  button.disabled = true;
  try {
    const allowed = await Notification.requestPermission();
    if (allowed !== "granted") return say("Blocked");
    const registration = await navigator.serviceWorker.register(box.dataset.worker);
    await navigator.serviceWorker.ready.catch(() => null);
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(box.dataset.key),
    });
    await keep(subscription);
    location.reload();
  } catch (error) {
    state.textContent = error.message || box.dataset.wordsFailed;
  } finally {
    button.disabled = false;
  }
}

async function begin() {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return say("Unsupported");
  }
  if (Notification.permission === "denied") return say("Blocked");
  const registration = await navigator.serviceWorker.getRegistration(box.dataset.worker);
  const subscription = await registration?.pushManager.getSubscription();
  say(subscription ? "On" : "Off", !subscription);
}

button.addEventListener("click", turnOn);
begin();
