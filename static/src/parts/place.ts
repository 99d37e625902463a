// Where a floating box goes beside its anchor so that it stays on the screen. Pure.
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface Size {
  width: number;
  height: number;
}

export function place_beside(anchor: Box, box: Size, screen: Size, align: "start" | "end" = "start", gap = 6) {
  const margin = 8;
  const below = screen.height - (anchor.top + anchor.height) - gap - margin;
  const above = anchor.top - gap - margin;
  const up = box.height > below && above > below;
  const height = Math.min(box.height, up ? above : below);
  const top = up ? anchor.top - gap - height : anchor.top + anchor.height + gap;
  const wish = align === "start" ? anchor.left : anchor.left + anchor.width - box.width;
  const left = Math.max(margin, Math.min(wish, screen.width - box.width - margin));
  return { left, top, max_height: up ? above : below };
}
