import { Prose } from "../shared/article.js";
import { html } from "../shared/html.js";

/**
 * An answer in the look of a chat on Telegram. Its buttons are there to be seen.
 * @param {{proof: import("./types.js").Preview, language: string}} props
 */
export function TelegramProof({ proof: { telegram, telegram_picture, telegram_buttons }, language }) {
  return html`<div class="proof-telegram" lang=${language}>
    ${telegram.map((words, place) => html`<div class="telegram-bubble" key=${place}>
      ${place === 0 && telegram_picture && html`<img class="telegram-picture" src=${telegram_picture} alt="" />`}
      <${Prose} kind="telegram-words" markup=${words} /></div>`)}
    ${telegram_buttons.map((row) => html`<p class="telegram-row" key=${row.join()}>
      ${row.map((label) => html`<span key=${label}>${label}</span>`)}</p>`)}
  </div>`;
}
