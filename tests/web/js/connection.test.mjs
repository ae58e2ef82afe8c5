import assert from "node:assert/strict";
import { test } from "node:test";

import { Connection, Refusal } from "../../../bot/web/static/shared/connection.js";

/** A server's end of one socket, and a clock that the test moves. */
function world({ hello = () => ({ as: "agent" }) } = {}) {
  const sockets = [];
  const timers = [];
  let time = 1_000_000;
  const open = () => {
    const socket = {
      sent: [], closed: false, onmessage: null, onclose: null,
      send(text) { socket.sent.push(JSON.parse(text)); },
      close() { socket.closed = true; },
      say(frame) { socket.onmessage?.({ data: JSON.stringify(frame) }); },
      lose() { socket.onclose?.({ code: 1006 }); },
      last(type) { return socket.sent.findLast((frame) => frame.type === type); },
      done(type, result = {}) { socket.say({ type: "done", id: socket.last(type).id, result }); },
    };
    sockets.push(socket);
    return socket;
  };
  const timer = (ms, run) => {
    const entry = { at: time + ms, run };
    timers.push(entry);
    return () => { const place = timers.indexOf(entry); if (place >= 0) timers.splice(place, 1); };
  };
  const pass = async (ms) => {
    time += ms;
    for (const due of timers.filter(({ at }) => at <= time)) {
      if (timers.includes(due)) { timers.splice(timers.indexOf(due), 1); due.run(); }
    }
    await settled();
  };
  const connection = new Connection({ hello, url: "ws://test/socket", open, timer, random: () => 1, clock: () => time });
  const online = async () => {
    await settled();
    const socket = sockets.at(-1);
    socket.say({ type: "welcome", protocol: 1, now: time + 250 });
    socket.done("hello", { me: { id: "a_1" } });
    return socket;
  };
  return { connection, sockets, pass, online };
}

const settled = () => new Promise((done) => setImmediate(done));
const state = (connection) => connection.status.value.state;

test("says hello after the welcome and is online after its answer", async () => {
  const { connection, sockets } = world();
  connection.start();
  await settled();
  const [socket] = sockets;
  assert.equal(socket.sent.length, 0);
  socket.say({ type: "welcome", protocol: 1, now: 1_000_250 });
  assert.deepEqual(socket.sent[0], { type: "hello", id: 1, as: "agent" });
  assert.equal(state(connection), "connecting");
  socket.done("hello", { me: { id: "a_1" } });
  assert.equal(state(connection), "online");
  assert.equal(connection.skew, 250);
  assert.deepEqual(connection.welcome.value, { me: { id: "a_1" } });
});

test("a verb gets its own result or refusal", async () => {
  const { connection, online } = world();
  connection.start();
  const socket = await online();
  const taken = connection.request("take", { conversation: "v_7" });
  const solved = connection.request("solved");
  socket.done("solved", {});
  socket.say({ type: "error", id: socket.last("take").id, code: "taken", message: "Ana has it.", data: { agent: { id: "a_1" } } });
  assert.deepEqual(await solved, {});
  await assert.rejects(taken, (error) => error instanceof Refusal && error.code === "taken" && error.data.agent.id === "a_1");
});

test("a verb waits for the connection, but not for ever", async () => {
  const { connection, online, pass } = world();
  connection.start();
  const early = connection.request("person");
  const socket = await online();
  socket.done("person", { conversation: "v_1" });
  assert.deepEqual(await early, { conversation: "v_1" });

  socket.lose();
  const late = assert.rejects(connection.request("person"), { code: "offline" });
  await pass(15_000);
  await late;
});

test("a verb in flight when the socket is lost is refused as offline", async () => {
  const { connection, online } = world();
  connection.start();
  const socket = await online();
  const lost = assert.rejects(connection.request("solved"), { code: "offline" });
  socket.lose();
  await lost;
});

