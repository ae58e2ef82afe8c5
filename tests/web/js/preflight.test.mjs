import assert from "node:assert/strict";
import { test } from "node:test";
import { browserName, browserOf } from "../../../bot/web/static/call/preflight/browser.js";
import { otherSide } from "../../../bot/web/static/call/preflight/device-choice.js";
import { remedy } from "../../../bot/web/static/call/preflight/remedies.js";
import { counted, grade, wayFrom } from "../../../bot/web/static/call/preflight/way.js";
import { inChrome, inSafari } from "../../../bot/web/static/call/arriving/other-browser.js";

const AGENTS = {
  chrome: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  android: "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
  telegram: "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Telegram-Android/11.2",
  webview: "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36",
  iphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  iphoneChrome: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
  iphoneView: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  safari: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const named = (agent, more) => browserName(browserOf({ userAgent: agent, ...more }));

test("browsers are named shortly, and apps by their own name", () => {
  assert.equal(named(AGENTS.chrome), "Chrome 156, Linux");
  assert.equal(named(AGENTS.android), "Chrome 156, Android");
  assert.equal(named(AGENTS.iphone), "Safari 18, iPhone");
  assert.equal(named(AGENTS.iphoneChrome), "Chrome 131, iPhone");
  assert.equal(named(AGENTS.firefox), "Firefox 140, Linux");
  assert.equal(named(AGENTS.telegram), "Telegram, Android");
  assert.equal(named(AGENTS.safari, { maxTouchPoints: 5 }), "Safari 18, iPad");
});

test("an app's own view is told from a browser", () => {
  for (const name of ["chrome", "android", "iphone", "iphoneChrome", "safari", "firefox"]) {
    assert.equal(browserOf({ userAgent: AGENTS[name] }).inside, null, name);
  }
  assert.equal(browserOf({ userAgent: AGENTS.webview }).inside, "");
  assert.equal(browserOf({ userAgent: AGENTS.iphoneView }).inside, "");
  assert.equal(browserOf({ userAgent: AGENTS.iphone }, { TelegramWebviewProxy: {} }).inside, "Telegram");
});

test("every browser and cause has a remedy of its own", () => {
  for (const agent of Object.values(AGENTS)) {
    const browser = browserOf({ userAgent: agent });
    for (const device of ["microphone", "camera"]) {
      for (const cause of ["denied", "missing", "busy"]) {
        for (const where of [{}, { framed: true }, { system: true }]) {
          const steps = remedy(device, cause, browser, where);
          assert.ok(steps.length > 0 && steps.every((step) => step && !step.includes("{")), `${agent} ${device} ${cause}`);
        }
      }
    }
  }
  assert.notDeepEqual(remedy("camera", "denied", browserOf({ userAgent: AGENTS.chrome })), remedy("camera", "denied", browserOf({ userAgent: AGENTS.firefox })));
  assert.match(remedy("camera", "denied", browserOf({ userAgent: AGENTS.telegram })).join(), /Open in Chrome/);
});

const report = ({ local = { candidateType: "host", protocol: "udp" }, rtt = 0.024, received = 0, sent = 0, lost = 0 }) => [
  { id: "t", type: "transport", selectedCandidatePairId: "p" },
  { id: "p", type: "candidate-pair", localCandidateId: "l", currentRoundTripTime: rtt },
  { id: "l", type: "local-candidate", ...local },
  { id: "i", type: "inbound-rtp", packetsReceived: received, packetsLost: lost },
  { id: "o", type: "outbound-rtp", packetsSent: sent },
];

test("the way is read off the pair in use", () => {
  assert.equal(counted(report({})).way, "udp");
  assert.equal(counted(report({ local: { candidateType: "relay", protocol: "udp", relayProtocol: "udp" } })).way, "relay");
  assert.equal(counted(report({ local: { candidateType: "relay", protocol: "udp", relayProtocol: "tls" } })).way, "tcp");
  assert.equal(counted([]).way, "none");
});

test("loss is of what went both ways in between", () => {
  const way = wayFrom(counted(report({ received: 100, sent: 100, lost: 50 })), counted(report({ received: 190, sent: 195, lost: 65 })));
  assert.deepEqual(way, { way: "udp", rtt_ms: 24, loss_pct: 7.5 });
  assert.equal(wayFrom(counted(report({})), counted(report({}))).loss_pct, null);
});

test("a way is graded as a call would feel", () => {
  assert.equal(grade({ way: "unasked", rtt_ms: null, loss_pct: null }), null);
  assert.equal(grade({ way: "none", rtt_ms: null, loss_pct: null }), "poor");
  assert.equal(grade({ way: "udp", rtt_ms: 30, loss_pct: 0 }), "good");
  assert.equal(grade({ way: "relay", rtt_ms: 300, loss_pct: 0 }), "fair");
  assert.equal(grade({ way: "udp", rtt_ms: 30, loss_pct: 12 }), "poor");
});

test("a phone's camera turns round to the other side, whichever of many is on", () => {
  const cameras = [{ deviceId: "1", label: "camera2 1, facing front" }, { deviceId: "0", label: "camera2 0, facing back" }, { deviceId: "2", label: "camera2 2, facing back" }];
  assert.equal(otherSide(cameras, { deviceId: "1" }), "0");
  assert.equal(otherSide(cameras, { deviceId: "2", facingMode: "environment" }), "1");
  assert.equal(otherSide(cameras.slice(1), { deviceId: "0", facingMode: "environment" }), null);
});

test("other browsers are led to the very same invitation", () => {
  const address = { href: "https://help.example/call/#abc", host: "help.example", pathname: "/call/", hash: "#abc", protocol: "https:" };
  assert.equal(inChrome(address), "intent://help.example/call/#abc#Intent;scheme=https;package=com.android.chrome;end");
  assert.equal(inSafari(address), "x-safari-https://help.example/call/#abc");
});
