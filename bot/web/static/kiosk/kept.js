/**
 * What the tablet keeps: the view of each link that was opened here, and what customers said until the server has it. In
 * IndexedDB, so that it outlives the page, the battery and days without a network; in memory alone where a browser forbids it.
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").View} View
 * @typedef {{secret: string, at: number, view: View}} Opened  at: when it was opened last, by this tablet's clock
 * @typedef {object} Kept
 * @property {() => Promise<Entry[]>} entries  in the order in which they were given
 * @property {(entry: Entry) => Promise<void>} put  in place of the one of its id
 * @property {(id: string) => Promise<void>} drop
 * @property {() => Promise<Opened[]>} opened
 * @property {(opened: Opened) => Promise<void>} open
 * @property {(secret: string) => Promise<void>} forget
 */

const NAME = "heard.kiosk";
const VERSION = 1;

/** @returns {Promise<Kept>} */
export async function keptHere() {
  try {
    return inDatabase(await database());
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

/** @param {IDBDatabase} base @returns {Kept} */
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
    entries: async () => inOrder([...entries.values()]),
    put: async (entry) => void entries.set(entry.id, structuredClone(entry)),
    drop: async (id) => void entries.delete(id),
    opened: async () => [...opened.values()],
    open: async (each) => void opened.set(each.secret, structuredClone(each)),
    forget: async (secret) => void opened.delete(secret),
  };
}

/** @param {Entry[]} entries */
const inOrder = (entries) => entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
