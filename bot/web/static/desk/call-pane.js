import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { useDesk } from "./context.js";

/** The video session over the conversation's upper part. @param {{call: {room: string, conversation: string}}} props */
export function CallPane({ call }) {
  const desk = useDesk();
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [refusal, setRefusal] = useState(/** @type {any} */ (null));
  useEffect(() => {
    return () => {};
  }, [call.room]);
  return html`<section class="call-pane" aria-label=${t("Video session")}>
    <div ref=${place} class="call-place"></div>
    ${refusal && html`<p class="notice bad" role="alert">${explain(refusal)}</p>`}
  </section>`;
}
