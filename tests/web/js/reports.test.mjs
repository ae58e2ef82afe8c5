import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, responseRate, sortedComments } from "../../../bot/web/static/reports/figures.js";
import { PRESETS, boundsOf, dayOf, isDay, periodOf, presetOf } from "../../../bot/web/static/reports/period.js";
import { queryOf, requestOf, searchOf } from "../../../bot/web/static/reports/query.js";

const TODAY = new Date(2026, 2, 31, 15, 30);

test("presets hold whole days up to today", () => {
  assert.deepEqual(periodOf("today", TODAY), { from: "2026-03-31", to: "2026-03-31" });
  assert.deepEqual(periodOf("7d", TODAY), { from: "2026-03-25", to: "2026-03-31" });
  assert.deepEqual(periodOf("last_month", TODAY), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(periodOf("month", TODAY), { from: "2026-03-01", to: "2026-03-31" });
});

test("a period's bounds are the first moment of its first day and of the day after its last", () => {
  const { from, to } = boundsOf({ from: "2026-03-29", to: "2026-03-29" });
  assert.equal(from, new Date(2026, 2, 29).getTime());
  assert.equal(to, new Date(2026, 2, 30).getTime());
});

test("the address gives back what it was made of", () => {
  for (const period of PRESETS) {
    const query = { ...periodOf(period, TODAY), period, channel: "telegram", language: "sl", agent: "a_1" };
    assert.deepEqual(queryOf(searchOf(query), TODAY), query);
  }
  const own = { period: "own", from: "2026-01-03", to: "2026-01-09", channel: "", language: "", agent: "" };
  assert.deepEqual(queryOf(searchOf(own), TODAY), own);
});

test("nonsense in the address is the default", () => {
  const usual = queryOf("", TODAY);
  assert.equal(usual.period, "30d");
  for (const search of ["?period=never", "?from=2026-02-31&to=2026-03-01", "?from=2026-03-02&to=2026-03-01", "?from=&to="]) {
    assert.deepEqual(queryOf(search, TODAY), usual, search);
  }
  assert.equal(searchOf(usual), "");
});

test("days are told from other words", () => {
  assert.ok(isDay("2024-02-29"));
  for (const word of ["2026-02-29", "2026-1-1", "today", "", null]) assert.ok(!isDay(word), String(word));
  assert.equal(presetOf({ from: dayOf(TODAY), to: dayOf(TODAY) }, TODAY), "today");
});

test("the request names moments and only the filters that are set", () => {
  const asked = new URLSearchParams(requestOf({ period: "own", from: "2026-03-01", to: "2026-03-02", channel: "", language: "sl", agent: "" }));
  assert.deepEqual([...asked.keys()], ["from", "to", "language"]);
  assert.equal(Number(asked.get("to")) - Number(asked.get("from")), 2 * 86_400_000);
});

test("bars: 5 first, as long as their share of all", () => {
  const bars = barsOf([1, 0, 0, 1, 2]);
  assert.deepEqual(bars.map(({ value }) => value), [5, 4, 3, 2, 1]);
  assert.deepEqual(bars.map(({ share }) => share), [50, 25, 0, 0, 25]);
  assert.ok(barsOf([0, 0, 0, 0, 0]).every(({ share }) => share === 0));
});

test("nobody asked is no rate, not a rate of nought", () => {
  assert.equal(responseRate(0, 0), null);
  assert.equal(responseRate(1, 4), 25);
});

test("comments: the newest, or the worst with its newest first", () => {
  const comments = [{ at: 1, value: 5 }, { at: 2, value: 1 }, { at: 3, value: 1 }];
  assert.deepEqual(sortedComments(comments, "newest").map(({ at }) => at), [3, 2, 1]);
  assert.deepEqual(sortedComments(comments, "worst").map(({ at }) => at), [3, 2, 1]);
  assert.deepEqual(sortedComments([comments[0], comments[1]], "worst").map(({ at }) => at), [2, 1]);
});
