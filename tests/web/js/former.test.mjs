import assert from "node:assert/strict";
import { test } from "node:test";
import { Former, shortest, told } from "../../../bot/web/static/shared/former.js";

const message = (seq, at) => ({ seq, episode: 1, at, author: { kind: "contact" }, body: { kind: "text", text: `${seq}` } });
const conversation = (id, messages, more = {}) => ({ id, messages, earlier: false, former: [], ...more });

/** A connection without a server. */
class Wire {
  readers = new Map();
  asked = [];

  subscribe(stream, reader) {
    assert.ok(!this.readers.has(stream), `${stream} is read twice`);
    this.readers.set(stream, reader);
    return () => this.readers.delete(stream);
  }

  async request(verb, fields) {
    this.asked.push([verb, fields]);
    return { messages: [message(1, 1)] };
  }
}

test("what was said in several conversations is told in order of time, each with where it stands", () => {
  const all = told(conversation("v_1", [message(1, 10), message(2, 30)]), [conversation("v_2", [message(1, 20), message(2, 30)])]);
  assert.deepEqual(all.map(({ of, seq }) => [of, seq]), [[undefined, 1], ["v_2", 1], ["v_2", 2], [undefined, 2]]);
});

test("nothing is told from before what each of them has loaded, and the shortest is loaded next", () => {
  const here = conversation("v_1", [message(7, 50)], { earlier: true }), former = conversation("v_2", [message(1, 20), message(2, 60)]);
  assert.deepEqual(told(here, [former]).map(({ at }) => at), [50, 60]);
  assert.equal(shortest([here, former]), here);
  assert.equal(shortest([former]), null);
});

test("former conversations are read once each, go on being read, and are left together", async () => {
  const wire = new Wire(), former = new Former(wire);
  former.follow(["v_2"]);
  former.follow(["v_2", "v_3"]);
  assert.deepEqual([...wire.readers.keys()], ["conversation:v_2", "conversation:v_3"]);
  wire.readers.get("conversation:v_2").snapshot({ id: "v_2", messages: [message(2, 2)], earlier: true });
  wire.readers.get("conversation:v_2").event({ kind: "changed", message: { ...message(2, 2), body: { kind: "rating", value: 4 } } });
  await former.earlier(former.conversations.value[0]);
  assert.deepEqual(wire.asked, [["earlier", { conversation: "v_2", before: 2, limit: 100 }]]);
  assert.deepEqual(former.conversations.value[0].messages.map(({ seq, body }) => [seq, body.kind]), [[1, "text"], [2, "rating"]]);
  former.close();
  assert.deepEqual([wire.readers.size, former.conversations.value.length], [0, 0]);
});
