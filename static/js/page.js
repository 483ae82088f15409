// Starts what a page needs. Everything works without it; each module improves one thing.
import { startLeave } from "./leave.js";
import { startFilter } from "./filter.js";

startLeave(document.querySelector(".leave"));
startFilter(document.querySelector("[data-filter]"));
