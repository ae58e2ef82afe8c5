import { ChartColumn, HeartHandshake, SlidersHorizontal } from "../vendor/lucide-recovery.js";
import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { ViewsNav } from "../rooms/views-nav.js";
import { CasePage } from "./case-page.js";
import { CasesView } from "./cases-view.js";
import { ReportView } from "./report-view.js";
import { Ringing } from "./ringing.js";
import { RoomProvider } from "./room.js";
import { hashOf, route } from "./where.js";
import { SettingsView } from "./settings-view.js";

const VIEWS = [
  { name: "cases", words: () => t("Cases"), icon: HeartHandshake },
  { name: "report", words: () => t("By cause"), icon: ChartColumn },
  { name: "settings", words: () => t("Settings"), icon: SlidersHorizontal },
];

/** @param {{room: import("./room.js").Room}} props */
export function App({ room }) {
  const { view, key } = route.value;
  const shown = room.manages || view === "case" ? view : "cases"; // the rest is for managers
  return html`<${RoomProvider} value=${room}>
    <${RoomsHead} me=${room.me} room="recovery" />
    <div class="recovery">
      ${room.manages && html`<${ViewsNav} views=${VIEWS} view=${shown === "case" ? "cases" : shown} hashOf=${hashOf} />`}
      <${Ringing} />
      <main class="recovery-main">
        ${shown === "case" ? html`<${CasePage} key=${key} id=${key} />`
          : shown === "report" ? html`<${ReportView} />`
          : shown === "settings" ? html`<${SettingsView} />`
          : html`<${CasesView} />`}
      </main>
    </div>
    <${Toasts} /><${Announcer} />
  <//>`;
}
