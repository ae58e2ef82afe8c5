import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { signed } from "../../../bot/web/static/call/beside.js";
import { changed, ratioChanged } from "../../../bot/web/static/call/together/changed.js";
import { GONE_AFTER_MS, Pointers, readPointer } from "../../../bot/web/static/call/together/pointers.js";
import { Arriving, fitted } from "../../../bot/web/static/call/together/still.js";

const point = (more = {}) => JSON.stringify({ v: 1, on: "maja/screen", x: 1, y: 2, colour: 0, ...more });

test("who sent something stands before it", () => {
  assert.deepEqual(signed('ana\n{"x":1}\n'), ["ana", '{"x":1}\n']);
  assert.equal(signed("nobody"), null);
  assert.equal(signed("\nempty"), null);
  assert.equal(signed(`${"x".repeat(100)}\nlate`), null);
  const [by, data] = signed(new TextEncoder().encode("ana\n\n\u0001").buffer);
  assert.deepEqual([by, [...new Uint8Array(data)]], ["ana", [10, 1]]);
});

test("a pointer is within the picture, or nowhere", () => {
  assert.deepEqual(readPointer("ana", point({ x: -7, y: 1e9, colour: 77 })), { by: "ana", on: "maja/screen", x: 0, y: 10_000, colour: 3 });
  assert.deepEqual(readPointer("ana", point({ x: "nonsense", y: null })), { by: "ana", on: "maja/screen", x: 0, y: 0, colour: 0 });
  for (const data of ["", "{", "null", '{"v":1}', '{"v":2,"on":"x"}', '{"v":1,"on":7}']) assert.equal(readPointer("ana", data), null);
});

test("a pointer goes two seconds after it has stopped, or at once when it leaves", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const pointers = new Pointers();
  assert.equal(pointers.heard("ana", point()), true);
  assert.equal(pointers.heard("ana", point({ x: 5 })), false);
  assert.equal(pointers.seen.value.get("ana").x, 5);
  mock.timers.tick(GONE_AFTER_MS - 1);
  assert.equal(pointers.seen.value.size, 1);
  mock.timers.tick(1);
  assert.equal(pointers.seen.value.size, 0);
  pointers.heard("ana", point());
  pointers.heard("ana", '{"v":1}');
  assert.equal(pointers.seen.value.size, 0);
  mock.timers.reset();
});

test("pointing is told thirty times a second at most, and where it ends", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const pointers = new Pointers(), sent = [];
  const send = (data) => sent.push(JSON.parse(data).x ?? "away");
  for (const x of [1, 2, 3]) pointers.send("maja/screen", x, 0, 0, send);
  assert.deepEqual(sent, [1]);
  mock.timers.tick(33);
  assert.deepEqual(sent, [1, 3]);
  mock.timers.tick(100);
  pointers.sendAway(send);
  pointers.sendAway(send);
  assert.deepEqual(sent, [1, 3, "away"]);
  mock.timers.reset();
});

/** A small picture, all of one grey but for a rectangle. */
function grey(level, box = null) {
  const width = 96, height = 54, data = new Uint8Array(4 * width * height).fill(level);
  for (let y = box?.top ?? 1; box && y < box.bottom; y += 1) for (let x = box.left; x < box.right; x += 1) data.fill(255 - level, 4 * (y * width + x), 4 * (y * width + x) + 4);
  return { data, width, height };
}

test("a mark outlives what moves elsewhere, and not the page that it is drawn on", () => {
  const mark = [1000, 1000, 3000, 3000];  // around cells 6 to 31 by 2 to 19
  assert.equal(changed(grey(240), grey(240), mark), false);
  assert.equal(changed(grey(240), grey(250), mark), false);  // as a codec sees it
  assert.equal(changed(grey(240), grey(240, { left: 40, right: 90, top: 0, bottom: 54 }), mark), false);  // a film in another corner
  assert.equal(changed(grey(240), grey(240, { left: 10, right: 20, top: 8, bottom: 12 }), mark), false);  // words typed into a field
  assert.equal(changed(grey(240), grey(240, { left: 0, right: 96, top: 0, bottom: 54 }), mark), true);
  assert.equal(changed(grey(240), grey(10), [9999, 9999]), true);
});

test("the same window at another resolution has the same shape", () => {
  assert.equal(ratioChanged(1920 / 1080, 1280 / 720), false);
  assert.equal(ratioChanged(1920 / 1080, 960 / 542), false);
  assert.equal(ratioChanged(1920 / 1080, 1080 / 1920), true);
});

test("a picture is whole once as much is there as was said, and never more", () => {
  const said = { type: "freeze", on: "maja/screen", number: 1, width: 4, height: 3, bytes: 5 };
  const one = new Arriving(said);
  assert.equal(one.take(new ArrayBuffer(3)), null);
  assert.equal(one.take(new ArrayBuffer(2)).size, 5);
  const other = new Arriving(said);
  assert.equal(other.take(new ArrayBuffer(6)), null);
  assert.equal(other.broken, true);
});

test("a large picture is made smaller in its shape", () => {
  assert.deepEqual(fitted(4000, 3000, 2000), { width: 2000, height: 1500 });
  assert.deepEqual(fitted(640, 480, 2000), { width: 640, height: 480 });
  assert.deepEqual(fitted(1, 5000, 100), { width: 1, height: 100 });
});
