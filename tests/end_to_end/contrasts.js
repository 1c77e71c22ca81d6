() => {
  const parse = text => text.match(/[\d.]+/g).map(Number);
  const over = (top, under) => {
    const alpha = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map(i => top[i] * alpha + under[i] * (1 - alpha));
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    const layers = [];
    for (let node = element; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      layers.push(colour);
      if (colour.length < 4 || colour[3] === 1) break;
    }
    const canvas = parse(getComputedStyle(document.body).backgroundColor);
    return layers.reduceRight((under, layer) => over(layer, under), canvas.slice(0, 3));
  };
  const seen = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    if (element.closest("svg, script, style, template")) continue;
    const style = getComputedStyle(element);
    if (!element.getClientRects().length || style.visibility === "hidden") continue;
    const under = behind(element);
    const ink = over(parse(style.color), under);
    const [high, low] = [luminance(ink), luminance(under)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const graphic = !/[\p{L}\p{N}]/u.test(walker.currentNode.data);
    const wanted = large || graphic ? 3 : 4.5;
    const ratio = (high + 0.05) / (low + 0.05);
    const key = [element.tagName, element.className, style.color, under].join(" ");
    seen.set(key, [ratio, wanted, walker.currentNode.data.trim().slice(0, 40), key]);
  }
  return [...seen.values()];
}
