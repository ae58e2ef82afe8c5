/** A kiosk: what customers said is kept, sent once there is a way, and never asks twice. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../../bot/web/static/shared/connection.js";
import { cardOf, languagesOf, said } from "../../../bot/web/static/kiosk/card.js";
import { holding, inMemory } from "../../../bot/web/static/kiosk/kept.js";
import { Kiosk } from "../../../bot/web/static/kiosk/kiosk.js";
import { Queue } from "../../../bot/web/static/kiosk/queue.js";

const HOUR = 3_600_000;
const QUESTIONS = (why) => [
  { id: "reasons", kind: "chips", text: why, choices: [{ id: "wait", label: "…" }], values: [1, 2, 3] },
  { id: "comment", kind: "text", text: "…" },
];
const VIEW = {
  kiosk: "k_1", place: "Door", language: "sl", title: "Linden", accent: "#3b5bdb", survey: "shop", version: 3, metric: "csat", look: "faces",
  words: {
    en: { text: "How was it?", low: "Bad", high: "Good", thanks: "Thanks!", questions: QUESTIONS("Why?") },
    sl: { text: "Kako je bilo?", questions: QUESTIONS("Zakaj?") },
  },
};

/** A server that can be gone, and keeps what it was sent by id. */
class Server {
  taken = new Map();
  sent = 0;
  /** @type {Refusal | null} */ refusal = null;
  view = VIEW;
  /** The newest link's. */ secret = "s1";

  send = async (secret, entry, ago_ms) => {
    this.sent++;
    if (this.refusal) throw this.refusal;
    if (secret !== this.secret) throw new Refusal("not_found", "…");
    if (!this.taken.has(entry.id)) this.taken.set(entry.id, { secret, ago_ms, ...entry });
  };

  ask = async (secret) => {
    if (this.refusal) throw this.refusal;
    if (secret !== this.secret) throw new Refusal("not_found", "…");
    return this.view;
  };
}

const OFFLINE = new Refusal("offline", "…");

/** A tablet with its hands on the clock. */
class Tablet {
  at = 1_000_000;
  later = [];
  kept = inMemory();
  server = new Server();

  async open({ secret = "s1" } = {}) {
    const now = () => this.at;
    const later = (ms, run) => { const entry = { ms, run }; this.later.push(entry); return () => { this.later = this.later.filter((each) => each !== entry); }; };
    this.queue = new Queue({ kept: this.kept, send: this.server.send, now, later });
    this.kiosk = new Kiosk({ secret, kept: this.kept, queue: this.queue, ask: this.server.ask, now });
    await this.kiosk.begin();
    return this.kiosk;
  }

  /** What was to be done later is done now. */
  async wake() {
    const due = this.later.splice(0);
    for (const { run } of due) run();
    await this.queue.flush();
  }
}

test("the card speaks the customer's language and asks what goes with the value", () => {
  assert.deepEqual(languagesOf(VIEW), ["sl", "en"]);
  const card = cardOf(VIEW, "en", { value: null, answers: {} });
  assert.equal(card.text, "How was it?");
  assert.deepEqual(card.questions, []);
  assert.ok(!("value" in card));
  const ids = (value) => cardOf(VIEW, "en", { value, answers: {} }).questions.map(({ id }) => id);
  assert.deepEqual(ids(2), ["reasons", "comment"]);
  assert.deepEqual(ids(5), ["comment"]);
  assert.equal(cardOf(VIEW, "be", { value: null, answers: {} }).text, "Kako je bilo?");
});

test("answers that do not go with a changed value are dropped, and so are empty ones", () => {
  let told = said(VIEW, { value: null, answers: {} }, { value: 2 });
  told = said(VIEW, told, { answers: { reasons: { choices: ["wait"] }, comment: { text: "Slow" } } });
  assert.deepEqual(Object.keys(told.answers), ["reasons", "comment"]);
  assert.deepEqual(said(VIEW, told, { value: 5 }), { value: 5, answers: { comment: { text: "Slow" } } });
  assert.deepEqual(said(VIEW, told, { answers: { comment: { text: "" } } }).answers, { reasons: { choices: ["wait"] } });
  assert.deepEqual(said(VIEW, { value: null, answers: {} }, { answers: { comment: { text: "x" } } }), { value: null, answers: {} });
});

