import { computed, signal } from "../../shared/html.js";
import { recall, remember } from "../../shared/stored.js";
import { arrange, pictures, screensAfter } from "./places.js";

/** @typedef {"microphone" | "camera" | "more" | "connection" | "keys"} SheetName */

/** How this page shows the call: what is large, what is left out, which sheet is open. The others do not notice. */
export class View {
  /** The key of the picture that was chosen for the stage; null: the call arranges itself. */
  chosen = signal(/** @type {string | null} */ (null));
  /** A shared screen as large as it is, instead of as large as fits. */
  actual = signal(false);
  ownHidden = signal(recall("call.own") === "hidden");
  sheet = signal(/** @type {SheetName | null} */ (null));

  /** @type {string[]} */ #screens = [];

  /** @param {import("../room/live-room.js").LiveRoom} room @param {string} name  of the one who is met */
  constructor(room, name) {
    this.shown = computed(() => pictures(room.you.value, room.sharing.value, room.others.value, name));
    this.arranged = computed(() => {
      this.#screens = screensAfter(this.#screens, this.shown.value);
      return arrange(this.shown.value, { chosen: this.chosen.value, screens: this.#screens, ownHidden: this.ownHidden.value });
    });
  }

  /** Gives a picture the stage, or leaves the choice to the call again. @param {string | null} key */
  choose(key) {
    this.chosen.value = key;
    this.actual.value = false;
  }

  turnOwn() {
    this.ownHidden.value = !this.ownHidden.value;
    remember("call.own", this.ownHidden.value ? "hidden" : null);
  }

  /** Opens a sheet, or closes it where it is open. @param {SheetName} name */
  turn(name) {
    this.sheet.value = this.sheet.value === name ? null : name;
  }
}
