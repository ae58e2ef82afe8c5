/** The kiosk's service worker: opens the page from one whole set of files, and changes sets only when the next is whole. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../../bot/web/static/kiosk/worker.js", import.meta.url), "utf8");
const ORIGIN = "https://heard.test";

/** What the Cache API does, as far as the worker uses it. */
class Caches {
  sets = new Map();

  open = async (name) => {
    if (!this.sets.has(name)) this.sets.set(name, new Map());
    const set = this.sets.get(name);
    return {
      put: async (path, response) => void set.set(new URL(path, ORIGIN).href, response),
      match: async ({ url }) => set.get(url)?.clone(),
      keys: async () => [...set.keys()].map((url) => ({ url })),
    };
  };

  match = async (request) => {
    const url = new URL(request.url ?? request, ORIGIN).href;
    for (const set of this.sets.values()) if (set.has(url)) return set.get(url).clone();
    return undefined;
  };

  keys = async () => [...this.sets.keys()];

  delete = async (name) => this.sets.delete(name);
}

/** The worker in a browser whose server has these files: path to text; null: no network. */
function started(files) {
  const handlers = {}, told = [], caches = new Caches();
  let now = 1000;
  const browser = { files, fetched: 0 };
  const fetch = async (request) => {
    const { pathname, search } = new URL(request.url ?? request, ORIGIN);
    browser.fetched++;
    if (!browser.files) throw new TypeError("no network");
    const text = browser.files[pathname + search];
    if (text === undefined) return new Response("", { status: 404 });
    return new Response(text, { headers: pathname === "/kiosk/" ? {} : { ETag: `"${text}"` } });
  };
  const scope = {
    addEventListener: (name, run) => { handlers[name] = run; }, caches, fetch, Response, URL, Error,
    location: new URL("/kiosk/worker.js", ORIGIN), skipWaiting: async () => {}, clients: { claim: async () => {} },
    Date: { now: () => now++ },
  };
  scope.globalThis = scope;
  vm.runInNewContext(SOURCE, vm.createContext(scope));
  const during = async (name, event = {}) => {
    let work;
    handlers[name]({ ...event, waitUntil: (promise) => { work = promise; } });
    await work;
  };
  return {
    browser, caches, told,
    install: () => during("install"),
    renew: () => during("message", { source: { postMessage: (words) => told.push(words) } }),
    /** What the page gets; undefined: the browser goes its own way. */
    get: async (path, { mode = "cors", method = "GET" } = {}) => {
      let answer;
      handlers.fetch({ request: { url: ORIGIN + path, mode, method }, respondWith: (promise) => { answer = promise; } });
      return answer && (await answer).text();
    },
  };
}

const PAGE = '<link href="/static/a.css"><script src="/static/main.js"></script><link href="/locale/sl.json?parts=kiosk"><a href="/desk/">';
const FILES = { "/kiosk/": PAGE, "/static/a.css": "css 1", "/static/main.js": "js 1", "/locale/sl.json?parts=kiosk": "{}" };

test("without a network the page opens with all that it names", async () => {
  const it = started({ ...FILES });
  await it.install();
  it.browser.files = null;
  assert.equal(await it.get("/kiosk/?again", { mode: "navigate" }), PAGE);
  assert.equal(await it.get("/static/main.js"), "js 1");
  assert.equal(await it.get("/locale/sl.json?parts=kiosk"), "{}");
  await assert.rejects(it.get("/static/other.js"), TypeError);
});

test("what is asked of the server is never answered by the worker", async () => {
  const it = started({ ...FILES });
  await it.install();
  assert.equal(await it.get("/api/kiosk/open", { method: "POST" }), undefined);
  assert.equal(await it.get("/api/kiosks"), undefined);
});

test("a newer set takes the old one's place as a whole, and the page is told", async () => {
  const it = started({ ...FILES });
  await it.install();
  await it.renew();
  assert.deepEqual(it.told, []);
  it.browser.files = { ...FILES, "/static/main.js": "js 2" };
  await it.renew();
  assert.deepEqual(it.told, ["renewed"]);
  assert.equal(await it.get("/static/main.js"), "js 2");
  assert.equal((await it.caches.keys()).length, 1);
});

test("half a set changes nothing, and neither does a network that is gone", async () => {
  const it = started({ ...FILES });
  await it.install();
  it.browser.files = { ...FILES, "/static/main.js": "js 2", "/static/a.css": undefined };
  await it.renew();
  it.browser.files = null;
  await it.renew();
  assert.deepEqual(it.told, []);
  assert.equal(await it.get("/static/main.js"), "js 1");
  assert.equal(await it.get("/static/a.css"), "css 1");
});
