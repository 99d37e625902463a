// Every screen in light, dark and phone width: axe finds nothing, and a picture goes to build/screenshots to be looked at.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { expect, type Opening, test } from "./support/fixtures";
import { screens } from "./support/screens";

const sizes: Record<string, Opening> = {
    wide: {},
    phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};
const schemes = { wide: { light: "light", dark: "dark" }, phone: { light: "phone", dark: "phone-dark" } } as const;

/** All that is in view is loaded, and stands still; a button may be at work (a subscription is being read). */
async function settle(page: Page): Promise<void> {
    const unrest = () =>
        page.evaluate(() => {
            const in_view = (one: Element) => {
                const { top, bottom, width } = one.getBoundingClientRect();
                return width > 0 && bottom > 0 && top < innerHeight;
            };
            const waits = [...document.querySelectorAll(".skeleton, [aria-busy='true']:not(button)")].filter(in_view);
            const moves = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime) && one.playState === "running");
            return [...waits.map((one) => one.outerHTML.slice(0, 120)), ...moves.map((one) => one.id || "an animation")];
        });
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await expect.poll(unrest, `${page.url()} is loaded and stands still`).toEqual([]);
}

async function look_at(page: Page, name: string): Promise<void> {
    await settle(page);
    await page.screenshot({ path: `../../build/screenshots/${name}.png`, animations: "disabled" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map((one) => `${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html).slice(0, 3).join("\n  ")}`);
    expect(told.join("\n"), `axe, ${name}`).toBe("");
}

/** In light, and then in dark without another load, as when the system changes at dusk. */
async function look_twice(page: Page, name: string, size: string): Promise<void> {
    for (const [colorScheme, look] of Object.entries(schemes[size as keyof typeof schemes])) {
        await page.emulateMedia({ colorScheme: colorScheme as "light" | "dark", reducedMotion: "reduce" });
        await look_at(page, `${name}-${look}`);
    }
}

for (const [size, options] of Object.entries(sizes)) {
    test(`sign-in, ${size}`, async ({ browser, server }) => {
        const context = await browser.newContext({ reducedMotion: "reduce", ...options, baseURL: server.address });
        const page = await context.newPage();
        await page.goto("/");
        await page.getByLabel("Password").waitFor();
        await look_twice(page, "sign-in", size);
        await context.close();
    });
    for (const screen of screens) {
        if (screen.wide && size === "phone") continue;
        test(`${screen.name}, ${size}`, async ({ sign_in }) => {
            const page = await sign_in(screen.who ?? "marketer", { reducedMotion: "reduce", ...options, path: screen.path });
            await screen.act?.(page, { sign_in });
            await look_twice(page, screen.name, size);
        });
    }
}
