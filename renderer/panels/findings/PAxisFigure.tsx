// Owns drawing the axis of p values: a line with ticks, the printed p as an upright mark, the computed range as a bar, α as
// a dashed line. Readable without colour: each has a form of its own and a word under it.
import { axisInWords, pTicks, placeOfP, rangeText, type PAxis } from './pAxis';

const width = 300;
const left = 8;
const span = width - 2 * left;
const line = 18;

export function PAxisFigure({ axis }: { readonly axis: PAxis }) {
  const x = (p: number): number => left + span * placeOfP(p);
  const { printed, computed, alpha } = axis;
  const bar = { from: x(computed.low), to: x(computed.high) };
  const mark = { from: x(printed.low), to: x(printed.high) };
  return (
    <figure className="pAxis">
      <svg viewBox={`0 0 ${width} 40`} role="img" aria-label={axisInWords(axis)}>
        <line className="pAxisLine" x1={left} x2={left + span} y1={line} y2={line} />
        {pTicks.map((tick) => (
          <g key={tick}>
            <line className="pAxisLine" x1={x(tick)} x2={x(tick)} y1={line} y2={line + 4} />
            <text x={x(tick)} y={line + 15} textAnchor={tick === 1 ? 'end' : tick === pTicks[0] ? 'start' : 'middle'}>{tick}</text>
          </g>
        ))}
        {alpha !== null && <line className="pAxisAlpha" x1={x(alpha)} x2={x(alpha)} y1={2} y2={line + 4} />}
        {alpha !== null && <text x={x(alpha)} y={line + 15} textAnchor="middle">α</text>}
        <rect className="pAxisComputed" x={bar.from - 2} width={Math.max(4, bar.to - bar.from + 4)} y={line - 4} height={8} rx={4} />
        {mark.to - mark.from > 1 && <line className="pAxisRange" x1={mark.from} x2={mark.to} y1={line} y2={line} />}
        <line className="pAxisPrinted" x1={mark.to} x2={mark.to} y1={line - 9} y2={line + 9} />
      </svg>
      <figcaption>
        <span className="unbroken"><span className="pAxisKey printed" aria-hidden />printed {rangeText(printed)}</span>
        <span className="unbroken"><span className="pAxisKey computed" aria-hidden />computed {rangeText(computed)}</span>
      </figcaption>
    </figure>
  );
}
