import { signal } from "../shared/html.js";
import { api } from "../shared/http.js";
import { queryOf, requestOf, searchOf } from "./query.js";

/** @typedef {import("./query.js").Query} Query */

/** The question that the page asks, the answer to it, and the address that says both. */
export class ReportPage {
  query = signal(queryOf(location.search, new Date()));
  /** The newest answer; it stays, dimmed, while another is fetched. */
  report = signal(/** @type {import("./figures.js").Report | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  loading = signal(false);

  #turn = 0;

  start() {
    addEventListener("popstate", () => {
      this.query.value = queryOf(location.search, new Date());
      void this.load();
    });
    void this.load();
  }

  /** @param {Partial<Query>} part */
  change(part) {
    this.query.value = { ...this.query.peek(), ...part };
    history.pushState(null, "", location.pathname + searchOf(this.query.peek()));
    void this.load();
  }

  async load() {
    const turn = ++this.#turn;
    this.loading.value = true;
    this.refusal.value = null;
    try {
      const report = await api("GET", `/api/reports${requestOf(this.query.peek())}`);
      if (turn === this.#turn) this.report.value = report;
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }
}
