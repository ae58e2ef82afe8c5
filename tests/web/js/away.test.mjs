// An absence begins and ends by the clocks of the calendar's zone, whatever this machine's are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWhole, stretchOf } from "../../../bot/web/static/calendar/away.js";
import { momentOf, shownAt } from "../../../bot/web/static/calendar/zone.js";

const LJUBLJANA = "Europe/Ljubljana", HOUR = 3_600_000;
const utc = (text) => Date.parse(`${text}Z`);

test("a time of day is the zone's, in winter and in summer", () => {
  assert.equal(momentOf("2026-11-23T12:00", LJUBLJANA), utc("2026-11-23T11:00"));
  assert.equal(momentOf("2026-07-23T12:00", LJUBLJANA), utc("2026-07-23T10:00"));
  assert.equal(momentOf("2026-11-23T00:00", "Asia/Jakarta"), utc("2026-11-22T17:00"));
  assert.equal(momentOf("2026-11-23T00:00", "Asia/Kolkata"), utc("2026-11-22T18:30"));
  assert.ok(Number.isNaN(momentOf("", LJUBLJANA)));
});

test("an hour that comes twice is the first, one that is skipped comes after it", () => {
  assert.equal(momentOf("2026-10-25T02:30", LJUBLJANA), utc("2026-10-25T00:30"));
  assert.equal(momentOf("2026-03-29T02:30", LJUBLJANA), utc("2026-03-29T01:30"));
  assert.equal(momentOf("2026-10-25T03:00", LJUBLJANA), utc("2026-10-25T02:00"));
  assert.equal(momentOf("2026-03-29T01:59", LJUBLJANA), utc("2026-03-29T00:59"));
  assert.equal(momentOf("2026-03-08T02:30", "America/New_York"), utc("2026-03-08T07:30"));
  assert.equal(momentOf("2026-11-01T01:30", "America/New_York"), utc("2026-11-01T05:30"));
  assert.equal(momentOf("2026-10-04T02:15", "Australia/Lord_Howe"), utc("2026-10-03T15:45")); // by half an hour
});

test("what a clock shows is read as the same moment, all year round", () => {
  for (const zone of ["UTC", LJUBLJANA, "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"]) {
    for (let at = utc("2026-01-01T00:00"); at < utc("2027-01-01T00:00"); at += 61 * HOUR) {
      const read = momentOf(shownAt(at, zone), zone);
      assert.ok(read === at || shownAt(read, zone) === shownAt(at, zone), `${zone} ${at}`);
    }
  }
});

test("whole days end with the last of them, however long they are", () => {
  const day = (from, until = from) => stretchOf({ whole: true, from, until }, LJUBLJANA);
  const hours = (stretch) => (stretch.until - stretch.since) / HOUR;
  assert.equal(hours(day("2026-11-23")), 24);
  assert.equal(hours(day("2026-10-25")), 25);
  assert.equal(hours(day("2026-03-29")), 23);
  assert.equal(hours(day("2026-12-31", "2027-01-01")), 48);
  assert.ok(isWhole(day("2026-10-25"), LJUBLJANA));
  assert.ok(!isWhole(day("2026-10-25"), "UTC"));
  assert.ok(isWhole(stretchOf({ whole: true, from: "2026-09-06", until: "2026-09-06" }, "America/Santiago"), "America/Santiago")); // midnight is skipped
  assert.equal(day("2026-11-23", "2026-11-22"), null);
  assert.equal(day("", ""), null);
});

test("part of a day ends after it begins", () => {
  const part = (from, until) => stretchOf({ whole: false, from, until }, LJUBLJANA);
  assert.deepEqual(part("2026-11-23T09:00", "2026-11-23T10:30"), { since: utc("2026-11-23T08:00"), until: utc("2026-11-23T09:30") });
  assert.equal(part("2026-11-23T09:00", "2026-11-23T09:00"), null);
  assert.equal(part("2026-11-23T09:00", ""), null);
});
