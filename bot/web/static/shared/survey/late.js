import { html, useEffect, useState } from "../html.js";

/**
 * A rating's card, whose modules are loaded when the first is seen; until then its question stands there.
 * @param {{card: import("./card-state.js").Rating, give: (said: import("./card-state.js").Said) => Promise<unknown>}} props
 */
export function LateCard({ card, give }) {
  const [Card, show] = useState(/** @type {any} */ (null));
  useEffect(() => {
    import("./card.js").then(async ({ SurveyCard, prepared }) => { await prepared(); show(() => SurveyCard); });
  }, []);
  return Card ? html`<${Card} card=${card} give=${give} />` : html`<p class="words">${card.text}</p>`;
}
