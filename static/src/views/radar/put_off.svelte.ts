// What one was asked and put off, until the page is loaded anew.
import { SvelteSet } from "svelte/reactivity";

export const put_off = new SvelteSet<string>();
