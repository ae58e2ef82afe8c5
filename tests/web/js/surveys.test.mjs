/** The managers' page for surveys: what is written, what is missing, what a version changed, and that nothing written is lost. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Refusal } from "../../../bot/web/static/shared/connection.js";
import { changes } from "../../../bot/web/static/surveys/changes.js";
import {
  freeId, lacking, moved, newChip, newFollowUp, same, scaled, spoken, texts, tidied, whole,
} from "../../../bot/web/static/surveys/definition.js";
import { keptOf } from "../../../bot/web/static/surveys/kept.js";
import { bare, conditions, partName, valueWords } from "../../../bot/web/static/surveys/names.js";
import { SurveyEditor } from "../../../bot/web/static/surveys/survey-editor.js";

const disk = new Map();
globalThis.localStorage = {
  getItem: (name) => disk.get(name) ?? null,
  setItem: (name, value) => void disk.set(name, value),
  removeItem: (name) => void disk.delete(name),
};

beforeEach(() => disk.clear());

const SURVEY = whole({
  id: "csat", metric: "csat", look: "stars", question: { en: "How was it?", sl: "Kako je bilo?" },
  follow_ups: [
    { id: "reasons", kind: "chips", question: { en: "Why?" }, values: [1, 2, 3], choices: [{ id: "slow", words: { en: "Slow" } }, { id: "rude", words: { en: "Rude" } }] },
    { id: "comment", kind: "text", question: { en: "More?", sl: "Še kaj?" } },
  ],
  ask: { moments: ["episode"] }, after: "book", book_for: [1],
});

test("what an answer left out is whole again, and what was left empty is not sent", () => {
  const survey = whole({ id: "x", question: { en: "  How?  ", sl: " " }, follow_ups: [{ id: "r", kind: "chips", choices: [{ id: "a", words: { en: "" } }, { id: "b", words: { en: "Yes" } }] }] });
  assert.deepEqual([survey.metric, survey.look, survey.ask.share, survey.reminder_h, survey.deadline_h], ["csat", "stars", 100, null, 168]);
  const sent = tidied(survey);
  assert.deepEqual(sent.question, { en: "How?" });
  assert.deepEqual(sent.follow_ups[0].choices.map(({ id }) => id), ["b"]);
  assert.ok(same({ ...SURVEY, question: { sl: "Kako je bilo? ", en: "How was it?" } }, SURVEY));
  assert.ok(!same({ ...SURVEY, delay_h: 1 }, SURVEY));
});

test("a language lacks what others have, and nothing that nobody has", () => {
  assert.deepEqual(lacking(SURVEY, "en"), []);
  assert.deepEqual(lacking(SURVEY, "sl"), ["follow_ups.0.question", "follow_ups.0.choices.0", "follow_ups.0.choices.1"]);
  assert.equal(lacking(SURVEY, "ru").length, 5);
  assert.deepEqual([...spoken(SURVEY)].sort(), ["en", "sl"]);
  assert.ok(texts(SURVEY).every(({ where }) => partName(where) !== where));
});

test("with another scale the values move along as far as they can", () => {
  const nps = scaled(SURVEY, "nps");
  assert.equal(nps.look, "numbers");
  assert.deepEqual(nps.follow_ups[0].values, [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(nps.follow_ups[1].values, []);
  assert.deepEqual(nps.book_for, [0]);
  assert.deepEqual(scaled(nps, "csat").follow_ups[0].values, [1, 2, 3]);
  assert.deepEqual(scaled(SURVEY, "csat", "thumbs").follow_ups[0].values, [1]);
  assert.equal(scaled(SURVEY, "csat", "faces").look, "faces");
});

test("new questions, reasons and surveys have ids of their own", () => {
  assert.equal(newFollowUp("text", SURVEY.follow_ups).id, "comment-2");
  assert.equal(newFollowUp("chips", []).choices.length, 2);
  assert.equal(newChip(newFollowUp("chips", [])).id, "c");
  assert.equal(freeId("csat", ["csat", "csat-2"]), "csat-3");
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
});

test("a version tells what it changed, and a question that only moved keeps its words", () => {
  const [reasons, comment] = SURVEY.follow_ups;
  const after = { ...SURVEY, question: { en: "How was all of it?", sl: "Kako je bilo?", ru: "Как?" }, delay_h: 72, follow_ups: [comment, { ...reasons, values: [1, 2] }], ask: { ...SURVEY.ask, share: 50 } };
  assert.deepEqual(changes(SURVEY, after), [
    { where: "question", language: "en", was: "How was it?", is: "How was all of it?" },
    { where: "question", language: "ru", was: "", is: "Как?" },
    { where: "delay_h", language: null, was: "0", is: "72" },
    { where: "follow_ups.1", language: null, was: "1, 2, 3", is: "1, 2" },
    { where: "ask.share", language: null, was: "100", is: "50" },
  ]);
  assert.deepEqual(changes(SURVEY, SURVEY), []);
  const gone = changes(SURVEY, { ...SURVEY, follow_ups: [comment] });
  assert.deepEqual(gone.map(({ was, is }) => [was, is]), [["Why?", ""], ["Slow", ""], ["Rude", ""]]);
  assert.ok(changes(null, SURVEY).some(({ is }) => is === "How was it?"));
});

test("what a version changed is told in words", () => {
  assert.equal(valueWords("ask.moments", "episode, call"), "After a conversation, After a call");
  assert.equal(valueWords("delay_h", "72"), "3 days");
  assert.equal(valueWords("delay_h", ""), "");
  assert.equal(valueWords("ask.share", "50"), "50%");
  assert.equal(valueWords("follow_ups.1", "1, 2"), "1, 2");
  assert.equal(partName("ask.share"), "Share of customers asked");
});

test("when it asks is told in words", () => {
  assert.deepEqual(conditions(whole({ id: "x", ask: { moments: ["episode", "call"], handlers: ["bot"], share: 25 } })),
    ["After a conversation", "After a call", "The bot alone", "25%"].map((words) => (words === "25%" ? "25% of them" : words)));
  assert.deepEqual(conditions(whole({ id: "x", delay_h: 72, ask: { moments: ["later"] } })), ["3 days later"]);
  assert.deepEqual(conditions(whole({ id: "x", ask: { moments: ["touchpoint"], touchpoints: ["delivered", "repaired"], channels: ["widget"] } })),
    ["After a touchpoint", "Website", "Delivered, repaired"]);
  assert.deepEqual(conditions(whole({ id: "x" })), ["Only where it is named"]);
  assert.equal(bare("Hello, {name}. How was {agent|the call}?"), "Hello. How was the call?");
});

// -- the editor ---------------------------------------------------------------------------

const asking = (question) => (survey) => ({ ...survey, question: { ...survey.question, en: question } });

function opened(write = async () => ({ version: 4 })) {
  const editor = new SurveyEditor({ id: "csat", write });
  editor.open(SURVEY, 3);
  return editor;
}

test("what is written is kept on this device until it is saved or discarded", async () => {
  const sent = [];
  const editor = opened(async (survey, version) => { sent.push([survey.question.en, version]); return { version: 4 }; });
  assert.equal(editor.changed.value, false);
  editor.edit(asking("Was it good?"));
  assert.equal(editor.changed.value, true);
  assert.equal(keptOf("csat").survey.question.en, "Was it good?");
  const again = opened();
  assert.equal(again.survey.value.question.en, "Was it good?");
  assert.equal(again.overtaken.value, null);
  assert.equal(await editor.save(), true);
  assert.deepEqual(sent, [["Was it good?", 3]]);
  assert.equal(keptOf("csat"), null);
  assert.equal(editor.changed.value, false);
  again.discard();
  assert.equal(again.survey.value.question.en, "How was it?");
});

test("written back to what it was it is not changed, and nothing is kept", () => {
  const editor = opened();
  editor.edit(asking("x"));
  editor.edit(asking("How was it?"));
  assert.equal(editor.changed.value, false);
  assert.equal(keptOf("csat"), null);
});

test("somebody else's version is not written over unasked", async () => {
  const versions = [];
  const editor = opened(async (_, version) => {
    versions.push(version);
    if (version === 3) throw new Refusal("stale", "…", { version: 7 });
    return { version: 8 };
  });
  editor.edit(asking("Mine"));
  assert.equal(await editor.save(), false);
  assert.equal(editor.overtaken.value, 7);
  assert.equal(await editor.save({ over: true }), true);
  assert.deepEqual(versions, [3, 7]);
  assert.equal(editor.overtaken.value, null);
});

test("what was kept on an older version says so when it is opened", () => {
  opened().edit(asking("Mine"));
  const editor = new SurveyEditor({ id: "csat" });
  editor.open({ ...SURVEY, delay_h: 5 }, 5);
  assert.equal(editor.survey.value.question.en, "Mine");
  assert.equal(editor.overtaken.value, 5);
});

test("what the server refuses names the field, until that is written anew", async () => {
  const editor = opened(async () => { throw new Refusal("bad_request", "Too long.", { field: "question.en" }); });
  editor.edit(asking("Mine"));
  assert.equal(await editor.save(), false);
  assert.equal(editor.wrong.value.field, "question.en");
  assert.equal(keptOf("csat").survey.question.en, "Mine");
  editor.edit(asking("M"));
  assert.equal(editor.wrong.value, null);
});

test("what is written while it is being saved stays unsaved", async () => {
  let answer;
  const editor = opened(() => new Promise((done) => { answer = done; }));
  editor.edit(asking("One"));
  const saving = editor.save();
  editor.edit(asking("Two"));
  answer({ version: 4 });
  await saving;
  assert.equal(editor.survey.value.question.en, "Two");
  assert.equal(editor.changed.value, true);
  assert.equal(keptOf("csat").version, 4);
});
