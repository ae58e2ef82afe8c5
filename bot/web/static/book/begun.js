import { Video } from "../vendor/lucide-book.js";
import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { join } from "./state.js";

/** The call that can be joined now. @param {{booking: import("./types.js").Booking}} props */
export function Begun({ booking: { state, agent, note } }) {
  const [problem, tell] = useState(/** @type {unknown} */ (null));
  const [busy, work] = useState(false);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  const press = () => {
    work(true);
    tell(null);
    join().catch(tell).finally(() => work(false));
  };
  const name = state === "started" ? agent?.name : "";  // a colleague may be the one who calls back
  return html`<section class="book-part" aria-labelledby="begun-title">
    <h2 id="begun-title" class="row booked-title" tabindex="-1" ref=${heading}><${Icon} of=${Video} size=${24} />${t("Your call has begun")}</h2>
    <p>${name ? t("{name} is expecting you.", { name }) : t("We are expecting you.")}</p>
    ${note && html`<blockquote class="booked-note">${note}</blockquote>`}
    <button type="button" class="button primary wide" disabled=${busy} onClick=${press}><${Icon} of=${Video} />${t("Join the call")}</button>
    <div class="problem" role="alert">${problem !== null && html`<p>${explain(problem)}</p>`}</div>
  </section>`;
}
