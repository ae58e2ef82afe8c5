/**
 * Opens the kiosk without a network: keeps the page with all its files as one set, and serves every page from that set, at once.
 * Each time the page is opened with a network the whole set is fetched again; only when all of it is there does it take the old
 * one's place, so that no page ever mixes old and new files. Its scope is /kiosk/ alone.
 */

const PAGE = "/kiosk/";
const KIND = "heard-kiosk-";
const worker = /** @type {any} */ (globalThis);

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fetchSet().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(renew(event.source)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method === "GET" && origin === location.origin && !pathname.startsWith("/api/")) event.respondWith(served(event.request));
});

/** @param {Request} request @returns {Promise<Response>} */
async function served(request) {
  const kept = await caches.match(request.mode === "navigate" ? PAGE : request);
  return kept ?? fetch(request);
}

/** Looks for a newer set, and tells the page when there is one. @param {any} page */
async function renew(page) {
  const before = await newest();
  const was = before && await signature(before);
  const made = await fetchSet().catch(() => null); // no network: the set that is there will do
  if (made && was && await signature(made) !== was) page?.postMessage("renewed");
}

/** Fetches the page and every file that it names into a set of their own. @returns {Promise<string>} its name */
async function fetchSet() {
  const page = await fetched(PAGE);
  const named = [...(await page.clone().text()).matchAll(/(?:src|href)="(\/(?:static|locale)\/[^"]+)"/g)].map(([, path]) => path);
  const files = await Promise.all([...new Set(named)].map(async (path) => /** @type {const} */ ([path, await fetched(path)])));
  const name = KIND + Date.now();
  const set = await caches.open(name);
  await Promise.all([set.put(PAGE, page), ...files.map(([path, response]) => set.put(path, response))]);
  for (const other of await caches.keys()) {
    if (other.startsWith(KIND) && other !== name) await caches.delete(other);
  }
  return name;
}

/** @param {string} path @returns {Promise<Response>} */
async function fetched(path) {
  const response = await fetch(path, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function newest() {
  return (await caches.keys()).filter((name) => name.startsWith(KIND)).sort().at(-1) ?? null;
}

/** What tells one set from another: its files by their hashes. @param {string} name */
async function signature(name) {
  const set = await caches.open(name);
  const files = await Promise.all((await set.keys()).map(async (request) => {
    const tag = (await set.match(request))?.headers.get("ETag");
    return tag ? `${request.url} ${tag}` : "";
  }));
  return files.sort().join("\n");
}
