import assert from "node:assert/strict";
import { test } from "node:test";

import { thread } from "../../../bot/web/static/widget/rows.js";
import { EMPTY, openRequest, reduce, spoken, unread } from "../../../bot/web/static/widget/state.js";

const DAY = 86_400_000;
const NOON = new Date(2026, 10, 22, 12).getTime();
const ANA = { id: "a_1", name: "Ana" };

const snapshot = (owner, messages = []) => ({
  id: "v_7", contact: { id: "c_1", language: "en" }, channel: "widget", owner, fence: 1, episode: 1, language: "en",
  opened_at: NOON, last_at: NOON, earlier: false, messages,
});
const message = (seq, author, body, more = {}) => ({ seq, episode: 1, at: NOON + seq * 1000, author, body, ...more });
const customer = { kind: "contact", id: "c_1" }, agent = { kind: "agent", ...ANA }, bot = { kind: "bot" }, system = { kind: "system" };
const text = (words) => ({ kind: "text", text: words });

const replay = (changes, from = EMPTY) => changes.reduce(reduce, from);

test("wherever the snapshot falls, the state after the rest is the same", () => {
  const article = { kind: "article", article: "track", language: "en", title: "Where is it?", markdown: "", html: "" };
  const events = [
    { kind: "message", message: message(1, customer, text("where is it"), { client_message_id: "m1" }) },
    { kind: "message", message: message(2, bot, article) },
    { kind: "changed", message: message(2, bot, { ...article, helped: false }) },
    { kind: "owner", owner: { kind: "line" }, fence: 2, episode: 1 },
    { kind: "message", message: message(5, system, { kind: "notice", code: "queued" }) },
    { kind: "owner", owner: { kind: "agent", agent: ANA }, fence: 3, episode: 1 },
    { kind: "message", message: message(7, agent, text("Hello!")) },
    { kind: "contact", contact: { id: "c_1", name: "Maja", language: "sl" } },
  ];
  const full = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }) }, ...events.map((event) => ({ do: "event", event }))]);
  for (let taken = 0; taken <= events.length; taken++) {
    const { conversation } = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }) }, ...events.slice(0, taken).map((event) => ({ do: "event", event }))]);
    const fresh = { ...snapshot({ kind: "bot" }), ...conversation };
    const state = replay([{ do: "snapshot", state: fresh }, ...events.slice(taken).map((event) => ({ do: "event", event }))]);
    assert.deepEqual(state, full);
  }
});

test("a place that comes before the snapshot is kept, and goes with the line", () => {
  const waiting = replay([{ do: "place", place: 2 }, { do: "snapshot", state: snapshot({ kind: "line" }) }]);
  assert.equal(waiting.place, 2);
  assert.equal(reduce(waiting, { do: "place", place: 1 }).place, 1);
  const taken = reduce(waiting, { do: "event", event: { kind: "owner", owner: { kind: "agent", agent: ANA }, fence: 2, episode: 1 } });
  assert.equal(taken.place, null);
});

test("an agent is writing until the words are there, or the agent is gone", () => {
  const writing = replay([{ do: "snapshot", state: snapshot({ kind: "agent", agent: ANA }) }, { do: "typing", name: "Ana" }]);
  assert.equal(writing.typing, "Ana");
  const said = reduce(writing, { do: "event", event: { kind: "message", message: message(2, agent, text("Hello!")) } });
  assert.equal(said.typing, null);
  const own = reduce(writing, { do: "event", event: { kind: "message", message: message(2, customer, text("?")) } });
  assert.equal(own.typing, "Ana");
  const left = reduce(writing, { do: "event", event: { kind: "owner", owner: { kind: "bot" }, fence: 2, episode: 1 } });
  assert.equal(left.typing, null);
  const bot = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }) }, { do: "typing", name: "Bot" }]);
  assert.equal(bot.typing, "Bot");
});

