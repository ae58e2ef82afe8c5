import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { applyEvent, fromSnapshot, liveCall, withEarlier } from "../../../bot/web/static/shared/conversation.js";

const PROTOCOL = readFileSync(new URL("../../../bot/web/PROTOCOL.md", import.meta.url), "utf8");

/** Every example frame of the server in PROTOCOL.md. */
const examples = [...PROTOCOL.matchAll(/```json server\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => block.trim().split("\n")).map((line) => JSON.parse(line));

const text = (seq, words) => ({
  seq, episode: 1, at: seq * 1000, author: { kind: "contact", id: "c_1" }, body: { kind: "text", text: words },
});
const empty = {
  id: "v_7", contact: { id: "c_1", language: "sl" }, channel: "widget", owner: { kind: "bot" }, fence: 1, episode: 1,
  language: "sl", opened_at: 0, last_at: 0,
};

test("the protocol's own example: the state after its events is the state of a fresh snapshot", () => {
  const snapshot = examples.find((frame) => frame.type === "snapshot");
  const events = examples.filter((frame) => frame.type === "event" && frame.stream === snapshot.stream);
  assert.ok(events.length >= 4);
  const state = events.reduce((so_far, { event }) => applyEvent(so_far, event), fromSnapshot(snapshot.state));
  const fresh = fromSnapshot({
    ...snapshot.state,
    owner: { kind: "agent", agent: { id: "a_1", name: "Ana" } },
    fence: 2,
    language: "ru",
    contact: { id: "c_1", name: "Maja", language: "sl" },
    former: ["v_9"],
    messages: [snapshot.state.messages[0], events.findLast(({ event }) => event.kind === "changed").event.message],
  });
  assert.deepEqual(state, fresh);
});

test("wherever the snapshot is taken, the state after the rest is the same", () => {
  const rating = { ...text(5, ""), author: { kind: "bot" }, body: { kind: "rating", request: "q_5", text: "How was this?" } };
  const events = [
    { kind: "message", message: text(1, "Where is my parcel?") },
    { kind: "owner", owner: { kind: "line" }, fence: 2, episode: 1 },
    { kind: "owner", owner: { kind: "agent", agent: { id: "a_1", name: "Ana" } }, fence: 3, episode: 1 },
    { kind: "contact", contact: { id: "c_1", name: "Maja", language: "sl" } },
    { kind: "language", language: "ru" },
    { kind: "message", message: rating },
    { kind: "changed", message: { ...rating, body: { ...rating.body, value: 4 } } },
    { kind: "owner", owner: { kind: "nobody" }, fence: 4, episode: 1 },
    { kind: "changed", message: { ...rating, body: { ...rating.body, value: 5, comment: "Fast!" } } },
    { kind: "message", message: text(9, "One more thing") },
    { kind: "owner", owner: { kind: "bot" }, fence: 5, episode: 2 },
  ];
  const states = [fromSnapshot(empty)];
  for (const event of events) states.push(applyEvent(states.at(-1), event));
  for (const [taken, state] of states.entries()) {
    const onTheWire = JSON.parse(JSON.stringify({ ...empty, ...state }));
    const rest = events.slice(taken).reduce(applyEvent, fromSnapshot(onTheWire));
    assert.deepEqual(rest, states.at(-1));
  }
});

test("an event changes no state that is already on screen", () => {
  const before = fromSnapshot({ ...empty, messages: [text(1, "one")] });
  const copy = structuredClone(before);
  applyEvent(before, { kind: "message", message: text(2, "two") });
  applyEvent(before, { kind: "changed", message: text(1, "uno") });
  assert.deepEqual(before, copy);
});

test("what is not known is passed over", () => {
  const state = fromSnapshot(empty);
  assert.equal(applyEvent(state, { kind: "weather" }), state);
  assert.equal(applyEvent(state, { kind: "changed", message: text(99, "older than what we hold") }), state);
});

test("earlier messages go before, once", () => {
  const state = fromSnapshot({ ...empty, earlier: true, messages: [text(3, "c"), text(4, "d")] });
  const more = withEarlier(state, [text(1, "a"), text(2, "b"), text(3, "c")], 50);
  assert.deepEqual(more.messages.map(({ seq }) => seq), [1, 2, 3, 4]);
  assert.equal(more.earlier, false);
});

test("the live call is the newest one that is offered or running", () => {
  const call = (seq, state) => ({ ...text(seq, ""), body: { kind: "call", room: `r_${seq}`, state, expires_at: 0 } });
  const of = (...messages) => liveCall(fromSnapshot({ ...empty, messages }))?.room ?? null;
  assert.equal(of(), null);
  assert.equal(of(call(1, "ended"), call(2, "offered"), text(3, "ok")), "r_2");
  assert.equal(of(call(1, "running"), call(2, "declined")), null);
});
