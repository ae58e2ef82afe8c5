import { Gift, SlidersHorizontal, Tablet, Upload } from "../vendor/lucide-surveys.js";
import { Star } from "../vendor/lucide.js";
import { t } from "../shared/i18n.js";
import { FilesView } from "./files-view.js";
import { KiosksView } from "./kiosks-view.js";
import { SettingsView } from "./settings-view.js";
import { SurveysView } from "./surveys-view.js";
import { ThanksView } from "./thanks-view.js";

/**
 * The views of the page, in the order of its navigation.
 * @typedef {{name: import("./where.js").ViewName, words: () => string, icon: any, component: any}} View
 * @type {readonly View[]}
 */
export const VIEWS = [
  { name: "surveys", words: () => t("Surveys"), icon: Star, component: SurveysView },
  { name: "kiosks", words: () => t("Kiosks"), icon: Tablet, component: KiosksView },
  { name: "thanks", words: () => t("Thank-yous"), icon: Gift, component: ThanksView },
  { name: "files", words: () => t("Import and export"), icon: Upload, component: FilesView },
  { name: "settings", words: () => t("Settings"), icon: SlidersHorizontal, component: SettingsView },
];
