import assert from "node:assert/strict";
import { test } from "node:test";
import { CallRecording, words } from "../../../bot/web/static/call/recording/recording.js";

const OFF = { state: "off", by: "", since_at: 0, waiting: [], refused: null, recorded_ms: 0, problem: "" };
const PEOPLE = [{ id: "ana", name: "Ana" }, { id: "maja", name: "Maja" }];

/** A recording that has heard these states, as `you`, and what it said. */
function heard(you, ...states) {
  const said = [];
  const recording = new CallRecording((what) => said.push(what));
  for (const state of states) recording.hear({ you, participants: PEOPLE, recording: { ...OFF, ...state } });
  return { recording, said };
}

test("nothing is told of a question that was taken back", () => {
  const { recording } = heard("maja", { state: "asked", by: "ana" }, {});
  assert.equal(recording.ending.value, null);
});

test("an end is told, and until when it was read or a new one begins", () => {
  assert.deepEqual(heard("maja", { state: "on" }, {}).recording.ending.value, { why: "stopped", name: null });
  assert.deepEqual(heard("maja", { state: "paused" }, { problem: "disk" }).recording.ending.value, { why: "disk", name: null });
  assert.equal(heard("maja", { state: "on" }, {}, { state: "asked" }).recording.ending.value, null);
});

test("who said no is named, but not to themselves", () => {
  assert.deepEqual(heard("ana", { state: "asked" }, { refused: "maja" }).recording.ending.value, { why: "refused", name: "Maja" });
  assert.deepEqual(heard("maja", { state: "asked" }, { refused: "maja" }).recording.ending.value, { why: "refused", name: null });
});

test("after a no it takes half a minute before anybody may be asked again", () => {
  const { recording } = heard("ana", { state: "asked" }, { refused: "maja", since_at: 100_000 });
  assert.equal(recording.wait(112_000), 18_000);
  assert.equal(recording.wait(130_000), 0);
  assert.equal(heard("ana", { state: "on" }, { since_at: 100_000 }).recording.wait(100_001), 0);
});

test("states that only repeat leave what is open and what was read", () => {
  const { recording } = heard("ana", { state: "on" });
  recording.open.value = true;
  recording.hear({ you: "ana", participants: PEOPLE, recording: { ...OFF, state: "on", recorded_ms: 5 } });
  assert.equal(recording.open.value, true);
});

test("the length goes on only while it runs", () => {
  assert.equal(heard("ana", { state: "paused", recorded_ms: 4000 }).recording.length, 4000);
  assert.ok(heard("ana", { state: "on", recorded_ms: 4000 }).recording.length >= 4000);
});

test("the answer carries the words that were shown", () => {
  const { recording, said } = heard("maja", { state: "asked" });
  recording.terms.value = { allowed: true, days: 1, text: "" };
  recording.answer(true);
  recording.terms.value = { allowed: true, days: 7, text: "Our own words." };
  recording.ask();
  recording.stop();
  assert.equal(said[0].text, words({ allowed: true, days: 1, text: "" }));
  assert.match(said[0].text, /kept for 1 day, then deleted/);
  assert.deepEqual(said.slice(1), [{ type: "record", on: true, text: "Our own words." }, { type: "record", on: false }]);
});
