import assert from "node:assert/strict";
import { test } from "node:test";

import { added } from "../../../bot/web/static/call/room/devices.js";
import { causeOf, measure } from "../../../bot/web/static/call/room/flows.js";
import { levelOf, loudAfter } from "../../../bot/web/static/call/room/speaking.js";

const lines = { up: new Map([["0", "audio"], ["1", "camera"]]), down: new Map([["1", { participant: "a", kind: "camera" }]]) };
const report = ({ at = 0, up = 0, down = 0, sent = 0, received = 0, lost_up = 0, lost_down = 0, type = "host", relayProtocol } = {}) => [
  { type: "transport", id: "T", timestamp: at, selectedCandidatePairId: "P2" },
  { type: "candidate-pair", id: "P1", timestamp: at, nominated: true, currentRoundTripTime: 9, localCandidateId: "L1" },
  { type: "candidate-pair", id: "P2", timestamp: at, nominated: true, currentRoundTripTime: 0.04, localCandidateId: "L2" },
  { type: "local-candidate", id: "L2", candidateType: type, protocol: "udp", relayProtocol },
  { type: "outbound-rtp", id: "O1", mid: "1", bytesSent: up, packetsSent: sent, frameWidth: 1280, frameHeight: 720, framesPerSecond: 24 },
  { type: "outbound-rtp", id: "O2", mid: "2", bytesSent: 0 },
  { type: "inbound-rtp", id: "I1", mid: "1", bytesReceived: down, packetsReceived: received, packetsLost: lost_down, frameWidth: 640, frameHeight: 360 },
  { type: "remote-inbound-rtp", packetsLost: lost_up },
];
const after = (more, first = {}) => measure(report({ at: 2000, ...more }), lines, measure(report(first), lines, null).mark).measured;

test("the first look measures nothing", () => assert.equal(measure(report(), lines, null).measured, null));

test("rates are of the time between two looks, each under whose it is", () => {
  const { flows } = after({ up: 250_000 + 1000, down: 50_000 }, { up: 1000 });
  assert.deepEqual(flows, [
    { participant: null, kind: "camera", width: 1280, height: 720, fps: 24, bps: 1_000_000 },
    { participant: "a", kind: "camera", width: 640, height: 360, fps: 0, bps: 200_000 },
  ]);
});

test("what does not flow is not told, and a connection that began anew counts from there", () => {
  assert.deepEqual(after({ up: 0 }, { up: 5000 }).flows, []);
});

test("losses are shares of what was sent since", () => {
  const measured = after({ sent: 290, lost_up: 15, received: 95, lost_down: 5 }, { sent: 100, lost_up: 5 });
  assert.equal(measured.lost_up_pct, 5);
  assert.equal(measured.lost_down_pct, 5);
  assert.equal(after({ lost_down: 0 }, { lost_down: 3 }).lost_down_pct, 0, "a repaired packet is taken back");
});

test("the way is that of the pair in use", () => {
  assert.deepEqual([after({}).rtt_ms, after({}).relayed, after({}).protocol], [40, false, "udp"]);
  const relayed = after({ type: "relay", relayProtocol: "tls" });
  assert.deepEqual([relayed.relayed, relayed.protocol], [true, "tcp"]);
});

test("the server's word on what is slow goes before what this page counts", () => {
  const good = { mending: false, reduced: false, limits: null, measured: after({}) };
  const lossy = { ...good.measured, lost_up_pct: 9, lost_down_pct: 0 };
  assert.equal(causeOf(good), "good");
  assert.equal(causeOf({ ...good, measured: null }), "good");
  assert.equal(causeOf({ ...good, reduced: true }), "own_up", "never well here and slow in the head");
  assert.equal(causeOf({ ...good, measured: lossy }), "own_up");
  assert.equal(causeOf({ ...good, measured: { ...lossy, lost_down_pct: 9 } }), "own_down");
  assert.equal(causeOf({ ...good, measured: { ...good.measured, rtt_ms: 500 } }), "far");
  for (const [because, cause] of [["sender", "own_up"], ["receiver", "theirs"], ["busy", "busy"], ["", "own_up"]]) {
    assert.equal(causeOf({ ...good, measured: lossy, limits: { because, without: [] } }), cause);
  }
  assert.equal(causeOf({ ...good, limits: { because: "receiver", without: ["a"] } }), "own_down");
  assert.equal(causeOf({ ...good, mending: true, limits: { because: "busy" } }), "mending");
});

test("who speaks stays marked over the gaps between words, and not for long", () => {
  const levels = (a, b) => new Map([["a", a], ["b", b]]);
  const first = loudAfter(new Map(), levels(0.3, 0.001), 0);
  assert.deepEqual([...first.keys()], ["a"]);
  const gap = loudAfter(first, levels(0, 0.2), 500);
  assert.deepEqual([...gap.keys()], ["a", "b"]);
  assert.deepEqual([...loudAfter(gap, levels(0, 0), 900).keys()], ["b"]);
  assert.deepEqual([...loudAfter(gap, new Map([["a", 0]]), 600).keys()], ["a"], "who left speaks no more");
});

test("a voice's level is told by what is captured or heard, not by what is reported from afar", () => {
  assert.equal(levelOf([{ type: "inbound-rtp", audioLevel: 0.4 }, { type: "remote-inbound-rtp", audioLevel: 0.9 }]), 0.4);
  assert.equal(levelOf([{ type: "media-source", audioLevel: 0.1 }]), 0.1);
  assert.equal(levelOf([]), 0);
});

test("a device is new when it was not there at the look before, by itself and not as the system's choice", () => {
  const device = (deviceId, label = deviceId) => ({ deviceId, label });
  const before = [device("default"), device("desk")];
  assert.equal(added(before, [...before, device("headset")])?.deviceId, "headset");
  assert.equal(added(before, before), null);
  assert.equal(added([], before), null, "the first look");
  assert.equal(added([device("x", "")], before), null, "their names were not known");
  assert.equal(added([device("desk")], [device("desk"), device("default")]), null);
});
