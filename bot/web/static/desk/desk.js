import { Connection, Refusal, stayConnected } from "../shared/connection.js";
import { liveCall } from "../shared/conversation.js";
import { computed, effect, signal, untracked } from "../shared/html.js";
import { api } from "../shared/http.js";
import { Outbox } from "../shared/outbox.js";
import { steadyTimer } from "../shared/steady.js";
import { upload } from "../shared/upload.js";
import { alertsAfter, alertsFrom, NONE } from "./alerts.js";
import { awaits, counts, listed } from "./lists.js";
import { nameOf } from "../rooms/names.js";
import { Opened } from "./opened.js";
import { hashOf, routeOf } from "./route.js";
import { Search } from "./search.js";
import { Rings } from "./rings.js";
import { openAfter, openFrom } from "../recovery/state.js";
import { applicable } from "./verbs.js";
import { lineAfter, lineFrom } from "./state.js";
import { StillList } from "./still.js";
import { watchUnsent } from "./unsent.js";

/**
 * @typedef {import("./types.js").Agent} Agent
 * @typedef {import("./types.js").Person} Person
 * @typedef {import("./lists.js").ListName} ListName
 * @typedef {import("../shared/conversation.js").CallKind} CallKind
 * @typedef {{room: string, conversation: string, name: string, kind?: CallKind, atOnce?: boolean, listens?: boolean}} InCall
 *   name: of the customer. atOnce: in without a question, because somebody waits. listens: as one who only hears and sees
 */

const SHOW_MS = 50;

/** The desk of one agent: what it knows and what it can do. The components read its signals and call its verbs. */
export class Desk {
  line = signal(/** @type {import("./state.js").Line | null} */ (null));
  present = signal(/** @type {readonly Person[]} */ ([]));
  agents = signal(/** @type {readonly Agent[]} */ ([]));
  list = signal(/** @type {ListName} */ ("waiting"));
  filter = signal(/** @type {import("./lists.js").Filter} */ ({}));
  route = signal(routeOf(location.hash));
  opened = signal(/** @type {Opened | null} */ (null));
  /** The call that this agent is in; null: none. */
  call = signal(/** @type {InCall | null} */ (null));
  /** Recovery cases that are open. */
  cases = signal(/** @type {import("../recovery/state.js").Open} */ ({}));
  /** Grows when a draft was changed from outside of the composer. */
  draftTurn = signal(0);
  /** What the server did not take lately, and where; null: nothing that the agent has not seen. */
  refused = signal(/** @type {{conversation: string, refusal: any} | null} */ (null));

  /** What stands behind the bell; null: not known yet. */
  alerts = signal(/** @type {import("./alerts.js").Alerts | null} */ (null));

  counts = computed(() => counts(Object.values(this.line.value ?? {}), this.me.id));
  /** Customers of this agent who wait for a reply. */
  awaiting = computed(() => Object.values(this.line.value ?? {}).filter((summary) => awaits(summary, this.me.id)));
  still = new StillList(
    () => listed(Object.values(this.line.value ?? {}), this.list.value, this.me.id, this.filter.value),
    () => [this.list.value, this.filter.value.channel, this.filter.value.language].join(),
  );
  search = new Search();
  /** The rows on screen: what was found while something is looked for, else the list. */
  rows = computed(() => (this.search.query.value.trim() ? this.#found() : this.#inList()));
  selected = computed(() => this.route.value.conversation);

  #line = /** @type {import("./state.js").Line} */ ({});
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #showing;

  /** @param {Agent} me */
  constructor(me) {
    this.me = me;
    this.connection = new Connection({ hello: () => ({ as: "agent" }), timer: steadyTimer() });
    this.rings = new Rings(this.connection);
    this.outbox = new Outbox({ name: `agent.${me.id}`, request: (verb, fields) => this.connection.request(verb, fields) });
  }

  start() {
    this.connection.subscribe("line", {
      snapshot: (state) => this.#lineIs(lineFrom(state)),
      event: (event) => this.#lineIs(lineAfter(this.#line, event)),
    });
    this.connection.subscribe("cases", {
      snapshot: (state) => { this.cases.value = openFrom(state); },
      event: (event) => { this.cases.value = openAfter(this.cases.peek(), event); },
    });
    this.connection.subscribe(`agent:${this.me.id}`, {
      snapshot: (state) => { this.alerts.value = alertsFrom(state); },
      event: (event) => { this.alerts.value = alertsAfter(this.alerts.peek() ?? NONE, event); },
    });
    this.connection.on("presence", ({ agents = [] }) => { this.present.value = agents; });
    addEventListener("hashchange", () => { this.route.value = routeOf(location.hash); });
    effect(() => this.#open(this.selected.value));
    watchUnsent(this);
    stayConnected(this.connection);
    this.connection.start();
    void this.loadAgents();
  }

  /**
   * Shows the line at most every SHOW_MS: a busy shop changes it faster than eyes and browsers follow.
   * @param {import("./state.js").Line} line
   */
  #lineIs(line) {
    this.#line = line;
    this.#showing ??= setTimeout(() => {
      this.#showing = undefined;
      this.line.value = this.#line;
    }, SHOW_MS);
  }

  /** The time now by the server's clock, from this machine's. @param {number} present  ms since 1970 */
  serverTime(present) {
    return present + this.connection.skew;
  }

