import { Refusal } from "../shared/connection.js";
import { computed, signal } from "../shared/html.js";
import { saveSurvey } from "./api.js";
import { lacking, same, tidied } from "./definition.js";
import { keep, keptOf } from "./kept.js";

/**
 * @typedef {import("./types.js").Survey} Survey
 * @typedef {{field: string, message: Refusal}} Wrong  field: as definition.js texts() names them, or a field's name; "" the whole
 */

/** One survey, opened to be changed: nothing reaches customers before it is saved, nothing written here is lost before. */
export class SurveyEditor {
  survey = signal(/** @type {Survey | null} */ (null));
  saving = signal(false);
  wrong = signal(/** @type {Wrong | null} */ (null));
  /** Somebody else has saved it since; the version of that. */
  overtaken = signal(/** @type {number | null} */ (null));
  changed = computed(() => this.survey.value !== null && (this.#saved.value === null || !same(this.survey.value, this.#saved.value)));

  #saved = signal(/** @type {Survey | null} */ (null));
  /** That it is written on; null: it is new. @type {number | null} */ #version = null;
  #write;

  /** @param {{id: string, write?: typeof saveSurvey}} means */
  constructor({ id, write = saveSurvey }) {
    this.id = id;
    this.#write = write;
  }

  /** Begins with what the server has, and what was written on top of it here before. @param {Survey} survey @param {number | null} version */
  open(survey, version) {
    const kept = keptOf(this.id);
    this.#rest(survey, version);
    if (!kept || same(kept.survey, survey)) return;
    this.survey.value = kept.survey;
    this.#version = kept.version;
    if (kept.version !== version) this.overtaken.value = version;
  }

  /** @param {(survey: Survey) => Survey} change */
  edit(change) {
    const now = this.survey.peek();
    if (!now) return;
    this.wrong.value = null;
    this.survey.value = change(now);
    keep(this.id, this.changed.peek() ? { survey: this.survey.peek() ?? now, version: this.#version, at: Date.now() } : null);
  }

  /** Back to what the server has. */
  discard() {
    const saved = this.#saved.peek();
    if (saved) this.#rest(saved, this.#version);
  }

  /** @param {{over?: boolean}} [how]  over: in place of what somebody else has saved since @returns {Promise<boolean>} whether it is saved */
  async save({ over = false } = {}) {
    const written = this.survey.peek();
    if (!written || this.saving.peek()) return false;
    if (over && this.overtaken.peek() !== null) this.#version = this.overtaken.peek();
    const sent = tidied(written);
    this.saving.value = true;
    try {
      const { version } = await this.#write(sent, this.#version);
      if (same(this.survey.peek() ?? sent, sent)) this.#rest(sent, version);
      else this.#goOn(sent, version);
      return true;
    } catch (refusal) {
      this.#refused(refusal);
      return false;
    } finally {
      this.saving.value = false;
    }
  }

  /** What was written on meanwhile is on top of what is saved now. @param {Survey} saved @param {number} version */
  #goOn(saved, version) {
    this.#saved.value = saved;
    this.#version = version;
    this.overtaken.value = null;
    this.edit((now) => now);
  }

  /** @param {unknown} refusal */
  #refused(refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.code === "stale") this.overtaken.value = refusal.data?.version ?? null;
    else this.wrong.value = { field: refusal.data?.field ?? "", message: refusal };
  }

  /** @param {Survey} survey @param {number | null} version */
  #rest(survey, version) {
    this.#saved.value = this.survey.value = survey;
    this.#version = version;
    this.wrong.value = this.overtaken.value = null;
    keep(this.id, null);
  }

  /** How much a language lacks. @param {string} language */
  lacks(language) {
    const survey = this.survey.value;
    return survey ? lacking(survey, language).length : 0;
  }
}
