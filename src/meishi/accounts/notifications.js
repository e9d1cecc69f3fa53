/* The service worker of notifications: shows what comes, and opens what it is about. */

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data?.json() ?? {};
  } catch {
    // not ours: then there is nothing to say but that something came
  }
  const { title = "Meishi", body = "", url = "/", tag = "" } = said;
  const options = { body, data: { url }, icon: "/static/ui/icon-192.png" };
  event.waitUntil(self.registration.showNotification(title, tag ? { ...options, tag } : options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const to = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (to.origin !== self.location.origin) return;
  event.waitUntil(open(to.href));
});

/** Come back to the page if it is open, else open it. */
async function open(address) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url === address);
  await (there ? there.focus() : self.clients.openWindow(address));
}
