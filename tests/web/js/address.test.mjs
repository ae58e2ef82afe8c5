import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../bot/web/static/rooms/address.js";

const { hashOf, routeOf } = addressOf(["articles", "article", "gaps"], "article");

test("the address gives back what it was made of", () => {
  for (const key of ["orders/tracking", "a b", "100%25", "k_ä/b#?"]) {
    const { view, key: back, page } = routeOf(hashOf("article", { key, page: "versions" }));
    assert.deepEqual([view, back, page], ["article", key, "versions"]);
  }
  const { view, query } = routeOf(hashOf("articles", { query: { q: "où & quand?", state: "draft", tag: "" } }));
  assert.equal(view, "articles");
  assert.deepEqual([...query], [["q", "où & quand?"], ["state", "draft"]]);
  assert.equal(hashOf("gaps"), "#gaps");
});

test("nonsense in the address is the first view, and nothing is open", () => {
  for (const hash of ["", "#", "#nowhere", "#article", "#article/", "#article/?q=x", "#%%"]) {
    const { view, key } = routeOf(hash);
    assert.deepEqual([view, key], ["articles", null], hash);
  }
  assert.equal(routeOf("#%ff/%ff").view, "articles");
  assert.equal(routeOf("#article/%E0%A4%A").key, "%E0%A4%A");
});
