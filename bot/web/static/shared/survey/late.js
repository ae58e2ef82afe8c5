import { html, useEffect, useState } from "../html.js";

/**
 * A rating's card, whose modules are loaded when the first is seen; until then its question stands there.
 * @param {{card: import("./card-state.js").Rating, hand: import("./handing.js").Hand, book: () => Promise<{url: string}>}} props
 *   as those of SurveyCard
 */
export function LateCard(props) {
  const [Card, show] = useState(/** @type {any} */ (null));
  useEffect(() => {
    import("./card.js").then(async ({ SurveyCard, prepared }) => { await prepared(); show(() => SurveyCard); });
  }, []);
  return Card ? html`<${Card} ...${props} />` : html`<p class="words">${props.card.text}</p>`;
}
