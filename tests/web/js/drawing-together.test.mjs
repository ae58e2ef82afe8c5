import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { seenOn, sheetOf } from "../../../bot/web/static/call/together/marks.js";
import { sizeOfJpeg } from "../../../bot/web/static/call/together/still.js";
import { Together } from "../../../bot/web/static/call/together/together.js";
import { signal } from "../../../bot/web/static/shared/html.js";

const ON = "maja/screen";

/** A room whose relay does what webrtc/rooms.py does: everybody else gets it, with the sender's id before it; from supervisors nothing. */
class Relay {
  #people = new Map();

  /** @param {string} id @param {string} role */
  join(id, role) {
    const own = { id, role, name: id, connected: false, sharing: { camera: true, screen: id === "maja" } };
    const signals = { you: signal(id), others: signal([]), sharing: signal(own.sharing), role: signal(role) };
    const together = new Together(signals);
    this.#people.set(id, { own, signals, together, channels: {} });
    this.#tell();
    return together;
  }

  connect(id) {
    const person = this.#people.get(id);
    person.own.connected = true;
    person.together.open({ createDataChannel: (name) => (person.channels[name] = {
      readyState: "connecting", bufferedAmount: 0, send: (data) => this.#relay(id, name, data),
    }) });
    for (const channel of Object.values(person.channels)) channel.readyState = "open";
    this.#tell();
    person.channels.marks.onopen();
  }

  leave(id) {
    this.#people.delete(id);
    this.#tell();
  }

  stopScreen(id) {
    const person = this.#people.get(id);
    person.own.sharing = { ...person.own.sharing, screen: false };
    person.signals.sharing.value = person.own.sharing;
    this.#tell();
  }

  #tell() {
    for (const [id, { signals }] of this.#people) {
      signals.others.value = [...this.#people.values()].filter(({ own }) => own.id !== id).map(({ own }) => ({ ...own }));
    }
  }

  #relay(by, name, data) {
    if (this.#people.get(by).own.role === "supervisor") return;
    const head = new TextEncoder().encode(`${by}\n`);
    const relayed = typeof data === "string" ? `${by}\n${data}` : new Uint8Array([...head, ...data]).buffer;
    for (const [id, { channels }] of this.#people) if (id !== by && channels[name]) channels[name].onmessage({ data: relayed });
  }
}

const seen = (together) => seenOn(together.board.value, ON).map(({ by, colour, mark }) => ({ by, colour, mark })).toSorted((a, b) => a.by.localeCompare(b.by));

function draws(together, tool, ...points) {
  together.tool.value = tool;
  const id = together.begin(ON, points[0], points[1]);
  together.go(id, points.slice(2));
  together.finish(id);
}

test("everybody has the same board, whoever came when", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent");
  relay.connect("maja");
  relay.connect("ana");
  mock.timers.tick(1_000);
  draws(ana, "arrow", 100, 100, 5000, 5000);
  draws(maja, "pen", 1, 1, 2, 2, 3, 3);
  draws(ana, "number", 700, 700);
  assert.deepEqual(seen(maja), seen(ana));
  assert.deepEqual(seen(ana).map(({ mark }) => mark.points), [[100, 100, 5000, 5000], [700, 700], [1, 1, 2, 2, 3, 3]]);
  mock.timers.tick(1_000);

  const bor = relay.join("bor", "agent"), boss = relay.join("boss", "supervisor");
  relay.connect("bor");
  relay.connect("boss");
  mock.timers.tick(3_000);
  assert.equal(seen(ana).length, 3);
  assert.deepEqual(seen(bor), seen(ana));
  assert.deepEqual(seen(boss), seen(ana));
  assert.equal(new Set(["maja", "ana", "bor"].map((id) => sheetOf(ana.board.value, id).colour)).size, 3);

  ana.undo(ON);
  assert.deepEqual(seen(maja).map(({ by, mark }) => `${by} ${mark.tool}`), ["ana arrow", "maja pen"]);
  bor.clear(ON);
  for (const each of [maja, ana, bor, boss]) assert.deepEqual(seen(each), []);
  mock.timers.reset();
});

test("a tap is no arrow, and a hand that went too far stays within", () => {
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent");
  relay.connect("maja");
  relay.connect("ana");
  draws(ana, "arrow", 100, 100, 110, 100);
  assert.deepEqual(seen(ana), []);
  assert.deepEqual(seen(maja), []);
  ana.tool.value = "point";
  assert.equal(ana.begin(ON, 1, 1), 0);
});

