import { announce } from "../shared/announce.js";
import { computed, signal } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { dismissSuggested, listSuggested, takeSuggested, undoSuggested } from "./growth-api.js";
import { PagesOf } from "./pages-of.js";
import { NOTHING } from "./selection.js";
import { restate, route } from "./where.js";

/** @typedef {import("./growth-api.js").Suggested} Suggested */
/** @typedef {import("./growth-api.js").VariantState} VariantState */

/** @type {readonly VariantState[]} */
const STATES = ["open", "taken", "dismissed"];

/** Suggestions that the server takes at once. */
const MOST = 200;

/** Customers' wordings that articles may be found by. Deeds throw a Refusal. */
export class SuggestionList {
  state = signal(STATES.find((each) => each === route.peek().query.get("state")) ?? "open");
  article = signal(route.peek().query.get("article") ?? "");
  selection = signal(NOTHING);
  /** @type {PagesOf<Suggested>} */
  pages = new PagesOf(async (offset, limit) => {
    const { variants, total } = await listSuggested({ state: this.state.peek(), article: this.article.peek(), offset, limit });
    announce(tn("{n} suggestion", "{n} suggestions", total));
    return { rows: variants, total };
  });
  groups = computed(() => grouped(this.pages.rows.value ?? []));

  /** @param {{state?: VariantState, article?: string}} part */
  change({ state, article }) {
    this.state.value = state ?? this.state.peek();
    this.article.value = article ?? this.article.peek();
    this.selection.value = NOTHING;
    this.pages.rows.value = null;
    restate("suggestions", { query: { state: this.state.value, article: this.article.value } });
    void this.pages.load();
  }

  /** @param {string[]} ids */
  async take(ids) {
    const { failed } = await takeSuggested(ids.slice(0, MOST));
    const stay = new Set([...ids.slice(MOST), ...failed.map(({ id }) => id)]);
    const taken = ids.filter((id) => !stay.has(id));
    if (taken.length) this.#gone(taken, tn("{n} way of asking added.", "{n} ways of asking added.", taken.length));
    if (failed.length) toast(tn("{n} was left as it is: {why}", "{n} were left as they are: {why}", failed.length, { why: t(failed[0].message) }));
  }

  /** @param {string[]} ids */
  async dismiss(ids) {
    await dismissSuggested(ids);
    this.#gone(ids, tn("{n} suggestion set aside.", "{n} suggestions set aside.", ids.length));
  }

  /** @param {string[]} ids */
  async undo(ids) {
    await undoSuggested(ids);
    await this.pages.load({ keep: true });
  }

  /** @param {string[]} ids @param {string} words */
  #gone(ids, words) {
    const gone = new Set(ids);
    this.selection.value = NOTHING;
    this.pages.drop(({ id }) => gone.has(id));
    toast(words, { label: t("Undo"), run: () => void this.undo(ids) });
    if (!this.pages.rows.peek()?.length) void this.pages.load();
  }
}

/**
 * By article and language, in the order in which they come.
 * @param {readonly Suggested[]} rows
 * @returns {{key: string, article: string, title: string, rows: Suggested[]}[]}
 */
export function grouped(rows) {
  /** @type {Map<string, {key: string, article: string, title: string, rows: Suggested[]}>} */
  const groups = new Map();
  for (const row of rows) {
    const { article, title } = row;
    const group = groups.get(article) ?? { key: article, article, title, rows: [] };
    group.rows.push(row);
    groups.set(article, group);
  }
  return [...groups.values()];
}
