import { announce } from "../shared/announce.js";
import { Connection, Refusal, stayConnected } from "../shared/connection.js";
import { liveCall } from "../shared/conversation.js";
import { Former, shortest, told } from "../shared/former.js";
import { computed, signal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { language, load, t } from "../shared/i18n.js";
import { Outbox } from "../shared/outbox.js";
import { recall, remember } from "../shared/stored.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { EMPTY, openRequest, permissionSaid, reduce, spoken, unread } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Change} Change
 * @typedef {import("../shared/conversation.js").Choice} Choice
 */

const EARLIER = 100;
const TYPING_EVERY_MS = 2_000;
const TYPING_LASTS_MS = 5_000;
const AWAY_MS = 30 * 60_000;  // after which who comes back pays another visit

/** One visitor's conversation: the connection, what waits to be sent, and the verbs of the widget. */
export class Chat {
  state = signal(/** @type {State} */ (EMPTY));
  /** The visitor as the server knows them; null before the first hello. */
  me = computed(() => this.state.value.conversation?.contact ?? this.connection.welcome.value?.me ?? null);
  /** Whether the widget is being looked at. */
  visible = signal(true);
  /** The newest message that was looked at. */
  seen = signal(Number(recall("seen") ?? 0));
  /** A request for a rating that was left open at an earlier visit, until the chat is looked at; of each request once. */
  left = signal(/** @type {ReturnType<typeof openRequest>} */ (null));
  /** The message that is to be brought into view: the request that was left open. */
  wanted = signal(/** @type {number | null} */ (null));
  unread = computed(() => unread(this.state.value.conversation, this.seen.value) + (this.left.value ? 1 : 0));

  connection = new Connection({ hello: () => this.#credentials() });
  /** Conversations of another browser that are a part of this one since the customer signed in. */
  former = new Former(this.connection);
  told = computed(() => (this.state.value.conversation ? told(this.state.value.conversation, this.former.conversations.value) : []));
  /** The conversation of which earlier messages are to be loaded next; null: there are none. */
  earliest = computed(() => shortest([...this.former.conversations.value, ...this.state.value.conversation ? [this.state.value.conversation] : []]));
  /** There before the first hello, and without a connection: words that were sent are kept from the first moment. */
  outbox = signal(this.#freshOutbox());
  entries = computed(() => this.outbox.value.entries.value);

  /** Whether something may be written to the customer unasked; null: of a visitor of whom nothing else is known. */
  unasked = signal(/** @type {"allowed" | "stopped" | "unsaid" | null} */ (null));

  #labels;
  #customer;
  /** @type {string | null} */ #me = null;
  #known = recall("contact");
  #lookedAt = Number(recall("looked") ?? 0);  // at an earlier visit, ms since 1970; 0: never
  #typedAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #typing;
  /** @type {string | null} */ #stream = null;
  #leave = () => {};
  #later = false;  // signed in, and in a call as somebody who is not: the next hello makes them the customer

  /**
   * @param {string[]} labels  of the visitor, as the page around us says
   * @param {import("./host.js").Customer | null} [customer]  who it says is there
   */
  constructor(labels, customer = null) {
    this.#labels = labels;
    this.#customer = customer;
  }

  start() {
    const { connection } = this;
    connection.welcome.subscribe((welcome) => { if (welcome) this.#welcomed(welcome); });
    connection.status.subscribe(({ state }) => { if (state === "stopped") queueMicrotask(() => this.#stopped()); });
    this.told.subscribe((messages) => this.outbox.peek().settle(new Set(messages.flatMap(({ client_message_id: id }) => id ?? []))));
    connection.on("place", ({ place }) => this.#change({ do: "place", place }));
    connection.on("typing", ({ author }) => this.#hears(author.name ?? t("Bot")));
    addEventListener("storage", () => this.outbox.value.refresh());
    document.addEventListener("visibilitychange", () => this.look());
    stayConnected(connection);
    connection.start();
  }

  // -- who we are -----------------------------------------------------------------------------

  /** @returns {Promise<import("../shared/connection.js").Credentials>} */
  async #credentials() {
    let token = recall("contact");
    if (!token) {
      ({ token } = await api("POST", "/api/widget/start", { language: language.peek() }));
      remember("contact", token);
    }
    const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
    return {
      as: "contact", token: /** @type {string} */ (token), timezone, ...(this.#labels.length && { labels: this.#labels }),
      ...(this.#customer && { customer: this.#customer }),
    };
  }

  /** The page around us has signed somebody in. @param {import("./host.js").Customer} customer */
  identify(customer) {
    this.#customer = customer;
    this.#greetAgain();
  }

  #greetAgain() {
    this.connection.stop();
    this.connection.start();
  }

  /** The customer has signed out: whoever comes next begins as a new visitor, and does not send what this one wrote. */
  forget() {
    this.#customer = null;
    this.outbox.peek().clear();
    remember("contact", null);
    this.connection.stop();
    this.#beginAnew();
    this.connection.start();
  }

  #beginAnew() {
    this.#me = null;
    this.#leaveThread();
    this.outbox.value = this.#freshOutbox();
    this.unasked.value = null;
  }

  /** What waits to be sent stays: it goes on in another conversation. */
  #leaveThread() {
    this.#leave();
    this.#leave = () => {};
    this.#stream = null;
    this.former.close();
    this.state.value = EMPTY;
    this.seen.value = 0;
    remember("seen", null);
  }

  /** The server does not know this visitor any more (its data was removed): begin as a new one, once. */
  #stopped() {
    if (this.connection.refusal?.code !== "unauthorized" || !this.#known) return;
    this.#known = null;
    remember("contact", null);
    this.#beginAnew();
    this.connection.start();
  }

  /**
   * @param {{me: {id: string, language: string}, conversation?: string, token?: string, unasked?: "allowed" | "stopped" | "unsaid", later?: boolean}} welcome
   *   token: this browser is somebody else from now on, the shop's customer. later: once their call is over
   */
  #welcomed({ me, conversation, token, unasked = undefined, later = false }) {
    if (token) remember("contact", token);
    this.#later = later;
    if (this.#me !== null && this.#me !== me.id) this.#leaveThread();
    this.#me = me.id;
    this.unasked.value = unasked ?? null;
    if (conversation) this.read(conversation);
    if (me.language !== language.peek()) this.ask("profile", { language: language.peek() });
    void this.outbox.value.flush();
  }

  #freshOutbox() {
    return new Outbox({ name: "visitor", request: (verb, fields) => this.#deliver(verb, fields) });
  }

  /** @param {string} verb @param {any} fields */
  async #deliver(verb, fields) {
    // Offline the message stays where it is, and says so; the next welcome sends it.
    if (this.connection.status.peek().state !== "online") throw new Refusal("offline", "");
    const { conversation } = await this.connection.request(verb, fields);
    if (conversation) this.read(conversation);
  }

  // -- what is said ---------------------------------------------------------------------------

  /** @param {string} conversation  its id */
  read(conversation) {
    const stream = `conversation:${conversation}`;
    if (this.#stream === stream) return;
    if (this.#stream) this.#leaveThread();
    this.#stream = stream;
    this.#leave = this.connection.subscribe(this.#stream, {
      snapshot: (state) => {
        const first = !this.state.peek().conversation;
        this.#change({ do: "snapshot", state });
        if (first) this.#recallRequest();
      },
      event: (event) => {
        if (event.kind === "continued") return this.#greetAgain();
        this.#change({ do: "event", event });
        if (event.kind === "contact") this.#speak(event.contact.language);
        if (event.kind === "message") this.unasked.value = permissionSaid(event.message) ?? this.unasked.peek();
        const words = event.kind === "message" ? spoken(event.message) : null;
        if (words) announce(words);
      },
    });
  }

  /** The visitor asked for another language in words. @param {string} wanted */
  #speak(wanted) {
    if (wanted !== language.peek()) void load(wanted, { keep: true });
  }

  /** @param {Change} change */
  #change(change) {
    this.state.value = reduce(this.state.value, change);
    const { conversation } = this.state.value;
    this.former.follow(conversation?.former ?? []);
    this.look();
    if (this.#later && conversation && !liveCall(conversation)) {
      this.#later = false;
      this.#greetAgain();
    }
  }

  /** What was seen and left open is shown once more, at the next visit. */
  #recallRequest() {
    const open = openRequest(this.state.peek().conversation, Date.now() + this.connection.skew);
    if (!open || open.seq > this.seen.peek() || Date.now() - this.#lookedAt < AWAY_MS) return;
    const [reminded, since = Date.now()] = (recall("reminded") ?? "").split(" ");
    if (reminded === open.request && Date.now() - Number(since) > AWAY_MS) return;
    remember("reminded", `${open.request} ${reminded === open.request ? since : Date.now()}`);
    this.left.value = open;
    this.look();
  }

  /** What is on screen has been looked at. */
  look() {
    if (!this.visible.value || document.hidden) return;
    const left = this.left.peek();
    if (left) {
      remember("reminded", `${left.request} 0`);
      this.wanted.value = left.seq;
      this.left.value = null;
    }
    if (this.state.peek().conversation) remember("looked", String(Date.now()));
    const newest = this.state.value.conversation?.messages.at(-1)?.seq ?? 0;
    if (newest === this.seen.value) return;
    this.seen.value = newest;
    remember("seen", String(newest));
  }

  /** @param {string} name */
  #hears(name) {
    clearTimeout(this.#typing);
    this.#change({ do: "typing", name });
    this.#typing = setTimeout(() => this.#change({ do: "typing", name: null }), TYPING_LASTS_MS);
  }

  // -- verbs ----------------------------------------------------------------------------------

  /** @param {string} text */
  send(text) {
    this.outbox.value.add("send", { text });
  }

  /** @param {Choice} choice @param {string} [typed]  what the choice was suggested for */
  choose({ article, label }, typed) {
    this.outbox.value.add("choose", { article, label, typed });
  }

  /** Whether all works, in answer to the message that asks it. @param {number} seq @param {boolean} works */
  checkIn(seq, works) {
    const here = this.state.peek().conversation?.id;
    return this.ask("check_in", { client_message_id: `works-${here}-${seq}-${works}`, seq, works });
  }

  /**
   * Asks the server for something that is not a message; what goes wrong is told in a toast.
   * @param {string} verb @param {Record<string, any>} [fields]
   * @returns {Promise<boolean>} whether it was done
   */
  async ask(verb, fields) {
    try {
      const { conversation } = await this.connection.request(verb, fields);
      if (conversation) this.read(conversation);
      return true;
    } catch (error) {
      toast(explain(error));
      return false;
    }
  }

  /**
   * Articles that may be meant by what is being written; none without a connection.
   * @param {string} text
   * @returns {Promise<Choice[]>}
   */
  async suggest(text) {
    if (this.connection.status.peek().state !== "online") return [];
    return this.connection.request("suggest", { text }).then(({ choices = [] }) => choices, () => []);
  }

  async earlier() {
    const conversation = this.earliest.peek();
    if (!conversation) return;
    const fields = { conversation: conversation.id, before: conversation.messages[0]?.seq ?? 0, limit: EARLIER };
    try {
      if (conversation.continues_in) return await this.former.earlier(conversation);
      const { messages = [] } = await this.connection.request("earlier", fields);
      this.#change({ do: "earlier", messages, asked: EARLIER });
    } catch (error) {
      toast(explain(error));
    }
  }

  /** Tells the agent that the customer is writing, now and then. */
  types() {
    const { conversation } = this.state.value;
    if (conversation?.owner.kind !== "agent" || Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    this.connection.request("typing", { conversation: conversation.id }).catch(() => {});
  }
}