test("a customer's way is one entry, sent when it is over", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  assert.equal(kiosk.standing.value, "open");
  assert.equal(kiosk.language.value, "sl");
  kiosk.language.value = "en";
  await kiosk.give({ value: 2 });
  await kiosk.give({ answers: { reasons: { choices: ["wait"] } } });
  assert.equal(tablet.server.sent, 0);
  assert.equal(tablet.queue.waiting.value, 0);
  await kiosk.done();
  await tablet.queue.flush();
  const [entry] = [...tablet.server.taken.values()];
  assert.match(entry.id, /^[0-9a-f]{32}$/);
  assert.deepEqual([entry.value, entry.answers, entry.language, entry.survey, entry.version], [2, { reasons: { choices: ["wait"] } }, "en", "shop", 3]);
  await kiosk.rest();
  assert.deepEqual(await tablet.kept.entries(), []);
  assert.deepEqual([kiosk.told.value.value, kiosk.language.value, kiosk.customer.value], [null, "sl", 1]);
});

test("whoever leaves half way has said so much; whoever says nothing leaves nothing", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  await kiosk.rest();
  await kiosk.give({ value: 4 });
  await kiosk.rest();
  await tablet.queue.flush();
  assert.deepEqual([...tablet.server.taken.values()].map(({ value }) => value), [4]);
});

test("without a network answers wait, with the time at which each was given", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  tablet.server.refusal = OFFLINE;
  for (const value of [1, 5, 3]) {
    await kiosk.give({ value });
    await kiosk.rest();
    tablet.at += HOUR;
  }
  await tablet.queue.flush();
  assert.equal(tablet.queue.waiting.value, 3);
  assert.equal(tablet.queue.online.value, false);
  tablet.server.refusal = null;
  await tablet.wake();
  const sent = [...tablet.server.taken.values()];
  assert.deepEqual(sent.map(({ value }) => value), [1, 5, 3]);
  assert.deepEqual(sent.map(({ ago_ms }) => ago_ms), [3 * HOUR, 2 * HOUR, HOUR]);
  assert.equal(tablet.queue.waiting.value, 0);
  assert.equal(tablet.queue.online.value, true);
});

test("an answer of the server that is lost costs nothing but sending once more", async () => {
  const tablet = new Tablet();
  const { send } = tablet.server;
  let lost = 2;
  tablet.server.send = async (...all) => { await send(...all); if (lost-- > 0) throw OFFLINE; };
  await tablet.open();
  await tablet.kiosk.give({ value: 5 });
  await tablet.kiosk.rest();
  await tablet.wake();
  await tablet.wake();
  await tablet.wake();
  assert.equal(tablet.server.taken.size, 1);
  assert.ok(tablet.server.sent >= 3);
  assert.equal(tablet.queue.waiting.value, 0);
});

test("what an earlier page left half way is sent by the next, which opens without a network", async () => {
  const tablet = new Tablet(), first = await tablet.open();
  await first.give({ value: 1 });
  tablet.server.refusal = OFFLINE;
  const second = await tablet.open();
  assert.equal(second.standing.value, "open");
  assert.equal(second.card.value.text, "Kako je bilo?");
  assert.equal(tablet.queue.waiting.value, 1);
  tablet.server.refusal = null;
  await second.look();
  assert.deepEqual([...tablet.server.taken.values()].map(({ value }) => value), [1]);
});

test("a tablet that was never online with this link says so, and opens by itself later", async () => {
  const tablet = new Tablet();
  tablet.server.refusal = OFFLINE;
  const kiosk = await tablet.open();
  assert.equal(kiosk.standing.value, "unreachable");
  tablet.server.refusal = null;
  await kiosk.look();
  assert.equal(kiosk.standing.value, "open");
});

test("one that has ended says so; its answers from before are offered to the server once more", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  await kiosk.give({ value: 2 });
  tablet.server.refusal = new Refusal("gone", "…");
  await kiosk.look();
  assert.equal(kiosk.standing.value, "ended");
  await kiosk.rest();
  await tablet.queue.flush();
  assert.equal(kiosk.standing.value, "ended");
  assert.deepEqual(await tablet.kept.entries(), []);
  tablet.server.refusal = null;
  await kiosk.look();
  assert.equal(kiosk.standing.value, "open");
});

test("answers under a link that was replaced wait for the new one, and hold up no others", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  tablet.server.secret = "s2";
  await kiosk.give({ value: 3 });
  await kiosk.rest();
  await kiosk.look();
  assert.equal(kiosk.standing.value, "unknown");
  assert.equal(tablet.queue.waiting.value, 1);
  tablet.at += HOUR;
  tablet.at += 1000;
  await tablet.open({ secret: "s2" });
  await tablet.wake();
  const [entry] = [...tablet.server.taken.values()];
  assert.deepEqual([entry.secret, entry.value], ["s2", 3]);
});

test("an answer that the server will never take does not stand in the way", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  tablet.server.refusal = new Refusal("bad_request", "…");
  await kiosk.give({ value: 3 });
  await kiosk.rest();
  await tablet.queue.flush();
  tablet.server.refusal = null;
  await kiosk.give({ value: 4 });
  await kiosk.rest();
  await tablet.queue.flush();
  assert.deepEqual([...tablet.server.taken.values()].map(({ value }) => value), [4]);
  assert.equal(tablet.queue.waiting.value, 0);
});

