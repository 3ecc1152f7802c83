/* What a test asks a page: how colours stand against what is behind them (WCAG 2.2), and what has the focus. */
const channel = value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
const light = ([red, green, blue]) => .2126 * channel(red / 255) + .7152 * channel(green / 255) + .0722 * channel(blue / 255);
const numbers = text => (text.match(/[\d.]+/g) || []).map(Number);
const shows = colour => colour.length >= 3 && (colour.length < 4 || colour[3] > 0);

function behind(node) {
  for (; node && node.nodeType == 1; node = node.parentNode) {
    const colour = numbers(getComputedStyle(node).backgroundColor);
    if (shows(colour)) return colour;
  }
  return [255, 255, 255];
}

function ratio(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
}

/* Each element with words or a drawing, with its ratio. */
function contrasts() {
  const found = [];
  for (const one of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(one), line = numbers(style.stroke);
    const words = [...one.childNodes].some(child => child.nodeType == 3 && child.data.trim());
    if (words)
      found.push([one.tagName, ratio(numbers(one instanceof SVGElement ? style.fill : style.color), behind(one))]);
    else if (['rect', 'circle', 'path', 'line'].includes(one.tagName))
      found.push([one.tagName, ratio(shows(line) ? line : numbers(style.fill), behind(one))]);
  }
  return found;
}

function focused() {
  const one = document.activeElement, style = getComputedStyle(one), place = one.getBoundingClientRect();
  return {
    tag: one.tagName, text: one.textContent.trim().slice(0, 60), role: one.getAttribute('role'),
    outline: parseFloat(style.outlineWidth), line: style.outlineStyle, colour: style.outlineColor,
    inside: place.width > 0 && place.left > -9,
  };
}
