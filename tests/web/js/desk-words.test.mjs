import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceOf } from "../../../bot/web/static/shared/device.js";
import { begun, draftOf, keepDraft, withRefused } from "../../../bot/web/static/desk/drafts.js";
import { latinKey } from "../../../bot/web/static/shared/keys.js";
import { nameOf, shortCode } from "../../../bot/web/static/rooms/names.js";
import { hashOf, routeOf } from "../../../bot/web/static/desk/route.js";
import { applicable } from "../../../bot/web/static/desk/verbs.js";
import { passwordHint } from "../../../bot/web/static/join/words.js";
import { loginPage, nextPage } from "../../../bot/web/static/login/next.js";
import { cutLinks } from "../../../bot/web/static/shared/linked.js";

test("verbs are there only when they apply", () => {
  const owned = (id) => ({ owner: { kind: "agent", agent: { id, name: "" } } });
  for (const kind of ["bot", "line", "nobody"]) assert.deepEqual([...applicable({ owner: { kind } }, "a_1")], ["take"]);
  assert.deepEqual([...applicable(owned("a_2"), "a_1")], []);
  assert.ok(applicable(owned("a_1"), "a_1").has("resolve"));
  assert.ok(!applicable(owned("a_1"), "a_1").has("take"));
});

test("who has told no name is a visitor with a code that stays", () => {
  assert.equal(nameOf({ id: "c_x94f2a", language: "en" }), "Visitor 4F2A");
  assert.equal(nameOf({ id: "c_x94f2a", name: "  ", language: "en" }), "Visitor 4F2A");
  assert.equal(nameOf({ id: "c_1", name: "Maja", language: "en" }), "Maja");
  assert.equal(shortCode("c_7"), "0007");
});

test("the address says where the desk stands", () => {
  for (const [id, person] of [["v_7", false], ["v_7", true], [null, false], ["ä/b#c", false]]) {
    assert.deepEqual(routeOf(hashOf(id, person)), { conversation: id, person });
  }
  assert.deepEqual(routeOf("#100%"), { conversation: "100%", person: false });
});

test("a refused text comes back before what was written since", () => {
  keepDraft("v_1", "reply", { text: "since" });
  const draft = withRefused(draftOf("v_1", "reply"), { text: "refused" });
  assert.deepEqual(draft, { text: "refused\nsince" });
  keepDraft("v_1", "reply", { text: "" });
  assert.deepEqual(draftOf("v_1", "reply"), { text: "" });
});

test("a row tells of what was begun there, be it a note", () => {
  assert.ok(!begun("v_1"));
  keepDraft("v_1", "note", { text: "Wants the green one" });
  assert.ok(begun("v_1"));
  assert.ok(!begun("v_2"));
  keepDraft("v_1", "note", { text: "" });
  assert.ok(!begun("v_1"));
});

test("after signing in only pages of this server follow", () => {
  const home = "https://desk.example";
  assert.equal(nextPage(`?next=${encodeURIComponent("/desk/#v_7")}`, home), "/desk/#v_7");
  for (const wish of ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", ""]) {
    assert.ok(!nextPage(`?next=${encodeURIComponent(wish)}`, home).includes("evil.example"), wish);
  }
  assert.equal(nextPage("?next=javascript:alert(1)", home), "/desk/");
  const back = new URL(loginPage({ pathname: "/desk/", search: "", hash: "#v_7" }), home);
  assert.equal(nextPage(back.search, home), "/desk/#v_7");
});

test("a password's hint is about its length alone, in characters as people count them", () => {
  assert.match(passwordHint("😀😀😀😀"), /At least 8/);
  assert.match(passwordHint("longenough"), /works/);
  assert.match(passwordHint("correct horse battery"), /Good/);
});

test("links are found, and all of the text stays", () => {
  const text = "See https://shop.example/a?b=1, (http://x.example/y) or https:// now.";
  const parts = cutLinks(text);
  assert.deepEqual(parts.filter(({ link }) => link).map((part) => part.text), ["https://shop.example/a?b=1", "http://x.example/y"]);
  assert.equal(parts.map((part) => part.text).join(""), text);
  assert.deepEqual(cutLinks("javascript:alert(1)"), [{ text: "javascript:alert(1)", link: false }]);
});

test("a login is named by browser and system", () => {
  const named = (agent) => Object.values(deviceOf(agent)).join(" on ");
  assert.equal(named("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox on Linux");
  assert.equal(named("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0"), "Edge on Windows");
  assert.equal(named("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"), "Safari on iPhone");
  assert.deepEqual(deviceOf("curl/8.0"), { browser: null, system: null });
});

test("keys are found where they stand on a Latin layout", () => {
  assert.equal(latinKey({ key: "о", code: "KeyJ" }), "j");
  assert.equal(latinKey({ key: ".", code: "Slash" }), "/");
  assert.equal(latinKey({ key: ",", code: "Slash" }), "?");
  assert.equal(latinKey({ key: "z", code: "KeyY" }), "z", "a Latin layout that stands elsewhere keeps its letters");
  assert.equal(latinKey({ key: "?", code: "Minus" }), "?");
  assert.equal(latinKey({ key: "Enter", code: "Enter" }), "Enter");
  assert.equal(latinKey({ key: "Д", code: "KeyL", shiftKey: true }), "L");
  assert.equal(latinKey({ key: "L", code: "KeyL" }), "l", "Caps Lock is not Shift");
});
