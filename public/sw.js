// Keeps one page for when the server cannot be reached. Nothing of the console itself is kept: scripts, tiles and data
// always come from the server, so that an older build or an old map is never shown.
const VERSION = "c369b353b91a";
const CACHE = `arterial-offline-${VERSION}`;
const PAGE = "/offline/index.html";
const FILES = [PAGE, "/offline/offline.css", "/offline/offline.js"];

async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
}

async function dropOlder() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
}

// What programs ask for says itself how it is, such as /api/health.
const NO_PAGES = ["/api/", "/tiles/"];

// What a proxy answers when it does not reach the console.
const NOT_REACHED = [502, 503, 504];

async function answerPage(event) {
  const kept = () => caches.match(PAGE);
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    return NOT_REACHED.includes(answer.status) ? ((await kept()) ?? answer) : answer;
  } catch {
    return (await kept()) ?? Response.error();
  }
}

async function answerFile(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (NO_PAGES.some((path) => pathname.startsWith(path))) return;
  if (event.request.mode === "navigate") event.respondWith(answerPage(event));
  else if (FILES.includes(pathname)) event.respondWith(answerFile(event.request));
});
