// How long it takes from one member's key or pointer until another member's page shows it: a mark in each page, on the
// clock that both pages share (timeOrigin + time since).
import { expect, type Page } from "@playwright/test";

declare global {
    interface Window {
        tandem_test: { loaded: true; acted: number; seen: Promise<number> | null };
    }
}

/** Notes when the member last pressed a key or let the pointer go, and that the page has not been loaded anew. */
export async function watch(page: Page): Promise<void> {
    await page.evaluate(() => {
        window.tandem_test = { loaded: true, acted: 0, seen: null };
        const act = () => (window.tandem_test.acted = performance.timeOrigin + performance.mark("acted").startTime);
        for (const kind of ["keydown", "pointerup", "click"]) addEventListener(kind, act, true);
    });
}

/** Begins to wait, inside the page, until a tile of that title is there (and begins on that date). */
export async function expect_soon(page: Page, title: string, date?: string): Promise<void> {
    await page.evaluate(
        ([title, date]) => {
            const there = (face: HTMLElement) =>
                face.querySelector(".title")?.textContent === title && (!date || face.dataset["date"] === date);
            window.tandem_test.seen = new Promise((resolve) => {
                const observer = new MutationObserver(look);
                function look() {
                    if (![...document.querySelectorAll<HTMLElement>(".tile .face")].some(there)) return;
                    observer.disconnect();
                    resolve(performance.timeOrigin + performance.mark("seen").startTime);
                }
                observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
                look();
            });
        },
        [title, date],
    );
}

/** Milliseconds between the two marks; fails if the watching page was loaded anew. */
export async function measure(what: string, acting: Page, watching: Page): Promise<number> {
    const seen = await watching.evaluate(() => window.tandem_test.seen);
    const acted = await acting.evaluate(() => window.tandem_test.acted);
    expect(await watching.evaluate(() => window.tandem_test?.loaded), "the page was not loaded anew").toBe(true);
    const took = (seen ?? Number.NaN) - acted;
    console.log(`      ${what}: seen by the other after ${took.toFixed(0)} ms`);
    return took;
}
