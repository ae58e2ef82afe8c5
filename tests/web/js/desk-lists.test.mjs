import assert from "node:assert/strict";
import { test } from "node:test";
import { LISTS, awaits, counts, held, listed, news, waitsSince } from "../../../bot/web/static/desk/lists.js";
import { StillList } from "../../../bot/web/static/desk/still.js";
import { signal } from "../../../bot/web/static/vendor/signals-core.js";

const summary = (id, owner, more = {}) => ({
  id, owner: typeof owner === "string" ? { kind: owner } : owner, contact: { id: `c_${id}`, language: "en" }, channel: "widget", fence: 1, episode: 1, last_at: 100, ...more,
});
const ana = { kind: "agent", agent: { id: "a_1", name: "Ana" } };
const bor = { kind: "agent", agent: { id: "a_2", name: "Bor" } };

test("who waits longest comes first", () => {
  const line = [summary("late", "line", { waiting_since: 30 }), summary("early", "line", { waiting_since: 10 }), summary("bot", "bot")];
  assert.deepEqual(listed(line, "waiting", "a_1"), ["early", "late"]);
});

test("mine: unanswered customers first, then the newest", () => {
  const line = [
    summary("answered-old", ana, { last_at: 50 }),
    summary("answered-new", ana, { last_at: 90 }),
    summary("unanswered", ana, { last_at: 40, unanswered_since: 40 }),
    summary("of-bor", bor, { unanswered_since: 1 }),
  ];
  assert.deepEqual(listed(line, "mine", "a_1"), ["unanswered", "answered-new", "answered-old"]);
});

test("what the bot owns does not wait, whatever nobody has said to it", () => {
  assert.equal(waitsSince(summary("v", "bot", { unanswered_since: 5 })), null);
  assert.equal(waitsSince(summary("v", "line", { waiting_since: 5 })), 5);
  assert.equal(waitsSince(summary("v", bor, { unanswered_since: 7 })), 7);
  assert.equal(waitsSince(summary("v", bor)), null);
});

test("every conversation stands in open or in ended, never in both", () => {
  const all = [summary("1", "bot"), summary("2", "line"), summary("3", ana), summary("4", bor), summary("5", "nobody")];
  const open = listed(all, "open", "a_1");
  const ended = listed(all, "ended", "a_1");
  assert.deepEqual([...open, ...ended].sort(), ["1", "2", "3", "4", "5"]);
  for (const list of LISTS) assert.equal(listed(all, list, "a_1").length, counts(all, "a_1")[list]);
});

test("the filter narrows to channel and language", () => {
  const all = [summary("1", "bot"), summary("2", "bot", { channel: "telegram" }), summary("3", "bot", { contact: { id: "c", language: "sl" } })];
  assert.deepEqual(listed(all, "bot", "a_1", { channel: "telegram" }), ["2"]);
  assert.deepEqual(listed(all, "bot", "a_1", { language: "sl" }), ["3"]);
});

const byId = (...summaries) => Object.fromEntries(summaries.map((each) => [each.id, each]));

test("an agent is told who began to wait, what came into their hands, and what their customers write", () => {
  const told = (before, after) => news(byId(...before), byId(...after), "a_1").map(({ id }) => id);
  const asked = summary("1", ana, { unanswered_since: 5, excerpt: "Hello" });
  assert.deepEqual(told([summary("1", "bot")], [summary("1", "line")]), ["1"]);
  assert.deepEqual(told([summary("1", "line")], [summary("1", "line", { last_at: 200 })]), []);
  assert.deepEqual(told([summary("1", bor)], [summary("1", ana)]), ["1"]);
  assert.deepEqual(told([summary("1", ana)], [asked]), ["1"]);
  assert.deepEqual(told([asked], [{ ...asked, excerpt: "Are you there?" }]), ["1"]);
  assert.deepEqual(told([asked], [{ ...asked, last_at: 300 }]), []); // a note, a notice
  assert.deepEqual(told([asked], [summary("1", ana, { last_at: 300, excerpt: "Hello" })]), []); // answered
  assert.deepEqual(told([], [summary("1", bor, { unanswered_since: 5 }), summary("2", "bot")]), []);
});

test("a customer awaits this agent's reply, not another's and not the bot's", () => {
  assert.ok(awaits(summary("1", ana, { unanswered_since: 5 }), "a_1"));
  assert.ok(!awaits(summary("1", ana), "a_1"));
  assert.ok(!awaits(summary("1", bor, { unanswered_since: 5 }), "a_1"));
  assert.ok(!awaits(summary("1", "line", { waiting_since: 5 }), "a_1"));
});

test("nothing that is shown moves while the list is held", () => {
  const shown = ["a", "b", "c"];
  const after = held(shown, ["new", "c", "a"]);
  assert.deepEqual(after.slice(0, 3), shown);
  assert.deepEqual(after, ["a", "b", "c", "new"]);
});

test("a list holds still under the pointer and settles when it has left", () => {
  const wanted = signal(["a", "b"]);
  const name = signal("waiting");
  const list = new StillList(() => wanted.value, () => name.value);
  assert.deepEqual(list.rows.value, ["a", "b"]);
  list.holding.value = true;
  wanted.value = ["b", "new"];
  assert.deepEqual(list.rows.value, ["a", "b", "new"]);
  name.value = "mine";
  assert.deepEqual(list.rows.value, ["b", "new"], "another list is not held");
  name.value = "waiting";
  wanted.value = ["x", "b"];
  list.holding.value = false;
  assert.deepEqual(list.rows.value, ["x", "b"]);
});
