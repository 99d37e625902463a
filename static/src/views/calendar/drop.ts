// What lies under a dragged idea: the view shown says which date a point is. Set by the view, asked by the tray.
export const drop_target: { date_at: ((x: number, y: number) => string | null) | null } = { date_at: null };
