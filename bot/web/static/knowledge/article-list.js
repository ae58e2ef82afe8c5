import { announce } from "../shared/announce.js";
import { computed, signal } from "../shared/html.js";
import { tn } from "../shared/i18n.js";
import { articleFigures, listArticles } from "./api.js";
import { queryOf } from "./query.js";
import { NOTHING } from "./selection.js";
import { restate, route } from "./where.js";

/** @typedef {import("./types.js").Row} Row */

const PAGE = 60;
const MOST = 200;
const PAUSE_MS = 150;
/** The period of the figures beside the articles. */
const FIGURES_DAYS = 90;

/** The articles that the filters let through, page after page. */
export class ArticleList {
  query = signal(queryOf(route.peek().query));
  /** null: not known yet. */
  rows = signal(/** @type {readonly Row[] | null} */ (null));
  total = signal(0);
  /** What the filters offer: every category, tag, label and language of the store. */
  offered = signal(/** @type {import("./types.js").Offered} */ ({ categories: [], tags: [], audiences: [], languages: [] }));
  figures = signal(/** @type {import("./types.js").Figures | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  loading = signal(false);
  selection = signal(NOTHING);
  /** The row that the keys move. */
  cursor = signal(/** @type {string | null} */ (null));
  order = computed(() => (this.rows.value ?? []).map(({ key }) => key));
  more = computed(() => this.total.value > this.order.value.length);

  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** Asks again while words are typed, after a short pause. @param {string} q */
  look(q) {
    this.#narrow({ q });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), PAUSE_MS);
  }

  /** @param {Partial<import("./query.js").Query>} part */
  change(part) {
    this.#narrow(part);
    clearTimeout(this.#timer);
    void this.load();
  }

  /** Shown again: as it was left where it is asked for the same, with what has changed meanwhile. @param {URLSearchParams} given */
  open(given) {
    const keep = this.#same(queryOf(given));
    if (!keep) this.#ask(queryOf(given));
    void this.load({ keep });
    void this.#loadFigures();
  }

  /** Goes where the page's address says, by a link or a step back. @param {URLSearchParams} given */
  follow(given) {
    if (this.#same(queryOf(given))) return;
    this.#ask(queryOf(given));
    void this.load();
  }

  /** @param {import("./query.js").Query} query */
  #same(query) {
    return JSON.stringify(query) === JSON.stringify(this.query.peek());
  }

  /** @param {Partial<import("./query.js").Query>} part */
  #narrow(part) {
    this.#ask({ ...this.query.peek(), ...part });
    restate("articles", { query: this.query.peek() });
  }

  /** @param {import("./query.js").Query} query */
  #ask(query) {
    this.query.value = query;
    this.selection.value = NOTHING;
    this.cursor.value = null;
  }

  /** The first page, in place of what is shown; as many rows as there were where nothing but the articles changed. */
  async load({ keep = false } = {}) {
    const turn = ++this.#turn;
    this.loading.value = true;
    this.refusal.value = null;
    try {
      const { articles, total, ...offered } = await this.#first(keep ? Math.max(PAGE, this.order.peek().length) : PAGE);
      if (turn !== this.#turn) return;
      this.rows.value = articles;
      this.total.value = total;
      this.offered.value = offered;
      announce(tn("{n} article", "{n} articles", total));
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }

  /** @param {number} count  of rows; the server gives MOST of them at once @returns {Promise<import("./types.js").Found>} */
  async #first(count) {
    const query = { ...this.query.peek(), days: FIGURES_DAYS };
    const found = await listArticles({ ...query, offset: 0, limit: Math.min(MOST, count) });
    while (found.articles.length < Math.min(count, found.total)) {
      const { articles } = await listArticles({ ...query, offset: found.articles.length, limit: MOST });
      if (!articles.length) break;
      found.articles.push(...articles);
    }
    return found;
  }

  /** The next page, below what is shown. */
  async loadMore() {
    if (this.loading.peek() || !this.more.peek()) return;
    const turn = ++this.#turn;
    this.loading.value = true;
    try {
      const offset = this.order.peek().length;
      const { articles } = await listArticles({ ...this.query.peek(), days: FIGURES_DAYS, offset, limit: PAGE });
      if (turn !== this.#turn) return;
      const known = new Set(this.order.peek());
      this.rows.value = [...(this.rows.peek() ?? []), ...articles.filter(({ key }) => !known.has(key))];
      if (!articles.length) this.total.value = this.order.peek().length;
    } catch (refusal) {
      if (turn === this.#turn) this.refusal.value = refusal;
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }

  async #loadFigures() {
    this.figures.value = await articleFigures(FIGURES_DAYS).catch(() => null); // the list is of use without them
  }

  /** Moves the cursor by rows. @param {number} by */
  move(by) {
    const order = this.order.peek();
    const place = order.indexOf(this.cursor.peek() ?? "");
    const next = place < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, place + by));
    this.cursor.value = order[next] ?? null;
    if (next >= order.length - 5) void this.loadMore();
  }
}

/** The one of this page: it is found again as it was left. */
export const articleList = new ArticleList();
