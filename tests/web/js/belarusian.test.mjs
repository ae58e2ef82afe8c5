import assert from "node:assert/strict";
import { test } from "node:test";

import { BELARUSIAN } from "../../../bot/web/static/shared/belarusian.js";

// Node has the whole of CLDR, so it knows what a browser without Belarusian should have written.

/** Which kind of space stands between is the Russian habit. */
const plain = (words) => words.replace(/\s/g, " ");

test("dates read as CLDR's, in every month and on every weekday", () => {
  const styles = [{ dateStyle: "medium", timeStyle: "short" }, { dateStyle: "medium" }, { timeStyle: "short" },
    { day: "numeric", month: "short" }, { weekday: "long", day: "numeric", month: "long" }];
  for (let month = 0; month < 12; month++) {
    const at = Date.UTC(2026, month, 3 + month, 15, 4);
    for (const style of styles) {
      assert.equal(plain(BELARUSIAN.date(at, style)), plain(new Intl.DateTimeFormat("be", style).format(at)));
    }
  }
});

test("numbers read as CLDR's", () => {
  assert.equal(BELARUSIAN.number(1234567.8), new Intl.NumberFormat("be").format(1234567.8));
  assert.equal(BELARUSIAN.number(0.955, { style: "percent" }), new Intl.NumberFormat("be", { style: "percent" }).format(0.955));
});

test("lengths of time read as CLDR's", () => {
  const format = new Intl.RelativeTimeFormat("be", { numeric: "always", style: "short" });
  for (const unit of ["minute", "hour", "day"]) {
    for (const n of [1, 2, 5, 11, 21]) assert.equal(BELARUSIAN.ago(n, unit), format.format(-n, unit));
  }
});
