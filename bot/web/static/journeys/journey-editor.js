import { Refusal } from "../shared/connection.js";
import { computed, signal } from "../shared/html.js";
import { saveJourney } from "./api.js";
import { newStep, tidy } from "./definition.js";

/** @typedef {import("./types.js").Journey} Journey */
/** @typedef {import("./types.js").Step} Step */

/** A journey that is being written. */
export class JourneyEditor {
  journey;
  /** Why it was not saved, and what is at fault, such as "steps.0.text.en". */
  wrong = signal(/** @type {{refusal: any, field: string} | null} */ (null));
  saving = signal(false);
  version;
  changed = computed(() => JSON.stringify(tidy(this.journey.value)) !== this.#saved.value);
  #saved;

  /** @param {import("./types.js").Row} row */
  constructor({ journey, version }) {
    this.journey = signal(journey);
    this.version = signal(version);
    this.#saved = signal(JSON.stringify(tidy(journey)));
  }

  /** @param {Partial<Journey>} part */
  edit(part) {
    this.wrong.value = null;
    this.journey.value = { ...this.journey.peek(), ...part };
  }

  /** @param {number} place @param {Partial<Step>} part */
  editStep(place, part) {
    const { steps } = this.journey.peek();
    this.edit({ steps: steps.map((step, at) => (at === place ? /** @type {Step} */ ({ ...step, ...part }) : step)) });
  }

  /** @param {Step["does"]} does @param {string} survey */
  add(does, survey) {
    const { steps } = this.journey.peek();
    this.edit({ steps: [...steps, newStep(does, steps, survey)] });
  }

  /** @param {number} place */
  remove(place) {
    this.edit({ steps: this.journey.peek().steps.filter((_, at) => at !== place) });
  }

  discard() {
    this.wrong.value = null;
    this.journey.value = JSON.parse(this.#saved.peek());
  }

  /** @returns {Promise<import("./types.js").Row | null>} null: it was refused */
  async save() {
    const journey = tidy(this.journey.peek());
    this.saving.value = true;
    try {
      const row = await saveJourney(journey, this.version.peek());
      this.version.value = row.version;
      this.#saved.value = JSON.stringify(tidy(row.journey));
      this.journey.value = row.journey;
      this.wrong.value = null;
      return row;
    } catch (refusal) {
      this.wrong.value = { refusal, field: refusal instanceof Refusal ? refusal.data?.field ?? "" : "" };
      return null;
    } finally {
      this.saving.value = false;
    }
  }
}
