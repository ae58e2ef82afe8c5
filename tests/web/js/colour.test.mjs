import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast, legible, parse, wordsOn } from "../../../bot/web/static/shared/colour.js";

const WHITE = [255, 255, 255], DARK = [36, 38, 44];

test("reads the two ways of writing a colour, and nothing else", () => {
  assert.deepEqual(parse("#0a7d55"), [10, 125, 85]);
  assert.deepEqual(parse("#FA0"), [255, 170, 0]);
  for (const wrong of ["", "red", "#12", "#12345g", "rgb(0,0,0)", "url(x)"]) assert.equal(parse(wrong), null);
});

test("contrast is WCAG's", () => {
  assert.equal(contrast(WHITE, [0, 0, 0]), 21);
  assert.equal(contrast([119, 119, 119], WHITE).toFixed(2), "4.48");
});

test("whatever colour a site chooses, words on it and made of it can be read", () => {
  for (let r = 0; r < 256; r += 51) for (let g = 0; g < 256; g += 51) for (let b = 0; b < 256; b += 51) {
    const colour = [r, g, b];
    assert.ok(contrast(wordsOn(colour), colour) >= 4.3, `words on ${colour}`);
    for (const ground of [WHITE, DARK]) assert.ok(contrast(legible(colour, ground), ground) >= 4.5, `${colour} on ${ground}`);
  }
  assert.deepEqual(legible([10, 90, 60], WHITE), [10, 90, 60]);
});
