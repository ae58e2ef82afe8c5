import { ChartBar, ClipboardCheck, Film, HeartPulse, LayoutDashboard, Quote, Scale } from "../vendor/lucide-reports.js";
import { t } from "../shared/i18n.js";
import { OverviewView } from "./overview-view.js";

/**
 * The views of the page, in the order of its navigation; all but the first bring their modules when they are first shown. `filtered`:
 * it speaks of what the filters leave.
 * @typedef {{name: import("./route.js").ViewName, words: () => string, icon: any, filtered: boolean, load: () => Promise<any>}} View
 * @type {readonly View[]}
 */
export const VIEWS = [
  { name: "overview", words: () => t("Overview"), icon: LayoutDashboard, filtered: true, load: async () => OverviewView },
  { name: "groups", words: () => t("Breakdown"), icon: ChartBar, filtered: true, load: async () => (await import("./groups-view.js")).GroupsView },
  { name: "comments", words: () => t("Comments"), icon: Quote, filtered: true, load: async () => (await import("./comments-view.js")).CommentsView },
  { name: "compare", words: () => t("Compare"), icon: Scale, filtered: true, load: async () => (await import("./compare-view.js")).CompareView },
  { name: "risk", words: () => t("At risk"), icon: HeartPulse, filtered: false, load: async () => (await import("./risk-view.js")).RiskView },
  { name: "samples", words: () => t("Samples"), icon: ClipboardCheck, filtered: false, load: async () => (await import("./samples-view.js")).SamplesView },
  { name: "recordings", words: () => t("Recordings"), icon: Film, filtered: false, load: async () => (await import("./recordings-view.js")).RecordingsView },
];

/** Not in the navigation: everything on one page, for paper. */
const PRINT = { name: "print", filtered: false, load: async () => (await import("./print-view.js")).PrintView };

/** @param {import("./route.js").ViewName} name */
export const viewNamed = (name) => VIEWS.find((each) => each.name === name) ?? (name === "print" ? PRINT : VIEWS[0]);
