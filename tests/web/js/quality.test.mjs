import assert from "node:assert/strict";
import { test } from "node:test";

import { count, judge } from "../../../bot/web/static/call/room/quality.js";

const report = ({ received = 0, lost = 0, sent = 0, theirs = 0, rtt = 0.02, limited = "none", height = 360 }) => [
  { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
  { type: "candidate-pair", nominated: true, currentRoundTripTime: rtt },
  { type: "inbound-rtp", packetsReceived: received, packetsLost: lost },
  { type: "media-source", id: "camera", height: 720 },
  { type: "outbound-rtp", packetsSent: sent, qualityLimitationReason: limited, mediaSourceId: "camera", frameHeight: height },
  { type: "remote-inbound-rtp", packetsLost: theirs },
  { type: "codec" },
];
const after = (more) => judge(count(report({ received: 1000, sent: 1000, lost: 40 })), count(report({ received: 2000, sent: 2000, lost: 40, ...more })));

test("counts both directions and the pair in use", () => {
  assert.deepEqual(count(report({ received: 10, lost: 1, sent: 20, theirs: 2, limited: "bandwidth" })),
    { rtt_ms: 20, sent: 20, received: 10, lost: 3, limited: true });
});

test("losses of long ago do not count", () => assert.equal(after({}), "good"));
test("some loss, a long way or a reduced picture is slow", () => {
  assert.equal(after({ lost: 40 + 100 }), "slow");
  assert.equal(after({ rtt: 0.35 }), "slow");
  const limited = (received, height) => count(report({ received, sent: received, limited: "bandwidth", height }));
  assert.equal(judge(limited(1000), limited(2000)), "slow");
  assert.equal(judge(limited(1000, 540), limited(2000, 540)), "good", "hardly smaller than what is captured");
  assert.equal(after({ limited: "bandwidth" }), "good", "a picture that is only starting to grow");
  assert.equal(after({ limited: "cpu" }), "good");
});
test("much loss or a very long way is poor", () => {
  assert.equal(after({ theirs: 400 }), "poor");
  assert.equal(after({ rtt: 0.7 }), "poor");
});
test("a call in which nothing flows yet is not called bad", () => {
  const none = count(report({ rtt: 0 }));
  assert.equal(judge(none, none), "good");
});
