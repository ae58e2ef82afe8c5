import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { dismissGap, draftGap, listGaps, reopenGap, settleGap, tellGap } from "./growth-api.js";
import { PagesOf } from "./pages-of.js";
import { go, restate, route } from "./where.js";

/** @typedef {import("./growth-api.js").Gap} Gap */
/** @typedef {import("./growth-api.js").GapState} GapState */

/** @type {readonly GapState[]} */
export const STATES = ["open", "settled", "dismissed"];
export const PERIODS = [30, 90, 365];

/** What customers asked in vain, and what a manager does about it. Deeds throw a Refusal. */
export class GapList {
  state = signal(STATES.find((each) => each === route.peek().query.get("state")) ?? "open");
  days = signal(PERIODS.find((each) => String(each) === route.peek().query.get("days")) ?? 90);
  counts = signal(/** @type {Partial<Record<GapState, number>>} */ ({}));
  /** @type {PagesOf<Gap>} */
  pages = new PagesOf(async (offset, limit) => {
    const { gaps, total, counts = {} } = await listGaps({ state: this.state.peek(), days: this.days.peek(), offset, limit });
    this.counts.value = { ...counts };
    announce(tn("{n} question without an answer", "{n} questions without an answer", total));
    return { rows: gaps, total };
  });

  /** @param {{state?: GapState, days?: number}} part */
  change({ state, days }) {
    this.state.value = state ?? this.state.peek();
    this.days.value = days ?? this.days.peek();
    this.pages.rows.value = null;
    restate("gaps", { query: { state: this.state.value, days: String(this.days.value) } });
    void this.pages.load();
  }

  /** Begins its article and opens it. @param {Gap} gap @param {import("./growth-api.js").Asked} [of]  whose reply becomes the answer */
  async write(gap, of) {
    go("article", { key: (await draftGap(gap.id, of)).key });
  }

  /** @param {Gap} gap @param {{key: string, title: string}} article */
  async settle(gap, article) {
    await settleGap(gap.id, article.key);
    this.#gone(gap, t("Answered by “{title}”. Its wordings wait under Suggestions.", { title: article.title }));
  }

  /** @param {Gap} gap */
  async dismiss(gap) {
    await dismissGap(gap.id);
    this.#gone(gap, t("Set aside: it needs no article."));
  }

  /** @param {Gap} gap */
  async reopen(gap) {
    await reopenGap(gap.id);
    await this.pages.load({ keep: true });
  }

  /** @param {Gap} gap */
  async tell(gap) {
    const { told, later = 0 } = await tellGap(gap.id);
    const after = later > 0 ? ` ${tn("{n} is told once no person talks to them.", "{n} are told once no person talks to them.", later)}` : "";
    toast(tn("{n} person has been told.", "{n} people have been told.", told) + after);
    await this.pages.load({ keep: true });
  }

  /** @param {Gap} gap @param {string} words */
  #gone(gap, words) {
    const undo = async () => { await this.reopen(gap); };
    this.pages.drop(({ id }) => id === gap.id);
    toast(words, { label: t("Undo"), run: () => void undo() });
    void this.pages.load({ keep: true });
  }
}
