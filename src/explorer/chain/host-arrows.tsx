import type { VNode } from 'preact';
import type { Drawing, DrawnLayer } from '../../drawing/drawing.ts';

const step = 34;
const side = 22;
const height = 110;

/** For each layer whose cells have host offsets: the cells in the order of the guest, and arrows to their places in the file. */
export function HostArrows({ drawing: { layers } }: { readonly drawing: Drawing }): VNode {
  return (
    <>
      {layers.map(layer => (
        <LayerArrows layer={layer} />
      ))}
    </>
  );
}

function LayerArrows({ layer: { name, cells } }: { readonly layer: DrawnLayer }): VNode | null {
  const hosted = cells.filter(({ host }) => host !== undefined);
  if (hosted.length === 0) return null;
  const inFile = hosted.toSorted((one, other) => (one.host! < other.host! ? -1 : 1));
  const width = hosted.length * step + 60;
  const places = hosted.map(({ letter, host }) => `${letter} at 0x${host!.toString(16)}`).join(', ');
  return (
    <figure>
      <figcaption class="quiet">{name}: guest order above, file order below</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="scroll" tabIndex={0} aria-label={`host offsets of ${name}`}>
        <svg class="arrows" width={width} height={height} role="img" aria-label={places}>
          <title>{places}</title>
          {hosted.map((cell, index) => {
            const x = index * step + side / 2;
            const to = inFile.indexOf(cell) * step + side / 2;
            return (
              <>
                <line x1={x} y1={side} x2={to} y2={58} />
                <path d={`M${to - 4} 51L${to} 58L${to + 4} 51`} />
                <text x={x} y={15} text-anchor="middle">
                  {cell.letter}
                </text>
                <rect x={index * step} y={0} width={side} height={side} />
              </>
            );
          })}
          {inFile.map(({ host }, index) => (
            <text x={index * step} y={72 + (index % 3) * 13}>
              {host!.toString(16)}
            </text>
          ))}
        </svg>
      </section>
    </figure>
  );
}
