import { Refusal } from "../shared/connection.js";
import { html, render } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { recall, remember } from "../shared/stored.js";
import { loginPage } from "../login/next.js";
import { askAhead } from "../figures/answer.js";
import { follow } from "../figures/live.js";
import { CannotOpen } from "../figures/states.js";
import { about, followAddress } from "../figures/where.js";
import { App, NotForYou } from "./app.js";
import { followView, view } from "./route.js";
import { viewNamed } from "./views.js";

/** Set once a manager has been here: they will want the figures, and nobody else may have them. */
const BEFORE = "reports.manager";

async function open() {
  const asked = api("GET", "/api/me");
  if (view.value === "overview" && recall(BEFORE)) askAhead(about("/api/reports/overview"));
  void viewNamed(view.value).load().catch(() => {}); // whoever shows it tells
  await load(chooseLanguage(navigator.languages));
  try {
    const { me } = await asked;
    if (me.role !== "manager") return render(html`<${NotForYou} />`, document.body);
    remember(BEFORE, "yes");
    followAddress();
    followView();
    render(html`<${App} me=${me} />`, document.body);
    follow();
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "unauthorized") location.replace(loginPage(location));
    else render(html`<${CannotOpen} refusal=${refusal} again=${open} />`, document.body);
  }
}

void open();