test("what the house said since the last look is unread; one's own words and notices are not", () => {
  const { conversation } = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }, [
    message(1, customer, text("hi")), message(2, bot, text("hello")), message(3, system, { kind: "notice", code: "joined", agent: ANA }),
    message(4, agent, text("it is me")), message(5, bot, { kind: "rating", request: "q", text: "How was this?" }),
  ]) }]);
  assert.equal(unread(conversation, 0), 3);
  assert.equal(unread(conversation, 4), 1);
  assert.equal(unread(conversation, 5), 0);
  assert.equal(unread(null, 0), 0);
});

test("the newest request for a rating is open until it is answered, closed, or its time is over", () => {
  const asked = (more) => replay([{ do: "snapshot", state: snapshot({ kind: "nobody" }, [
    message(1, bot, { kind: "rating", request: "q_0", text: "How was it?", until: NOON + DAY }), message(2, customer, text("hi")),
    message(3, bot, { kind: "rating", request: "q_1", text: "How was it?", until: NOON + DAY, ...more }), message(4, bot, text("hello")),
  ]) }]).conversation;
  assert.deepEqual(openRequest(asked({}), NOON), { seq: 3, request: "q_1" });
  assert.equal(openRequest(asked({}), NOON + DAY), null);
  for (const more of [{ value: 0 }, { closed: true }, { until: undefined }]) assert.equal(openRequest(asked(more), NOON), null);
  assert.equal(openRequest(null, NOON), null);
});

test("the thread groups what one person says in one go, and names each day once", () => {
  const { conversation } = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }, [
    message(1, customer, text("a")), message(2, customer, text("b")), message(3, agent, text("c")),
    message(4, system, { kind: "notice", code: "resolved" }), { ...message(5, agent, text("d")), at: NOON + DAY },
    { ...message(6, agent, text("e")), at: NOON + DAY + 10 * 60_000 },
  ]) }]);
  const rows = thread(conversation.messages, []).map((item) => (item.kind === "message" ? `${item.first ? "[" : ""}${item.message.seq}${item.last ? "]" : ""}` : item.kind));
  assert.deepEqual(rows, ["day", "[1", "2]", "[3]", "[4]", "day", "[5]", "[6]"]);
});

test("an unsent message stands last until the stream brings it, and keeps its key then", () => {
  const entry = { client_message_id: "m9", verb: "send", fields: { text: "hi" }, at: NOON };
  const before = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }) }]).conversation;
  assert.deepEqual(thread(before.messages, [entry]).map(({ kind, key }) => [kind, key]), [["unsent", "m9"]]);
  const after = replay([{ do: "snapshot", state: snapshot({ kind: "bot" }, [message(1, customer, text("hi"), { client_message_id: "m9" })]) }]).conversation;
  assert.deepEqual(thread(after.messages, [entry]).map(({ kind, key }) => [kind, key]), [["day", "day 1"], ["message", "m9"]]);
});

test("earlier messages come before, and events before any snapshot change nothing", () => {
  const state = replay([{ do: "snapshot", state: { ...snapshot({ kind: "bot" }, [message(5, bot, text("e"))]), earlier: true } },
    { do: "earlier", messages: [message(3, bot, text("c")), message(4, bot, text("d"))], asked: 2 }]);
  assert.deepEqual(state.conversation.messages.map(({ seq }) => seq), [3, 4, 5]);
  assert.equal(state.conversation.earlier, true);
  assert.equal(reduce(EMPTY, { do: "event", event: { kind: "message", message: message(1, bot, text("x")) } }), EMPTY);
});

test("a screen reader hears what others say, and nothing of one's own", () => {
  assert.equal(spoken(message(1, customer, text("mine"))), null);
  assert.equal(spoken(message(1, agent, text("hello"))), "hello");
  assert.equal(spoken(message(1, system, { kind: "notice", code: "joined", agent: ANA })), null);
});
