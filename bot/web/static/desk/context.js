import { createContext, useContext } from "../shared/html.js";

const DeskContext = createContext(/** @type {any} */ (null));

/** Gives the desk to every component below it. */
export const DeskProvider = DeskContext.Provider;

/** @returns {import("./desk.js").Desk} */
export const useDesk = () => useContext(DeskContext);
