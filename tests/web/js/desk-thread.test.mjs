import assert from "node:assert/strict";
import { test } from "node:test";
import { episodesOf, meanRating } from "../../../bot/web/static/desk/episodes.js";
import { newestWords, threadOf } from "../../../bot/web/static/desk/thread.js";

const MORNING = new Date(2026, 10, 20, 9).getTime();
const DAY = 86_400_000;
let seq = 0;
const message = (author, body, at, episode = 1) => ({ seq: ++seq, episode, at: MORNING + at, author: { kind: author }, body: typeof body === "string" ? { kind: "text", text: body } : body });
const notice = (code, at, episode = 1) => message("system", { kind: "notice", code }, at, episode);
const kinds = (items) => items.map(({ kind }) => kind);

test("the bot's part is folded once a person was asked for, the customer's last words stay", () => {
  const messages = [
    message("contact", "where is it", 0), message("bot", "here", 1), message("contact", "no", 2), message("bot", "there", 3),
    message("contact", "a person please", 4), notice("queued", 5), message("agent", "hello", 6),
  ];
  const items = threadOf(messages, []);
  assert.deepEqual(kinds(items), ["day", "fold", "message", "message", "message"]);
  assert.equal(items[1].messages, 4);
  assert.equal(items[2].message.body.text, "a person please");
});

test("what the bot handled alone is not folded", () => {
  const messages = [0, 1, 2, 3, 4, 5].map((at) => message(at % 2 ? "bot" : "contact", `${at}`, at));
  assert.ok(!kinds(threadOf(messages, [])).includes("fold"));
});

test("no message is lost or doubled by folding, days and episodes", () => {
  const messages = [];
  for (let at = 0; at < 40; at++) {
    const episode = 1 + Math.floor(at / 13);
    messages.push(message(["contact", "bot", "contact", "agent"][at % (at % 13 > 6 ? 4 : 3)], `${at}`, at * DAY / 7, episode));
  }
  const notes = [{ seq: 1, at: MORNING + 5, author: { id: "a_1", name: "Ana" }, text: "hm" }];
  const flat = (items) => items.flatMap((item) => (item.kind === "fold" ? flat(item.items) : item.kind === "message" ? item.message.seq : item.kind === "note" ? "note" : []));
  const seen = flat(threadOf(messages, notes));
  assert.deepEqual(seen.filter((each) => each !== "note"), messages.map((each) => each.seq));
  assert.equal(seen.filter((each) => each === "note").length, 1);
});

test("keys are unique", () => {
  const messages = [message("contact", "a", 0), message("bot", "b", 1), message("contact", "c", DAY), notice("resolved", DAY + 1), message("contact", "d", 2 * DAY, 2)];
  const keys = threadOf(messages, [{ seq: 1, at: MORNING, author: { id: "a", name: "A" }, text: "" }]).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});

test("messages of one author within minutes follow each other", () => {
  const items = threadOf([message("contact", "a", 0), message("contact", "b", 60_000), message("contact", "c", 20 * 60_000)], []);
  assert.deepEqual(items.slice(1).map(({ follows }) => follows), [false, true, false]);
});

test("suggestions are made for the customer's newest text", () => {
  assert.equal(newestWords([message("contact", "first", 0), message("bot", "x", 1), message("contact", "second", 2), message("agent", "y", 3)]), "second");
  assert.equal(newestWords([message("bot", "x", 1)]), "");
});

test("past episodes with their ratings, newest first", () => {
  const rating = (value, comment) => ({ kind: "rating", request: "q", text: "", value, comment });
  const episodes = episodesOf([
    message("contact", "one", 0), message("bot", rating(2, "slow"), 1), message("contact", "two", 2, 2), message("bot", rating(5), 3, 2), message("bot", { ...rating(0), metric: "nps" }, 4, 2),
    message("contact", "three", 4, 3), message("bot", { kind: "rating", request: "q", text: "" }, 5, 3),
  ]);
  assert.deepEqual(episodes.map(({ episode, words, ratings }) => [episode, words, ratings.map(({ value }) => value)]), [[3, "three", []], [2, "two", [5, 0]], [1, "one", [2]]]);
  assert.deepEqual(meanRating(episodes), { mean: 3.5, n: 2 });
  assert.equal(meanRating([]), null);
});
