import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, FORMS } from "../../../bot/web/static/alerts/addresses.js";
import { conditionsFor, conditionWords, fresh, KINDS, minutesOf, clockOf, targetName, within } from "../../../bot/web/static/alerts/names.js";
import { alertsAfter, alertsFrom, KEPT, NONE } from "../../../bot/web/static/desk/alerts.js";
import { happened, placeOf, whose } from "../../../bot/web/static/rooms/alert-words.js";

/** A server's rows behind one bell, from which it makes snapshots, and the events that it writes. */
class Rows {
  rows = new Map();
  at = 0;

  tell(id) {
    const alert = { id, rules: ["Low rating"], kind: "rating", at: ++this.at, metric: "csat", value: 1 };
    this.rows.delete(id);
    this.rows.set(id, alert);
    return { kind: "alerted", alert };
  }

  read(ids) {
    for (const [id, alert] of this.rows) if (!ids || ids.includes(id)) this.rows.set(id, { ...alert, read: true });
    return { kind: "alerts_read", ...(ids && { ids }) };
  }

  snapshot() {
    const all = [...this.rows.values()].sort((a, b) => b.at - a.at);
    return { alerts: all.slice(0, KEPT), unread: all.filter(({ read }) => !read).length };
  }
}

test("what stands behind the bell after events is what a fresh snapshot says", () => {
  const rows = new Rows();
  let seed = 7, state = NONE;
  const roll = (sides) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % sides; };
  for (let step = 0; step < 600; step++) {
    const shown = state.alerts.map(({ id }) => id);
    const event = roll(4) || !shown.length ? rows.tell(`q_${roll(70)}`) : rows.read(roll(5) ? [shown[roll(shown.length)]] : null);
    state = alertsAfter(state, event);
    assert.deepEqual(state, alertsFrom(rows.snapshot()));
  }
  assert.deepEqual(alertsFrom({}), NONE);
  assert.equal(alertsAfter(state, { kind: "another" }), state);
});

test("addresses are made of what people know", () => {
  const make = (name, given) => addressOf(FORMS.find((form) => form.name === name), given);
  assert.equal(make("gmail", { user: "shop@gmail.com", password: "abcd efgh", to: "ana@x.si" }), "mailtos://shop:abcdefgh@gmail.com?to=ana%40x.si");
  assert.equal(
    make("smtp", { smtp: "mail.x.si", port: "465", user: "me@x.si", password: "p:/?#", from: "", to: "" }),
    "mailtos://me%40x.si:p%3A%2F%3F%23@mail.x.si:465?smtp=mail.x.si&from=me%40x.si&to=me%40x.si&mode=ssl",
  );
  assert.equal(make("telegram", { token: "12:AA", chat: "-100" }), "tgram://12:AA/-100");
  assert.equal(make("hook", { hook: "https://x.si/a?b=1" }), "jsons://x.si/a?b=1");
  for (const form of FORMS) assert.equal(typeof addressOf(form, {}), "string"); // nothing written yet
});

test("every kind of event has conditions that can be said in words", () => {
  for (const on of KINDS) for (const kind of conditionsFor(on)) assert.ok(conditionWords(fresh(kind)), `${on} ${kind}`);
  assert.equal(conditionWords({ kind: "value", metric: "nps", at_least: 9 }), "NPS, 0 to 10: 9 or more");
  assert.equal(conditionWords({ kind: "value", metric: "nps", at_least: 0, at_most: 0 }), "NPS, 0 to 10: 0 to 0");
  assert.equal(conditionWords({ kind: "waiting", people: 5, minutes: 1 }), "5 people wait or somebody waits for 1 minute");
});

test("desks and targets are called by name, and what is gone by none", () => {
  const book = { targets: [{ id: "t_1", name: "#support" }], agents: [{ id: "a_1", name: "Ana" }] };
  assert.deepEqual(["t_1", "t_2", "desk:a_1", "desk:a_2"].map((to) => targetName(to, book)), ["#support", "", "Desk of Ana", ""]);
});

test("an alert is told in words, and leads to where something can be done", () => {
  const alert = { id: "q", rules: ["R"], kind: "rating", at: 0, metric: "ces", value: 2, contact: { id: "c_x94f2a", name: "" }, conversation: "v_7" };
  assert.deepEqual([happened(alert), whose(alert), placeOf(alert)], ["2 of 7 (was easy)", "Visitor 4F2A", "/desk/#v_7"]);
  assert.equal(happened({ ...alert, gone: "moved" }), "2 of 7 (was easy) (moved since then)");
  assert.equal(placeOf({ ...alert, case: "k_1" }), "/recovery/#case/k_1");
  assert.equal(happened({ ...alert, kind: "line", count: 1, at: 180_000, since: 0 }), "1 customer waits");
  assert.equal(happened({ ...alert, kind: "line", count: 2, at: 180_001, since: 1 }), "2 customers wait, the longest for 3 minutes");
});

test("times of the day and numbers survive what people write", () => {
  assert.deepEqual([clockOf(0), clockOf(1439), minutesOf("21:30", 0), minutesOf("", 7)], ["00:00", "23:59", 1290, 7]);
  assert.deepEqual([within("5", 1, 3, 2), within("", 1, 3, 2), within("1.5", 1, 3, 2)], [3, 2, 2]);
});