test("a server that asks for patience gets it", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  tablet.server.refusal = new Refusal("too_many", "…", { retry_after_s: 7 });
  await kiosk.give({ value: 3 });
  await kiosk.rest();
  await tablet.queue.flush();
  assert.deepEqual(tablet.later.map(({ ms }) => ms), [7000]);
  assert.equal(tablet.queue.online.value, true);
});

test("a newer survey waits until the customer is through", async () => {
  const tablet = new Tablet(), kiosk = await tablet.open();
  await kiosk.give({ value: 2 });
  tablet.server.view = { ...VIEW, version: 4, words: { sl: { text: "Novo?" } } };
  await kiosk.look();
  assert.equal(kiosk.card.value.text, "Kako je bilo?");
  await kiosk.rest();
  assert.equal(kiosk.card.value.text, "Novo?");
  await tablet.queue.flush();
  assert.deepEqual([...tablet.server.taken.values()].map(({ version }) => version), [3]);
});

test("a link that was withdrawn says so, and its answers go with the new one", async () => {
  const tablet = new Tablet();
  const kiosk = await tablet.open();
  tablet.server.refusal = OFFLINE;
  await kiosk.give({ value: 2 });
  await kiosk.rest();
  tablet.server.refusal = new Refusal("not_found", "…", { withdrawn_at: 1 });
  await kiosk.look();
  assert.equal(kiosk.standing.value, "withdrawn");
  assert.equal(tablet.queue.waiting.value, 1);
  tablet.server.refusal = null;
  tablet.server.secret = "s2";
  await kiosk.look();
  assert.equal(kiosk.standing.value, "unknown");
  tablet.at += 1000;
  await tablet.open({ secret: "s2" });
  await tablet.wake();
  assert.deepEqual([...tablet.server.taken.values()].map(({ secret }) => secret), ["s2"]);
});

/** A disk that takes nothing while it is full. */
class Disk {
  full = false;
  #base = inMemory();

  #unless = async (deed) => { if (this.full) throw new DOMException("full", "QuotaExceededError"); return deed(); };
  entries = () => this.#base.entries();
  opened = () => this.#base.opened();
  put = (entry) => this.#unless(() => this.#base.put(entry));
  drop = (id) => this.#unless(() => this.#base.drop(id));
  open = (opened) => this.#unless(() => this.#base.open(opened));
  forget = (secret) => this.#unless(() => this.#base.forget(secret));
}

test("what the disk does not take is held, said so, sent all the same, and put on the disk once it goes", async () => {
  const tablet = new Tablet(), disk = new Disk();
  const later = [];
  tablet.kept = holding(disk, (run) => later.push(run));
  const kiosk = await tablet.open();
  tablet.server.refusal = OFFLINE;
  assert.equal(tablet.queue.firm.value, true);
  await kiosk.give({ value: 4 });
  disk.full = true;
  await kiosk.give({ value: 2 });
  await kiosk.rest();
  tablet.at += 1000;
  await kiosk.give({ value: 5 });
  await kiosk.rest();
  assert.equal(tablet.queue.firm.value, false);
  assert.equal(tablet.queue.waiting.value, 2);
  assert.deepEqual((await tablet.kept.entries()).map(({ value }) => value), [2, 5], "the newest, not what the disk has");
  assert.equal(later.length, 1);

  const again = async () => { for (const run of later.splice(0)) run(); await new Promise((done) => { setImmediate(done); }); };
  await again();
  assert.deepEqual([tablet.queue.firm.value, later.length], [false, 1]);
  disk.full = false;
  await again();
  assert.equal(tablet.queue.firm.value, true);
  assert.deepEqual((await disk.entries()).map(({ value, done }) => [value, done]), [[2, true], [5, true]]);

  disk.full = true;  // it cannot even forget
  tablet.server.refusal = null;
  await kiosk.look();
  assert.deepEqual([...tablet.server.taken.values()].map(({ value }) => value), [2, 5]);
  assert.equal(tablet.queue.waiting.value, 0);
});

test("a kiosk opens and asks where nothing can be stored", async () => {
  const tablet = new Tablet(), disk = new Disk();
  disk.full = true;
  tablet.kept = holding(disk, () => {});
  const kiosk = await tablet.open();
  assert.equal(kiosk.standing.value, "open");
  await kiosk.give({ value: 3 });
  await kiosk.rest();
  await tablet.queue.flush();
  assert.deepEqual([...tablet.server.taken.values()].map(({ value }) => value), [3]);
  assert.equal(tablet.queue.firm.value, false);
});
