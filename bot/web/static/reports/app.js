import { Announcer } from "../shared/announce.js";
import { html, useEffect, useState } from "../shared/html.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { useAnswer } from "../figures/answer.js";
import { pathOf } from "../figures/query.js";
import { language } from "../shared/i18n.js";
import { Refused, Skeletons } from "../figures/states.js";
import { keepTo } from "../figures/where.js";
import { BehindPanel } from "./behind-panel.js";
import { Filters } from "./filters.js";
import { PrintHead } from "./print-head.js";
import { hashOf, view } from "./route.js";
import { VIEWS, viewNamed } from "./views.js";

/** @typedef {import("../rooms/rooms-head.js").Me} Me */

/** @param {{me: Me & {id: string}}} props */
export function App({ me }) {
  const shown = viewNamed(view.value);
  const choices = useAnswer(pathOf("/api/reports/choices", { words: language.value })).value.value;
  useEffect(() => { if (choices) keepTo(choices.timezone); }, [choices]);
  return html`<${RoomsHead} me=${me} room="reports" />
    <div class="reports">
      <${ViewsNav} views=${VIEWS} view=${shown.name} hashOf=${hashOf} />
      <main class="reports-main">
        ${shown.filtered && html`<div class="on-paper"><${PrintHead} choices=${choices} /></div><${Filters} choices=${choices} />`}
        <${Lazy} key=${shown.name} shown=${shown} me=${me} choices=${choices} />
      </main>
    </div>
    <${BehindPanel} /><${Toasts} /><${Announcer} />`;
}

/** A view, once its modules are there. @param {{shown: {load: () => Promise<any>}, me: Me, choices: any}} props */
function Lazy({ shown, me, choices }) {
  const [View, setView] = useState(/** @type {{component: any} | null} */ (null));
  const [refusal, setRefusal] = useState(/** @type {unknown} */ (null));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setRefusal(null);
    shown.load().then((component) => setView({ component }), setRefusal);
  }, [turn]);
  if (refusal) return html`<${Refused} refusal=${{ code: "offline" }} again=${() => setTurn(turn + 1)} />`;
  return View ? html`<${View.component} me=${me} choices=${choices} />` : html`<${Skeletons} />`;
}
