import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { ENOUGH, percent } from "../rooms/units.js";

/**
 * How an article does in conversations and in the help centre, and on how much that rests. Nothing while the figures are not known.
 * @param {{articleKey: string, version: number, figures: import("./types.js").Figures | null}} props
 */
export function FigureWords({ articleKey, version, figures }) {
  if (!figures || !version) return null;
  return html`<${Told} articleKey=${articleKey} figures=${figures} /><${Voted} votes=${figures.help[articleKey]} />`;
}

/** @param {{articleKey: string, figures: import("./types.js").Figures}} props */
function Told({ articleKey, figures }) {
  const figure = figures.articles[articleKey];
  if (!figure?.shown) {
    const never = figures.never_shown.includes(articleKey);
    return html`<span class="muted small">${never ? t("never shown") : tn("not shown in {n} day", "not shown in {n} days", figures.days)}</span>`;
  }
  const { shown, helped, not_helped, ended, stick_rate, interval } = figure;
  const said = helped + not_helped;
  const meant = t("Stick rate: of the times that it was shown in a conversation that has ended, how often neither “no” nor a person followed");
  return html`<span class=${ended < ENOUGH ? "does few" : "does"} title=${meant}>
    ${stick_rate !== null && interval && html`<strong>${percent(100 * stick_rate)}</strong>${" "}
      <span class="muted small">${t("stuck, {low}–{high} of {n}", {
        low: percent(100 * interval[0]), high: percent(100 * interval[1]), n: ended,
      })}</span>`}
    <span class="muted small does-shown">${t("shown {n}", { n: shown })}
      ${said > 0 && ` · ${t("helped {helped} of {said}", { helped, said })}`}</span>
  </span>`;
}

/** What readers of the help centre said below it. @param {{votes?: import("./types.js").Votes}} props */
function Voted({ votes }) {
  if (!votes) return null;
  const { helped, not_helped } = votes;
  return html`<span class="muted small does-shown">${t("help centre: helped {helped} of {said}", { helped, said: helped + not_helped })}</span>`;
}
