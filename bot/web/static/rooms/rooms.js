import { Bell, BookOpen, CalendarDays, ChartColumn, HeartHandshake, Route } from "../vendor/lucide-rooms.js";
import { Headset, Star, UserRound } from "../vendor/lucide.js";
import { t } from "../shared/i18n.js";

/**
 * The pages of the house for those who work in it, in the order of their navigation.
 * @typedef {"desk" | "knowledge" | "surveys" | "recovery" | "journeys" | "alerts" | "reports" | "calendar" | "mine"} RoomName
 * @typedef {{name: RoomName, words: () => string, icon: any, managers: boolean}} Room  managers: nobody else may enter
 * @type {readonly Room[]}
 */
const ROOMS = [
  { name: "desk", words: () => t("Desk"), icon: Headset, managers: false },
  { name: "knowledge", words: () => t("Knowledge"), icon: BookOpen, managers: true },
  { name: "surveys", words: () => t("Surveys"), icon: Star, managers: true },
  { name: "recovery", words: () => t("Recovery"), icon: HeartHandshake, managers: false },
  { name: "journeys", words: () => t("Journeys"), icon: Route, managers: true },
  { name: "alerts", words: () => t("Alerts"), icon: Bell, managers: true },
  { name: "reports", words: () => t("Reports"), icon: ChartColumn, managers: true },
  { name: "calendar", words: () => t("Calendar"), icon: CalendarDays, managers: false },
  { name: "mine", words: () => t("My figures"), icon: UserRound, managers: false },
];

/** Which of them somebody may enter. @param {{role: string}} me @returns {readonly Room[]} */
export const roomsOf = ({ role }) => ROOMS.filter(({ managers }) => role === "manager" || !managers);
