import { signal } from "../../shared/html.js";
import { measure } from "./flows.js";
import { count, judge } from "./quality.js";

/** How the connection is, from one look at the browser's counts to the next. */
export class Gauge {
  quality = signal(/** @type {import("./quality.js").Quality} */ ("good"));
  /** What goes up and down, as of the last few seconds; null until there are two looks. */
  measured = signal(/** @type {import("./flows.js").Measured | null} */ (null));

  /** @type {import("./quality.js").Counts | null} */ #counts = null;
  /** @type {import("./flows.js").Mark | null} */ #mark = null;

  /**
   * @param {RTCStatsReport} report @param {import("./flows.js").Lines} lines
   * @param {string} because  why the server lets this page send less; "" while it does not
   */
  look(report, lines, because) {
    const all = [.../** @type {any} */ (report).values()];
    const counts = count(all);
    if (this.#counts) this.quality.value = judge(this.#counts, counts, because);
    this.#counts = counts;
    const { measured, mark } = measure(all, lines, this.#mark);
    this.measured.value = measured;
    this.#mark = mark;
  }
}
