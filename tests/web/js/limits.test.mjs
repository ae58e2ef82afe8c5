// What a page's encoders do with what the server allows, on senders that behave as browsers' do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENCODINGS, Encoders } from "../../../bot/web/static/call/room/limits.js";

const CODECS = [
  { mimeType: "video/VP8", clockRate: 90_000, payloadType: 96 },
  { mimeType: "video/AV1", clockRate: 90_000, payloadType: 45, sdpFmtpLine: "profile=0" },
];

class Sender {
  constructor(kind, codecs = CODECS) {
    this.parameters = { encodings: [{ ...ENCODINGS[kind] }], codecs };
    this.changes = 0;
    this.changing = false;
  }

  getParameters() {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters) {
    if (this.changing) throw new DOMException("", "InvalidStateError");
    this.changing = true;
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.changing = false;
    this.parameters = parameters;
    this.changes += 1;
  }
}

function senders() {
  return new Map(["audio", "camera", "screen"].map((kind) => [kind, new Sender(kind)]));
}

function allowed(camera_bps, codec = "av1") {
  return {
    camera: { active: camera_bps > 0, max_bps: camera_bps }, screen: { active: true, max_bps: 400_000, max_fps: 8, codec },
    audio: { redundant: false }, because: "", without: [],
  };
}

test("each encoder gets its limit, and the screen its codec and rate of pictures", async () => {
  const all = senders();
  await new Encoders(all).apply(allowed(150_000));
  assert.deepEqual(all.get("camera").parameters.encodings[0], { ...ENCODINGS.camera, active: true, maxBitrate: 150_000 });
  const { codec, ...screen } = all.get("screen").parameters.encodings[0];
  assert.deepEqual(screen, { ...ENCODINGS.screen, active: true, maxBitrate: 400_000, maxFramerate: 8 });
  assert.deepEqual(codec, { mimeType: "video/AV1", clockRate: 90_000, sdpFmtpLine: "profile=0" });
  assert.equal(all.get("audio").changes, 0);
});

test("a camera that has to give way is turned off and keeps what it had", async () => {
  const all = senders();
  await new Encoders(all).apply(allowed(0));
  assert.deepEqual(all.get("camera").parameters.encodings[0], { ...ENCODINGS.camera, active: false });
});

test("of many limits at once the newest is what stays, and none is refused", async () => {
  const all = senders();
  const encoders = new Encoders(all);
  await Promise.all([encoders.settle(), ...[100, 200, 300, 400, 500].map((kbps) => encoders.apply(allowed(kbps * 1000)))]);
  assert.equal(all.get("camera").parameters.encodings[0].maxBitrate, 500_000);
  assert.equal(all.get("camera").parameters.degradationPreference, "balanced");
  assert.equal(all.get("screen").parameters.degradationPreference, "maintain-resolution");
  assert.equal(all.get("camera").changes, 2);
});

test("what is so already is left alone", async () => {
  const all = senders();
  const encoders = new Encoders(all);
  await encoders.apply(allowed(300_000));
  await encoders.apply(allowed(300_000));
  assert.equal(all.get("camera").changes, 1);
});

test("a browser without the codec, or that refuses, goes on with what it has", async () => {
  const all = senders();
  all.set("screen", new Sender("screen", [CODECS[0]]));
  all.get("camera").setParameters = async () => { throw new DOMException("", "InvalidModificationError"); };
  await new Encoders(all).apply(allowed(300_000));
  assert.equal(all.get("screen").parameters.encodings[0].codec, undefined);
  assert.equal(all.get("screen").parameters.encodings[0].maxBitrate, 400_000);
});

test("a codec that somebody cannot decode any more is left at once", async () => {
  const all = senders();
  const encoders = new Encoders(all);
  await encoders.apply(allowed(300_000));
  await encoders.apply(allowed(300_000, "vp8"));
  assert.equal(all.get("screen").parameters.encodings[0].codec.mimeType, "video/VP8");
});
