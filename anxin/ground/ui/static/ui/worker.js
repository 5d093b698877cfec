// The service worker: when a page cannot be fetched, the shell stands in for it. It keeps the shell and the files
// of the house, never a page of a family: those lie sealed in the vault (vault.js). VERSION, SHELL and FILES are
// put before this text by the server, from the very files: when one changes, so does the version.
/* global VERSION, SHELL, FILES */

const CACHE = `anxin-${VERSION}`;
const fill = async () => (await caches.open(CACHE)).addAll([SHELL, ...FILES].map((url) => new Request(url, { cache: "reload" })));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const others = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(others());
});

self.addEventListener("message", (event) => {
  if (event.data === "again") event.waitUntil(fill().catch(() => {}));
});

const kept = async (url) => (await (await caches.open(CACHE)).match(url)) || Response.error();

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(SHELL)));
  else if (FILES.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(url.pathname)));
});
