import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf as deskHash, routeOf as deskRoute, wantsVideo } from "../../../bot/web/static/desk/route.js";
import { idOf } from "../../../bot/web/static/recovery/causes-field.js";
import { counts, isLate, listed, openAfter, openFrom, path } from "../../../bot/web/static/recovery/state.js";
import { clockOf, minuteOf } from "../../../bot/web/static/recovery/week-field.js";
import { explain } from "../../../bot/web/static/shared/wording.js";
import { causeWords, lasting, momentWords, quoteOf } from "../../../bot/web/static/recovery/words.js";

const HOUR = 3_600_000;
const ana = { id: "a_1", name: "Ana" }, bor = { id: "a_2", name: "Bor" };
const it = (id, more = {}) => ({ id, step: "hear", due_at: 10 * HOUR, opened_at: 0, contact: { id: "c_1", language: "en" }, metric: "csat", value: 1, ...more });
const told = (one) => ({ kind: "case", case: one });

test("the state after events is that of a fresh snapshot", () => {
  const first = { cases: [it("k_1"), it("k_2", { owner: ana })] };
  const events = [
    told(it("k_3")), told(it("k_1", { owner: bor, step: "apologise", heard_at: 1 })), told(it("k_2", { step: "closed", closed_at: 2 })),
    told(it("k_3", { step: "closed", closed_at: 3 })), told(it("k_2", { step: "hear", round: 2 })), { kind: "unseen" },
  ];
  const after = events.reduce(openAfter, openFrom(first));
  assert.deepEqual(after, openFrom({ cases: [it("k_1", { owner: bor, step: "apologise", heard_at: 1 }), it("k_2", { step: "hear", round: 2 })] }));
});

test("the lists hold what they say, the next due first, what only lacks its diagnosis last", () => {
  const open = openFrom({ cases: [
    it("k_late", { due_at: 1 * HOUR, owner: bor }), it("k_mine", { owner: ana }), it("k_free", { due_at: 5 * HOUR }),
    it("k_done", { due_at: 0, step: "diagnose", resolved_at: 1, owner: ana }),
  ] });
  const now = 2 * HOUR, ids = (list) => listed(open, list, "a_1", now).map(({ id }) => id);
  assert.deepEqual(ids("open"), ["k_late", "k_free", "k_mine", "k_done"]);
  assert.deepEqual(ids("mine"), ["k_mine", "k_done"]);
  assert.deepEqual(ids("unassigned"), ["k_free"]);
  assert.deepEqual(ids("late"), ["k_late"]);
  assert.deepEqual(counts(open, "a_1", now), { mine: 2, unassigned: 1, late: 1, open: 4, closed: 0 });
});

test("what is resolved or closed is not late", () => {
  assert.ok(isLate(it("k_1"), 10 * HOUR));
  assert.ok(!isLate(it("k_1"), 10 * HOUR - 1));
  assert.ok(!isLate(it("k_1", { step: "diagnose", resolved_at: 1 }), 99 * HOUR));
  assert.ok(!isLate(it("k_1", { step: "closed", closed_at: 1 }), 99 * HOUR));
});

test("the path says what is done, what is next, and that empathy and apology go together", () => {
  const states = (one) => path(one).map(({ letter, state }) => `${letter} ${state}`).join(", ");
  assert.equal(states(it("k")), "H now, E later, A later, R later, D later");
  assert.equal(states(it("k", { step: "apologise", heard_at: 0 })), "H done, E now, A now, R later, D later");
  assert.equal(states(it("k", { step: "resolve", heard_at: 1, apologised_at: 2 })), "H done, E done, A done, R now, D later");
  assert.equal(states(it("k", { step: "closed", heard_at: 1, apologised_at: 2, resolved_at: 3, diagnosed_at: 4 })), "H done, E done, A done, R done, D done");
  assert.equal(states(it("k", { step: "closed" })), "H later, E later, A later, R later, D later");
});

test("an address of the desk may ask for a call", () => {
  assert.ok(wantsVideo(`${deskHash("v_7")}/video`));
  assert.ok(!wantsVideo(deskHash("v_7", true)));
  assert.deepEqual(deskRoute("#v_7/video"), { conversation: "v_7", person: false });
});

test("times of a day and their fields", () => {
  for (const minute of [0, 540, 1439]) assert.equal(minuteOf(clockOf(minute), false), minute);
  assert.equal(minuteOf("00:00", true), 1440);
  assert.equal(minuteOf("", true), null);
});

test("a cause is kept by something that can be read, and by nothing twice", () => {
  assert.equal(idOf("Late parcel!", []), "late-parcel");
  assert.equal(idOf("Počasen odgovor", []), "pocasen-odgovor");
  assert.match(idOf("Марудна", []), /^cause-[0-9a-f]{8}$/);
  assert.match(idOf("Late parcel", [{ id: "late-parcel", words: "x" }]), /^late-parcel-[0-9a-f]{4}$/);
  assert.match(idOf("x".repeat(80), []), /^[a-z0-9_-]{1,40}$/);
});

test("who was slower is told who has the case, or the conversation", () => {
  assert.equal(explain({ code: "taken", data: { agent: bor, case: "k_1" } }), "Bor has this case.");
  assert.equal(explain({ code: "taken", data: { agent: bor } }), "Bor has taken this conversation.");
});

test("words for times, causes and the history", () => {
  assert.equal(lasting(20_000), "1 min");
  assert.equal(lasting(90 * 60_000), "2 h");
  assert.equal(lasting(50 * HOUR), "2 days");
  assert.equal(causeWords("slow", [{ id: "slow", words: "Slow reply" }]), "Slow reply");
  assert.equal(causeWords("gone", []), "gone");
  assert.equal(causeWords(undefined, []), "Not diagnosed");
  assert.equal(momentWords({ at: 1, what: "assigned", by: ana, text: "Bor" }, []), "Ana gave it to Bor");
  assert.equal(quoteOf({ at: 1, what: "apologised", by: ana, text: "Sorry" }), "Sorry");
  assert.equal(quoteOf({ at: 1, what: "assigned", by: ana, text: "Bor" }), "");
});
