import { html, render } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { recall, remember } from "../shared/stored.js";
import { askAhead } from "../figures/answer.js";
import { follow } from "../figures/live.js";
import { about, followAddress } from "../figures/where.js";
import { openRoom } from "../rooms/open-room.js";
import { App } from "./app.js";
import { followView, view } from "./route.js";
import { viewNamed } from "./views.js";

/** Set once a manager has been here: they will want the figures, and nobody else may have them. */
const BEFORE = "reports.manager";

const ownFigures = () => ({ hint: t("Your own figures have a page of their own."), href: "/mine/", link: t("My figures") });

if (view.value === "overview" && recall(BEFORE)) askAhead(about("/api/reports/overview"));
void viewNamed(view.value).load().catch(() => {}); // whoever shows it tells

void openRoom((me) => {
  remember(BEFORE, "yes");
  followAddress();
  followView();
  render(html`<${App} me=${me} />`, document.body);
  follow();
}, { managers: true, elsewhere: ownFigures });
