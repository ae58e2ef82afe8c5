import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDED_KEPT, lineAfter, lineFrom, newestFirst, notesAfter, notesFrom, rankedAfter, rankedFrom, traitsAfter, traitsFrom } from "../../../bot/web/static/desk/state.js";

/** A small random source, so that a failure can be repeated. */
function dice(seed) {
  return (sides) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % sides;
  };
}

/** What a server holds: rows, from which it makes snapshots, and the events it wrote. */
class Rows {
  summaries = new Map();
  notes = [];

  constructor(roll) {
    this.roll = roll;
  }

  /** Changes something and returns the event that says so. */
  step(at) {
    const id = `v_${this.roll(90)}`;
    const kind = ["bot", "line", "agent", "nobody", "nobody"][this.roll(5)];
    const owner = kind === "agent" ? { kind, agent: { id: "a_1", name: "Ana" } } : { kind };
    const summary = { id, contact: { id: `c_${id}`, language: "sl" }, channel: "widget", owner, fence: at, episode: 1, last_at: at };
    this.summaries.set(id, summary);
    return { kind: "summary", summary };
  }

  snapshot() {
    const all = [...this.summaries.values()];
    const ended = all.filter(({ owner }) => owner.kind === "nobody").sort(newestFirst).slice(0, ENDED_KEPT);
    return { conversations: [...all.filter(({ owner }) => owner.kind !== "nobody"), ...ended] };
  }
}

test("the line after events equals the line of a fresh snapshot", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const rows = new Rows(dice(seed));
    let line = lineFrom(rows.snapshot());
    for (let at = 1; at <= 400; at++) {
      line = lineAfter(line, rows.step(at));
      if (at % 40 === 0) assert.deepEqual(line, lineFrom(rows.snapshot()), `seed ${seed}, step ${at}`);
    }
    assert.ok(Object.values(line).filter(({ owner }) => owner.kind === "nobody").length <= ENDED_KEPT);
  }
});

test("an event of another kind changes nothing", () => {
  const line = lineFrom({});
  assert.equal(lineAfter(line, { kind: "article", key: "refund" }), line);
});

test("notes after events equal the notes of a fresh snapshot", () => {
  const written = [1, 2, 3].map((seq) => ({ seq, at: seq, author: { id: "a_1", name: "Ana" }, text: `${seq}` }));
  const after = written.reduce((notes, note) => notesAfter(notes, { kind: "note", note }), notesFrom({}));
  assert.deepEqual(after, notesFrom({ notes: written }));
});

test("what is known of the customer after an event equals a fresh snapshot's", () => {
  const traits = { labels: ["business"], attributes: { model: "a1" } };
  assert.deepEqual(traitsAfter(traitsFrom({}), { kind: "traits", traits }), traitsFrom({ traits }));
  assert.deepEqual(traitsAfter(traits, { kind: "note", note: {} }), traits);
});

test("what the bot found is known by its message, from the snapshot and from events alike", () => {
  const found = { seq: 3, verdict: "choices", tier: "lexical", matches: [{ article: "a", title: "A", confidence: 0.4 }] };
  const told = rankedAfter(rankedFrom({}), { kind: "ranked", ...found });
  assert.deepEqual(Object.keys(told), ["3"]);
  assert.deepEqual({ ...told[3], kind: undefined }, { ...rankedFrom({ ranked: [found] })[3], kind: undefined });
  assert.deepEqual(rankedAfter(told, { kind: "note", note: {} }), told);
});