  async loadAgents() {
    const { agents } = await api("GET", "/api/agents").catch(() => ({ agents: this.agents.peek() }));
    this.agents.value = agents;
  }

  // -- where we stand -----------------------------------------------------------------------

  /** @param {string | null} id @param {boolean} [person] */
  show(id, person = false) {
    location.hash = hashOf(id, person);
    this.route.value = routeOf(location.hash); // the event comes later, a second key may come before it
  }

  /** Opens the next or the previous row. @param {1 | -1} step */
  move(step) {
    const rows = this.rows.peek();
    if (!rows.length) return;
    const place = rows.findIndex(({ id }) => id === this.selected.peek());
    const next = place < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, place + step));
    this.show(rows[next].id);
  }

  #inList() {
    const line = this.line.value ?? {};
    return this.still.rows.value.flatMap((id) => line[id] ?? []);
  }

  /** The line knows more than a search that was answered a while ago. */
  #found() {
    return (this.search.results.value ?? []).map((summary) => this.line.value?.[summary.id] ?? summary);
  }

  /** @param {string | null} id */
  #open(id) {
    untracked(() => {
      if (this.opened.peek()?.id === id) return;
      this.opened.peek()?.close();
      this.opened.value = id ? new Opened(id, this.connection) : null;
    });
  }

  // -- verbs: each throws the Refusal of the server -----------------------------------------

  /** @param {string} conversation */
  take(conversation) {
    return this.connection.request("take", { conversation });
  }

  /**
   * A verb of the one who holds the opened conversation.
   * @param {"release" | "hand_back" | "resolve" | "transfer" | "call.start"} verb @param {Record<string, any>} [fields]
   */
  held(verb, fields = {}) {
    const conversation = this.opened.peek()?.conversation.peek();
    if (!conversation) throw new Refusal("not_found", "This is no longer there.");
    return this.connection.request(verb, { conversation: conversation.id, fence: conversation.fence, ...fields });
  }

  /** Offers a call, or opens the one that there is. @param {CallKind} [kind]  of a new one */
  async video(kind = "video") {
    const conversation = this.opened.peek()?.conversation.peek();
    if (!conversation) return;
    const live = liveCall(conversation);
    const room = live?.room ?? (await this.held("call.start", { kind })).room;
    this.call.value = { room, conversation: conversation.id, name: nameOf(conversation.contact), kind: live?.media ?? kind };
  }

  /** The same, for which the conversation is taken where nobody else has it. @param {import("./types.js").Conversation} conversation */
  async videoWith(conversation) {
    if (!applicable(conversation, this.me.id).has("take")) return this.video();
    const { fence } = await this.take(conversation.id);
    const { room } = await this.connection.request("call.start", { conversation: conversation.id, fence, kind: "video" });
    this.call.value = { room, conversation: conversation.id, name: nameOf(conversation.contact), kind: "video" };
  }

  /** Answers what rings: a customer's call, which takes the conversation, or a colleague's. @param {import("./rings.js").Ring} ring */
  async accept(ring) {
    const { room, conversation, contact, kind = "video", invited_by: by } = ring;
    if (!by) await this.connection.request("call.accept", { conversation, room });
    this.rings.drop(room);
    this.show(conversation);
    this.call.value = { room, conversation, name: nameOf(contact), kind, atOnce: true };
  }

  /**
   * It rings on at the others; where it rings at this agent alone, the customer is told.
   * @param {import("./rings.js").Ring} ring
   */
  decline({ room, conversation, invited_by: by }) {
    this.rings.decline(room);
    const owner = this.line.peek()?.[conversation]?.owner;
    const alone = owner?.kind === "agent" && owner.agent.id === this.me.id;
    if (alone && !by) this.connection.request("call.decline", { room }).catch(() => {});
  }

  /** Hears and sees a running call of the open conversation, without a voice in it. @param {string} room */
  async listen(room) {
    const conversation = this.opened.peek()?.conversation.peek();
    if (!conversation) return;
    await this.connection.request("call.listen", { room });
    this.call.value = { room, conversation: conversation.id, name: nameOf(conversation.contact), listens: true };
  }

  /** @param {string} conversation @param {number} fence @param {import("./drafts.js").Draft} draft */
  reply(conversation, fence, { text, article }) {
    if (text.trim()) this.outbox.add("reply", { conversation, fence, text });
    if (article) this.outbox.add("reply", { conversation, fence, article: article.article });
  }

  /**
   * Takes the conversation first where nobody has it.
   * @param {import("./types.js").Conversation} conversation @param {Blob} picture @param {string} client_message_id
   */
  async sendPicture({ id, owner, fence }, picture, client_message_id) {
    const held = applicable({ owner }, this.me.id).has("take") ? (await this.take(id)).fence : fence;
    const query = new URLSearchParams({ fence: String(held), client_message_id });
    await upload(`/api/conversations/${encodeURIComponent(id)}/pictures?${query}`, picture);
  }

  /** @param {string} conversation @param {string} text */
  note(conversation, text) {
    this.outbox.add("note", { conversation, text });
  }

  /** @param {string} conversation @param {number} seq  of a message that could not be delivered */
  retry(conversation, seq) {
    return this.connection.request("retry", { conversation, seq });
  }
}
