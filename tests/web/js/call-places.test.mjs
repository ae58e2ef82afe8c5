import assert from "node:assert/strict";
import { test } from "node:test";

import { arrange, pictures, screensAfter, sends } from "../../../bot/web/static/call/stage/places.js";

const OFF = { audio: false, camera: false, screen: false };
const person = (id, sharing = {}, more = {}) => ({ id, role: "agent", name: id.toUpperCase(), connected: true, streams: null,
  sharing: { ...OFF, audio: true, ...sharing }, ...more });
const keys = (shown) => shown.map(({ key }) => key);
const wish = { chosen: null, screens: [], ownHidden: false };
const arranged = (shown, more = {}) => {
  const { stage, tiles } = arrange(shown, { ...wish, screens: screensAfter([], shown), ...more });
  return { stage: keys(stage), tiles: keys(tiles) };
};

test("everybody has a picture, on or off, and oneself only what one shows", () => {
  const shown = pictures("me", { ...OFF, audio: true }, [person("a", { screen: true }), person("s", {}, { role: "supervisor" })], "Ana");
  assert.deepEqual(keys(shown), ["a/screen", "a/camera"]);
  assert.deepEqual(keys(pictures("me", { audio: true, camera: true, screen: true }, [], "Ana")), ["me/screen", "me/camera"]);
});

test("whoever has no name yet is called as the one who is met", () => {
  assert.equal(pictures("me", OFF, [person("a", {}, { name: "" })], "Ana")[0].name, "Ana");
});

test("two people: the other has the stage, oneself is a tile", () => {
  const shown = pictures("me", { ...OFF, camera: true }, [person("a", { camera: true })], "");
  assert.deepEqual(arranged(shown), { stage: ["a/camera"], tiles: ["me/camera"] });
  assert.deepEqual(arranged(shown, { ownHidden: true }), { stage: ["a/camera"], tiles: [] });
});

test("nobody there yet: the stage is empty, oneself waits in the corner", () => {
  assert.deepEqual(arranged(pictures("me", { ...OFF, camera: true }, [], "Ana")), { stage: [], tiles: ["me/camera"] });
});

test("more people stand side by side, until one of them shows a screen", () => {
  const people = [person("a"), person("b"), person("c")];
  assert.deepEqual(arranged(pictures("me", OFF, people, "")).stage, ["a/camera", "b/camera", "c/camera"]);
  const sharing = [person("a"), person("b", { screen: true }), person("c")];
  assert.deepEqual(arranged(pictures("me", { ...OFF, camera: true }, sharing, "")),
    { stage: ["b/screen"], tiles: ["a/camera", "b/camera", "c/camera", "me/camera"] });
});

test("both share: the other's screen has the stage, and either may be chosen", () => {
  const shown = pictures("me", { ...OFF, camera: true, screen: true }, [person("a", { screen: true })], "");
  assert.deepEqual(arranged(shown), { stage: ["a/screen"], tiles: ["a/camera", "me/screen", "me/camera"] });
  assert.deepEqual(arranged(shown, { chosen: "me/screen" }), { stage: ["me/screen"], tiles: ["a/screen", "a/camera", "me/camera"] });
});

test("what was chosen and is gone is given up", () => {
  assert.deepEqual(arranged(pictures("me", OFF, [person("a")], ""), { chosen: "b/screen" }).stage, ["a/camera"]);
});

test("the newest screen has the stage, and the older one when it ends", () => {
  const both = pictures("me", OFF, [person("a", { screen: true }), person("b", { screen: true })], "");
  const one = pictures("me", OFF, [person("a"), person("b", { screen: true })], "");
  const screens = screensAfter(screensAfter([], one), both);
  assert.deepEqual(screens, ["b/screen", "a/screen"]);
  assert.deepEqual(arranged(both, { screens }).stage, ["a/screen"]);
  assert.deepEqual(screensAfter(screens, one), ["b/screen"]);
});

test("only a supervisor sends nothing", () => {
  assert.deepEqual(["customer", "agent", "supervisor"].map((role) => sends({ role })), [true, true, false]);
});
