import { html } from "../shared/html.js";
import { language, number, t, tn } from "../shared/i18n.js";
import { useAnswer } from "../figures/answer.js";
import { Shown } from "../figures/states.js";
import { isFew, percent } from "../rooms/units.js";
import { about } from "../figures/where.js";

/**
 * @typedef {import("../rooms/units.js").Figure} Figure
 * @typedef {{id: string, wording: string, language: string, n: number, share: Figure, csat: Figure, newest_at: number,
 *   comments: import("../figures/comment.js").Comment[]}} Theme
 * @typedef {{of: number, looked_at: number, left_alone: number, themes: Theme[]}} Themed
 */

/** Comments of like wording, gathered. @param {{chosen: string | null, choose: (theme: Theme | null) => void}} props */
export function Themes({ chosen, choose }) {
  const answer = /** @type {import("../figures/answer.js").Answer<Themed>} */ (useAnswer(about("/api/reports/themes", { words: language.value })));
  return html`<section class="card" aria-labelledby="themes-title">
    <div class="row card-head"><h2 id="themes-title" class="grow">${t("What they are about")}</h2></div>
    <${Shown} answer=${answer} heights=${[200]}>${(/** @type {Themed} */ { of, looked_at, themes }) => (themes.length
      ? html`<p class="muted small">${looked_at < of ? t("Groups of similar wording among {n} comments, drawn evenly from all {all}.", { n: number(looked_at), all: number(of) })
        : tn("Groups of similar wording among {n} comment.", "Groups of similar wording among {n} comments.", looked_at)}</p>
        <ul class="themes">${themes.map((theme) => html`<li key=${theme.id}>
          <button type="button" class="theme" aria-pressed=${theme.id === chosen} onClick=${() => choose(theme.id === chosen ? null : theme)}>
            <span class="grow theme-wording" lang=${theme.language}>${theme.wording}</span>
            <span class="theme-figures small"><strong>${theme.n}</strong>
              ${theme.csat.value !== null && html`<span class=${isFew(theme.csat) ? "muted" : ""}>CSAT ${percent(theme.csat.value)}</span>`}</span>
          </button></li>`)}</ul>`
      : html`<p class="muted">${t("Too few comments are alike to form groups.")}</p>`)}<//>
  </section>`;
}
