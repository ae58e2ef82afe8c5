import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { openBehind } from "./behind.js";
import { FIGURES, figureName } from "./names.js";
import { ENOUGH, NONE, intervalWords, isFew, percent, restsOn, valueWords } from "../rooms/units.js";

/** @typedef {import("../rooms/units.js").Figure} Figure */

/** What may be looked at by itself, of the figures that count some of their conversations. @param {string} name */
export function hitsOf(name) {
  switch (name) {
    case "csat": case "overall": return { yes: t("Satisfied"), no: t("Not satisfied") };
    case "response": return { yes: t("Answered"), no: t("Not answered") };
    case "contained": return { yes: t("Without a person"), no: t("With a person") };
    case "stick": return { yes: t("The answer stuck"), no: t("It did not") };
    case "repeat": return { yes: t("Came again"), no: t("Did not") };
    case "solved": return { yes: t("Solved for good"), no: t("Came again") };
    case "recovered": return { yes: t("Recovered"), no: t("Not recovered") };
    default: return undefined;
  }
}

/** Opens the conversations behind a figure of the whole page. @param {string} name @param {Record<string, string>} [more] */
export const openFigure = (name, more = {}) =>
  openBehind(figureName(name), { behind: name, ...more }, hitsOf(name));

/**
 * One figure with its interval and what it rests on; grey where that is too little. A press opens the conversations.
 * @param {{name: string, figure: Figure, foot?: any, none?: any}} props  foot: one more line; none: said where there is no figure
 */
export function FigureCard({ name, figure, foot, none }) {
  const { unit, about, of } = FIGURES[name];
  const few = isFew(figure);
  const value = valueWords(figure.value, unit);
  return html`<div class=${few ? "card figure few" : "card figure"}>
    <h2 title=${about()}>${figureName(name)}</h2>
    ${figure.n
      ? html`<button type="button" class="figure-value" title=${t("Show the conversations")} onClick=${() => openFigure(name)}>
          ${value}<span class="visually-hidden">, ${t("Show the conversations")}</span></button>`
      : html`<p class="figure-value">${NONE}</p>`}
    <p class="figure-words small">${figure.n ? html`${intervalWords(figure, unit)}${figure.low !== null && " · "}${restsOn(figure.n, of)}`
      : none ?? (figure.asked ? t("No answers yet, {n} asked", { n: figure.asked }) : t("Nothing in this period"))}</p>
    ${foot ?? (few && figure.n > 0 && html`<p class="figure-words small">${t("Fewer than {n}: may change a lot", { n: ENOUGH })}</p>`)}
  </div>`;
}

/** How many of the asked have answered, and how many answers came without being asked for. @param {Figure} figure */
export function answeredWords({ n, asked, answered }) {
  const unasked = n - (answered ?? n);
  return [
    asked ? t("{share} of {asked} asked", { share: percent((100 * (answered ?? n)) / asked), asked: number(asked) }) : "",
    unasked > 0 ? t("{n} at kiosks", { n: number(unasked) }) : "",
  ].filter(Boolean).join(" · ");
}
