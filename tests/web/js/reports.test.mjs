import assert from "node:assert/strict";
import { test } from "node:test";
import { isAhead, titleOf } from "../../../bot/web/static/contact/moment.js";
import { barsOf, moodOf } from "../../../bot/web/static/figures/bars.js";
import { alone, ticksOf } from "../../../bot/web/static/figures/chart.js";
import { groupName } from "../../../bot/web/static/figures/names.js";
import { PRESETS, boundsOf, isDay, periodOf, presetOf } from "../../../bot/web/static/figures/period.js";
import { DIMENSIONS, cut, filterOf, narrowedBy, otherOf, pathOf, queryOf, searchOf, widened } from "../../../bot/web/static/figures/query.js";
import { riskWords } from "../../../bot/web/static/reports/risk-words.js";
import { hashOf, viewOf } from "../../../bot/web/static/reports/route.js";
import { differenceWords, intervalWords, lengthWords, rangeOf, valueWords } from "../../../bot/web/static/rooms/units.js";
import { dayAt, moved, startOf } from "../../../bot/web/static/figures/zone.js";
import { isZone } from "../../../bot/web/static/rooms/clocks.js";

const TODAY = "2026-03-31";
const HOUR = 3_600_000;
const usual = queryOf("", TODAY);

test("where a rating came from is no call where there was none, and a conversation's channel stays its own", () => {
  assert.deepEqual(["link", "kiosk", "telegram"].map((key) => groupName("channel", key)), ["By link", "Kiosk", "Telegram"]);
  assert.equal(groupName("handler", "journey"), "No conversation");
  assert.equal(titleOf({ kind: "conversation", at: 0, channel: "link" }), "Conversation, Call by link");
});

test("a call to come is not now", () => {
  assert.deepEqual([9, 11].map((at) => isAhead({ kind: "booking", at }, 10)), [false, true]);
  assert.equal(isAhead({ kind: "asking", at: 11 }, 10), false);
});

