/** Runs in the page: texts whose contrast against the colours behind them is below 4.5:1. */
export function faintTexts(): string[] {
  type Colour = [number, number, number, number];
  // Playwright sends this one function to the page, so its helpers must lie within it.
  const parse = (css: string): Colour => {
    const n = (css.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const scale = css.startsWith('color(srgb') ? 255 : 1;
    return [(n[0] ?? 0) * scale, (n[1] ?? 0) * scale, (n[2] ?? 0) * scale, n[3] ?? (n.length === 0 ? 0 : 1)];
  };
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [
    r * a + R * (1 - a),
    g * a + G * (1 - a),
    b * a + B * (1 - a),
    1,
  ];
  const behind = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const root = element.getRootNode();
    const parent = element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(parent));
  };
  const light = (c: Colour): number => {
    const [r, g, b] = c
      .slice(0, 3)
      .map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const faint: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (!node.textContent?.trim() || element.closest('script, style')) continue;
    const style = getComputedStyle(element);
    const back = behind(element.assignedSlot ?? element);
    const ink = over(parse(element instanceof SVGElement ? style.fill : style.color), back);
    const [high, low] = [light(ink), light(back)].toSorted((a, b) => b - a);
    const ratio = (high! + 0.05) / (low! + 0.05);
    if (ratio < 4.5)
      faint.push(
        `${ratio.toFixed(2)} ${node.textContent.slice(0, 40)} ${style.color} on ${back.map(Math.round).join()}`,
      );
  }
  return faint;
}

/** Runs in the page: texts that stick out of the window or are cut without meaning to be. */
export function clippedTexts(): string[] {
  const bad: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth)
    bad.push(`page is ${document.documentElement.scrollWidth} px wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (!node.textContent?.trim() || element.closest('script, style, .cut, .visually-hidden, thead')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    if (left < -0.5 || right > innerWidth + 0.5)
      bad.push(`${Math.round(left)}..${Math.round(right)} ${node.textContent.slice(0, 40)}`);
  }
  return bad;
}

/** Runs in the page: pairs of chart labels that lie on each other. */
export function overlappingLabels(): string[] {
  const labels = [...document.querySelectorAll('.chart text')].map((label) => ({
    text: label.textContent,
    box: label.getBoundingClientRect(),
  }));
  return labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter(
        ({ box: b }) =>
          a.box.left < b.right && b.left < a.box.right && a.box.top + 2 < b.bottom && b.top + 2 < a.box.bottom,
      )
      .map((b) => `${a.text} / ${b.text}`),
  );
}
