// How long it takes from one member's key or pointer until another member's page shows it: a mark in each page, on the
// clock that both pages share (timeOrigin + time since).
import { expect, type Page } from "@playwright/test";

declare global {
    interface Window {
        tandem_test: { loaded: true; acted: number; seen: number | null; ringed: boolean };
    }
}

/** Notes when the member last pressed a key or let the pointer go, and that the page has not been loaded anew. */
export async function watch(page: Page): Promise<void> {
    await page.evaluate(() => {
        window.tandem_test = { loaded: true, acted: 0, seen: null, ringed: false };
        const act = () => (window.tandem_test.acted = performance.timeOrigin + performance.mark("acted").startTime);
        for (const kind of ["keydown", "pointerup", "click"]) addEventListener(kind, act, true);
    });
}

/**
 * From now on the page itself looks for a tile of that title (that begins on that date), and for a ring around it. A ring
 * lasts for seconds, and between two questions of a test on a busy machine it may have come and gone.
 */
export async function expect_soon(page: Page, title: string, date?: string): Promise<void> {
    await page.evaluate(
        ([title, date]) => {
            const noted = window.tandem_test;
            Object.assign(noted, { seen: null, ringed: false });
            const there = (face: HTMLElement) =>
                face.querySelector(".title")?.textContent === title && (!date || face.dataset["date"] === date);
            const observer = new MutationObserver(look);
            function look() {
                const faces = [...document.querySelectorAll<HTMLElement>(".tile .face")].filter(there);
                if (faces.length && noted.seen === null) noted.seen = performance.timeOrigin + performance.mark("seen").startTime;
                noted.ringed ||= faces.some((face) => face.closest(".tile")?.querySelector(".ring"));
                if (noted.ringed) observer.disconnect();
            }
            observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
            look();
        },
        [title, date],
    );
}

/** Milliseconds between the two marks; fails if the watching page was loaded anew, or did not ring what came. */
export async function measure(what: string, acting: Page, watching: Page): Promise<number> {
    const noted = () => watching.evaluate(() => (window.tandem_test?.loaded ? window.tandem_test : null));
    await expect.poll(noted, `${what}: seen by the other, ringed, in a page that was not loaded anew`).toMatchObject({ seen: expect.any(Number), ringed: true });
    const acted = await acting.evaluate(() => window.tandem_test.acted);
    const took = ((await noted())?.seen ?? Number.NaN) - acted;
    console.log(`      ${what}: seen by the other after ${took.toFixed(0)} ms`);
    return took;
}
