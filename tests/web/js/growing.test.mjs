import assert from "node:assert/strict";
import { test } from "node:test";
import { askedWords, costWords, reasonWords } from "../../../bot/web/static/knowledge/gap-words.js";
import { total } from "../../../bot/web/static/knowledge/import-result.js";
import { PagesOf } from "../../../bot/web/static/knowledge/pages-of.js";
import { grouped } from "../../../bot/web/static/knowledge/suggestion-list.js";
import { WordTable } from "../../../bot/web/static/knowledge/word-table.js";
import { Refusal } from "../../../bot/web/static/shared/connection.js";

test("pages come one after the other, and what was asked before comes too late", async () => {
  const waiting = [];
  const pages = new PagesOf((offset) => new Promise((answer) => waiting.push(() => answer({ rows: [offset], total: 3 }))));
  const first = pages.load();
  const again = pages.load();
  waiting[1]();
  await again;
  assert.deepEqual([pages.rows.value, pages.more.value], [[0], true]);
  waiting[0]();
  await first;
  assert.deepEqual(pages.rows.value, [0]);
  const more = pages.loadMore();
  waiting[2]();
  await more;
  assert.deepEqual(pages.rows.value, [0, 1]);
  pages.drop((row) => row === 0);
  assert.deepEqual([pages.rows.value, pages.total.value], [[1], 2]);
});

test("what cannot be fetched is told, and what was shown stays", async () => {
  let fails = false;
  const pages = new PagesOf(async () => {
    if (fails) throw new Refusal("offline", "");
    return { rows: ["a"], total: 2 };
  });
  await pages.load();
  fails = true;
  await pages.loadMore();
  assert.deepEqual([pages.rows.value, pages.refusal.value.code, pages.loading.value], [["a"], "offline", false]);
});

const tidied = (/** @type {string} */ row) => row.trim() || null;

/** @param {(rows: string[], revision: number) => any} write */
async function table(write) {
  const made = new WordTable(async () => ({ rows: ["one", "two"], revision: 4 }), write, tidied);
  await made.load();
  return made;
}

test("a table is saved without its empty lines, under the revision that it was read with", async () => {
  const written = [];
  const words = await table(async (rows, revision) => { written.push([rows, revision]); return { revision: revision + 1 }; });
  assert.equal(words.changed.value, false);
  words.add("");
  assert.equal(words.changed.value, false, "an empty line is nothing to save");
  const [blank, one] = words.lines.value;
  words.edit(blank.id, (now) => `${now} three `);
  words.remove(one.id);
  assert.equal(words.changed.value, true);
  assert.equal(await words.save(), true);
  words.add("four");
  await words.save();
  assert.deepEqual(written, [[["three", "two"], 4], [["four", "three", "two"], 5]]);
  assert.equal(words.changed.value, false);
});

test("a line that is refused is the one that the page marks, whatever is empty before it", async () => {
  const words = await table(async () => { throw new Refusal("bad_request", "no", { number: 1 }); });
  words.add("");
  assert.equal(await words.save(), false);
  assert.equal(words.wrong.value.id, words.lines.value.find(({ row }) => row === "two").id);
  words.edit(words.wrong.value.id, () => "better");
  assert.equal(words.wrong.value, null);
});

test("who was slower may keep theirs over what was saved since", async () => {
  const written = [];
  const words = await table(async (rows, revision) => {
    if (revision < 9) throw new Refusal("stale", "", { revision: 9 });
    written.push(rows);
    return { revision: 10 };
  });
  words.add("three");
  assert.equal(await words.save(), false);
  assert.equal(words.overtaken.value, 9);
  assert.equal(await words.save({ over: true }), true);
  assert.deepEqual([written, words.overtaken.value], [[["three", "one", "two"]], null]);
});

test("suggestions stand under their article", () => {
  const row = (/** @type {string} */ id, /** @type {string} */ article) => ({ id, article, title: article.toUpperCase() });
  const groups = grouped([row("1", "a"), row("2", "b"), row("3", "a")]);
  assert.deepEqual(groups.map(({ title, rows }) => [title, rows.map(({ id }) => id)]), [["A", ["1", "3"]], ["B", ["2"]]]);
});

test("what a gap has cost is said in words", () => {
  const gap = { cost: { agent_minutes: 12.4, low_ratings: 1, score: 25 }, count: 3, people: 2, reasons: { unknown: 1, unhelpful: 0, person: 2 } };
  assert.equal(costWords(gap), "12 minutes of agents + 1 low rating + 3 questions: a low rating counts as 10 minutes, a question as one.");
  assert.equal(askedWords(gap), "asked 3 times by 2 people");
  assert.deepEqual(reasonWords(gap), ["went to a person 2", "not known 1"]);
  assert.equal(askedWords({ ...gap, count: 1, people: 1 }), "asked once");
  assert.deepEqual(reasonWords({ ...gap, count: 2, reasons: { person: 2 } }), ["went to a person"]);
});

test("an import touches what is new, changed and removed", () => {
  assert.equal(total({ new: 2, changed: 3, removed: 1, same: 9 }), 6);
  assert.equal(total({}), 0);
});

test("lines come where they are wanted, and not beyond the ends", async () => {
  const words = await table(async () => ({ revision: 5 }));
  words.add("three", { last: true });
  const [, , third] = words.lines.value;
  const order = () => words.lines.value.map(({ row }) => row);
  assert.deepEqual([words.move(third.id, -1), order()], [1, ["one", "three", "two"]]);
  assert.deepEqual([words.move(third.id, -5), order()], [0, ["three", "one", "two"]]);
  assert.deepEqual([words.move(third.id, 9), order()], [2, ["one", "two", "three"]]);
});
