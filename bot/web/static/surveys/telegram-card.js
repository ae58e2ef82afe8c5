import { Prose } from "../shared/article.js";
import { html } from "../shared/html.js";
import { valuesOf } from "../shared/survey/card-state.js";

/** @typedef {{telegram: string[], telegram_buttons: string[][]}} Look  telegram: HTML, a message each */

/**
 * In the look of a chat on Telegram. As long as there is no value its buttons give one; then they are there to be seen.
 * @param {{look: Look, card: any, onRate: (value: number) => void}} props
 */
export function TelegramCard({ look: { telegram, telegram_buttons }, card, onRate }) {
  const values = valuesOf(card), before = (/** @type {number} */ row) => telegram_buttons.slice(0, row).flat().length;
  return html`<div class="proof-telegram">
    ${telegram.map((words, place) => html`<div class="telegram-bubble" key=${place}><${Prose} kind="telegram-words" markup=${words} /></div>`)}
    ${telegram_buttons.map((row, at) => html`<p class="telegram-row" key=${at}>${row.map((label, place) => (card.value === undefined
      ? html`<button type="button" key=${label} onClick=${() => onRate(values[before(at) + place])}>${label}</button>`
      : html`<span key=${label}>${label}</span>`))}</p>`)}
  </div>`;
}
