import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Refusal } from "../../../bot/web/static/shared/connection.js";
import { Outbox } from "../../../bot/web/static/shared/outbox.js";

const disk = new Map();
globalThis.localStorage = {
  getItem: (name) => disk.get(name) ?? null,
  setItem: (name, value) => void disk.set(name, value),
  removeItem: (name) => void disk.delete(name),
};

beforeEach(() => disk.clear());

const settled = () => new Promise((done) => setImmediate(done));
const offline = () => { throw new Refusal("offline", ""); };
const text = (words) => ({ text: words });
const words = (outbox) => outbox.entries.value.map(({ fields }) => fields.text);

test("what could not be sent survives a reload and goes out in order, under the same ids", async () => {
  const before = new Outbox({ name: "c_1", request: offline });
  for (const each of ["one", "two", "three"]) before.add("send", text(each));
  await settled();
  const ids = before.entries.value.map((entry) => entry.client_message_id);

  const sent = [];
  const after = new Outbox({ name: "c_1", request: async (verb, fields) => sent.push({ verb, ...fields }) });
  assert.deepEqual(words(after), ["one", "two", "three"]);
  await after.flush();
  assert.deepEqual(sent, ids.map((id, place) => ({ verb: "send", client_message_id: id, text: ["one", "two", "three"][place] })));
  assert.equal(disk.size, 0);
});

test("what is written while the lock is being given back goes out as well", async () => {
  const sent = [];
  let giveBack = () => {};
  const lock = async (_name, work) => { await work(); await new Promise((done) => { giveBack = done; }); };
  const outbox = new Outbox({ name: "c_1", request: async (_verb, fields) => sent.push(fields.text), lock });
  outbox.add("send", text("one"));
  await settled();
  outbox.add("send", text("two"));
  giveBack();
  await settled();
  assert.deepEqual(sent, ["one", "two"]);
});

test("a sent message stays in sight until the stream shows it", async () => {
  const outbox = new Outbox({ name: "c_1", request: async () => ({}) });
  outbox.add("send", text("hello"));
  await settled();
  const [entry] = outbox.entries.value;
  assert.equal(entry.sent, true);
  outbox.settle(new Set([entry.client_message_id]));
  assert.deepEqual(outbox.entries.value, []);
});

test("a message seen in the stream is not sent again, though its answer was lost", async () => {
  const outbox = new Outbox({ name: "c_1", request: offline });
  outbox.add("send", text("hello"));
  await settled();
  outbox.settle(new Set(outbox.entries.value.map((entry) => entry.client_message_id)));
  assert.deepEqual(outbox.entries.value, []);
  assert.equal(disk.size, 0);
});

test("one that the server will not take is marked, the next still goes, and it can be tried again or dropped", async () => {
  let picky = true;
  const sent = [];
  const outbox = new Outbox({
    name: "c_1",
    request: async (_verb, fields) => {
      if (picky && fields.text === "bad") throw new Refusal("bad_request", "This cannot be read.");
      sent.push(fields.text);
    },
  });
  outbox.add("send", text("bad"));
  outbox.add("send", text("good"));
  await settled();
  assert.deepEqual(sent, ["good"]);
  const failed = outbox.entries.value.find((entry) => entry.problem);
  assert.deepEqual(failed.problem, { code: "bad_request", message: "This cannot be read." });

  picky = false;
  outbox.retry(failed.client_message_id);
  await settled();
  assert.deepEqual(sent, ["good", "bad"]);
  outbox.drop(failed.client_message_id);
});

test("when the server asks to wait, it waits as long as it says", async () => {
  const pauses = [];
  let refusals = 1;
  const outbox = new Outbox({
    name: "c_1",
    request: async () => { if (refusals-- > 0) throw new Refusal("too_many", "Slow down.", { retry_after_s: 7 }); },
    later: (ms, run) => pauses.push({ ms, run }),
  });
  outbox.add("send", text("hello"));
  await settled();
  assert.equal(pauses[0].ms, 7000);
  assert.equal(outbox.entries.value[0].problem, undefined);
  pauses[0].run();
  await settled();
  assert.equal(outbox.entries.value[0].sent, true);
});

test("two tabs send one at a time and nothing twice", async () => {
  let held = Promise.resolve();
  const lock = (_name, work) => (held = held.then(work));
  const sent = [];
  const request = async (_verb, fields) => { await settled(); sent.push(fields.text); };
  const one = new Outbox({ name: "c_1", request: offline, lock });
  for (const each of ["one", "two", "three"]) one.add("send", text(each));
  await settled();
  const tabs = [new Outbox({ name: "c_1", request, lock }), new Outbox({ name: "c_1", request, lock })];
  await Promise.all(tabs.map((tab) => tab.flush()));
  assert.deepEqual(sent, ["one", "two", "three"]);
});

test("two senders on one machine share nothing", () => {
  new Outbox({ name: "c_1", request: offline }).add("send", text("mine"));
  assert.deepEqual(new Outbox({ name: "c_2", request: offline }).entries.value, []);
});

test("what waits is forgotten with who wrote it", async () => {
  const before = new Outbox({ name: "visitor", request: offline });
  before.add("send", text("mine"));
  const put = before.put("rate", { request: "q_1", value: 1 }, "q_1");
  await settled();
  before.clear();
  assert.deepEqual([words(before), await put, disk.size], [[], false, 0]);
  const sent = [];
  await new Outbox({ name: "visitor", request: async (verb) => sent.push(verb) }).flush();
  assert.deepEqual(sent, []);
});

test("what changes a thing takes the place of what waits about it, survives a reload, goes once and is gone", async () => {
  const before = new Outbox({ name: "c_1", request: offline });
  const first = before.put("rate", { request: "q_1", value: 1 }, "q_1");
  before.put("rate", { request: "q_2", value: 3 }, "q_2");
  before.put("rate", { request: "q_1", value: 4 }, "q_1");
  assert.equal(await first, false);
  const sent = [];
  const after = new Outbox({ name: "c_1", request: async (verb, fields) => sent.push({ verb, ...fields }) });
  assert.deepEqual(after.entries.value.map(({ fields }) => fields.value), [3, 4]);
  await after.flush();
  assert.deepEqual(sent, [{ verb: "rate", request: "q_2", value: 3 }, { verb: "rate", request: "q_1", value: 4 }]);
  assert.deepEqual([after.entries.value, disk.size], [[], 0]);
});

test("it is told once it is there, and that it was refused", async () => {
  let refused = true;
  const outbox = new Outbox({ name: "c_1", request: async () => { if (refused) throw new Refusal("bad_request", "No."); } });
  assert.equal(await outbox.put("rate", { value: 1 }, "q_1"), false);
  refused = false;
  assert.equal(await outbox.put("rate", { value: 2 }, "q_1"), true);
  assert.deepEqual(outbox.entries.value, []);
});

test("what is said while something about the same is under way is not lost with it", async () => {
  const answers = [], sent = [];
  const request = (_verb, { value }) => new Promise((done) => { sent.push(value); answers.push(done); });
  const outbox = new Outbox({ name: "c_1", request });
  outbox.put("rate", { value: 1 }, "q_1");
  await settled();
  const last = outbox.put("rate", { value: 5 }, "q_1");
  answers[0]();
  await settled();
  assert.deepEqual([sent, outbox.entries.value.map(({ fields }) => fields.value)], [[1, 5], [5]]);
  answers[1]();
  assert.equal(await last, true);
});
