import assert from "node:assert/strict";
import { test } from "node:test";
import { reachWords } from "../../../bot/web/static/rooms/reach.js";

const words = (way, more = {}) => reachWords({ way, here: false, ...more }, "Maja");

test("nothing is said where a reply arrives as one expects", () => {
  assert.equal(words("sent"), null);
  assert.equal(words("visit", { here: true }), null);
});

test("before it is written an agent reads when it is seen, or that it never is", () => {
  assert.match(words("visit"), /when they next open the chat/);
  assert.match(words("sign_in"), /once they sign in/);
  assert.match(words("call"), /page of the call/);
  assert.match(words("nowhere"), /^Maja has no chat.*start a call/);
  assert.match(words("sent", { problem: "Blocked." }), /did not arrive: Blocked\./);
});
