import assert from "node:assert/strict";
import { test } from "node:test";

import { blank, freeId, hoursOf, inOrder, lacking, lengthOf, newStep, tidy } from "../../../bot/web/static/journeys/definition.js";
import { afterWords, fateWords, reasons, sums, triggerWords } from "../../../bot/web/static/journeys/words.js";
import { permissionWords } from "../../../bot/web/static/rooms/touchpoint-words.js";
import { customerOf, signed } from "../../../bot/web/static/widget/host.js";
import { permissionSaid } from "../../../bot/web/static/widget/state.js";

test("an id is made of the name and is nobody else's", () => {
  assert.equal(freeId("After delivery!", []), "after-delivery");
  assert.equal(freeId("After delivery", ["after-delivery", "after-delivery-2"]), "after-delivery-3");
  assert.equal(freeId("Пасля", []), "journey");
  assert.match(freeId("x".repeat(80) + " y", []), /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
});

test("what is saved has no empty parts, and its steps in order", () => {
  const journey = {
    id: "j", name: "J", trigger: { kind: "bought", product: "", places: [] }, unless: [], every_days: 0, skip_if_open: false,
    steps: [
      { does: "survey", after_h: 72, survey: "nps" },
      { does: "articles", after_h: 24, category: "", keys: [], text: { en: " " }, about_product: true },
      { does: "text", after_h: 0, text: { en: "Hi", sl: "" } },
    ],
  };
  assert.deepEqual(tidy(journey), {
    id: "j", name: "J", trigger: { kind: "bought" }, unless: [],
    steps: [
      { does: "text", after_h: 0, text: { en: "Hi" } },
      { does: "articles", after_h: 24, about_product: true },
      { does: "survey", after_h: 72, survey: "nps" },
    ],
  });
  assert.deepEqual(tidy(tidy(journey)), tidy(journey));
  assert.equal(journey.steps[0].does, "survey", "what is edited stays as it is");
});

test("a new step comes a day after the last", () => {
  const { steps } = blank("j", "J", "bought", "Hello");
  assert.equal(newStep("check_in", steps, "").after_h, 48);
  assert.deepEqual(inOrder([{ after_h: 2 }, { after_h: 1 }]).map(({ after_h }) => after_h), [1, 2]);
});

test("lengths are told in the largest unit that fits", () => {
  assert.deepEqual([0, 5, 24, 36, 168, 504].map(lengthOf), [[0, "hours"], [5, "hours"], [1, "days"], [36, "hours"], [1, "weeks"], [3, "weeks"]]);
  for (const hours of [0, 5, 24, 36, 168, 504]) assert.equal(hoursOf(...lengthOf(hours)), hours);
  assert.deepEqual([0, 5, 72, 504].map(afterWords), ["at once", "5 hours later", "3 days later", "3 weeks later"]);
});

test("languages without words are named, where a step speaks", () => {
  assert.deepEqual(lacking({ does: "text", after_h: 1, text: { en: "Hi" } }, ["en", "sl"]), ["sl"]);
  assert.deepEqual(lacking({ does: "articles", after_h: 1 }, ["en", "sl"]), []);
  assert.deepEqual(lacking({ does: "survey", after_h: 1, survey: "x" }, ["en"]), []);
});

test("what sets it off and what became of it reads as words", () => {
  assert.equal(triggerWords({ kind: "delivered" }), "Delivered");
  assert.equal(triggerWords({ kind: "picked up", product: "*lamp*", places: ["Kranj"] }), "picked up: *lamp*, at Kranj");
  assert.equal(fateWords("unless", "returned"), "not after: returned");
  const counts = [
    { step: 0, state: "done", reason: null, n: 3 }, { step: 1, state: "planned", reason: null, n: 2 },
    { step: 0, state: "skipped", reason: "stopped", n: 1 }, { step: 1, state: "skipped", reason: "late", n: 4 }, { step: 0, state: "skipped", reason: "late", n: 1 },
  ];
  assert.deepEqual(sums(counts), { planned: 2, done: 3, skipped: 6 });
  assert.deepEqual(reasons(counts), [["late", 5], ["stopped", 1]]);
  assert.match(permissionWords(null), /nothing is sent/);
  assert.match(permissionWords({ allowed: true, how: "button", at: 0 }), /by button/);
});

test("a customer counts with a number, a time and a signature", () => {
  assert.deepEqual(customerOf(new URLSearchParams("customer=4711&at=1763800000&signature=5f")), { number: "4711", at: 1763800000, signature: "5f" });
  for (const wrong of ["", "customer=4711", "customer=4711&at=x&signature=5f", "customer=4711&at=1763800000", "at=1&signature=5f"]) {
    assert.equal(customerOf(new URLSearchParams(wrong)), null, wrong);
  }
  assert.equal(signed({ number: 4711, at: "1763800000", signature: "5f" })?.number, "4711");
});

test("the thread tells whether something may be written unasked", () => {
  const bot = (body) => ({ author: { kind: "bot" }, body });
  assert.equal(permissionSaid(bot({ kind: "text", text: "All right", offer: ["allow"] })), "stopped");
  assert.equal(permissionSaid(bot({ kind: "article", offer: ["stop"] })), "allowed");
  assert.equal(permissionSaid(bot({ kind: "text", text: "x", offer: ["person"] })), null);
  assert.equal(permissionSaid({ author: { kind: "system" }, body: { kind: "notice", code: "stopped" } }), "stopped");
  assert.equal(permissionSaid({ author: { kind: "contact" }, body: { kind: "text", text: "stop" } }), null);
});
