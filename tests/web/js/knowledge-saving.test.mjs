import assert from "node:assert/strict";
import { test } from "node:test";
import { newArticle, withTranslation } from "../../../bot/web/static/knowledge/article.js";
import { Autosave } from "../../../bot/web/static/knowledge/autosave.js";

const ONE = newArticle("k", "en", "One");
const TWO = newArticle("k", "en", "Two");

/** A server with one draft, and a machine that keeps what is not sent. */
function desk({ revision = null } = {}) {
  const it = { revision, sent: [], kept: null, stale: 0, refuse: null, wait: null };
  it.saving = new Autosave({
    pauseMs: 1,
    keep: (article) => { it.kept = article; },
    onStale: () => { it.stale++; },
    send: async (article, over) => {
      await it.wait;
      if (it.refuse) throw it.refuse;
      if (over !== it.revision) throw { code: "stale" };
      it.sent.push(article.translations[0].title);
      it.revision = (it.revision ?? 0) + 1;
      return { draft: { article, revision: it.revision, state: "draft", updated_at: 1000 + it.revision } };
    },
  });
  return it;
}

test("what is written is sent after a pause, and kept here until it is", async () => {
  const it = desk();
  it.saving.write(ONE);
  assert.equal(it.kept, ONE);
  assert.ok(it.saving.pending);
  assert.ok(await it.saving.flush());
  assert.deepEqual(it.sent, ["One"]);
  assert.equal(it.kept, null);
  assert.deepEqual(it.saving.state.value, { kind: "saved", at: 1001 });
});

test("what is written while the last is on its way goes next, over the new revision", async () => {
  const it = desk();
  let arrive;
  it.wait = new Promise((resolve) => { arrive = resolve; });
  it.saving.write(ONE);
  const first = it.saving.flush();
  it.saving.write(TWO);
  arrive();
  await first;
  assert.equal(it.kept, TWO, "still kept: only the first is on the server");
  assert.ok(await it.saving.flush());
  assert.deepEqual(it.sent, ["One", "Two"]);
});

test("a refusal keeps the words and says why; they go as soon as it passes", async () => {
  const it = desk();
  it.refuse = { code: "offline", message: "" };
  it.saving.write(ONE);
  assert.ok(!await it.saving.flush());
  assert.equal(it.saving.state.value.kind, "failed");
  assert.equal(it.kept, ONE);
  it.refuse = null;
  assert.ok(await it.saving.flush());
  it.saving.stop();
});

test("who wrote second is told, keeps the words, and may insist", async () => {
  const it = desk({ revision: 7 });
  it.saving.rest({ revision: 6, updated_at: 1 });
  it.saving.write(ONE);
  assert.ok(!await it.saving.flush());
  assert.equal(it.saving.state.value.kind, "conflict");
  assert.equal(it.stale, 1);
  it.saving.write(TWO);
  assert.equal(it.saving.state.value.kind, "conflict", "writing on does not make it go away");
  assert.equal(it.kept, TWO);
  assert.ok(await it.saving.insist(7));
  assert.deepEqual(it.sent, ["Two"]);
});

test("taking theirs forgets what was written here", async () => {
  const it = desk({ revision: 7 });
  it.saving.write(ONE);
  it.saving.rest({ revision: 7, updated_at: 5 });
  assert.equal(it.kept, null);
  assert.ok(!it.saving.pending);
  assert.deepEqual(it.saving.state.value, { kind: "saved", at: 5 });
});

test("without a title it waits, and says in which language", async () => {
  const it = desk();
  it.saving.write(withTranslation(ONE, "sl", { answer: "Da." }));
  assert.ok(!await it.saving.flush());
  assert.deepEqual(it.saving.state.value, { kind: "lacking", language: "sl" });
  assert.deepEqual(it.sent, []);
  it.saving.write(withTranslation(ONE, "sl", { answer: "Da.", title: "Kje?" }));
  assert.ok(await it.saving.flush());
});
