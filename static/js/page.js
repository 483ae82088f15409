// Starts what a page needs. Everything works without it; each module improves one thing.
import { startLeave } from "./leave.js";
import { startFilter } from "./filter.js";
import { startInstalling } from "./install.js";
import { startKeeping } from "./keep.js";
import { startOffline } from "./offline.js";
import { startPhone } from "./phone.js";

startLeave(document.querySelector(".leave"));
startFilter(document.querySelector("[data-filter]"));
startKeeping(document.querySelector("[data-keep]"));
startPhone(document.querySelector("[data-phone]"));
startInstalling(document.querySelector("[data-install]"));
startOffline(document.querySelector("[data-other-languages]"));
