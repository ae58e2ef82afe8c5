import { signal } from "../vendor/signals-core.js";

/**
 * What the tablet keeps: the view of each link that was opened here, and what customers said until the server has it. In
 * IndexedDB, so that it outlives the page, the battery and days without a network; in memory alone where a browser forbids it, and
 * as long as the disk takes nothing more.
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").View} View
 * @typedef {{secret: string, at: number, view: View}} Opened  at: when it was opened last, by this tablet's clock
 * @typedef {object} Kept
 * @property {import("../vendor/signals-core.js").Signal<boolean>} firm  false: something of it is gone once the page is closed
 * @property {() => Promise<Entry[]>} entries  in the order in which they were given
 * @property {(entry: Entry) => Promise<void>} put  in place of the one of its id
 * @property {(id: string) => Promise<void>} drop
 * @property {() => Promise<Opened[]>} opened
 * @property {(opened: Opened) => Promise<void>} open
 * @property {(secret: string) => Promise<void>} forget
 */

const NAME = "heard.kiosk";
const VERSION = 1;
const AGAIN_AFTER_MS = 20_000;

/** @returns {Promise<Kept>} */
export async function keptHere() {
  try {
    return holding(inDatabase(await database()));
  } catch {
    return inMemory();
  }
}

/** @returns {Promise<IDBDatabase>} */
function database() {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("entries", { keyPath: "id" });
    opening.result.createObjectStore("opened", { keyPath: "secret" });
  };
  return done(opening);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {IDBDatabase} base @returns {Omit<Kept, "firm">} */
function inDatabase(base) {
  const read = (/** @type {string} */ store) => done(base.transaction(store).objectStore(store).getAll());
  /** Settles once it is on the disk. @param {string} store @param {(objects: IDBObjectStore) => IDBRequest} deed @returns {Promise<void>} */
  const write = (store, deed) => new Promise((resolve, reject) => {
    const change = base.transaction(store, "readwrite", { durability: "strict" });
    change.oncomplete = () => resolve();
    change.onerror = change.onabort = () => reject(change.error);
    deed(change.objectStore(store));
  });
  return {
    entries: async () => inOrder(await read("entries")),
    put: (entry) => write("entries", (objects) => objects.put(entry)),
    drop: (id) => write("entries", (objects) => objects.delete(id)),
    opened: () => read("opened"),
    open: (opened) => write("opened", (objects) => objects.put(opened)),
    forget: (secret) => write("opened", (objects) => objects.delete(secret)),
  };
}

/** @returns {Kept} */
export function inMemory() {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Map<string, Opened>} */
  const opened = new Map();
  return {
    firm: signal(false),
    entries: async () => inOrder([...entries.values()]),
    put: async (entry) => void entries.set(entry.id, structuredClone(entry)),
    drop: async (id) => void entries.delete(id),
    opened: async () => [...opened.values()],
    open: async (each) => void opened.set(each.secret, structuredClone(each)),
    forget: async (secret) => void opened.delete(secret),
  };
}

/**
 * What the disk does not take is held in memory, and offered to it again.
 * @param {Omit<Kept, "firm">} disk @param {(run: () => void) => void} [later]
 * @returns {Kept}
 */
export function holding(disk, later = (run) => void setTimeout(run, AGAIN_AFTER_MS)) {
  const held = inMemory(), firm = signal(true);
  const sent = new Set();  // though the disk still has them
  const hold = (/** @type {Promise<void>} */ kept) => {
    if (firm.peek()) later(() => void again());
    firm.value = false;
    return kept;
  };
  const again = async () => {
    try {
      for (const opened of await held.opened()) await disk.open(opened).then(() => held.forget(opened.secret));
      for (const entry of await held.entries()) await put(entry);
      firm.value = true;
    } catch {
      later(() => void again());
    }
  };
  const put = async (/** @type {Entry} */ entry) => {
    await disk.put(entry);
    await held.drop(entry.id);
  };
  return {
    firm,
    entries: async () => {
      const here = await held.entries(), there = await disk.entries().catch(() => []);
      return inOrder([...here, ...there.filter(({ id }) => !sent.has(id) && !here.some((entry) => entry.id === id))]);
    },
    put: (entry) => put(entry).catch(() => hold(held.put(entry))),
    drop: async (id) => {
      sent.add(id);
      await held.drop(id);
      await disk.drop(id).catch(() => {});  // sent once more after a restart, and known by its id then
    },
    opened: async () => {
      const here = await held.opened(), there = await disk.opened().catch(() => []);
      return [...here, ...there.filter(({ secret }) => !here.some((each) => each.secret === secret))];
    },
    open: (opened) => disk.open(opened).then(() => held.forget(opened.secret), () => hold(held.open(opened))),
    forget: async (secret) => {
      await held.forget(secret);
      await disk.forget(secret).catch(() => {});
    },
  };
}

/** @param {Entry[]} entries */
const inOrder = (entries) => entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
