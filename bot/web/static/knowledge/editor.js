import { computed, signal } from "../shared/html.js";
import { LANGUAGES } from "../shared/i18n.js";
import * as server from "./api.js";
import { complete, same, translationOf, withTranslation } from "./article.js";
import { Autosave } from "./autosave.js";
import { keep, keptOf } from "./kept.js";
import { readAttributes } from "./words-api.js";

/**
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Standing} Standing
 */

/** One article, opened to be written. */
export class ArticleEditor {
  /** What the server has; null: not known yet. */
  standing = signal(/** @type {Standing | null} */ (null));
  /** As it is written here. */
  article = signal(/** @type {Article | null} */ (null));
  refusal = signal(/** @type {any} */ (null));
  /** What somebody else has made of it meanwhile. */
  theirs = signal(/** @type {Standing | null} */ (null));
  /** The language that is written, and the one beside it to look at; null: none. */
  language = signal("en");
  beside = signal(/** @type {string | null} */ (null));
  /** What the filters of the list offer too: the store's categories, tags, labels, languages. */
  offered = signal(/** @type {import("./types.js").Offered} */ ({ categories: [], tags: [], audiences: [], languages: [] }));
  attributes = signal(/** @type {import("./types.js").Attribute[]} */ ([]));
  languages = computed(() => this.article.value?.translations.map(({ language }) => language) ?? []);
  /** Languages that the store speaks and this article does not. */
  addable = computed(() => [...new Set([...this.offered.value.languages, ...Object.keys(LANGUAGES)])]
    .filter((each) => !this.languages.value.includes(each)));
  published = computed(() => Boolean(this.standing.value?.article));

  /** @param {string} key */
  constructor(key) {
    this.key = key;
    this.saving = new Autosave({
      send: server.saveDraft,
      keep: (article, revision) => keep(key, article && { article, revision, at: Date.now() }),
      onSaved: (draft) => this.#took({ draft }),
      onStale: () => void this.#lookAtTheirs(),
    });
  }

  async open() {
    this.refusal.value = null;
    try {
      const standing = await server.readArticle(this.key);
      const kept = keptOf(this.key);
      this.#show(standing);
      if (kept && !same(complete(kept.article), this.article.peek())) this.#restore(complete(kept.article), kept.revision);
      else if (kept) keep(this.key, null);
    } catch (refusal) {
      this.refusal.value = refusal;
    }
    void this.#offer();
  }

  /** Looks again when the page comes back into view: somebody else may have written. */
  async refresh() {
    if (!this.standing.peek() || this.saving.pending || this.theirs.peek()) return false;
    const standing = await server.readArticle(this.key).catch(() => null);
    const known = this.standing.peek();
    if (!standing || this.saving.pending) return false;
    if (standing.draft?.revision === known?.draft?.revision && standing.version === known?.version) return false;
    this.#show(standing);
    return true;
  }

  /** @param {Article} article */
  edit(article) {
    this.article.value = article;
    this.saving.write(article);
  }

  /** @param {string} language @param {Partial<import("./types.js").Translation>} part */
  editIn(language, part) {
    this.edit(withTranslation(/** @type {Article} */ (this.article.peek()), language, part));
  }

  async #lookAtTheirs() {
    this.theirs.value = await server.readArticle(this.key).catch(() => null);
  }

  takeTheirs() {
    const theirs = this.theirs.peek();
    if (theirs) this.#show(theirs);
    this.theirs.value = null;
  }

  async keepMine() {
    const revision = this.theirs.peek()?.draft?.revision ?? null;
    this.theirs.value = null;
    return this.saving.insist(revision);
  }

  /** Sends what is left, and asks what may be done with it. @returns {Promise<boolean>} whether all is on the server */
  async ready() {
    const saved = await this.saving.flush();
    if (saved) this.standing.value = await server.readArticle(this.key);
    return saved;
  }

  /** Reads anew after something was done on the server, such as publishing. */
  async reload() {
    this.#show(await server.readArticle(this.key));
  }

  /** @param {Standing} standing */
  #show(standing) {
    this.standing.value = standing;
    const shown = standing.draft?.article ?? standing.article;
    this.article.value = shown && complete(shown);
    this.saving.rest(standing.draft);
    const known = this.languages.peek();
    if (!known.includes(this.language.peek())) this.language.value = known[0] ?? "en";
    const beside = this.beside.peek();
    if (beside && (!known.includes(beside) || beside === this.language.peek())) this.beside.value = null;
  }

  /**
   * What was not sent the last time is sent now; the server says whether somebody else has written since.
   * @param {Article} article @param {number | null} revision
   */
  #restore(article, revision) {
    this.saving.revision = revision;
    this.edit(article);
  }

  /** @param {Partial<Standing>} part */
  #took(part) {
    const standing = this.standing.peek();
    if (standing) this.standing.value = { ...standing, ...part };
  }

  async #offer() {
    const [found, asked] = await Promise.all([
      server.listArticles({ limit: 1 }).catch(() => null), readAttributes().catch(() => null),
    ]);
    if (found) this.offered.value = found;
    if (asked) this.attributes.value = asked.rows;
  }

  /** @param {string} language */
  write(language) {
    if (this.beside.peek() === language) this.beside.value = this.language.peek();
    this.language.value = language;
    const article = this.article.peek();
    if (article && !translationOf(article, language)) this.article.value = withTranslation(article, language, {});
  }
}
