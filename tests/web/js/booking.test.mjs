import assert from "node:assert/strict";
import { test } from "node:test";

import { byDay, dayOf, zoneWords } from "../../../bot/web/static/book/days.js";
import { calendarFile, escaped, folded } from "../../../bot/web/static/book/ics.js";
import { lookIn } from "../../../bot/web/static/book/watching.js";
import { isWhole, stretchOf } from "../../../bot/web/static/calendar/away.js";
import { copied, faultOf, hoursOf, weekOf, withOneMore } from "../../../bot/web/static/calendar/week.js";

const HOUR = 3_600_000;
const at = (text) => Date.parse(text);
const EVENT = {
  uid: "b_1@help.shop", sequence: 2, since: at("2026-11-23T12:00:00Z"), until: at("2026-11-23T12:20:00Z"), title: "Call with Linden", about: "", url: "https://help.shop/book/#s",
  at: at("2026-11-22T08:00:00.123Z"),
};

test("times are put together by the day of the reader, in order", () => {
  const times = [at("2026-11-23T09:00:00Z"), at("2026-11-23T11:30:00Z"), at("2026-11-24T09:00:00Z")];
  assert.deepEqual(byDay(times, "UTC").map(({ day, times: of }) => [day, of.length]), [["2026-11-23", 2], ["2026-11-24", 1]]);
  assert.deepEqual(byDay(times, "Pacific/Auckland").map(({ day, times: of }) => [day, of.length]), [["2026-11-23", 1], ["2026-11-24", 2]]);
  assert.deepEqual(byDay([], "UTC"), []);
});

test("a zone is named with how far it is from UTC on that day", () => {
  assert.equal(zoneWords("Europe/Ljubljana", at("2026-11-23T12:00:00Z")), "Europe/Ljubljana, GMT+1");
  assert.equal(zoneWords("Europe/Ljubljana", at("2026-07-23T12:00:00Z")), "Europe/Ljubljana, GMT+2");
  assert.equal(zoneWords("America/New_York", at("2026-11-23T12:00:00Z")), "America/New York, GMT-5");
  assert.equal(zoneWords("UTC", 0), "UTC");
  assert.equal(dayOf(at("2026-11-23T23:30:00Z"), "Asia/Jakarta"), "2026-11-24");
});

test("an appointment is what RFC 5545 asks for", () => {
  const file = calendarFile(EVENT), lines = file.split("\r\n");
  assert.equal(lines[0], "BEGIN:VCALENDAR");
  assert.deepEqual(lines.slice(-3), ["END:VEVENT", "END:VCALENDAR", ""]);
  for (const line of ["VERSION:2.0", "UID:b_1@help.shop", "SEQUENCE:2", "DTSTAMP:20261122T080000Z", "DTSTART:20261123T120000Z", "DTEND:20261123T122000Z", "SUMMARY:Call with Linden"]) {
    assert.ok(lines.includes(line), line);
  }
  assert.ok(!file.split("BEGIN:VALARM")[0].includes("DESCRIPTION"));
  assert.ok(!file.replaceAll("\r\n", "").includes("\n"));
});

test("it leads back to the page and reminds, whatever else the calendar shows", () => {
  const lines = calendarFile({ ...EVENT, url: "https://help.shop/book/#a,b" }).split("\r\n");
  assert.ok(lines.includes("LOCATION:https://help.shop/book/#a\\,b"));
  assert.ok(lines.includes("URL:https://help.shop/book/#a,b"));
  const alarm = lines.slice(lines.indexOf("BEGIN:VALARM"), lines.indexOf("END:VALARM"));
  assert.deepEqual(alarm.slice(1), ["ACTION:DISPLAY", "TRIGGER:-PT10M", "DESCRIPTION:Call with Linden"]);
});

test("the page looks the oftener the nearer the call is, gently while it lasts, and no more once it is over", () => {
  const booking = { since: HOUR, until: HOUR + 1_200_000, state: "booked", open: false };
  assert.deepEqual([0, HOUR - 240_000, HOUR - 1_000, HOUR + 60_000].map((now) => lookIn(booking, now)), [600_000, 120_000, 5_000, 5_000]);
  assert.equal(lookIn({ ...booking, state: "started", open: true }, HOUR), 15_000);
  assert.equal(lookIn({ ...booking, state: "started" }, HOUR), null);
  assert.deepEqual([HOUR, 3 * HOUR].map((now) => lookIn({ ...booking, state: "missed" }, now)), [15_000, null]);
  assert.deepEqual([lookIn(null, 0), lookIn({ ...booking, state: "cancelled" }, 0)], [null, null]);
});

test("what a customer writes stays one value, whatever it says", () => {
  assert.equal(escaped("a, b; c\\d\r\nEND:VEVENT\u0000"), "a\\, b\\; c\\\\d\\nEND:VEVENT");
  const file = calendarFile({ ...EVENT, about: "x\nEND:VCALENDAR\nBEGIN:VCALENDAR" });
  assert.equal(file.split("\r\n").filter((line) => line === "END:VCALENDAR").length, 1);
});

test("a long line goes on in the next one, and no character is cut", () => {
  const line = `DESCRIPTION:${"žš😀".repeat(60)}`, parts = folded(line).split("\r\n");
  assert.ok(parts.every((part) => new TextEncoder().encode(part).length <= 75));
  assert.ok(parts.slice(1).every((part) => part.startsWith(" ")));
  assert.equal(parts.map((part, place) => (place ? part.slice(1) : part)).join(""), line);
  assert.equal(folded("short"), "short");
});

test("the hours of a week come back as they were, in order", () => {
  const hours = [{ weekday: 4, start_min: 780, end_min: 1020 }, { weekday: 0, start_min: 780, end_min: 1020 }, { weekday: 0, start_min: 540, end_min: 720 }];
  const week = weekOf(hours);
  assert.equal(week.length, 7);
  assert.deepEqual(hoursOf(week), [hours[2], hours[1], hours[0]]);
});

test("a day is copied to others, and its copy is its own", () => {
  const week = copied(weekOf([{ weekday: 0, start_min: 540, end_min: 720 }]), 0, [1, 2]);
  assert.deepEqual(week.map((parts) => parts.length), [1, 1, 1, 0, 0, 0, 0]);
  assert.notEqual(week[0][0], week[1][0]);
});

test("one more stretch fits behind the last", () => {
  assert.deepEqual(withOneMore([]), [{ start_min: 540, end_min: 1020 }]);
  assert.equal(faultOf(withOneMore([{ start_min: 540, end_min: 1020 }])), "");
  assert.equal(faultOf([{ start_min: 600, end_min: 600 }]), "backwards");
  assert.equal(faultOf([{ start_min: 700, end_min: 900 }, { start_min: 540, end_min: 701 }]), "overlap");
  assert.equal(faultOf([{ start_min: 700, end_min: 900 }, { start_min: 540, end_min: 700 }]), "");
});

test("an absence of whole days ends with the last one", () => {
  const days = stretchOf({ whole: true, from: "2026-11-23", until: "2026-11-24" });
  assert.equal(new Date(days.until).getDate(), 25);
  assert.ok(isWhole(days));
  const hours = stretchOf({ whole: false, from: "2026-11-23T12:00", until: "2026-11-23T13:00" });
  assert.equal(hours.until - hours.since, HOUR);
  assert.ok(!isWhole(hours));
  assert.equal(stretchOf({ whole: true, from: "", until: "" }), null);
  assert.equal(stretchOf({ whole: false, from: "2026-11-23T12:00", until: "2026-11-23T12:00" }), null);
});