test("who leaves takes the drawing along; so does a screen that is not shared any more", () => {
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent");
  relay.connect("maja");
  relay.connect("ana");
  draws(ana, "arrow", 100, 100, 5000, 5000);
  draws(maja, "arrow", 100, 100, 5000, 5000);
  relay.leave("ana");
  assert.deepEqual(seen(maja).map(({ by }) => by), ["maja"]);
  relay.stopScreen("maja");
  assert.deepEqual(seen(maja), []);
});

test("somebody who points is named, and nobody speaks for another", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent"), boss = relay.join("boss", "supervisor");
  for (const id of ["maja", "ana", "boss"]) relay.connect(id);
  ana.point(ON, 5, 6);
  assert.deepEqual([...maja.pointers.seen.value.values()].map(({ by, x, y }) => [by, x, y]), [["ana", 5, 6]]);
  boss.point(ON, 1, 1);
  draws(boss, "arrow", 1, 1, 5000, 5000);
  assert.deepEqual([...maja.pointers.seen.value.keys()], ["ana"]);
  assert.deepEqual(seen(maja), []);
  ana.pointAway();
  assert.equal(maja.pointers.seen.value.size, 0);
  mock.timers.reset();
});

/** What a browser would make of a canvas and of a picture's bytes. */
const HEAD = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 17, 8, 3, 132, 6, 64, 3];  // 1600 by 900
const canvas = (bytes, head = HEAD) => ({ width: 1600, height: 900, toBlob: (done) => done(new Blob([new Uint8Array(bytes).fill(7).map((each, place) => head[place] ?? each)])) });
globalThis.Image = class {
  async decode() {
    if (Image.broken) throw new Error("no picture");
  }
};

const settled = async (condition) => {
  for (let turn = 0; turn < 200 && !condition(); turn += 1) await new Promise((done) => setImmediate(done));
  assert.ok(condition());
};

test("a frozen picture arrives whole at everybody, and at who comes later", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent");
  relay.connect("maja");
  relay.connect("ana");
  draws(maja, "arrow", 1, 1, 5000, 5000);
  await ana.freeze(ON, canvas(100_000));
  await settled(() => maja.board.value.stills[ON]);
  assert.deepEqual(maja.board.value.stills, ana.board.value.stills);
  assert.deepEqual([...maja.stills.pictures.value.keys()], ["1.ana"]);
  assert.equal(seen(maja)[0].mark.still, "1.ana");
  const bor = relay.join("bor", "agent");
  relay.connect("bor");
  mock.timers.tick(1_100);
  await settled(() => bor.board.value.stills[ON]);
  assert.deepEqual(seen(bor), seen(ana));
  bor.thaw(ON);
  for (const each of [maja, ana, bor]) {
    assert.equal(each.board.value.stills[ON], undefined);
    assert.equal(each.stills.pictures.value.size, 0);
    assert.deepEqual(seen(each), []);
  }
});

test("what is no picture freezes nothing", async () => {
  const relay = new Relay();
  const maja = relay.join("maja", "customer"), ana = relay.join("ana", "agent");
  relay.connect("maja");
  relay.connect("ana");
  const nothing = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    assert.equal(maja.board.value.stills[ON], undefined);
  };
  Image.broken = true;
  await ana.freeze(ON, canvas(100));
  await nothing();
  Image.broken = false;
  await ana.freeze(ON, canvas(100, []));
  await nothing();
  await ana.freeze(ON, canvas(100, [...HEAD.slice(0, 13), 255, 255, 255, 255, 3]));  // 65535 by 65535
  await nothing();
  await ana.freeze(ON, canvas(100));
  ana.thaw(ON);  // before it could be decoded
  await nothing();
});

test("a JPEG says how large it is", () => {
  assert.deepEqual(sizeOfJpeg(new Uint8Array([...HEAD, 0, 0, 0])), { width: 1600, height: 900 });
  for (const bytes of [[], HEAD.slice(0, 9), [1, 2, 3], [0xff, 0xd8, 0xff, 0xd9], Array(100).fill(0xff)]) assert.equal(sizeOfJpeg(new Uint8Array(bytes)), null);
});
