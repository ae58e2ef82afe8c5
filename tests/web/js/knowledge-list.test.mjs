import assert from "node:assert/strict";
import { test } from "node:test";
import { narrows, queryOf, widened } from "../../../bot/web/static/knowledge/query.js";
import { NOTHING, allOrNone, stretched, toggled } from "../../../bot/web/static/knowledge/selection.js";

const ORDER = ["a", "b", "c", "d"];

test("what the list is asked for", () => {
  const query = queryOf(new URLSearchParams("state=draft&sort=up&tag=x&other=1"));
  assert.deepEqual(query, { q: "", state: "draft", category: "", tag: "x", language: "", sort: "" });
  assert.equal(queryOf(new URLSearchParams("state=lost")).state, "");
  assert.ok(narrows(query));
  assert.ok(!narrows(widened(query)));
  assert.ok(!narrows(queryOf(new URLSearchParams("sort=title&q=+"))), "an order and spaces leave nothing out");
});

test("rows are chosen one by one, or from the last to this one", () => {
  const one = toggled(NOTHING, "b");
  assert.deepEqual([...one.keys], ["b"]);
  assert.deepEqual([...stretched(one, "d", ORDER).keys], ["b", "c", "d"]);
  assert.deepEqual([...stretched(one, "a", ORDER).keys].sort(), ["a", "b"]);
  assert.deepEqual([...stretched(NOTHING, "c", ORDER).keys], ["c"]);
  assert.deepEqual([...toggled(one, "b").keys], []);
});

test("all that are shown, or none", () => {
  assert.equal(allOrNone(NOTHING, ORDER).keys.size, 4);
  assert.equal(allOrNone(allOrNone(NOTHING, ORDER), ORDER).keys.size, 0);
  assert.equal(allOrNone(toggled(NOTHING, "a"), ORDER).keys.size, 4);
});
