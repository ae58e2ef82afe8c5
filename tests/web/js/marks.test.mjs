import assert from "node:assert/strict";
import { test } from "node:test";
import {
  COLOURS, EMPTY, MARKS_MAX, NUMBER_MAX, POINTS_MAX, SCALE, STILL_BYTES_MAX, among, apply, ended, nextNumber, nextStill, ownColour, read,
  seenOn, sheetOf, told, write,
} from "../../../bot/web/static/call/together/marks.js";
import { paint, shape } from "../../../bot/web/static/call/together/shapes.js";

const ON = "maja/screen";
const arrow = (id, more = {}) => ({ id, on: ON, still: "", tool: "arrow", points: [0, 0, 5000, 5000], number: 0, ...more });
const pen = (id, points = [1, 2], more = {}) => ({ ...arrow(id), tool: "pen", points, ...more });
const number = (id, said, more = {}) => ({ ...arrow(id), tool: "number", points: [10, 20], number: said, ...more });
const draw = (...marks) => ({ type: "draw", marks });
const freeze = (n, more = {}) => ({ type: "freeze", on: ON, number: n, width: 640, height: 480, bytes: 10, ...more });
const after = (...said) => said.reduce((board, [by, message]) => apply(board, by, message), EMPTY);
const ids = (board, on = ON) => seenOn(board, on).map(({ by, mark }) => `${by}${mark.id}`);

test("what is written is read again as it was", () => {
  for (const said of [{ type: "hello" }, { type: "mine", colour: 2 }, draw(arrow(1), pen(2), number(3, 7)), { type: "more", id: 2, points: [3, 4] },
    { type: "undo", id: 1 }, { type: "clear", on: ON, still: "1.ana" }, freeze(1), { type: "thaw", on: ON, still: "1.ana" }]) {
    assert.deepEqual(read(write(said)), said);
  }
});

test("nonsense is nothing, and what goes too far is brought back", () => {
  for (const text of ["", "{", "null", "7", "[]", '{"v":1}', '{"v":2,"type":"hello"}', '{"v":1,"type":"explode"}', new ArrayBuffer(3), undefined]) {
    assert.equal(read(text), null);
  }
  const said = read(JSON.stringify({ v: 1, type: "draw", marks: [
    arrow(-5, { points: [-1, 20_000, "7", null], on: "x".repeat(1000), number: 1e9 }), pen(1, Array(5000).fill(3)), pen(2, [1]),
    arrow(3, { points: [1, 2] }), { tool: "script" }, null, 7, arrow({}, { points: [{}, [], NaN, "9e999"], still: {} }),
  ] }));
  const [one, two, three, ...rest] = said.marks;
  assert.deepEqual(rest, []);
  assert.deepEqual([one.id, one.points, one.on.length, one.number], [0, [0, SCALE, 7, 0], 128, NUMBER_MAX]);
  assert.equal(two.points.length, 2 * POINTS_MAX);
  assert.deepEqual([three.points, three.still], [[0, 0, 0, SCALE], ""]);
  assert.equal(read('{"v":1,"type":"draw","marks":7}').marks.length, 0);
  assert.equal(read('{"v":1,"type":"mine","colour":99}').colour, COLOURS - 1);
  assert.equal(read(`{"v":1,"type":"freeze","number":-3,"bytes":${10 * STILL_BYTES_MAX}}`).bytes, STILL_BYTES_MAX);
});

test("a sheet holds so many marks at most, the newest", () => {
  const board = after(...Array.from({ length: MARKS_MAX + 5 }, (_, id) => ["ana", draw(arrow(id))]));
  assert.equal(sheetOf(board, "ana").marks.length, MARKS_MAX);
  assert.equal(ids(board)[0], "ana5");
});

test("a pen goes on, an arrow is moved, and undo takes one's own away", () => {
  let board = after(["ana", draw(pen(1))], ["ana", { type: "more", id: 1, points: [3, 4] }], ["bor", draw(arrow(1))]);
  assert.deepEqual(seenOn(board, ON)[0].mark.points, [1, 2, 3, 4]);
  board = apply(board, "bor", draw(arrow(1, { points: [1, 1, 2, 2] })));
  assert.deepEqual(seenOn(board, ON)[1].mark.points, [1, 1, 2, 2]);
  board = apply(board, "bor", { type: "more", id: 1, points: [9, 9] });
  assert.equal(seenOn(board, ON)[1].mark.points.length, 4);
  assert.deepEqual(ids(apply(board, "bor", { type: "undo", id: 1 })), ["ana1"]);
  assert.equal(sheetOf(after(["ana", draw(pen(1, Array(2 * POINTS_MAX).fill(1)))], ["ana", { type: "more", id: 1, points: [2, 2] }]), "ana")
    .marks[0].points.length, 2 * POINTS_MAX);
});

