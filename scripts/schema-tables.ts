/** The parts of JSON Schema that the configuration's schemas use, and `unit`, which is ours. */
export interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Tables of every key of an object and of what is nested in it, each under a heading with its path. */
export function sectionLines(path: string, node: Node): string[] {
  const sections: { readonly title: string; readonly node: Node }[] = [];
  collect([], node, sections);
  return sections.flatMap(({ title, node: { properties = {}, required = [] } }) => [
    '',
    ...(title === '' ? [] : [`### ${path}: ${title}`, '']),
    '| key | value | default | meaning |',
    '|---|---|---|---|',
    ...Object.entries(properties).map(([key, value]) => row(key, value, required.includes(key))),
  ]);
}

function collect(path: readonly string[], node: Node, into: { title: string; node: Node }[]): void {
  if (node.properties !== undefined) {
    const kind = node.properties.type?.const;
    const title = [...path, ...(typeof kind === 'string' ? [`type: ${kind}`] : [])].join(' ');
    if (into.every((section) => section.title !== title)) into.push({ title, node });
    for (const [key, value] of Object.entries(node.properties)) collect([...path, `\`${key}\``], value, into);
  }
  if (node.items !== undefined) collect(path, node.items, into);
  if (typeof node.additionalProperties === 'object') collect([...path, '`NAME`'], node.additionalProperties, into);
  // The last of several forms is the fullest, and what it shares with the others is said once.
  for (const form of [...(node.anyOf ?? [])].toReversed()) collect(path, form, into);
  for (const form of node.oneOf ?? []) collect(path, form, into);
}

function row(key: string, node: Node, required: boolean): string {
  const unit = node.unit === undefined ? '' : `, ${node.unit}`;
  const meaning = [node.description, required ? '**needed**' : undefined]
    .filter((text) => text !== undefined)
    .join('; ');
  return `| \`${key}\` | ${valueText(node)}${unit} | ${defaultText(node.default)} | ${meaning} |`.replaceAll(
    / +/g,
    ' ',
  );
}

function valueText(node: Node): string {
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${value}\``).join(', ');
  const forms = node.anyOf ?? node.oneOf;
  if (forms !== undefined) return [...new Set(forms.map(valueText))].join(' or ');
  switch (node.type) {
    case 'array': {
      const { minItems, maxItems } = node;
      const count = minItems !== undefined && minItems === maxItems ? ` of ${minItems}` : '';
      return `list${count}: ${node.items === undefined ? 'anything' : valueText(node.items)}`;
    }
    case 'object':
      return typeof node.additionalProperties === 'object' && node.properties === undefined
        ? 'keys of your own'
        : 'keys below';
    case 'integer':
      return `whole number${rangeText(node)}`;
    case 'number':
      return `number${rangeText(node)}`;
    case 'boolean':
      return '`true`, `false`';
    case 'string':
      return 'text';
    default:
      return 'anything';
  }
}

function rangeText({ minimum, maximum, exclusiveMinimum }: Node): string {
  if (exclusiveMinimum !== undefined) return ` > ${exclusiveMinimum}`;
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum} … ${maximum}`;
  return minimum === undefined ? '' : ` ≥ ${minimum}`;
}

function defaultText(value: unknown): string {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? `\`${value}\`` : '';
}
