import assert from "node:assert/strict";
import { test } from "node:test";

import { initials, tint } from "../../../bot/web/static/shared/avatar.js";
import { chooseLanguage, t, tn, use } from "../../../bot/web/static/shared/i18n.js";
import { ago, clock } from "../../../bot/web/static/shared/time.js";
import { explain, said } from "../../../bot/web/static/shared/wording.js";

test("English needs no catalogue", () => {
  use("en", {});
  assert.equal(t("Hello {name}", { name: "Maja" }), "Hello Maja");
  assert.equal(tn("{n} person", "{n} people", 1), "1 person");
  assert.equal(tn("{n} person", "{n} people", 1200), "1,200 people");
});

test("a missing translation shows English, a missing value its name", () => {
  use("sl", { Yes: "Da", No: "" });
  assert.equal(t("Yes"), "Da");
  assert.equal(t("No"), "No");
  assert.equal(t("Hello {name}", {}), "Hello {name}");
});

test("plural forms are taken in gettext's order", () => {
  const forms = { "{n} message": ["{n} sporočilo", "{n} sporočili", "{n} sporočila", "{n} sporočil"] };
  use("sl", forms);
  const say = (n) => tn("{n} message", "{n} messages", n);
  assert.deepEqual([1, 2, 3, 5, 101].map(say), ["1 sporočilo", "2 sporočili", "3 sporočila", "5 sporočil", "101 sporočilo"]);

  use("ru", { "{n} message": ["{n} сообщение", "{n} сообщения", "{n} сообщений"] });
  assert.deepEqual([1, 3, 5, 11, 21].map(say), ["1 сообщение", "3 сообщения", "5 сообщений", "11 сообщений", "21 сообщение"]);
  assert.equal(say(1.5), "1,5 сообщений");

  use("id", { "{n} message": ["{n} pesan"] });
  assert.deepEqual([1, 2].map(say), ["1 pesan", "2 pesan"]);
});

test("the first language that we speak is chosen", () => {
  assert.equal(chooseLanguage(["de-AT", "SL-si", "en"]), "sl");
  assert.equal(chooseLanguage([null, undefined, "fr"]), "en");
  assert.equal(chooseLanguage(["constructor"]), "en");
});

test("times read as people say them", () => {
  use("en", {});
  const present = Date.UTC(2026, 10, 22, 12);
  const minutes = (n) => ago(present - n * 60_000, present);
  assert.equal(minutes(0), "now");
  assert.equal(minutes(-3), "now");
  assert.equal(minutes(1), "1 min. ago");
  assert.equal(minutes(59), "59 min. ago");
  assert.equal(minutes(59.8), "1 hr. ago");
  assert.equal(minutes(60 * 47), "2 days ago");
  assert.equal(minutes(60 * 24 * 30), "Oct 23");
  assert.equal(clock(7_000), "0:07");
  assert.equal(clock(3_723_000), "1:02:03");
  assert.equal(clock(-5), "0:00");
});

test("initials fit every script", () => {
  assert.equal(initials("Maja Novak"), "MN");
  assert.equal(initials("ana"), "A");
  assert.equal(initials("Яўген Ліс Коваль"), "ЯК");
  assert.equal(initials("  "), "?");
  assert.equal(initials("😀"), "?");
  assert.equal(tint("Maja"), tint("Maja"));
});

test("what the server has put together is said by its pattern in the reader's language", () => {
  use("sl", { "At most {most} of them.": "Največ {most}.", "This is empty.": "To je prazno." });
  const told = { message: "At most 20 of them.", pattern: "At most {most} of them.", values: { most: "20" } };
  assert.equal(said(told), "Največ 20.");
  assert.equal(said({ message: "This is empty." }), "To je prazno.");
  assert.equal(explain({ code: "bad_request", message: told.message, data: { field: "x", ...told } }), "Največ 20.");
  assert.equal(explain({ code: "bad_request", message: "Other words." }), "Other words.");
  use("en", {});
});
