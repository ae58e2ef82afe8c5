import { createContext, useContext } from "../shared/html.js";

const MeContext = createContext(/** @type {any} */ (null));

/** Gives the manager who is signed in to every component below it. */
export const MeProvider = MeContext.Provider;

/** @returns {{id: string, name: string, email: string, role: string}} */
export const useMe = () => useContext(MeContext);