test("tries again after 0.5 s, doubling to 30 s", async () => {
  const { connection, sockets, pass } = world();
  connection.start();
  await settled();
  const delays = [];
  for (let round = 0; round < 9; round++) {
    const before = connection.status.value;
    assert.equal(before.state, "connecting");
    sockets.at(-1).lose();
    const { until } = connection.status.value;
    const start = 1_000_000 + delays.reduce((sum, each) => sum + each, 0);
    delays.push(until - start);
    await pass(until - start);
  }
  assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("starts over at 0.5 s only after a connection that held", async () => {
  const { connection, online, pass } = world();
  connection.start();
  (await online()).lose();
  assert.equal(connection.status.value.until, 1_000_500);
  await pass(500);
  (await online()).lose();
  assert.equal(connection.status.value.until, 1_000_500 + 1_000);
  await pass(1_000);
  const third = await online();
  await pass(6_000);
  third.lose();
  assert.equal(connection.status.value.until, 1_007_500 + 500);
});

test("wake tries at once", async () => {
  const { connection, sockets, online } = world();
  connection.start();
  (await online()).lose();
  assert.equal(sockets.length, 1);
  connection.wake();
  await settled();
  assert.equal(sockets.length, 2);
});

test("a socket that no longer answers pings is given up", async () => {
  const { connection, sockets, online, pass } = world();
  connection.start();
  const socket = await online();
  await pass(20_000);
  socket.done("ping");
  await pass(20_000);
  assert.equal(socket.sent.filter(({ type }) => type === "ping").length, 2);
  await pass(10_000);
  assert.equal(socket.closed, true);
  assert.equal(state(connection), "waiting");
  assert.equal(sockets.length, 1);
});

const collect = () => {
  const heard = [];
  return {
    heard,
    reader: {
      snapshot: (snapshot, seq) => heard.push(["snapshot", seq, snapshot]),
      event: (event, seq, at) => heard.push(["event", seq, event, at]),
      refused: (refusal) => heard.push(["refused", refusal.code]),
    },
  };
};

test("a stream is a snapshot and the events after it, each once", async () => {
  const { connection, online } = world();
  const { heard, reader } = collect();
  connection.subscribe("line", reader);
  connection.start();
  const socket = await online();
  assert.deepEqual(socket.last("subscribe"), { type: "subscribe", id: 2, stream: "line" });
  socket.done("subscribe");
  socket.say({ type: "snapshot", stream: "line", epoch: "e", seq: 4, state: { conversations: [] } });
  socket.say({ type: "event", stream: "line", seq: 5, at: 9, event: { kind: "summary" } });
  socket.say({ type: "event", stream: "line", seq: 5, at: 9, event: { kind: "summary" } });
  assert.deepEqual(heard.map(([kind, seq]) => [kind, seq]), [["snapshot", 4], ["event", 5]]);
});

test("a gap is not applied: the stream is asked for again from where it stood, once", async () => {
  const { connection, online } = world();
  const { heard, reader } = collect();
  connection.start();
  const socket = await online();
  connection.subscribe("line", reader);
  socket.done("subscribe");
  socket.say({ type: "snapshot", stream: "line", epoch: "e", seq: 4, state: {} });
  socket.say({ type: "event", stream: "line", seq: 7, at: 9, event: {} });
  socket.say({ type: "event", stream: "line", seq: 8, at: 9, event: {} });
  const asked = socket.sent.filter(({ type }) => type === "subscribe");
  assert.equal(asked.length, 2);
  assert.deepEqual({ ...asked[1], id: 0 }, { type: "subscribe", id: 0, stream: "line", epoch: "e", after: 4 });
  socket.done("subscribe");
  for (const seq of [5, 6, 7, 8]) socket.say({ type: "event", stream: "line", seq, at: 9, event: {} });
  assert.deepEqual(heard.map(([, seq]) => seq), [4, 5, 6, 7, 8]);
});

test("after a reconnect streams go on after the last event, and a new snapshot replaces everything", async () => {
  const { connection, online, pass } = world();
  const { heard, reader } = collect();
  connection.start();
  const first = await online();
  connection.subscribe("conversation:v_7", reader);
  first.done("subscribe");
  first.say({ type: "snapshot", stream: "conversation:v_7", epoch: "e", seq: 2, state: {} });
  first.lose();
  await pass(500);
  const second = await online();
  assert.equal(second.last("subscribe").after, 2);
  second.done("subscribe");
  second.say({ type: "snapshot", stream: "conversation:v_7", epoch: "f", seq: 1, state: {} });
  second.say({ type: "event", stream: "conversation:v_7", seq: 2, at: 1, event: {} });
  assert.deepEqual(heard.map(([kind, seq]) => [kind, seq]), [["snapshot", 2], ["snapshot", 1], ["event", 2]]);
});

test("a stream that we may not read says so; one that we left is silent", async () => {
  const { connection, online } = world();
  const { heard, reader } = collect();
  connection.start();
  const socket = await online();
  const leave = connection.subscribe("inside:v_7", reader);
  socket.say({ type: "error", id: socket.last("subscribe").id, code: "forbidden", message: "Agents only." });
  assert.deepEqual(heard, [["refused", "forbidden"]]);
  leave();
  assert.equal(socket.last("unsubscribe").stream, "inside:v_7");
  socket.say({ type: "event", stream: "inside:v_7", seq: 1, at: 1, event: {} });
  assert.equal(heard.length, 1);
});

test("signed out means stopped, with the reason, and no further try", async () => {
  const { connection, sockets, online, pass } = world();
  connection.start();
  const socket = await online();
  socket.say({ type: "ended", code: "unauthorized", message: "You were signed out." });
  assert.equal(state(connection), "stopped");
  assert.equal(connection.refusal.message, "You were signed out.");
  await pass(60_000);
  assert.equal(sockets.length, 1);
});

test("credentials that are refused stop the connection; credentials that cannot be fetched are tried again", async () => {
  let works = false;
  const hello = async () => {
    if (!works) throw new Refusal("offline", "");
    throw new Refusal("unauthorized", "Unknown.");
  };
  const { connection, pass } = world({ hello });
  connection.start();
  await settled();
  assert.equal(state(connection), "waiting");
  works = true;
  await pass(500);
  assert.equal(state(connection), "stopped");
  assert.equal(connection.refusal.code, "unauthorized");
});

test("frames without a number reach those who listen, until they stop", async () => {
  const { connection, online } = world();
  const places = [];
  connection.start();
  const socket = await online();
  const stop = connection.on("place", ({ place }) => places.push(place));
  socket.say({ type: "place", conversation: "v_7", place: 2 });
  stop();
  socket.say({ type: "place", conversation: "v_7", place: 1 });
  assert.deepEqual(places, [2]);
});
