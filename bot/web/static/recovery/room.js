import { Connection, stayConnected } from "../shared/connection.js";
import { createContext, signal, useContext } from "../shared/html.js";
import { api } from "../shared/http.js";
import { correct } from "../shared/time.js";
import { readSettings } from "./api.js";
import { openAfter, openFrom } from "./state.js";

/** @typedef {{id: string, name: string, role: string, disabled_at?: number}} Agent */

/** The room of recovery for one agent: which cases are open, live, and where the page stands. */
export class Room {
  /** null: not known yet. */
  open = signal(/** @type {import("./state.js").Open | null} */ (null));
  /** The newest event of the stream; a page that shows this case reads it anew. */
  latest = signal(/** @type {import("./types.js").Case | null} */ (null));
  settings = signal(/** @type {import("./types.js").Settings | null} */ (null));
  timezone = signal("");
  agents = signal(/** @type {readonly Agent[]} */ ([]));
  /** A customer's call that rings at this agent; it is answered in the desk. */
  rings = signal(/** @type {{room: string, conversation: string, contact: import("./types.js").Contact} | null} */ (null));

  /** @param {Agent} me */
  constructor(me) {
    this.me = me;
    this.connection = new Connection({ hello: () => ({ as: "agent" }) });
  }

  get manages() {
    return this.me.role === "manager";
  }

  start() {
    this.connection.welcome.subscribe(() => correct(this.connection.skew));
    this.connection.subscribe("cases", {
      snapshot: (state) => { this.open.value = openFrom(state); },
      event: (event) => {
        this.open.value = openAfter(this.open.peek() ?? {}, event);
        if (event.kind === "case") this.latest.value = event.case;
      },
    });
    this.connection.on("ring", ({ over, ...ring }) => { this.rings.value = over ? null : ring; });
    stayConnected(this.connection);
    this.connection.start();
    void this.load();
  }

  /** What changes seldom; a page does without it until it is there. */
  async load() {
    const [told, people] = await Promise.all([
      readSettings().catch(() => null), api("GET", "/api/agents").catch(() => null),
    ]);
    if (told) [this.settings.value, this.timezone.value] = [told.settings, told.timezone];
    if (people) this.agents.value = people.agents;
  }
}

const RoomContext = createContext(/** @type {any} */ (null));

/** Gives the room to every component below it. */
export const RoomProvider = RoomContext.Provider;

/** @returns {Room} */
export const useRoom = () => useContext(RoomContext);
