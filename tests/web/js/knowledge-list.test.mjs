import assert from "node:assert/strict";
import { test } from "node:test";
import { narrows, queryOf, widened } from "../../../bot/web/static/knowledge/query.js";
import { hashOf, routeOf } from "../../../bot/web/static/knowledge/route.js";
import { NOTHING, allOrNone, stretched, toggled } from "../../../bot/web/static/knowledge/selection.js";

const ORDER = ["a", "b", "c", "d"];

test("the address gives back what it was made of", () => {
  for (const key of ["orders/tracking", "a", "100%25"]) {
    const { view, key: back, page } = routeOf(hashOf("article", { key, page: "versions" }));
    assert.deepEqual([view, back, page], ["article", key, "versions"]);
  }
  const { view, query } = routeOf(hashOf("articles", { query: { q: "où & quand?", state: "draft", tag: "" } }));
  assert.equal(view, "articles");
  assert.deepEqual([...query], [["q", "où & quand?"], ["state", "draft"]]);
  assert.equal(hashOf("gaps"), "#gaps");
});

test("nonsense in the address is the list", () => {
  for (const hash of ["", "#", "#nowhere", "#article", "#article/", "#article/?q=x"]) assert.equal(routeOf(hash).view, "articles", hash);
  assert.equal(routeOf("#article/%E0%A4%A").key, "%E0%A4%A");
});

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
