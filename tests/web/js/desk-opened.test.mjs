import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../../bot/web/static/shared/connection.js";
import { Opened } from "../../../bot/web/static/desk/opened.js";

/** A connection without a server: what was asked stands in `asked`, what comes is pushed by the test. */
class Wire {
  readers = new Map();
  listeners = new Map();
  asked = [];
  answers = {};

  subscribe(stream, reader) {
    assert.ok(!this.readers.has(stream), `${stream} is read twice`);
    this.readers.set(stream, reader);
    return () => this.readers.delete(stream);
  }

  on(type, listener) {
    this.listeners.set(type, listener);
    return () => this.listeners.delete(type);
  }

  async request(verb, fields) {
    this.asked.push([verb, fields]);
    const answer = this.answers[verb];
    if (answer instanceof Refusal) throw answer;
    return answer ?? {};
  }
}

const message = (seq, kind, text) => ({ seq, episode: 1, at: seq, author: { kind }, body: { kind: "text", text } });
const snapshot = (messages, more = {}) => ({
  id: "v_1", contact: { id: "c_1", language: "en" }, channel: "widget", owner: { kind: "bot" }, fence: 1, episode: 1, language: "en", opened_at: 0, last_at: 0, messages, ...more,
});
const settled = () => new Promise((done) => { setImmediate(done); });

test("opening reads both streams, closing leaves both", () => {
  const wire = new Wire();
  const opened = new Opened("v_1", wire);
  assert.deepEqual([...wire.readers.keys()], ["conversation:v_1", "inside:v_1"]);
  wire.readers.get("conversation:v_1").snapshot(snapshot([message(1, "contact", "hello")]));
  wire.readers.get("inside:v_1").snapshot({ notes: [{ seq: 1, at: 1, author: { id: "a", name: "A" }, text: "x" }] });
  wire.readers.get("conversation:v_1").event({ kind: "message", message: message(2, "bot", "hi") });
  assert.equal(opened.conversation.value.messages.length, 2);
  assert.equal(opened.notes.value.length, 1);
  opened.close();
  assert.equal(wire.readers.size + wire.listeners.size, 0);
});

test("suggestions follow the customer's newest words, and only those", async () => {
  const wire = new Wire();
  wire.answers.suggest = { choices: [{ article: "refund", label: "Refunds" }] };
  const opened = new Opened("v_1", wire);
  const { snapshot: show, event } = wire.readers.get("conversation:v_1");
  show(snapshot([message(1, "contact", "my money")]));
  event({ kind: "message", message: message(2, "agent", "one moment") });
  await settled();
  assert.deepEqual(wire.asked, [["suggest", { text: "my money" }]]);
  assert.deepEqual(opened.suggestions.value, [{ article: "refund", label: "Refunds" }]);
  wire.answers.suggest = new Refusal("unavailable", "Later.");
  event({ kind: "message", message: message(3, "contact", "hello?") });
  await settled();
  assert.deepEqual(opened.suggestions.value, []);
  opened.close();
});

test("typing is the customer's, in this conversation, until they have written", () => {
  const wire = new Wire();
  const opened = new Opened("v_1", wire);
  wire.readers.get("conversation:v_1").snapshot(snapshot([]));
  const typing = wire.listeners.get("typing");
  typing({ conversation: "v_2", author: { kind: "contact" } });
  typing({ conversation: "v_1", author: { kind: "agent" } });
  assert.equal(opened.typing.value, false);
  typing({ conversation: "v_1", author: { kind: "contact" } });
  assert.equal(opened.typing.value, true);
  wire.readers.get("conversation:v_1").event({ kind: "message", message: message(1, "contact", "done") });
  assert.equal(opened.typing.value, false);
  opened.close();
});

test("earlier messages come before the first, once", async () => {
  const wire = new Wire();
  wire.answers.earlier = { messages: [message(1, "contact", "a"), message(2, "bot", "b")] };
  const opened = new Opened("v_1", wire);
  wire.readers.get("conversation:v_1").snapshot(snapshot([message(3, "contact", "c")], { earlier: true }));
  await Promise.all([opened.earlier(), opened.earlier()]);
  assert.equal(wire.asked.filter(([verb]) => verb === "earlier").length, 1);
  assert.deepEqual(wire.asked.find(([verb]) => verb === "earlier")[1], { conversation: "v_1", before: 3, limit: 100 });
  assert.deepEqual(opened.conversation.value.messages.map(({ seq }) => seq), [1, 2, 3]);
  assert.equal(opened.conversation.value.earlier, false);
  opened.close();
});

test("what cannot be read is told", () => {
  const wire = new Wire();
  const opened = new Opened("v_9", wire);
  wire.readers.get("conversation:v_9").refused(new Refusal("not_found", "There is no such conversation."));
  assert.equal(opened.refusal.value.code, "not_found");
  opened.close();
});
