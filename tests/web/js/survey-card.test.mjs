import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal } from "../../../bot/web/static/shared/connection.js";
import { Outbox } from "../../../bot/web/static/shared/outbox.js";
import { kept } from "../../../bot/web/static/shared/survey/handing.js";
import { use } from "../../../bot/web/static/shared/i18n.js";
import {
  after, answerTo, isClosed, isWhole, lookOf, toggled, valuesOf, written,
} from "../../../bot/web/static/shared/survey/card-state.js";
import { destination } from "../../../bot/web/static/shared/survey/scale.js";
import { spokenValue } from "../../../bot/web/static/shared/survey/words.js";

const disk = new Map();
globalThis.localStorage = {
  getItem: (name) => disk.get(name) ?? null,
  setItem: (name, value) => void disk.set(name, value),
  removeItem: (name) => void disk.delete(name),
};

const WHY = { id: "why", kind: "chips", text: "What went wrong?", choices: [{ id: "slow", label: "Slow" }, { id: "rude", label: "Rude" }, { id: "wrong", label: "Wrong" }] };
const EASE = { id: "ease", kind: "scale", text: "How easy was it?" };
const WORDS = { id: "comment", kind: "text", text: "Anything else?" };
const card = (more = {}) => ({ kind: "rating", request: "q_1", text: "How was it?", ...more });

test("each metric has its points, and only CSAT its looks", () => {
  assert.deepEqual(valuesOf({}), [1, 2, 3, 4, 5]);
  assert.deepEqual(valuesOf({ look: "thumbs" }), [1, 5]);
  assert.deepEqual([valuesOf({ metric: "nps" }).length, valuesOf({ metric: "nps" })[0], valuesOf({ metric: "ces" }).at(-1)], [11, 0, 7]);
  assert.deepEqual([lookOf({}), lookOf({ look: "faces" }), lookOf({ metric: "nps" }), lookOf({ metric: "ces", look: "stars" })], ["stars", "faces", "numbers", "numbers"]);
});

test("a point is told with what it means", () => {
  use("en", {});
  assert.equal(spokenValue({}, 4), "4 of 5: Good");
  assert.equal(spokenValue({ look: "thumbs" }, 1), "Bad");
  assert.equal(spokenValue({ look: "thumbs", low: "No", high: "Yes" }, 5), "Yes");
  assert.equal(spokenValue({ metric: "nps", low: "Never", high: "Surely" }, 0), "0 of 10: Never");
  assert.equal(spokenValue({ metric: "nps", low: "Never", high: "Surely" }, 7), "7 of 10");
  assert.equal(spokenValue({ metric: "mark" }, 3), "3 of 5");
});

test("keys go from point to point and round the ends; a digit goes to its value", () => {
  const stars = valuesOf({}), nps = valuesOf({ metric: "nps" });
  assert.deepEqual(["ArrowRight", "ArrowLeft", "Home", "End", "3", "7", "x", "Enter"].map((key) => destination(key, 0, stars)),
    [1, 4, 0, 4, 2, null, null, null]);
  assert.deepEqual([destination("0", 5, nps), destination("ArrowDown", 10, nps)], [0, 0]);
});

test("the card's comment answers its first question in words", () => {
  const rated = card({ value: 2, comment: "Too late", questions: [WHY, WORDS, { ...WORDS, id: "more" }] });
  assert.deepEqual(answerTo(rated, WORDS), { text: "Too late" });
  assert.deepEqual(answerTo(rated, rated.questions[2]), {});
  assert.equal(isWhole(rated), false);
  assert.equal(isWhole({ ...rated, answers: { why: { choices: ["slow"] }, more: { text: "No" } } }), true);
  assert.equal(isWhole(card({ value: 5 })), true);
});

test("what was picked is shown before the server tells; what follows from another value is not known yet", () => {
  const rated = card({ value: 2, questions: [WHY, EASE], answers: { why: { choices: ["slow"] } } });
  assert.deepEqual(after(rated, { answers: { ease: { value: 4 } } }).answers, { why: { choices: ["slow"] }, ease: { value: 4 } });
  assert.deepEqual(after(rated, { answers: {} }).questions, [WHY, EASE]);
  const other = after(rated, { value: 5 });
  assert.deepEqual([other.value, other.questions], [5, []]);
  assert.equal(Object.hasOwn(after(card(), {}), "value"), false);
});

test("choices come and go in the order in which they are offered; where one is wanted the next takes its place", () => {
  assert.deepEqual(toggled(WHY, { choices: ["wrong"] }, "slow"), { choices: ["slow", "wrong"] });
  assert.deepEqual(toggled(WHY, { choices: ["slow", "wrong"] }, "slow"), { choices: ["wrong"] });
  assert.deepEqual(toggled({ ...WHY, many: false }, { choices: ["slow"] }, "rude"), { choices: ["rude"] });
  assert.deepEqual(toggled({ ...WHY, many: false }, { choices: ["slow"] }, "slow"), { choices: [] });
});

test("words are sent when they are others than the server has, and may be taken back", () => {
  const rated = card({ value: 2, comment: "Too late", questions: [WHY, WORDS] });
  assert.deepEqual(written(rated, { comment: " Too late\0 " }), {});
  assert.deepEqual(written(rated, { comment: "  " }), { comment: { text: "" } });
  assert.deepEqual(written(rated, { comment: "Late", gone: "x" }), { comment: { text: "Late" } });
});

test("it closes at its deadline, or when the server says so", () => {
  assert.deepEqual([isClosed(card(), 5), isClosed(card({ until: 5 }), 4), isClosed(card({ until: 5 }), 5), isClosed(card({ closed: true }), 0)], [false, false, true, true]);
});

test("what is kept for a card is shown ahead, and waits until the server has it; what is refused can be tried again", () => {
  disk.clear();
  let refuse = new Refusal("offline", "");
  const outbox = new Outbox({ name: "v", request: async () => { if (refuse) throw refuse; } });
  const hand = () => kept(outbox, { request: "q_1" });
  const shown = () => hand().ahead(card({ value: 2, questions: [WHY, EASE] }));
  void hand().give({ answers: { why: { choices: ["slow"] } } });
  void hand().give({ answers: { why: { choices: ["slow", "rude"] } } });
  void kept(outbox, { request: "q_2" }).give({ value: 1 });
  assert.deepEqual([shown().value, shown().answers, shown().questions], [2, { why: { choices: ["slow", "rude"] } }, [WHY, EASE]]);
  void hand().give({ value: 1 });
  void hand().give({ value: 4 });
  assert.deepEqual([hand().waits, shown().value, outbox.entries.value.length], [true, 4, 3]);
});

test("a refused answer is no longer shown, says why, and goes once it is tried again", async () => {
  disk.clear();
  let refuse = new Refusal("not_found", "No such request.");
  const outbox = new Outbox({ name: "v", request: async () => { if (refuse) throw refuse; } });
  const hand = () => kept(outbox, { request: "q_1" });
  assert.equal(await hand().give({ value: 4 }), false);
  assert.deepEqual([hand().waits, hand().problem.code, hand().ahead(card()).value], [false, "not_found", undefined]);
  refuse = null;
  hand().again();
  await new Promise((done) => setImmediate(done));
  assert.deepEqual([hand().waits, hand().problem, outbox.entries.value], [false, null, []]);
});
