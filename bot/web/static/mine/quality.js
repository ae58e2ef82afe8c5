import { ArrowDown, ArrowUp, Equal } from "../vendor/lucide-reports.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { IntervalBar } from "../figures/interval-bar.js";
import { FIGURES, figureName } from "../figures/names.js";
import { rangeOf, restsOn, valueWords } from "../rooms/units.js";
import { qualityName } from "../reviews/qualities.js";

/** One quality: the figures that stand for it, the own ones beside those of all the others. @param {{of: import("./app.js").Mine["qualities"][number]}} props */
export function Quality({ of: { quality, figures } }) {
  return html`<section class="card quality-card" aria-labelledby=${`quality-${quality}`}>
    <h3 id=${`quality-${quality}`}>${qualityName(quality)}</h3>
    ${figures.map((figure) => html`<${Row} key=${figure.name} figure=${figure} />`)}
  </section>`;
}

/** @param {{figure: import("./app.js").QualityFigure}} props */
function Row({ figure: { name, unit, mine, others, words, better, verdict } }) {
  const most = Math.max(1, mine.high ?? mine.value ?? 0, others.high ?? others.value ?? 0);
  const range = /** @type {[number, number]} */ (rangeOf(name, unit) ?? [0, most]);
  return html`<div class="quality-figure">
    <p><strong>${figureName(name)}</strong> <span class="muted small">${words}</span></p>
    ${mine.n ? html`<${IntervalBar} figure=${mine} unit=${unit} range=${range} />` : html`<p class="muted">${t("Nothing in this period")}</p>`}
    <p class="row wrap small"><span class="muted grow">${others.n ? t("Other agents: {value}", { value: valueWords(others.value, unit) }) : t("Nothing to compare with")}
      ${mine.n > 0 && html` · ${restsOn(mine.n, FIGURES[name]?.of)}`}</span>${others.n > 0 && html`<${Verdict} verdict=${verdict} better=${better} />`}</p>
  </div>`;
}

/** @param {{verdict: import("./app.js").QualityFigure["verdict"], better: "higher" | "lower"}} props */
function Verdict({ verdict, better }) {
  if (verdict === "too_few") return html`<span class="muted">${t("too few to compare")}</span>`;
  if (verdict === "alike") return html`<span class="tag"><${Icon} of=${Equal} size=${13} />${t("similar to the others")}</span>`;
  const good = verdict === better;
  return html`<span class=${good ? "tag good" : "tag warn"}><${Icon} of=${verdict === "higher" ? ArrowUp : ArrowDown} size=${13} />
    ${good ? t("better than the others") : t("worse than the others")}</span>`;
}
