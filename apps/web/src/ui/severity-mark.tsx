import { SEVERITY_SHAPES, SEVERITY_TOKENS, type Severity } from "./severity-shapes.ts";

function cssColour(token: string): string {
  return `var(--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)})`;
}

/**
 * Mark of a severity: shape, digit and colour. Filled while the thing is present, outlined once it has returned. An
 * empty label makes it decoration, where words beside it say the severity.
 */
export function SeverityMark(props: {
  severity: Severity;
  sizePx?: number;
  isOutlined?: boolean;
  label?: string;
}) {
  const { severity, sizePx = 18, isOutlined = false, label = `S${severity}` } = props;
  const shape = SEVERITY_SHAPES[severity];
  const tokens = SEVERITY_TOKENS[severity];
  return (
    <svg
      className="severity-mark flex-none"
      width={sizePx}
      height={sizePx}
      viewBox="0 0 24 24"
      role="img"
      aria-label={label}
      aria-hidden={label === ""}
    >
      <path
        d={shape.path}
        fill={isOutlined ? "none" : cssColour(tokens.fill)}
        stroke={cssColour(tokens.edge)}
        strokeWidth={isOutlined ? 2 : 1.5}
        strokeLinejoin="round"
      />
      <text
        x={12}
        y={shape.digitY}
        fontFamily="var(--font-data)"
        fontWeight={600}
        fontSize={shape.digitPx}
        textAnchor="middle"
        dominantBaseline="central"
        fill={isOutlined ? cssColour(tokens.edge) : cssColour(tokens.ink)}
      >
        {severity}
      </text>
    </svg>
  );
}
