import { html, useId, useRef, useState } from "../html.js";
import { lookOf, valuesOf } from "./card-state.js";
import { Mark } from "./mark.js";
import { meaning, spokenValue } from "./words.js";

/**
 * A scale to pick one point of. The arrows only go from point to point, and the point is picked with Space or Enter: a rating is
 * sent as it is picked, so what somebody passes on the way must not count.
 * @param {{card: import("./card-state.js").Scaled, value?: number, labelledby: string,
 *   size?: number, still?: boolean, onPick: (value: number) => void}} props  labelledby: the id of the question; still: the words at
 *   the ends stand there, because nothing hovers over the points
 */
export function Scale({ card, value, labelledby, size, still = false, onPick }) {
  const group = useRef(/** @type {HTMLElement | null} */ (null));
  const [over, hover] = useState(/** @type {number | null} */ (null));
  const ends = useId();
  const values = valuesOf(card), look = lookOf(card);
  const shown = over ?? value;
  const reach = value ?? values[0];
  const told = Boolean(card.low || card.high);
  const move = (/** @type {KeyboardEvent} */ event) => {
    const points = /** @type {HTMLElement[]} */ ([...(group.current?.children ?? [])]);
    const to = destination(event.key, points.indexOf(/** @type {any} */ (event.target)), values);
    if (to === null) return;
    event.preventDefault();
    points[to].focus();
  };
  return html`<div class=${`scale ${look}`}>
    <div class="points" role="radiogroup" ref=${group} style=${{ "--points": values.length }} aria-labelledby=${labelledby}
      aria-describedby=${look === "numbers" && told ? ends : undefined} onKeyDown=${move} onMouseLeave=${() => hover(null)} onBlurCapture=${() => hover(null)}>
      ${values.map((each) => html`<button key=${each} type="button" role="radio" class=${`point ${isLit(look, each, shown) ? "lit" : ""}`}
        aria-checked=${each === value} aria-label=${spokenValue(card, each)} tabindex=${each === reach ? 0 : -1}
        onClick=${() => onPick(each)} onMouseEnter=${() => hover(each)} onFocus=${() => hover(each)}>
        <${Mark} look=${look} value=${each} lit=${isLit(look, each, shown)} size=${size} />
        ${look === "thumbs" && html`<span>${meaning(card, each)}</span>`}</button>`)}
    </div>
    ${look === "numbers" || (still && look !== "thumbs") ? told && html`<p class="ends small muted" id=${ends}><span>${card.low}</span><span>${card.high}</span></p>`
      : look !== "thumbs" && html`<p class="meaning small muted" aria-hidden="true">${shown === undefined ? "" : meaning(card, shown)}</p>`}
  </div>`;
}

/** Stars count up to the one in question. @param {string} look @param {number} value @param {number | undefined} shown */
const isLit = (look, value, shown) => shown !== undefined && (look === "stars" ? value <= shown : value === shown);

/**
 * Where a key leads, as a place among the points; null for one that leads nowhere. A digit goes to its value.
 * @param {string} key @param {number} from @param {readonly number[]} values
 */
export function destination(key, from, values) {
  const last = values.length - 1;
  switch (key) {
    case "ArrowRight": case "ArrowDown": return from < last ? from + 1 : 0;
    case "ArrowLeft": case "ArrowUp": return from > 0 ? from - 1 : last;
    case "Home": return 0;
    case "End": return last;
    default: {
      const place = /^\d$/.test(key) ? values.indexOf(Number(key)) : -1;
      return place < 0 ? null : place;
    }
  }
}