test("presets hold whole days up to today", () => {
  assert.deepEqual(periodOf("today", TODAY), { from: TODAY, to: TODAY });
  assert.deepEqual(periodOf("7d", TODAY), { from: "2026-03-25", to: TODAY });
  assert.deepEqual(periodOf("last_month", TODAY), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(periodOf("month", TODAY), { from: "2026-03-01", to: TODAY });
  assert.deepEqual(periodOf("last_month", "2026-01-05"), { from: "2025-12-01", to: "2025-12-31" });
});

test("a day begins by the clock of its zone, also where clocks are changed", () => {
  assert.equal(startOf("2026-03-29", "UTC"), Date.UTC(2026, 2, 29));
  assert.equal(startOf("2026-03-29", "Europe/Ljubljana"), Date.UTC(2026, 2, 28, 23));
  assert.equal(startOf("2026-03-30", "Europe/Ljubljana"), Date.UTC(2026, 2, 29, 22));
  assert.equal(startOf("2026-01-15", "Asia/Jakarta"), Date.UTC(2026, 0, 14, 17));
  assert.equal(startOf("2026-01-15", "America/New_York"), Date.UTC(2026, 0, 15, 5));
  assert.equal(startOf("2018-11-04", "America/Sao_Paulo"), Date.UTC(2018, 10, 4, 3), "midnight was skipped: it began at one");
  const { from, to } = boundsOf({ from: "2026-10-25", to: "2026-10-25" }, "Europe/Ljubljana");
  assert.equal(to - from, 25 * HOUR);
});

test("a moment is on one day only, which is the one between its bounds", () => {
  for (const zone of ["UTC", "Europe/Minsk", "Asia/Makassar", "America/Los_Angeles", "Australia/Lord_Howe"]) {
    for (let at = Date.UTC(2026, 0, 1, 0, 7); at < Date.UTC(2027, 0, 1); at += 31 * HOUR) {
      const day = dayAt(at, zone);
      assert.ok(startOf(day, zone) <= at && at < startOf(moved(day, 1), zone), `${day} ${zone}`);
    }
  }
  assert.ok(isZone("Europe/Ljubljana") && !isZone("Middle/Earth") && !isZone(null) && !isZone(""));
});

test("the address gives back what it was made of", () => {
  for (const period of PRESETS) {
    const query = { ...usual, ...periodOf(period, TODAY), period, channel: "telegram", language: "sl", agent: "a_1", topic: "-", other: "agent=a_2" };
    assert.deepEqual(queryOf(searchOf(query), TODAY), query);
  }
  const own = { ...usual, period: "own", from: "2026-01-03", to: "2026-01-09" };
  assert.deepEqual(queryOf(searchOf(own), TODAY), own);
});

test("nonsense in the address is the default", () => {
  assert.equal(usual.period, "30d");
  for (const search of ["?period=never", "?from=2026-02-31&to=2026-03-01", "?from=2026-03-02&to=2026-03-01", "?from=&to="]) {
    assert.deepEqual(queryOf(search, TODAY), usual, search);
  }
  assert.equal(searchOf(usual), "");
  assert.equal(viewOf("#nothing"), "overview");
  assert.equal(viewOf(hashOf("groups")), "groups");
});

test("days are told from other words", () => {
  assert.ok(isDay("2024-02-29"));
  for (const word of ["2026-02-29", "2026-1-1", "2026-13-01", "today", "", null]) assert.ok(!isDay(word), String(word));
  assert.equal(presetOf({ from: TODAY, to: TODAY }, TODAY), "today");
});

test("requests name moments and only the filters that are set", () => {
  const query = { ...usual, period: "own", from: "2026-03-01", to: "2026-03-02", language: "sl" };
  assert.deepEqual(filterOf(query, "UTC"), { from: String(Date.UTC(2026, 2, 1)), to: String(Date.UTC(2026, 2, 3)), language: "sl" });
  assert.deepEqual(narrowedBy(query), ["language"]);
  assert.deepEqual(narrowedBy(widened(query)), []);
  assert.equal(pathOf("/x", { by: ["a", "b"], q: "", none: null, n: 0 }), "/x?by=a&by=b&n=0");
  assert.equal(pathOf("/x", {}), "/x");
});

test("the other side of a comparison", () => {
  const query = { ...usual, period: "own", from: "2024-02-01", to: "2024-02-29" };
  assert.deepEqual(otherOf(query, "UTC"), { other: "previous" });
  assert.deepEqual(otherOf({ ...query, other: "year" }, "UTC"), { "other.from": String(Date.UTC(2023, 1, 1)), "other.to": String(Date.UTC(2023, 2, 1)) });
  assert.deepEqual(otherOf({ ...query, other: "2024-01-01..2024-01-02" }, "UTC"),
    { "other.from": String(Date.UTC(2024, 0, 1)), "other.to": String(Date.UTC(2024, 0, 3)) });
  assert.deepEqual(otherOf({ ...query, other: "article=a=b" }, "UTC"), { "other.article": "a=b" });
  for (const other of ["", "nothing", "agent=", "metric=nps", "..", "2024-01-02..2024-01-01"]) assert.deepEqual(otherOf({ ...query, other }, "UTC"), {}, other);
  for (const name of DIMENSIONS) assert.deepEqual(cut(`${name}=x`), [name, "x"]);
});

test("bars: the highest first, as long as their share of all, on each scale's own values", () => {
  const bars = barsOf("csat", [1, 0, 0, 1, 2]);
  assert.deepEqual(bars.map(({ value, share }) => [value, share]), [[5, 50], [4, 25], [3, 0], [2, 0], [1, 25]]);
  assert.deepEqual(bars.map(({ mood }) => mood), ["satisfied", "satisfied", "middle", "low", "low"]);
  assert.ok(barsOf("ces", [0, 0, 0, 0, 0, 0, 0]).every(({ share }) => share === 0));
  assert.equal(barsOf("nps", Array(11).fill(1)).at(-1)?.value, 0);
  assert.deepEqual([[6, "low"], [7, "middle"], [8, "middle"], [9, "satisfied"]].map(([value]) => moodOf("nps", value)), ["low", "middle", "middle", "satisfied"]);
  assert.deepEqual([3, 4, 5].map((value) => moodOf("ces", value)), ["low", "middle", "satisfied"]);
});

test("figures are written by their unit, and nothing is a dash", () => {
  assert.deepEqual([valueWords(86.7, "percent"), valueWords(30.6, "points"), valueWords(-0.2, "points"), valueWords(5.04, "mean"), valueWords(1200, "count"), valueWords(null, "ms")],
    ["87%", "+31", "0", "5.0", "1,200", "–"]);
  assert.equal(intervalWords({ value: 50, low: 40.2, high: 59.8, n: 99 }, "percent"), "40% to 60%");
  assert.equal(intervalWords({ value: 5, low: null, high: null, n: 1 }, "mean"), "");
  assert.deepEqual([differenceWords(-4.42, "percent"), differenceWords(31.4, "points"), differenceWords(0, "percent"), differenceWords(-61_000, "ms")], ["−4.4", "+31", "0", "−1 min 1 s"]);
  assert.deepEqual([rangeOf("csat", "percent"), rangeOf("nps", "points"), rangeOf("ces", "mean"), rangeOf("rating", "mean"), rangeOf("wait", "ms")],
    [[0, 100], [-100, 100], [1, 7], [1, 5], null]);
});

test("lengths in their two largest units, which never read 60", () => {
  const told = [400, 4_000, 59_499, 59_600, 60_000, 112_000, 3_599_400, 3_599_600, 7_800_000, 86_399_000, 86_400_000, 273_600_000].map(lengthWords);
  assert.deepEqual(told, ["0.4 s", "4 s", "59 s", "1 min", "1 min", "1 min 52 s", "59 min 59 s", "1 h", "2 h 10 min", "1 d", "1 d", "3 d 4 h"]);
});

test("the last point is always named, and never more than there is room for", () => {
  for (const [count, most] of [[1, 5], [7, 7], [8, 7], [30, 7], [365, 12]]) {
    const ticks = ticksOf(count, most);
    assert.equal(ticks.at(-1), count - 1);
    assert.ok(ticks.length <= most && ticks[0] >= 0);
  }
});

test("why somebody is at risk, in words", () => {
  assert.equal(riskWords({ code: "falling", at: 0, values: [5, 4, 2], metric: "csat" }), "Ratings fall: 5, 4, 2 (CSAT)");
  assert.equal(riskWords({ code: "repeated", at: 0, times: 3, days: 14, topic: null }), "Came back 3 times within 14 days");
  assert.equal(riskWords({ code: "silent", at: 0, days: 1, metric: "csat", value: 1 }), "Silent for 1 day after CSAT 1");
});

test("a point stands alone where neither neighbour has a value: it gets whiskers for a band", () => {
  const points = [1, null, 2, 3, null, 0].map((value) => ({ at: 0, value, low: value, high: value, n: 1 }));
  assert.deepEqual(points.map((_, index) => alone(points, index)), [true, false, false, false, false, true]);
  assert.equal(alone(points.slice(0, 1), 0), true, "a day by itself");
});
