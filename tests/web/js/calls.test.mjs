import assert from "node:assert/strict";
import { test } from "node:test";
import { happened } from "../../../bot/web/static/call/arriving/card.js";
import { standing } from "../../../bot/web/static/call/ringing.js";
import { presentIn, stateWords } from "../../../bot/web/static/desk/call-words.js";
import { findings, standsOut } from "../../../bot/web/static/desk/check.js";
import { Rings } from "../../../bot/web/static/desk/rings.js";
import { signal } from "../../../bot/web/static/vendor/signals-core.js";

const ANA = { id: "a_1", name: "Ana" };
const call = (more) => ({ kind: "call", room: "r_1", state: "running", by: ANA, expires_at: 0, ...more });
const moment = (what, role, person, name) => ({ what, role, person, name, at: 0 });

test("how it stands with a call that was asked for", () => {
  assert.equal(standing(null, null, null), "asking");
  assert.equal(standing("r_1", null, null), "ringing");
  assert.equal(standing("r_1", null, call({ state: "ringing" })), "ringing");
  assert.equal(standing("r_1", null, call({ state: "offered", asked: true })), "accepted");
  assert.equal(standing("r_1", null, call({ state: "missed", reason: "nobody_free" })), "nobody");
  assert.equal(standing("r_1", null, call({ state: "missed", reason: "cancelled" })), "over");
  assert.equal(standing("r_1", { code: "unavailable" }, null), "nobody");
});

test("who of the house is in a call follows what happened in it", () => {
  const moments = [moment("joined", "agent", "a_1", "Ana"), moment("joined", "customer"), moment("joined", "supervisor", "a_2", "Bor"),
    moment("joined", "agent", "a_3", "Eva"), moment("left", "agent", "a_3", "Eva"), moment("left", "customer")];
  assert.deepEqual(presentIn(call({ moments })).map(({ person, role }) => [person, role]), [["a_1", "agent"], ["a_2", "supervisor"]]);
  assert.deepEqual(presentIn(call({})), []);
  const unseen = (what, room = "r_1") => ({ room, what, by: { id: "a_9", name: "Iva" }, at: 0 });
  assert.deepEqual(presentIn(call({}), [unseen("joined")]), [{ person: "a_9", name: "Iva", role: "supervisor" }]);
  assert.deepEqual(presentIn(call({}), [unseen("joined"), unseen("left"), unseen("joined", "r_2")]), []);
});

test("what happened stands in one line for the customer", () => {
  const ended = call({ state: "ended", started_at: 1_000, ended_at: 61_000, recorded: true,
    moments: [moment("joined", "agent", "a_3", "Eva"), moment("shared", "customer")] });
  assert.equal(happened(ended), "Length 1:00 · also there: Eva · a screen was shared · recorded");
  assert.equal(happened(call({ state: "ended", ended_at: 61_000 })), "Nobody was reached");
});

test("every state has words for the agent", () => {
  const contact = { id: "c_1", name: "Maja", language: "sl" };
  for (const state of ["offered", "ringing", "running", "declined", "missed", "ended"]) {
    for (const asked of [true, false]) assert.match(stateWords(call({ state, asked, by: asked ? undefined : ANA }), contact), /\w/);
  }
  assert.equal(stateWords(call({ state: "missed", asked: true, reason: "cancelled" }), contact), "Maja gave up");
  const offered = (...moments) => stateWords(call({ state: "offered", moments }), contact);
  const [came, went] = [moment("joined", "customer"), moment("left", "customer")];
  assert.deepEqual([offered(came), offered(came, went), offered(moment("joined", "agent", "a_1", "Ana"))],
    ["Maja is in the call and waits", "offered, Maja has not joined yet", "offered, Maja has not joined yet"]);
});

test("a check tells what fails, and what nobody knows yet", () => {
  const tones = (check) => findings(check).map(({ tone }) => tone);
  assert.deepEqual(tones({ at: 0 }), ["open", "open", "open", "open", "bad"]);
  assert.deepEqual(tones({ at: 0, microphone: "granted", camera: "denied", speaker: "heard", way: "udp", rtt_ms: 20, screen: true }),
    ["good", "bad", "good", "good", "good"]);
  assert.equal(findings({ at: 0, way: "relay", rtt_ms: 80, loss_pct: 2.5, relay: "works" })[3].words, "Connection through a relay, 80 ms, 2.5% lost");
});

test("a card tells what was not tried before it tells that everything works", () => {
  const words = (check) => standsOut({ at: 0, screen: true, ...check }).map(({ words }) => words);
  const tried = { microphone: "granted", speaker: "heard", way: "udp" };
  assert.deepEqual(words(tried), ["Everything works"]);
  assert.deepEqual(words({ microphone: "granted" }), ["Loudspeaker not tried", "Connection not tried"]);
  assert.deepEqual(words({}), ["Still answering the questions"]);
  assert.deepEqual(words({ ...tried, camera: "denied", speaker: "unasked" }), ["Camera blocked", "Loudspeaker not tried"]);
});

function desk() {
  let hear = () => {};
  const timers = [];
  const status = signal({ state: "online" });
  const rings = new Rings({ status, skew: 0, on: (_, listener) => { hear = listener; } }, (ms, run) => timers.push(run));
  return { rings, status, timers, hear: (frame) => hear({ contact: { id: "c_1" }, conversation: "v_1", expires_at: Date.now() + 50, ...frame }), rooms: () => rings.shown.value.map(({ room }) => room) };
}

test("rings come, change, go and are declined here alone", () => {
  const { rings, status, hear, rooms } = desk();
  hear({ room: "r_2", expires_at: Date.now() + 9_000 });
  hear({ room: "r_1", expires_at: Date.now() + 8_000 });
  assert.deepEqual(rooms(), ["r_1", "r_2"]);
  hear({ room: "r_1", expires_at: Date.now() + 8_000, check: { at: 1 } });
  assert.equal(rings.shown.value[0].check.at, 1);
  rings.decline("r_1");
  assert.deepEqual(rooms(), ["r_2"]);
  hear({ room: "r_1", expires_at: Date.now() + 8_000 });
  assert.deepEqual(rooms(), ["r_2"], "told again, it stays declined");
  hear({ room: "r_2", over: true });
  assert.deepEqual(rooms(), []);
  hear({ room: "r_3", expires_at: Date.now() + 8_000 });
  status.value = { state: "waiting", until: 0 };
  assert.deepEqual(rooms(), [], "without a connection nothing is known to ring");
});

test("a ring is over when its time is, but not by the clock of what was told before", () => {
  const { timers, hear, rooms } = desk();
  hear({ room: "r_1" });
  hear({ room: "r_1", check: { at: 1 } });
  timers[0]();
  assert.deepEqual(rooms(), ["r_1"]);
  timers[1]();
  assert.deepEqual(rooms(), []);
});
