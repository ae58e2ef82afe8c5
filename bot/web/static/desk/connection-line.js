import { WifiOff } from "../vendor/lucide.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { useNow } from "../shared/time.js";
import { useDesk } from "./context.js";

const QUIET_MS = 1_000;

/** How the connection is, when it is not well; a break shorter than a second is not worth a word. */
export function ConnectionLine() {
  const { connection } = useDesk();
  const online = connection.status.value.state === "online";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(!online), online ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [online]);
  return html`<div class="connection-line" role="status">${shown && !online && html`<${Broken} />`}</div>`;
}

function Broken() {
  const { connection } = useDesk();
  const present = useNow().value;
  const status = connection.status.value;
  const seconds = status.state === "waiting" ? Math.max(0, Math.ceil((status.until - present) / 1000)) : 0;
  return html`<p class="notice warn">
    <${Icon} of=${WifiOff} size=${16} />
    <span class="grow">${t("No connection to the server. You see what was known; what you write is kept and sent later.")}
      ${" "}<span aria-hidden="true">${seconds > 0 ? t("Next try in {n} s.", { n: seconds }) : t("Trying…")}</span></span>
    <button type="button" class="button link" onClick=${() => connection.wake()}>${t("Try now")}</button>
  </p>`;
}