test("anyone clears a picture of everybody's marks, and of no other picture's", () => {
  const board = after(["ana", draw(arrow(1), arrow(2, { on: "maja/camera" }))], ["maja", draw(arrow(1))],
    ["maja", { type: "clear", on: ON, still: "" }]);
  assert.deepEqual(ids(board), []);
  assert.deepEqual(ids(board, "maja/camera"), ["ana2"]);
});

test("marks stay on a picture that is frozen, and go with it", () => {
  let board = after(["ana", draw(arrow(1))], ["ana", freeze(1)]);
  assert.deepEqual(board.stills[ON], { key: "1.ana", width: 640, height: 480 });
  board = apply(board, "maja", draw(arrow(1, { still: "1.ana" }), arrow(2)));
  assert.deepEqual(ids(board), ["ana1", "maja1", "maja2"]);  // the last was drawn before the freezing was heard of
  assert.equal(nextStill(board, ON), 2);
  assert.equal(apply(board, "maja", { type: "thaw", on: ON, still: "0.eva" }), board);
  const moving = apply(board, "maja", { type: "thaw", on: ON, still: "1.ana" });
  assert.deepEqual(ids(moving), []);
  assert.equal(moving.stills[ON], undefined);
});

test("of two who freeze at once the same one wins on every page", () => {
  const one = after(["ana", freeze(1)], ["maja", freeze(1)]), other = after(["maja", freeze(1)], ["ana", freeze(1)]);
  assert.deepEqual(one.stills, other.stills);
  assert.equal(after(["ana", freeze(10)], ["maja", freeze(9)]).stills[ON].key, "10.ana");
});

test("what is said anew gives a newcomer the same board", () => {
  const board = after(["ana", { type: "mine", colour: 2 }], ["ana", draw(...Array.from({ length: 40 }, (_, id) => pen(id, Array(600).fill(7777))), number(41, 3))]);
  const messages = told(sheetOf(board, "ana"));
  assert.ok(messages.length > 2 && messages.every((each) => write(each).length < 16 * 1024));
  const stale = after(["ana", draw(arrow(99))]);
  assert.deepEqual(messages.map(write).map(read).reduce((now, said) => apply(now, "ana", said), stale), board);
});

test("who goes takes the drawing along, and so does a picture that ends", () => {
  const board = after(["ana", draw(arrow(1))], ["maja", draw(arrow(1))], ["ana", freeze(1, { on: "maja/camera" })]);
  assert.deepEqual(ids(among(board, ["maja"])), ["maja1"]);
  assert.equal(among(board, ["ana", "maja", "eva"]), board);
  assert.deepEqual(ids(ended(board, ON)), []);
  assert.deepEqual(ended(board, "maja/camera").stills, {});
});

test("numbers go on from the highest that is seen", () => {
  const board = after(["ana", draw(number(1, 1), number(2, 2))], ["maja", draw(number(1, 3), number(2, 9, { on: "maja/camera" }))]);
  assert.equal(nextNumber(board, ON), 4);
  assert.equal(nextNumber(EMPTY, ON), 1);
});

test("nobody has another's colour while there is one to spare", () => {
  const board = after(["ana", { type: "mine", colour: 0 }], ["bor", { type: "mine", colour: 1 }]);
  assert.equal(ownColour(board, "ana", 0), 0);
  assert.equal(ownColour(board, "eva", 0), 2);
  assert.equal(ownColour(board, "eva", 3), 3);
});

test("a name from the prototype is a name like any other", () => {
  const board = apply(EMPTY, "toString", draw(arrow(1)));
  assert.deepEqual(ids(board), ["toString1"]);
  assert.deepEqual(sheetOf(EMPTY, "constructor").marks, []);
});

test("a shape lies where its mark does, whatever the size of the picture", () => {
  const mark = arrow(1, { points: [0, 0, 5000, 2500] });
  assert.match(shape(mark, 1000, 400).path, /^M0 0L500 100M/);
  assert.match(shape(mark, 100, 40).path, /^M0 0L50 10M/);
  assert.match(shape(mark, 1000, 400, true).path, /^M1000 0L500 100M/);
  assert.deepEqual(shape(number(1, 12), 1000, 500).disc, { x: 1, y: 1, radius: shape(mark, 1000, 500).line * 4.5, text: "12" });
  assert.match(shape(pen(1, [0, 0]), 100, 100).path, /^M0 0l/);
  assert.match(shape(pen(1, [0, 0, 5000, 5000, 10000, 0]), 100, 100).path, /^M0 0Q50 50 75 25L100 0$/);
});

test("a number stands in the middle of its disc in a picture too", () => {
  const context = { fill() {}, stroke() {}, fillText: (...said) => { context.said = said; } };
  globalThis.Path2D = class { arc() {} };
  paint(context, [{ colour: 0, mark: number(1, 7, { points: [SCALE / 2, SCALE / 4] }) }], 640, 480);
  delete globalThis.Path2D;
  assert.deepEqual(context.said, ["7", 320, 120]);
  assert.deepEqual([context.textAlign, context.textBaseline], ["center", "middle"]);  // a canvas ignores what it does not know
});
