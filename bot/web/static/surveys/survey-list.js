import { act } from "../shared/act.js";
import { announce } from "../shared/announce.js";
import { signal } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { bringBack, listSurveys, orderSurveys, removeSurvey, saveSurvey, switchSurvey } from "./api.js";
import { freeId, moved } from "./definition.js";
import { keep } from "./kept.js";

/** @typedef {import("./types.js").Row} Row */

/** All surveys in the order in which they are tried, and what the page knows beside them. */
class SurveyList {
  /** null: not known yet. */
  rows = signal(/** @type {Row[] | null} */ (null));
  known = signal(/** @type {import("./types.js").Known} */ ({ languages: [], fallback_language: "en", touchpoints: [], places: [], bookable: true }));
  refusal = signal(/** @type {any} */ (null));

  async load() {
    this.refusal.value = null;
    try {
      const { surveys, ...known } = await listSurveys();
      this.rows.value = surveys;
      this.known.value = known;
    } catch (refusal) {
      this.refusal.value = refusal;
    }
  }

  /** @param {string | null} id */
  find(id) {
    return this.rows.value?.find((row) => row.id === id) ?? null;
  }

  /** An id that is none yet. @param {string} wanted */
  free(wanted) {
    return freeId(wanted, (this.rows.peek() ?? []).map(({ id }) => id));
  }

  /** @param {Row} row */
  async turn({ id, enabled }) {
    this.#put(id, { enabled: !enabled });
    if (!await act(() => switchSurvey(id, !enabled))) this.#put(id, { enabled });
  }

  /** Among the others, by places. @param {Row} row @param {number} by */
  async move(row, by) {
    const rows = this.rows.peek() ?? [];
    const from = rows.findIndex(({ id }) => id === row.id), to = from + by;
    if (to < 0 || to >= rows.length) return;
    this.rows.value = moved(rows, from, to);
    announce(t("“{words}” is number {n} of {total}", { words: row.id, n: to + 1, total: rows.length }));
    if (!await act(() => orderSurveys(moved(rows, from, to).map(({ id }) => id)))) this.rows.value = rows;
  }

  /** @param {Row} row @returns {Promise<boolean>} */
  async remove(row) {
    const done = await act(() => removeSurvey(row.id));
    if (!done) return false;
    keep(row.id, null);
    this.rows.value = (this.rows.peek() ?? []).filter(({ id }) => id !== row.id);
    toast(t("“{words}” is removed. What was answered stays.", { words: row.id }), {
      label: t("Undo"), run: () => void act(async () => { await bringBack(row.id); await this.load(); }),
    });
    return true;
  }

  /** The same once more, switched off. @param {Row} row @returns {Promise<string | null>} its id; null: refused */
  async duplicate(row) {
    const id = this.free(row.id.slice(0, 28));
    return await act(() => saveSurvey({ ...row.survey, id }, null)) ? id : null;
  }

  /** @param {string} id @param {Partial<Row>} part */
  #put(id, part) {
    this.rows.value = (this.rows.peek() ?? []).map((row) => (row.id === id ? { ...row, ...part } : row));
  }
}

/** The page's one. */
export const surveyList = new SurveyList();
